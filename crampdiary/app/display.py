"""Whether there is a screen to show a window on; Qt aborts the process where there is none."""

import os
import socket
import sys
from pathlib import Path

NO_DISPLAY = (
    "There is no display to show the window on. Everything else works from the command line: "
    "see crampdiary --help."
)
_X_SOCKETS = "/tmp/.X11-unix/X"  # noqa: S108 - where X servers listen
_WAIT_S = 2.0


def has_display() -> bool:
    """Tell whether a window can be shown (on Linux; elsewhere there always is a desktop)."""
    if not sys.platform.startswith("linux"):
        return True
    platform = os.environ.get("QT_QPA_PLATFORM", "")
    if platform and platform.split(":")[0] not in {"xcb", "wayland"}:
        return True  # offscreen, vnc, eglfs: needs no server
    return _wayland_answers() or _x_answers()


def _wayland_answers() -> bool:
    name = os.environ.get("WAYLAND_DISPLAY", "")
    return bool(name) and Path(os.environ.get("XDG_RUNTIME_DIR", ""), name).is_socket()


def _x_answers() -> bool:
    """Knock at the X server; a display on another machine is left for Qt to try."""
    host, _, number = os.environ.get("DISPLAY", "").rpartition(":")
    number = number.partition(".")[0]
    if not number.isdigit():
        return False
    if host not in {"", "unix"}:
        return True
    return any(_answers(name) for name in (f"\0{_X_SOCKETS}{number}", f"{_X_SOCKETS}{number}"))


def _answers(name: str) -> bool:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as knock:
        knock.settimeout(_WAIT_S)
        try:
            knock.connect(name)
        except OSError:
            return False
        return True
