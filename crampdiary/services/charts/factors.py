"""What the chart of factors shows of a diary."""

from datetime import date

from crampdiary.charts.chart import coverage_of
from crampdiary.charts.factors import FactorsData
from crampdiary.domain.ports import Clock, Diary
from crampdiary.services.factors import factors_of


def read(diary: Diary, clock: Clock, first: date, last: date) -> FactorsData:
    """Return what came of each factor on the nights `first` to `last`."""
    return FactorsData(
        results=factors_of(diary, clock, first, last),
        coverage=coverage_of(diary.night_counts(first, last), first, last),
    )
