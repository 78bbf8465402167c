"""The weekly rate: one dot a week with its 95 % interval, and the 28-night rate as a line.

A long range takes wider bins. Where too few nights are recorded for an interval the dot is hollow.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from crampdiary.analysis.rate import (
    MIN_RECORDED_NIGHTS,
    NIGHTS_PER_WEEK,
    Interval,
    garwood,
    rate,
)
from crampdiary.analysis.weeks import (
    WINDOW_NIGHTS,
    Bins,
    NightSeries,
    bins,
    night_series,
    rolling_rate,
)
from crampdiary.charts.cells import draw_hatched, quads
from crampdiary.charts.chart import Chart, Coverage, Size, Table, coverage_of
from crampdiary.charts.fonts import POINTS_PER_PX
from crampdiary.charts.hint import hint_sheet
from crampdiary.charts.labels import plural
from crampdiary.charts.night_panel import BIN_NIGHTS
from crampdiary.charts.paths import joined, line_runs, spread
from crampdiary.charts.room import MARGIN_PX, Wanted, share_out
from crampdiary.charts.scale import comfortable, draw_scale, nice_ticks
from crampdiary.charts.sheet import Panel, Sheet, text_width_px
from crampdiary.charts.style import PX_PER_INCH, ChartStyle
from crampdiary.charts.time_axis import axis_height_px, draw_time_axis
from crampdiary.domain.nights import NightCount

if TYPE_CHECKING:
    import numpy as np
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

TITLE = "Weekly rate: cramps per week of recorded nights"
# The block rule of comparisons: a week counts from 4 recorded nights on.
WEEK_LEAST = 4
WIDTH_IN = 10.0
_PANEL_PX, _LEAST_PANEL_PX = 220, 60
_MIN_BIN_PX = 7
_SHORTEST_AXIS_NIGHTS = 28
_LOWEST_TOP = 2.0
_INTERVAL_SHARE, _WIDEST_INTERVAL_PX = 0.4, 7.0
_DOT_SHARE, _DOT_PX = 0.5, (3.2, 6.5)
# Where the arrow stands of a dot that is too high.
_ABOVE_SHARE = 0.97
_LINE_PT = 1.4


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeklyRateData:
    """The nights from `first` to `last`; nights that are not given are not recorded."""

    first: date
    last: date
    nights: Sequence[NightCount]

    @property
    def coverage(self) -> Coverage:
        """Return how many of the nights are recorded."""
        return coverage_of(self.nights, self.first, self.last)


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


def weekly_rate(data: WeeklyRateData, style: ChartStyle, size_in: Size | None = None) -> "Figure":
    """Return the figure, `size_in` inches wide and high; without a height as high as it wants."""
    import numpy as np

    width_in, height_in = size_in or (WIDTH_IN, None)
    width_px = width_in * PX_PER_INCH
    height_px = None if height_in is None else height_in * PX_PER_INCH
    said = too_little(data)
    if said:
        return hint_sheet(said, style, width_px=width_px, height_px=height_px).figure
    left = MARGIN_PX + 8 + text_width_px("1,000", style.text_px)
    right = width_px - MARGIN_PX - 0.5 * style.text_px
    x_limits = (0.0, float(max(data.coverage.nights_in_range, _SHORTEST_AXIS_NIGHTS)))
    series = night_series(data.nights, data.first, data.last)
    shown = rated_bins(series, _nights_per_bin((right - left) / x_limits[1]))
    # Wider dots say more than a line that goes up and down between them.
    has_line = shown.bins.nights_per_bin <= WINDOW_NIGHTS
    rolling = rolling_rate(series).per_week * (1.0 if has_line else np.nan)
    top = _top(shown, rolling)
    wanted = Wanted(
        left=left,
        right=right,
        panel_px=_PANEL_PX * style.scale,
        least_panel_px=_LEAST_PANEL_PX * style.scale,
        foot_px=axis_height_px(style.text_px) + 2,
    )
    shared = share_out(
        TITLE, _notes(data, shown, rolling), style=style, wanted=wanted, height_px=height_px
    )
    sheet = Sheet(style=style, width_px=width_px, height_px=shared.height_px)
    shared.heading.draw(sheet, MARGIN_PX)
    panel = sheet.panel(shared.box, x_limits=x_limits, y_limits=(0, top), kind="rates")
    values = nice_ticks(top, comfortable(panel, style.text_px))
    draw_scale(sheet, panel, values, nights=len(series.recorded))
    _draw_gaps(panel, shown.bins, style)
    _draw_intervals(panel, shown, style)
    _draw_line(panel, rolling, style)
    _draw_dots(panel, shown, style)
    draw_time_axis(sheet, panel, first=data.first, last=data.last)
    return sheet.figure


def _nights_per_bin(px_per_night: float) -> int:
    fitting = (nights for nights in BIN_NIGHTS if nights * px_per_night >= _MIN_BIN_PX)
    return next(fitting, max(BIN_NIGHTS))


def _top(shown: RatedBins, rolling: "Floats") -> float:
    """Return how high the scale reaches: over the line and every interval, else every dot."""
    import numpy as np

    highs = [one.high for one in shown.limits if one is not None]
    reached = np.concatenate(([_LOWEST_TOP], highs or shown.bins.per_week, rolling))
    return 1.04 * float(np.nanmax(reached))


def _notes(data: WeeklyRateData, shown: RatedBins, rolling: "Floats") -> list[str]:
    import numpy as np

    summed, rated = shown.bins, shown.is_rated
    size = BIN_NIGHTS[summed.nights_per_bin]
    said = [plural(int(summed.cramps.sum()), "cramp"), data.coverage.words, f"dot: {size}"]
    if rated.any():
        said.append("bar: its 95 % interval")
    if np.any((summed.recorded > 0) & ~rated):
        said.append(f"hollow: fewer than {least_recorded(summed.nights_per_bin)} nights recorded")
    if np.any(_is_above(shown, _top(shown, rolling))):
        said.append("arrow: above the scale")
    if not np.isnan(rolling).all():
        said.append("line: 28-night rate")
    if not summed.recorded.all():
        said.append("hatched: not recorded")
    return said


def _is_above(shown: RatedBins, top: float) -> "NDArray[np.bool_]":
    """Tell which hollow dots are too high for the scale: few nights make wild rates."""
    above: NDArray[np.bool_] = ~shown.is_rated & (shown.bins.per_week > top)
    return above


def _draw_gaps(panel: Panel, summed: Bins, style: ChartStyle) -> None:
    empty = summed.recorded == 0
    corners = quads(summed.start[empty], summed.end[empty], 0.0, panel.axes.get_ylim()[1])
    draw_hatched(panel.axes, corners, style)


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
    above = _is_above(shown, top)
    least_px, most_px = _DOT_PX
    size = max(least_px, min(_DOT_SHARE * _bin_px(panel, summed), most_px)) * POINTS_PER_PX
    hollow = (summed.recorded > 0) & ~rated
    kinds = (
        ("dots", rated, "o", style.palette.cramp, 0.0),
        ("hollow-dots", hollow & ~above, "o", style.background, 0.9),
        ("above", above, "^", style.background, 0.9),
    )
    for gid, chosen, marker, face, edge_px in kinds:
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
                markeredgecolor=style.palette.cramp,
                markeredgewidth=edge_px,
                zorder=3,
                clip_on=False,
                gid=gid,
            )
        )


def summary(data: WeeklyRateData) -> str:
    """Return in one sentence what the chart shows, for who cannot see it."""
    weeks = rated_bins(night_series(data.nights, data.first, data.last))
    rates = weeks.bins.per_week[weeks.is_rated]
    shown = [night for night in data.nights if data.first <= night.night <= data.last]
    counted = rate(shown)
    said = f"{data.coverage.span_words}: {plural(counted.cramps, 'cramp')}, {data.coverage.words}"
    if len(rates):
        said += (
            f"; in {plural(len(rates), 'week')} with {WEEK_LEAST} or more of them, from "
            f"{rates.min():.1f} to {rates.max():.1f} cramps per week"
        )
    if counted.cramps_per_week is not None:
        said += (
            f"; {counted.cramps_per_week:.1f} overall (95 % interval "
            f"{counted.cramps_per_week_low:.1f} to {counted.cramps_per_week_high:.1f})"
        )
    return f"{said}."


def table(data: WeeklyRateData) -> Table:
    """Return the weeks of the range with their rates and limits, also where the dots are wider."""
    weeks = rated_bins(night_series(data.nights, data.first, data.last))
    summed = weeks.bins
    return Table(
        columns=(
            "Week from",
            "Nights",
            "Nights recorded",
            "Cramps",
            "Cramps per week",
            "95 % from",
            "95 % to",
        ),
        rows=tuple(
            (
                data.first + timedelta(days=int(start)),
                int(end - start),
                int(recorded),
                int(cramps) if recorded else None,
                round(float(per_week), 2) if recorded else None,
                round(limits.low, 2) if limits else None,
                round(limits.high, 2) if limits else None,
            )
            for start, end, recorded, cramps, per_week, limits in zip(
                summed.start,
                summed.end,
                summed.recorded,
                summed.cramps,
                summed.per_week,
                weeks.limits,
                strict=True,
            )
        ),
    )


def too_little(data: WeeklyRateData) -> str:
    """Return what is said in place of the chart below 4 recorded nights."""
    recorded = data.coverage.nights_recorded
    if recorded >= WEEK_LEAST:
        return ""
    if not recorded:
        return (
            "No night is recorded here yet. "
            "Each week will be a dot with its interval, next to the weeks around it."
        )
    return (
        f"{plural(recorded, 'night')} recorded so far. "
        f"A weekly rate begins at {WEEK_LEAST} recorded nights."
    )


WEEKLY_RATE = Chart(
    name="weekly-rate",
    title=TITLE,
    figure=weekly_rate,
    summary=summary,
    table=table,
    too_little=too_little,
)
