"""Many rectangles as one artist, plain or hatched: thousands of nights draw in milliseconds."""

from typing import TYPE_CHECKING

from crampdiary.charts.style import ChartStyle, mix

if TYPE_CHECKING:
    import numpy as np
    from matplotlib.axes import Axes
    from numpy.typing import ArrayLike, NDArray

    Floats = NDArray[np.float64]

_HATCH_WIDTH = 0.7
# By day 3:1 on the card, so that one small square is seen.
_HATCH_INK_SHARE = 0.6
_DIAGONALS = 3


def quads(left: "ArrayLike", right: "ArrayLike", bottom: "ArrayLike", top: "ArrayLike") -> "Floats":
    """Return the corners of rectangles, shape (n, 4, 2); single numbers hold for each of them."""
    import numpy as np

    sides = np.broadcast_arrays(*map(np.atleast_1d, (left, right, bottom, top)))
    west, east, south, north = (np.asarray(side, dtype=np.float64) for side in sides)
    xs = np.stack((west, west, east, east), axis=-1)
    ys = np.stack((south, north, north, south), axis=-1)
    return np.stack((xs, ys), axis=-1)


def draw_cells(
    axes: "Axes",
    corners: "Floats",
    *,
    gid: str,
    zorder: float,
    face: "str | Floats",
    edge: str = "none",
    line_px: float = 0,
    is_smooth: bool = True,
) -> None:
    """Fill rectangles; `face` is one colour or one a rectangle; not smooth leaves no seams."""
    from matplotlib.collections import PolyCollection

    if not len(corners):
        return
    axes.add_artist(
        PolyCollection(
            corners,  # type: ignore[arg-type]  # an array is taken whole, which is far faster
            facecolors=face,
            edgecolors=edge,
            linewidths=line_px,
            antialiaseds=is_smooth,
            zorder=zorder,
            gid=gid,
        )
    )


def draw_hatched(
    axes: "Axes", corners: "Floats", style: ChartStyle, *, gid: str = "not-recorded"
) -> None:
    """Hatch rectangles: nights that nobody recorded."""
    from matplotlib.collections import PolyCollection

    if not len(corners):
        return
    hatched = PolyCollection(
        corners,  # type: ignore[arg-type]  # an array is taken whole, which is far faster
        facecolor=style.palette.none_recorded,
        edgecolor=style.palette.hatch,
        hatch="////",
        linewidth=0,
        zorder=0.2,
        gid=gid,
    )
    hatched.set_hatch_linewidth(_HATCH_WIDTH)
    axes.add_artist(hatched)


def draw_diagonals(
    axes: "Axes", corners: "Floats", style: ChartStyle, *, gid: str = "not-recorded"
) -> None:
    """Hatch small squares, each with lines of its own: a common pattern would miss some of them."""
    import numpy as np
    from matplotlib.collections import LineCollection

    if not len(corners):
        return
    low, high = corners.min(axis=1), corners.max(axis=1)
    pieces = []
    for number in range(_DIAGONALS):
        # Where a line x + y = const enters and leaves the unit square.
        along = 2 * (number + 0.5) / _DIAGONALS
        ends = np.array([[max(along - 1, 0), min(along, 1)], [min(along, 1), max(along - 1, 0)]])
        pieces.append(low[:, None, :] + ends[None] * (high - low)[:, None, :])
    axes.add_artist(
        LineCollection(
            np.concatenate(pieces),  # type: ignore[arg-type]  # an array is taken whole
            colors=mix(style.palette.hatch, style.palette.quiet, _HATCH_INK_SHARE),
            linewidths=_HATCH_WIDTH,
            zorder=0.3,
            gid=gid,
        )
    )
