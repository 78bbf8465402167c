"""What came of a phase's planned doses by day, or by weeks where days are too narrow to see."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from crampdiary.charts.treatment_lanes import Range
from crampdiary.domain.adherence import Adherence, adherence_between, last_day_told
from crampdiary.domain.records import Dose, Phase

# A day, a week, four weeks, a quarter, a year.
_STEPS = (1, 7, 28, 91, 364)
_LEAST_PX = 4.0


@dataclass(frozen=True, slots=True, kw_only=True)
class DoseBin:
    """The doses of some days: `start` and `end` are days from the first drawn, end excluded."""

    start: int
    end: int
    found: Adherence


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseDoses:
    """A phase as far as it is drawn: from and to in days, what came of it in all, and its bins.

    Bins without a planned dose and without an extra one are left out.
    """

    phase: Phase
    start: int
    end: int
    found: Adherence
    bins: tuple[DoseBin, ...]


def days_per_bin(px_per_day: float) -> int:
    """Return the fewest days (1, 7, 28, 91 or 364) whose bar can still be seen."""
    return next((days for days in _STEPS if days * px_per_day >= _LEAST_PX), _STEPS[-1])


def bin_words(days: int) -> str:
    """Return "day", "week", "4 weeks", "13 weeks" or "52 weeks"."""
    weeks = days // _STEPS[1]
    return {0: "day", 1: "week"}.get(weeks, f"{weeks} weeks")


def phase_doses(
    phase: Phase, doses: Sequence[Dose], drawn: Range, today: date, days: int | None
) -> PhaseDoses:
    """Return what came of a phase within the drawn days, in bins of `days` from the first of them.

    `doses` are those of the phase's treatment; without `days` there are no bins. Days that have not
    come yet are in none.
    """
    start, end = drawn.clipped(phase)
    known = end
    if phase.every_days is not None:
        known = min(end, (last_day_told(phase, today) - drawn.first).days + 1)
    whole = adherence_between(phase, doses, *_days(drawn.first, start, known))
    bins = () if days is None else tuple(_bins(phase, doses, drawn.first, (start, known), days))
    return PhaseDoses(phase=phase, start=start, end=end, found=whole, bins=bins)


def _bins(
    phase: Phase, doses: Sequence[Dose], first: date, span: tuple[int, int], days: int
) -> Iterator[DoseBin]:
    start, end = span
    by_bin: dict[int, list[Dose]] = {}
    for dose in doses:
        by_bin.setdefault((dose.day - first).days // days, []).append(dose)
    for number in range(start // days, -(-end // days)):
        begin, until = max(start, number * days), min(end, (number + 1) * days)
        found = adherence_between(phase, by_bin.get(number, ()), *_days(first, begin, until))
        if found.planned or found.taken or found.extra:
            yield DoseBin(start=begin, end=until, found=found)


def _days(first: date, begin: int, until: int) -> tuple[date, date]:
    return first + timedelta(days=begin), first + timedelta(days=until - 1)
