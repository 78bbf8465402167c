"""A file is read within limits, and written whole or not at all."""

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from crampdiary.domain.errors import FileProblemError, ImportRefusedError
from crampdiary.exchange import files

posix = pytest.mark.skipif(os.name == "nt", reason="modes, links and pipes of POSIX")


def reason(path: Path, *, overwrite: bool = True) -> str:
    with pytest.raises(FileProblemError) as refusal:
        files.write_bytes(path, b"new", overwrite=overwrite)
    return refusal.value.reason


def test_written_file_takes_the_place_of_the_old_one_and_leaves_nothing_else(
    tmp_path: Path,
) -> None:
    path = tmp_path / "diary.json"
    path.write_text("old")
    files.write_bytes(path, "new ☾".encode())
    assert path.read_text(encoding="utf-8") == "new ☾"
    assert list(tmp_path.iterdir()) == [path]


def test_file_that_exists_stays_unless_it_may_be_replaced(tmp_path: Path) -> None:
    path = tmp_path / "diary.json"
    path.write_text("old")
    assert reason(path, overwrite=False) == "exists"
    assert path.read_text() == "old"


def test_folder_and_place_without_a_folder_are_refused(tmp_path: Path) -> None:
    assert reason(tmp_path) == "directory"
    assert reason(tmp_path / "nowhere" / "diary.json") == "no_folder"
    (tmp_path / "file").write_text("")
    assert reason(tmp_path / "file" / "diary.json") == "no_folder"
    assert reason(tmp_path / ("x" * 300)) == "denied"


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def open_umask() -> Iterator[None]:
    before = os.umask(0o022)
    yield
    os.umask(before)


@posix
def test_file_for_others_is_as_open_as_the_umask_lets_it(tmp_path: Path, open_umask: None) -> None:
    files.write_bytes(tmp_path / "doctor.pdf", b"page")
    assert mode_of(tmp_path / "doctor.pdf") == 0o644


@posix
def test_private_file_is_for_its_owner_alone(tmp_path: Path, open_umask: None) -> None:
    with files.replacing(tmp_path / "demo.crampdiary", private=True) as fresh:
        assert mode_of(fresh) == 0o600
    assert mode_of(tmp_path / "demo.crampdiary") == 0o600


@posix
def test_file_that_is_replaced_hands_on_its_mode(tmp_path: Path, open_umask: None) -> None:
    path = tmp_path / "diary.json"
    path.write_text("old")
    path.chmod(0o640)
    files.write_bytes(path, b"new")
    assert (path.read_text(), mode_of(path)) == ("new", 0o640)


@posix
def test_of_a_link_the_file_it_points_to_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    there, link = tmp_path / "there" / "diary.json", tmp_path / "link.json"
    there.write_text("old")
    link.symlink_to(there)
    files.write_bytes(link, b"new")
    assert (there.read_text(), link.is_symlink()) == ("new", True)


@posix
def test_device_is_left_alone(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    assert reason(tmp_path / "pipe.csv") == "special"
    assert stat.S_ISFIFO((tmp_path / "pipe.csv").stat().st_mode)


@posix
def test_links_in_a_circle_are_refused(tmp_path: Path) -> None:
    (tmp_path / "circle.csv").symlink_to(tmp_path / "circle.csv")
    assert reason(tmp_path / "circle.csv") == "denied"


def test_file_made_meanwhile_by_another_program_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "diary.json"
    in_time = files.check_target

    def check_then_be_overtaken(target: Path, *, overwrite: bool) -> None:
        in_time(target, overwrite=overwrite)
        if list(tmp_path.iterdir()):
            path.write_text("theirs")

    monkeypatch.setattr(files, "check_target", check_then_be_overtaken)
    assert reason(path, overwrite=False) == "exists"
    assert path.read_text() == "theirs"
    assert list(tmp_path.iterdir()) == [path]


def test_failed_writing_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "diary.json"
    path.write_text("old")

    def write_half() -> None:
        with files.replacing(path) as fresh:
            fresh.write_text("half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        write_half()
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_full_disk_is_told_apart_and_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "diary.json"
    path.write_text("old")

    def write_too_much() -> None:
        with files.replacing(path):
            raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(FileProblemError) as refusal:
        write_too_much()
    assert refusal.value.reason == "full"
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    for path, expected in (
        (tmp_path / "none.csv", "missing"),
        (tmp_path, "directory"),
        (tmp_path / "nul\0.csv", "denied"),
    ):
        with pytest.raises(FileProblemError) as refusal:
            files.read_bytes(path)
        assert refusal.value.reason == expected


def test_file_too_big_for_a_diary_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "MAX_BYTES", 4)
    path = tmp_path / "big.csv"
    path.write_bytes(b"1234")
    assert files.read_bytes(path) == b"1234"
    path.write_bytes(b"12345")
    with pytest.raises(ImportRefusedError) as refusal:
        files.read_bytes(path)
    assert refusal.value.reason == "too_big"
