"""The weekly rate: one dot a week with its 95 % interval, and the 28-night rate as a line.

A long range takes wider bins. Where too few nights are recorded for an interval the dot is hollow.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from crampdiary.analysis.rate import (
    rate,
)
from crampdiary.analysis.weeks import (
    WINDOW_NIGHTS,
    night_series,
    rolling_rate,
    unrecorded_runs,
)
from crampdiary.charts.cells import gap_words
from crampdiary.charts.chart import Chart, Coverage, Size, Table, coverage_of, size_px
from crampdiary.charts.heading import with_span
from crampdiary.charts.hint import hint_sheet
from crampdiary.charts.labels import plural
from crampdiary.charts.night_panel import BIN_NIGHTS
from crampdiary.charts.room import MARGIN_PX, Wanted, share_out
from crampdiary.charts.scale import comfortable, draw_scale, nice_ticks
from crampdiary.charts.sheet import Sheet, text_width_px
from crampdiary.charts.style import ChartStyle
from crampdiary.charts.time_axis import axis_height_px, draw_time_axis
from crampdiary.charts.weekly_dots import (
    WEEK_LEAST,
    RatedBins,
    draw_rates,
    is_above,
    least_recorded,
    nights_per_bin,
    rated_bins,
    top_of,
)
from crampdiary.domain.nights import NightCount

if TYPE_CHECKING:
    import numpy as np
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

TITLE = "Cramps per week of recorded nights, 95 % interval"
WIDTH_IN = 10.0
_PANEL_PX, _LEAST_PANEL_PX = 220, 60
_SHORTEST_AXIS_NIGHTS = 28


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


def weekly_rate(data: WeeklyRateData, style: ChartStyle, size_in: Size | None = None) -> "Figure":
    """Return the figure, `size_in` inches wide and high; without a height as high as it wants."""
    import numpy as np

    width_px, height_px = size_px(size_in, WIDTH_IN)
    said = too_little(data)
    if said:
        return hint_sheet(said, style, width_px=width_px, height_px=height_px).figure
    left = MARGIN_PX + 8 + text_width_px("1,000", style.text_px)
    right = width_px - MARGIN_PX - 0.5 * style.text_px
    x_limits = (0.0, float(max(data.coverage.nights_in_range, _SHORTEST_AXIS_NIGHTS)))
    series = night_series(data.nights, data.first, data.last)
    night_px = (right - left) / x_limits[1]
    shown = rated_bins(series, nights_per_bin(night_px))
    # Those that can be seen.
    gaps = unrecorded_runs(series, at_least=math.ceil(1 / night_px))
    # Wider dots say more than a line that goes up and down between them.
    has_line = shown.bins.nights_per_bin <= WINDOW_NIGHTS
    rolling = rolling_rate(series).per_week * (1.0 if has_line else np.nan)
    top = top_of(shown, rolling)
    wanted = Wanted(
        left=left,
        right=right,
        panel_px=_PANEL_PX * style.scale,
        least_panel_px=_LEAST_PANEL_PX * style.scale,
        foot_px=axis_height_px(style.text_px) + 2,
    )
    notes = _notes(data, shown, rolling, gap_words(gaps, night_px))
    shared = share_out(
        TITLE,
        with_span(notes, data.coverage.span_words, style),
        style=style,
        wanted=wanted,
        height_px=height_px,
    )
    sheet = Sheet(style=style, width_px=width_px, height_px=shared.height_px)
    shared.heading.draw(sheet, MARGIN_PX)
    panel = sheet.panel(shared.box, x_limits=x_limits, y_limits=(0, top), kind="rates")
    values = nice_ticks(top, comfortable(panel, style.text_px))
    draw_scale(sheet, panel, values, nights=len(series.recorded))
    draw_rates(panel, shown, rolling, gaps, style)
    draw_time_axis(sheet, panel, first=data.first, last=data.last)
    return sheet.figure


def _notes(
    data: WeeklyRateData, shown: RatedBins, rolling: "Floats", gaps: Sequence[str]
) -> list[str]:
    import numpy as np

    summed, rated = shown.bins, shown.is_rated
    size = BIN_NIGHTS[summed.nights_per_bin]
    said = [plural(int(summed.cramps.sum()), "cramp"), data.coverage.words, f"dot: {size}"]
    if rated.any():
        said.append("bar: its interval")
    if np.any((summed.recorded > 0) & ~rated):
        said.append(f"hollow: fewer than {least_recorded(summed.nights_per_bin)} nights recorded")
    if np.any(is_above(shown, top_of(shown, rolling))):
        said.append("arrow: above the scale")
    if not np.isnan(rolling).all():
        said.append("line: 28-night rate")
    return [*said, *gaps]


def summary(data: WeeklyRateData) -> str:
    """Return in one sentence what the chart shows, for who cannot see it."""
    weeks = rated_bins(night_series(data.nights, data.first, data.last))
    rates = weeks.bins.per_week[weeks.is_rated]
    shown = [night for night in data.nights if data.first <= night.night <= data.last]
    counted = rate(shown)
    said = f"{data.coverage.span_words}: {plural(counted.cramps, 'cramp')}, {data.coverage.words}"
    if len(rates):
        said += (
            f"; from {rates.min():.1f} to {rates.max():.1f} cramps per week in "
            f"{plural(len(rates), 'week')} with at least {WEEK_LEAST} recorded nights"
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
        f"A weekly rate begins with {WEEK_LEAST} recorded nights."
    )


WEEKLY_RATE = Chart(
    name="weekly-rate",
    title=TITLE,
    figure=weekly_rate,
    summary=summary,
    table=table,
    too_little=too_little,
)
