"""What every comparison of a diary is made from, read once: nights, treatments, days before nights.

How many comparisons a diary can be asked for is counted here too, before any of them is made: with
many of them one differs by chance the more easily.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from statistics import median

from crampdiary.analysis.factor_results import Factor
from crampdiary.analysis.weeks import NightSeries, night_series
from crampdiary.domain.catalogues.supplements import Supplements
from crampdiary.domain.choices import EveningTag
from crampdiary.domain.ports import Clock, Diary
from crampdiary.domain.records import Night, Phase, Treatment
from crampdiary.services.catalogues import catalogues_of
from crampdiary.services.courses import Course, courses_of
from crampdiary.services.entries import treatments
from crampdiary.services.nights import latest_night

TAG_OF: dict[Factor, EveningTag] = {
    Factor.HARD_EXERCISE: EveningTag.HARD_EXERCISE,
    Factor.ALCOHOL: EveningTag.ALCOHOL,
    Factor.LONG_SITTING: EveningTag.LONG_SITTING,
    Factor.HEAT: EveningTag.HEAT,
    Factor.TRAVEL: EveningTag.TRAVEL,
}
Exposure = list[bool | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class NightsToCompare:
    """The nights `first` to `last` of a diary, with all that they are compared by.

    `courses` are those of all treatments taken. `exposures` tell of each night whether the day
    before it was with or without a factor (None: not known). `comparisons` counts the treatments
    and factors that have both kinds of nights.
    """

    first: date
    last: date
    series: NightSeries
    taken: Sequence[tuple[Treatment, tuple[Phase, ...]]]
    courses: Sequence[Course]
    supplements: Supplements
    exposures: dict[Factor, Exposure]
    comparisons: int


def nights_to_compare(
    diary: Diary, clock: Clock, first: date | None = None, last: date | None = None
) -> NightsToCompare:
    """Read what is compared; without a range, from the first to the last recorded night."""
    known = diary.recorded_range() or (latest_night(diary, clock),) * 2
    first = known[0] if first is None else first
    last = max(known[1] if last is None else last, first)
    series = night_series(diary.night_counts(first, last), first, last)
    taken, told = treatments(diary), exposures(diary, first, last)
    recorded = series.recorded.tolist()
    factors = [one for one in told.values() if len(set(_told(one, recorded))) > 1]
    courses = [courses_of(treatment, phases) for treatment, phases in taken]
    parted = [found for found in courses if _parts(found, first, last)]
    return NightsToCompare(
        first=first,
        last=last,
        series=series,
        taken=taken,
        courses=list(chain.from_iterable(courses)),
        supplements=catalogues_of(diary).supplements,
        exposures=told,
        comparisons=max(1, len(factors) + len(parted)),
    )


def exposures(diary: Diary, first: date, last: date) -> dict[Factor, Exposure]:
    """Return for each factor what is known of the day before each night.

    Little to drink is less than the person's own median of the days on which it was told: people
    drink differently, and most need no certain amount. Where nobody was asked, nothing is known.
    """
    length = (last - first).days + 1
    found: dict[Factor, Exposure] = {factor: [None] * length for factor in Factor}
    drunk: dict[int, int] = {}
    names = ("night", "fluids_ml", "tags")
    for night, fluids_ml, tags in diary.values(Night, names, first=first, last=last):
        index = (night - first).days
        if fluids_ml is not None:
            drunk[index] = fluids_ml
        if tags is not None:
            for factor, tag in TAG_OF.items():
                found[factor][index] = tag in tags
    usual = median(drunk.values()) if drunk else 0
    for index, fluids_ml in drunk.items():
        found[Factor.FLUIDS][index] = fluids_ml < usual
    return found


def _told(exposure: Exposure, recorded: Sequence[bool]) -> list[bool]:
    both = zip(exposure, recorded, strict=True)
    return [is_with for is_with, is_in in both if is_in and is_with is not None]


def _parts(courses: Sequence[Course], first: date, last: date) -> bool:
    """Tell whether a treatment has nights in a range on which it was taken, and some without."""
    days = set()
    for course in courses:
        begin = max(course.start, first).toordinal()
        end = min(course.end or last, last).toordinal()
        if begin <= end:
            days.add((begin, end, course.is_regular))
    covered = sum(end - begin + 1 for begin, end, _ in days)
    return any(regular for *_, regular in days) and covered < (last - first).days + 1
