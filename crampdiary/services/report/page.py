"""The doctor's page: what stands on it, counted from the diary and put into words."""

from dataclasses import replace
from datetime import date, timedelta

from crampdiary import __version__
from crampdiary.charts.chart import span_words
from crampdiary.charts.lab_series import split_labs
from crampdiary.charts.style import ChartStyle
from crampdiary.charts.timeline import TIMELINE, TimelineData, summary
from crampdiary.domain.choices import Provenance
from crampdiary.domain.nights import ONE_DAY, NightState
from crampdiary.domain.phrases import day_words
from crampdiary.domain.ports import Diary
from crampdiary.domain.records import Condition, Dose, LabResult
from crampdiary.reports.page import DoctorPage, Drawing
from crampdiary.services.catalogues import catalogues_of
from crampdiary.services.entries import treatments
from crampdiary.services.insights import known_things
from crampdiary.services.preferences import preferences
from crampdiary.services.report.days import ShortDays
from crampdiary.services.report.figures import DISTURBED_FROM, key_figures, share_words
from crampdiary.services.report.flagged import Flagged
from crampdiary.services.report.flags import flags_met
from crampdiary.services.report.hours import hours_in, hours_svg, hours_words
from crampdiary.services.report.labs import lab_table
from crampdiary.services.report.medicines import condition_lines, medicine_lines
from crampdiary.services.report.span import Span, read_span
from crampdiary.services.report.style import style_of
from crampdiary.services.report.treatments import changing, period_rows
from crampdiary.services.report.visit import Visit

NOTHING_RECORDED = "Nothing was recorded in these nights."
FOOTER = (
    "Kept by the patient with Cramp Diary {version}. Rates count recorded nights only. "
    "Intervals are 95 %, exact for independent cramps, too narrow where cramps come in spells. "
    "A change after starting a treatment may have other reasons."
)


def doctor_page(diary: Diary, visit: Visit) -> DoctorPage:
    """Return the page for a visit: its period against the equally long one before."""
    days = (visit.last - visit.first).days + 1
    span = read_span(diary, visit.first, visit.last)
    before = read_span(diary, visit.first - timedelta(days=days), visit.first - ONE_DAY)
    courses = treatments(diary)
    changed = changing(courses, visit.first, visit.last)
    # The last night ends on the morning after, and so may a blood sample be taken then.
    labs = diary.records(LabResult, first=visit.first, last=visit.last + ONE_DAY)
    data = TimelineData(
        first=visit.first,
        last=visit.last,
        nights=span.nights,
        treatments=changed,
        labs=[result for result in labs if result.taken_on <= visit.last],
        known=known_things(diary),
    )
    doses = diary.records(Dose, last=visit.last)
    periods, reach_beyond = period_rows(data, doses, is_short=True)
    lab_rows, labs_remark = lab_table(diary, labs, ShortDays(first=visit.first, last=visit.last))
    figures = key_figures(span, before)
    catalogues, until = catalogues_of(diary), max(visit.last, visit.on)
    hours = hours_in(span)
    short = ShortDays(first=visit.first, last=visit.last)
    questions = tuple(text.strip() for text in visit.questions if text.strip())
    chart, alt = _chart(
        data, style_of(visit), is_empty=not (span.rate.nights_recorded or periods or labs)
    )
    return DoctorPage(
        made_on=visit.on,
        visit=f"for a visit on {_day(visit.on)}",
        author=visit.name or "",
        identity=_identity(visit),
        period=f"{span_words(visit.first, visit.last)}, {_count(days, 'night')}",
        coverage=_coverage(span),
        banner="Demo diary: made-up entries" if preferences(diary).is_demo else "",
        figures=figures,
        remark=(
            _before(before, is_compared=any(figure.before for figure in figures))
            + f" Disturbed nights: sleep disturbed {DISTURBED_FROM} or more of 10."
        ),
        chart=chart,
        chart_alt=alt,
        periods=periods,
        periods_remark=(
            "Nights and cramps are counted within the period of this page, doses taken over the "
            "whole of each treatment period."
            if reach_beyond
            else ""
        ),
        labs=lab_rows,
        labs_remark=labs_remark,
        medicines=tuple(
            medicine_lines(courses, visit.first, until, catalogues.medicines, day=short.month_words)
        ),
        conditions=tuple(
            condition_lines(diary.records(Condition), visit.first, until, catalogues.conditions)
        ),
        questions=questions,
        flags=flags_met(Flagged(diary=diary, span=span, labs=labs, courses=courses, days=short)),
        hours=hours_words(hours),
        hours_svg=hours_svg(hours, style_of(visit)),
        footer=FOOTER.format(version=__version__),
    )


def _chart(data: TimelineData, style: ChartStyle, *, is_empty: bool) -> tuple[Drawing | None, str]:
    """Return the timeline and what it shows; nothing is drawn where nothing is recorded."""
    if is_empty:
        return None, NOTHING_RECORDED
    # All other results stand in the table below it.
    drawn = split_labs(data.labs, data.first, data.last, data.known)[:1]
    data = replace(data, labs=[result for results in drawn for result in results])
    return Drawing(chart=TIMELINE, data=data, style=style), summary(data)


def _before(before: Span, *, is_compared: bool) -> str:
    """Return which nights "before" speaks of, or that they are too few to compare with."""
    span = span_words(before.nights[0].night, before.nights[-1].night)
    is_one = before.length == 1
    nights = f"the night of {span}" if is_one else f"the {before.length:,} nights from {span}"
    return (
        f"Before: {nights}." if is_compared else f"Too little is recorded to compare with {nights}."
    )


def _day(day: date) -> str:
    return day_words(day, year=True)


def _count(number: int, one: str) -> str:
    return f"{number:,} {one}" if number == 1 else f"{number:,} {one}s"


def _identity(visit: Visit) -> str:
    if not visit.name:
        return ""
    return f"{visit.name}, born {visit.birth_year}" if visit.birth_year else visit.name


def _coverage(span: Span) -> tuple[str, ...]:
    by_state = {state: sum(night.state is state for night in span.nights) for state in NightState}
    recorded = span.rate.nights_recorded
    counted = (
        f"{recorded:,} recorded ({share_words(recorded, span.length)}), "
        f"{by_state[NightState.WITHOUT_CRAMPS]:,} of them without cramps; "
        f"{by_state[NightState.NOT_RECORDED]:,} not recorded"
        if recorded
        else "none of them recorded"
    )
    rest = [
        f"{by_state[state]:,} {words}"
        for state, words in (
            (NightState.DONT_REMEMBER, "not remembered"),
            (NightState.NOT_TRACKING, "not tracked"),
        )
        if by_state[state]
    ]
    if span.cramps:
        live = sum(cramp.provenance is Provenance.LIVE for cramp in span.cramps)
        rest.append(f"{share_words(live, len(span.cramps))} of the cramps logged live at night")
    return (counted, ", ".join(rest)) if rest else (counted,)
