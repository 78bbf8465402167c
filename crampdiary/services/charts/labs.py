"""What the small multiples of lab results show of a diary."""

from datetime import date

from crampdiary.charts.labs import LabsData
from crampdiary.domain.ports import Clock, Diary
from crampdiary.domain.records import LabResult
from crampdiary.services.insights import known_things


def read(diary: Diary, clock: Clock, first: date, last: date) -> LabsData:
    """Return the lab results of the days `first` to `last`."""
    del clock
    return LabsData(
        first=first,
        last=last,
        labs=diary.records(LabResult, first=first, last=last),
        known=known_things(diary),
    )
