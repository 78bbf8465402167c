"""Round numbers for the height of a panel."""

import math

_STEPS = (1, 2, 2.5, 5, 10)


def nice_step(span: float, most: int) -> float:
    """Return the smallest round step (1, 2, 2.5, 5, ... ) that fits at most `most` times."""
    rough = span / max(most, 1)
    power = 10.0 ** math.floor(math.log10(rough))
    return next(step * power for step in _STEPS if step * power >= rough * (1 - 1e-9))


def nice_ticks(high: float, most: int, *, low: float = 0) -> list[float]:
    """Return round values from `low` to `high`, both above or at zero, about `most` of them."""
    step = nice_step(high - low, most)
    start = math.ceil(low / step - 1e-9)
    end = math.floor(high / step + 1e-9)
    return [round(number * step, 10) for number in range(start, end + 1)]
