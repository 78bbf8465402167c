"""Which nights of a diary are with a treatment, which without it, and which are neither.

A course of one dose is compared with the nights on which the treatment was not taken at all.

- Not without it, though not taken: the 28 nights before each of its starts (people begin when it is
  worst), and the wash-out after each of its ends. Nights beyond the wash-out count as without.
- Not with it, though taken: the lag after the start, and its other doses. Its days as needed are
  neither: nobody knows on which of them it was taken.
- What else is taken: nights are only compared where the set of other treatments, and their doses,
  is the same: a stratum for each such set. A change of another one's dose is another set.
- What else has just changed: a night in the lag or wash-out of another treatment belongs to the set
  it is in by the calendar, but not yet by what it can do, so it is left out. That is asked only in
  sets that have nights of both sides: where the other one never changes between the sides, its lag
  lies in nights that are compared with nothing anyway, or outside the diary.
- Others as needed make no set and have no lag. Their days would have to be known, and a painkiller
  at hand for years would else part the diary in two. Whoever shows a comparison names them.
- Medicines are treatments like others.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from crampdiary.analysis.results import BASELINE, LEFT_OUT, TREATMENT
from crampdiary.domain.catalogues.supplements import Supplements
from crampdiary.domain.records import Treatment
from crampdiary.services.courses import (
    DEFAULT,
    Course,
    Regimen,
    Settings,
    Timing,
    timing_of,
)
from crampdiary.services.night_sheet import LeftOut, Mark, NightSheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """Another treatment that was taken during the course: on so many of its nights in the range.

    Of one taken as needed nobody knows the days; its nights are those on which it might have been.
    `is_constant`: it was taken alike on all nights of the range, so it tells no night from another.
    """

    treatment: Treatment
    nights: int
    is_regular: bool
    is_constant: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Periods:
    """Every night from `first` on, one element a night, as one course of a treatment sees it.

    `kinds` are those of `analysis.results`, `strata` number the sets of other treatments, `reasons`
    say why a night is left out. `nights` counts the course's nights in the range.
    """

    course: Course
    timing: Timing
    first: date
    kinds: tuple[int, ...]
    strata: tuple[int, ...]
    reasons: tuple[LeftOut | None, ...]
    marks: tuple[Mark | None, ...]
    nights: int
    overlaps: tuple[Overlap, ...]

    def kinds_with_weeks_before(self) -> tuple[int, ...]:
        """Return the kinds with the nights before each start as nights without."""
        before = LeftOut.BEFORE_START
        both = zip(self.kinds, self.reasons, strict=True)
        return tuple(BASELINE if reason is before else kind for kind, reason in both)

    def kinds_when_steady(self) -> tuple[int, ...]:
        """Return the kinds with only the steady nights as nights with the treatment."""
        both = zip(self.kinds, self.marks, strict=True)
        return tuple(
            LEFT_OUT if kind == TREATMENT and mark is not Mark.STEADY else kind
            for kind, mark in both
        )


def periods(
    course: Course,
    courses: Sequence[Course],
    first: date,
    last: date,
    *,
    supplements: Supplements,
    settings: Settings = DEFAULT,
) -> Periods:
    """Return what each night from `first` to `last` (both included) is to one course.

    `courses` are those of all treatments, the course's own among them.
    """
    usual = timing_of(course.treatment, supplements)
    timing = Timing(
        lag=usual.lag if settings.lag is None else settings.lag,
        wash_out=usual.wash_out if settings.wash_out is None else settings.wash_out,
        steady_from=usual.steady_from,
        wears_off_until=usual.wears_off_until,
    )
    own = [it for it in courses if it.treatment.id == course.treatment.id]
    others = [it for it in courses if it.treatment.id != course.treatment.id]
    sheet = NightSheet(first, last)
    sheet.paint_own(course, own, timing, settings.leave_out_before)
    regular = [other for other in others if other.is_regular]
    strata = _strata(sheet, regular)
    sheet.leave_out_changes(strata, regular, supplements)
    return Periods(
        course=course,
        timing=timing,
        first=first,
        kinds=tuple(sheet.kinds),
        strata=tuple(strata),
        reasons=tuple(sheet.reasons),
        marks=tuple(sheet.marks),
        nights=len(sheet.span(*sheet.ends_of(course))),
        overlaps=tuple(_overlaps(sheet, course, others)),
    )


def _clipped(sheet: NightSheet, courses: Iterable[Course]) -> Iterator[tuple[Course, range]]:
    """Yield the courses that have nights here, each with these nights."""
    for course in courses:
        span = sheet.span(*sheet.ends_of(course))
        if span:
            yield course, span


def _strata(sheet: NightSheet, others: Iterable[Course]) -> list[int]:
    """Return for each night the number of the set of others taken, in order of appearance."""
    keys: dict[tuple[UUID, Regimen], int] = {}
    changes: dict[int, list[tuple[int, int]]] = {}
    for course, span in _clipped(sheet, others):
        key = keys.setdefault((course.treatment.id, course.regimen), len(keys))
        changes.setdefault(span.start, []).append((key, 1))
        changes.setdefault(span.stop, []).append((key, -1))
    numbers: dict[frozenset[int], int] = {}
    # Counted, because diaries that were merged may hold the same days twice.
    taken: dict[int, int] = {}
    strata: list[int] = []
    for night in sorted({*changes, sheet.length}):
        if night > len(strata):
            number = numbers.setdefault(frozenset(taken), len(numbers))
            strata += [number] * (night - len(strata))
        for key, step in changes.get(night, ()):
            taken[key] = taken.get(key, 0) + step
            if not taken[key]:
                del taken[key]
    return strata


def _overlaps(sheet: NightSheet, course: Course, others: Iterable[Course]) -> Iterator[Overlap]:
    """Yield the others taken during the course, the longest first; each treatment once a kind."""
    ours = sheet.span(*sheet.ends_of(course))
    shared: dict[tuple[bool, UUID], list[range]] = {}
    named: dict[UUID, Treatment] = {}
    constant: set[UUID] = set()
    for other, span in _clipped(sheet, others):
        common = range(max(span.start, ours.start), min(span.stop, ours.stop))
        if common:
            named[other.treatment.id] = other.treatment
            constant.update([other.treatment.id] if len(span) == sheet.length else [])
            shared.setdefault((other.is_regular, other.treatment.id), []).append(common)
    found = [
        Overlap(
            treatment=named[key],
            nights=_union(spans),
            is_regular=is_regular,
            is_constant=key in constant,
        )
        for (is_regular, key), spans in shared.items()
    ]
    yield from sorted(found, key=lambda one: (-one.nights, one.treatment.name))


def _union(spans: Iterable[range]) -> int:
    """Return how many nights lie in any of the spans."""
    count = reached = 0
    for span in sorted(spans, key=lambda it: it.start):
        begin = max(span.start, reached)
        count += max(0, span.stop - begin)
        reached = max(reached, span.stop)
    return count
