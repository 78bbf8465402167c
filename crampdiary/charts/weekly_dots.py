"""The dots of the weekly rate: bins of nights with their 95 % intervals, and how they are drawn."""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crampdiary.analysis.rate import MIN_RECORDED_NIGHTS, NIGHTS_PER_WEEK, Interval, garwood
from crampdiary.analysis.weeks import Bins, NightSeries, bins
from crampdiary.charts.cells import draw_gaps, is_narrow, quads
from crampdiary.charts.fonts import POINTS_PER_PX
from crampdiary.charts.night_panel import BIN_NIGHTS
from crampdiary.charts.paths import joined, line_runs, spread
from crampdiary.charts.sheet import Panel
from crampdiary.charts.style import ChartStyle

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

# The block rule of comparisons: a week counts from 4 recorded nights on.
WEEK_LEAST = 4
_MIN_BIN_PX = 7
_LOWEST_TOP = 2.0
_INTERVAL_SHARE, _WIDEST_INTERVAL_PX = 0.4, 7.0
_DOT_SHARE, _DOT_PX = 0.6, (4.0, 8.0)
# Where the arrow stands of a dot that is too high.
_ABOVE_SHARE = 0.97
_LINE_PT, _EDGE_PT = 1.4, 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class RatedBins:
    """Bins with their 95 % limits, in cramps per week; None where too few nights are recorded."""

    bins: Bins
    limits: tuple[Interval | None, ...]

    @property
    def is_rated(self) -> "NDArray[np.bool_]":
        """Tell which bins have an interval."""
        import numpy as np

        return np.array([one is not None for one in self.limits], dtype=np.bool_)


def least_recorded(nights_per_bin: int) -> int:
    """Return how many nights of a bin must be recorded for an interval: 4 of a week, else 14."""
    return WEEK_LEAST if nights_per_bin == NIGHTS_PER_WEEK else MIN_RECORDED_NIGHTS


def rated_bins(series: NightSeries, nights_per_bin: int = NIGHTS_PER_WEEK) -> RatedBins:
    """Sum the nights in bins and give each with enough recorded nights its Garwood interval."""
    summed, least = bins(series, nights_per_bin), least_recorded(nights_per_bin)
    limits = tuple(
        garwood(int(cramps), int(recorded), scale=NIGHTS_PER_WEEK) if recorded >= least else None
        for cramps, recorded in zip(summed.cramps, summed.recorded, strict=True)
    )
    return RatedBins(bins=summed, limits=limits)


def nights_per_bin(px_per_night: float) -> int:
    """Return the smallest bins whose dots can be told apart."""
    fitting = (nights for nights in BIN_NIGHTS if nights * px_per_night >= _MIN_BIN_PX)
    return next(fitting, max(BIN_NIGHTS))


def top_of(shown: RatedBins, rolling: "Floats") -> float:
    """Return how high the scale reaches: over the line and every interval, else every dot."""
    import numpy as np

    highs = [one.high for one in shown.limits if one is not None]
    reached = np.concatenate(([_LOWEST_TOP], highs or shown.bins.per_week, rolling))
    return 1.04 * float(np.nanmax(reached))


def is_above(shown: RatedBins, top: float) -> "NDArray[np.bool_]":
    """Tell which hollow dots are too high for the scale: few nights make wild rates."""
    above: NDArray[np.bool_] = ~shown.is_rated & (shown.bins.per_week > top)
    return above


def draw_rates(
    panel: Panel, shown: RatedBins, rolling: "Floats", gaps: "Ints", style: ChartStyle
) -> None:
    """Draw `gaps` (nights: start, end), intervals, the 28-night rate and, on top, the dots."""
    corners = quads(gaps[:, 0], gaps[:, 1], 0.0, panel.axes.get_ylim()[1])
    draw_gaps(panel.axes, corners, is_narrow(gaps, panel.x_px(1) - panel.x_px(0)), style)
    _draw_intervals(panel, shown, style)
    _draw_line(panel, rolling, style)
    _draw_dots(panel, shown, style)


def _bin_px(panel: Panel, summed: Bins) -> float:
    return panel.x_px(float(summed.nights_per_bin)) - panel.x_px(0)


def _middles(summed: Bins) -> "Floats":
    middles: Floats = (summed.start + summed.end) / 2
    return middles


def _draw_intervals(panel: Panel, shown: RatedBins, style: ChartStyle) -> None:
    from matplotlib.collections import LineCollection

    middles = _middles(shown.bins)
    width_px = min(_INTERVAL_SHARE * _bin_px(panel, shown.bins), _WIDEST_INTERVAL_PX)
    panel.axes.add_artist(
        LineCollection(
            [
                ((x, limits.low), (x, limits.high))
                for x, limits in zip(middles, shown.limits, strict=True)
                if limits is not None
            ],
            colors=style.palette.cramp_light,
            linewidths=width_px * POINTS_PER_PX,
            capstyle="butt",
            zorder=1,
            gid="intervals",
        )
    )


def _draw_line(panel: Panel, rolling: "Floats", style: ChartStyle) -> None:
    """Draw the 28-night rate; it breaks wherever a night is not recorded that can be seen."""
    import numpy as np
    from matplotlib.patches import PathPatch

    if np.isnan(rolling).all():
        return
    visible = max(1, math.ceil(1 / (panel.x_px(1) - panel.x_px(0))))
    path = joined([spread(nights, rolling) for nights in line_runs(rolling, visible)])
    panel.axes.add_artist(
        PathPatch(
            path,
            fill=False,
            edgecolor=style.line,
            linewidth=_LINE_PT,
            joinstyle="round",
            capstyle="butt",
            zorder=2,
            clip_on=False,
            gid="line",
        )
    )


def _draw_dots(panel: Panel, shown: RatedBins, style: ChartStyle) -> None:
    from matplotlib.lines import Line2D

    summed, rated, top = shown.bins, shown.is_rated, panel.axes.get_ylim()[1]
    above = is_above(shown, top)
    least_px, most_px = _DOT_PX
    size = max(least_px, min(_DOT_SHARE * _bin_px(panel, summed), most_px)) * POINTS_PER_PX
    hollow = (summed.recorded > 0) & ~rated
    kinds = (
        ("dots", rated, "o", style.line, style.background),
        ("hollow-dots", hollow & ~above, "o", style.background, style.palette.cramp),
        ("above", above, "^", style.background, style.palette.cramp),
    )
    for gid, chosen, marker, face, edge in kinds:
        if not chosen.any():
            continue
        heights = summed.per_week[chosen].clip(max=_ABOVE_SHARE * top)
        panel.axes.add_artist(
            Line2D(
                _middles(summed)[chosen],
                heights,
                linestyle="none",
                marker=marker,
                markersize=size,
                markerfacecolor=face,
                markeredgecolor=edge,
                markeredgewidth=_EDGE_PT,
                zorder=3,
                clip_on=False,
                gid=gid,
            )
        )
