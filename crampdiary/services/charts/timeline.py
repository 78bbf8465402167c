"""What the master timeline shows of a diary."""

from datetime import date

from crampdiary.charts.timeline import TimelineData
from crampdiary.domain.ports import Clock, Diary
from crampdiary.services.insights import timeline_data


def read(diary: Diary, clock: Clock, first: date, last: date) -> TimelineData:
    """Return all that the timeline of the nights `first` to `last` shows."""
    del clock
    return timeline_data(diary, first, last)
