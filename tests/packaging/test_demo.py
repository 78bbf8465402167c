"""Without a display: the demo's files, made again and again without losing anything."""

import os
from pathlib import Path

import pytest
from bootstrap import demo
from bootstrap.demo import DIARY, FOLDER, PAGE, TIMELINE, make_demo
from bootstrap.environment import Environment


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Environment:
    def write_new(_: Environment, arguments: list[str], folder: Path) -> None:
        path = folder / arguments[arguments.index("-o") + 1]
        assert not path.exists()  # as the real `demo -o` demands
        path.write_bytes(os.urandom(8))

    monkeypatch.setattr(demo, "_run", write_new)
    return Environment(checkout=tmp_path)


def test_demo_makes_diary_timeline_and_page(environment: Environment, tmp_path: Path) -> None:
    folder = make_demo(environment, tmp_path)

    assert folder == tmp_path / FOLDER
    assert {path.name for path in folder.iterdir()} >= {DIARY, TIMELINE, PAGE}


def test_demo_replaces_its_own_files(environment: Environment, tmp_path: Path) -> None:
    first = make_demo(environment, tmp_path)
    before = (first / PAGE).read_bytes()

    second = make_demo(environment, tmp_path)

    assert second == first
    assert (second / PAGE).read_bytes() != before


def test_demo_diary_that_a_person_changed_is_kept(environment: Environment, tmp_path: Path) -> None:
    first = make_demo(environment, tmp_path)
    (first / DIARY).write_bytes(b"mine")

    second = make_demo(environment, tmp_path)

    assert second == tmp_path / f"{FOLDER}-2"
    assert (first / DIARY).read_bytes() == b"mine"


def test_other_files_in_the_folder_are_kept(environment: Environment, tmp_path: Path) -> None:
    notes = tmp_path / FOLDER / "notes.txt"
    notes.parent.mkdir()
    notes.write_text("mine")

    make_demo(environment, tmp_path)

    assert notes.read_text() == "mine"
