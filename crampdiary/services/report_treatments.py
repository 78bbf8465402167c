"""What was taken, as the doctor's page says it: treatment periods with their rates, and medicines.

A medicine taken unchanged all through stands in the list of medicines alone: it cannot set one part
of the period against another.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from crampdiary.analysis.rate import Rate
from crampdiary.charts.timeline import TimelineData
from crampdiary.domain.choices import TreatmentKind
from crampdiary.domain.phrases import day_words, dose_words
from crampdiary.domain.records import Phase, Treatment
from crampdiary.reports.page import PeriodRow
from crampdiary.services.insights import PhaseRate, phase_rates

Course = tuple[Treatment, Sequence[Phase]]


def changing(courses: Iterable[Course], first: date, last: date) -> list[Course]:
    """Return the treatments without the medicines that were taken unchanged all through."""
    return [course for course in courses if not _goes_on(course, first, last)]


def period_rows(data: TimelineData) -> tuple[tuple[PeriodRow, ...], bool]:
    """Return a row for each phase that touches the nights, and whether one reaches beyond them.

    What still goes on comes first, then the latest start. Nights outside are not counted.
    """
    taken = sorted(
        phase_rates(data),
        key=lambda one: (one.nights.last == data.last, one.phase.start),
        reverse=True,
    )
    reaches_beyond = any(
        one.phase.start < data.first or (one.phase.end or data.last) > data.last for one in taken
    )
    return tuple(_period_row(one, taken) for one in taken), reaches_beyond


def medicine_lines(courses: Iterable[Course], first: date, last: date) -> list[str]:
    """Return a line for each medicine taken from `first` to `last`: its latest dose, since when."""
    lines = []
    for treatment, phases in courses:
        taken = [
            one for one in phases if one.start <= last and (one.end is None or one.end >= first)
        ]
        if treatment.type is not TreatmentKind.MEDICINE or not taken:
            continue
        latest = taken[-1]
        said = [f"{treatment.name} {dose_words(latest)}", f"since {_day(latest.start)}"]
        if latest.end is not None:
            said.append(f"until {_day(latest.end)}")
        if phases[0].start < latest.start:
            said.append(f"first taken {_day(phases[0].start)}")
        lines.append(", ".join(said))
    return lines


def _day(day: date) -> str:
    return day_words(day, year=True)


def _goes_on(course: Course, first: date, last: date) -> bool:
    treatment, phases = course
    return treatment.type is TreatmentKind.MEDICINE and any(
        phase.start < first and (phase.end is None or phase.end > last) for phase in phases
    )


def _period_row(one: PhaseRate, taken: Iterable[PhaseRate]) -> PeriodRow:
    counted = one.rate
    others = {
        other.treatment.name
        for other in taken
        if other.treatment.id != one.treatment.id
        and other.nights.first <= one.nights.last
        and other.nights.last >= one.nights.first
    }
    name, phase = one.treatment.name, one.phase
    return PeriodRow(
        starts_on=phase.start,
        treatment=f"{name}, prescribed" if one.phase.prescribed else name,
        dose=dose_words(phase),
        first=_day(phase.start),
        last="ongoing" if phase.end is None else _day(phase.end),
        recorded=f"{counted.nights_recorded:,} of {counted.nights_in_range:,}",
        rate=_rate_words(counted),
        overlaps=f"overlaps {', '.join(sorted(others))}" if others else "",
    )


def _rate_words(counted: Rate) -> str:
    if counted.cramps_per_week is None:
        cramps = "1 cramp" if counted.cramps == 1 else f"{counted.cramps:,} cramps"
        return f"{cramps}, too few nights for a rate"
    low, high = counted.cramps_per_week_low, counted.cramps_per_week_high
    return f"{counted.cramps_per_week:.1f} ({low:.1f} to {high:.1f})"
