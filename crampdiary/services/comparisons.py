"""A treatment's nights against the nights without it, as window, paper and command line tell it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TypeVar

from crampdiary.analysis.comparison import compare
from crampdiary.analysis.labels import labels_of
from crampdiary.analysis.many import holm
from crampdiary.analysis.rate_ratio import Method
from crampdiary.analysis.results import BASELINE, Comparison
from crampdiary.analysis.sentences import periods as words
from crampdiary.domain.phrases import day_words
from crampdiary.domain.ports import Clock, Diary
from crampdiary.domain.records import Phase, Treatment
from crampdiary.services.beside import Overlap
from crampdiary.services.course_comparisons import (
    Compared,
    CourseComparison,
    p_values_of_treatments,
)
from crampdiary.services.courses import DEFAULT, Settings, courses_of
from crampdiary.services.factors import factor_results
from crampdiary.services.night_sheet import LeftOut, Mark
from crampdiary.services.nights_to_compare import NightsToCompare, nights_to_compare

E = TypeVar("E", LeftOut, Mark)

# Of more, the longest few are named, and the others are counted.
_MOST_OVERLAPS_TOLD, _OVERLAPS_TOLD_OF_MANY = 5, 3


class NotCompared(StrEnum):
    """Why no course of a treatment could be set against nights without it."""

    NO_DATES = "no_dates"
    NOT_BEGUN = "not_begun"
    ENDED_BEFORE = "ended_before"
    AS_NEEDED = "as_needed"


@dataclass(frozen=True, slots=True, kw_only=True)
class TreatmentComparison:
    """What came of comparing one course of a treatment.

    `chosen` is the course with its nights; None where `why` says that there is none (then
    `comparison` counts all nights as without). `others` are the treatment's other courses, latest
    first. `left_out` counts recorded nights by reason, `marks` those that count but lie near a
    start or an end. `p_value_holm` is adjusted for all `comparisons` that the diary can be asked
    for. The first of `sentences` is the main one, the second the foremost caution to it.
    """

    treatment: Treatment
    comparison: Comparison
    chosen: CourseComparison | None
    others: tuple[CourseComparison, ...]
    why: NotCompared | None
    first: date
    last: date
    left_out: dict[LeftOut, int]
    marks: dict[Mark, int]
    overlaps: tuple[Overlap, ...]
    comparisons: int
    p_value_holm: float | None
    sentences: tuple[str, ...]

    @property
    def phase(self) -> Phase | None:
        """Return the phase that was compared, the last one of its course."""
        return None if self.chosen is None else self.chosen.phase


def compare_treatment(
    diary: Diary,
    clock: Clock,
    treatment: Treatment,
    *,
    phase: Phase | None = None,
    settings: Settings = DEFAULT,
    method: Method | None = None,
    first: date | None = None,
    last: date | None = None,
) -> TreatmentComparison:
    """Compare a treatment, or one phase of it, with the nights without it.

    Without a `phase` it is the latest that can be compared, else the latest. Without a range it is
    all from the first to the last recorded night; `method` None chooses by what is recorded.
    """
    nights = nights_to_compare(diary, clock, first, last)
    courses = Compared(nights, treatment, settings=settings, method=method)
    if phase is None:
        chosen = courses.default()
    else:
        meant = (it for it in courses.begun if phase.id in {one.id for one in it[1].phases})
        chosen = next((courses.compare(number, course) for number, course in meant), None)
    others = tuple(
        courses.compare(number, course)
        for number, course in courses.begun
        if chosen is None or number != chosen.number
    )
    wanted = _phases_of(nights, treatment) if phase is None else [phase]
    found = _told(nights, treatment, wanted, chosen, others)
    beside = p_values_of_treatments(nights, but=treatment.id)
    return _adjusted([found], [*beside, *_p_values_of_factors(nights)])[0]


def compare_all(
    diary: Diary, clock: Clock, first: date | None = None, last: date | None = None
) -> list[TreatmentComparison]:
    """Compare every treatment taken in a rhythm on nights of a range, as they were begun.

    Each is one course against the nights without; `others` are left to `compare_treatment`.
    """
    nights = nights_to_compare(diary, clock, first, last)
    found = [
        _told(nights, treatment, phases, chosen, ())
        for treatment, phases in nights.taken
        if (chosen := Compared(nights, treatment).default()) is not None
    ]
    return _adjusted(found, _p_values_of_factors(nights))


def _phases_of(nights: NightsToCompare, treatment: Treatment) -> Sequence[Phase]:
    return next((phases for item, phases in nights.taken if item.id == treatment.id), ())


def _told(
    nights: NightsToCompare,
    treatment: Treatment,
    phases: Sequence[Phase],
    chosen: CourseComparison | None,
    others: tuple[CourseComparison, ...],
) -> TreatmentComparison:
    why: NotCompared | None = None
    left_out: dict[LeftOut, int] = {}
    marks: dict[Mark, int] = {}
    overlaps: tuple[Overlap, ...] = ()
    if chosen is None:
        why, sentence = _why_not(nights, treatment, phases)
        comparison, sentences = _without(nights, treatment), [sentence]
    else:
        comparison, overlaps = chosen.comparison, chosen.periods.overlaps
        recorded = nights.series.recorded.tolist()
        left_out = _counted(chosen.periods.reasons, recorded)
        marks = _counted(chosen.periods.marks, recorded)
        beside = _overlap_sentences(chosen)
        if comparison.ratio is None:
            # The counts stand in the place of figures, so they come first.
            sentences = [*comparison.sentences, *beside]
        else:
            main, foremost, *more = comparison.sentences
            sentences = [main, foremost, *beside, *_mark_sentences(chosen, marks), *more]
    return TreatmentComparison(
        treatment=treatment,
        comparison=comparison,
        chosen=chosen,
        others=others,
        why=why,
        first=nights.first,
        last=nights.last,
        left_out=left_out,
        marks=marks,
        overlaps=overlaps,
        comparisons=nights.comparisons,
        p_value_holm=None,
        sentences=tuple(sentences),
    )


def _counted(values: Iterable[E | None], recorded: Iterable[bool]) -> dict[E, int]:
    """Return on how many recorded nights each value stands."""
    both = zip(values, recorded, strict=True)
    return dict(Counter(value for value, is_in in both if is_in and value is not None))


def _mark_sentences(chosen: CourseComparison, marks: dict[Mark, int]) -> list[str]:
    """Say that slow ones build up and wear off, where no second line tells the steady nights."""
    name, timing = chosen.course.treatment.name, chosen.periods.timing
    said = []
    if Mark.BUILDING_UP in marks and chosen.comparison.steady is None:
        template = words.BUILDING_UP if Mark.STEADY in marks else words.NOT_STEADY_YET
        said.append(template.format(name=name, steady_from=timing.steady_from))
    if Mark.WEARING_OFF in marks:
        until = timing.wears_off_until
        said.append(words.WEARING_OFF.format(name=name, wears_off_until=until))
    return said


def _overlap_sentences(chosen: CourseComparison) -> list[str]:
    """Say what else was taken meanwhile, but for what was taken alike all the time."""
    length = chosen.periods.nights
    said = [
        words.overlap_sentence(one.treatment.name, one.nights, length, is_regular=one.is_regular)
        for one in chosen.periods.overlaps
        if not one.is_constant or not one.is_regular
    ]
    if len(said) <= _MOST_OVERLAPS_TOLD:
        return said
    named = said[:_OVERLAPS_TOLD_OF_MANY]
    return [*named, words.OVERLAPPED_TOO.format(count=len(said) - len(named))]


def _without(nights: NightsToCompare, treatment: Treatment) -> Comparison:
    """Return a comparison of nothing: all nights are without."""
    kinds = [BASELINE] * len(nights.series.recorded)
    found = compare(nights.series, labels_of(kinds, [0] * len(kinds)), name=treatment.name)
    return replace(found, sentences=(), nights_needed=None)


def _why_not(
    nights: NightsToCompare, treatment: Treatment, phases: Sequence[Phase]
) -> tuple[NotCompared, str]:
    """Return why there is no course to compare, as a key and as a sentence."""
    name, courses = treatment.name, courses_of(treatment, phases)
    if not courses:
        return NotCompared.NO_DATES, words.NO_DATES.format(name=name)
    regular = [course for course in courses if course.is_regular]
    if not regular:
        return NotCompared.AS_NEEDED, words.AS_NEEDED.format(name=name)
    later = [course.start for course in regular if course.start > nights.last]
    if later:
        start = day_words(min(later), year=True)
        return NotCompared.NOT_BEGUN, words.NOT_BEGUN.format(name=name, start=start)
    return NotCompared.ENDED_BEFORE, words.ENDED_BEFORE.format(name=name)


def _p_values_of_factors(nights: NightsToCompare) -> list[float]:
    return [it.ratio.p_value for it in factor_results(nights) if it.ratio is not None]


def _adjusted(
    found: Sequence[TreatmentComparison], beside: Sequence[float]
) -> list[TreatmentComparison]:
    """Return comparisons with P values adjusted (Holm) for one another and for those `beside`."""
    ratios = [it.comparison.ratio for it in found]
    known = [*(ratio.p_value for ratio in ratios if ratio is not None), *beside]
    planned = max((it.comparisons for it in found), default=0)
    adjusted = iter(holm([*known, *[1.0] * (planned - len(known))]))
    return [
        it if it.comparison.ratio is None else replace(it, p_value_holm=next(adjusted))
        for it in found
    ]
