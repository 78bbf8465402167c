"""The scale of a dot plot: even from zero, or of ratios, with half as far from 1 as double."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crampdiary.charts.scale import nice_ticks, scale_text

_FINEST = 12
# Beyond a sixteenth and sixteen times as many an interval only says that nothing is known.
_FURTHEST = 4
_OCTAVES = (1, 2, 4)
# Where doublings alone would be few: thirds, and one and a half times.
_BETWEEN = (1 / 3, 2 / 3, 1.5, 3.0)
_NAMES = {1 / 3: "1/3", 2 / 3: "2/3"}
_SHORT = 2.2


@dataclass(frozen=True, slots=True, kw_only=True)
class DotScale:
    """From where to where, in the axis' own numbers (ratios as powers of 2), and its base line."""

    limits: tuple[float, float]
    base: float
    is_ratio: bool

    def at(self, value: float) -> float:
        """Return where on the axis a value lies."""
        if not self.is_ratio:
            return value
        return math.log2(value) if value > 0 else self.limits[0] - 1

    def clipped(self, value: float) -> float:
        """Return where a value lies, moved to the nearer end where it is beyond."""
        return min(max(self.at(value), self.limits[0]), self.limits[1])

    def holds(self, value: float) -> bool:
        """Tell whether a value lies on the scale."""
        return self.limits[0] <= self.at(value) <= self.limits[1]

    def candidates(self) -> Iterator[Sequence[float]]:
        """Yield ever fewer round values on the scale."""
        if not self.is_ratio:
            for most in range(_FINEST, 0, -1):
                yield nice_ticks(self.limits[1], most)
            return
        low, high = math.ceil(self.limits[0]), math.floor(self.limits[1])
        if self.limits[1] < _SHORT:
            powers = [2.0**power for power in range(low, high + 1)]
            yield sorted([*powers, *filter(self.holds, _BETWEEN)])
        for step in _OCTAVES:
            yield [2.0**power for power in range(low, high + 1) if power % step == 0]

    def text(self, value: float) -> str:
        """Return a number as the scale writes it: 1,000 or, of a ratio, 1/2 and 2/3."""
        if value in _NAMES:
            return _NAMES[value]
        if self.is_ratio and value < 1:
            return f"1/{scale_text(1 / value)}"
        return scale_text(value)


def even_scale(highs: Sequence[float]) -> DotScale:
    """Return a scale from zero that holds all of the values."""
    return DotScale(limits=(0.0, 1.04 * max(highs, default=1.0) or 1.0), base=0, is_ratio=False)


def ratio_scale(ratios: Sequence[float]) -> DotScale:
    """Return a scale of ratios about 1, from a half to double or wider, at most a sixteenth."""
    powers = [math.log2(ratio) for ratio in ratios if ratio > 0]
    reach = min(max([1.0, *(abs(power) for power in powers)]) + 0.1, _FURTHEST + 0.1)
    return DotScale(limits=(-reach, reach), base=1, is_ratio=True)
