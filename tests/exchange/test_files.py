"""A file is read within limits, and written whole or not at all."""

import errno
from pathlib import Path

import pytest

from crampdiary.domain.errors import FileProblemError, ImportRefusedError
from crampdiary.exchange import files


def reason(path: Path, *, overwrite: bool = True) -> str:
    with pytest.raises(FileProblemError) as refusal:
        files.write_text(path, "new", overwrite=overwrite)
    return refusal.value.reason


def test_written_file_takes_the_place_of_the_old_one_and_leaves_nothing_else(
    tmp_path: Path,
) -> None:
    path = tmp_path / "diary.json"
    path.write_text("old")
    files.write_text(path, "new ☾", overwrite=True)
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
