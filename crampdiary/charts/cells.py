"""Many rectangles as one artist, plain or hatched: thousands of nights draw in milliseconds."""

from typing import TYPE_CHECKING

from crampdiary.charts.fonts import POINTS_PER_PX
from crampdiary.charts.style import ChartStyle, mix

if TYPE_CHECKING:
    import numpy as np
    from matplotlib.axes import Axes
    from matplotlib.path import Path
    from numpy.typing import ArrayLike, NDArray

    Floats = NDArray[np.float64]

# By day 3:1 on the card, so that one small square is seen.
_HATCH_INK_SHARE = 0.6
_DIAGONALS = 3
# A stretch narrower than this has no room for a hatch, which would look like a dashed line.
_LEAST_HATCH_PX, _SHADED_SHARE = 7, 0.5


def quads(left: "ArrayLike", right: "ArrayLike", bottom: "ArrayLike", top: "ArrayLike") -> "Floats":
    """Return the corners of rectangles, shape (n, 4, 2); single numbers hold for each of them."""
    import numpy as np

    sides = np.broadcast_arrays(*map(np.atleast_1d, (left, right, bottom, top)))
    west, east, south, north = (np.asarray(side, dtype=np.float64) for side in sides)
    xs = np.stack((west, west, east, east), axis=-1)
    ys = np.stack((south, north, north, south), axis=-1)
    return np.stack((xs, ys), axis=-1)


def outline(corners: "Floats") -> "Path":
    """Return rectangles as one path: filling it once is twice as fast as each by itself."""
    import numpy as np
    from matplotlib.path import Path

    closed = np.concatenate((corners, corners[:, :1]), axis=1).reshape(-1, 2)
    codes = [Path.MOVETO, Path.LINETO, Path.LINETO, Path.LINETO, Path.CLOSEPOLY]
    return Path(closed, np.tile(np.array(codes, dtype=Path.code_type), len(corners)))


def draw_cells(
    axes: "Axes",
    corners: "Floats",
    *,
    gid: str,
    zorder: float,
    face: str,
    edge: str = "none",
    line_px: float = 0,
) -> None:
    """Fill rectangles of one colour, all as one artist."""
    from matplotlib.patches import PathPatch

    if len(corners):
        axes.add_artist(
            PathPatch(
                outline(corners),
                facecolor=face,
                edgecolor=edge,
                linewidth=line_px * POINTS_PER_PX,
                joinstyle="miter",
                zorder=zorder,
                gid=gid,
            )
        )


def draw_shades(axes: "Axes", corners: "Floats", faces: "Floats", *, gid: str) -> None:
    """Fill rectangles that meet, each in a colour of its own, without seams between them."""
    from matplotlib.collections import PolyCollection

    if len(corners):
        axes.add_artist(
            PolyCollection(
                corners,  # type: ignore[arg-type]  # an array is taken whole, which is far faster
                facecolors=faces,
                linewidths=0,
                antialiaseds=False,
                zorder=1,
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
    hatched.set_hatch_linewidth(style.thin_pt)
    axes.add_artist(hatched)


def is_narrow(runs: "NDArray[np.int64]", night_px: float) -> "NDArray[np.bool_]":
    """Tell which stretches of nights (start, end) have no room for a hatch."""
    narrow: NDArray[np.bool_] = (runs[:, 1] - runs[:, 0]) * night_px < _LEAST_HATCH_PX
    return narrow


def gap_words(
    runs: "NDArray[np.int64]", night_px: float, unknown: str = "not recorded"
) -> list[str]:
    """Return the note that explains how `draw_gaps` draws stretches, if there are any."""
    if not len(runs):
        return []
    narrow = is_narrow(runs, night_px)
    kinds = (("hatched", not narrow.all()), ("shaded", bool(narrow.any())))
    return [f"{' or '.join(word for word, is_there in kinds if is_there)}: {unknown}"]


def draw_gaps(
    axes: "Axes", corners: "Floats", narrow: "NDArray[np.bool_]", style: ChartStyle
) -> None:
    """Hatch stretches that nobody recorded, and shade those that are too narrow for a hatch."""
    draw_hatched(axes, corners[~narrow], style)
    shade = mix(style.palette.none_recorded, style.palette.hatch, _SHADED_SHARE)
    draw_cells(axes, corners[narrow], gid="not-recorded-narrow", zorder=0.2, face=shade)


def draw_diagonals(
    axes: "Axes", corners: "Floats", style: ChartStyle, *, gid: str = "not-recorded"
) -> None:
    """Hatch small squares, each with lines of its own: a common pattern would miss some of them."""
    import numpy as np
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    if not len(corners):
        return
    low, high = corners.min(axis=1), corners.max(axis=1)
    along = 2 * (np.arange(_DIAGONALS) + 0.5) / _DIAGONALS
    # Where a line x + y = const enters and leaves the unit square.
    near, far = np.maximum(along - 1, 0), np.minimum(along, 1)
    ends = np.stack((np.stack((near, far), axis=-1), np.stack((far, near), axis=-1)), axis=1)
    points = low[:, None, None] + ends[None] * (high - low)[:, None, None]
    codes = np.tile(np.array([Path.MOVETO, Path.LINETO], dtype=Path.code_type), points.size // 4)
    axes.add_artist(
        PathPatch(
            Path(points.reshape(-1, 2), codes),
            fill=False,
            edgecolor=mix(style.palette.hatch, style.palette.quiet, _HATCH_INK_SHARE),
            linewidth=style.thin_pt,
            zorder=0.3,
            gid=gid,
        )
    )
