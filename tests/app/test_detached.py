"""The night screen comes up in a process of its own, and only where somebody can see it."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from crampdiary.app import detached

Started = list[tuple[list[str], dict[str, Any]]]


class _Process:
    returncode: int | None = None


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Started:
    found: Started = []

    def start(command: list[str], **options: Any) -> _Process:
        found.append((command, options))
        return _Process()

    monkeypatch.setattr(subprocess, "Popen", start)
    monkeypatch.setattr(detached, "has_screen", lambda: True)
    return found


def test_the_window_starts_on_the_same_diary_apart_from_this_process(
    started: Started, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    detached.show_night(Path("my diary.crampdiary"))
    ((command, options),) = started
    diary = str(tmp_path / "my diary.crampdiary")
    assert command == [sys.executable, "-P", "-m", "crampdiary", "--diary", diary, "night"]
    assert options["start_new_session"]
    assert {options[name] for name in ("stdin", "stdout", "stderr")} == {subprocess.DEVNULL}


def test_without_a_screen_nothing_starts(started: Started, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(detached, "has_screen", lambda: False)
    detached.show_night(Path("diary"))
    assert started == []


def test_a_window_that_cannot_start_is_no_error_for_the_cramp_is_stored(
    started: Started, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(subprocess, "Popen", refuse)
    detached.show_night(Path("diary"))


@pytest.mark.skipif(os.name == "nt", reason="a script stands in for Python")
def test_the_command_does_not_wait_for_the_window(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The window waits for a pipe that is opened only after the start has returned."""
    pipe, said = tmp_path / "pipe", tmp_path / "said"
    os.mkfifo(pipe)
    window = tmp_path / "window"
    window.write_text(
        f'#!/bin/sh\nread line < "{pipe}"\necho "$line $*" > "{said}"\necho > "{pipe}"'
    )
    window.chmod(0o700)
    monkeypatch.setattr(detached, "has_screen", lambda: True)
    monkeypatch.setattr(detached, "command_here", lambda: [str(window)])
    detached.show_night(tmp_path / "diary")
    pipe.write_text("after\n")
    pipe.read_text()
    assert said.read_text() == f"after --diary {tmp_path / 'diary'} night\n"
