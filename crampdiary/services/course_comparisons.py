"""One course of a treatment compared with the nights without it, and which course that is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from crampdiary.analysis.comparison import compare
from crampdiary.analysis.labels import labels_of
from crampdiary.analysis.rate_ratio import Method
from crampdiary.analysis.results import Comparison, Context
from crampdiary.domain.records import Phase, Treatment
from crampdiary.services.courses import DEFAULT, Course, Settings, courses_of
from crampdiary.services.night_sheet import LeftOut, Mark
from crampdiary.services.nights_to_compare import NightsToCompare
from crampdiary.services.periods import Periods, periods


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseComparison:
    """A course with what its nights are and what came of comparing them.

    `number` counts the treatment's phases from 1; it is that of the course's last phase.
    """

    number: int
    course: Course
    periods: Periods
    comparison: Comparison

    @property
    def phase(self) -> Phase:
        """Return the course's last phase."""
        return self.course.phases[-1]


def compare_course(
    nights: NightsToCompare,
    course: Course,
    *,
    number: int,
    settings: Settings = DEFAULT,
    method: Method | None = None,
    second_lines: bool = True,
) -> CourseComparison:
    """Compare one course with the nights without its treatment.

    The second lines (with the weeks before, steady) take as long as the first; they can be left.
    """
    found = periods(
        course,
        nights.courses,
        nights.first,
        nights.last,
        supplements=nights.supplements,
        settings=settings,
    )
    has_before = second_lines and LeftOut.BEFORE_START in found.reasons
    has_steady = second_lines and Mark.STEADY in found.marks and Mark.BUILDING_UP in found.marks
    comparison = compare(
        nights.series,
        labels_of(found.kinds, found.strata),
        name=course.treatment.name,
        method=method,
        comparisons=nights.comparisons,
        context=Context(
            left_out_before=settings.leave_out_before,
            lag=found.timing.lag,
            others=tuple(
                one.treatment.name
                for one in found.overlaps
                if one.is_regular and not one.is_constant
            ),
        ),
        with_weeks_before=(
            labels_of(found.kinds_with_weeks_before(), found.strata) if has_before else None
        ),
        steady=labels_of(found.kinds_when_steady(), found.strata) if has_steady else None,
    )
    return CourseComparison(number=number, course=course, periods=found, comparison=comparison)


def default_course(
    nights: NightsToCompare,
    treatment: Treatment,
    phases: Sequence[Phase],
    *,
    settings: Settings = DEFAULT,
    method: Method | None = None,
    second_lines: bool = True,
) -> CourseComparison | None:
    """Return the latest course that can be compared, else the latest; None where none was begun."""
    latest = None
    for number, course in numbered(treatment, phases):
        if touches(course, nights.first, nights.last):
            found = compare_course(
                nights,
                course,
                number=number,
                settings=settings,
                method=method,
                second_lines=second_lines,
            )
            if found.comparison.ratio is not None:
                return found
            latest = latest or found
    return latest


def numbered(treatment: Treatment, phases: Sequence[Phase]) -> list[tuple[int, Course]]:
    """Return the courses taken in a rhythm, latest first, each with its last phase's number."""
    ordered = sorted(phases, key=lambda it: (it.start, it.end or date.max))
    numbers = {phase.id: number for number, phase in enumerate(ordered, start=1)}
    return [
        (numbers[course.phases[-1].id], course)
        for course in reversed(courses_of(treatment, phases))
        if course.is_regular
    ]


def touches(course: Course, first: date, last: date) -> bool:
    """Tell whether a course has nights in a range."""
    return course.start <= last and (course.end or last) >= first


def p_values_of_treatments(nights: NightsToCompare, *, beside: UUID | None = None) -> list[float]:
    """Return the P value of every treatment that can be compared, with what is usual.

    The one with the id `beside` is left out.
    """
    found = (
        default_course(nights, treatment, phases, second_lines=False)
        for treatment, phases in nights.taken
        if treatment.id != beside
    )
    ratios = (one.comparison.ratio for one in found if one is not None)
    return [ratio.p_value for ratio in ratios if ratio is not None]
