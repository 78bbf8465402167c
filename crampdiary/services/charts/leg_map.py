"""Where the cramps of a diary were."""

from collections import Counter
from datetime import date

from crampdiary.charts.chart import coverage_of
from crampdiary.charts.places import LegMap
from crampdiary.domain.ports import Clock, Diary
from crampdiary.domain.records import Cramp


def read(diary: Diary, clock: Clock, first: date, last: date) -> LegMap:
    """Count the cramps of the nights `first` to `last` by their side and places."""
    del clock
    noted = Counter(diary.values(Cramp, ("side", "sites"), first=first, last=last))
    return LegMap(
        coverage=coverage_of(diary.night_counts(first, last), first, last), noted=dict(noted)
    )
