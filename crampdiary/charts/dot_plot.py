"""Dots with their 95 % intervals, a row each: names beside or above them, figures at the dots.

Rows stand in lines of text: in a narrow figure each has its name above its dot, in a low one its
name is cut and what stands at its right is left out.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from crampdiary.charts.boxes import Box, first_free
from crampdiary.charts.dot_marks import DOT_PX, DotRow, draw_dots, draw_lines, reach
from crampdiary.charts.dot_room import APART_PX, DotRoom, DotWords, Layout
from crampdiary.charts.dot_scale import DotScale
from crampdiary.charts.fonts import printable
from crampdiary.charts.lanes import draw_name
from crampdiary.charts.room import MARGIN_PX
from crampdiary.charts.sheet import Panel, Sheet, shorten, text_width_px, wrap
from crampdiary.charts.style import ChartStyle

# As `lanes.draw_name`: from this height on (in text sizes) a name may take two lines.
_TWO_LINES = 2.4


def dot_plot(
    rows: Sequence[DotRow],
    words: DotWords,
    scale: DotScale,
    style: ChartStyle,
    *,
    width_px: float,
    height_px: float | None,
) -> Sheet:
    """Return the drawn sheet; without a height it is as high as its rows want."""
    return _Plot(rows, words, scale, style, width_px, height_px).draw()


class _Plot:
    """A plot in the making: its room is shared out, then it is drawn."""

    def __init__(
        self,
        rows: Sequence[DotRow],
        words: DotWords,
        scale: DotScale,
        style: ChartStyle,
        width_px: float,
        height_px: float | None,
    ) -> None:
        self.words, self.scale, self.style = words, scale, style
        self.room = DotRoom(rows, words, style, width_px, height_px)
        self.width_px, self.line_px = width_px, self.room.line_px

    def draw(self) -> Sheet:
        shared, box = self.room.shared, self.room.box
        sheet = Sheet(style=self.style, width_px=self.width_px, height_px=shared.height_px)
        shared.heading.draw(sheet, MARGIN_PX)
        panel = sheet.panel(box, x_limits=self.scale.limits, y_limits=(0, box.height), kind="dots")
        places = self.room.places()
        self._draw_scale(sheet, panel)
        for row, place in places:
            self._write_row(sheet, row, place)
        dots = [(row, self.room.dot_y(place)) for row, place in places if row.value is not None]
        draw_dots(panel, self.scale, dots, self.style)
        for row, place in places:
            if row.value is not None:
                self._write_value(sheet, panel, row, self.room.dot_y(place), place)
        self._write_below(sheet, box)
        return sheet

    def _write_above(self, sheet: Sheet, row: DotRow, place: Box) -> None:
        """Write the name and, where it fits, what the row rests on, in the line above its dot."""
        size, right = self.style.text_px, self.width_px - MARGIN_PX
        y = place.top + 0.5 * self.line_px + 2
        names = [printable(name) for name in (row.name, *row.shorter)]
        besides = [printable(said) for said in (row.beside, row.beside_short) if said]
        room = right - MARGIN_PX
        pairs = [(name, beside) for beside in besides for name in names]
        pairs += [(name, "") for name in names]
        name, beside = next(
            (
                (name, beside)
                for name, beside in pairs
                if text_width_px(name, size) + text_width_px(beside, size) + APART_PX <= room
            ),
            (shorten(names[-1], room, size), ""),
        )
        sheet.text(MARGIN_PX, y, name, kind="row-name")
        if beside:
            quiet = self.style.palette.quiet
            sheet.text(right, y, beside, align="right", colour=quiet, kind="beside")

    def _write_row(self, sheet: Sheet, row: DotRow, place: Box) -> None:
        size, quiet = self.style.text_px, self.style.palette.quiet
        right = self.width_px - MARGIN_PX
        name, y = printable(row.name), self.room.dot_y(place)
        if row.is_heading:
            said = shorten(name, right - MARGIN_PX, size, bold=True)
            sheet.text(
                MARGIN_PX,
                place.bottom - 0.5 * self.line_px - 2,
                said,
                bold=True,
                kind="row-heading",
            )
            return
        if self.room.layout is Layout.STACKED:
            self._write_above(sheet, row, place)
        else:
            half = max(place.bottom - y, y - place.top)
            room = place.left - 12
            lines = 2 if 2 * half >= _TWO_LINES * size else 1
            name = next(
                (
                    said
                    for said in (row.name, *row.shorter)
                    if len(wrap(printable(said).split(" "), room, size)) <= lines
                ),
                (row.name, *row.shorter)[-1],
            )
            draw_name(sheet, name, replace(place, top=y - half, bottom=y + half))
            if row.beside and self.room.layout is Layout.WIDE:
                sheet.text(
                    right, y, printable(row.beside), align="right", colour=quiet, kind="beside"
                )
        if row.value is None and row.words:
            left = place.left + 8
            said = shorten(printable(row.words), place.right + 0.8 * size - left, size)
            box = sheet.text(left, self.room.dot_y(place), said, colour=quiet, kind="row-words")
            sheet.blank(replace(box, left=box.left + 4, top=box.top + 4, bottom=box.bottom - 4))

    def _draw_scale(self, sheet: Sheet, panel: Panel) -> None:
        """Draw upright lines past the dots, not through any words, and write their values."""
        palette, size = self.style.palette, self.style.text_px
        ticks, places = self._ticks(panel), self.room.line_places()
        draw_lines(panel, self.scale, ticks, places, self.style)
        for tick in ticks:
            sheet.text(
                panel.x_px(self.scale.at(tick)),
                panel.box.bottom + 4 + 0.5 * self.line_px,
                self.scale.text(tick),
                align="center",
                colour=palette.quiet,
                kind="scale",
            )
        if self.words.line and places:
            width = text_width_px(printable(self.words.line), size)
            x = panel.x_px(self.scale.at(self.scale.base))
            left = max(min(x - width / 2, self.width_px - 2 - width), 2)
            y = panel.box.top - 0.5 * self.line_px
            sheet.text(left, y, self.words.line, colour=palette.quiet, kind="scale-line")

    def _ticks(self, panel: Panel) -> list[float]:
        """Return the finest round values whose numbers do not touch."""
        size = self.style.text_px
        for ticks in self.scale.candidates():
            spans = []
            for tick in ticks:
                x = panel.x_px(self.scale.at(tick))
                half = text_width_px(self.scale.text(tick), size) / 2
                spans.append((x - half, x + half))
            apart = all(one[1] + APART_PX <= two[0] for one, two in pairwise(spans))
            if apart and spans[0][0] >= 0 and spans[-1][1] <= self.width_px:
                return list(ticks)
        return []

    def _write_value(self, sheet: Sheet, panel: Panel, row: DotRow, y: float, place: Box) -> None:
        """Write the figure above its dot, or else right or left of the interval."""
        size, text = self.style.text_px, printable(row.label)
        width, line = text_width_px(text, size, bold=True), self.line_px
        half = 0.5 * DOT_PX * self.style.scale
        x = panel.x_px(self.scale.clipped(row.value or 0))
        low, high = map(panel.x_px, reach(row, self.scale))
        right, left = max(high, x + half) + 6, min(low, x - half) - 6 - width
        names = 0 if self.room.layout is Layout.STACKED else place.left - 6
        bounds = Box(
            left=max(names, 2),
            top=place.top + (line if self.room.layout is Layout.STACKED else -2),
            right=self.width_px - 2
            if self.room.layout is not Layout.WIDE
            else place.right + 0.8 * size,
            bottom=place.bottom + 3,
        )
        above = max(min(x - width / 2, bounds.right - width), bounds.left)
        corners = (
            (above, y - half - line),
            (right, y - line / 2),
            (left, y - line / 2),
        )
        places = [Box(left=a, top=b, right=a + width, bottom=b + line) for a, b in corners]
        found = first_free(places, [], bounds)
        if found is not None:
            if found is places[0]:
                # No upright line may cross the figure.
                inner = replace(
                    found, left=found.left + 6, right=found.right - 6, top=found.top + 4
                )
                sheet.blank(replace(inner, bottom=found.bottom - 7))
            sheet.text(found.left, found.middle, text, bold=True, kind="value")

    def _write_below(self, sheet: Sheet, box: Box) -> None:
        quiet, size = self.style.palette.quiet, self.style.text_px
        y = box.bottom + 4 + 1.5 * self.line_px
        if self.words.ends is not None:
            left, right = map(printable, self.words.ends)
            wide = text_width_px(left, size) + text_width_px(right, size) + APART_PX
            if wide <= box.right - box.left:
                sheet.text(box.left, y, left, colour=quiet, kind="end")
                sheet.text(box.right, y, right, align="right", colour=quiet, kind="end")
            y += self.line_px
        y += 6
        for line in self.room.below:
            sheet.text(MARGIN_PX, y, line, colour=quiet, kind="below")
            y += self.line_px
