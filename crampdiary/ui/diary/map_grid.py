"""Where the squares of nights lie: a year with a column a week, a month with a row a week.

Lengths are pixels.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from PySide6.QtCore import QPoint, QRectF

WEEK = 7
GAP = 2
_LARGEST = 17
_SMALLEST = 10


def month_from(day: date, months: int) -> date:
    """Return the first day of the month so many months after (or before) that of a day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, 1)


def last_of_month(day: date) -> date:
    """Return the last day of a day's month."""
    return month_from(day, 1) - timedelta(days=1)


class Grid(Protocol):
    """What a map asks of its grid."""

    @property
    def height(self) -> int:
        """Return how high everything is."""
        ...

    def square(self, night: date) -> QRectF:
        """Return where a night is painted."""
        ...

    def night_at(self, point: QPoint) -> date | None:
        """Return the night whose square (with half its gaps) holds a point."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class YearGrid:
    """Weeks in columns, and in further bands below where one is too narrow.

    `pitch` is a square with its gap.
    """

    monday: date
    weeks: int
    bands: int
    pitch: float
    left: int
    head: int

    @property
    def weeks_a_band(self) -> int:
        """Return how many columns a band has."""
        return -(-self.weeks // self.bands)

    @property
    def band_height(self) -> float:
        """Return the height of a band with its months."""
        return self.head + WEEK * self.pitch

    @property
    def height(self) -> int:
        """Return the height of all bands."""
        return round(self.bands * self.band_height) + 2 * GAP

    def square(self, night: date) -> QRectF:
        """Return where a night is painted."""
        week, row = divmod((night - self.monday).days, WEEK)
        band, column = divmod(week, self.weeks_a_band)
        top = band * self.band_height + self.head + row * self.pitch
        side = self.pitch - GAP
        return QRectF(self.left + column * self.pitch, top, side, side)

    def night_at(self, point: QPoint) -> date | None:
        """Return the night whose square (with half its gaps) holds a point."""
        band, below = divmod(point.y(), self.band_height)
        row = int((below - self.head) // self.pitch)
        column = int((point.x() - self.left) // self.pitch)
        if not (0 <= row < WEEK and 0 <= column < self.weeks_a_band and band < self.bands):
            return None
        week = int(band) * self.weeks_a_band + column
        return self.monday + timedelta(days=week * WEEK + row)


def year_grid(first: date, last: date, width: int, left: int, head: int, scale: float) -> YearGrid:
    """Return the grid for the nights from `first` to `last` in a width; in two bands if need be."""
    monday = first - timedelta(days=first.weekday())
    weeks = (last - monday).days // WEEK + 1
    bands = 1 if (width - left) / weeks >= _SMALLEST * scale else 2
    pitch = min((width - left) / -(-weeks // bands), _LARGEST * scale)
    return YearGrid(
        monday=monday, weeks=weeks, bands=bands, pitch=max(pitch, 4.0), left=left, head=head
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthGrid:
    """Weeks in rows below the names of the weekdays; sizes are those of a night with its gap."""

    first: date
    last: date
    width: float
    row_height: float
    inset: int
    head: int

    @property
    def rows(self) -> int:
        """Return how many weeks the month touches."""
        return (self.first.weekday() + (self.last - self.first).days) // WEEK + 1

    @property
    def height(self) -> int:
        """Return the height of all weeks and of the weekdays' names."""
        return round(self.head + self.rows * self.row_height) + 2 * self.inset

    def square(self, night: date) -> QRectF:
        """Return where a night is painted."""
        place = self.first.weekday() + (night - self.first).days
        row, column = divmod(place, WEEK)
        left, top = self.inset + column * self.width, self.head + row * self.row_height
        gap = 2 * GAP
        return QRectF(left, top, self.width - gap, self.row_height - gap)

    def night_at(self, point: QPoint) -> date | None:
        """Return the night whose square (with half its gaps) holds a point."""
        column = int((point.x() - self.inset) // self.width)
        row = int((point.y() - self.head) // self.row_height)
        if not (0 <= column < WEEK and 0 <= row < self.rows):
            return None
        night = self.first + timedelta(days=row * WEEK + column - self.first.weekday())
        return night if self.first <= night <= self.last else None
