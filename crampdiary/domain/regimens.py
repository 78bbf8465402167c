"""What phases of one treatment must keep to among themselves, and what they plan for each day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

from crampdiary.domain.checks import LATEST
from crampdiary.domain.choices import Weekday
from crampdiary.domain.errors import InvalidValueError
from crampdiary.domain.months import MONTHS_A_YEAR, month_later
from crampdiary.domain.nights import ONE_DAY
from crampdiary.domain.records import Phase

DAYS_A_WEEK = 7
_WEEKDAYS = tuple(Weekday)


class SpanUnit(StrEnum):
    """In what a length of time is told."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A length of time as a prescriber says it: 8 weeks, 2 months."""

    count: int
    unit: SpanUnit


def first_overlap(phases: Iterable[Phase]) -> tuple[Phase, Phase] | None:
    """Return the first two phases (earlier start first) that share a day, or None."""
    latest: Phase | None = None
    for phase in sorted(phases, key=lambda item: (item.start, item.end or date.max)):
        if latest is not None and (latest.end is None or phase.start <= latest.end):
            return latest, phase
        latest = phase
    return None


def check_no_overlap(phases: Iterable[Phase]) -> None:
    """Raise `InvalidValueError` where a day lies in two phases: then nobody knows the dose."""
    found = first_overlap(phases)
    if found is None:
        return
    earlier, later = found
    end = "on" if earlier.end is None else f"to {earlier.end}"
    raise InvalidValueError(
        field="from",
        problem="overlaps",
        value=later.start,
        allowed=f"a day outside the period from {earlier.start} {end}",
    )


def covers(phase: Phase, day: date) -> bool:
    """Tell whether a day lies in a phase, from its first to its last day."""
    return phase.start <= day and (phase.end is None or day <= phase.end)


def share_a_day(one: Phase, other: Phase) -> bool:
    """Tell whether a day lies in both phases."""
    return first_overlap([one, other]) is not None


def intakes_on(phase: Phase, day: date) -> int:
    """Return how many intakes a phase plans for a day; 0 where none is due, and as needed."""
    return planned_intakes(phase, day, day)


def planned_intakes(phase: Phase, first: date, last: date) -> int:
    """Return how many intakes a phase plans from `first` to `last`, without walking the days.

    They are counted every n days from the phase's first day, or from its first such weekday.
    """
    every = phase.every_days
    if every is None:
        return 0
    due = first_due(phase)
    begin = (max(first, due) - due).days
    end = (min(last, phase.end or last) - due).days
    if end < begin:
        return 0
    days = end // every - (begin - 1) // every
    return days * phase.times_a_day


def first_due(phase: Phase) -> date:
    """Return the first day with an intake: the first such weekday, or the day it starts."""
    if phase.weekday is None:
        return phase.start
    wanted = _WEEKDAYS.index(phase.weekday)
    return phase.start + timedelta(days=(wanted - phase.start.weekday()) % DAYS_A_WEEK)


def daily_amount(phase: Phase) -> Fraction | None:
    """Return the amount a day in the phase's own unit; None where it is unknown or as needed."""
    if phase.dose is None or phase.every_days is None:
        return None
    return Fraction(phase.dose) * phase.times_a_day / phase.every_days


def closing(phases: Sequence[Phase], new: Phase) -> list[Phase]:
    """Return the phases after a change of dose, by start: what went on ends the day before `new`.

    One that goes on and began on the same day gives way to `new`: a dose told again for its first
    day corrects it. Gaps are allowed. Raises `InvalidValueError` where `new` shares a day with a
    phase that has a last day, or that begins later: only the person knows which is wrong.
    """
    kept = []
    for phase in phases:
        if phase.id == new.id or (phase.end is None and phase.start == new.start):
            continue
        goes_on = phase.end is None and phase.start < new.start
        kept.append(replace(phase, end=new.start - ONE_DAY) if goes_on else phase)
    after = sorted([*kept, new], key=lambda phase: phase.start)
    check_no_overlap(after)
    return after


def last_day(start: date, span: Span) -> date:
    """Return the last day of a span that begins on `start`: 8 weeks are 56 days, both included.

    Months and years end the day before the same day of the month; where the month has no such day,
    with its last. Raises `InvalidValueError` for `to` where that lies beyond what a diary knows.

    >>> last_day(date(2026, 3, 16), Span(count=8, unit=SpanUnit.WEEK))
    datetime.date(2026, 5, 10)
    """
    try:
        return _days_later(start, span) - ONE_DAY
    except (OverflowError, ValueError) as error:
        raise InvalidValueError(
            field="to",
            problem="out_of_range",
            value=f"{span.count} {span.unit}s",
            allowed=f"a last day up to {LATEST}",
        ) from error


def _days_later(start: date, span: Span) -> date:
    match span.unit:
        case SpanUnit.DAY:
            return start + timedelta(days=span.count)
        case SpanUnit.WEEK:
            return start + timedelta(days=span.count * DAYS_A_WEEK)
        case SpanUnit.MONTH:
            months = span.count
        case SpanUnit.YEAR:
            months = span.count * MONTHS_A_YEAR
    first, following = month_later(start, months)
    return min(first + timedelta(days=start.day - 1), following)
