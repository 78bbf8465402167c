"""Fields to type into: text, notes, a choice from a list, a tick, a stepper."""

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QPaintEvent,
    QPalette,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QSizePolicy,
    QWidget,
)

from crampdiary.tokens import GRID
from crampdiary.ui.shared.buttons import Button
from crampdiary.ui.shared.caret import CaretLine, CaretText
from crampdiary.ui.shared.labels import LeadLabel, QuietLabel
from crampdiary.ui.shared.signs import TICK, growth, paint_chevron, paint_lines
from crampdiary.ui.shared.stylesheet import INDICATOR

NOTE_LINES = 3


class TextField(CaretLine):
    """One line of text."""

    def __init__(self, *, name: str, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setMinimumWidth(120)


class NoteField(CaretText):
    """A few lines of text; Tab goes on to the next field."""

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * NOTE_LINES + 3 * GRID)


class Dropdown(QComboBox):
    """One of many from a list; items carry their value as data (`addItem(words, value)`)."""

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page or form scroll; a choice never changes in passing."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the field and its arrow."""
        super().paintEvent(event)
        paint_chevron(self)


class CheckBox(QCheckBox):
    """A tick with words that belong to it."""

    def __init__(self, text: str, *, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box, and the tick where it is set."""
        super().paintEvent(event)
        if self.isChecked():
            middle = QPointF(7 + INDICATOR / 2 * growth(self), self.height() / 2)
            ink = self.palette().color(QPalette.ColorRole.HighlightedText)
            paint_lines(self, middle, TICK, ink, 2)


class StepButton(Button):
    """Minus or plus of a `Stepper`."""


class Stepper(QWidget):
    """Minus, a number, plus; None shows a dash, and the first press counts from `lowest`.

    `changed` is emitted when a person presses, never by `set_value`.
    """

    changed = Signal()

    def __init__(
        self,
        *,
        name: str,
        lowest: int = 0,
        highest: int = 99,
        remark: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._range = (lowest, highest)
        self._value: int | None = None
        self._name = name
        self.minus = StepButton("\u2212")
        self.plus = StepButton("+")
        self._shown = LeadLabel("\u2013")
        self._shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._shown.setMinimumWidth(self._shown.fontMetrics().horizontalAdvance("000") + GRID)
        self._remark = QuietLabel(remark)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        for part in (self.minus, self._shown, self.plus):
            layout.addWidget(part)
        layout.addWidget(self._remark, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.minus.clicked.connect(lambda: self._step(-1))
        self.plus.clicked.connect(lambda: self._step(1))
        self._show()

    @property
    def value(self) -> int | None:
        """Return the number, or None where nobody said one."""
        return self._value

    def set_value(self, value: int | None) -> None:
        """Show a number, or a dash."""
        self._value = value
        self._show()

    def set_remark(self, remark: str) -> None:
        """Set the quiet words beside: "1.25 L, your usual is 7"."""
        self._remark.setText(remark)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Count by + and - too."""
        step = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Minus: -1}.get(Qt.Key(event.key()), 0)
        if not step:
            super().keyPressEvent(event)
            return
        self._step(step)

    def _step(self, step: int) -> None:
        lowest, highest = self._range
        wished = (lowest if self._value is None else self._value) + step
        self._value = min(max(wished, lowest), highest)
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        words = "\u2013" if self._value is None else str(self._value)
        self._shown.setText(words)
        said = "not said" if self._value is None else words
        self.minus.setAccessibleName(f"{self._name}: one less, now {said}")
        self.plus.setAccessibleName(f"{self._name}: one more, now {said}")
