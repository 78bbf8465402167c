"""The system libraries that Qt's wheels expect from the system, and their packages.

First Qt is really started in a child process. Only if that fails are the libraries looked up one
by one, since the loader names just the first that is missing.
"""

import os
import subprocess
import sys
from enum import StrEnum

from bootstrap import system
from bootstrap.environment import Environment, clean_environment
from bootstrap.terminal import say

# What the libraries in PySide6-Essentials 6.12 need (objdump -p), less what each system has.
# Columns: Debian and Ubuntu, Fedora, Arch, openSUSE.
_MANAGERS = ("apt-get", "dnf", "pacman", "zypper")
_ALWAYS = {
    "libGL.so.1": ("libgl1", "libglvnd-glx", "libglvnd", "Mesa-libGL1"),
    "libEGL.so.1": ("libegl1", "libglvnd-egl", "libglvnd", "Mesa-libEGL1"),
    "libxkbcommon.so.0": ("libxkbcommon0", "libxkbcommon", "libxkbcommon", "libxkbcommon0"),
    "libglib-2.0.so.0": ("libglib2.0-0", "glib2", "glib2", "libglib-2_0-0"),
    "libgthread-2.0.so.0": ("libglib2.0-0", "glib2", "glib2", "libgthread-2_0-0"),
    "libfreetype.so.6": ("libfreetype6", "freetype", "freetype2", "libfreetype6"),
    "libfontconfig.so.1": ("libfontconfig1", "fontconfig", "fontconfig", "fontconfig"),
    "libdbus-1.so.3": ("libdbus-1-3", "dbus-libs", "dbus", "libdbus-1-3"),
    "libzstd.so.1": ("libzstd1", "libzstd", "zstd", "libzstd1"),
    "libz.so.1": ("zlib1g", "zlib", "zlib", "libz1"),
}
_WINDOW = {
    "libxkbcommon-x11.so.0": (
        *("libxkbcommon-x11-0", "libxkbcommon-x11", "libxkbcommon-x11", "libxkbcommon-x11-0"),
    ),
    "libX11-xcb.so.1": ("libx11-xcb1", "libX11-xcb", "libx11", "libX11-xcb1"),
    "libxcb-cursor.so.0": (
        *("libxcb-cursor0", "xcb-util-cursor", "xcb-util-cursor", "libxcb-cursor0"),
    ),
    "libxcb-icccm.so.4": ("libxcb-icccm4", "xcb-util-wm", "xcb-util-wm", "libxcb-icccm4"),
    "libxcb-image.so.0": ("libxcb-image0", "xcb-util-image", "xcb-util-image", "libxcb-image0"),
    "libxcb-keysyms.so.1": (
        *("libxcb-keysyms1", "xcb-util-keysyms", "xcb-util-keysyms", "libxcb-keysyms1"),
    ),
    "libxcb-randr.so.0": ("libxcb-randr0", "libxcb", "libxcb", "libxcb-randr0"),
    "libxcb-render-util.so.0": (
        "libxcb-render-util0",
        *("xcb-util-renderutil", "xcb-util-renderutil", "libxcb-render-util0"),
    ),
    "libxcb-render.so.0": ("libxcb-render0", "libxcb", "libxcb", "libxcb-render0"),
    "libxcb-shape.so.0": ("libxcb-shape0", "libxcb", "libxcb", "libxcb-shape0"),
    "libxcb-shm.so.0": ("libxcb-shm0", "libxcb", "libxcb", "libxcb-shm0"),
    "libxcb-sync.so.1": ("libxcb-sync1", "libxcb", "libxcb", "libxcb-sync1"),
    "libxcb-util.so.1": ("libxcb-util1", "xcb-util", "xcb-util", "libxcb-util1"),
    "libxcb-xfixes.so.0": ("libxcb-xfixes0", "libxcb", "libxcb", "libxcb-xfixes0"),
    "libxcb-xkb.so.1": ("libxcb-xkb1", "libxcb", "libxcb", "libxcb-xkb1"),
}

_START_QT = "from PySide6.QtWidgets import QApplication; QApplication(['probe'])"
_FIND_MISSING = """
import ctypes, sys
for name in sys.argv[1:]:
    try:
        ctypes.CDLL(name)
    except OSError:
        print(name)
"""
_CHECK_TIMEOUT_S = 120


class Screen(StrEnum):
    """Where Qt is to draw: in memory, or on this machine's display."""

    OFFSCREEN = "offscreen"
    DISPLAY = "display"


def make_qt_start(environment: Environment, screen: Screen) -> str | None:
    """Make sure Qt starts on `screen`, installing libraries where it may.

    Returns None when it starts, else what the person should know and type. A success is noted,
    and not tried again while the environment stays.
    """
    noted = environment.read_note().get("qt", {})
    if screen in noted:
        return None
    words = _why_qt_does_not_start(environment, screen)
    if words is not None:
        packages = _missing_packages(environment, screen)
        manager = system.package_manager()
        if not packages or manager is None:
            return _without_packages(words, screen)
        if not system.install(manager, packages):
            return (
                "System libraries that Qt needs are missing. Type this line, then run the same"
                f" command again:\n  {system.install_line(manager, packages)}"
            )
        words = _why_qt_does_not_start(environment, screen)
        if words is not None:
            return _without_packages(words, screen)
    try:
        environment.write_note("qt", {**noted, screen.value: "starts"})
    except OSError as error:  # another user's environment: tried again next time, no harm
        say(f"(Not noted that Qt starts: {error})")
    return None


def _without_packages(words: str, screen: Screen) -> str:
    """Say what Qt said, when no package is known that would mend it."""
    where = "on this display" if screen is Screen.DISPLAY else "here"
    return f"Qt does not start {where}; it says:\n  {words}"


def _why_qt_does_not_start(environment: Environment, screen: Screen) -> str | None:
    """Start Qt in a child process; return what it said if that failed, None if it started."""
    variables = clean_environment()
    if screen is Screen.OFFSCREEN:
        variables["QT_QPA_PLATFORM"] = "offscreen"
    try:
        finished = subprocess.run(
            [str(environment.python), "-I", "-c", _START_QT],
            env=variables,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            timeout=_CHECK_TIMEOUT_S,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"no answer within {_CHECK_TIMEOUT_S} seconds"
    if finished.returncode == 0:
        return None
    said = [line.strip() for line in finished.stdout.splitlines() if line.strip()]
    if not said:
        return f"exit code {finished.returncode}"
    # Qt names the cause first and then goes on about plugins; Python names it last.
    return said[-1] if said[0].startswith("Traceback") else said[0]


def _missing_packages(environment: Environment, screen: Screen) -> list[str]:
    """Return the packages, by this system's names, whose libraries cannot be loaded."""
    manager = system.package_manager()
    if manager is None or not _on_linux():
        return []
    column = _MANAGERS.index(manager.name)
    wanted = _ALWAYS if screen is Screen.OFFSCREEN else {**_ALWAYS, **_WINDOW}
    finished = subprocess.run(
        [str(environment.python), "-I", "-c", _FIND_MISSING, *wanted],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        check=False,
    )
    missing = finished.stdout.split()
    return sorted({wanted[name][column] for name in missing})


def has_display() -> bool:
    """Whether a window can be shown: always so on macOS and Windows."""
    if not _on_linux():
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _on_linux() -> bool:
    """Whether this is Linux, where Qt takes libraries from the distribution."""
    return sys.platform.startswith("linux")
