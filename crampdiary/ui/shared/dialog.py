"""What every window over the main one shares."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QDialog, QWidget

from crampdiary.ui.shared.theme import wears_night

_EDGE = 2


class Dialog(QDialog):
    """A window over the main one. Open it with `open()`; it deletes itself when closed.

    At night it has no frame of the desktop's, whose title bar is bright, but a line of its own.
    """

    def __init__(self, title: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._choose_frame()

    def open(self) -> None:
        """Open, also anew at another time of day."""
        self._choose_frame()
        super().open()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line where there is no frame."""
        super().paintEvent(event)
        if not self.windowFlags() & Qt.WindowType.FramelessWindowHint:
            return
        painter = QPainter(self)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Dark), _EDGE))
        inside = _EDGE // 2
        painter.drawRect(self.rect().adjusted(inside, inside, -inside, -inside))
        painter.end()

    def _choose_frame(self) -> None:
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint, wears_night())
