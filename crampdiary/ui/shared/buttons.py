"""Buttons. At most one `PrimaryButton` on a screen."""

from PySide6 import QtCore
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QEnterEvent, QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

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
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show the hand; earlier, the first use of `Qt` would cost the first frame 14 ms."""
        self.setCursor(QtCore.Qt.CursorShape.PointingHandCursor)
        super().enterEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press on Enter too: in a form, Qt would press Save while the ring is round Cancel."""
        if event.key() in {QtCore.Qt.Key.Key_Return, QtCore.Qt.Key.Key_Enter}:
            if not event.isAutoRepeat():
                self.click()
            return
        super().keyPressEvent(event)

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


class ButtonTitle(QLabel):
    """The words of a `TwoLineButton`."""


class ButtonHint(QLabel):
    """The key that does the same, below the words."""


class TwoLineButton(Button):
    """A large button: what it does, and below it the key that does the same."""

    filled = True

    def __init__(self, title: str, hint: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._title, self._hint = ButtonTitle(title), ButtonHint(hint)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 10)
        layout.setSpacing(0)
        layout.addStretch(1)
        for label in (self._title, self._hint):
            layout.addWidget(label)
        layout.addStretch(1)
        self.set_words(title, hint)

    def set_words(self, title: str, hint: str) -> None:
        """Say something else."""
        self._title.setText(title)
        self._hint.setText(hint)
        self.setAccessibleName(title)
        self.setAccessibleDescription(f"Key: {hint}")

    def sizeHint(self) -> QSize:
        """Wish for room for both lines."""
        layout = self.layout()
        return super().sizeHint() if layout is None else layout.totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        """Never cut the words."""
        return self.sizeHint()
