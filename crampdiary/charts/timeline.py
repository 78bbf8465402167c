"""The master timeline: cramps, treatments and lab results on one time axis.

Cheap to import: matplotlib and numpy load with the first figure.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from crampdiary.analysis.rate import rate
from crampdiary.analysis.weeks import night_series
from crampdiary.charts.boxes import Box
from crampdiary.charts.lab_panel import (
    LabSeries,
    draw_labs,
    heading_notes,
    lab_lane,
    lab_series,
    split_labs,
)
from crampdiary.charts.labels import plural
from crampdiary.charts.lanes import Lane, draw_lane, name_width_px
from crampdiary.charts.layout import Parts, Plan, natural_height_px, plan
from crampdiary.charts.night_panel import NightPicture, draw_nights, notes, picture
from crampdiary.charts.sheet import Panel, Sheet, text_width_px, wrap
from crampdiary.charts.style import PX_PER_INCH, ChartStyle
from crampdiary.charts.time_axis import axis_height_px, draw_time_axis
from crampdiary.charts.treatment_lanes import TreatmentRows, treatment_rows
from crampdiary.domain.errors import InvalidValueError
from crampdiary.domain.nights import NightCount
from crampdiary.domain.phrases import day_words
from crampdiary.domain.records import LabResult, Phase, Treatment

if TYPE_CHECKING:
    from matplotlib.figure import Figure

TITLE = "Cramps per week of recorded nights"
EMPTY = (
    "Nothing is recorded here yet.",
    "Cramps, treatments and lab results will share one time line.",
)
WIDTH_IN = 10.0
# A single night stretched over the whole width would look like a lot.
_SHORTEST_AXIS_NIGHTS = 28
_MARGIN_PX = 10
_JOINT = "  ·  "
# More lines than this and they hide what they cross.
_MOST_START_LINES = 12
_NAMES_SHARE = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineData:
    """What a timeline shows: the nights from `first` to `last`, and what was taken and measured.

    Nights in the range that are not given are not recorded; whatever lies outside is not drawn.
    """

    first: date
    last: date
    nights: Sequence[NightCount]
    treatments: Sequence[tuple[Treatment, Sequence[Phase]]] = ()
    labs: Sequence[LabResult] = ()

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


def timeline(
    data: TimelineData, style: ChartStyle, *, size_in: tuple[float, float] | None = None
) -> "Figure":
    """Return the figure, `size_in` inches wide and high (96 logical pixels an inch).

    Without a size it is 10 inches wide and as high as its rows want. In a given size that is too
    small, rows are left out and the chart says how many.
    """
    return _Timeline(data, style, size_in).draw()


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
    said += [plural(len(data.treatments), "treatment"), plural(len(data.labs), "lab result")]
    return ", ".join(said) + "."


class _Timeline:
    """One timeline in the making: measure first, then share out the room, then draw."""

    def __init__(
        self, data: TimelineData, style: ChartStyle, size_in: tuple[float, float] | None
    ) -> None:
        self.data = data
        self.style = style
        self.width_px = (size_in[0] if size_in else WIDTH_IN) * PX_PER_INCH
        self.height_px = size_in[1] * PX_PER_INCH if size_in else None
        self.size = style.text_px
        self.x_limits = (0.0, float(max(data.nights_in_range, _SHORTEST_AXIS_NIGHTS)))
        tests = split_labs(data.labs, data.first, data.last)
        self.series: LabSeries | None = lab_series(tests[0]) if tests else None
        self.lab_lanes = [lab_lane(one, first=data.first, style=style) for one in tests[1:]]
        self.rows = self._treatment_rows(None)
        lanes = [lane.name for lane in (*self.rows.lanes, *self.lab_lanes)]
        measuring = Sheet(style=style, width_px=self.width_px, height_px=1)
        names = name_width_px(measuring, lanes, _NAMES_SHARE * self.width_px)
        self.left = _MARGIN_PX + 8 + max(names, text_width_px("10,000", self.size))
        self.right = self.width_px - _MARGIN_PX - 0.5 * self.size
        self.nights: NightPicture = picture(
            night_series(data.nights, data.first, data.last),
            (self.right - self.left) / self.x_limits[1],
        )

    def draw(self) -> "Figure":
        head = self._wrapped(
            notes(self.nights), text_width_px(TITLE, self.style.title_px, bold=True)
        )
        labs_head = self._labs_head()
        parts = Parts(
            treatment_rows=len(self.rows.lanes),
            lab_rows=len(self.lab_lanes),
            has_labs=self.series is not None,
            labs_head_px=len(labs_head) * 1.4 * self.size + 4 if labs_head else 0,
            scale=self.style.scale,
        )
        head_px = _MARGIN_PX + 1.6 * self.style.title_px + 1.4 * self.size * (len(head) - 1) + 6
        foot_px = axis_height_px(self.size) + 2
        height = (
            natural_height_px(parts) + head_px + foot_px
            if self.height_px is None
            else self.height_px
        )
        sheet = Sheet(style=self.style, width_px=self.width_px, height_px=height)
        if not self.nights.series.recorded.any() and not self.rows.lanes and self.series is None:
            _draw_empty(sheet)
            return sheet.figure
        self._draw_head(sheet, head)
        self._draw_parts(sheet, plan(parts, height - head_px - foot_px), head_px, labs_head)
        return sheet.figure

    def _treatment_rows(self, most: int | None) -> TreatmentRows:
        return treatment_rows(
            self.data.treatments,
            first=self.data.first,
            last=self.data.last,
            style=self.style,
            most=most,
        )

    def _wrapped(self, said: list[str], beside_px: float) -> list[str]:
        """Return the notes as one line beside something `beside_px` wide, or as lines below it."""
        room = self.right - self.left
        one_line = _JOINT.join(said)
        if beside_px + 24 + text_width_px(one_line, self.size) <= room:
            return [one_line]
        return ["", *wrap(said, room, self.size, joint=_JOINT)]

    def _labs_head(self) -> list[str]:
        if self.series is None:
            return []
        said = heading_notes(self.series)
        return self._wrapped(said, text_width_px(self._labs_title(), self.size, bold=True))

    def _labs_title(self) -> str:
        if self.series is None:
            return ""
        return f"{self.series.test}, {self.series.unit}".rstrip(", ")

    def _draw_head(self, sheet: Sheet, lines: list[str]) -> None:
        y = _MARGIN_PX + 0.7 * self.style.title_px
        sheet.text(self.left, y, TITLE, size_px=self.style.title_px, bold=True, kind="title")
        self._draw_notes(sheet, lines, y)

    def _draw_notes(self, sheet: Sheet, lines: list[str], y: float) -> None:
        quiet = self.style.palette.quiet
        sheet.text(self.right, y, lines[0], align="right", colour=quiet, kind="note")
        for number, line in enumerate(lines[1:], start=1):
            sheet.text(self.left, y + 1.45 * self.size * number, line, colour=quiet, kind="note")

    def _draw_parts(self, sheet: Sheet, shares: Plan, top: float, labs_head: list[str]) -> None:
        box = Box(left=self.left, top=top, right=self.right, bottom=top + shares.nights_px)
        nights = draw_nights(sheet, self.nights, box, self.x_limits)
        lowest = self._draw_rows(sheet, shares, nights)
        starts = self.rows.starts if len(self.rows.starts) <= _MOST_START_LINES else ()
        crossed = [nights]
        if self.series is not None:
            y = lowest.box.bottom + shares.part_gap_px
            sheet.text(self.left, y + 0.7 * self.size, self._labs_title(), bold=True, kind="title")
            self._draw_notes(sheet, labs_head, y + 0.7 * self.size)
            y += len(labs_head) * 1.4 * self.size + 4
            lowest = draw_labs(
                sheet,
                self.series,
                Box(left=self.left, top=y, right=self.right, bottom=y + shares.labs_px),
                first=self.data.first,
                nights=self.data.nights_in_range,
                x_limits=self.x_limits,
                avoid=starts,
            )
            crossed.append(lowest)
        for panel in crossed:
            for start in starts:
                panel.axes.axvline(
                    start,
                    color=self.style.palette.quiet,
                    linewidth=0.8,
                    linestyle=(0, (3, 3)),
                    zorder=1.8,
                    gid="phase-start",
                )
        draw_time_axis(sheet, lowest, first=self.data.first, last=self.data.last)

    def _draw_rows(self, sheet: Sheet, shares: Plan, above: Panel) -> Panel:
        rows = self._treatment_rows(shares.treatment_rows)
        lanes: list[Lane] = [*rows.lanes, *self.lab_lanes[: shares.lab_rows]]
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
            said = _left_out(rows.left_out, len(self.lab_lanes) - shares.lab_rows)
            y = top + (count - 1) * step + shares.row_px / 2
            sheet.text(self.left, y, said, colour=self.style.palette.quiet, kind="note")
        return panel


def _left_out(treatments: int, tests: int) -> str:
    parts = [
        plural(number, f"more {what}")
        for number, what in ((treatments, "treatment"), (tests, "lab test"))
        if number
    ]
    return f"{' and '.join(parts)} not drawn: no room"


def _draw_empty(sheet: Sheet) -> None:
    title, more = EMPTY
    middle, size = sheet.width_px / 2, sheet.style.text_px
    y = sheet.height_px / 2
    sheet.text(middle, y - size, title, align="center", size_px=sheet.style.title_px, kind="hint")
    room = sheet.width_px - 2 * _MARGIN_PX
    for number, line in enumerate(wrap(more.split(" "), room, size)):
        sheet.text(
            middle,
            y + size * (0.8 + 1.4 * number),
            line,
            align="center",
            colour=sheet.style.palette.quiet,
            kind="hint",
        )
