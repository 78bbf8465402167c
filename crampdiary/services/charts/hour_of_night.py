"""At which hours the cramps of a diary began."""

from datetime import date, timedelta

from crampdiary.charts.chart import coverage_of
from crampdiary.charts.hour_of_night import HourOfNight
from crampdiary.domain.ports import Clock, Diary
from crampdiary.domain.records import Cramp

_DAY_H = 24


def read(diary: Diary, clock: Clock, first: date, last: date) -> HourOfNight:
    """Return what the chart shows; it asks for no clock, but every chart is given one."""
    del clock
    return hours_of(diary, first, last)


def hours_of(diary: Diary, first: date, last: date) -> HourOfNight:
    """Count the cramps of the nights `first` to `last` by the hour that their own clock showed."""
    by_hour, untimed = [0] * _DAY_H, 0
    starts = diary.values(Cramp, ("start_utc", "offset_min"), first=first, last=last)
    for start_utc, offset_min in starts:
        if start_utc is None:
            untimed += 1
        else:
            by_hour[(start_utc + timedelta(minutes=offset_min)).hour] += 1
    return HourOfNight(
        coverage=coverage_of(diary.night_counts(first, last), first, last),
        by_hour=tuple(by_hour),
        untimed=untimed,
    )
