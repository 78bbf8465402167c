"""The launcher of a Linux desktop: an entry as freedesktop.org specifies it, and its icon."""

import os
import re
import shlex
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

from bootstrap.environment import Lock, make_ready
from bootstrap.terminal import SetupProblem, say

CHECKOUT = Path(__file__).resolve().parents[2]
ICON = Path("resources", "icon", "crampdiary.svg")
# Also what a Wayland desktop knows the window by (QApplication.setDesktopFileName).
NAME = "crampdiary"
USAGE = "Type `python3 packaging/launcher.py`, or with --remove to take the launcher away again."
ELSEWHERE = "A launcher can be made on Linux only; everything else works here as well."
# What X knows the window by (QApplication.setApplicationName).
_WINDOW_CLASS = "Cramp Diary"
# Of the specification: what makes quotes necessary, and what needs a backslash within them.
_RESERVED = re.compile(r"""[\s"'\\><~|&;$*?#()`]""")
_ESCAPED = re.compile(r'(["`$\\])')
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]")


def run(arguments: list[str]) -> int:
    """Make or remove the launcher, say so, and return the exit code."""
    if arguments not in ([], ["--remove"]):
        say(USAGE)
        return 2
    if not sys.platform.startswith("linux"):
        say(ELSEWHERE)
        return 1
    try:
        _remove() if arguments else _make()
    except SetupProblem as problem:
        say(str(problem))
        return 1
    except OSError as error:
        say(f"The launcher cannot be written or removed: {error}.")
        return 1
    return 0


def _make() -> None:
    command = [str(make_ready(CHECKOUT, Lock.RUN).python), "-P", "-m", NAME]
    install(command, CHECKOUT / ICON, data_folder())
    print(
        'Cramp Diary stands among your applications now; its entry also offers "Cramp now".\n'
        "To log a cramp by a key from anywhere, give a key of your desktop's keyboard settings the"
        f" command\n  {shlex.join([*command, 'now'])}"
    )


def _remove() -> None:
    removed = remove(data_folder())
    print("The launcher is removed." if removed else "There was no launcher.")


def data_folder() -> Path:
    """Return where this person's applications and icons lie; a relative path does not count."""
    chosen = Path(os.environ.get("XDG_DATA_HOME", ""))
    return chosen if chosen.is_absolute() else Path.home() / ".local" / "share"


def places(data: Path) -> tuple[Path, Path]:
    """Return where the entry and the icon go."""
    icon = data / "icons" / "hicolor" / "scalable" / "apps" / f"{NAME}.svg"
    return data / "applications" / f"{NAME}.desktop", icon


def install(command: list[str], icon: Path, data: Path) -> None:
    """Write the entry that runs `command`, and the icon; raise `SetupProblem` where it cannot."""
    text = entry(command)
    entry_place, icon_place = places(data)
    for place in (icon_place, entry_place):
        place.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(icon, icon_place)
    fresh = entry_place.with_suffix(".new")
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(entry_place)  # at once, for the desktop watches the folder


def remove(data: Path) -> bool:
    """Take both files away; tell whether there was any."""
    there = [place for place in places(data) if place.exists()]
    for place in there:
        place.unlink()
    return bool(there)


def entry(command: list[str]) -> str:
    """Return the whole entry for a command given as words, the first an absolute path."""
    program = command[0]
    if _CONTROLS.search(program) or not _is_text(program):
        message = (
            f"A launcher cannot name {program!r}: move the folder to a path without letters that"
            " cannot be printed."
        )
        raise SetupProblem(message)
    if "=" in program or "%" in program:
        # The specification rules out the first, GNOME's reader stumbles over the second.
        command = ["/bin/sh", "-c", 'exec "$0" "$@"', *command]
    lines = (
        "[Desktop Entry]",
        "Type=Application",
        "Version=1.0",
        "Name=Cramp Diary",
        "GenericName=Diary of leg cramps",
        "Comment=Log leg cramps at night, and take a page to the doctor",
        "Keywords=cramp;leg;night;diary;health;",
        "Categories=Utility;",
        f"TryExec={_value(program)}",
        f"Exec={exec_line(command)}",
        f"Icon={NAME}",
        "Terminal=false",
        # A second start shows no window of its own, and the desktop would wait for one.
        "StartupNotify=false",
        f"StartupWMClass={_WINDOW_CLASS}",
        "Actions=now;",
        "",
        "[Desktop Action now]",
        "Name=Cramp now",
        f"Icon={NAME}",
        f"Exec={exec_line([*command, 'now'])}",
    )
    return "".join(f"{line}\n" for line in lines)


def exec_line(words: Iterable[str]) -> str:
    """Return the value of an Exec key, in which words are quoted and nothing is expanded."""
    quoted = []
    for word in words:
        safe = word.replace("%", "%%")
        if not word or _RESERVED.search(word):
            safe = '"' + _ESCAPED.sub(r"\\\1", safe) + '"'
        quoted.append(safe)
    return _value(" ".join(quoted))


def _value(text: str) -> str:
    """Return a text as the value of a key, where a backslash begins an escape."""
    return text.replace("\\", "\\\\")


def _is_text(path: str) -> bool:
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
