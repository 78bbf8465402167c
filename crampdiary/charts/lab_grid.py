"""Panels of lab results in rows and columns over one time axis, as high as the room allows."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from crampdiary.charts.boxes import Box
from crampdiary.charts.counted_bars import NO_ROOM
from crampdiary.charts.heading import Heading
from crampdiary.charts.hint import hint_sheet
from crampdiary.charts.lab_panel import draw_labs, scale_width_px
from crampdiary.charts.lab_series import HOLLOW, LabSeries, conversion_notes
from crampdiary.charts.labels import plural
from crampdiary.charts.room import MARGIN_PX
from crampdiary.charts.sheet import Panel, Sheet
from crampdiary.charts.style import ChartStyle
from crampdiary.charts.time_axis import axis_height_px, draw_time_axis

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_MOST_COLUMNS = 4
# Pixels at 100 % text: a panel narrower or lower than this shows no course.
_CELL_PX = 270
_PANEL_PX = 96
_LEAST_PANEL_PX = 44
_BETWEEN_ROWS_PX = 20
_BETWEEN_COLUMNS_PX = 22
_SHORTEST_AXIS_NIGHTS = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class LabWords:
    """What stands above all panels; notes on what is seen are added as far as it is there."""

    title: str
    notes: Sequence[str]


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


class LabGrid:
    """The panels in the making: measure first, then share out the room, then draw."""

    def __init__(
        self,
        series: Sequence[LabSeries],
        words: LabWords,
        span: tuple[date, date],
        style: ChartStyle,
        *,
        width_px: float,
        height_px: float | None,
    ) -> None:
        """Measure what stands above each panel of the days `span` (first and last, included)."""
        self.series, self.words, self.style = series, words, style
        self.width_px, self.height_px = width_px, height_px
        self.first, self.last = span
        self.nights = (self.last - self.first).days + 1
        room = width_px - 2 * MARGIN_PX
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
        """Return the figure; tests that find no room are left out, the last ones first."""
        head = self._head(len(self.cells))
        natural = self._used_px(self.cells, head, _PANEL_PX)
        height = natural if self.height_px is None else self.height_px
        shown = list(self.cells)
        while len(shown) > 1 and self._used_px(shown, head, _LEAST_PANEL_PX) > height:
            shown = shown[: (math.ceil(len(shown) / self.columns) - 1) * self.columns] or shown[:1]
            head = self._head(len(shown))
        if self._used_px(shown, head, _LEAST_PANEL_PX) > height:
            return hint_sheet(NO_ROOM, self.style, width_px=self.width_px, height_px=height).figure
        spare = height - self._used_px(shown, head, 0)
        panel_px = spare / math.ceil(len(shown) / self.columns)
        sheet = Sheet(style=self.style, width_px=self.width_px, height_px=height)
        head.draw(sheet, MARGIN_PX)
        lowest: dict[int, tuple[_Cell, Panel]] = {}
        y = MARGIN_PX + head.height_px
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
                first=self.first,
                last=self.last,
                right=cell.right + self._overhang_px,
            )
        return sheet.figure

    @property
    def _lift_px(self) -> float:
        """Return the room between a heading and its panel: half a number of the scale."""
        return 0.5 * self.style.text_px

    @property
    def _overhang_px(self) -> float:
        return 0.5 * MARGIN_PX

    def _cell(self, number: int) -> _Cell:
        column = number % self.columns
        left = MARGIN_PX + column * (self.cell_px + self.gap_px)
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
        said = list(self.words.notes)
        if shown < len(self.series):
            left_out = plural(len(self.series) - shown, "more test")
            said.append(f"{left_out} not drawn: too little room")
        if any(series.ranges for series in self.series):
            said.append("shaded: the lab's own range")
        if any(one.is_limit for series in self.series for one in series.points):
            said.append(HOLLOW)
        return Heading(
            title=self.words.title,
            notes=said,
            size_px=self.style.title_px,
            style=self.style,
            left=MARGIN_PX,
            right=self.width_px - MARGIN_PX,
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
        return MARGIN_PX + head.height_px + rows + axis_height_px(self.style.text_px) + 2

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
            first=self.first,
            nights=self.nights,
            x_limits=(0.0, float(max(self.nights, _SHORTEST_AXIS_NIGHTS))),
            avoid=(),
            right=cell.right + self._overhang_px,
        )
