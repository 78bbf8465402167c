"""What the calendar shows of a diary."""

from datetime import date

from crampdiary.charts.calendar import CalendarData
from crampdiary.domain.ports import Clock, Diary


def read(diary: Diary, clock: Clock, first: date, last: date) -> CalendarData:
    """Return the nights `first` to `last` with their states and counts."""
    del clock
    return CalendarData(first=first, last=last, nights=diary.night_counts(first, last))
