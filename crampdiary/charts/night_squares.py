"""What a night looks like as a square: five states that differ without colour too.

The same signs as in the Diary: the more cramps the further from the page in lightness, a pale
square without any, hatching where nothing is recorded, "?" for don't remember, a dash for not
tracking.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from crampdiary.charts.cells import draw_cells, draw_diagonals, quads
from crampdiary.charts.fonts import POINTS_PER_PX, font
from crampdiary.charts.style import ChartStyle, mix
from crampdiary.domain.nights import NightState

if TYPE_CHECKING:
    import numpy as np
    from matplotlib.axes import Axes
    from matplotlib.path import Path
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

STATE_WORDS = {
    NightState.WITH_CRAMPS: "with cramps",
    NightState.WITHOUT_CRAMPS: "no cramps",
    NightState.DONT_REMEMBER: "don't remember",
    NightState.NOT_TRACKING: "not tracking",
    NightState.NOT_RECORDED: "not recorded",
}
MANY = 3
_TWO_CRAMPS_SHARE = 0.75
_EDGE_INK_SHARE = 0.7
_EDGE_PX, _DASH_SHARE, _SIGN_SHARE = 0.7, 0.44, 0.62


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One kind of square: its words, and what it is filled and signed with."""

    state: NightState
    cramps: int
    words: str
    gid: str


LOOKS: tuple[Look, ...] = (
    Look(state=NightState.WITHOUT_CRAMPS, cramps=0, words="no cramps", gid="without"),
    Look(state=NightState.WITH_CRAMPS, cramps=1, words="1 cramp", gid="cramps-1"),
    Look(state=NightState.WITH_CRAMPS, cramps=2, words="2 cramps", gid="cramps-2"),
    Look(state=NightState.WITH_CRAMPS, cramps=MANY, words="3 or more", gid="cramps-3"),
    Look(state=NightState.DONT_REMEMBER, cramps=0, words="don't remember", gid="dont-remember"),
    Look(state=NightState.NOT_TRACKING, cramps=0, words="not tracking", gid="not-tracking"),
    Look(state=NightState.NOT_RECORDED, cramps=0, words="not recorded", gid="not-recorded"),
)


def look_of(state: NightState, cramps: int) -> int:
    """Return which of `LOOKS` a night has."""
    if state is NightState.WITH_CRAMPS:
        return min(max(cramps, 1), MANY)
    return _PLAIN[state]


_PLAIN = {look.state: number for number, look in enumerate(LOOKS) if not look.cramps}


def draw_squares(
    axes: "Axes",
    lefts: "Floats",
    tops: "Floats",
    looks: Sequence[int],
    *,
    side: float,
    style: ChartStyle,
    prefix: str = "",
) -> None:
    """Draw squares on axes whose y grows downward, one unit a pixel; one artist a look."""
    import numpy as np

    which = np.asarray(looks)
    for number, look in enumerate(LOOKS):
        chosen = which == number
        if chosen.any():
            corners = quads(lefts[chosen], lefts[chosen] + side, tops[chosen] + side, tops[chosen])
            _draw_look(axes, look, corners, style, prefix + look.gid)


def _draw_look(axes: "Axes", look: Look, corners: "Floats", style: ChartStyle, gid: str) -> None:
    palette = style.palette
    if look.state is NightState.NOT_RECORDED:
        draw_diagonals(axes, corners, style, gid=gid)
    elif look.state is NightState.WITHOUT_CRAMPS:
        edge = mix(palette.none_recorded, palette.hatch, _EDGE_INK_SHARE)
        _draw_framed(axes, corners, gid=gid, face=palette.none_recorded, edge=edge)
    elif look.state is NightState.WITH_CRAMPS:
        draw_cells(axes, corners, gid=gid, zorder=1, face=_fill(look.cramps, style))
    else:
        _draw_framed(axes, corners, gid=gid, face=style.background, edge=palette.quiet)
        _draw_sign(axes, look.state, corners, style, gid=f"{gid}-sign")


def _fill(cramps: int, style: ChartStyle) -> str:
    palette = style.palette
    if cramps >= MANY:
        return palette.cramp_dark
    if cramps == 1:
        return palette.cramp_light
    return mix(palette.cramp_light, palette.cramp, _TWO_CRAMPS_SHARE)


def _draw_framed(axes: "Axes", corners: "Floats", *, gid: str, face: str, edge: str) -> None:
    """Fill squares and draw a line just inside their edge: a photocopy keeps it."""
    low, high = corners.min(axis=1), corners.max(axis=1)
    inside = _EDGE_PX / 2
    framed = quads(low[:, 0] + inside, high[:, 0] - inside, low[:, 1] + inside, high[:, 1] - inside)
    draw_cells(axes, framed, gid=gid, zorder=0.5, face=face, edge=edge, line_px=_EDGE_PX)


def _draw_sign(
    axes: "Axes", state: NightState, corners: "Floats", style: ChartStyle, *, gid: str
) -> None:
    """Put a dash or a question mark into each square, drawn, not written: they may be tiny."""
    from matplotlib.collections import LineCollection, PathCollection
    from matplotlib.transforms import IdentityTransform

    middles = corners.mean(axis=1)
    side = float(corners[0, :, 0].max() - corners[0, :, 0].min())
    if state is NightState.NOT_TRACKING:
        half = _DASH_SHARE * side / 2
        axes.add_artist(
            LineCollection(
                [((x - half, y), (x + half, y)) for x, y in middles],
                colors=style.palette.quiet,
                linewidths=max(0.12 * side, 0.8) * POINTS_PER_PX,
                capstyle="butt",
                zorder=0.7,
                gid=gid,
            )
        )
        return
    height_pt = _SIGN_SHARE * side * POINTS_PER_PX
    axes.add_artist(
        PathCollection(
            [_question_mark()],
            sizes=[height_pt**2],
            offsets=middles,
            offset_transform=axes.transData,
            transform=IdentityTransform(),
            facecolors=style.palette.quiet,
            linewidths=0,
            zorder=0.7,
            gid=gid,
        )
    )


@lru_cache(maxsize=1)
def _question_mark() -> "Path":
    """Return the outline of "?", one unit high, its middle at the origin."""
    from matplotlib.path import Path
    from matplotlib.textpath import TextPath

    outline = TextPath((0, 0), "?", prop=font(100, bold=True))
    box = outline.get_extents()
    middle = (box.x0 + box.width / 2, box.y0 + box.height / 2)
    return Path((outline.vertices - middle) / box.height, outline.codes)
