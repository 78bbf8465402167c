"""Lab results as small multiples: a panel a test, all on the same stretch of time.

Values stand as the laboratory wrote them over its own range. They are shown, never correlated: a
few values a year say nothing about how they go with cramps (`statistics.md`, section 9).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from crampdiary.charts.boxes import Box
from crampdiary.charts.chart import Chart, Size, Table
from crampdiary.charts.heading import Heading
from crampdiary.charts.hint import hint_sheet
from crampdiary.charts.known import Known
from crampdiary.charts.lab_panel import draw_labs, scale_width_px
from crampdiary.charts.lab_points import fits, point
from crampdiary.charts.lab_series import (
    HOLLOW,
    LabSeries,
    conversion_notes,
    lab_series,
    split_labs,
    unit_of,
)
from crampdiary.charts.labels import plural
from crampdiary.charts.sheet import Panel, Sheet
from crampdiary.charts.style import PX_PER_INCH, ChartStyle
from crampdiary.charts.time_axis import axis_height_px, draw_time_axis
from crampdiary.domain.phrases import day_words, range_words, value_words
from crampdiary.domain.records import LabResult

if TYPE_CHECKING:
    from matplotlib.figure import Figure

TITLE = "Lab results, each test in its own unit"
EMPTY = (
    "No lab result lies in this time. Each test will have a picture here, with the lab's own range."
)
_WIDTH_IN = 10.0
_MARGIN_PX = 10
_MOST_COLUMNS = 4
# Pixels at 100 % text: a panel narrower or lower than this shows no course.
_CELL_PX = 270
_PANEL_PX = 96
_LEAST_PANEL_PX = 44
_BETWEEN_ROWS_PX = 20
_BETWEEN_COLUMNS_PX = 22
_SHORTEST_AXIS_NIGHTS = 14
_SUMMARISED = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class LabsData:
    """The lab results to show of the days `first` to `last` (both included); others are left out.

    `known` reads names, units and the person's own limits of 25-OH vitamin D.
    """

    first: date
    last: date
    labs: Sequence[LabResult]
    known: Known = field(default_factory=Known)

    @property
    def tests(self) -> list[list[LabResult]]:
        """Return the results in range by test, oldest first; the tests with most come first."""
        return split_labs(self.labs, self.first, self.last, self.known)

    @property
    def span_words(self) -> str:
        """Return "5 Jan 2026 to 11 Oct 2026"."""
        return f"{day_words(self.first, year=True)} to {day_words(self.last, year=True)}"


def labs(data: LabsData, style: ChartStyle, size_in: Size | None = None) -> "Figure":
    """Return the figure, `size_in` inches wide and high (96 logical pixels an inch).

    Without a height it is as high as its tests want; in one that is too small the tests with fewest
    results are left out, and the heading says how many.
    """
    width_in, height_in = size_in or (_WIDTH_IN, None)
    height_px = None if height_in is None else height_in * PX_PER_INCH
    if not data.tests:
        return hint_sheet(EMPTY, style, width_px=width_in * PX_PER_INCH, height_px=height_px).figure
    return _Labs(data, style, width_in * PX_PER_INCH, height_px).draw()


def summary(data: LabsData) -> str:
    """Return in one sentence what was measured how often, and the latest values of some tests."""
    tests = data.tests
    if not tests:
        return EMPTY
    latest = [
        f"{lab_series(results, data.known).test} {value_words(results[-1])}"
        f"{f' ({results[-1].flag})' if results[-1].flag else ''}"
        f" on {day_words(results[-1].taken_on, year=True)}"
        for results in tests[:_SUMMARISED]
    ]
    if len(tests) > _SUMMARISED:
        latest.append(f"and {plural(len(tests) - _SUMMARISED, 'more test')}")
    return f"{_counts(tests)}, {data.span_words}; the latest: {', '.join(latest)}."


def table(data: LabsData) -> Table:
    """Return each result as the laboratory wrote it, and where it is drawn in its panel's unit."""
    rows = []
    for results in data.tests:
        unit, series = unit_of(results, data.known), lab_series(results, data.known)
        for result in results:
            told = (
                point(result, unit, data.known.tests)
                if fits(result, unit, data.known.tests)
                else None
            )
            rows.append(
                (
                    series.test,
                    result.taken_on,
                    str(result.comparator or ""),
                    result.value,
                    result.unit,
                    range_words(result),
                    result.flag,
                    None if told is None else told.value,
                    "" if told is None else unit.symbol,
                )
            )
    return Table(
        columns=(
            "Test",
            "Date",
            "Sign",
            "Value",
            "Unit",
            "The lab's range",
            "Against it",
            "Drawn at",
            "Drawn in",
        ),
        rows=tuple(rows),
    )


def too_little(data: LabsData) -> str:
    """Return what is said in place of the chart where nothing was measured."""
    return "" if data.tests else EMPTY


def _counts(tests: Sequence[Sequence[LabResult]]) -> str:
    return f"{plural(sum(map(len, tests)), 'result')} of {plural(len(tests), 'test')}"


def _notes(series: LabSeries) -> list[str]:
    """Return what stands below the name of a test: what is shaded, and what was converted."""
    said = []
    ranges = [one.range_words for one in series.points if one.has_range]
    if series.common is not None:
        low, high = (f"{limit:.3g}" for limit in series.common)
        said.append(f"shaded: below {low} and below {high}, commonly used limits")
    elif len(set(ranges)) == 1:
        said.append(f"the lab's range {ranges[0]}")
    elif ranges:
        said.append(f"the lab's range, latest {ranges[-1]}")
    return said + conversion_notes(series)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cell:
    """A test with the room that it has from left to right, in pixels, and its measured heading."""

    series: LabSeries
    column: int
    left: float
    right: float
    head: Heading


class _Labs:
    """The panels in the making: measure first, then share out the room, then draw."""

    def __init__(
        self, data: LabsData, style: ChartStyle, width_px: float, height_px: float | None
    ) -> None:
        self.data, self.style = data, style
        self.width_px, self.height_px = width_px, height_px
        self.nights = (data.last - data.first).days + 1
        self.tests = data.tests
        self.series = [lab_series(results, data.known) for results in self.tests]
        room = width_px - 2 * _MARGIN_PX
        most = int((room + self.gap_px) // (_CELL_PX * style.scale + self.gap_px))
        columns = min(max(most, 1), _MOST_COLUMNS, len(self.series))
        # No lonely panel below full rows where they share out evenly.
        self.columns = math.ceil(len(self.series) / math.ceil(len(self.series) / columns))
        self.cell_px = (room - (self.columns - 1) * self.gap_px) / self.columns
        self.numbers_px = 8 + max(scale_width_px(one, style.text_px) for one in self.series)
        self.cells = [self._cell(number) for number in range(len(self.series))]

    @property
    def gap_px(self) -> float:
        """Return the room between two columns, in pixels."""
        return _BETWEEN_COLUMNS_PX * self.style.scale

    def draw(self) -> "Figure":
        head = self._head(len(self.cells))
        natural = self._used_px(self.cells, head, _PANEL_PX)
        height = natural if self.height_px is None else self.height_px
        shown = list(self.cells)
        while len(shown) > 1 and self._used_px(shown, head, _LEAST_PANEL_PX) > height:
            shown = shown[: (math.ceil(len(shown) / self.columns) - 1) * self.columns] or shown[:1]
            head = self._head(len(shown))
        spare = height - self._used_px(shown, head, 0)
        panel_px = max(spare / math.ceil(len(shown) / self.columns), 1.0)
        sheet = Sheet(style=self.style, width_px=self.width_px, height_px=height)
        head.draw(sheet, _MARGIN_PX)
        lowest: dict[int, tuple[_Cell, Panel]] = {}
        y = _MARGIN_PX + head.height_px
        for row in self._rows(shown):
            y += _BETWEEN_ROWS_PX * self.style.scale
            below = y + max(cell.head.height_px for cell in row) + self._lift_px
            for cell in row:
                cell.head.draw(sheet, y)
                lowest[cell.column] = cell, self._panel(sheet, cell, below, panel_px)
            y = below + panel_px
        for cell, panel in lowest.values():
            draw_time_axis(
                sheet,
                panel,
                first=self.data.first,
                last=self.data.last,
                right=cell.right + self._overhang_px,
            )
        return sheet.figure

    @property
    def _lift_px(self) -> float:
        """Return the room between a heading and its panel: half a number of the scale."""
        return 0.5 * self.style.text_px

    @property
    def _overhang_px(self) -> float:
        return 0.5 * _MARGIN_PX

    def _cell(self, number: int) -> _Cell:
        column = number % self.columns
        left = _MARGIN_PX + column * (self.cell_px + self.gap_px)
        return _Cell(
            series=self.series[number],
            column=column,
            left=left,
            right=left + self.cell_px,
            head=Heading(
                title=self.series[number].title,
                notes=_notes(self.series[number]),
                size_px=self.style.text_px,
                style=self.style,
                left=left,
                right=left + self.cell_px,
                margin=left,
            ),
        )

    def _head(self, shown: int) -> Heading:
        said = [_counts(self.tests)]
        if shown < len(self.series):
            left_out = plural(len(self.series) - shown, "more test")
            said.append(f"{left_out} not drawn: too little room")
        if any(series.ranges for series in self.series):
            said.append("shaded: the lab's own range")
        if any(one.is_limit for series in self.series for one in series.points):
            said.append(HOLLOW)
        return Heading(
            title=TITLE,
            notes=said,
            size_px=self.style.title_px,
            style=self.style,
            left=_MARGIN_PX,
            right=self.width_px - _MARGIN_PX,
        )

    def _rows(self, cells: Sequence[_Cell]) -> list[Sequence[_Cell]]:
        return [cells[start : start + self.columns] for start in range(0, len(cells), self.columns)]

    def _used_px(self, cells: Sequence[_Cell], head: Heading, panel_px: float) -> float:
        rows = sum(
            (_BETWEEN_ROWS_PX + panel_px) * self.style.scale
            + self._lift_px
            + max(cell.head.height_px for cell in row)
            for row in self._rows(cells)
        )
        return _MARGIN_PX + head.height_px + rows + axis_height_px(self.style.text_px) + 2

    def _panel(self, sheet: Sheet, cell: _Cell, top: float, height_px: float) -> Panel:
        return draw_labs(
            sheet,
            cell.series,
            Box(
                left=cell.left + self.numbers_px,
                top=top,
                right=cell.right,
                bottom=top + height_px,
            ),
            first=self.data.first,
            nights=self.nights,
            x_limits=(0.0, float(max(self.nights, _SHORTEST_AXIS_NIGHTS))),
            avoid=(),
            right=cell.right + self._overhang_px,
        )


LABS = Chart(
    name="labs", title=TITLE, figure=labs, summary=summary, table=table, too_little=too_little
)
