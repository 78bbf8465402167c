"""Every night of the period, drawn: first a square each, then a row each with its cramps."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby

from crampdiary.charts.calendar import CALENDAR, CalendarData
from crampdiary.charts.chart import coverage_of, span_words
from crampdiary.charts.labels import plural
from crampdiary.charts.night_raster import NIGHT_RASTER, NightRasterData
from crampdiary.charts.style import ChartStyle
from crampdiary.domain.choices import ReportPart
from crampdiary.domain.nights import NightCount, NightState
from crampdiary.domain.ports import Clock, Diary
from crampdiary.reports.page import Appendix, Block, Section
from crampdiary.services.charts import night_raster
from crampdiary.services.report.appendix.pictures import nothing_words, parts_of, picture
from crampdiary.services.report.page import NOTHING_RECORDED
from crampdiary.services.report.style import style_of
from crampdiary.services.report.visit import Visit

TITLE = "Every night"
UNKNOWN = (
    "A night that is not recorded is unknown, never a night without cramps; it is drawn hatched or "
    "shaded."
)
NONE_RECORDED = "No night is recorded."
# A row is then about 1.5 millimetres high, and over many years still 0.8.
_NIGHTS_A_PICTURE, _NIGHTS_OF_MANY = 92, 184
_MANY_NIGHTS = 2 * 366
# Room is left for it below the calendar of a year or two.
_OVERVIEW_IN = 5.2


def nights_appendix(diary: Diary, clock: Clock, visit: Visit) -> Appendix:
    """Return the calendar of the whole period and the raster in parts that can be read."""
    data = night_raster.read(diary, clock, visit.first, visit.last)
    calendar = CalendarData(first=visit.first, last=visit.last, nights=data.nights)
    if CALENDAR.too_little(calendar):
        return Appendix(part=ReportPart.NIGHTS, title=TITLE, blocks=(NOTHING_RECORDED,))
    style = style_of(visit)
    return Appendix(
        part=ReportPart.NIGHTS,
        title=TITLE,
        blocks=(
            f"{counts_words(data.nights, visit.first, visit.last)} {UNKNOWN}",
            picture(CALENDAR, calendar, style),
            *_overview(data, style),
            *_rasters(data, style),
        ),
    )


def counts_words(nights: Sequence[NightCount], first: date, last: date) -> str:
    """Return how many nights there are of each kind, in a sentence."""
    by_state = {state: sum(night.state is state for night in nights) for state in NightState}
    coverage = coverage_of(nights, first, last)
    said = [
        f"{plural(by_state[NightState.WITH_CRAMPS], 'night')} with cramps",
        f"{by_state[NightState.WITHOUT_CRAMPS]:,} without",
        *(
            f"{by_state[state]:,} {words}"
            for state, words in (
                (NightState.DONT_REMEMBER, "not remembered"),
                (NightState.NOT_TRACKING, "not tracked"),
            )
            if by_state[state]
        ),
        f"{by_state[NightState.NOT_RECORDED]:,} not recorded",
    ]
    return f"{coverage.span_words}, {coverage.words}: {', '.join(said)}."


def _overview(data: NightRasterData, style: ChartStyle) -> Iterator[Block]:
    """Yield all nights in one raster of wider rows, where the rows of nights need several."""
    if _count(data) > 1 and not NIGHT_RASTER.too_little(data):
        yield picture(NIGHT_RASTER, data, style, most_in=_OVERVIEW_IN)


def _rasters(data: NightRasterData, style: ChartStyle) -> Iterator[Block]:
    """Yield each part below the nights that it has; stretches without a record are told as one."""
    for is_recorded, group in groupby(_parts(data), key=lambda it: it.coverage.nights_recorded > 0):
        parts = list(group)
        if not is_recorded:
            yield Section(title=span_words(parts[0].first, parts[-1].last))
            yield NONE_RECORDED
            continue
        for part in parts:
            yield Section(title=span_words(part.first, part.last))
            said = nothing_words(NIGHT_RASTER.too_little(part))
            yield said or picture(NIGHT_RASTER, part, style)


def _count(data: NightRasterData) -> int:
    """Return in how many parts the nights can be read."""
    length = (data.last - data.first).days + 1
    return -(-length // (_NIGHTS_A_PICTURE if length <= _MANY_NIGHTS else _NIGHTS_OF_MANY))


def _parts(data: NightRasterData) -> Iterator[NightRasterData]:
    """Yield the nights in parts of nearly the same length."""
    for nights in parts_of(data.nights, _count(data)):
        first, last = nights[0].night, nights[-1].night
        cramps = [one for one in data.cramps if first <= one.night <= last]
        yield replace(data, first=first, last=last, nights=nights, cramps=cramps)
