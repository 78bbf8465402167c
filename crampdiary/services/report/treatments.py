"""What was taken when, as the doctor's page says it: treatment periods with their rates.

A medicine taken unchanged all through stands in the list of medicines alone: it cannot set one part
of the period against another.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from crampdiary.analysis.rate import Rate, rate
from crampdiary.analysis.sentences.amounts import all_of
from crampdiary.analysis.sentences.rates import rate_words
from crampdiary.charts.timeline import TimelineData
from crampdiary.domain.adherence import Adherence, adherence
from crampdiary.domain.catalogues.dose_units import amount_words, nutrient_facts
from crampdiary.domain.choices import Nutrient, TreatmentKind
from crampdiary.domain.intakes import DailyAmount, nutrients_of
from crampdiary.domain.nights import ONE_DAY
from crampdiary.domain.phrases import choice_words, dose_words
from crampdiary.domain.records import Dose, Phase, Treatment
from crampdiary.reports.page import PeriodRow
from crampdiary.services.insights import Nights, PhaseRate, phase_rates
from crampdiary.services.report.days import ShortDays
from crampdiary.services.report.figures import share_words

Course = tuple[Treatment, Sequence[Phase]]
# So few doses are counted one by one; of more, the share is told.
_COUNTED_UP_TO = 14
# On the page more names would take the room of other periods, whose dates say which overlap.
_NAMED_IN_SHORT = 2
# Shorter gaps between treatments are no period of their own.
_FREE_NIGHTS = 28
NONE_OF_THESE = "none of these"
_ELEMENTS = frozenset({Nutrient.MAGNESIUM, Nutrient.CALCIUM, Nutrient.POTASSIUM})


def changing(courses: Iterable[Course], first: date, last: date) -> list[Course]:
    """Return the treatments without the medicines that were taken unchanged all through."""
    return [course for course in courses if not _goes_on(course, first, last)]


def period_rows(
    data: TimelineData, doses: Iterable[Dose], *, is_short: bool = False
) -> tuple[tuple[PeriodRow, ...], bool]:
    """Return a row for each phase that touches the nights, and whether one reaches beyond them.

    The best recorded stretch without any comes first, since all others are read beside it, then
    what still goes on, then other nights without any, then the latest start. Nights outside are not
    counted; `doses` (what was otherwise than planned) are, over the whole of each phase up to the
    last night. With `is_short` many that overlap are counted and not named.
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
    days = ShortDays(first=data.first, last=data.last)
    rows = [
        _period_row(
            one,
            taken,
            came=adherence(one.phase, told.get(one.treatment.id, ()), data.last + ONE_DAY),
            gives=nutrients_of(one.treatment, one.phase, data.known.supplements),
            days=days,
            most_named=_NAMED_IN_SHORT if is_short else None,
        )
        for one in taken
    ]
    free = _free_rows(data, [one.nights for one in taken], days)
    going_on = sum(one.nights.last == data.last for one in taken)
    rows = [*free[:1], *rows[:going_on], *free[1:], *rows[going_on:]]
    return tuple(rows), reaches_beyond


def _free_rows(data: TimelineData, taken: Iterable[Nights], days: ShortDays) -> list[PeriodRow]:
    """Return rows of the longer stretches without any of the treatments, the best recorded first.

    One that is too little recorded for a rate is nothing to read others beside.
    """
    rated = [
        (nights, rate([it for it in data.nights if nights.first <= it.night <= nights.last]))
        for nights in _free(data, taken)
    ]
    rated = [one for one in rated if one[1].cramps_per_week is not None]
    rated.sort(key=lambda one: one[1].nights_recorded, reverse=True)
    return [
        PeriodRow(
            starts_on=nights.first,
            treatment=NONE_OF_THESE,
            dose="",
            first=days.words(nights.first),
            last=days.words(nights.last),
            recorded=_recorded_words(found),
            rate=rate_words(found),
        )
        for nights, found in rated
    ]


def _free(data: TimelineData, taken: Iterable[Nights]) -> list[Nights]:
    """Return the longer stretches in which no treatment was taken, earliest first."""
    found: list[Nights] = []
    begin = data.first
    for nights in sorted(taken, key=lambda one: one.first):
        found.append(Nights(first=begin, last=nights.first - ONE_DAY))
        begin = max(begin, nights.last + ONE_DAY)
    found.append(Nights(first=begin, last=data.last))
    # All nights without any treatment stand in the figures at the top already.
    whole = data.nights_in_range
    return [one for one in found if _FREE_NIGHTS <= (one.last - one.first).days + 1 < whole]


def _recorded_words(counted: Rate) -> str:
    return f"{counted.nights_recorded:,} of {counted.nights_in_range:,}"


def _goes_on(course: Course, first: date, last: date) -> bool:
    treatment, phases = course
    return treatment.type is TreatmentKind.MEDICINE and any(
        phase.start < first and (phase.end is None or phase.end > last) for phase in phases
    )


def _period_row(
    one: PhaseRate,
    taken: Iterable[PhaseRate],
    *,
    came: Adherence,
    gives: Sequence[DailyAmount],
    days: ShortDays,
    most_named: int | None,
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
        recorded=_recorded_words(counted),
        rate=rate_words(counted),
        overlaps=_overlap_words(sorted(others), most_named),
        note=_note_words(phase, gives),
        taken=_taken_words(came),
    )


def _overlap_words(others: Sequence[str], most_named: int | None) -> str:
    """Return "overlaps Magnesium and Vitamin D3", or of more than may be named how many."""
    if not others:
        return ""
    is_counted = most_named is not None and len(others) > most_named
    return f"overlaps {f'{len(others)} others' if is_counted else all_of(others)}"


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
