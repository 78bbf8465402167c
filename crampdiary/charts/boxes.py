"""Rectangles in pixels (y grows downward) and a place for a label that hits none of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# Sums of floats that ought to meet exactly miss each other by less than can be seen.
_HAIR_PX = 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle on the figure, in pixels from its upper left corner."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Return right minus left, in pixels."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Return bottom minus top, in pixels."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """Return the height of the middle line, in pixels from above."""
        return (self.top + self.bottom) / 2

    def meets(self, other: "Box") -> bool:
        """Tell whether the two share more than an edge."""
        return (
            self.left < other.right - _HAIR_PX
            and other.left < self.right - _HAIR_PX
            and self.top < other.bottom - _HAIR_PX
            and other.top < self.bottom - _HAIR_PX
        )

    def holds(self, other: "Box") -> bool:
        """Tell whether `other` lies inside, edges included."""
        return (
            self.left <= other.left + _HAIR_PX
            and other.right <= self.right + _HAIR_PX
            and self.top <= other.top + _HAIR_PX
            and other.bottom <= self.bottom + _HAIR_PX
        )


def between(boxes: Iterable[Box], left: float, right: float) -> list[Box]:
    """Return the boxes that reach into the upright strip from `left` to `right`."""
    return [box for box in boxes if box.left < right and left < box.right]


def first_free(candidates: Iterable[Box], taken: Sequence[Box], bounds: Box) -> Box | None:
    """Return the first candidate inside `bounds` that meets nothing taken, or None."""
    inside = [box for box in candidates if bounds.holds(box)]
    if not inside:
        return None
    around = Box(
        left=min(box.left for box in inside),
        top=min(box.top for box in inside),
        right=max(box.right for box in inside),
        bottom=max(box.bottom for box in inside),
    )
    # Of hundreds of things on a long timeline few are near.
    near = [other for other in taken if around.meets(other)]
    return next((box for box in inside if not any(map(box.meets, near))), None)
