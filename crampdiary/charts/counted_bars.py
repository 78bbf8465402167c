"""Bars of counts side by side, each with its count above it; with a scale where those are too wide.

x counts bars from the left: bar 0 goes from 0 to 1.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from crampdiary.charts.boxes import Box
from crampdiary.charts.paths import rectangles
from crampdiary.charts.scale import comfortable, draw_scale, nice_ticks, scale_text
from crampdiary.charts.sheet import LINE_HEIGHT, Panel, Sheet, text_width_px
from crampdiary.charts.style import ChartStyle

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_MARGIN = 0.09  # left and right of a bar, as a share of its place
NO_ROOM = "There is too little room for this chart here."
_COUNT_GAP_PX = 3
_SCALE_GAP_PX = 12
_TICK_GAP = 0.7  # of the size of the words
_MOST_TICKS = 6
# The scale's numbers end 8 px left of the panel, the lowest of them at its foot.
_KEEP_OFF_SCALE_PX = 5
_TICK_PX = 4

Ticks = Sequence[tuple[float, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """One count a bar; `apart` are outlined on top, the bars numbered in `strong` are darker."""

    counts: Sequence[int]
    apart: Sequence[int] = ()
    strong: Sequence[int] = ()

    @property
    def highest(self) -> int:
        """Return how high the highest bar is, at least 1."""
        return max(1, *self._totals)

    @property
    def labels(self) -> list[str]:
        """Return what stands above each bar: "12", "12 + 3" with outlined ones, or nothing."""
        return [
            f"{count:,} + {apart:,}" if apart else (f"{count:,}" if count else "")
            for count, apart in zip(self.counts, self._apart, strict=True)
        ]

    @property
    def _apart(self) -> Sequence[int]:
        return self.apart or [0] * len(self.counts)

    @property
    def _totals(self) -> list[int]:
        return [count + apart for count, apart in zip(self.counts, self._apart, strict=True)]

    def arrays(self) -> "tuple[NDArray[np.int64], NDArray[np.int64]]":
        """Return counts and outlined counts."""
        import numpy as np

        return np.asarray(self.counts, np.int64), np.asarray(self._apart, np.int64)


class CountedBars:
    """Bars between `left` and `right` (pixels), measured before they are drawn."""

    def __init__(self, counts: Counts, style: ChartStyle, *, left: float, right: float) -> None:
        self._counts = counts
        self._style = style
        widest = max(text_width_px(label, style.text_px) for label in counts.labels)
        self.has_scale = widest > (right - left) / len(counts.counts)
        if self.has_scale:
            left += text_width_px(scale_text(counts.highest), style.text_px) + _SCALE_GAP_PX
        self.left = left
        self.right = right

    @property
    def ticks_left(self) -> float:
        """Return how far left the words below the bars may begin: not under a scale's zero."""
        return self.left - _KEEP_OFF_SCALE_PX if self.has_scale else 2.0

    def draw(self, sheet: Sheet, *, top: float, bottom: float) -> tuple[Panel, list[Box]]:
        """Draw from `bottom` up to `top`; return the panel and where the counts stand."""
        box = Box(left=self.left, top=top, right=self.right, bottom=bottom)
        bars, count_px = len(self._counts.counts), LINE_HEIGHT * self._style.text_px
        high = self._counts.highest * box.height / max(box.height - count_px - _COUNT_GAP_PX, 1)
        panel = sheet.panel(box, x_limits=(0, bars), y_limits=(0, high), kind="bars-panel")
        if self.has_scale:
            draw_scale(sheet, panel, self._scale(panel), nights=bars)
        self._draw_ground(panel)
        self._draw_bars(panel)
        return panel, self._draw_counts(sheet, panel)

    def _scale(self, panel: Panel) -> list[float]:
        """Return the whole numbers of the scale; in a low panel without zero, which is plain."""
        most = min(comfortable(panel, self._style.text_px), _MOST_TICKS)
        ticks = [tick for tick in nice_ticks(self._counts.highest, most) if tick == int(tick)]
        step_px = panel.y_px(0) - panel.y_px(ticks[1]) if len(ticks) > 1 else 0
        return ticks if step_px >= LINE_HEIGHT * self._style.text_px else ticks[-1:]

    def _draw_ground(self, panel: Panel) -> None:
        from matplotlib.collections import LineCollection

        panel.axes.add_artist(
            LineCollection(
                [((0, 0), (len(self._counts.counts), 0))],
                colors=self._style.palette.quiet,
                linewidths=0.7,
                zorder=1.2,
                clip_on=False,
                gid="ground",
            )
        )

    def _draw_bars(self, panel: Panel) -> None:
        import numpy as np
        from matplotlib.collections import PolyCollection

        palette = self._style.palette
        counts, apart = self._counts.arrays()
        left = np.arange(len(counts)) + _MARGIN
        right = left + 1 - 2 * _MARGIN
        is_strong = np.zeros(len(counts), np.bool_)
        is_strong[list(self._counts.strong)] = True
        for name, chosen, heights, face in (
            ("apart-bars", apart > 0, counts + apart, self._style.background),
            ("bars", (counts > 0) & ~is_strong, counts, palette.cramp_light),
            ("strong-bars", (counts > 0) & is_strong, counts, palette.cramp),
        ):
            panel.axes.add_artist(
                PolyCollection(
                    rectangles(left[chosen], right[chosen], heights[chosen].astype(float)),
                    facecolor=face,
                    edgecolor=palette.cramp,
                    linewidth=0.9 if name == "apart-bars" else 0,
                    zorder=1,
                    gid=name,
                )
            )

    def _draw_counts(self, sheet: Sheet, panel: Panel) -> list[Box]:
        counts, apart = self._counts.arrays()
        size = self._style.text_px
        placed = []
        for bar, label in enumerate(self._counts.labels):
            if not label or self.has_scale:
                continue
            y = panel.y_px(float(counts[bar] + apart[bar])) - _COUNT_GAP_PX - size / 2
            placed.append(sheet.text(panel.x_px(bar + 0.5), y, label, align="center", kind="count"))
        return placed


def ticks_height_px(text_px: float) -> float:
    """Return the room that the words below the bars take, in pixels."""
    return _TICK_PX + 1.5 * text_px


def draw_ticks(
    sheet: Sheet,
    panel: Panel,
    candidates: Sequence[Ticks],
    *,
    least_left: float,
    has_marks: bool = True,
) -> None:
    """Write below `panel` the first of the candidates whose words do not touch each other.

    A tick is a place (in bars) and its words, which begin at `least_left` (pixels) or to the right
    of it; `has_marks` draws a small line above the words.
    """
    size, palette = sheet.style.text_px, sheet.style.palette

    def spans(ticks: Ticks) -> list[tuple[float, float]]:
        found = []
        for at, words in ticks:
            width = text_width_px(words, size)
            left = panel.x_px(at) - width / 2
            left = max(min(left, sheet.width_px - 2 - width), least_left)
            found.append((left, left + width))
        return found

    def is_free(ticks: Ticks) -> bool:
        return all(
            one[1] + _TICK_GAP * size <= following[0] for one, following in pairwise(spans(ticks))
        )

    chosen: Ticks = next(filter(is_free, candidates), ())
    y = panel.box.bottom + _TICK_PX + 0.75 * size
    for (_, words), (left, right) in zip(chosen, spans(chosen), strict=True):
        sheet.text((left + right) / 2, y, words, align="center", colour=palette.quiet, kind="tick")
    if has_marks and chosen:
        from matplotlib.collections import LineCollection

        low = sheet.height_px - panel.box.bottom
        marks = [
            [
                (panel.x_px(at) / sheet.width_px, height / sheet.height_px)
                for height in (low, low - _TICK_PX)
            ]
            for at, _ in chosen
        ]
        sheet.figure.add_artist(
            LineCollection(
                marks,
                colors=palette.quiet,
                linewidths=0.6,
                transform=sheet.figure.transFigure,
                gid="tick-marks",
            )
        )
