"""One distribution as bars of counts, its median a line that is labelled directly."""

from collections.abc import Sequence
from dataclasses import dataclass

from crampdiary.charts.boxes import Box
from crampdiary.charts.counted_bars import CountedBars, Counts, Ticks, draw_ticks
from crampdiary.charts.sheet import LINE_HEIGHT, Panel, Sheet, text_width_px, wrap

_ABOVE_MEDIAN_PX, _OFF_COUNTS_PX, _SHORTEST_PX = 4, 5, 6


@dataclass(frozen=True, slots=True, kw_only=True)
class MedianBars:
    """One distribution with what is said of it; `empty` is said where nothing was noted.

    `median` is where it lies, in bars, with its words.
    """

    title: str
    notes: Sequence[str]
    counts: Counts
    ticks: Sequence[Ticks]
    has_marks: bool
    median: tuple[float, str] | None
    empty: str


def draw_median_bars(sheet: Sheet, part: MedianBars, box: Box) -> None:
    """Draw the bars into the box, what is below them under it; or say that there is nothing."""
    size = sheet.style.text_px
    if not any((*part.counts.counts, *part.counts.apart)):
        _say(sheet, part.empty, box)
        return
    bars = CountedBars(part.counts, sheet.style, left=box.left, right=box.right)
    above = LINE_HEIGHT * size + _ABOVE_MEDIAN_PX if part.median else 0
    panel, taken = bars.draw(sheet, top=box.top + above, bottom=box.bottom)
    if part.median:
        _draw_median(sheet, panel, *part.median, taken)
    draw_ticks(sheet, panel, part.ticks, least_left=bars.ticks_left, has_marks=part.has_marks)


def _say(sheet: Sheet, said: str, box: Box) -> None:
    size, quiet = sheet.style.text_px, sheet.style.palette.quiet
    lines = wrap(said.split(" "), box.width, size)
    for number, line in enumerate(lines):
        y = box.middle + LINE_HEIGHT * size * (number - (len(lines) - 1) / 2)
        x = (box.left + box.right) / 2
        sheet.text(x, y, line, align="center", colour=quiet, kind="hint")


def _draw_median(sheet: Sheet, panel: Panel, at: float, words: str, taken: Sequence[Box]) -> None:
    """Mark the median by a line that leaves out the counts it would cross, its words on top."""
    from matplotlib.collections import LineCollection

    size, colour = sheet.style.text_px, sheet.style.line
    x = panel.x_px(at)
    width = text_width_px(words, size, bold=True)
    left = max(min(x - width / 2, panel.box.right - width), panel.box.left)
    y = panel.box.top - LINE_HEIGHT * size / 2
    sheet.text(left + width / 2, y, words, align="center", bold=True, colour=colour, kind="median")
    top, pieces = panel.box.top, []
    crossed = [box for box in taken if box.left - _OFF_COUNTS_PX < x < box.right + _OFF_COUNTS_PX]
    for box in sorted(crossed, key=lambda one: one.top):
        pieces.append((top, box.top))
        top = box.bottom
    pieces.append((top, panel.box.bottom))
    panel.axes.add_artist(
        LineCollection(
            [
                [(at, panel.y_value(end)) for end in piece]
                for piece in pieces
                if piece[1] - piece[0] >= _SHORTEST_PX
            ],
            colors=colour,
            linewidths=1.5,
            zorder=2,
            gid="median-line",
        )
    )
