"""A key that is held down is one press, also where Qt takes its repeats for presses.

X tells of a repeat by a release and a press of one timestamp. Qt joins the two only where both are
in its queue when it looks; on a busy machine it lets many pass as presses of their own.
"""

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QKeyEvent, QWindow


class HeldKeys(QObject):
    """Marks such presses as the repeats they are before a window's widgets see them."""

    def __init__(self, window: QWindow) -> None:
        """Belong to `window` and look at its keys from now on."""
        super().__init__(window)
        self._released: tuple[int, int] | None = None
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Replace a press that came with the release of the same key."""
        kind = event.type()
        if kind not in {QEvent.Type.KeyPress, QEvent.Type.KeyRelease}:
            return False
        if not isinstance(event, QKeyEvent) or event.isAutoRepeat():
            return False
        stamp = (event.key(), event.timestamp())
        if kind == QEvent.Type.KeyRelease:
            self._released = stamp
            return False
        if stamp != self._released or not event.timestamp():
            return False
        QCoreApplication.sendEvent(watched, _as_repeat(event))
        return True


def _as_repeat(event: QKeyEvent) -> QKeyEvent:
    repeat = QKeyEvent(
        event.type(),
        event.key(),
        event.modifiers(),
        event.nativeScanCode(),
        event.nativeVirtualKey(),
        event.nativeModifiers(),
        event.text(),
        True,
        event.count(),
        event.device(),
    )
    repeat.setTimestamp(event.timestamp())
    return repeat
