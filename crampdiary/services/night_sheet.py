"""The nights of a range while it is found out what each is to one course of a treatment.

The rules and their reasons stand in `services.periods`.
"""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from itertools import chain
from typing import TypeVar

from crampdiary.analysis.results import BASELINE, LEFT_OUT, TREATMENT
from crampdiary.services.beside import Beside, clipped
from crampdiary.services.courses import Course, Timing

V = TypeVar("V")


class LeftOut(StrEnum):
    """Why a night is on neither side; where several hold, the last of these."""

    BEFORE_START = "before_start"
    OTHER_CHANGED = "other_changed"
    JUST_STOPPED = "just_stopped"
    OTHER_DOSE = "other_dose"
    AS_NEEDED = "as_needed"
    JUST_BEGUN = "just_begun"


class Mark(StrEnum):
    """How far a night that counts is from a start or a stop."""

    BUILDING_UP = "building_up"
    STEADY = "steady"
    WEARING_OFF = "wearing_off"


class NightSheet:
    """The nights of a range while they are being painted, what comes later over what was before."""

    def __init__(self, first: date, length: int) -> None:
        """Begin with nights that are all without."""
        self.first = first
        self.length = length
        self.kinds = [BASELINE] * length
        self.reasons: list[LeftOut | None] = [None] * length
        self.marks: list[Mark | None] = [None] * length
        self._chosen = range(0)

    def paint_own(self, chosen: Course, own: Iterable[Course], timing: Timing, before: int) -> None:
        """Tell the nights with the chosen course from those without the treatment."""
        placed = [(course, *self._ends_of(course)) for course in own]
        ended = [end for course, _, end in placed if course.end is not None]
        for end in ended:
            _fill(
                self.marks, self._span(end, end + (timing.wears_off_until or 0)), Mark.WEARING_OFF
            )
        for _, begin, _ in placed:
            self._leave_out(self._span(begin - before, begin), LeftOut.BEFORE_START)
        for end in ended:
            self._leave_out(self._span(end, end + timing.wash_out), LeftOut.JUST_STOPPED)
        for course, begin, end in placed:
            why = LeftOut.OTHER_DOSE if course.is_regular else LeftOut.AS_NEEDED
            self._leave_out(self._span(begin, end), why)
        if chosen.is_regular:
            self._paint_chosen(*self._ends_of(chosen), timing)

    def leave_out_changes(self, others: Beside) -> None:
        """Leave out what another treatment has just begun or stopped before, where it matters."""
        # The nights before a start count as without in the second line.
        both = {
            number
            for number, (without, near, with_) in self._counts(others).items()
            if with_ and (without or near)
        }
        strata = others.strata() if both else []
        for night in chain.from_iterable(others.changed if both else ()):
            counts = self.kinds[night] != LEFT_OUT or self.reasons[night] is LeftOut.BEFORE_START
            if counts and strata[night] in both:
                self._leave_out(range(night, night + 1), LeftOut.OTHER_CHANGED)

    def matched(self, others: Beside) -> tuple[int, int]:
        """Count the nights without and with the treatment in sets that have both."""
        found = self._counts(others).values()
        both = [(without, with_) for without, _, with_ in found if without and with_]
        return sum(without for without, _ in both), sum(with_ for _, with_ in both)

    def _counts(self, others: Beside) -> dict[int, tuple[int, int, int]]:
        """Count the nights without, just before a start, and with the treatment, for each set.

        Only for the sets that are met on nights of the course.
        """
        ours = self._chosen
        met = {
            number
            for span, number in others.sets
            if span.start < ours.stop and ours.start < span.stop
        }
        found: dict[int, tuple[int, int, int]] = {}
        for span, number in others.sets:
            if number not in met:
                continue
            kinds = self.kinds[span.start : span.stop]
            near = self.reasons[span.start : span.stop].count(LeftOut.BEFORE_START)
            counts = found.get(number, (0, 0, 0))
            found[number] = (
                counts[0] + kinds.count(BASELINE),
                counts[1] + near,
                counts[2] + kinds.count(TREATMENT),
            )
        return found

    def _ends_of(self, course: Course) -> tuple[int, int]:
        """Return a course's first night, counted from that of the range, and the one after it."""
        begin = (course.start - self.first).days
        end = self.length if course.end is None else (course.end - self.first).days + 1
        return begin, max(begin, end)

    def _span(self, begin: int, end: int) -> range:
        return clipped(begin, end, self.length)

    def _paint_chosen(self, begin: int, end: int, timing: Timing) -> None:
        self._chosen = span = self._span(begin, end)
        _fill(self.kinds, span, TREATMENT)
        _fill(self.reasons, span, None)
        if timing.steady_from is not None:
            steady = min(begin + timing.steady_from - 1, end)
            _fill(self.marks, self._span(begin, steady), Mark.BUILDING_UP)
            _fill(self.marks, self._span(steady, end), Mark.STEADY)
        self._leave_out(self._span(begin, min(begin + timing.lag, end)), LeftOut.JUST_BEGUN)

    def _leave_out(self, span: range, why: LeftOut) -> None:
        _fill(self.kinds, span, LEFT_OUT)
        _fill(self.reasons, span, why)
        _fill(self.marks, span, None)


def _fill(values: list[V], span: range, value: V) -> None:
    values[span.start : span.stop] = [value] * len(span)
