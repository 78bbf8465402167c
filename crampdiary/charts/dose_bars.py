"""The bars of planned doses, collected over all strips and drawn at once: taken, late, missed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from crampdiary.charts.cells import draw_cells, quads
from crampdiary.charts.dose_bins import DoseBin, PhaseDoses
from crampdiary.charts.sheet import Panel
from crampdiary.charts.style import ChartStyle, mix

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Pixels at 100 % text above a bar, for the + of an extra dose.
EXTRA_PX = 9
# Between two bars, as a part of one.
_GAP_SHARE = 0.24
# How much paler than its colour what was taken is, and how much stronger what was taken late.
_ON_SCREEN, _ON_PAPER = (0.4, 0.45), (0.0, 0.8)


@dataclass(slots=True)
class _Quads:
    """Rectangles of one kind, over all strips: x in days, y in pixels from the panel's foot."""

    sides: list[tuple[float, float, float, float]] = field(default_factory=list)
    face: list[str] = field(default_factory=list)

    def add(self, left: float, right: float, low: float, high: float, face: str) -> None:
        """Add a rectangle that is wider and higher than nothing."""
        if right > left and high > low:
            self.sides.append((left, right, low, high))
            self.face.append(face)

    def corners(self, face: str | None = None) -> "NDArray[np.float64]":
        """Return the corners of those with one face, or of all, shape (n, 4, 2)."""
        import numpy as np

        chosen = [
            sides for sides, own in zip(self.sides, self.face, strict=True) if face in {None, own}
        ]
        left, right, low, high = np.array(chosen, dtype=np.float64).reshape(-1, 4).T
        return quads(left, right, low, high)


class DoseBars:
    """Bars `bar_px` high; x counts days, y pixels from the foot of the panel.

    `unrecorded` are stretches (from, to in days) over which bars are hatched.
    """

    def __init__(
        self,
        panel: Panel,
        style: ChartStyle,
        bar_px: float,
        unrecorded: Sequence[tuple[float, float]],
    ) -> None:
        self._panel, self._style = panel, style
        self._bar_px, self._unrecorded = bar_px, unrecorded
        self._taken, self._late, self._missed, self._stripes = (_Quads() for _ in range(4))
        self._spans: list[tuple[float, float, float, str, bool]] = []
        self._extra: list[tuple[float, float]] = []
        self._needed: list[tuple[float, float]] = []

    def add(self, phase: PhaseDoses, foot: float, colour: str) -> None:
        """Add the bars and marks of a phase that stands on `foot`."""
        as_needed = phase.phase.every_days is None
        self._spans.append((phase.start, phase.end, foot, colour, as_needed))
        for one in phase.bins:
            middle = (one.start + one.end) / 2
            if as_needed:
                self._needed.append((middle, foot + self._bar_px / 2))
                continue
            if one.found.extra:
                self._extra.append((middle, foot + self._bar_px + EXTRA_PX * self._style.scale / 2))
            if one.found.planned:
                self._add_bar(one, foot, colour)
                gap = _GAP_SHARE / 2 * (one.end - one.start)
                for start, end in self._unrecorded:
                    self._stripes.add(
                        max(start, one.start + gap),
                        min(end, one.end - gap),
                        foot,
                        foot + self._bar_px * float(one.found.share or 0),
                        colour,
                    )

    def _add_bar(self, one: DoseBin, foot: float, colour: str) -> None:
        style, found = self._style, one.found
        gap = _GAP_SHARE / 2 * (one.end - one.start)
        left, right = one.start + gap, one.end - gap
        late = min(found.late, found.taken)
        paler, stronger = _ON_PAPER if style.is_paper else _ON_SCREEN
        mark = style.mark(colour)
        heights = (
            (self._taken, found.taken - late, mix(mark, style.background, paler)),
            (self._late, late, mix(mark, style.palette.ink, stronger)),
            (self._missed, found.missed, style.background),
        )
        low = foot
        for quads_of, count, face in heights:
            high = low + self._bar_px * count / found.planned
            quads_of.add(left, right, low, high, face)
            low = high

    def draw(self) -> None:
        """Draw all that was added, a collection a kind."""
        from matplotlib.collections import LineCollection

        axes, palette = self._panel.axes, self._style.palette
        for kind, found in (("taken", self._taken), ("late", self._late), ("missed", self._missed)):
            is_missed = kind == "missed"
            for face in dict.fromkeys(found.face):
                draw_cells(
                    axes,
                    found.corners(face),
                    gid=kind,
                    zorder=2.0 if is_missed else 1.0,
                    face=face,
                    edge=palette.ink if is_missed else "none",
                    line_px=0.8 if is_missed else 0.0,
                )
        self._draw_stripes()
        feet = sorted({span[2] for span in self._spans})
        axes.add_artist(
            LineCollection(
                [((0, foot), (axes.get_xlim()[1], foot)) for foot in feet],
                colors=palette.hairline,
                linewidths=0.7,
                zorder=0.5,
                gid="rows",
            )
        )
        for is_open in (False, True):
            chosen = [span for span in self._spans if span[4] == is_open]
            axes.add_artist(
                LineCollection(
                    [((start, foot), (end, foot)) for start, end, foot, _, _ in chosen],
                    colors=[
                        self._style.text_on(span[3], self._style.background) for span in chosen
                    ],
                    linewidths=1.1,
                    linestyles=(0, (2, 2)) if is_open else "solid",
                    zorder=2.5,
                    clip_on=False,
                    gid="as-needed-spans" if is_open else "spans",
                )
            )
        self._draw_marks()

    def _draw_stripes(self) -> None:
        from matplotlib.collections import PolyCollection

        found = self._stripes
        if not found.sides:
            return
        stripes = PolyCollection(
            found.corners(),  # type: ignore[arg-type]  # an array is taken whole
            facecolor="none",
            edgecolor=self._style.background,
            hatch="////",
            linewidth=0,
            zorder=1.5,
            gid="not-recorded",
        )
        stripes.set_hatch_linewidth(1.6)
        self._panel.axes.add_artist(stripes)

    def _draw_marks(self) -> None:
        from matplotlib.lines import Line2D

        style = self._style
        for gid, marker, points, size in (
            ("extra", "P", self._extra, 5.0),
            ("as-needed", "o", self._needed, 5.0),
        ):
            if points:
                self._panel.axes.add_artist(
                    Line2D(
                        [x for x, _ in points],
                        [y for _, y in points],
                        marker=marker,
                        markersize=size * style.scale,
                        linestyle="none",
                        color=style.palette.ink,
                        markeredgewidth=0,
                        clip_on=False,
                        zorder=3,
                        gid=gid,
                    )
                )
