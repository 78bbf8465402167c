"""Dots with their 95 % intervals, a row each: names beside or above them, figures at the dots.

Rows stand in lines of text: in a narrow figure each has its name above its dot, in a low one its
name is cut and what stands at its right is left out.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import pairwise

from crampdiary.charts.boxes import Box, first_free
from crampdiary.charts.dot_scale import DotScale
from crampdiary.charts.fonts import printable
from crampdiary.charts.lanes import draw_name, name_width_px
from crampdiary.charts.room import MARGIN_PX, Shared, Wanted, share_out
from crampdiary.charts.sheet import LINE_HEIGHT, Panel, Sheet, shorten, text_width_px, wrap
from crampdiary.charts.style import ChartStyle

# Pixels at 100 % text.
_ROW_PX, _LEAST_ROW_PX = 40, 21
_HEADING_PX = 30
_STACKED_PX = 50
_DOT_PX = 8.0
_NARROW_PX = 460
_NAMES_SHARE, _NAMES_SHARE_LOW = 0.4, 0.36
_END_PX = 4.0
_APART_PX = 10


class Layout(Enum):
    """Where a row's words stand."""

    WIDE = "wide"
    STACKED = "stacked"
    LOW = "low"


@dataclass(frozen=True, slots=True, kw_only=True)
class DotRow:
    """A row: a value with its limits, or without a value the `words` that tell why.

    `high` None has no upper limit; `wider` are limits that allow for more, drawn thin. `beside` is
    what it rests on ("28 cramps, 84 nights"); `colour` is that of its mark. A row that `is_heading`
    names those below it; one that `is_minor` is the first to go where there is little room.
    """

    name: str
    value: float | None = None
    low: float = 0
    high: float | None = None
    wider: tuple[float, float | None] | None = None
    label: str = ""
    words: str = ""
    beside: str = ""
    colour: str = ""
    is_hollow: bool = False
    is_heading: bool = False
    is_minor: bool = False


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
        self._draw_scale(sheet, panel, self._dots_top(tops))
        places = [
            (row, Box(left=box.left, top=top, right=box.right, bottom=top + height))
            for row, top, height in zip(self.rows, tops, heights, strict=True)
        ]
        for row, place in places:
            self._write_row(sheet, row, place)
        self._draw_dots(panel, [(row, self._dot_y(place)) for row, place in places])
        for row, place in places:
            if row.value is not None:
                self._write_value(sheet, panel, row, self._dot_y(place), place)
        self._write_below(sheet, box)
        return sheet

    def _shared(self) -> Shared:
        """Share out the height; where it is too little rows stand closer, then the least go."""
        shared = self._try()
        if self.height_px is None or shared.box.height >= sum(self._natural()) - 1:
            return shared
        if self.layout is Layout.STACKED or shared.box.height < sum(self._least()):
            self.layout = Layout.LOW
            shared = self._try()
        while len(self.rows) > 1 and shared.box.height < sum(self._least()) - 1:
            self._drop_one()
            shared = self._try()
        return shared

    def _drop_one(self) -> None:
        minor = [number for number, row in enumerate(self.rows) if row.is_minor]
        heading = [number for number, row in enumerate(self.rows) if row.is_heading]
        lone = len(heading) == 1
        number = minor[-1] if minor else heading[0] if lone else len(self.rows) - 1
        del self.rows[number]

    def _try(self) -> Shared:
        return share_out(
            self.words.title,
            self.words.notes,
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
            right -= _APART_PX + max(
                (text_width_px(printable(row.beside), size) for row in self.rows), default=0
            )
            if right - left < 0.25 * self.width_px:
                self.rows = [replace(row, beside="") for row in self.rows]
                right = self.width_px - MARGIN_PX - 0.8 * size
        return Box(left=left, top=box.top, right=right, bottom=box.bottom)

    def _dot_y(self, place: Box) -> float:
        if self.layout is Layout.STACKED:
            return place.bottom - 0.28 * place.height
        if self.layout is Layout.WIDE and place.height >= _ROW_PX * self.style.scale - 1:
            return place.top + 0.62 * place.height
        return place.middle

    def _dots_top(self, tops: Sequence[float]) -> float:
        """Return where the upright lines begin: below the first name where there is a heading."""
        return tops[1] if len(tops) > 1 and self.rows[0].is_heading else tops[0]

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
            y = place.top + 0.5 * self.line_px + 2
            beside = printable(row.beside)
            said = shorten(name, right - MARGIN_PX, size)
            end = sheet.text(MARGIN_PX, y, said, kind="row-name").right
            if beside and end + _APART_PX + text_width_px(beside, size) <= right:
                sheet.text(right, y, beside, align="right", colour=quiet, kind="beside")
        else:
            half = max(place.bottom - y, y - place.top)
            draw_name(sheet, row.name, replace(place, top=y - half, bottom=y + half))
            if row.beside and self.layout is Layout.WIDE:
                sheet.text(
                    right, y, printable(row.beside), align="right", colour=quiet, kind="beside"
                )
        if row.value is None and row.words:
            room = place.right + 0.8 * size - place.left
            said = shorten(printable(row.words), room, size)
            box = sheet.text(place.left, self._dot_y(place), said, colour=quiet, kind="row-words")
            sheet.blank(replace(box, left=box.left + 6, top=box.top + 4, bottom=box.bottom - 4))

    def _draw_scale(self, sheet: Sheet, panel: Panel, top: float) -> None:
        from matplotlib.collections import LineCollection

        palette, size = self.style.palette, self.style.text_px
        ticks = self._ticks(panel)
        high = panel.y_value(top)
        for values, colour, width in (
            ([tick for tick in ticks if tick != self.scale.base], palette.hairline, 0.7),
            ([tick for tick in ticks if tick == self.scale.base], palette.quiet, 1.0),
        ):
            panel.axes.add_artist(
                LineCollection(
                    [((self.scale.at(tick), 0), (self.scale.at(tick), high)) for tick in values],
                    colors=colour,
                    linewidths=width,
                    zorder=0.5,
                    clip_on=False,
                    gid="scale",
                )
            )
        for tick in ticks:
            sheet.text(
                panel.x_px(self.scale.at(tick)),
                panel.box.bottom + 4 + 0.5 * self.line_px,
                self.scale.text(tick),
                align="center",
                colour=palette.quiet,
                kind="scale",
            )
        if self.words.line:
            width = text_width_px(printable(self.words.line), size)
            x = panel.x_px(self.scale.at(self.scale.base))
            left = max(min(x - width / 2, self.width_px - 2 - width), 2)
            y = top - 0.5 * self.line_px
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
            apart = all(one[1] + _APART_PX <= two[0] for one, two in pairwise(spans))
            if apart and spans[0][0] >= 0 and spans[-1][1] <= self.width_px:
                return list(ticks)
        return []

    def _draw_dots(self, panel: Panel, rows: Sequence[tuple[DotRow, float]]) -> None:
        from matplotlib.collections import LineCollection

        drawn = [(row, panel.y_value(y)) for row, y in rows if row.value is not None]
        if not drawn:
            return
        colours = [row.colour for row, _ in drawn]
        spans = [(self.scale.clipped(row.low), self._end(row.high)) for row, _ in drawn]
        wider = [(row, row.wider, y) for row, y in drawn if row.wider is not None]
        panel.axes.add_artist(
            LineCollection(
                [
                    ((self.scale.clipped(low), y), (self._end(high), y))
                    for _, (low, high), y in wider
                ],
                colors=[row.colour for row, _, _ in wider],
                linewidths=1.0,
                zorder=1.9,
                clip_on=False,
                gid="wider-intervals",
            )
        )
        panel.axes.add_artist(
            LineCollection(
                [((low, y), (high, y)) for (low, high), (_, y) in zip(spans, drawn, strict=True)],
                colors=colours,
                linewidths=[1.3 if row.is_hollow else 2.6 for row, _ in drawn],
                zorder=2,
                capstyle="butt",
                clip_on=False,
                gid="intervals",
            )
        )
        half = panel.y_value(0) - panel.y_value(_END_PX * self.style.scale)
        # An end mark where the interval ends; without one it goes on beyond the scale.
        ends = [
            ((x, y - half), (x, y + half), row.colour)
            for (low, high), (row, y) in zip(spans, drawn, strict=True)
            for x, is_end in (
                (low, self.scale.holds(row.low)),
                (high, row.high is not None and self.scale.holds(row.high)),
            )
            if is_end
        ]
        panel.axes.add_artist(
            LineCollection(
                [(one, two) for one, two, _ in ends],
                colors=[colour for _, _, colour in ends],
                linewidths=1.3,
                zorder=2,
                clip_on=False,
                gid="interval-ends",
            )
        )
        self._draw_marks(panel, drawn)

    def _draw_marks(self, panel: Panel, drawn: Sequence[tuple[DotRow, float]]) -> None:
        for is_hollow in (False, True):
            chosen = [(row, y) for row, y in drawn if row.is_hollow == is_hollow]
            if not chosen:
                continue
            marks = panel.axes.scatter(
                [self.scale.clipped(row.value or 0) for row, _ in chosen],
                [y for _, y in chosen],
                s=(_DOT_PX * self.style.scale * 0.75) ** 2,
                c=self.style.background if is_hollow else [row.colour for row, _ in chosen],
                edgecolors=[row.colour for row, _ in chosen],
                linewidths=1.5,
                zorder=3,
                clip_on=False,
            )
            marks.set_gid("hollow-dots" if is_hollow else "dots-filled")

    def _end(self, high: float | None) -> float:
        return self.scale.limits[1] if high is None else self.scale.clipped(high)

    def _reach(self, row: DotRow) -> tuple[float, float]:
        """Return from where to where on the axis a row draws."""
        low, high = row.wider or (row.low, row.high)
        return self.scale.clipped(min(low, row.low)), max(self._end(high), self._end(row.high))

    def _write_value(self, sheet: Sheet, panel: Panel, row: DotRow, y: float, place: Box) -> None:
        """Write the figure above its dot, or else right or left of the interval."""
        size, text = self.style.text_px, printable(row.label)
        width, line = text_width_px(text, size, bold=True), self.line_px
        half = 0.5 * _DOT_PX * self.style.scale
        x = panel.x_px(self.scale.clipped(row.value or 0))
        low, high = map(panel.x_px, self._reach(row))
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
