"""How much of what was planned was taken: derived from the exceptions, never typed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from crampdiary.domain.choices import DoseStatus
from crampdiary.domain.nights import ONE_DAY
from crampdiary.domain.records import Dose, Phase
from crampdiary.domain.regimens import covers, intakes_on, planned_intakes

_WHOLE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Adherence:
    """The intakes of a phase on the days that have come.

    `late` ones are among the `taken`; `extra` ones stand apart. As needed nothing is planned, and
    `taken` is all that was noted. `share` is taken by planned, None where nothing was planned yet.
    """

    planned: int
    taken: int
    missed: int
    extra: int
    late: int

    @property
    def share(self) -> Fraction | None:
        """Return which part of the planned intakes was taken."""
        return Fraction(self.taken, self.planned) if self.planned else None


def adherence(phase: Phase, doses: Iterable[Dose], today: date) -> Adherence:
    """Return what came of a phase up to yesterday, or to its end where that has come.

    Today still lies open while the phase goes on. `doses` are those of the phase's treatment.
    """
    if phase.every_days is None:
        return adherence_between(phase, doses, phase.start, date.max)
    return adherence_between(phase, doses, phase.start, last_day_told(phase, today))


def last_day_told(phase: Phase, today: date) -> date:
    """Return the last day on which it is known what was taken: yesterday, or the phase's end."""
    return phase.end if phase.end is not None and phase.end <= today else today - ONE_DAY


def adherence_between(phase: Phase, doses: Iterable[Dose], first: date, last: date) -> Adherence:
    """Return what came of a phase on the days `first` to `last` (both included)."""
    told = [dose for dose in doses if covers(phase, dose.day) and first <= dose.day <= last]
    if phase.every_days is None:
        taken = sum(dose.count or 1 for dose in told if dose.status is DoseStatus.EXTRA)
        return Adherence(planned=0, taken=taken, missed=0, extra=0, late=0)
    planned = planned_intakes(phase, max(first, phase.start), last)
    missed = sum(_of_planned(phase, dose) for dose in told if dose.status is DoseStatus.MISSED)
    return Adherence(
        planned=planned,
        taken=planned - missed,
        missed=missed,
        extra=sum(dose.count or 1 for dose in told if dose.status is DoseStatus.EXTRA),
        late=sum(_of_planned(phase, dose) for dose in told if dose.status is DoseStatus.LATE),
    )


def adherence_words(found: Adherence) -> str:
    """Return "94 % taken (29 of 31)", "taken 5 times" as needed, or nothing where none was due.

    It is never rounded up to 100 % or down to 0 %.
    """
    if found.share is None:
        return {0: "", 1: "taken once"}.get(found.taken, f"taken {found.taken:,} times")
    percent = round(found.share * _WHOLE)
    if 0 < found.taken < found.planned:
        percent = min(max(percent, 1), _WHOLE - 1)
    extra = f", {found.extra:,} extra" if found.extra else ""
    return f"{percent} % taken ({found.taken:,} of {found.planned:,}){extra}"


def _of_planned(phase: Phase, dose: Dose) -> int:
    """Return how many of a day's planned intakes an exception is about."""
    planned = intakes_on(phase, dose.day)
    return planned if dose.count is None else min(dose.count, planned)
