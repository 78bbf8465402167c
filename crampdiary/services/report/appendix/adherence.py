"""All that was taken: each treatment period, its doses, reasons and notes; medicines, conditions.

What the page has no room for is found here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from crampdiary.charts.adherence import ADHERENCE, AdherenceData
from crampdiary.charts.timeline import TimelineData
from crampdiary.domain.catalogues.dose_units import nutrient_facts
from crampdiary.domain.choices import ReportPart
from crampdiary.domain.ingredients import Ingredient
from crampdiary.domain.phrases import day_words, dose_words, number_words
from crampdiary.domain.ports import Clock, Diary
from crampdiary.domain.records import Condition, Dose, Phase, Treatment
from crampdiary.domain.units import read_unit
from crampdiary.reports.page import Appendix, Block, Column, Grid, Section
from crampdiary.services.catalogues import catalogues_of
from crampdiary.services.charts import adherence
from crampdiary.services.insights import known_things
from crampdiary.services.report.appendix.dose_rows import COLUMNS, dose_rows
from crampdiary.services.report.appendix.pictures import pictures
from crampdiary.services.report.medicines import medicine_lines
from crampdiary.services.report.style import style_of
from crampdiary.services.report.treatments import period_rows
from crampdiary.services.report.visit import Visit

TITLE = "Treatments and doses taken"
NOTHING = "No treatment, medicine or condition is in the diary."
PERIODS = "Treatment periods, cramps per week with 95 % interval"
NO_PERIODS = "No treatment was taken in the period of this report."
COUNTED = (
    "Nights are those recorded, of all nights of the row; they and cramps are counted within the "
    "period of this report. Rows side by side are no comparison, because other things change too."
)
WHOLE = "Doses taken are counted over the whole of each treatment period."
OTHER_PERIODS = "Before and after this period"
NO_DATES = "no dates recorded"
NOTES = "Reasons and notes"
DOSES = "Doses taken"
PLANNED = (
    "Doses that were planned count as taken unless something else was noted. Below is all that "
    "was noted, by the days of each month; in brackets, how many doses of the day."
)
MEDICINES, CONDITIONS = "Medicines", "Conditions"
_PERIODS = (
    Column(title="Treatment", share=1.2),
    Column(title="Dose", share=1.3),
    Column(title="From"),
    Column(title="To"),
    Column(title="Taken", is_number=True),
    Column(title="Nights", is_number=True),
    Column(title="Cramps per week", share=0.95),
    Column(title="At the same time", share=1.25),
)
_OTHERS = (
    Column(title="Treatment", share=1.4),
    Column(title="Dose", share=1.6),
    Column(title="From"),
    Column(title="To"),
)
_NOTED = (
    Column(title="Treatment", share=1),
    Column(title="From"),
    Column(title="Reason", share=1.3),
    Column(title="Note", share=2),
)
_HELD = (
    Column(title="Condition", share=1.5),
    Column(title="Since"),
    Column(title="Until"),
    Column(title="Note", share=2.5),
)
Course = tuple[Treatment, Sequence[Phase]]


def adherence_appendix(diary: Diary, clock: Clock, visit: Visit) -> Appendix:
    """Return all treatments with their periods and doses, medicines and conditions."""
    drawn = adherence.read(diary, clock, visit.first, visit.last)
    courses, conditions = drawn.treatments, diary.records(Condition)
    if not courses and not conditions:
        return Appendix(part=ReportPart.ADHERENCE, title=TITLE, blocks=(NOTHING,))
    told = [dose for dose in drawn.doses if visit.first <= dose.day <= visit.last]
    medicines = medicine_lines(
        courses, visit.first, max(visit.last, visit.on), catalogues_of(diary).medicines
    )
    return Appendix(
        part=ReportPart.ADHERENCE,
        title=TITLE,
        blocks=(
            *_periods(diary, drawn, visit),
            *_others(courses, visit.first, visit.last),
            *_reasons(courses),
            *_doses(drawn, told, visit),
            *_listed(MEDICINES, medicines),
            *_conditions(conditions),
        ),
    )


def _periods(diary: Diary, drawn: AdherenceData, visit: Visit) -> Iterator[Block]:
    """Yield every period that touches the nights of the report, earliest first."""
    data = TimelineData(
        first=visit.first,
        last=visit.last,
        nights=drawn.nights,
        treatments=drawn.treatments,
        labs=(),
        known=known_things(diary),
    )
    doses = [dose for dose in drawn.doses if dose.day <= visit.last]
    rows, reach_beyond = period_rows(data, doses)
    yield Section(title=PERIODS)
    if not rows:
        yield NO_PERIODS
        return
    yield Grid(
        columns=_PERIODS,
        rows=tuple(
            (
                row.treatment,
                _joined(row.dose, row.note),
                row.first,
                row.last,
                row.taken,
                row.recorded,
                row.rate,
                row.overlaps.removeprefix("overlaps "),
            )
            for row in sorted(rows, key=lambda row: row.starts_on)
        ),
    )
    yield f"{COUNTED} {WHOLE}" if reach_beyond else COUNTED


def _joined(*parts: str) -> str:
    return "; ".join(part for part in parts if part)


def _others(courses: Sequence[Course], first: date, last: date) -> Iterator[Block]:
    """Yield the periods that lie wholly outside, and the treatments without any."""
    outside = [
        (treatment, phase)
        for treatment, phases in courses
        for phase in phases
        if phase.start > last or (phase.end is not None and phase.end < first)
    ]
    lines = [
        (
            treatment.name,
            dose_words(phase),
            _day(phase.start),
            "ongoing" if phase.end is None else _day(phase.end),
        )
        for treatment, phase in sorted(outside, key=lambda one: (one[1].start, one[0].name))
    ]
    lines += [(treatment.name, NO_DATES, "", "") for treatment, phases in courses if not phases]
    if lines:
        yield Section(title=OTHER_PERIODS)
        yield Grid(columns=_OTHERS, rows=tuple(lines))


def _reasons(courses: Sequence[Course]) -> Iterator[Block]:
    """Yield what each contains, why it was taken and what was noted of it, in full."""
    rows = [
        row
        for treatment, phases in courses
        for row in (
            (treatment.name, "", "", _noted(_contents_words(treatment), treatment.note)),
            *(
                (
                    treatment.name,
                    _day(phase.start),
                    phase.reason.strip(),
                    _noted(phase.form, phase.note),
                )
                for phase in phases
            ),
        )
        if any(row[2:])
    ]
    if rows:
        yield Section(title=NOTES)
        yield Grid(columns=_NOTED, rows=tuple(rows))


def _noted(what: str, note: str) -> str:
    return ". ".join(part.strip() for part in (what, note) if part.strip())


def _contents_words(treatment: Treatment) -> str:
    contents = ", ".join(map(_ingredient_words, treatment.contents))
    return f"One contains {contents}" if contents else ""


def _ingredient_words(one: Ingredient) -> str:
    """Return "400 IU vitamin D"; a unit that is only somebody's own word says nothing."""
    name = nutrient_facts()[one.nutrient].name
    is_known = read_unit(one.unit).is_known
    return f"{number_words(one.amount)} {one.unit.strip()} {name}" if is_known else name


def _doses(drawn: AdherenceData, told: Sequence[Dose], visit: Visit) -> Iterator[Block]:
    """Yield the chart of doses taken, and the days on which it was otherwise than planned."""
    if ADHERENCE.too_little(drawn):
        return
    yield Section(title=DOSES)
    courses = [
        course for course in drawn.treatments if any(map(drawn.drawn.holds_part_of, course[1]))
    ]
    yield from pictures(ADHERENCE, drawn, style_of(visit), courses, _with_courses)
    if told:
        yield PLANNED
        yield Grid(columns=COLUMNS, rows=tuple(dose_rows(drawn.treatments, told)))


def _with_courses(data: AdherenceData, courses: Sequence[Course]) -> AdherenceData:
    return replace(data, treatments=courses)


def _listed(title: str, lines: Sequence[str]) -> Iterator[Block]:
    if lines:
        yield Section(title=title)
        yield from lines


def _conditions(conditions: Sequence[Condition]) -> Iterator[Block]:
    if conditions:
        yield Section(title=CONDITIONS)
        yield Grid(
            columns=_HELD,
            rows=tuple(
                (
                    one.name,
                    "" if one.since is None else _day(one.since),
                    "" if one.until is None else _day(one.until),
                    one.note.strip(),
                )
                for one in conditions
            ),
        )


def _day(day: date) -> str:
    return day_words(day, year=True)
