"""What was noted of pain and duration in a diary."""

from collections import Counter
from datetime import date

from crampdiary.charts.chart import coverage_of
from crampdiary.charts.noted_values import PainAndDuration
from crampdiary.domain.choices import DurationBasis
from crampdiary.domain.ports import Clock, Diary
from crampdiary.domain.records import Cramp

_FIELDS = ("pain", "duration_s", "duration_basis")


def read(diary: Diary, clock: Clock, first: date, last: date) -> PainAndDuration:
    """Collect pains and durations of the nights `first` to `last`.

    Which durations statistics may use is the cramp's own rule (`Cramp.measured_s`).
    """
    del clock
    noted = Counter(diary.values(Cramp, _FIELDS, first=first, last=last))
    pains: list[int] = []
    measured_s: list[int] = []
    estimated_s: list[int] = []
    forgotten = 0
    # Each different answer once: 20 years of cramps are many, what was noted of them repeats.
    for (pain, duration_s, basis), count in noted.items():
        cramp = Cramp(night=first, duration_s=duration_s, duration_basis=basis)
        pains += [] if pain is None else [pain] * count
        measured_s += [] if cramp.measured_s is None else [cramp.measured_s] * count
        forgotten += count if cramp.is_long else 0
        if basis is DurationBasis.ESTIMATED:
            estimated_s += [duration_s] * count
    return PainAndDuration(
        coverage=coverage_of(diary.night_counts(first, last), first, last),
        cramps=noted.total(),
        pains=tuple(pains),
        measured_s=tuple(measured_s),
        estimated_s=tuple(estimated_s),
        forgotten=forgotten,
    )
