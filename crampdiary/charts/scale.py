"""The scale at the left of a panel: round numbers and light lines."""

import math
from collections.abc import Sequence

from crampdiary.charts.sheet import Panel, Sheet

_STEPS = (1, 2, 5, 10)


def nice_step(span: float, most: float) -> float:
    """Return the smallest round step (1, 2, 5, 10, ...) that fits at most `most` times."""
    rough = span / max(most, 1)
    power = 10.0 ** math.floor(math.log10(rough))
    return next(step * power for step in _STEPS if step * power >= rough * (1 - 1e-9))


def nice_ticks(high: float, most: float, *, low: float = 0) -> list[float]:
    """Return round values from `low` to `high`, both above or at zero, about `most` of them."""
    step = nice_step(high - low, most)
    start = math.ceil(low / step - 1e-9)
    end = math.floor(high / step + 1e-9)
    return [round(number * step, 10) for number in range(start, end + 1)]


def scale_text(value: float) -> str:
    """Return a number as the scale writes it: 10,000 or 0.25."""
    return f"{value:,.10g}"


def comfortable(panel: Panel, text_px: float) -> float:
    """Return how many numbers the panel's height has room for."""
    return max(2.0, panel.box.height / (1.9 * text_px))


def draw_scale(sheet: Sheet, panel: Panel, values: Sequence[float], *, nights: int) -> None:
    """Write the values beside the panel and draw a line at each over the nights in range."""
    from matplotlib.collections import LineCollection

    palette = sheet.style.palette
    for chosen, colour, above in (
        ([value for value in values if value], palette.hairline, 0.5),
        ([value for value in values if not value], palette.quiet, 1.2),
    ):
        panel.axes.add_artist(
            LineCollection(
                [((0, value), (nights, value)) for value in chosen],
                colors=colour,
                linewidths=0.7,
                zorder=above,
                clip_on=False,
                gid="scale",
            )
        )
    for value in values:
        sheet.text(
            panel.box.left - 8,
            panel.y_px(value),
            scale_text(value),
            align="right",
            colour=palette.quiet,
            kind="scale",
        )
