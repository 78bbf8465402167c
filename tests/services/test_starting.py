"""How the app starts itself again: with its own Python, never a file of the present folder."""

import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from crampdiary.services.starting import command_here, command_to_type, own_command

CHECKOUT = Path(__file__).parents[2]


def test_a_file_of_the_present_folder_is_never_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "crampdiary.py").write_text("raise SystemExit(99)")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(CHECKOUT))
    finished = subprocess.run([*command_here(), "--version"], capture_output=True, check=False)
    assert finished.returncode == 0
    assert b"Cramp Diary" in finished.stdout


def test_in_the_folder_of_the_package_it_is_found_without_any_path(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(CHECKOUT)
    monkeypatch.delenv("PYTHONPATH", raising=False)
    finished = subprocess.run([*command_here(), "--version"], capture_output=True, check=False)
    assert finished.returncode == 0


def test_a_bundle_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert own_command() == command_here() == [sys.executable]


def test_an_installed_command_is_typed_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: f"/somewhere/{name}")
    assert command_to_type("now") == "crampdiary now"


def test_a_command_outside_the_search_path_is_typed_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "with space"
    folder.mkdir()
    monkeypatch.setattr("shutil.which", lambda name: None)
    monkeypatch.setattr(sys, "executable", str(folder / "python"))
    monkeypatch.chdir(tmp_path)
    assert shlex.split(command_to_type("now")) == [
        *(str(folder / "python"), "-P", "-m", "crampdiary", "now")
    ]
    (folder / "crampdiary").write_text("")
    assert shlex.split(command_to_type("now")) == [str(folder / "crampdiary"), "now"]
