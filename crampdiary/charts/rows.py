"""A list of names with a bar and a number each: the twin in words of a picture."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from crampdiary.charts.boxes import Box
from crampdiary.charts.fonts import printable
from crampdiary.charts.sheet import Sheet, shorten, text_width_px
from crampdiary.charts.style import ChartStyle

_ROW_PX = 21
_BAR_PX = 11
_GAP_PX = 8
_LEAST_BAR_PX = 24
_THINNEST_PX = 1.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line: `size` is how long its bar is, None for a line without a bar (in quiet words).

    `short` is said where `said` leaves the names too little room.
    """

    name: str
    size: float | None
    said: str
    short: str


def row_height_px(style: ChartStyle) -> float:
    """Return how high a line is, in pixels."""
    return _ROW_PX * style.scale


def least_width_px(rows: Sequence[Row], style: ChartStyle) -> float:
    """Return the width at which each name is in full and the bars still can be told apart."""
    names, said = _widths(rows, style)
    return names + said + (3 * _GAP_PX + _LEAST_BAR_PX) * style.scale


def draw_rows(sheet: Sheet, rows: Sequence[Row], box: Box) -> None:
    """Draw as many lines as the box has room for; the last one tells how many are left out."""
    style, height = sheet.style, row_height_px(sheet.style)
    room = max(int((box.height + 0.5) / height), 1)
    more = 0 if len(rows) <= room else len(rows) - room + 1
    shown = rows[: len(rows) - more]
    if least_width_px(rows, style) > box.width:
        shown = [replace(row, said=row.short) for row in shown]
    names_px, said_px = _widths(shown, style)
    names_px = min(names_px, max(box.width - said_px - 2 * _GAP_PX, 0))
    left = box.left + names_px + _GAP_PX
    bar_room = box.right - said_px - _GAP_PX - left
    if bar_room < _LEAST_BAR_PX:
        bar_room = 0
    longest = max((row.size or 0 for row in shown), default=0) or 1
    for number, row in enumerate(shown):
        y = box.top + (number + 0.5) * height
        colour = style.palette.quiet if row.size is None else style.palette.ink
        name = shorten(printable(row.name), names_px, style.text_px)
        sheet.text(box.left, y, name, colour=colour, kind="row-name")
        bar = bar_room * (row.size or 0) / longest
        x = left + bar + _GAP_PX if bar else left
        sheet.text(x, y, row.said, colour=colour, kind="row-said")
    if more:
        y = box.top + (len(shown) + 0.5) * height
        words = shorten(f"{more} more not drawn: too little room", box.width, style.text_px)
        sheet.text(box.left, y, words, colour=style.palette.quiet, kind="note")
    bars = Box(
        left=left, top=box.top, right=left + max(bar_room, 1), bottom=box.top + room * height
    )
    _draw_bars(sheet, bars, [row.size or 0 for row in shown] if bar_room else [], longest, room)


def _draw_bars(sheet: Sheet, box: Box, sizes: Sequence[float], longest: float, lines: int) -> None:
    from matplotlib.collections import PolyCollection

    panel = sheet.panel(box, x_limits=(0, longest), y_limits=(lines, 0), kind="rows-panel")
    half = _BAR_PX / _ROW_PX / 2
    thinnest = longest * _THINNEST_PX / box.width
    bars = []
    for line, size in enumerate(sizes):
        if size:
            end, top, bottom = max(size, thinnest), line + 0.5 - half, line + 0.5 + half
            bars.append([(0, top), (end, top), (end, bottom), (0, bottom)])
    panel.axes.add_artist(
        PolyCollection(bars, facecolor=sheet.style.palette.cramp_light, linewidth=0, gid="row-bars")
    )


def _widths(rows: Sequence[Row], style: ChartStyle) -> tuple[float, float]:
    def widest(words: Sequence[str]) -> float:
        return max((text_width_px(printable(one), style.text_px) for one in words), default=0)

    return widest([row.name for row in rows]), widest([row.said for row in rows])
