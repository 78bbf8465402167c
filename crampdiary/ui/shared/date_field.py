"""A day to type or to pick: the field, and its calendar."""

from datetime import date

from PySide6.QtCore import QDate, QEvent, QLocale, QPointF, Qt
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
    QPalette,
    QTextCharFormat,
    QWheelEvent,
)
from PySide6.QtWidgets import QCalendarWidget, QDateEdit, QTableView, QToolButton, QWidget

from crampdiary.tokens import GRID
from crampdiary.ui.shared.caret import CaretLine
from crampdiary.ui.shared.signs import CHEVRON_FROM_RIGHT, paint_chevron
from crampdiary.ui.shared.typed_day import typed_day

_BETWEEN_PARTS = frozenset(" .,/-")
_POSSIBLE = (QDate(1900, 1, 1), QDate(2200, 1, 1))
_ANY_DAY = (QDate(1000, 1, 1), QDate(2999, 12, 31))


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
        arrow = QPointF(self.width() - CHEVRON_FROM_RIGHT, self.height() / 2)
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
        paint_chevron(self)

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
