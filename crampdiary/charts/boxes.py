"""Rectangles in pixels (y grows downward) and a place for a label that hits none of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


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
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def holds(self, other: "Box") -> bool:
        """Tell whether `other` lies inside, edges included."""
        return (
            self.left <= other.left
            and other.right <= self.right
            and self.top <= other.top
            and other.bottom <= self.bottom
        )


def first_free(candidates: Iterable[Box], taken: Sequence[Box], bounds: Box) -> Box | None:
    """Return the first candidate inside `bounds` that meets nothing taken, or None."""
    for box in candidates:
        if bounds.holds(box) and not any(box.meets(other) for other in taken):
            return box
    return None
