"""How this very app is started again, by a key or from within."""

import shlex
import shutil
import sys
from pathlib import Path

import crampdiary

COMMAND = "crampdiary"


def own_command() -> list[str]:
    """Return the words that start this app, whatever folder they are run in."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    # -P: else a folder with a file named like one of our modules would run that file. Only where
    # the package itself lies in the present folder, Python may not find it otherwise.
    found_here = Path(crampdiary.__file__).resolve().parents[1] == Path.cwd()
    return [sys.executable, *([] if found_here else ["-P"]), "-m", COMMAND]


def command_to_type(*arguments: str) -> str:
    """Return a line that does the same as these arguments, as short as it can be typed here."""
    if shutil.which(COMMAND):
        return shlex.join([COMMAND, *arguments])
    beside = Path(sys.executable).with_name(COMMAND)
    start = [str(beside)] if beside.is_file() else own_command()
    return shlex.join([*start, *arguments])
