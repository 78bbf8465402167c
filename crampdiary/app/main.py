"""Where both starts begin: the window, by the shortest way, or the command line."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from crampdiary.app.paths import chart_folder

DIARY_OPTION = "--diary"


def main(argv: Sequence[str] | None = None) -> int:
    """Run the app with these arguments (those of the process by default); return the exit code.

    Without a command the window opens; then the command line and its library are not even imported.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    # Nothing is written outside the app's own folder, nor read from somebody's own settings there.
    os.environ.setdefault("MPLCONFIGDIR", str(chart_folder()))
    for_window, diary = _window_diary(arguments)
    if for_window:
        return open_window(diary)
    return _run_command(arguments)


def open_window(diary: Path | None) -> int:
    """Open the window, or say in one sentence that there is no display for it."""
    from crampdiary.app.display import NO_DISPLAY, has_display  # noqa: PLC0415 - commands need none

    if not has_display():
        sys.stderr.write(f"{NO_DISPLAY}\n")
        return 1
    from crampdiary.app.window import open_window as show  # noqa: PLC0415 - Qt is for the window

    return show(diary)


def _window_diary(arguments: list[str]) -> tuple[bool, Path | None]:
    """Tell whether these arguments open the window, and on which diary."""
    match arguments:
        case []:
            return True, None
        case ["--diary", path] if not path.startswith("-"):
            return True, Path(path)
        case [option] if option.startswith(f"{DIARY_OPTION}="):
            return True, Path(option.partition("=")[2])
        case _:
            return False, None


def _run_command(arguments: list[str]) -> int:
    from crampdiary.app.commands import run  # noqa: PLC0415 - the window does without

    return run(arguments, open_window=open_window)
