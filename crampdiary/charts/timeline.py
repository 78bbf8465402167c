"""The master timeline: cramps, treatments and lab results on one time axis.

Cheap to import: matplotlib and numpy load with the first figure.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from crampdiary.analysis.blocks import LEAST_RECORDED
from crampdiary.analysis.rate import MIN_RECORDED_NIGHTS, rate
from crampdiary.analysis.weeks import NightSeries, bins, night_series
from crampdiary.charts.boxes import Box
from crampdiary.charts.chart import Chart, Coverage, Size, Table, coverage_of
from crampdiary.charts.heading import Heading, with_span
from crampdiary.charts.hint import draw_hint
from crampdiary.charts.known import Known
from crampdiary.charts.lab_panel import draw_labs, scale_width_px
from crampdiary.charts.lab_series import (
    LabSeries,
    heading_notes,
    lab_lane,
    lab_series,
    split_labs,
)
from crampdiary.charts.labels import plural
from crampdiary.charts.lanes import Lane, draw_lane, name_width_px
from crampdiary.charts.layout import Parts, Plan, natural_height_px, plan
from crampdiary.charts.night_panel import NightPicture, draw_nights, notes, picture
from crampdiary.charts.sheet import Panel, Sheet, shorten, text_width_px
from crampdiary.charts.style import PX_PER_INCH, ChartStyle
from crampdiary.charts.time_axis import axis_height_px, draw_time_axis
from crampdiary.charts.treatment_lanes import Range, fitting, treatment_rows
from crampdiary.domain.errors import InvalidValueError
from crampdiary.domain.nights import NightCount
from crampdiary.domain.phrases import day_words
from crampdiary.domain.records import LabResult, Phase, Treatment

if TYPE_CHECKING:
    from matplotlib.figure import Figure

TITLE = "Cramps per week of recorded nights"
EMPTY = "Nothing is recorded here yet. Cramps, treatments and lab results will share one time line."
EARLY = (
    "{nights} recorded so far, and no cramp. "
    "The timeline begins with the first cramp, or with {least} recorded nights."
)
WIDTH_IN = 10.0
# A single night stretched over the whole width would look like a lot.
_SHORTEST_AXIS_NIGHTS = 14
_MARGIN_PX = 10
# More lines than this and they hide what they cross.
_MOST_START_LINES = 12
_NAMES_SHARE = 0.22
# In a low figure the notes give way to what is drawn, but for its n, its coverage and its interval.
_HEAD_SHARE = 0.3
_LEAST_NOTES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineData:
    """What a timeline shows: the nights from `first` to `last`, and what was taken and measured.

    Nights in the range that are not given are not recorded; whatever lies outside is not drawn.
    `known` reads names and units of what was taken and measured.
    """

    first: date
    last: date
    nights: Sequence[NightCount]
    treatments: Sequence[tuple[Treatment, Sequence[Phase]]] = ()
    labs: Sequence[LabResult] = ()
    known: Known = field(default_factory=Known)

    def __post_init__(self) -> None:
        """Check that the range runs forward."""
        if self.last < self.first:
            raise InvalidValueError(
                field="to",
                problem="ends_before_start",
                value=self.last,
                allowed=f"{self.first} or later",
            )

    @property
    def nights_in_range(self) -> int:
        """Return how many nights the range has."""
        return (self.last - self.first).days + 1

    @property
    def coverage(self) -> Coverage:
        """Return how many of the nights are recorded."""
        return coverage_of(self.nights, self.first, self.last)


def timeline(data: TimelineData, style: ChartStyle, size_in: Size | None = None) -> "Figure":
    """Return the figure, `size_in` inches wide and high (96 logical pixels an inch).

    Without a height it is as high as its rows want, and without a size 10 inches wide. In a height
    that is too small, rows are left out and the chart says how many.
    """
    return _Timeline(data, style, size_in or (WIDTH_IN, None)).draw()


def summary(data: TimelineData) -> str:
    """Return in one sentence what the timeline shows, for who cannot see it."""
    shown = [night for night in data.nights if data.first <= night.night <= data.last]
    counted = rate(shown)
    said = [
        f"{day_words(data.first, year=True)} to {day_words(data.last, year=True)}",
        f"{plural(counted.cramps, 'cramp')} on {counted.nights_recorded:,} recorded of "
        + plural(data.nights_in_range, "night"),
    ]
    if counted.cramps_per_week is None:
        said.append("too few recorded nights for a rate")
    else:
        said.append(
            f"{counted.cramps_per_week:.1f} cramps per week of recorded nights (95 % interval "
            f"{counted.cramps_per_week_low:.1f} to {counted.cramps_per_week_high:.1f})"
        )
    taken, measured = _in_range(data)
    said += [plural(taken, "treatment"), plural(measured, "lab result")]
    return ", ".join(said) + "."


def table(data: TimelineData) -> Table:
    """Return the weeks of the range: their nights, cramps, and from 4 recorded nights the rate."""
    weeks = bins(night_series(data.nights, data.first, data.last))
    return Table(
        columns=("Week from", "Nights", "Nights recorded", "Cramps", "Cramps per week"),
        rows=tuple(
            (
                data.first + timedelta(days=int(start)),
                int(end - start),
                int(recorded),
                int(cramps) if recorded else None,
                round(float(per_week), 2) if recorded >= LEAST_RECORDED else None,
            )
            for start, end, recorded, cramps, per_week in zip(
                weeks.start, weeks.end, weeks.recorded, weeks.cramps, weeks.per_week, strict=True
            )
        ),
    )


def too_little(data: TimelineData) -> str:
    """Return what is said in place of a timeline where nothing is recorded, or next to nothing."""
    series = night_series(data.nights, data.first, data.last)
    return _said_instead(data, series)


def _said_instead(data: TimelineData, series: NightSeries) -> str:
    recorded = int(series.recorded.sum())
    if any(_in_range(data)) or recorded >= MIN_RECORDED_NIGHTS:
        return ""
    if not recorded:
        return EMPTY
    if series.cramps.any():
        return ""
    return EARLY.format(nights=plural(recorded, "night"), least=MIN_RECORDED_NIGHTS)


def _in_range(data: TimelineData) -> tuple[int, int]:
    """Return how many treatments and how many lab results lie in the range."""
    drawn = Range(first=data.first, last=data.last)
    taken = sum(any(map(drawn.holds_part_of, phases)) for _, phases in data.treatments)
    return taken, sum(data.first <= result.taken_on <= data.last for result in data.labs)


class _Timeline:
    """One timeline in the making: measure first, then share out the room, then draw."""

    def __init__(
        self, data: TimelineData, style: ChartStyle, size_in: tuple[float, float | None]
    ) -> None:
        self.data = data
        self.style = style
        self.width_px = size_in[0] * PX_PER_INCH
        self.height_px = None if size_in[1] is None else size_in[1] * PX_PER_INCH
        self.x_limits = (0.0, float(max(data.nights_in_range, _SHORTEST_AXIS_NIGHTS)))
        tests = split_labs(data.labs, data.first, data.last, data.known)
        self.series: LabSeries | None = lab_series(tests[0], data.known) if tests else None
        self.tests = tests
        self.further_tests = [self._lane(one) for one in tests[1:]]
        drawn = Range(first=data.first, last=data.last)
        self.treatments = treatment_rows(data.treatments, drawn, style, data.known.supplements)
        self.lanes = [lane for one in self.treatments for lane in one.lanes]
        names = [lane.name for lane in (*self.lanes, *self.further_tests)]
        names_px = name_width_px(names, style.text_px, _NAMES_SHARE * self.width_px)
        numbers_px = scale_width_px(self.series, style.text_px) if self.series else 0
        least_px = text_width_px("1,000", style.text_px)
        self.left = _MARGIN_PX + 8 + max(names_px, numbers_px, least_px)
        self.right = self.width_px - _MARGIN_PX - 0.5 * style.text_px
        self.nights: NightPicture = picture(
            night_series(data.nights, data.first, data.last),
            (self.right - self.left) / self.x_limits[1],
        )

    def draw(self) -> "Figure":
        head = self._head()
        labs_head = None
        if self.series is not None:
            labs_head = self._heading(
                self.series.title, heading_notes(self.series), self.style.text_px
            )
        parts = Parts(
            treatment_rows=len(self.lanes),
            lab_rows=len(self.further_tests),
            has_labs=labs_head is not None,
            labs_head_px=labs_head.height_px + 4 if labs_head else 0,
            scale=self.style.scale,
        )
        top = _MARGIN_PX + head.height_px + 8
        fixed = top + axis_height_px(self.style.text_px) + 2
        height = self.height_px or natural_height_px(parts) + fixed
        sheet = Sheet(style=self.style, width_px=self.width_px, height_px=height)
        if said := _said_instead(self.data, self.nights.series):
            draw_hint(sheet, said)
            return sheet.figure
        head.draw(sheet, _MARGIN_PX)
        shares = plan(parts, height - fixed)
        box = Box(left=self.left, top=top, right=self.right, bottom=top + shares.nights_px)
        nights = draw_nights(sheet, self.nights, box, self.x_limits)
        lowest = self._draw_rows(sheet, shares, nights)
        starts = self._start_lines()
        _draw_starts(nights, starts, self.style)
        if self.series is not None and labs_head is not None and shares.labs_px:
            y = lowest.box.bottom + shares.part_gap_px
            labs_head.draw(sheet, y)
            y += parts.labs_head_px
            lowest = draw_labs(
                sheet,
                self.series,
                Box(left=self.left, top=y, right=self.right, bottom=y + shares.labs_px),
                first=self.data.first,
                nights=self.data.nights_in_range,
                x_limits=self.x_limits,
                avoid=starts,
            )
            _draw_starts(lowest, starts, self.style)
        draw_time_axis(sheet, lowest, first=self.data.first, last=self.data.last)
        return sheet.figure

    def _head(self) -> Heading:
        """Return the title with what the figure stands on, and as many notes as leave it room."""
        series = self.nights.series
        coverage = Coverage(
            first=self.data.first,
            last=self.data.last,
            nights_recorded=int(series.recorded.sum()),
        )
        said = [
            plural(int(series.cramps.sum()), "cramp"),
            coverage.words,
            *notes(self.nights),
        ]
        said = with_span(said, coverage.span_words, self.style)
        room = math.inf if self.height_px is None else _HEAD_SHARE * self.height_px
        head = self._heading(TITLE, said, self.style.title_px)
        while head.height_px > room and len(said) > _LEAST_NOTES:
            said.pop()
            head = self._heading(TITLE, said, self.style.title_px)
        return head

    def _heading(self, title: str, said: Sequence[str], size_px: float) -> Heading:
        return Heading(
            title=title,
            notes=said,
            size_px=size_px,
            style=self.style,
            left=self.left,
            right=self.right,
        )

    def _start_lines(self) -> list[int]:
        """Return where dashed lines go: each phase's start, or where those are many, none."""
        starts = sorted({night for one in self.treatments for night in one.starts})
        return starts if len(starts) <= _MOST_START_LINES else []

    def _lab_lanes(self, shares: Plan) -> list[Lane]:
        """Return the tests that are rows: all but the one that has a panel, if it has."""
        first = [] if shares.labs_px else [self._lane(one) for one in self.tests[:1]]
        return first + self.further_tests

    def _lane(self, results: Sequence[LabResult]) -> Lane:
        return lab_lane(results, first=self.data.first, style=self.style, known=self.data.known)

    def _draw_rows(self, sheet: Sheet, shares: Plan, above: Panel) -> Panel:
        kept = fitting(self.treatments, shares.treatment_rows)
        lanes = [lane for one in kept for lane in one.lanes] + self._lab_lanes(shares)[
            : shares.lab_rows
        ]
        count = len(lanes) + shares.has_more
        if not count:
            return above
        step = shares.row_px + shares.row_gap_px
        top = above.box.bottom + shares.part_gap_px
        panel = sheet.panel(
            Box(left=self.left, top=top, right=self.right, bottom=top + count * step),
            x_limits=self.x_limits,
            y_limits=(0, count * step),
            kind="rows",
        )
        for number, lane in enumerate(lanes):
            y = top + number * step
            room = Box(left=self.left, top=y, right=self.right, bottom=y + shares.row_px)
            draw_lane(sheet, panel, lane, room)
        if shares.has_more:
            left_out = _left_out(
                len(self.treatments) - len(kept), len(self._lab_lanes(shares)) - shares.lab_rows
            )
            most_px = self.right - _MARGIN_PX
            fits = (one for one in left_out if text_width_px(one, self.style.text_px) <= most_px)
            said = next(fits, shorten(left_out[-1], most_px, self.style.text_px))
            y = top + (count - 1) * step + shares.row_px / 2
            width = text_width_px(said, self.style.text_px)
            x = max(min(self.left, self.right - width), _MARGIN_PX)
            sheet.text(x, y, said, colour=self.style.palette.quiet, kind="note")
        return panel


def _draw_starts(panel: Panel, starts: Sequence[int], style: ChartStyle) -> None:
    from matplotlib.collections import LineCollection

    low, high = panel.axes.get_ylim()
    panel.axes.add_artist(
        LineCollection(
            [((start, low), (start, high)) for start in starts],
            colors=style.palette.quiet,
            alpha=0.7,
            linewidths=0.7,
            linestyles=(0, (3, 3)),
            zorder=1.8,
            gid="phase-starts",
        )
    )


def _left_out(treatments: int, tests: int) -> tuple[str, ...]:
    """Return what is said of rows that are not drawn, in ever fewer words."""
    parts = [
        plural(number, f"more {what}")
        for number, what in ((treatments, "treatment"), (tests, "lab test"))
        if number
    ]
    rows = f"{treatments + tests:,} more"
    return (
        f"{' and '.join(parts)} not drawn: too little room",
        f"{' and '.join(parts)} not drawn",
        f"{rows} rows not drawn",
        rows,
    )


TIMELINE = Chart(
    name="timeline",
    title=TITLE,
    figure=timeline,
    summary=summary,
    table=table,
    too_little=too_little,
)
