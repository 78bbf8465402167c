"""Wires the command line: which diary, which clock, what opens the window."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from crampdiary.app.clock import SystemClock
from crampdiary.app.paths import default_diary
from crampdiary.cli.main import cli
from crampdiary.cli.wiring import Wiring
from crampdiary.domain.ports import Diary


def open_diary(path: Path, *, create: bool) -> AbstractContextManager[Diary]:
    """Open the diary at a path; the database is imported only by commands that need it."""
    from crampdiary.storage.diary import SqliteDiary  # noqa: PLC0415 - a third of a second

    return SqliteDiary(path, create=create)


def run(arguments: list[str], *, open_window: Callable[[Path | None], int]) -> int:
    """Run one command; return the exit code."""
    wiring = Wiring(
        open_diary=open_diary,
        default_diary=default_diary(),
        clock=SystemClock(),
        open_window=open_window,
    )
    try:
        cli.main(args=arguments, prog_name="crampdiary", obj=wiring)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    return 0
