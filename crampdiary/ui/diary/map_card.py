"""The card with a year of nights, the way to other years, and what the squares mean."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crampdiary.domain.nights import ONE_DAY, NightCount
from crampdiary.tokens import GRID
from crampdiary.ui.diary.legend import make_legend
from crampdiary.ui.diary.words import MONTHS
from crampdiary.ui.diary.year_map import YearMap
from crampdiary.ui.shared.buttons import LinkButton
from crampdiary.ui.shared.cards import Card
from crampdiary.ui.shared.theme import Theme

_LEAP_DAY = (2, 29)


class MapCard(Card):
    """Shows the twelve months up to the latest night, or earlier ones."""

    night_chosen = Signal(object)

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("Your nights", parent=parent)
        self._counts: Sequence[NightCount] = ()
        self._today = date.max
        self._years_back = 0
        self.map = YearMap(theme=theme)
        self.earlier_button = LinkButton("\u2039 Year before")
        self.later_button = LinkButton("Year after \u203a")
        self.header.addWidget(self.earlier_button)
        self.header.addWidget(self.later_button)
        self.body.addWidget(self.map)
        self.body.addSpacing(GRID // 2)
        self.body.addWidget(make_legend(theme))
        self.map.night_chosen.connect(self.night_chosen)
        self.earlier_button.clicked.connect(lambda: self._turn(1))
        self.later_button.clicked.connect(lambda: self._turn(-1))

    def show_counts(self, counts: Sequence[NightCount], today: date) -> None:
        """Show nights, oldest first and without gaps."""
        self._counts, self._today = counts, today
        while self._years_back and not self._has_year(self._years_back):
            self._years_back -= 1
        self._show()

    def point_at(self, night: date) -> None:
        """Mark a night, turning to its year."""
        if self._counts:
            years_back = self._years_back
            while night <= self._end(years_back + 1):
                years_back += 1
            while years_back and night > self._end(years_back):
                years_back -= 1
            if years_back != self._years_back:
                self._years_back = years_back
                self._show()
        self.map.point_at(night)

    def _turn(self, years: int) -> None:
        """Go to another year and choose its last night, so that the list follows."""
        self._years_back += years
        self._show()
        self.night_chosen.emit(self._end(self._years_back))

    def _show(self) -> None:
        if not self._counts:
            return
        first, last = self._end(self._years_back + 1) + ONE_DAY, self._end(self._years_back)
        shown = [count for count in self._counts if first <= count.night <= last]
        self.map.show_counts(shown, first, last, self._today)
        self.title.setText(_span_words(first, last))
        self.earlier_button.setVisible(self._has_year(self._years_back + 1))
        self.later_button.setVisible(self._years_back > 0)

    def _has_year(self, years_back: int) -> bool:
        return bool(self._counts) and self._counts[0].night <= self._end(years_back)

    def _end(self, years_back: int) -> date:
        """Return the last night of the twelve months that many years before the latest ones."""
        latest = self._counts[-1].night
        is_leap_day = (latest.month, latest.day) == _LEAP_DAY
        return latest.replace(year=latest.year - years_back, day=28 if is_leap_day else latest.day)


def _span_words(first: date, last: date) -> str:
    return " to ".join(f"{MONTHS[day.month - 1]} {day.year}" for day in (first, last))
