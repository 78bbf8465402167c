"""Buttons. At most one `PrimaryButton` on a screen."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from crampdiary.tokens import RADIUS_CONTROL

_RING_INSET = 4.0


class Button(QPushButton):
    """What all buttons share: a hand, keyboard focus, and a ring inside where they are filled.

    An outlined button shows its focus by a border of the stylesheet; a filled one by a line in the
    colour of its own words, which is legible by day and by night.
    """

    filled = False

    def __init__(self, text: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the button, and the ring where it is filled and has the focus."""
        super().paintEvent(event)
        if not (self.hasFocus() and (self.filled or self.isChecked())):
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = self.palette().color(QPalette.ColorRole.HighlightedText)
        painter.setPen(QPen(colour, 2))
        ring = QRectF(self.rect()).adjusted(_RING_INSET, _RING_INSET, -_RING_INSET, -_RING_INSET)
        painter.drawRoundedRect(ring, RADIUS_CONTROL - _RING_INSET, RADIUS_CONTROL - _RING_INSET)
        painter.end()


class PrimaryButton(Button):
    """The one thing to do on this screen."""

    filled = True


class SecondaryButton(Button):
    """Something else that can be done."""


class LinkButton(Button):
    """A quiet action inside a row: "Edit", "Fill in"."""
