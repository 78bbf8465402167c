"""Where both starts begin: the window, by the shortest way, or the command line."""

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from crampdiary.app.paths import chart_folder
from crampdiary.app.wishes import Wish

DIARY_OPTION = "--diary"
_GARBAGE_FROM = 100_000


def main(argv: Sequence[str] | None = None) -> int:
    """Run the app with these arguments (those of the process by default); return the exit code.

    Without a command the window opens; then the command line and its library are not even imported.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    # Nothing is written outside the app's own folder, nor read from somebody's own settings there.
    os.environ.setdefault("MPLCONFIGDIR", str(chart_folder()))
    wanted = _window_start(arguments)
    if argv is None and wanted is None:
        # A command is over before circles of garbage fill anything; to look for them as often as
        # Python does takes a tenth of its time.
        gc.set_threshold(_GARBAGE_FROM)
    return _run_command(arguments) if wanted is None else open_window(*wanted)


def open_window(diary: Path | None, wish: Wish = Wish.OPEN) -> int:
    """Open the window, or say in one sentence that there is no display for it."""
    from crampdiary.app.display import NO_DISPLAY, has_display  # noqa: PLC0415 - commands need none

    if not has_display():
        sys.stderr.write(f"{NO_DISPLAY}\n")
        return 1
    from crampdiary.app.window import open_window as show  # noqa: PLC0415 - Qt is for the window

    return show(diary, wish=wish)


def _window_start(arguments: list[str]) -> tuple[Path | None, Wish] | None:
    """Return on which diary and with which wish the window opens; None for another command."""
    *options, last = arguments or [""]
    wish = Wish.NIGHT if last == Wish.NIGHT else Wish.OPEN
    match options if wish is Wish.NIGHT else arguments:
        case []:
            return None, wish
        case ["--diary", path] if not path.startswith("-"):
            return Path(path), wish
        case [option] if option.startswith(f"{DIARY_OPTION}="):
            return Path(option.partition("=")[2]), wish
        case _:
            return None


def _run_command(arguments: list[str]) -> int:
    from crampdiary.app.commands import run  # noqa: PLC0415 - the window does without

    return run(
        arguments, open_window=open_window, open_night=lambda diary: open_window(diary, Wish.NIGHT)
    )
