"""`--from` and `--to`: which nights a command is about."""

from dataclasses import dataclass
from datetime import date, timedelta

from crampdiary.domain.checks import EARLIEST, LATEST
from crampdiary.domain.errors import InvalidValueError
from crampdiary.domain.months import months_before
from crampdiary.domain.nights import ONE_DAY
from crampdiary.domain.notation import read_day
from crampdiary.domain.ports import Clock, Diary
from crampdiary.domain.records import LabResult
from crampdiary.services.nights import latest_night
from crampdiary.services.preferences import last_night

# An empty diary still has a chart: that of the last four weeks, in which nothing is recorded.
_EMPTY_NIGHTS = 28
_REPORT_MONTHS = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The first and the last night (both included) as far as they were given."""

    first: date | None
    last: date | None


def read_range(first: str | None, last: str | None) -> Span:
    """Return what `--from` and `--to` say; raise `InvalidValueError` where they make no range."""
    span = Span(
        first=None if first is None else read_day(first, "from"),
        last=None if last is None else read_day(last, "to"),
    )
    for field, day in (("from", span.first), ("to", span.last)):
        if day is not None and not EARLIEST <= day <= LATEST:
            raise InvalidValueError(
                field=field, problem="out_of_range", value=day, allowed=f"{EARLIEST} to {LATEST}"
            )
    if span.first is not None and span.last is not None:
        _check_forward(span.first, span.last)
    return span


def recorded_span(diary: Diary, clock: Clock, span: Span) -> tuple[date, date]:
    """Return a range with its open ends set to the first and the last recorded night.

    Raises `InvalidValueError` where it then runs backwards.
    """
    evening = last_night(clock.now())
    known = diary.recorded_range() or (evening - timedelta(days=_EMPTY_NIGHTS - 1), evening)
    first, last = span.first or known[0], span.last or known[1]
    _check_forward(first, last)
    return first, last


def report_span(diary: Diary, clock: Clock, span: Span) -> tuple[date, date]:
    """Return a range with its open ends set for the doctor: nine months up to the last record.

    A younger diary begins with its first night or lab result, for nights before it was kept say
    nothing. Nights to come say nothing either: the range ends with the latest one.
    """
    _, last = recorded_span(diary, clock, Span(first=EARLIEST, last=span.last))
    latest = max((latest_night(diary, clock), *(diary.recorded_range() or ())))
    if span.first is None or span.first <= latest:
        last = min(last, latest)
    if span.first is not None:
        _check_forward(span.first, last)
        return span.first, last
    first = months_before(last, _REPORT_MONTHS) + ONE_DAY
    known = [result.taken_on for result in diary.records(LabResult, first=first, last=last)]
    known += [night for night in diary.recorded_range() or () if night <= last]
    return max(first, min(known, default=first)), last


def _check_forward(first: date, last: date) -> None:
    if last < first:
        raise InvalidValueError(
            field="to", problem="ends_before_start", value=last, allowed=f"{first} or later"
        )
