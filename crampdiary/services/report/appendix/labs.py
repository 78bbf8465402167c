"""Every lab result of the diary as its laboratory wrote it: of the period, then all others."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from crampdiary.charts.labs import LABS, LabsData
from crampdiary.domain.choices import ReportPart
from crampdiary.domain.lab_verdicts import Band
from crampdiary.domain.nights import ONE_DAY
from crampdiary.domain.phrases import day_words, number_words, range_words, value_words
from crampdiary.domain.ports import Clock, Diary
from crampdiary.domain.records import LabResult
from crampdiary.reports.page import Appendix, Block, Column, Grid, Section
from crampdiary.services.catalogues import catalogues_of
from crampdiary.services.insights import known_things
from crampdiary.services.lab_readings import LabReading, LabRow
from crampdiary.services.labs import rows_of
from crampdiary.services.preferences import preferences
from crampdiary.services.report.appendix.pictures import pictures
from crampdiary.services.report.labs import CALCULATED, alarm_word
from crampdiary.services.report.style import style_of
from crampdiary.services.report.visit import Visit

TITLE = "All lab results"
NO_RESULTS = "No lab result is in the diary."
NONE_IN_PERIOD = "No lab result lies in the period of this report."
AS_WRITTEN = (
    "Values, units and ranges stand as each laboratory wrote them. High and low are against the "
    "laboratory's own range; without one, there is no such word."
)
ALARM = "A red flag is a value beyond a commonly used limit, whatever the range."
BANDS = (
    "The words deficient, insufficient and sufficient for 25-OH vitamin D are commonly used ones "
    "(below {low} ng/mL, up to {high}, above); where the laboratory's range says otherwise, they "
    "are left out."
)
IN_PERIOD, EARLIER, LATER = "In this period", "Earlier", "Later"
DRAWN = "All results over time"
_COLUMNS = (
    Column(title="Test", share=1.3),
    Column(title="Date"),
    Column(title="Result", share=1),
    Column(title="Against range"),
    Column(title="Lab's range", share=0.8),
    Column(title="In one unit", share=0.8),
    Column(title="Laboratory, notes", share=1.6),
)


def labs_appendix(diary: Diary, clock: Clock, visit: Visit) -> Appendix:
    """Return a table of each stretch of time, and all results drawn."""
    del clock
    results = diary.records(LabResult)
    if not results:
        return Appendix(part=ReportPart.LABS, title=TITLE, blocks=(NO_RESULTS,))
    told = preferences(diary)
    limits = (told.vitamin_d_deficient_below, told.vitamin_d_sufficient_above)
    catalogues = catalogues_of(diary)
    rows = rows_of(results, tests=catalogues.lab_tests, flags=catalogues.red_flags, limits=limits)
    said = [AS_WRITTEN]
    if any(reading.band for row in rows for reading in row.readings):
        low, high = map(number_words, limits)
        said.append(BANDS.format(low=low, high=high))
    if any(alarm_word(reading) for row in rows for reading in row.readings):
        said.append(ALARM)
    # The last night ends on the morning after, and a blood sample may be taken then.
    end = visit.last + ONE_DAY
    drawn = LabsData(
        first=min(result.taken_on for result in results),
        last=max(result.taken_on for result in results),
        labs=results,
        known=known_things(diary),
    )
    return Appendix(
        part=ReportPart.LABS,
        title=TITLE,
        blocks=(
            " ".join(said),
            Section(title=IN_PERIOD),
            _grid(rows, visit.first, end) or NONE_IN_PERIOD,
            *_titled(EARLIER, _grid(rows, date.min, visit.first - ONE_DAY)),
            *_titled(LATER, _grid(rows, end + ONE_DAY, date.max)),
            Section(title=DRAWN),
            *pictures(LABS, drawn, style_of(visit), drawn.tests, _with_tests),
        ),
    )


def _with_tests(data: LabsData, tests: Sequence[Sequence[LabResult]]) -> LabsData:
    return replace(data, labs=[result for results in tests for result in results])


def _titled(title: str, grid: Grid | None) -> Iterator[Block]:
    if grid is not None:
        yield Section(title=title)
        yield grid


def _grid(rows: Iterable[LabRow], first: date, last: date) -> Grid | None:
    """Return the results of some days, each test's together and oldest first."""
    lines = tuple(
        _line(row, reading)
        for row in rows
        for reading in row.readings
        if first <= reading.taken_on <= last
    )
    return Grid(columns=_COLUMNS, rows=lines) if lines else None


def _line(row: LabRow, reading: LabReading) -> tuple[str, ...]:
    result, day = reading.result, day_words(reading.taken_on, year=True)
    inside = f"{reading.text} {row.unit}".strip()
    if result is None:
        return (row.test, day, inside, alarm_word(reading), "", "", CALCULATED)
    alarm = alarm_word(reading)
    # "Sufficient" beside a value of vitamin D that is far too high would belie it.
    is_belied = alarm and reading.band is Band.SUFFICIENT
    words = (reading.flag, "" if is_belied else str(reading.band or ""), alarm)
    return (
        result.test,
        day,
        value_words(result),
        ", ".join(word for word in words if word),
        range_words(result),
        inside if reading.is_converted else "",
        _notes(result),
    )


def _notes(result: LabResult) -> str:
    fasting = {None: "", True: "fasting", False: "not fasting"}[result.fasting]
    said = ", ".join(part for part in (result.laboratory.strip(), fasting) if part)
    note = result.note.strip()
    return f"{said}. {note}" if said and note else said or note
