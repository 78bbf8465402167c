"""Red flags about what is taken: much vitamin D, what acts on each other, cramps after a start.

Dates and amounts stand side by side; nothing here says what brought on a person's cramps.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from crampdiary.domain.catalogues.catalogue import substance_of
from crampdiary.domain.catalogues.dose_units import amount_words
from crampdiary.domain.catalogues.notes import note_rules
from crampdiary.domain.choices import TreatmentKind
from crampdiary.domain.good_to_know import KnownThings, notes_for
from crampdiary.domain.intakes import DailyTotal, daily_totals
from crampdiary.domain.nights import ONE_DAY, NightState
from crampdiary.domain.records import Condition, LabResult, Treatment
from crampdiary.services.catalogues import Catalogues
from crampdiary.services.note_values import last_values
from crampdiary.services.report.flagged import Flagged
from crampdiary.services.report.medicines import ASSOCIATED

# A cramp "began within three months of a new medicine" (Garrison 2012 looked at a year; see
# `new_medicine` in the catalogue) only where it is known that there was none before: on at least
# so many recorded nights, which is our own convention.
NEW_MEDICINE = timedelta(days=91)
QUIET_NIGHTS = 28

_MUCH_VITAMIN_D = "d_high_own"
_BESIDE = {
    "k_warfarin": "Vitamin K beside warfarin or the like",
    "mg_kidney": "Magnesium with kidney disease or an eGFR below 60",
    "k_kidney": "Potassium with kidney disease or an eGFR below 60",
}


def much_vitamin_d(found: Flagged, catalogues: Catalogues) -> Iterator[str]:
    """Yield the most vitamin D a day of the period, where nobody prescribed all above the limit."""
    (rule,) = (rule for rule in note_rules() if rule.key == _MUCH_VITAMIN_D)
    limit = rule.above
    above = [
        total
        for day in _changes(found)
        for total in daily_totals(found.courses, day, supplements=catalogues.supplements)
        if total.nutrient in rule.nutrients
        and limit is not None
        and total.amount > limit
        and not total.is_prescribed_course
    ]
    most = max(above, key=lambda total: total.amount, default=None)
    if most is not None and limit is not None:
        names = dict.fromkeys(part.treatment.name for part in most.parts)
        yield (
            f"More than {amount_words(limit, most.unit)} of vitamin D a day, {_who(most)}: "
            f"{amount_words(most.amount, most.unit)} ({', '.join(names)})"
        )


def _who(total: DailyTotal) -> str:
    is_part = any(part.phase.prescribed for part in total.parts)
    return "only part of it prescribed" if is_part else "no prescriber noted"


def beside_each_other(found: Flagged, catalogues: Catalogues) -> Iterator[str]:
    """Yield what was taken beside what acts on it, on any day of the period."""
    known = KnownThings(
        supplements=catalogues.supplements,
        medicines=catalogues.medicines,
        conditions=catalogues.conditions,
        rules=tuple(rule for rule in note_rules() if rule.key in _BESIDE),
    )
    conditions = found.diary.records(Condition)
    last = found.span.nights[-1].night
    labs = last_values(found.diary.records(LabResult, last=last + ONE_DAY), catalogues)
    told: dict[str, dict[str, None]] = {}
    for day in _changes(found, conditions):
        for note in notes_for(found.courses, on=day, known=known, conditions=conditions, labs=labs):
            about = (treatment.name for treatment in note.treatments)
            told.setdefault(note.key, {}).update(dict.fromkeys(about))
    for key, words in _BESIDE.items():
        if key in told:
            yield f"{words}: {', '.join(told[key])}"


def _changes(found: Flagged, conditions: Iterable[Condition] = ()) -> list[date]:
    """Return the first day, and those of the period on which something began."""
    first, last = found.span.nights[0].night, found.span.nights[-1].night
    starts = {phase.start for _, phases in found.courses for phase in phases}
    starts |= {condition.since for condition in conditions if condition.since is not None}
    return sorted({first, *(day for day in starts if first <= day <= last)})


def began_after_a_medicine(found: Flagged, catalogues: Catalogues) -> Iterator[str]:
    """Yield the first cramps of the diary beside a medicine that was begun in the months before.

    Only medicines count that are known beside cramps, and only first cramps after enough nights
    that are recorded as without.
    """
    began = min((cramp.night for cramp in found.span.cramps), default=None)
    if began is None:
        return
    begun = [
        (treatment.name, start)
        for treatment, phases in found.courses
        if _is_associated(treatment, catalogues)
        and phases
        and (start := min(phase.start for phase in phases)) <= began <= start + NEW_MEDICINE
    ]
    # Whether there were cramps before is asked last: it looks through the whole diary.
    if not begun or not _is_first(found, began):
        return
    for name, start in begun:
        yield (
            f"Cramps first recorded in the night of {found.days.words(began)}; {name} was begun on "
            f"{found.days.words(start)}"
        )


def _is_associated(treatment: Treatment, catalogues: Catalogues) -> bool:
    medicine = substance_of(treatment, catalogues.medicines)
    is_known = medicine is not None and medicine.evidence in ASSOCIATED
    return treatment.type is TreatmentKind.MEDICINE and is_known


def _is_first(found: Flagged, night: date) -> bool:
    """Tell whether enough nights before are recorded, and all of them as without cramps."""
    known = found.diary.recorded_range()
    if known is None or known[0] >= night:
        return False
    before = found.diary.night_counts(known[0], night - ONE_DAY)
    quiet = sum(one.state is NightState.WITHOUT_CRAMPS for one in before)
    return quiet >= QUIET_NIGHTS and not any(one.state is NightState.WITH_CRAMPS for one in before)
