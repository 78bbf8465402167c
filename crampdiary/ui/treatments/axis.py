"""The one time axis that all phase bars of the page share, and where its labels stand."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from crampdiary.domain.records import Phase

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_STEPS_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120)
LONGEST = timedelta(days=3 * 366)
SHORTEST = timedelta(days=180)
AHEAD = timedelta(days=56)


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeAxis:
    """The days from `first` to `last`, both included, and `today` among them."""

    first: date
    last: date
    today: date

    def fraction(self, day: date) -> float:
        """Return where a day begins between 0 (the first) and 1 (the end of the last)."""
        return (day - self.first).days / ((self.last - self.first).days + 1)

    def extent(self, phase: Phase) -> tuple[float, float] | None:
        """Return from where to where a phase reaches (ongoing: to the end); None if outside."""
        start, end = max(phase.start, self.first), min(phase.end or self.last, self.last)
        if start > end:
            return None
        return self.fraction(start), self.fraction(end + timedelta(days=1))


def shared_axis(phases: Iterable[Phase], today: date) -> TimeAxis:
    """Return the axis that shows all phases, but no more than the last three years before today."""
    known = list(phases)
    coming = [phase for phase in known if (phase.end or phase.start) > today]
    last = max([today] + [phase.end or phase.start + AHEAD for phase in coming])
    last = min(last, today + LONGEST)
    first = min([phase.start for phase in known] + [last - SHORTEST, today])
    first = max(first, today - LONGEST).replace(day=1)
    return TimeAxis(first=first, last=last, today=today)


def _month_starts(axis: TimeAxis, step_months: int) -> list[date]:
    first = axis.first.year * 12 + axis.first.month - 1
    last = axis.last.year * 12 + axis.last.month - 1
    days = [
        date(month // 12, month % 12 + 1, 1)
        for month in range(first, last + 1)
        if month % step_months == 0
    ]
    return [day for day in days if axis.first <= day <= axis.last]


def _words(days: Sequence[date]) -> list[str]:
    """Return "2026" for a January, else the month; the first month carries its year."""
    words = [str(day.year) if day.month == 1 else _MONTHS[day.month - 1] for day in days]
    if days and days[0].month != 1:
        words[0] = f"{words[0]} {days[0].year}"
    return words


def labels(
    axis: TimeAxis, width: float, measure: Callable[[str], float], gap: float
) -> list[tuple[float, str]]:
    """Return as many labels as stand beside each other without touching: (left edge, words).

    `measure` gives the width of words, all in pixels; a label starts at its month's first day.
    """
    for step in _STEPS_MONTHS:
        days = _month_starts(axis, step)
        placed = [
            (axis.fraction(day) * width, text) for day, text in zip(days, _words(days), strict=True)
        ]
        ends = [left + measure(text) for left, text in placed]
        if ends and ends[-1] > width:
            placed, ends = placed[:-1], ends[:-1]
        if placed and all(
            end + gap <= left for end, (left, _) in zip(ends[:-1], placed[1:], strict=True)
        ):
            return placed
    return []
