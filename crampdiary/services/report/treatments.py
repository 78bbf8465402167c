"""What was taken, as the doctor's page says it: treatment periods with their rates, and medicines.

A medicine taken unchanged all through stands in the list of medicines alone: it cannot set one part
of the period against another.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from crampdiary.analysis.rate import Rate
from crampdiary.analysis.sentences.amounts import all_of
from crampdiary.charts.timeline import TimelineData
from crampdiary.domain.adherence import Adherence, adherence
from crampdiary.domain.catalogues.catalogue import substance_of
from crampdiary.domain.catalogues.dose_units import amount_words, nutrient_facts
from crampdiary.domain.catalogues.medicines import Medicines
from crampdiary.domain.choices import Nutrient, TreatmentKind
from crampdiary.domain.intakes import DailyAmount, nutrients_of
from crampdiary.domain.nights import ONE_DAY
from crampdiary.domain.phrases import choice_words, day_words, dose_words
from crampdiary.domain.records import Dose, Phase, Treatment
from crampdiary.reports.page import PeriodRow
from crampdiary.services.insights import PhaseRate, phase_rates
from crampdiary.services.report.days import ShortDays
from crampdiary.services.report.figures import share_words

Course = tuple[Treatment, Sequence[Phase]]
# So few doses are counted one by one; of more, the share is told.
_COUNTED_UP_TO = 14
_ELEMENTS = frozenset({Nutrient.MAGNESIUM, Nutrient.CALCIUM, Nutrient.POTASSIUM})


def changing(courses: Iterable[Course], first: date, last: date) -> list[Course]:
    """Return the treatments without the medicines that were taken unchanged all through."""
    return [course for course in courses if not _goes_on(course, first, last)]


def period_rows(data: TimelineData, doses: Iterable[Dose]) -> tuple[tuple[PeriodRow, ...], bool]:
    """Return a row for each phase that touches the nights, and whether one reaches beyond them.

    What still goes on comes first, then the latest start. Nights outside are not counted; `doses`
    (what was otherwise than planned) are, over the whole of each phase up to the last night.
    """
    told: dict[UUID, list[Dose]] = {}
    for dose in doses:
        told.setdefault(dose.treatment_id, []).append(dose)
    taken = sorted(
        phase_rates(data),
        key=lambda one: (one.nights.last == data.last, one.phase.start),
        reverse=True,
    )
    reaches_beyond = any(
        one.phase.start < data.first or (one.phase.end or data.last) > data.last for one in taken
    )
    rows = tuple(
        _period_row(
            one,
            taken,
            came=adherence(one.phase, told.get(one.treatment.id, ()), data.last + ONE_DAY),
            gives=nutrients_of(one.treatment, one.phase, data.known.supplements),
            days=ShortDays(first=data.first, last=data.last),
        )
        for one in taken
    )
    return rows, reaches_beyond


def medicine_lines(
    courses: Iterable[Course], first: date, last: date, known: Medicines
) -> list[str]:
    """Return a line for each medicine taken from `first` to `last`: its latest dose, since when.

    Behind it stands what kind of medicine it is, where that is known.
    """
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
        lines.append(", ".join(said) + _kind_words(treatment, known))
    return lines


def _day(day: date) -> str:
    return day_words(day, year=True)


def _goes_on(course: Course, first: date, last: date) -> bool:
    treatment, phases = course
    return treatment.type is TreatmentKind.MEDICINE and any(
        phase.start < first and (phase.end is None or phase.end > last) for phase in phases
    )


def _kind_words(treatment: Treatment, known: Medicines) -> str:
    """Return ": thiazide-like diuretic", or nothing where it is not known."""
    found = substance_of(treatment, known)
    if found is None or found.is_own or found.name.casefold() == treatment.name.casefold():
        return ""
    name, _, _ = found.name.partition(" (")
    is_abbreviation = name[1:2].isupper()
    return f": {name}" if is_abbreviation else f": {name[0].lower()}{name[1:]}"


def _period_row(
    one: PhaseRate,
    taken: Iterable[PhaseRate],
    *,
    came: Adherence,
    gives: Sequence[DailyAmount],
    days: ShortDays,
) -> PeriodRow:
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
        treatment=", ".join(filter(None, (name, choice_words([phase])))),
        dose=dose_words(phase),
        first=days.words(phase.start),
        last="ongoing" if phase.end is None else days.words(phase.end),
        recorded=f"{counted.nights_recorded:,} of {counted.nights_in_range:,}",
        rate=_rate_words(counted),
        overlaps=f"overlaps {all_of(sorted(others))}" if others else "",
        note=_note_words(phase, gives),
        taken=_taken_words(came),
    )


def _taken_words(came: Adherence) -> str:
    """Return "8 of 8" of a few doses, "94 %" of many, "5 times" as needed, or nothing."""
    if came.planned > _COUNTED_UP_TO:
        return share_words(came.taken, came.planned)
    if came.planned:
        return f"{came.taken} of {came.planned}"
    return f"{came.taken:,} \N{MULTIPLICATION SIGN}" if came.taken else ""


def _note_words(phase: Phase, gives: Sequence[DailyAmount]) -> str:
    """Return what the dose is a day where it does not say so: "= 7,143 IU a day"."""
    said = []
    for daily in gives:
        if daily.amount is None:
            continue
        facts = nutrient_facts()[daily.nutrient]
        is_element = daily.nutrient in _ELEMENTS
        if phase.times_a_day == 1 and phase.every_days == 1 and daily.amount == phase.dose:
            said.append("elemental" if is_element else "")
            continue
        name = facts.name if is_element or len(gives) > 1 else ""
        name = f"elemental {name}" if is_element else name
        said.append(f"= {amount_words(daily.amount, facts.unit)} {name} a day".replace("  ", " "))
    return ", ".join(filter(None, said))


def _rate_words(counted: Rate) -> str:
    if counted.cramps_per_week is None:
        cramps = "1 cramp" if counted.cramps == 1 else f"{counted.cramps:,} cramps"
        return f"{cramps}, too few nights for a rate"
    low, high = counted.cramps_per_week_low, counted.cramps_per_week_high
    return f"{counted.cramps_per_week:.1f} ({low:.1f} to {high:.1f})"
