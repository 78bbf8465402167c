"""The courses of a treatment compared with the nights without it, and which of them to tell."""

from dataclasses import dataclass
from uuid import UUID

from crampdiary.analysis.comparison import compare
from crampdiary.analysis.labels import labels_of
from crampdiary.analysis.rate_ratio import Method
from crampdiary.analysis.results import (
    BASELINE,
    LEAST_NIGHTS_TO_COMPARE,
    Comparison,
    Context,
)
from crampdiary.domain.records import Phase, Treatment
from crampdiary.services.beside import beside
from crampdiary.services.courses import DEFAULT, Course, Settings
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


class Compared:
    """The courses of one treatment, to be compared with the nights without it.

    What is taken beside it, and what each night is to a course, is found out once.
    """

    def __init__(
        self,
        nights: NightsToCompare,
        treatment: Treatment,
        *,
        settings: Settings = DEFAULT,
        method: Method | None = None,
    ) -> None:
        """Take the nights, and how to compare them; see `compare_treatment`."""
        self._nights = nights
        self._settings = settings
        self._method = method
        self._own = [it for it in nights.courses if it.treatment.id == treatment.id]
        self._others = beside(
            treatment.id, nights.courses, nights.first, nights.last, nights.supplements
        )

    @property
    def begun(self) -> list[tuple[int, Course]]:
        """Return the courses taken in a rhythm on these nights, latest first, with their numbers.

        They are those of the courses' last phases, counted from 1.
        """
        phases = [phase for course in self._own for phase in course.phases]
        numbers = {phase.id: number for number, phase in enumerate(phases, start=1)}
        return [
            (numbers[course.phases[-1].id], course)
            for course in reversed(self._own)
            if course.is_regular
            and course.start <= self._nights.last
            and (course.end or self._nights.last) >= self._nights.first
        ]

    def default(self, *, second_lines: bool = True) -> CourseComparison | None:
        """Return the latest course that can be compared, else the latest; None for none begun."""
        latest = None
        for number, course in self.begun:
            seen = self._periods(course)
            latest = latest or (number, seen)
            # Most courses among many treatments are told apart from no other; that is soon seen.
            if min(seen.matched) >= LEAST_NIGHTS_TO_COMPARE:
                found = self._compare(number, seen, second_lines=second_lines)
                if found.comparison.ratio is not None:
                    return found
        return None if latest is None else self._compare(*latest, second_lines=second_lines)

    def compare(self, number: int, course: Course) -> CourseComparison:
        """Compare one course; `number` is that of its last phase."""
        return self._compare(number, self._periods(course))

    def _periods(self, course: Course) -> Periods:
        return periods(
            course,
            self._own,
            self._others,
            self._nights.first,
            supplements=self._nights.supplements,
            settings=self._settings,
        )

    def _stopped_before(self, found: Periods) -> bool:
        """Tell whether nights between an earlier course and this one count as without."""
        begins = (it.start for it in (self._own[0], found.course))
        first, start = (max(0, (begin - found.first).days) for begin in begins)
        return BASELINE in found.kinds[first:start]

    def _compare(
        self, number: int, found: Periods, *, second_lines: bool = True
    ) -> CourseComparison:
        """Compare; the second lines (with the weeks before, steady) each take as long as that."""
        has_before = second_lines and LeftOut.BEFORE_START in found.reasons
        has_steady = second_lines and {Mark.STEADY, Mark.BUILDING_UP} <= set(found.marks)
        comparison = compare(
            self._nights.series,
            labels_of(found.kinds, found.strata),
            name=found.course.treatment.name,
            method=self._method,
            comparisons=self._nights.comparisons,
            context=Context(
                left_out_before=self._settings.leave_out_before,
                lag=found.timing.lag,
                others=tuple(
                    one.treatment.name
                    for one in found.overlaps
                    if one.is_regular and not one.is_constant
                ),
                taken_earlier=self._stopped_before(found),
            ),
            with_weeks_before=(
                labels_of(found.kinds_with_weeks_before(), found.strata) if has_before else None
            ),
            steady=labels_of(found.kinds_when_steady(), found.strata) if has_steady else None,
        )
        return CourseComparison(
            number=number, course=found.course, periods=found, comparison=comparison
        )


def p_values_of_treatments(nights: NightsToCompare, *, but: UUID | None = None) -> list[float]:
    """Return the P value of every treatment that can be compared, with what is usual.

    The one with the id `but` is left out.
    """
    found = (
        Compared(nights, treatment).default(second_lines=False)
        for treatment, _ in nights.taken
        if treatment.id != but
    )
    ratios = (one.comparison.ratio for one in found if one is not None)
    return [ratio.p_value for ratio in ratios if ratio is not None]
