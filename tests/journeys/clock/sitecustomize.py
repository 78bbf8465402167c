"""Read by every Python of a journey: a clock that the test sets, and a reader of the screen.

Python imports it by its name wherever this folder is on PYTHONPATH. So a journey starts the very
program that a person starts, and also what that program starts in turn goes by the test's clock.
"""

import json
import os
import socket
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from crampdiary.app import clock, main
from crampdiary.app.wishes import Wish
from crampdiary.domain.nights import LocalInstant, localise

_CLOCK = Path(os.environ["JOURNEY_CLOCK"])
_READERS = Path(os.environ["XDG_RUNTIME_DIR"])
# The app looks every two seconds whether a day has begun; here it does so more often.
_LOOK_MS = 50
_INVISIBLE = {ord("\u200b"): None, ord("\u00a0"): " "}


def _now(_clock: object) -> LocalInstant:
    told = json.loads(_CLOCK.read_text(encoding="utf-8"))
    utc = datetime.fromisoformat(told["utc"])
    if told["runs_from"] is not None:
        utc += timedelta(seconds=time.monotonic() - told["runs_from"])
    return localise(utc, told["zone"])


def _read_screen(looked: str) -> dict[str, Any]:
    """Return what a person can read in the windows just now, part by part.

    `looked` is the time at which the app last looked whether a day has begun.
    """
    from PySide6.QtWidgets import QApplication, QWidget

    widgets = [
        widget
        for window in QApplication.topLevelWidgets()
        if window.isVisible()
        for widget in [window, *window.findChildren(QWidget)]
        if widget.isVisible() and not widget.visibleRegion().isEmpty()
    ]
    active = QApplication.activeWindow()
    return {
        "looked": looked,
        "is_active": active is not None,
        "is_full_screen": active is not None and active.isFullScreen(),
        "parts": [_part(widget) for widget in widgets],
    }


def _part(widget: Any) -> dict[str, Any]:
    text = widget.property("text")
    return {
        "kind": type(widget).__name__,
        "text": text.translate(_INVISIBLE) if isinstance(text, str) else "",
        "name": widget.accessibleName().translate(_INVISIBLE),
        "is_pressed": widget.property("checked") is True,
        "has_focus": widget.hasFocus(),
    }


def _listen(running: Any) -> None:
    """Answer whoever knocks with what can be read; one socket a process, named by its id."""
    from PySide6.QtCore import QSocketNotifier, QTimer

    # What the clock said after the last look but one, so that the last one saw it too.
    session, told = running.house.session, ["", ""]
    (looks,) = session.findChildren(QTimer)
    looks.setInterval(_LOOK_MS)

    def note() -> None:
        told[:] = [told[1], session.clock.now().utc.isoformat()]

    looks.timeout.connect(note)
    ear = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    ear.bind(str(_READERS / f"{os.getpid()}.reader"))
    ear.listen()

    def answer() -> None:
        caller, _ = ear.accept()
        with caller:
            caller.sendall(json.dumps(_read_screen(told[0])).encode())

    notifier = QSocketNotifier(ear.fileno(), QSocketNotifier.Type.Read, running.app)
    notifier.activated.connect(answer)


_open_window = main.open_window


def _open_window_with_reader(diary: Path | None, wish: Wish = Wish.OPEN) -> int:
    from crampdiary.app import window

    start = window.WindowApp.start

    def start_and_listen(running: window.WindowApp) -> None:
        start(running)
        # After the first frame, as all that is behind the window.
        running.window.painted.connect(lambda: _listen(running))

    window.WindowApp.start = start_and_listen  # type: ignore[method-assign, assignment] # that is what this is for
    return _open_window(diary, wish)


clock.SystemClock.now = _now  # type: ignore[method-assign, assignment] # that is what this is for
main.open_window = _open_window_with_reader
