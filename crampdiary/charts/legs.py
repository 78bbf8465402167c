"""A drawing of two legs, seen from the front and from behind, and of the places on them.

All is in units of the drawing's height: y grows downward from 0 at the hip to 1 at the toes, x from
the middle between the legs to the right of the picture. Each leg is the other's mirror image. The
left leg stands on the left in both views, as a person sees their own legs.
"""

from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Points = NDArray[np.float64]

HALF_WIDTH = 0.262
_APART = 0.128  # from the middle of the picture to the middle of a leg


class View(StrEnum):
    """From where the legs are seen."""

    FRONT = "front"
    BACK = "back"


class Part(StrEnum):
    """A part of one leg that can be shaded; `inner` is a muscle within the thigh."""

    THIGH = "thigh"
    THIGH_INNER = "thigh_inner"
    CALF = "calf"
    FOOT = "foot"
    TOES = "toes"


# Height, then how far the outline is from the leg's middle line: toward the other leg, and outward.
_LEG = (
    (-0.04, 0.092, 0.118),
    (0.00, 0.094, 0.120),
    (0.06, 0.094, 0.121),
    (0.14, 0.088, 0.114),
    (0.24, 0.075, 0.098),
    (0.34, 0.062, 0.078),
    (0.41, 0.053, 0.064),
    (0.455, 0.051, 0.058),
    (0.50, 0.049, 0.055),
)
_SHIN = (
    (0.54, 0.051, 0.060),
    (0.60, 0.056, 0.067),
    (0.66, 0.052, 0.064),
    (0.73, 0.041, 0.051),
    (0.80, 0.031, 0.037),
    (0.845, 0.028, 0.032),
)
_FRONT_FOOT = (
    (0.87, 0.030, 0.036),
    (0.90, 0.037, 0.046),
    (0.93, 0.044, 0.056),
    (0.952, 0.046, 0.058),
    (0.972, 0.043, 0.044),
)
_HEEL = (
    (0.87, 0.029, 0.033),
    (0.895, 0.033, 0.038),
    (0.915, 0.035, 0.041),
    (0.930, 0.033, 0.039),
    (0.940, 0.027, 0.032),
    (0.946, 0.015, 0.018),
)
# Each toe: its middle, half its width and half its height; the great toe is the inner one.
_TOES = (
    (-0.031, 0.984, 0.0150, 0.0160),
    (-0.006, 0.982, 0.0100, 0.0135),
    (0.014, 0.977, 0.0092, 0.0125),
    (0.032, 0.970, 0.0086, 0.0115),
    (0.048, 0.961, 0.0080, 0.0105),
)
_PARTS = {
    Part.THIGH: (0.015, 0.405),
    Part.CALF: (0.515, 0.735),
    Part.FOOT: (0.862, 0.975),
}
_INNER_MUSCLE = (0.018, 0.225, 0.046, 0.150)
_INSET = 0.007
_ROUNDING = 0.022
_SAMPLES = 48


def legs(view: View) -> "list[Points]":
    """Return the outlines of both legs, and of the toes where they are seen."""
    return [_placed(piece, side) for side in (-1, 1) for piece in _silhouette(view)]


def part(view: View, which: Part, *, is_left: bool) -> "list[Points]":
    """Return the outlines of one part of one leg."""
    return [_placed(piece, -1 if is_left else 1) for piece in _part(view, which)]


def middle(which: Part) -> float:
    """Return at which height the middle of a part lies."""
    if which is Part.TOES:
        return 0.98
    if which is Part.THIGH_INNER:
        return _INNER_MUSCLE[1]
    low, high = _PARTS[which]
    return (low + high) / 2


def reach(view: View, height: float) -> float:
    """Return how far from the picture's middle a leg reaches outward at a height."""
    import numpy as np

    heights, _, outer = np.transpose(_knots(view))
    return _APART + float(np.interp(height, heights, outer))


def _knots(view: View) -> tuple[tuple[float, float, float], ...]:
    return _LEG + _SHIN + (_FRONT_FOOT if view is View.FRONT else _HEEL)


def _placed(piece: "Points", side: int) -> "Points":
    """Set a leg, drawn with x growing outward, on the left (-1) or right (1) of the picture."""
    import numpy as np

    return np.column_stack((side * (piece[:, 0] + _APART), piece[:, 1]))


@lru_cache(maxsize=4)
def _silhouette(view: View) -> "tuple[Points, ...]":
    heights = [height for height, _, _ in _knots(view)]
    body = _between(view, max(heights[0], 0.0), heights[-1], inset=0, rounding=0)
    return (body, *(_ellipse(*toe) for toe in _TOES)) if view is View.FRONT else (body,)


@lru_cache(maxsize=16)
def _part(view: View, which: Part) -> "tuple[Points, ...]":
    if which is Part.TOES:
        return tuple(_ellipse(x, y, width, height) for x, y, width, height in _TOES)
    if which is Part.THIGH_INNER:
        return (_ellipse(*_moved(_INNER_MUSCLE)),)
    low, high = _PARTS[which]
    return (_between(view, low, high, inset=_INSET, rounding=_ROUNDING),)


def _moved(muscle: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    """Return the muscle a little outward, where the middle of a thigh is."""
    x, y, width, height = muscle
    return x - 0.006, y, width, height


def _between(view: View, low: float, high: float, *, inset: float, rounding: float) -> "Points":
    """Return the leg's outline between two heights, its ends drawn in to be round."""
    import numpy as np

    # Dense at the ends, where the outline turns.
    heights = low + (high - low) * (1 - np.cos(np.linspace(0, np.pi, _SAMPLES))) / 2
    inner, outer = _profile(view, heights)
    room = np.minimum(heights - low, high - heights)
    if rounding:
        # A quarter circle at each end, then the outline itself.
        near = np.clip(1 - room / rounding, 0, 1)
        shrink = 1 - 0.45 * (1 - np.sqrt(1 - near**2))
    else:
        shrink = np.ones_like(heights)
    centre = (outer - inner) / 2
    half = ((outer + inner) / 2 - inset) * shrink
    right = np.column_stack((centre + half, heights))
    left = np.column_stack((centre - half, heights))
    return np.concatenate((right, left[::-1], right[:1]))


def _profile(view: View, heights: "Points") -> "tuple[Points, Points]":
    """Return how far the leg reaches inward and outward, smooth through the knots."""
    import numpy as np

    knots = np.asarray(_knots(view))
    return _smooth(heights, knots[:, 0], knots[:, 1]), _smooth(heights, knots[:, 0], knots[:, 2])


def _smooth(at: "Points", x: "Points", y: "Points") -> "Points":
    """Interpolate by cubic Hermite pieces with central slopes (Catmull and Rom 1974)."""
    import numpy as np

    slopes = np.gradient(y, x)
    piece = np.clip(np.searchsorted(x, at, side="right") - 1, 0, len(x) - 2)
    span = x[piece + 1] - x[piece]
    t = (at - x[piece]) / span
    found: Points = (
        (2 * t**3 - 3 * t**2 + 1) * y[piece]
        + (t**3 - 2 * t**2 + t) * span * slopes[piece]
        + (-2 * t**3 + 3 * t**2) * y[piece + 1]
        + (t**3 - t**2) * span * slopes[piece + 1]
    )
    return found


def _ellipse(x: float, y: float, half_width: float, half_height: float) -> "Points":
    import numpy as np

    turn = np.linspace(0, 2 * np.pi, 25)
    return np.column_stack((x + half_width * np.cos(turn), y + half_height * np.sin(turn)))
