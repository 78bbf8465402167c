"""Bars, lines and bands as arrays of points: x in nights, y in the data's own unit."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from matplotlib.path import Path
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]


def line_runs(values: "Floats", visible_nights: int) -> "Iterator[Ints]":
    """Yield the nights of each unbroken piece; gaps too narrow to be seen do not break it."""
    import numpy as np

    drawn = np.flatnonzero(~np.isnan(values))
    breaks = np.flatnonzero(np.diff(drawn) > visible_nights) + 1
    yield from np.split(drawn, breaks)


def spread(nights: "Ints", values: "Floats") -> "Floats":
    """Return points in the middle of each night, the ends drawn out to the night's edges.

    So even a single night shows, and nothing reaches into a night without a record.
    """
    import numpy as np

    middle = nights + 0.5
    heights = values[nights]
    x = np.concatenate(([nights[0]], middle, [nights[-1] + 1]))
    y = np.concatenate((heights[:1], heights, heights[-1:]))
    return np.column_stack((x, y))


def closed(low: "Floats", high: "Floats") -> "Floats":
    """Return the outline between two lines over the same nights."""
    import numpy as np

    return np.concatenate((low, high[::-1], low[:1]))


def joined(pieces: "list[Floats]") -> "Path":
    """Return one path of separate pieces: one artist draws faster than many."""
    import numpy as np
    from matplotlib.path import Path

    codes = []
    for piece in pieces:
        code = np.full(len(piece), Path.LINETO, dtype=Path.code_type)
        code[0] = Path.MOVETO
        codes.append(code)
    return Path(np.concatenate(pieces), np.concatenate(codes))


def rectangles(
    left: "NDArray[Any]", right: "NDArray[Any]", top: "Floats | float"
) -> "list[Floats]":
    """Return rectangles standing on zero, each of shape (4, 2)."""
    import numpy as np

    corners = np.zeros((len(left), 4, 2))
    corners[:, :2, 0] = np.asarray(left)[:, None]
    corners[:, 2:, 0] = np.asarray(right)[:, None]
    corners[:, 1:3, 1] = np.broadcast_to(top, len(left))[:, None]
    return list(corners)
