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
    # -P: else a file of that folder named like one of our modules would be run in its place.
    return [sys.executable, "-P", "-m", COMMAND]


def command_here() -> list[str]:
    """As `own_command`, for this very folder, in which the package itself may lie uninstalled."""
    command = own_command()
    if Path(crampdiary.__file__).resolve().parents[1] == Path.cwd():
        command = [word for word in command if word != "-P"]
    return command


def command_to_type(*arguments: str) -> str:
    """Return a short line that does the same as these arguments from any folder."""
    if shutil.which(COMMAND):
        return shlex.join([COMMAND, *arguments])
    beside = Path(sys.executable).with_name(COMMAND)
    start = [str(beside)] if beside.is_file() else own_command()
    return shlex.join([*start, *arguments])
