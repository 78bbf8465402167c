"""What the weekly rate shows of a diary."""

from datetime import date

from crampdiary.charts.weekly_rate import WeeklyRateData
from crampdiary.domain.ports import Clock, Diary


def read(diary: Diary, clock: Clock, first: date, last: date) -> WeeklyRateData:
    """Return the nights `first` to `last` with their states and counts."""
    del clock
    return WeeklyRateData(first=first, last=last, nights=diary.night_counts(first, last))
