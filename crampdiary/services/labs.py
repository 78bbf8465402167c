"""Lab results as window, command line, charts and report show them; adding and changing them.

One row a test, in one unit. Values that came in another unit are converted and say so; what cannot
be told in the row's unit never joins its series but stands in a row of its own.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from crampdiary.domain.catalogues.flags import RedFlag, RedFlags, Urgency
from crampdiary.domain.catalogues.lab_tests import LabTests
from crampdiary.domain.catalogues.matching import fold
from crampdiary.domain.changes import Change
from crampdiary.domain.corrected_calcium import (
    CALCIUM,
    CORRECTED,
    CorrectedCalcium,
    corrected_calciums,
)
from crampdiary.domain.errors import AlreadyRecordedError, UnlikelyValueError
from crampdiary.domain.lab_checks import Doubt, check_result, doubt_about
from crampdiary.domain.lab_values import Converted, fitting_test, shown_number
from crampdiary.domain.lab_verdicts import BandLimits, Verdict, red_flag_for
from crampdiary.domain.phrases import day_words, value_words
from crampdiary.domain.ports import Clock, Diary
from crampdiary.domain.records import LabResult
from crampdiary.domain.units import read_unit
from crampdiary.services import entries
from crampdiary.services.catalogues import catalogues_of
from crampdiary.services.lab_entry import recorded_already
from crampdiary.services.lab_readings import LabReading, LabRow, row_of, with_trends
from crampdiary.services.preferences import preferences
from crampdiary.services.retest import part_of_month, retest

CORRECTED_WORDS = "corrected for albumin, calculated"


@dataclass(frozen=True, slots=True, kw_only=True)
class WorthACall:
    """The newest value of a test, and the sentence it calls for.

    The sentences are still to be reviewed by a clinician (see `domain.catalogues.flags`).
    """

    row: LabRow
    reading: LabReading
    flag: RedFlag


def lab_rows(diary: Diary) -> tuple[LabRow, ...]:
    """Return all results of a diary as rows, in the order of the catalogue, others by name."""
    catalogues, told = catalogues_of(diary), preferences(diary)
    return rows_of(
        diary.records(LabResult),
        tests=catalogues.lab_tests,
        flags=catalogues.red_flags,
        limits=(told.vitamin_d_deficient_below, told.vitamin_d_sufficient_above),
    )


def rows_of(
    results: Iterable[LabResult], *, tests: LabTests, flags: RedFlags, limits: BandLimits
) -> tuple[LabRow, ...]:
    """Return results as rows; `limits` are those of 25-OH vitamin D in ng/mL."""
    ordered = sorted(results, key=lambda one: (one.taken_on, str(one.id)))
    groups: dict[tuple[str, str], list[LabResult]] = {}
    for result in ordered:
        groups.setdefault(_series_key(result, tests), []).append(result)
    rows = [row_of(group, tests=tests, flags=flags, limits=limits) for group in groups.values()]
    rows.sort(key=lambda row: (tests.rank(row.test), fold(row.test), row.unit))
    found: list[LabRow] = []
    for row in rows:
        found.append(row)
        if _key(row) == CALCIUM and row.latest.canonical is not None:
            found += _corrected_rows(row, ordered, tests, flags)
    return tuple(found)


def worth_a_call(rows: Sequence[LabRow]) -> tuple[WorthACall, ...]:
    """Return what the newest values call for, the most urgent first.

    A calculated value speaks only while nothing newer was measured of what it is calculated from.
    """
    order = list(Urgency)
    newest = {_key(row): row.latest.taken_on for row in rows if row.latest.canonical is not None}
    found = [
        WorthACall(row=row, reading=row.latest, flag=row.latest.red_flag)
        for row in rows
        if row.latest.red_flag is not None
        and not (row.is_calculated and newest.get(CALCIUM) != row.latest.taken_on)
    ]
    return tuple(sorted(found, key=lambda one: order.index(one.flag.urgency)))


def reading_words(row: LabRow, reading: LabReading) -> str:
    """Return a reading in full: "Potassium, 14 Jul 2026: 3.4 mmol/L, low, the lab's range ...".

    A converted value says what the laboratory wrote; a trend says what it is against.
    """
    said = [f"{reading.text} {row.unit}".strip()]
    result = reading.result
    if result is not None and reading.is_converted:
        sign = f"{result.comparator} " if result.comparator else ""
        said.append(f"converted from {sign}{result.value:f} {result.unit}".strip())
    if reading.flag:
        said.append(reading.flag)
    if reading.band is not None:
        said.append(f"commonly called {reading.band}")
    if reading.range_text:
        said.append(f"the lab's range {reading.range_text}")
    if reading.trend is not None and reading.before is not None:
        since = day_words(reading.before.taken_on, year=True)
        how = "the same as" if reading.trend == "same" else f"{reading.trend} from"
        said.append(f"{how} {reading.before.text} on {since}")
    name = f"Calcium {CORRECTED_WORDS}" if row.is_calculated else row.test
    return f"{name}, {day_words(reading.taken_on, year=True)}: {', '.join(said)}"


def retest_hint(diary: Diary, today: date) -> str:
    """Return when a test of 25-OH vitamin D tells most, or nothing; information, never a demand."""
    catalogues = catalogues_of(diary)
    found = retest(
        entries.treatments(diary),
        diary.records(LabResult),
        today,
        supplements=catalogues.supplements,
        tests=catalogues.lab_tests,
    )
    if found is None:
        return ""
    when = part_of_month(found.day, today)
    return f"After the change of dose, a test of 25-OH vitamin D tells most from {when} on."


def add_results(
    diary: Diary, clock: Clock, results: Sequence[LabResult], *, confirmed: Collection[UUID] = ()
) -> tuple[Change, ...]:
    """Store new results together, or none of them.

    Raises `InvalidValueError` for what cannot be (a day in the future, a value out of all bounds, a
    unit that the test does not have), and `UnlikelyValueError` for a value that is worth a
    question, or `AlreadyRecordedError` for what the diary says of that day already, unless the ids
    of these results are among the `confirmed` ones.
    """
    tests = catalogues_of(diary).lab_tests
    for position, result in enumerate(results):
        _check(result, tests, position=position, is_confirmed=result.id in confirmed)
    _check_new(diary, results, tests, confirmed)
    return entries.add(diary, clock, *results)


def change_result(
    diary: Diary, clock: Clock, before: LabResult, after: LabResult, *, confirmed: bool = False
) -> tuple[Change, ...]:
    """Replace a result by its changed self; raises as `add_results` does.

    Test, value and unit that stayed as they were are not questioned again.
    """
    if _measured(before) != _measured(after):
        tests = catalogues_of(diary).lab_tests
        _check(after, tests, position=0, is_confirmed=confirmed)
    return entries.change(diary, clock, before, after)


def question_about(result: LabResult, tests: LabTests) -> Doubt | None:
    """Return what to ask about a new result before it is kept, None where nothing is unlikely.

    Raises `InvalidValueError` for a value that is not possible, or a unit the test does not have.
    """
    check_result(result, tests)
    return doubt_about(result, tests)


def _check(result: LabResult, tests: LabTests, *, position: int, is_confirmed: bool) -> None:
    doubt = question_about(result, tests)
    if doubt is not None and not is_confirmed:
        raise UnlikelyValueError(question=doubt.sentence, unit=doubt.unit, position=position)


def _check_new(
    diary: Diary, results: Sequence[LabResult], tests: LabTests, confirmed: Collection[UUID]
) -> None:
    days = {result.taken_on for result in results}
    known = [one for one in diary.records(LabResult) if one.taken_on in days]
    found = {
        position: stored
        for position, result in enumerate(results)
        if result.id not in confirmed
        and (stored := recorded_already(result, known, tests)) is not None
    }
    if found:
        first = next(iter(found.values()))
        day = day_words(first.taken_on, year=True)
        raise AlreadyRecordedError(
            known=f"{first.test} {value_words(first)} of {day}", positions=tuple(found)
        )


def _measured(result: LabResult) -> tuple[object, ...]:
    return result.test, result.comparator, result.value, result.unit


def _series_key(result: LabResult, tests: LabTests) -> tuple[str, str]:
    """Return what results of one row have in common; a unit that does not fit is a row apart."""
    fitting = fitting_test(result, tests)
    if fitting is not None:
        return fitting.key, ""
    test, unit = tests.find(result.test), read_unit(result.unit)
    name = " ".join(result.test.split()).casefold() if test is None else test.key
    # Names may have no letters at all, and units that nobody knows are told by theirs alone.
    return name, f"in {unit.symbol}"


def _key(row: LabRow) -> str:
    return "" if row.entry is None else row.entry.key


def _corrected_rows(
    calcium: LabRow, results: Sequence[LabResult], tests: LabTests, flags: RedFlags
) -> list[LabRow]:
    """Return the calculated row below a row of calcium, where albumin was measured with it."""
    entry = tests.by_key(CORRECTED)
    found = {one.calcium_id: one for one in corrected_calciums(results, tests)}
    readings = [
        _calculated(found[reading.result.id], calcium.unit, flags)
        for reading in calcium.readings
        if reading.result is not None and reading.result.id in found
    ]
    if entry is None or not readings:
        return []
    return [
        LabRow(
            test=entry.name,
            unit=calcium.unit,
            readings=with_trends(readings),
            entry=entry,
            is_calculated=True,
        )
    ]


def _calculated(found: CorrectedCalcium, unit: str, flags: RedFlags) -> LabReading:
    typed, test, wanted = found.value, found.value.test, read_unit(unit)
    known = test.to_conventional(typed.value, typed.unit)
    after = test.to_conventional(typed.value + typed.step, typed.unit)
    inside = test.from_conventional(known, wanted)
    return LabReading(
        taken_on=found.taken_on,
        shown=shown_number(inside, test.from_conventional(after, wanted) - inside),
        verdict=Verdict(),
        canonical=Converted(test=test, value=known, unit=test.unit, step=after - known),
        red_flag=red_flag_for(typed, flags),
    )
