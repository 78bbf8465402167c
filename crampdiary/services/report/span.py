"""One period of the diary with all that the page counts in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import NamedTuple

from crampdiary.analysis.rate import Rate, rate
from crampdiary.domain.choices import DurationBasis, Provenance
from crampdiary.domain.nights import NightCount
from crampdiary.domain.ports import Diary
from crampdiary.domain.records import Cramp, Night

_OF_A_CRAMP = (
    *("night", "pain", "duration_s", "duration_basis", "provenance"),
    *("start_utc", "offset_min"),
)


class ToldCramp(NamedTuple):
    """What the page needs of a cramp; to read no more of thousands saves a third of a second.

    `measured_s` is the duration that statistics may use (see `Cramp.measured_s`).
    """

    night: date
    pain: int | None
    measured_s: int | None
    provenance: Provenance
    start_utc: datetime | None
    offset_min: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """One period of the diary; `nights` has every night of it, and `rate` counts and rates them.

    `disturbances` are those of sleep that were noted, 0 to 10.
    """

    nights: Sequence[NightCount]
    rate: Rate
    cramps: Sequence[ToldCramp]
    disturbances: Sequence[int]

    @property
    def length(self) -> int:
        """Return how many nights the period has."""
        return len(self.nights)


def read_span(diary: Diary, first: date, last: date) -> Span:
    """Return what a diary has of the nights `first` to `last`."""

    @cache
    def measured_s(duration_s: int | None, basis: DurationBasis | None) -> int | None:
        return Cramp(night=first, duration_s=duration_s, duration_basis=basis).measured_s

    nights = diary.night_counts(first, last)
    cramps = diary.values(Cramp, _OF_A_CRAMP, first=first, last=last)
    noted = diary.values(Night, ("sleep_disturbance",), first=first, last=last)
    return Span(
        nights=nights,
        rate=rate(nights),
        cramps=[
            ToldCramp(night, pain, measured_s(duration_s, basis), provenance, start_utc, offset_min)
            for night, pain, duration_s, basis, provenance, start_utc, offset_min in cramps
        ],
        disturbances=[value for (value,) in noted if value is not None],
    )
