"""How the strips of doses are drawn: bars, what was late or missed, and each phase's own words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from crampdiary.charts.boxes import Box
from crampdiary.charts.cells import draw_cells, quads
from crampdiary.charts.dose_bins import DoseBin, PhaseDoses
from crampdiary.charts.fonts import printable
from crampdiary.charts.labels import phase_labels
from crampdiary.charts.lanes import draw_name
from crampdiary.charts.sheet import LINE_HEIGHT, Panel, Sheet, shorten, text_width_px
from crampdiary.charts.style import ChartStyle, mix
from crampdiary.domain.adherence import adherence_words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Pixels at 100 % text: the bar, the room for a + above it, and what separates two strips.
_BAR_PX, _LEAST_BAR_PX = 24, 10
_EXTRA_PX = 9
_BETWEEN_PX, _LEAST_BETWEEN_PX = 12, 5
_APART_PX = 12
# Between two bars, as a part of one.
_GAP_SHARE = 0.24
_PALER, _STRONGER = 0.4, 0.45
_NEVER = "none due yet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """The phases of one treatment that follow each other in one row, in order."""

    name: str
    phases: tuple[PhaseDoses, ...]

    @property
    def days(self) -> int:
        """Return on how many of the drawn days it was planned."""
        return sum(one.end - one.start for one in self.phases)


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


def row_height_px(style: ChartStyle, *, is_tight: bool = False, is_stacked: bool = False) -> float:
    """Return how high a strip with its words is, in pixels; stacked, its name stands above it."""
    bar, between = (_LEAST_BAR_PX, _LEAST_BETWEEN_PX) if is_tight else (_BAR_PX, _BETWEEN_PX)
    lines = 1 + is_stacked
    return lines * style.text_px * LINE_HEIGHT + (_EXTRA_PX + bar + between) * style.scale


def draw_strips(
    sheet: Sheet,
    panel: Panel,
    strips: Sequence[Strip],
    *,
    row_px: float,
    is_stacked: bool,
    unrecorded: Sequence[tuple[float, float]],
) -> None:
    """Draw each strip `row_px` high; x counts days, y pixels from the foot of the panel.

    `unrecorded` are stretches (from, to in days) over which bars are striped.
    """
    _Drawing(sheet, panel, row_px, is_stacked=is_stacked).draw(strips, unrecorded)


class _Drawing:
    def __init__(self, sheet: Sheet, panel: Panel, row_px: float, *, is_stacked: bool) -> None:
        self.sheet, self.panel, self.style = sheet, panel, sheet.style
        self.row_px, self.is_stacked = row_px, is_stacked
        self.line_px = self.style.text_px * LINE_HEIGHT
        words_px = (1 + is_stacked) * self.line_px
        spare = max(row_px - words_px - _EXTRA_PX * self.style.scale, 0)
        self.bar_px = spare * _BAR_PX / (_BAR_PX + _BETWEEN_PX)
        self.taken, self.late, self.missed, self.stripes = (_Quads() for _ in range(4))
        self.spans: list[tuple[float, float, float, str, bool]] = []
        self.extra: list[tuple[float, float]] = []
        self.needed: list[tuple[float, float]] = []

    def draw(self, strips: Sequence[Strip], unrecorded: Sequence[tuple[float, float]]) -> None:
        for number, strip in enumerate(strips):
            bottom = self.panel.box.top + (number + 1) * self.row_px
            foot = self.panel.box.bottom - bottom
            colour = self.style.colour_of(strip.name)
            for phase in strip.phases:
                self._add_phase(phase, foot, colour, unrecorded)
            self._write(strip, bottom)
        self._draw_bars()
        self._draw_marks()

    def _write(self, strip: Strip, bottom: float) -> None:
        """Write the name beside the strip or above it, and the share of each phase."""
        above = _EXTRA_PX * self.style.scale + self.bar_px + self.line_px
        box = self.panel.box
        if self.is_stacked:
            y = bottom - above - self.line_px / 2
            name = shorten(printable(strip.name), box.width, self.style.text_px, bold=True)
            self.sheet.text(box.left, y, name, bold=True, kind="lane-name")
        else:
            room = Box(left=box.left, top=bottom - above, right=box.right, bottom=bottom)
            draw_name(self.sheet, strip.name, room)
        self._label(strip, bottom - above + self.line_px / 2)

    def _add_phase(
        self,
        phase: PhaseDoses,
        foot: float,
        colour: str,
        unrecorded: Sequence[tuple[float, float]],
    ) -> None:
        as_needed = phase.phase.every_days is None
        self.spans.append((phase.start, phase.end, foot, colour, as_needed))
        for one in phase.bins:
            middle = (one.start + one.end) / 2
            if as_needed:
                self.needed.append((middle, foot + self.bar_px / 2))
                continue
            if one.found.extra:
                self.extra.append((middle, foot + self.bar_px + _EXTRA_PX * self.style.scale / 2))
            if one.found.planned:
                self._add_bar(one, foot, colour)
                gap = _GAP_SHARE / 2 * (one.end - one.start)
                for start, end in unrecorded:
                    self.stripes.add(
                        max(start, one.start + gap),
                        min(end, one.end - gap),
                        foot,
                        foot + self.bar_px * float(one.found.share or 0),
                        colour,
                    )

    def _add_bar(self, one: DoseBin, foot: float, colour: str) -> None:
        style, found = self.style, one.found
        gap = _GAP_SHARE / 2 * (one.end - one.start)
        left, right = one.start + gap, one.end - gap
        late = min(found.late, found.taken)
        heights = (
            (self.taken, found.taken - late, mix(colour, style.background, _PALER)),
            (self.late, late, mix(colour, style.palette.ink, _STRONGER)),
            (self.missed, found.missed, style.background),
        )
        low = foot
        for quads_of, count, face in heights:
            high = low + self.bar_px * count / found.planned
            quads_of.add(left, right, low, high, face)
            low = high

    def _draw_bars(self) -> None:
        from matplotlib.collections import LineCollection

        axes, palette = self.panel.axes, self.style.palette
        for kind, found in (("taken", self.taken), ("late", self.late), ("missed", self.missed)):
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
        feet = sorted({span[2] for span in self.spans})
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
            chosen = [span for span in self.spans if span[4] == is_open]
            axes.add_artist(
                LineCollection(
                    [((start, foot), (end, foot)) for start, end, foot, _, _ in chosen],
                    colors=[self.style.text_on(span[3], self.style.background) for span in chosen],
                    linewidths=1.1,
                    linestyles=(0, (2, 2)) if is_open else "solid",
                    zorder=2.5,
                    clip_on=False,
                    gid="as-needed-spans" if is_open else "spans",
                )
            )

    def _draw_stripes(self) -> None:
        from matplotlib.collections import PolyCollection

        found = self.stripes
        if not found.sides:
            return
        stripes = PolyCollection(
            found.corners(),  # type: ignore[arg-type]  # an array is taken whole
            facecolor="none",
            edgecolor=self.style.background,
            hatch="////",
            linewidth=0,
            zorder=1.5,
            gid="not-recorded",
        )
        stripes.set_hatch_linewidth(1.6)
        self.panel.axes.add_artist(stripes)

    def _draw_marks(self) -> None:
        from matplotlib.lines import Line2D

        style = self.style
        for gid, marker, points, size in (
            ("extra", "P", self.extra, 5.0),
            ("as-needed", "o", self.needed, 5.0),
        ):
            if points:
                self.panel.axes.add_artist(
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

    def _label(self, strip: Strip, y: float) -> None:
        """Write each phase's share from its start on, as long as there is room to the next.

        Where even the shortest words are too long, they may begin before their phase.
        """
        size, right = self.style.text_px, self.sheet.width_px - 2
        starts = [self.panel.x_px(one.start) for one in strip.phases]
        free_from = self.panel.box.left
        for one, (start, following) in zip(
            strip.phases, pairwise([*starts, right + _APART_PX]), strict=True
        ):
            until = following - _APART_PX
            said = [(words, text_width_px(words, size)) for words in _labels(one)]
            places = [(words, max(start, free_from), width) for words, width in said]
            places += [(words, until - width, width) for words, width in reversed(said)]
            for words, left, width in places:
                if left >= free_from and left + width <= until:
                    self.sheet.text(left, y, words, kind="strip-label")
                    free_from = left + width + _APART_PX
                    break


def _labels(one: PhaseDoses) -> Iterator[str]:
    """Yield what a phase says, from longest to shortest, the last one its share alone."""
    told = adherence_words(one.found)
    if not told:
        told = "not taken yet" if one.phase.every_days is None else _NEVER
    short = told.partition(" (")[0]
    for dose in phase_labels(one.phase):
        yield printable(f"{dose}: {told}")
        yield printable(f"{dose}: {short}")
    yield told
    yield short
    yield short.removesuffix(" taken")
