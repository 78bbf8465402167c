"""The nights of a range while it is found out what each is to one course of a treatment.

The rules and their reasons stand in `services.periods`.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from itertools import chain
from typing import TypeVar

from crampdiary.analysis.results import BASELINE, LEFT_OUT, TREATMENT
from crampdiary.domain.catalogues.supplements import Supplements
from crampdiary.services.courses import Course, Timing, timing_of

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

    def __init__(self, first: date, last: date) -> None:
        self.first = first
        self.length = (last - first).days + 1
        self.kinds = [BASELINE] * self.length
        self.reasons: list[LeftOut | None] = [None] * self.length
        self.marks: list[Mark | None] = [None] * self.length

    def span(self, begin: int, end: int) -> range:
        """Return the nights from `begin` up to `end` (not included) as far as they are here."""
        return range(min(max(begin, 0), self.length), max(min(end, self.length), 0))

    def ends_of(self, course: Course) -> tuple[int, int]:
        """Return a course's first night, counted from that of the range, and the one after it."""
        begin = (course.start - self.first).days
        end = self.length if course.end is None else (course.end - self.first).days + 1
        return begin, max(begin, end)

    def paint_own(self, chosen: Course, own: Iterable[Course], timing: Timing, before: int) -> None:
        """Tell the nights with the chosen course from those without the treatment."""
        placed = [(course, *self.ends_of(course)) for course in own]
        ended = [end for course, _, end in placed if course.end is not None]
        for end in ended:
            _fill(self.marks, self.span(end, end + (timing.wears_off_until or 0)), Mark.WEARING_OFF)
        for _, begin, _ in placed:
            self._leave_out(self.span(begin - before, begin), LeftOut.BEFORE_START)
        for end in ended:
            self._leave_out(self.span(end, end + timing.wash_out), LeftOut.JUST_STOPPED)
        for course, begin, end in placed:
            why = LeftOut.OTHER_DOSE if course.is_regular else LeftOut.AS_NEEDED
            self._leave_out(self.span(begin, end), why)
        if chosen.is_regular:
            self._paint_chosen(*self.ends_of(chosen), timing)

    def leave_out_changes(
        self, strata: Sequence[int], others: Iterable[Course], supplements: Supplements
    ) -> None:
        """Leave out what another treatment has just begun or stopped before, where it matters."""
        before = LeftOut.BEFORE_START
        kinds = [
            BASELINE if why is before else kind
            for kind, why in zip(self.kinds, self.reasons, strict=True)
        ]
        known = set(zip(strata, kinds, strict=True))
        both = {it for it, kind in known if kind == TREATMENT and (it, BASELINE) in known}
        for other in others:
            begin, end = self.ends_of(other)
            timing = timing_of(other.treatment, supplements)
            changes = [self.span(begin, min(begin + timing.lag, end))]
            changes += [self.span(end, end + timing.wash_out)] if other.end is not None else []
            for night in chain.from_iterable(changes):
                if strata[night] in both and kinds[night] != LEFT_OUT:
                    self._leave_out(range(night, night + 1), LeftOut.OTHER_CHANGED)

    def _paint_chosen(self, begin: int, end: int, timing: Timing) -> None:
        span = self.span(begin, end)
        _fill(self.kinds, span, TREATMENT)
        _fill(self.reasons, span, None)
        if timing.steady_from is not None:
            steady = min(begin + timing.steady_from - 1, end)
            _fill(self.marks, self.span(begin, steady), Mark.BUILDING_UP)
            _fill(self.marks, self.span(steady, end), Mark.STEADY)
        self._leave_out(self.span(begin, min(begin + timing.lag, end)), LeftOut.JUST_BEGUN)

    def _leave_out(self, span: range, why: LeftOut) -> None:
        _fill(self.kinds, span, LEFT_OUT)
        _fill(self.reasons, span, why)
        _fill(self.marks, span, None)


def _fill(values: list[V], span: range, value: V) -> None:
    values[span.start : span.stop] = [value] * len(span)
