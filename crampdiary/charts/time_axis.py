"""The one time axis below everything: as many dates as fit, and always a year."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from crampdiary.charts.sheet import Panel, Sheet, text_width_px

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_GAP_PX = 14
# The scale's numbers end 8 px left of the panel, the lowest of them at its foot.
_KEEP_OFF_SCALE_PX = 5
_MONTHS_PER_YEAR = 12
_LONGEST_MONTH = 31


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A date on the axis; `year` is written below the label where it changes."""

    day: date
    label: str
    year: str


def _days(first: date, last: date, step: int) -> Iterator[date]:
    for number in range(0, (last - first).days + 1, step):
        yield first + timedelta(days=number)


def _months(first: date, last: date, step: int) -> Iterator[date]:
    start = first.year * _MONTHS_PER_YEAR + first.month - 1
    end = last.year * _MONTHS_PER_YEAR + last.month - 1
    for month in range(start, end + 1):
        day = date(month // _MONTHS_PER_YEAR, month % _MONTHS_PER_YEAR + 1, 1)
        if day >= first and month % step == 0:
            yield day


def _with_labels(days: Iterator[date], *, with_day: bool) -> list[Tick]:
    ticks: list[Tick] = []
    shown_year = None
    for day in days:
        month = MONTHS[day.month - 1]
        year = "" if day.year == shown_year else str(day.year)
        shown_year = day.year
        ticks.append(Tick(day=day, label=f"{day.day} {month}" if with_day else month, year=year))
    return ticks


def regular_dates(first: date, last: date, least_nights: float) -> Iterator[list[Tick]]:
    """Yield ever coarser dates, leaving out those closer than `least_nights` from the start."""
    for days in (1, 2, 7, 14):
        if days < least_nights:
            continue
        yield _with_labels(_days(first, last, days), with_day=True)
    for months in (1, 2, 3, 6):
        if months * _LONGEST_MONTH < least_nights:
            continue
        yield _with_labels(_months(first, last, months), with_day=False)
    for years in (1, 2, 5, 10, 20, 50):
        starts = _months(first, last, years * _MONTHS_PER_YEAR)
        yield [Tick(day=day, label=str(day.year), year="") for day in starts]


def choose_ticks(first: date, last: date, *, room: "Room") -> list[Tick]:
    """Return the finest regular dates whose labels do not touch, none where nothing fits."""
    for ticks in regular_dates(first, last, _GAP_PX / room.px_per_night):
        rows = (
            [room.span(tick.day, text) for tick in ticks if (text := getattr(tick, row))]
            for row in ("label", "year")
        )
        if all(
            one[1] + _GAP_PX <= following[0] for row in rows for one, following in pairwise(row)
        ):
            return ticks
    return []


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """Where dates may stand: `first` is at 0, labels between `left_px` and `right_px`."""

    first: date
    px_per_night: float
    left_px: float
    right_px: float
    text_px: float

    def span(self, day: date, text: str) -> tuple[float, float]:
        """Return from and to of a label in the middle below its day, moved in at the edges."""
        width = text_width_px(text, self.text_px)
        left = (day - self.first).days * self.px_per_night - width / 2
        left = max(min(left, self.right_px - width), self.left_px)
        return left, left + width


def axis_height_px(text_px: float) -> float:
    """Return the room that two rows of labels and the tick marks take, in pixels."""
    return 2.7 * text_px + 8


def draw_time_axis(
    sheet: Sheet, panel: Panel, *, first: date, last: date, right: float | None = None
) -> None:
    """Write the dates below `panel`, whose x counts nights from `first`.

    They end at `right` (pixels), or else at the edge of the sheet.
    """
    from matplotlib.collections import LineCollection

    size, quiet = sheet.style.text_px, sheet.style.palette.quiet
    origin, bottom = panel.x_px(0), panel.box.bottom
    room = Room(
        first=first,
        px_per_night=panel.x_px(1) - origin,
        left_px=-_KEEP_OFF_SCALE_PX,
        right_px=(sheet.width_px - 2 if right is None else right) - origin,
        text_px=size,
    )
    ticks = choose_ticks(first, last, room=room)
    upper, lower = (1 - y / sheet.height_px for y in (bottom, bottom + 4))
    places = [panel.x_px((tick.day - first).days) / sheet.width_px for tick in ticks]
    sheet.figure.add_artist(
        LineCollection(
            [((x, upper), (x, lower)) for x in places],
            colors=quiet,
            linewidths=0.6,
            transform=sheet.figure.transFigure,
            gid="ticks",
        )
    )
    for tick in ticks:
        for row, text in enumerate((tick.label, tick.year)):
            left, _ = room.span(tick.day, text)
            y = bottom + 5 + (0.7 + 1.3 * row) * size
            sheet.text(origin + left, y, text, colour=quiet, kind="date")
