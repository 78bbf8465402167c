"""Whether there is a screen to show a window on; Qt aborts the process where there is none."""

import os
import sys
from pathlib import Path

NO_DISPLAY = (
    "There is no display to show the window on. Everything else works from the command line: "
    "see crampdiary --help."
)
_X_SOCKETS = "/tmp/.X11-unix/X"  # noqa: S108 - where X servers listen
_SOCKETS = Path("/proc/net/unix")
_LISTENING = "00010000"
_WAIT_S = 2.0
_UNSEEN = {"offscreen", "minimal", "minimalegl"}


def has_display() -> bool:
    """Tell whether a window can be shown (on Linux; elsewhere there always is a desktop)."""
    if not sys.platform.startswith("linux"):
        return True
    platform = os.environ.get("QT_QPA_PLATFORM", "")
    if platform and platform.split(":")[0] not in {"xcb", "wayland"}:
        return True  # offscreen, vnc, eglfs: needs no server
    return _wayland_answers() or _x_answers()


def has_screen() -> bool:
    """Tell whether a person would see a window: Qt can also draw where nobody looks."""
    platform = os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0]
    return platform not in _UNSEEN and has_display()


def _wayland_answers() -> bool:
    name = os.environ.get("WAYLAND_DISPLAY", "")
    return bool(name) and Path(os.environ.get("XDG_RUNTIME_DIR", ""), name).is_socket()


def _x_answers() -> bool:
    """Look for the X server; a display on another machine is left for Qt to try."""
    host, _, number = os.environ.get("DISPLAY", "").rpartition(":")
    number = number.partition(".")[0]
    if not number.isdigit():
        return False
    if host not in {"", "unix"}:
        return True
    place = f"{_X_SOCKETS}{number}"
    return _listens(place) or any(_answers(name) for name in (f"\0{place}", place))


def _listens(place: str) -> bool:
    """Read the kernel's list, which is faster than importing what it takes to knock."""
    try:
        sockets = _SOCKETS.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return False
    return any(
        line.endswith((f" {place}", f" @{place}")) and line.split()[3] == _LISTENING
        for line in sockets
    )


def _answers(name: str) -> bool:
    import socket  # noqa: PLC0415 - ten milliseconds, seldom needed

    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as knock:
        knock.settimeout(_WAIT_S)
        try:
            knock.connect(name)
        except OSError:
            return False
        return True
