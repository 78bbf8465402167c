"""Fields to type into: text, notes, dates, times, a choice from a list, a tick, a stepper."""

from datetime import date

from PySide6.QtCore import QDate, QEvent, QLocale, QPointF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QTextCharFormat,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QCalendarWidget,
    QCheckBox,
    QComboBox,
    QDateEdit,
    QHBoxLayout,
    QSizePolicy,
    QTableView,
    QToolButton,
    QWidget,
)

from crampdiary.tokens import GRID, TEXT_BODY
from crampdiary.ui.shared.buttons import Button
from crampdiary.ui.shared.caret import CaretLine, CaretText
from crampdiary.ui.shared.labels import LeadLabel, QuietLabel
from crampdiary.ui.shared.stylesheet import INDICATOR
from crampdiary.ui.shared.typed_day import typed_day

_CHEVRON_FROM_RIGHT = 18
_Shape = tuple[tuple[float, float], ...]
_CHEVRON: _Shape = ((-4.5, -2), (0, 2.5), (4.5, -2))
_TICK: _Shape = ((-4.5, 0), (-1, 3.5), (5, -4))
_BETWEEN_PARTS = frozenset(" .,/-")
_POSSIBLE = (QDate(1900, 1, 1), QDate(2200, 1, 1))
_ANY_DAY = (QDate(1000, 1, 1), QDate(2999, 12, 31))
NOTE_LINES = 3


def _growth(widget: QWidget) -> float:
    """Return how much larger than usual the text of a widget is."""
    return max(widget.fontInfo().pixelSize() / TEXT_BODY, 1.0)


def _paint_lines(
    widget: QWidget, middle: QPointF, shape: _Shape, colour: QColor, width: float = 1.6
) -> None:
    """Draw a sign of a few strokes, as much larger as the text is."""
    grown = _growth(widget)
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(colour, width * grown)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.drawPolyline([middle + QPointF(right, down) * grown for right, down in shape])
    painter.end()


def _paint_chevron(widget: QWidget) -> None:
    """Draw the arrow of a drop-down in the widget's ink; Qt's own pictures are grey at night."""
    middle = QPointF(widget.width() - _CHEVRON_FROM_RIGHT, widget.height() / 2)
    group = QPalette.ColorGroup.Active if widget.isEnabled() else QPalette.ColorGroup.Disabled
    _paint_lines(widget, middle, _CHEVRON, widget.palette().color(group, QPalette.ColorRole.Text))


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
        _paint_chevron(self)


class CheckBox(QCheckBox):
    """A tick with words that belong to it."""

    def __init__(self, text: str, *, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box, and the tick where it is set."""
        super().paintEvent(event)
        if self.isChecked():
            middle = QPointF(7 + INDICATOR / 2 * _growth(self), self.height() / 2)
            ink = self.palette().color(QPalette.ColorRole.HighlightedText)
            _paint_lines(self, middle, _TICK, ink, 2)


class Calendar(QCalendarWidget):
    """A month to pick a day from, without colours of its own (Qt paints weekends red)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setGridVisible(False)
        self.setFirstDayOfWeek(QLocale.system().firstDayOfWeek())
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        for name, sign, words in (
            ("qt_calendar_prevmonth", "\u2039", "Month before"),
            ("qt_calendar_nextmonth", "\u203a", "Next month"),
        ):
            button = self.findChild(QToolButton, name)
            if button is not None:
                button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
                button.setText(sign)
                button.setAccessibleName(words)
        self._paint_weekdays_alike()

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours anew when they change."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._paint_weekdays_alike()

    def _paint_weekdays_alike(self) -> None:
        plain, quiet = QTextCharFormat(), QTextCharFormat()
        plain.setForeground(self.palette().color(QPalette.ColorRole.Text))
        quiet.setForeground(self.palette().color(QPalette.ColorRole.PlaceholderText))
        quiet.setBackground(self.palette().color(QPalette.ColorRole.Base))
        for day in Qt.DayOfWeek:
            self.setWeekdayTextFormat(day, plain)
        self.setHeaderTextFormat(quiet)
        view = self.findChild(QTableView)
        if view is not None:
            view.setPalette(self.palette())


class DateField(QDateEdit):
    """A day, with a calendar to pick it from; written day first with the month's name."""

    def __init__(
        self,
        *,
        name: str,
        day: date | None = None,
        is_checked: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Show a day; `is_checked` where a form says at the field that 1026 is no year to store.

        Else a day that cannot be is not taken at all.
        """
        super().__init__(parent)
        self._typed, self._left_at = "", (0, "")
        self.setLocale(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
        self.setLineEdit(CaretLine())
        self.setDisplayFormat("d MMM yyyy")
        self.setAccessibleName(name)
        self.setDateRange(*(_ANY_DAY if is_checked else _POSSIBLE))
        self.setCalendarPopup(True)
        self.setCalendarWidget(Calendar(self))
        self.setMinimumWidth(self.sizeHint().width() + 2 * GRID)
        if day is not None:
            self.set_day(day)

    @property
    def day(self) -> date:
        """Return the day shown."""
        shown = self.date()
        return date(shown.year(), shown.month(), shown.day())

    def set_day(self, day: date) -> None:
        """Show a day."""
        self.setDate(QDate(day.year, day.month, day.day))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a day typed in one go, wherever the caret stands and whatever is selected.

        Qt takes it part by part, goes on to the month before the space comes, and leaves out what
        it has no room for: "16.3.2026" would become another day without a word.
        """
        if not event.text() or not event.text().isprintable():
            if event.key() != Qt.Key.Key_Shift:
                self._typed = ""
            super().keyPressEvent(event)
            return
        if not self._typed or self._caret() != self._left_at:  # a click is a new beginning too
            self._typed = ""
            self._select_part()
        self._typed += event.text()
        if not (event.text() in _BETWEEN_PARTS and self.lineEdit().hasSelectedText()):
            super().keyPressEvent(event)
        self._take(typed_day(self._typed, year=self.day.year))
        self._left_at = self._caret()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin anew with what is typed from here on."""
        self._typed = ""
        super().focusInEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the form scroll; a day never changes in passing."""
        event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the calendar, also by a press beside the small arrow.

        Qt takes a press on the frame around the text for one on a spin box's upper arrow (both
        parts have the number 1), and would quietly count the day or the year up.
        """
        arrow = QPointF(self.width() - _CHEVRON_FROM_RIGHT, self.height() / 2)
        if event.position().x() >= self.lineEdit().geometry().left():
            super().mousePressEvent(
                QMouseEvent(
                    event.type(),
                    arrow,
                    self.mapToGlobal(arrow),
                    event.button(),
                    event.buttons(),
                    event.modifiers(),
                    event.pointingDevice(),
                )
            )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the field and its arrow."""
        super().paintEvent(event)
        _paint_chevron(self)

    def _take(self, day: date | None) -> None:
        """Show the day that was typed, where it can be one."""
        if day is None:
            return
        typed = QDate(day.year, day.month, day.day)
        if self.minimumDate() <= typed <= self.maximumDate():
            self.setDate(typed)

    def _select_part(self) -> None:
        """Let the first letter take the place of the part it is in; of the day where all is."""
        line = self.lineEdit()
        if line.selectedText() == line.text():
            self.setSelectedSection(QDateEdit.Section.DaySection)
        elif not line.hasSelectedText():
            self.setSelectedSection(self.currentSection())

    def _caret(self) -> tuple[int, str]:
        line = self.lineEdit()
        return line.cursorPosition(), line.selectedText()


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
