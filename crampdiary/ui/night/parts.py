"""The large buttons and the timer of the night screen."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from crampdiary.tokens import TEXT_NIGHT_TIMER
from crampdiary.ui.shared.buttons import Button, TwoLineButton
from crampdiary.ui.shared.choices import Chip
from crampdiary.ui.shared.fonts import make_font

_SMALLEST_TIMER = 56
_LINE = 1.12


def _is_for_the_screen(button: Button, event: QKeyEvent) -> bool:
    """Press a button by Enter; leave every other key, Space above all, to the screen."""
    if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
        button.click()
        return False
    event.ignore()
    return True


class NightAction(TwoLineButton):
    """The big button: "It has stopped", Space."""

    filled = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it; Space is the screen's."""
        _is_for_the_screen(self, event)


class NightChip(Chip):
    """A side, a place: "Left  L"."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it; Space is the screen's."""
        _is_for_the_screen(self, event)


class NightNumber(NightChip):
    """One number of the pain."""


class NightLink(Button):
    """Undo, back to sleep."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it; Space is the screen's."""
        _is_for_the_screen(self, event)


class NightQuiet(QLabel):
    """Words that can wait."""


class NightMessage(QLabel):
    """What went wrong; as bright as can be, however dim the rest is."""


class NightTimer(QLabel):
    """How long it has lasted, as large as the screen leaves room for."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(round(_SMALLEST_TIMER * _LINE))
        self.setMaximumHeight(round(TEXT_NIGHT_TIMER * _LINE))

    def sizeHint(self) -> QSize:
        """Wish for little: it takes the room that is left."""
        return QSize(0, self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the figures to the height; each figure is as wide as the next, so nothing jumps."""
        super().resizeEvent(event)
        font = make_font(self.height() / _LINE, QFont.Weight.Light)
        font.setFeature(QFont.Tag("tnum"), 1)
        self.setStyleSheet(f"font-size: {font.pixelSize()}px; font-weight: 300;")
        self.setFont(font)
