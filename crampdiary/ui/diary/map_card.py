"""The card with a year or a month of nights, the way to others, and what the squares mean."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from crampdiary.domain.nights import ONE_DAY, NightCount
from crampdiary.domain.phrases import MONTHS
from crampdiary.tokens import GRID
from crampdiary.ui.diary.legend import make_legend
from crampdiary.ui.diary.map_grid import last_of_month, month_from
from crampdiary.ui.diary.month_map import MonthMap
from crampdiary.ui.diary.night_map import NightMap
from crampdiary.ui.diary.year_map import YearMap
from crampdiary.ui.shared.buttons import LinkButton
from crampdiary.ui.shared.card_head import CardHead
from crampdiary.ui.shared.cards import PADDING, Card
from crampdiary.ui.shared.choices import Segmented
from crampdiary.ui.shared.pages import set_beside
from crampdiary.ui.shared.theme import Theme

_LEAP_DAY = (2, 29)


class MapSpan(StrEnum):
    """How long a time is shown at once."""

    YEAR = "year"
    MONTH = "month"


class MapCard(Card):
    """Shows the twelve months up to the latest night, or earlier ones, or one month.

    `night_chosen` tells which night was pressed, `turned_to` which one is marked now that another
    year or month is shown, `night_opened` which one is to be opened.
    """

    night_chosen = Signal(object)
    turned_to = Signal(object)
    night_opened = Signal(object)

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._theme = theme
        self._counts: Sequence[NightCount] = ()
        self._today = date.max
        self._pointed = date.max
        self.year_map, self.month_map = YearMap(theme=theme), MonthMap(theme=theme)
        self.earlier_button, self.later_button = LinkButton(), LinkButton()
        self.span_choice: Segmented[MapSpan] = Segmented(
            [(MapSpan.YEAR, "Year"), (MapSpan.MONTH, "Month")], name="Show a", required=True
        )
        self.span_choice.set_value(MapSpan.YEAR)
        self._head = CardHead("", self.earlier_button, self.later_button, self.span_choice)
        self.title = self._head.title
        self._legend = make_legend(theme)
        self._frame = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._build()
        self._connect()

    @property
    def map(self) -> NightMap:
        """Return the map that is shown."""
        return self.month_map if self._is_month else self.year_map

    def show_counts(self, counts: Sequence[NightCount], today: date) -> None:
        """Show nights, oldest first and without gaps."""
        self._counts, self._today = counts, today
        self._show()

    def point_at(self, night: date) -> None:
        """Mark a night, turning to its year or month."""
        before = self._span()
        self._pointed = night
        if self._span() != before:
            self._show()
        else:
            self.map.point_at(night)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the legend beside a month where there is room."""
        super().resizeEvent(event)
        self._place_legend()

    @property
    def _is_month(self) -> bool:
        return self.span_choice.value is MapSpan.MONTH

    def _build(self) -> None:
        self._frame.setSpacing(2 * GRID)
        for widget in (self.year_map, self.month_map, self._legend):
            self._frame.addWidget(widget)
        self.body.addWidget(self._head)
        self.body.addLayout(self._frame)
        self.month_map.hide()

    def _connect(self) -> None:
        for shown in (self.year_map, self.month_map):
            shown.night_chosen.connect(self.night_chosen)
            shown.night_sought.connect(self._on_night_sought)
        self.month_map.night_opened.connect(self.night_opened)
        self.year_map.month_chosen.connect(self._on_month_chosen)
        self.span_choice.changed.connect(self._show)
        self.earlier_button.clicked.connect(lambda: self._turn(-1))
        self.later_button.clicked.connect(lambda: self._turn(1))

    def _show(self) -> None:
        """Show the year or the month in which the marked night lies."""
        if not self._counts:
            return
        self._pointed = self._within(self._pointed)
        first, last = self._span()
        shown = [count for count in self._counts if first <= count.night <= last]
        self.year_map.setVisible(not self._is_month)
        self.month_map.setVisible(self._is_month)
        self.map.show_counts(shown, first, last, self._today)
        self.map.point_at(self._pointed)
        self._place_legend()
        self.title.setText(_span_words(first, last, is_month=self._is_month))
        unit = "Month" if self._is_month else "Year"
        self.earlier_button.setText(f"\u2039 {unit} before")
        self.later_button.setText(f"{unit} after \u203a")
        self.earlier_button.setVisible(self._counts[0].night < first)
        self.later_button.setVisible(self._counts[-1].night > last)

    def _turn(self, step: int) -> None:
        """Go to another year or month and mark its last night, so that the list follows."""
        if self._is_month:
            night = last_of_month(month_from(self._pointed, step))
        else:
            night = self._end(self._years_back() - step)
        self._turn_to(night)

    def _turn_to(self, night: date) -> None:
        self._pointed = self._within(night)
        self._show()
        self.turned_to.emit(self._pointed)

    def _span(self) -> tuple[date, date]:
        """Return the first and the last day that the map has room for."""
        if not self._counts:
            return date.max, date.max
        if self._is_month:
            return month_from(self._pointed, 0), last_of_month(self._pointed)
        years_back = self._years_back()
        return self._end(years_back + 1) + ONE_DAY, self._end(years_back)

    def _within(self, night: date) -> date:
        return min(max(night, self._counts[0].night), self._counts[-1].night)

    def _years_back(self) -> int:
        """Return how many times twelve months before the latest night the marked one lies."""
        years_back = 0
        while self._pointed <= self._end(years_back + 1):
            years_back += 1
        return years_back

    def _end(self, years_back: int) -> date:
        """Return the last night of the twelve months that many years before the latest ones."""
        latest = self._counts[-1].night
        is_leap_day = (latest.month, latest.day) == _LEAP_DAY
        return latest.replace(year=latest.year - years_back, day=28 if is_leap_day else latest.day)

    def _place_legend(self) -> None:
        room = self.width() - 2 * PADDING - self.month_map.sizeHint().width() - 2 * GRID
        width = self._legend.minimumSizeHint().width()  # one meaning a line
        beside = self._is_month and room >= width
        set_beside(self._frame, beside=beside)
        self._legend.setMaximumWidth(width if beside else _NO_LIMIT)

    def _on_night_sought(self, night: date) -> None:
        self.point_at(self._within(night))

    def _on_month_chosen(self, month: date) -> None:
        self.span_choice.set_value(MapSpan.MONTH)
        is_here = month_from(self._pointed, 0) == month
        self._turn_to(self._pointed if is_here else last_of_month(month))
        self.month_map.setFocus()


_NO_LIMIT = 16_777_215  # Qt's own


def _span_words(first: date, last: date, *, is_month: bool) -> str:
    days = (last,) if is_month else (first, last)
    return " to ".join(f"{MONTHS[day.month - 1]} {day.year}" for day in days)
