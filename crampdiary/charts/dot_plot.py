"""Dots with their 95 % intervals, a row each: names beside or above them, figures at the dots.

Rows stand in lines of text: in a narrow figure each has its name above its dot, in a low one its
name is cut and what stands at its right is left out.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import pairwise

from crampdiary.charts.boxes import Box, first_free
from crampdiary.charts.dot_marks import DOT_PX, DotRow, draw_dots, draw_lines, reach
from crampdiary.charts.dot_scale import DotScale
from crampdiary.charts.fonts import printable
from crampdiary.charts.lanes import draw_name, name_width_px
from crampdiary.charts.room import MARGIN_PX, Shared, Wanted, share_out
from crampdiary.charts.sheet import LINE_HEIGHT, Panel, Sheet, shorten, text_width_px, wrap
from crampdiary.charts.style import ChartStyle

# Pixels at 100 % text.
_ROW_PX, _LEAST_ROW_PX = 40, 21
_HEADING_PX = 30
_STACKED_PX = 56
_NARROW_PX = 460
_NAMES_SHARE, _NAMES_SHARE_LOW = 0.4, 0.38
_LEAST_PLOT_SHARE = 0.28
_APART_PX = 10
# As `lanes.draw_name`: from this height on (in text sizes) a name may take two lines.
_TWO_LINES = 2.4


class Layout(Enum):
    """Where a row's words stand."""

    WIDE = "wide"
    STACKED = "stacked"
    LOW = "low"


@dataclass(frozen=True, slots=True, kw_only=True)
class DotWords:
    """What stands round the rows: `below` are lines at the foot, `ends` what left and right mean.

    `line` names the upright line at 1, where there is one.
    """

    title: str
    notes: Sequence[str]
    below: Sequence[str] = ()
    ends: tuple[str, str] | None = None
    line: str = ""


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
    """A plot in the making: measure first, then share out the room, then draw."""

    def __init__(
        self,
        rows: Sequence[DotRow],
        words: DotWords,
        scale: DotScale,
        style: ChartStyle,
        width_px: float,
        height_px: float | None,
    ) -> None:
        self.rows, self.words, self.scale, self.style = list(rows), words, scale, style
        self.left_out = 0
        self.width_px, self.height_px = width_px, height_px
        self.line_px = style.text_px * LINE_HEIGHT
        self.is_narrow = width_px < _NARROW_PX * style.scale
        self.layout = Layout.STACKED if self.is_narrow else Layout.WIDE
        room = width_px - 2 * MARGIN_PX
        self.below = [
            line
            for said in words.below
            for line in wrap(printable(said).split(" "), room, style.text_px)
        ]

    def draw(self) -> Sheet:
        shared = self._shared()
        sheet = Sheet(style=self.style, width_px=self.width_px, height_px=shared.height_px)
        shared.heading.draw(sheet, MARGIN_PX)
        heights = self._heights(shared.box.height)
        box = self._plot_box(shared.box)
        panel = sheet.panel(box, x_limits=self.scale.limits, y_limits=(0, box.height), kind="dots")
        tops = self._tops(box.top, heights)
        places = [
            (row, Box(left=box.left, top=top, right=box.right, bottom=top + height))
            for row, top, height in zip(self.rows, tops, heights, strict=True)
        ]
        self._draw_scale(sheet, panel, self._line_places(places))
        for row, place in places:
            self._write_row(sheet, row, place)
        dots = [(row, self._dot_y(place)) for row, place in places if row.value is not None]
        draw_dots(panel, self.scale, dots, self.style)
        for row, place in places:
            if row.value is not None:
                self._write_value(sheet, panel, row, self._dot_y(place), place)
        self._write_below(sheet, box)
        return sheet

    def _shared(self) -> Shared:
        """Share out the height; where it is too little rows stand closer, then the least go."""
        if self.height_px is None:
            return self._try()
        wanted, self.height_px = self.height_px, None
        natural_px, self.height_px = self._try().height_px, wanted
        if natural_px > wanted:
            self.rows = [row for row in self.rows if not row.is_minor]
        shared = self._try()
        if shared.box.height >= sum(self._natural()) - 1:
            return shared
        if self.layout is Layout.STACKED or shared.box.height < sum(self._least()):
            self.layout = Layout.LOW
            shared = self._try()
        while len(self.rows) > 1 and shared.box.height < sum(self._least()) - 1:
            self._drop_one()
            shared = self._try()
        return shared

    def _drop_one(self) -> None:
        """Leave out the row that says least; of those that say much, tell how many."""
        headings = [number for number, row in enumerate(self.rows) if row.is_heading]
        if len(headings) == 1 or headings[-1:] == [len(self.rows) - 1]:
            number = headings[-1]
        else:
            number = len(self.rows) - 1
            self.left_out += 1
        del self.rows[number]

    def _try(self) -> Shared:
        left_out = [f"{self.left_out:,} more not drawn: too little room"] if self.left_out else []
        return share_out(
            self.words.title,
            [*left_out, *self.words.notes],
            style=self.style,
            wanted=Wanted(
                left=MARGIN_PX,
                right=self.width_px - MARGIN_PX,
                panel_px=sum(self._natural()),
                least_panel_px=sum(self._least()),
                above_px=self.line_px if self.words.line else 0,
                foot_px=self._foot_px(),
            ),
            height_px=self.height_px,
        )

    def _natural(self) -> list[float]:
        usual = _STACKED_PX if self.layout is Layout.STACKED else _ROW_PX
        return [(_HEADING_PX if row.is_heading else usual) * self.style.scale for row in self.rows]

    def _least(self) -> list[float]:
        if self.layout is Layout.STACKED:
            return self._natural()
        return [_LEAST_ROW_PX * self.style.scale for _ in self.rows]

    def _heights(self, room_px: float) -> list[float]:
        natural = self._natural()
        return [height * room_px / sum(natural) for height in natural]

    @staticmethod
    def _tops(top: float, heights: Sequence[float]) -> list[float]:
        tops = [top]
        for height in heights[:-1]:
            tops.append(tops[-1] + height)
        return tops

    def _foot_px(self) -> float:
        lines = 1 + (self.words.ends is not None) + len(self.below)
        return 6 + lines * self.line_px + (6 if self.below else 0)

    def _plot_box(self, box: Box) -> Box:
        """Return where the dots lie: between the names and what stands beside."""
        size = self.style.text_px
        # Numbers of the scale and figures reach over the ends.
        left, right = MARGIN_PX + 0.8 * size, self.width_px - MARGIN_PX - 0.8 * size
        if self.layout is not Layout.STACKED:
            low = self.layout is Layout.LOW
            share = _NAMES_SHARE_LOW if low else _NAMES_SHARE
            names = [row.name for row in self.rows if not row.is_heading]
            left = MARGIN_PX + 8 + name_width_px(names, size, share * self.width_px)
        if self.layout is Layout.WIDE:
            right = self._right_of_dots(left, right)
        return Box(left=left, top=box.top, right=right, bottom=box.bottom)

    def _right_of_dots(self, left: float, right: float) -> float:
        """Make room for what stands beside the dots, the shorter words where it is narrow."""
        for rows in (
            self.rows,
            [replace(row, beside=row.beside_short) for row in self.rows],
            [replace(row, beside="") for row in self.rows],
        ):
            widths = (text_width_px(printable(row.beside), self.style.text_px) for row in rows)
            beside = max(widths, default=0)
            room = right - left - (beside + _APART_PX if beside else 0)
            if not beside or room >= _LEAST_PLOT_SHARE * self.width_px:
                self.rows = rows
                return left + room
        return right

    def _dot_y(self, place: Box) -> float:
        if self.layout is Layout.STACKED:
            return place.bottom - 0.24 * place.height
        if self.layout is Layout.WIDE and place.height >= _ROW_PX * self.style.scale - 1:
            return place.top + 0.62 * place.height
        return place.middle

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
                if text_width_px(name, size) + text_width_px(beside, size) + _APART_PX <= room
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
        name, y = printable(row.name), self._dot_y(place)
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
        if self.layout is Layout.STACKED:
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
            if row.beside and self.layout is Layout.WIDE:
                sheet.text(
                    right, y, printable(row.beside), align="right", colour=quiet, kind="beside"
                )
        if row.value is None and row.words:
            left = place.left + 8
            said = shorten(printable(row.words), place.right + 0.8 * size - left, size)
            box = sheet.text(left, self._dot_y(place), said, colour=quiet, kind="row-words")
            sheet.blank(replace(box, left=box.left + 4, top=box.top + 4, bottom=box.bottom - 4))

    def _draw_scale(self, sheet: Sheet, panel: Panel, places: Sequence[Box]) -> None:
        """Draw upright lines past the dots, not through any words, and write their values."""
        palette, size = self.style.palette, self.style.text_px
        ticks = self._ticks(panel)
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

    def _line_places(self, places: Sequence[tuple[DotRow, Box]]) -> list[Box]:
        """Return where upright lines may run: beside names all the way, below them at the dots."""
        if self.layout is not Layout.STACKED:
            return [box for row, box in places if not row.is_heading]
        return [
            replace(box, top=min(box.top + self.line_px + 4, box.bottom))
            for row, box in places
            if not row.is_heading
        ]

    def _ticks(self, panel: Panel) -> list[float]:
        """Return the finest round values whose numbers do not touch."""
        size = self.style.text_px
        for ticks in self.scale.candidates():
            spans = []
            for tick in ticks:
                x = panel.x_px(self.scale.at(tick))
                half = text_width_px(self.scale.text(tick), size) / 2
                spans.append((x - half, x + half))
            apart = all(one[1] + _APART_PX <= two[0] for one, two in pairwise(spans))
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
        names = 0 if self.layout is Layout.STACKED else place.left - 6
        bounds = Box(
            left=max(names, 2),
            top=place.top + (line if self.layout is Layout.STACKED else -2),
            right=self.width_px - 2 if self.layout is not Layout.WIDE else place.right + 0.8 * size,
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
            wide = text_width_px(left, size) + text_width_px(right, size) + _APART_PX
            if wide <= box.right - box.left:
                sheet.text(box.left, y, left, colour=quiet, kind="end")
                sheet.text(box.right, y, right, align="right", colour=quiet, kind="end")
            y += self.line_px
        y += 6
        for line in self.below:
            sheet.text(MARGIN_PX, y, line, colour=quiet, kind="below")
            y += self.line_px
