"""Which rows of the page are shown and how high its chart is, from the heights of its parts."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from crampdiary.reports.rooms import Step

POINTS_PER_INCH = 72
# A taller chart says no more.
BEST_CHART_IN = 4.8
# Heights are told in points and rounded on the way.
_SPARE_PT = 1.0
# What grows while there is room, a row each.
_IN_TURN = ("flags", "periods", "labs", "listed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """How many rows of each table and each list the page shows, and the chart's height."""

    periods: int
    labs: int
    listed: int
    flags: int
    is_hours_drawn: bool
    is_asked_below: bool
    has_chart: bool
    chart_in: float = 0

    @property
    def rows(self) -> int:
        """Return how many rows are shown in all."""
        return self.periods + self.labs + self.listed + self.flags


@dataclass(frozen=True, slots=True, kw_only=True)
class Heights:
    """How high the page and its parts are in points; those with rows for 0, 1, 2... of them.

    `fixed` is what always stands there, `words` what stands in the place of the chart. `hours` are
    without and with a chart of them, `asked` the questions in a column and over the whole width.
    `width` is that of the chart.
    """

    room: float
    width: float
    fixed: float
    words: float
    flags: Sequence[float]
    periods: Sequence[float]
    labs: Sequence[float]
    listed: Sequence[float]
    hours: Sequence[float]
    asked: Sequence[float]

    def left(self, shown: Shown) -> float:
        """Return how many points are left for the chart; less than 0 where it is too much."""
        columns = self.labs[shown.labs], self.listed[shown.listed]
        beside = self.hours[shown.is_hours_drawn]
        if not shown.is_asked_below:
            beside += self.asked[0]
        left, right = (columns[0], columns[1] + beside) if columns[0] else (columns[1], beside)
        taken = (
            self.fixed
            + (0 if shown.has_chart else self.words)
            + self.flags[shown.flags]
            + self.periods[shown.periods]
            + max(left, right)
            + (self.asked[1] if shown.is_asked_below else 0)
        )
        return self.room - taken - _SPARE_PT


def shown_in(heights: Heights, step: Step, *, has_chart: bool) -> Shown | None:
    """Return what a page shows on a step: its least rows and all more that have room, or None."""
    most = {
        "flags": len(heights.flags) - 1,
        "periods": len(heights.periods) - 1,
        "labs": len(heights.labs) - 1,
        "listed": len(heights.listed) - 1,
    }
    has_chart = has_chart and step.chart_in > 0
    least_pt = step.chart_in * POINTS_PER_INCH if has_chart else 0
    beside = Shown(
        flags=min(most["flags"], step.flags),
        periods=min(most["periods"], step.periods),
        labs=min(most["labs"], step.labs),
        listed=min(most["listed"], step.listed),
        is_hours_drawn=step.is_hours_drawn,
        is_asked_below=False,
        has_chart=has_chart,
    )
    ways = [
        _grown(heights, shown, most, least_pt)
        for shown in (beside, replace(beside, is_asked_below=True))
        if heights.left(shown) >= least_pt
    ]
    if not ways:
        return None
    # Rows of a table that costs no room are nothing against a red flag.
    shown = max(ways, key=lambda way: (way.flags, way.rows))
    return replace(shown, chart_in=_chart_in(heights.left(shown)) if has_chart else 0)


def _grown(heights: Heights, shown: Shown, most: Mapping[str, int], least_pt: float) -> Shown:
    """Return it with a row more of each in turn while there is room, up to `most`."""
    for name in _IN_TURN * max(most.values()):
        more = replace(shown, **{name: min(most[name], getattr(shown, name) + 1)})
        if heights.left(more) >= least_pt:
            shown = more
    return shown


def _chart_in(left_pt: float) -> float:
    """Return the chart's height, in steps so small that nobody sees them."""
    return min(BEST_CHART_IN, math.floor(20 * left_pt / POINTS_PER_INCH) / 20)
