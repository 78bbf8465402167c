"""At which hours the cramps of a diary began."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from crampdiary.charts.chart import Coverage, coverage_of
from crampdiary.charts.hour_of_night import HourOfNight
from crampdiary.domain.ports import Clock, Diary
from crampdiary.domain.records import Cramp

_DAY_H = 24


def read(diary: Diary, clock: Clock, first: date, last: date) -> HourOfNight:
    """Return what the chart shows; it asks for no clock, but every chart is given one."""
    del clock
    return hours_of(
        diary.values(Cramp, ("start_utc", "offset_min"), first=first, last=last),
        coverage_of(diary.night_counts(first, last), first, last),
    )


def hours_of(
    starts: Iterable[tuple[datetime | None, int | None]], coverage: Coverage
) -> HourOfNight:
    """Count cramps by the hour that their own clock showed, from their starts and offsets (min)."""
    by_hour, untimed = [0] * _DAY_H, 0
    for start_utc, offset_min in starts:
        if start_utc is None or offset_min is None:
            untimed += 1
        else:
            by_hour[(start_utc + timedelta(minutes=offset_min)).hour] += 1
    return HourOfNight(coverage=coverage, by_hour=tuple(by_hour), untimed=untimed)
