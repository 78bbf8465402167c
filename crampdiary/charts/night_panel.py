"""The upper panel: bars of cramps per week, the 28-night rate with its band, gaps hatched."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from crampdiary.analysis.weeks import (
    Bins,
    NightSeries,
    RollingRate,
    bins,
    rolling_rate,
    unrecorded_runs,
)
from crampdiary.charts.boxes import Box
from crampdiary.charts.sheet import Panel, Sheet
from crampdiary.charts.ticks import nice_ticks

if TYPE_CHECKING:
    import numpy as np
    from matplotlib.path import Path
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

# Weeks, four weeks, quarters, years: the first whose bars can still be told apart.
BIN_NIGHTS = {7: "1 week", 28: "4 weeks", 91: "13 weeks", 364: "52 weeks"}
_MIN_BAR_PX = 3
# A week of fewer recorded nights than 4 is left out of comparisons too (block rule, analysis).
_SOLID_SHARE = 4 / 7
# A diary without cramps has an empty panel, not one of hundredths.
_LOWEST_TOP = 2.0
_GAP_SHARE = 0.16
_BAND_ALPHA = 0.28


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
        return not _all_nan(self.rolling.per_week)

    @property
    def is_pale(self) -> "NDArray[np.bool_]":
        """Tell for each bar whether it stands on few recorded nights."""
        pale: NDArray[np.bool_] = self.bars.recorded < _SOLID_SHARE * self.bars.nights_per_bin
        return pale

    @property
    def top(self) -> float:
        """Return how high the panel reaches, in cramps per week."""
        import numpy as np

        drawn = np.concatenate((self.bars.per_week, self.rolling.high, [_LOWEST_TOP]))
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
    """Return what the reader must know, shortest parts first written."""
    import numpy as np

    said = [f"bars: {BIN_NIGHTS[shown.bars.nights_per_bin]} each"]
    if np.any(shown.is_pale & (shown.bars.cramps > 0)):
        said.append("outlined: few nights recorded")
    if shown.has_line:
        said += ["line: 28-night rate", "band: 95 % interval"]
    elif shown.series.recorded.any():
        said.append("the line begins at 14 recorded nights")
    if not shown.series.recorded.all():
        said.append("hatched: not recorded")
    return said


def draw_nights(
    sheet: Sheet, shown: NightPicture, box: Box, x_limits: tuple[float, float]
) -> Panel:
    """Draw the panel into `box`; x counts nights from the first, y is cramps per week."""
    panel = sheet.panel(box, x_limits=x_limits, y_limits=(0, shown.top), kind="nights")
    _draw_grid(sheet, panel, nights=len(shown.series.recorded))
    _draw_gaps(sheet, panel, shown)
    _draw_bars(sheet, panel, shown)
    if shown.has_line:
        _draw_rate(sheet, panel, shown)
    if not shown.series.recorded.any():
        middle = (panel.x_px(0) + panel.x_px(len(shown.series.recorded))) / 2
        written = sheet.text(
            middle, box.middle, "No night is recorded in this time", align="center", kind="hint"
        )
        sheet.blank(written)
    return panel


def _draw_grid(sheet: Sheet, panel: Panel, *, nights: int) -> None:
    size = sheet.style.text_px
    palette = sheet.style.palette
    most = max(2, int(panel.box.height / (2.6 * size)))
    for value in nice_ticks(panel.axes.get_ylim()[1], most):
        panel.axes.plot(
            [0, nights],
            [value, value],
            color=palette.quiet if value == 0 else palette.hairline,
            linewidth=0.8 if value == 0 else 0.7,
            zorder=3 if value == 0 else 0.5,
            solid_capstyle="butt",
            clip_on=False,
            gid="grid",
        )
        sheet.text(
            panel.box.left - 8,
            panel.y_px(value),
            f"{value:g}",
            align="right",
            colour=palette.quiet,
            kind="height",
        )


def _draw_gaps(sheet: Sheet, panel: Panel, shown: NightPicture) -> None:
    from matplotlib.collections import PolyCollection

    runs = unrecorded_runs(shown.series, at_least=_visible_nights(shown))
    if not len(runs):
        return
    gaps = PolyCollection(
        _rectangles(runs[:, 0], runs[:, 1], panel.axes.get_ylim()[1]),
        facecolor=sheet.style.palette.none_recorded,
        edgecolor=sheet.style.palette.hatch,
        hatch="////",
        linewidth=0,
        zorder=0.2,
        gid="not-recorded",
    )
    gaps.set_hatch_linewidth(0.7)
    panel.axes.add_collection(gaps, autolim=False)


def _draw_bars(sheet: Sheet, panel: Panel, shown: NightPicture) -> None:
    from matplotlib.collections import PolyCollection

    bars, palette = shown.bars, sheet.style.palette
    is_bar = bars.cramps > 0
    margin = _GAP_SHARE / 2 * bars.nights_per_bin
    for name, chosen, face in (
        ("bars", is_bar & ~shown.is_pale, palette.cramp_light),
        ("pale-bars", is_bar & shown.is_pale, sheet.style.background),
    ):
        left, right = bars.start[chosen] + margin, bars.end[chosen] - margin
        panel.axes.add_collection(
            PolyCollection(
                _rectangles(left, right.clip(left + margin), bars.per_week[chosen]),
                facecolor=face,
                edgecolor=palette.cramp_light,
                linewidth=0 if name == "bars" else 0.9,
                zorder=1,
                gid=name,
            ),
            autolim=False,
        )


def _draw_rate(sheet: Sheet, panel: Panel, shown: NightPicture) -> None:
    from matplotlib.patches import PathPatch

    style, rolling = sheet.style, shown.rolling
    runs = list(_line_runs(rolling.per_week, _visible_nights(shown)))
    band = _joined(
        [_closed(_spread(nights, rolling.low), _spread(nights, rolling.high)) for nights in runs]
    )
    line = _joined([_spread(nights, rolling.per_week) for nights in runs])
    panel.axes.add_patch(
        PathPatch(
            band,
            facecolor=style.palette.cramp,
            alpha=_BAND_ALPHA,
            linewidth=0,
            zorder=1.5,
            gid="band",
        )
    )
    panel.axes.add_patch(
        PathPatch(
            line,
            fill=False,
            edgecolor=style.line,
            linewidth=1.6,
            zorder=2,
            gid="line",
            joinstyle="round",
            capstyle="butt",
        )
    )


def _visible_nights(shown: NightPicture) -> int:
    """Return how many nights make at least one pixel; a narrower gap cannot be seen."""
    return max(1, math.ceil(1 / shown.px_per_night))


def _line_runs(values: "Floats", visible_nights: int) -> "Iterator[Ints]":
    """Yield the nights of each unbroken piece; gaps too narrow to be seen do not break it."""
    import numpy as np

    drawn = np.flatnonzero(~np.isnan(values))
    breaks = np.flatnonzero(np.diff(drawn) > visible_nights) + 1
    yield from np.split(drawn, breaks)


def _spread(nights: "Ints", values: "Floats") -> "Floats":
    """Return points in the middle of each night, the ends drawn out to the night's edges.

    So even a single night shows, and nothing reaches into a night without a record.
    """
    import numpy as np

    middle = nights + 0.5
    heights = values[nights]
    x = np.concatenate(([nights[0]], middle, [nights[-1] + 1]))
    y = np.concatenate((heights[:1], heights, heights[-1:]))
    return np.column_stack((x, y))


def _closed(low: "Floats", high: "Floats") -> "Floats":
    import numpy as np

    return np.concatenate((low, high[::-1], low[:1]))


def _joined(pieces: "list[Floats]") -> "Path":
    import numpy as np
    from matplotlib.path import Path

    codes = []
    for piece in pieces:
        code = np.full(len(piece), Path.LINETO, dtype=Path.code_type)
        code[0] = Path.MOVETO
        codes.append(code)
    return Path(np.concatenate(pieces), np.concatenate(codes))


def _rectangles(
    left: "NDArray[Any]", right: "NDArray[Any]", top: "Floats | float"
) -> "list[Floats]":
    """Return rectangles standing on zero, each of shape (4, 2)."""
    import numpy as np

    corners = np.zeros((len(left), 4, 2))
    corners[:, :2, 0] = np.asarray(left)[:, None]
    corners[:, 2:, 0] = np.asarray(right)[:, None]
    corners[:, 1:3, 1] = np.broadcast_to(top, len(left))[:, None]
    return list(corners)


def _all_nan(values: "Floats") -> bool:
    import numpy as np

    return bool(np.isnan(values).all())
