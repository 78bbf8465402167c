"""What the chart of planned doses shows of a diary."""

from datetime import date

from crampdiary.charts.adherence import AdherenceData
from crampdiary.domain.ports import Clock, Diary
from crampdiary.domain.records import Dose
from crampdiary.services.entries import treatments


def read(diary: Diary, clock: Clock, first: date, last: date) -> AdherenceData:
    """Return treatments and told doses, and where a night from `first` to `last` is recorded."""
    return AdherenceData(
        first=first,
        last=last,
        today=clock.now().wall_clock.date(),
        treatments=treatments(diary),
        doses=diary.records(Dose),
        nights=diary.night_counts(first, last),
    )
