"""Starting the window from a command that ends at once."""

from pathlib import Path

from crampdiary.app.display import has_screen
from crampdiary.app.wishes import Wish
from crampdiary.services.starting import command_here


def show_night(diary: Path) -> None:
    """Bring up the night screen in a process of its own, where a person can see a window.

    It is handed over to a window that is open. Nothing here may fail: the cramp is stored already.
    """
    if has_screen():
        _start([*command_here(), "--diary", str(diary.absolute()), Wish.NIGHT])


def _start(command: list[str]) -> None:
    import subprocess  # noqa: PLC0415 - not where there is no screen

    try:
        process = subprocess.Popen(  # noqa: S603 - ourselves, without a shell
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            creationflags=getattr(subprocess, "DETACHED_PROCESS", 0),  # Windows: no console either
        )
    except OSError:
        return  # no window then; the command has said what was stored
    process.returncode = 0  # it lives on after us, of which Python would warn
