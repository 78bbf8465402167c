"""Wires the command line: which diary, which clock, what opens the window."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from crampdiary.app.clock import SystemClock
from crampdiary.app.paths import default_diary
from crampdiary.cli.main import cli
from crampdiary.cli.wiring import Wiring
from crampdiary.domain.errors import DiaryUnavailableError, FileProblemError
from crampdiary.domain.ports import Diary
from crampdiary.exchange.files import replacing


@contextmanager
def open_diary(path: Path, *, create: bool) -> Iterator[Diary]:
    """Open the diary at a path; the database is imported only by commands that need it.

    A new diary is made beside its place and put there only once something is in it, so that a
    command that is refused leaves none behind.
    """
    from crampdiary.storage.diary import SqliteDiary  # noqa: PLC0415 - a third of a second

    if not create or path.exists() or path.is_symlink():
        with SqliteDiary(path, create=create) as diary:
            yield diary
        return
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with replacing(path, overwrite=False, private=True) as fresh, SqliteDiary(fresh) as diary:
            yield diary
    except OSError as error:
        raise DiaryUnavailableError(path=path, reason="denied") from error
    except DiaryUnavailableError as error:
        raise DiaryUnavailableError(path=path, reason=error.reason) from error
    except FileProblemError as error:
        if error.path != path:
            raise
        # Another process made the diary in the same moment.
        known = {"exists": "busy", "full": "full"}
        raise DiaryUnavailableError(path=path, reason=known.get(error.reason, "denied")) from error


def show_night(diary: Path) -> None:
    """Bring up the night screen and return at once."""
    from crampdiary.app.detached import show_night as show  # noqa: PLC0415 - once all is stored

    show(diary)


def run(
    arguments: list[str],
    *,
    open_window: Callable[[Path | None], int],
    open_night: Callable[[Path | None], int],
) -> int:
    """Run one command; return the exit code."""
    wiring = Wiring(
        open_diary=open_diary,
        default_diary=default_diary(),
        clock=SystemClock(),
        open_window=open_window,
        open_night=open_night,
        show_night=show_night,
    )
    try:
        cli.main(args=arguments, prog_name="crampdiary", obj=wiring)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    return 0
