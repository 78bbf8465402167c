"""How many of a day's doses it is about: a few quiet words with minus and plus."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from crampdiary.tokens import GRID
from crampdiary.ui.shared.choices import Chip
from crampdiary.ui.shared.flow import FlowLayout
from crampdiary.ui.shared.labels import FieldLabel

_MINUS = "\u2212"
# As on the page, where the same keys count glasses.
STEP_KEYS = {"+": 1, "=": 1, "-": -1, _MINUS: -1}
_ACROSS = {Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down}


class DoseChip(Chip):
    """A small chip beside a treatment."""


class DoseStep(DoseChip):
    """Minus or plus: as small as the chips, and never pressed."""

    def __init__(self, text: str, *, parent: QWidget | None = None) -> None:
        super().__init__(text, parent=parent)
        self.setCheckable(False)

    def sizeHint(self) -> QSize:
        """Be no narrower than a finger needs."""
        size = super().sizeHint()
        return size.expandedTo(QSize(size.height() + GRID // 2, 0))


class DoseCounter(QWidget):
    """Says how many it is about and wishes for one less or one more; hidden where none is.

    `step_requested` carries -1 or 1.
    """

    step_requested = Signal(int)

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self.words = FieldLabel()
        self.words.setWordWrap(False)
        self.minus, self.plus = DoseStep(_MINUS), DoseStep("+")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        line = FlowLayout(self, gap=GRID // 2)
        for part in (self.words, self.minus, self.plus):
            line.addWidget(part)
        self.minus.clicked.connect(lambda: self.step_requested.emit(-1))
        self.plus.clicked.connect(lambda: self.step_requested.emit(1))

    @property
    def has_focus(self) -> bool:
        """Tell whether the keyboard is at minus or plus."""
        return self.minus.hasFocus() or self.plus.hasFocus()

    def show_count(self, words: str, spoken: str) -> None:
        """Show words beside minus and plus, which are `spoken` with both by a screen reader."""
        self.words.setText(words)
        self.words.setVisible(bool(words))
        self.minus.setAccessibleName(f"{self._name}: one less, now {spoken}")
        self.plus.setAccessibleName(f"{self._name}: one more, now {spoken}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from minus to plus and back on an arrow key."""
        if event.key() not in _ACROSS:
            super().keyPressEvent(event)
            return
        other = self.plus if self.minus.hasFocus() else self.minus
        other.setFocus(Qt.FocusReason.TabFocusReason)
