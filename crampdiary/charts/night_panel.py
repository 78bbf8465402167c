"""The upper panel: bars of cramps per week, the 28-night rate with its band, gaps hatched."""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crampdiary.analysis.blocks import LEAST_RECORDED
from crampdiary.analysis.rate import NIGHTS_PER_WEEK
from crampdiary.analysis.weeks import (
    Bins,
    NightSeries,
    RollingRate,
    bins,
    rolling_rate,
    unrecorded_runs,
)
from crampdiary.charts.boxes import Box
from crampdiary.charts.cells import gap_words, is_narrow
from crampdiary.charts.paths import closed, joined, line_runs, rectangles, spread
from crampdiary.charts.scale import comfortable, draw_scale, nice_ticks
from crampdiary.charts.sheet import Panel, Sheet, shorten
from crampdiary.charts.style import ChartStyle, mix

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Weeks, four weeks, quarters, years: the first whose bars can still be told apart.
BIN_NIGHTS = {7: "1 week", 28: "4 weeks", 91: "13 weeks", 364: "52 weeks"}
_MIN_BAR_PX = 3
# A week of fewer recorded nights than 4 is left out of comparisons too (block rule, analysis); one
# cramp on its only recorded night would stand there as seven a week.
_SOLID_SHARE = LEAST_RECORDED / NIGHTS_PER_WEEK
# A diary without cramps has an empty panel, not one of hundredths.
_LOWEST_TOP = 2.0
_LINE_PX, _LINE_DENSE_PX, _DENSE = 1.6, 0.9, 0.4
_GAP_SHARE = 0.16
# Light enough to leave the bars behind it their colour; its edge keeps it on a grey copy.
_BAND_ALPHA, _BAND_EDGE_ALPHA, _BAND_EDGE_PAPER = 0.13, 0.4, 0.85
_HATCH_SHARE, _HATCH_SHARE_PAPER = 0.5, 0.3
_RIM_PT = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class NightPicture:
    """All that the panel shows, worked out before anything is drawn."""

    series: NightSeries
    bars: Bins
    rolling: RollingRate
    px_per_night: float

    @property
    def has_line(self) -> bool:
        """Tell whether any night has a rate."""
        import numpy as np

        return not bool(np.isnan(self.rolling.per_week).all())

    @property
    def is_pale(self) -> "NDArray[np.bool_]":
        """Tell for each bar whether it stands on few recorded nights."""
        pale: NDArray[np.bool_] = self.bars.recorded < _SOLID_SHARE * self.bars.nights_per_bin
        return pale

    @property
    def heights(self) -> "NDArray[np.float64]":
        """Return each bar's cramps per week; on few recorded nights those counted, no rate."""
        import numpy as np

        counted = NIGHTS_PER_WEEK * self.bars.cramps / self.bars.nights_per_bin
        heights: NDArray[np.float64] = np.where(self.is_pale, counted, self.bars.per_week)
        return heights

    @property
    def top(self) -> float:
        """Return how high the panel reaches, in cramps per week."""
        import numpy as np

        drawn = np.concatenate((self.heights, self.rolling.high, [_LOWEST_TOP]))
        return float(np.nanmax(drawn)) * 1.06


def picture(series: NightSeries, px_per_night: float) -> NightPicture:
    """Choose the bars' width for the room there is, and work out bars and rate."""
    fitting = (nights for nights in BIN_NIGHTS if nights * px_per_night >= _MIN_BAR_PX)
    nights_per_bin = next(fitting, max(BIN_NIGHTS))
    return NightPicture(
        series=series,
        bars=bins(series, nights_per_bin),
        rolling=rolling_rate(series),
        px_per_night=px_per_night,
    )


def notes(shown: NightPicture) -> list[str]:
    """Return what the reader must know of what is drawn, the most needed first."""
    import numpy as np

    said = []
    if shown.has_line:
        said.append("line: 28-night rate, band: 95 % interval")
    elif shown.series.recorded.any():
        said.append("the line begins at 14 recorded nights")
    if not shown.series.recorded.all():
        # Gaps too narrow to be seen need no word of their own where wider ones are.
        seen = unrecorded_runs(shown.series, at_least=_visible_nights(shown))
        runs = seen if len(seen) else unrecorded_runs(shown.series)
        said += gap_words(runs, shown.px_per_night)
    if np.any(shown.is_pale & (shown.bars.cramps > 0)):
        said.append("outlined: few nights recorded, at least so many")
    if shown.bars.cramps.any():
        said.append(f"bars: {BIN_NIGHTS[shown.bars.nights_per_bin]} each")
    return said


def draw_nights(
    sheet: Sheet, shown: NightPicture, box: Box, x_limits: tuple[float, float]
) -> Panel:
    """Draw the panel into `box`; x counts nights from the first, y is cramps per week."""
    panel = sheet.panel(box, x_limits=x_limits, y_limits=(0, shown.top), kind="nights")
    values = nice_ticks(shown.top, comfortable(panel, sheet.style.text_px))
    draw_scale(sheet, panel, values, nights=len(shown.series.recorded))
    _draw_gaps(sheet, panel, shown)
    _draw_bars(sheet, panel, shown)
    if shown.has_line:
        _draw_rate(sheet, panel, shown)
    if not shown.series.recorded.any():
        said = shorten("No night is recorded in this time", box.width, sheet.style.text_px)
        middle = (box.left + box.right) / 2
        sheet.blank(sheet.text(middle, box.middle, said, align="center", kind="hint"))
    return panel


def _draw_gaps(sheet: Sheet, panel: Panel, shown: NightPicture) -> None:
    """Hatch what is not recorded; where a stretch is too narrow for a hatch, shade it."""
    from matplotlib.collections import PolyCollection
    from matplotlib.patches import PathPatch

    palette, top = sheet.style.palette, panel.axes.get_ylim()[1]
    runs = unrecorded_runs(shown.series, at_least=_visible_nights(shown))
    has_no_room = is_narrow(runs, shown.px_per_night)
    wide, narrow = runs[~has_no_room], runs[has_no_room]
    if len(wide):
        gaps = PolyCollection(
            rectangles(wide[:, 0], wide[:, 1], top),
            facecolor=palette.none_recorded,
            edgecolor=palette.hatch,
            hatch="////",
            linewidth=0,
            zorder=0.2,
            gid="not-recorded",
        )
        gaps.set_hatch_linewidth(sheet.style.thin_pt)
        panel.axes.add_artist(gaps)
    if len(narrow):
        panel.axes.add_artist(
            PathPatch(
                joined(rectangles(narrow[:, 0], narrow[:, 1], top)),
                facecolor=shade_of_gaps(sheet.style),
                linewidth=0,
                zorder=0.2,
                gid="not-recorded-narrow",
            )
        )


def shade_of_gaps(style: ChartStyle) -> str:
    """Return the even tone that stands for a hatch where there is no room for one."""
    share = _HATCH_SHARE_PAPER if style.is_paper else _HATCH_SHARE
    return mix(style.palette.none_recorded, style.palette.hatch, share)


def _draw_bars(sheet: Sheet, panel: Panel, shown: NightPicture) -> None:
    from matplotlib.collections import PolyCollection

    bars, palette = shown.bars, sheet.style.palette
    is_bar = bars.cramps > 0
    margin = _GAP_SHARE / 2 * (bars.end - bars.start)
    for name, chosen, face in (
        ("bars", is_bar & ~shown.is_pale, palette.cramp_light),
        ("pale-bars", is_bar & shown.is_pale, "none"),
    ):
        left, right = (bars.start + margin)[chosen], (bars.end - margin)[chosen]
        panel.axes.add_artist(
            PolyCollection(
                rectangles(left, right, shown.heights[chosen]),
                facecolor=face,
                edgecolor=palette.cramp_light,
                linewidth=0 if name == "bars" else 0.9,
                zorder=1,
                gid=name,
            )
        )


def _draw_rate(sheet: Sheet, panel: Panel, shown: NightPicture) -> None:
    from matplotlib.colors import to_rgba
    from matplotlib.patches import PathPatch

    style, rolling = sheet.style, shown.rolling
    runs = list(line_runs(rolling.per_week, _visible_nights(shown)))
    band = joined(
        [closed(spread(nights, rolling.low), spread(nights, rolling.high)) for nights in runs]
    )
    line = joined([spread(nights, rolling.per_week) for nights in runs])
    panel.axes.add_artist(
        PathPatch(
            band,
            facecolor=to_rgba(style.line, _BAND_ALPHA),
            edgecolor=to_rgba(style.line, _BAND_EDGE_PAPER if style.is_paper else _BAND_EDGE_ALPHA),
            linewidth=style.thin_pt - 0.1 if shown.px_per_night > _DENSE else 0,
            zorder=1.5,
            gid="band",
        )
    )
    width = _LINE_PX if shown.px_per_night > _DENSE else _LINE_DENSE_PX
    lines = [("line", style.line, width, 2.0)]
    if style.is_paper:
        # A rim of paper, without which a fax shows no line on bars.
        lines.insert(0, ("line-rim", style.background, width + _RIM_PT, 1.9))
    for gid, colour, linewidth, zorder in lines:
        panel.axes.add_artist(
            PathPatch(
                line,
                fill=False,
                edgecolor=colour,
                linewidth=linewidth,
                zorder=zorder,
                gid=gid,
                clip_on=False,
                joinstyle="round",
                capstyle="butt",
            )
        )


def _visible_nights(shown: NightPicture) -> int:
    """Return how many nights make at least one pixel; a narrower gap cannot be seen."""
    return max(1, math.ceil(1 / shown.px_per_night))
