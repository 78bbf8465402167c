"""Red flags that the diary meets, as facts with their limit for a doctor to weigh.

Limits are commonly used ones and the catalogue's; the wording, and which of them belong on a page,
are still to be reviewed by a clinician. Signs that a diary has no field for are never said to be
absent.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from crampdiary.domain.catalogues.catalogue import substance_of
from crampdiary.domain.catalogues.dose_units import amount_words
from crampdiary.domain.catalogues.flags import RedFlag, Urgency
from crampdiary.domain.catalogues.notes import note_rules
from crampdiary.domain.choices import TreatmentKind
from crampdiary.domain.good_to_know import KnownThings, notes_for
from crampdiary.domain.nights import ONE_DAY, NightState
from crampdiary.domain.phrases import duration_words, value_words
from crampdiary.domain.ports import Diary
from crampdiary.domain.records import Condition, LabResult, Phase, Treatment
from crampdiary.domain.units import read_unit
from crampdiary.services.catalogues import Catalogues, catalogues_of
from crampdiary.services.lab_readings import LabReading, LabRow
from crampdiary.services.labs import rows_of
from crampdiary.services.note_values import last_values
from crampdiary.services.preferences import preferences
from crampdiary.services.report.days import ShortDays
from crampdiary.services.report.span import Span

# A cramp that lasts longer is another thing than a night cramp (see `long_cramp` in the catalogue).
LONG_CRAMP_S = 600
# Of the last four weeks, and only where half of them are recorded.
MOST_NIGHTS_OF, MOST_NIGHTS_RECORDED = 28, 14
# A cramp "began within three months of a new medicine" (Garrison 2012 looked at a year; see
# `new_medicine`) only where it is known that there was none before.
NEW_MEDICINE = timedelta(days=91)
QUIET_NIGHTS = 28

_WORDS_OF_NOTE = {
    "d_high_own": "More than 4,000 IU of vitamin D a day without a prescriber: {what}",
    "k_warfarin": "Vitamin K beside warfarin or the like: {what}",
    "mg_kidney": "Magnesium with kidney disease or an eGFR below 60: {what}",
    "k_kidney": "Potassium with kidney disease or an eGFR below 60: {what}",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Flagged:
    """What flags are looked for in: a period of the diary, with all that is known of it."""

    diary: Diary
    span: Span
    labs: Sequence[LabResult]
    courses: Sequence[tuple[Treatment, Sequence[Phase]]]
    days: ShortDays


def flags_met(found: Flagged) -> tuple[str, ...]:
    """Return a line for each red flag that the period meets, values of the laboratory first."""
    catalogues = catalogues_of(found.diary)
    return (
        *_values(found, catalogues),
        *_long_cramps(found),
        *_most_nights(found),
        *_taken(found, catalogues),
        *_new_medicines(found, catalogues),
    )


def _values(found: Flagged, catalogues: Catalogues) -> Iterator[str]:
    told = preferences(found.diary)
    limits = (told.vitamin_d_deficient_below, told.vitamin_d_sufficient_above)
    rows = rows_of(
        found.labs, tests=catalogues.lab_tests, flags=catalogues.red_flags, limits=limits
    )
    met = [
        (row, reading, reading.red_flag)
        for row in rows
        for reading in row.readings
        if reading.red_flag is not None
    ]
    order = list(Urgency)
    met.sort(key=lambda one: one[1].taken_on, reverse=True)
    met.sort(key=lambda one: order.index(one[2].urgency))
    for row, reading, flag in met:
        yield (
            f"{_value(row, reading)}, {found.days.words(reading.taken_on)} "
            f"({_limit(flag, reading, catalogues)})"
        )


def _value(row: LabRow, reading: LabReading) -> str:
    if reading.result is None:
        return f"Corrected calcium {reading.text} {row.unit}, calculated"
    return f"{reading.result.test} {value_words(reading.result)}"


def _limit(flag: RedFlag, reading: LabReading, catalogues: Catalogues) -> str:
    """Return "red flag: below 3", in the unit that stands before it."""
    test = catalogues.lab_tests.by_key(flag.test)
    assert test is not None  # noqa: S101 - a flag was met by a value of its test
    written = test.unit if reading.result is None else read_unit(reading.result.unit)
    unit = written if test.can_be_in(written) else test.unit
    said = [
        f"{word} {amount_words(test.from_conventional(limit, unit), '')}".strip()
        for word, limit in (("below", flag.below), ("above", flag.above))
        if limit is not None
    ]
    return f"{'own limit' if flag.is_own else 'red flag'}: {' or '.join(said)}"


def _long_cramps(found: Flagged) -> Iterator[str]:
    lasting = [
        (cramp.night, cramp.measured_s)
        for cramp in found.span.cramps
        if cramp.measured_s is not None and cramp.measured_s > LONG_CRAMP_S
    ]
    if lasting:
        night, longest_s = max(lasting, key=lambda one: (one[1], one[0]))
        longest = f"{duration_words(longest_s)} in the night of {found.days.words(night)}"
        least = duration_words(LONG_CRAMP_S)
        if len(lasting) == 1:
            yield f"A cramp of more than {least}: {longest}"
        else:
            yield f"{len(lasting):,} cramps of more than {least}, the longest {longest}"


def _most_nights(found: Flagged) -> Iterator[str]:
    last = found.span.nights[-MOST_NIGHTS_OF:]
    if len(last) < MOST_NIGHTS_OF:
        return
    with_cramps = sum(night.state is NightState.WITH_CRAMPS for night in last)
    recorded = with_cramps + sum(night.state is NightState.WITHOUT_CRAMPS for night in last)
    if recorded >= MOST_NIGHTS_RECORDED and 2 * with_cramps > recorded:
        yield (
            f"Cramps on most nights: {with_cramps} of the {recorded} recorded of the last "
            f"{MOST_NIGHTS_OF} nights"
        )


def _taken(found: Flagged, catalogues: Catalogues) -> Iterator[str]:
    """Yield what was taken beside what, or above what, on any day on which something changed."""
    first, last = found.span.nights[0].night, found.span.nights[-1].night
    known = KnownThings(
        supplements=catalogues.supplements,
        medicines=catalogues.medicines,
        conditions=catalogues.conditions,
        rules=tuple(rule for rule in note_rules() if rule.key in _WORDS_OF_NOTE),
    )
    conditions = found.diary.records(Condition)
    labs = last_values(found.diary.records(LabResult, last=last + ONE_DAY), catalogues)
    told: dict[str, dict[str, None]] = {}
    for day in _changes(found.courses, conditions, first, last):
        for note in notes_for(found.courses, on=day, known=known, conditions=conditions, labs=labs):
            about = (treatment.name for treatment in note.treatments)
            told.setdefault(note.key, {}).update(dict.fromkeys(about))
    for key, words in _WORDS_OF_NOTE.items():
        if key in told:
            yield words.format(what=", ".join(told[key]))


def _changes(
    courses: Iterable[tuple[Treatment, Sequence[Phase]]],
    conditions: Iterable[Condition],
    first: date,
    last: date,
) -> list[date]:
    """Return the days on which a treatment or a condition began, and the first."""
    starts = {phase.start for _, phases in courses for phase in phases}
    starts |= {condition.since for condition in conditions if condition.since is not None}
    return sorted({first, *(day for day in starts if first <= day <= last)})


def _new_medicines(found: Flagged, catalogues: Catalogues) -> Iterator[str]:
    began = min((cramp.night for cramp in found.span.cramps), default=None)
    if began is None:
        return
    known = found.diary.recorded_range()
    before = [] if known is None else found.diary.night_counts(known[0], began - ONE_DAY)
    quiet = sum(night.state is NightState.WITHOUT_CRAMPS for night in before)
    is_first = not any(night.state is NightState.WITH_CRAMPS for night in before)
    if not is_first or quiet < QUIET_NIGHTS:
        return
    for treatment, phases in found.courses:
        medicine = substance_of(treatment, catalogues.medicines)
        start = min((phase.start for phase in phases), default=None)
        if (
            treatment.type is TreatmentKind.MEDICINE
            and medicine is not None
            and medicine.is_associated
            and start is not None
            and start <= began <= start + NEW_MEDICINE
        ):
            yield (
                f"Cramps first recorded in the night of {found.days.words(began)}; "
                f"{treatment.name} was begun on {found.days.words(start)}"
            )
