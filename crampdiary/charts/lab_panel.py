"""The lab panel: one test's values over the laboratory's own range, each with its label."""

import math
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from crampdiary.charts.boxes import Box, between, first_free
from crampdiary.charts.lab_points import LabPoint, Limits
from crampdiary.charts.lab_series import LabSeries
from crampdiary.charts.scale import comfortable, draw_scale, nice_ticks, scale_text
from crampdiary.charts.sheet import LINE_HEIGHT, Panel, Sheet, text_width_px
from crampdiary.charts.style import ChartStyle

# More could not be told apart in any width; the scale at the left still says what they are.
_MOST_LABELS = 60
_MARK_PX = 5.5
_LINE_STEPS = 24
_FINEST = 12
_Points = Sequence[tuple[float, float]]


def draw_labs(
    sheet: Sheet,
    series: LabSeries,
    box: Box,
    *,
    first: date,
    nights: int,
    x_limits: tuple[float, float],
    avoid: Sequence[float],
    right: float | None = None,
) -> Panel:
    """Draw the series into `box`; labels keep off the nights in `avoid` if they can.

    They end at `right` (pixels), or else at the edge of the sheet.
    """
    low, high = _limits(series)
    panel = sheet.panel(box, x_limits=x_limits, y_limits=(low, high), kind="labs")
    _draw_bands(sheet, panel, series, first=first, nights=nights)
    _draw_scale(sheet, panel, series, nights=nights)
    days = [(one.taken_on - first).days + 0.5 for one in series.points]
    _draw_marks(sheet, panel, series, days)
    bounds = Box(
        left=box.left,
        top=box.top - 4,
        right=sheet.width_px - 2 if right is None else right,
        bottom=box.bottom,
    )
    _draw_values(sheet, panel, series, days, avoid, bounds)
    return panel


def scale_width_px(series: LabSeries, text_px: float) -> float:
    """Return the room that the numbers beside the panel may need, in pixels."""
    low, high = _limits(series)
    values = [*_meant_heights(series, low, high), *nice_ticks(high, _FINEST, low=low)]
    return max(text_width_px(scale_text(value), text_px) for value in values)


def _limits(series: LabSeries) -> tuple[float, float]:
    values = [one.value for one in series.points]
    lowest, highest = min(values), max(values)
    # A limit of the range belongs in the picture where it is near what was measured, or where all
    # that was measured lies beyond it.
    lows, highs = ([edge for edge in edges if edge is not None] for edges in _edges(series))
    near = [edge for edge in (*lows, *highs) if lowest / 2 <= edge <= highest * 2]
    near += [edge for edge in lows if highest < edge] + [edge for edge in highs if edge < lowest]
    if series.common is not None:
        near.append(series.common[1])
    lowest, highest = min([lowest, *near]), max([highest, *near])
    room = 0.2 * (highest - lowest) or 0.2 * highest or 1.0
    # One height alone has no course to show: from zero it says at least how high it is.
    start = 0.0 if lowest <= 0.5 * highest or lowest == highest else lowest - room
    return max(0.0, start), highest + max(room, 0.12 * (highest - start))


def _edges(series: LabSeries) -> tuple[list[float | None], list[float | None]]:
    """Return the lower and the upper limits that laboratories gave, in order."""
    given = sorted(series.ranges, key=str)
    return [low for low, _ in given], [high for _, high in given]


def _draw_bands(sheet: Sheet, panel: Panel, series: LabSeries, *, first: date, nights: int) -> None:
    from matplotlib.patches import Rectangle

    palette = sheet.style.palette
    low, high = panel.axes.get_ylim()
    bands: list[tuple[float, float, float, float, str]] = []
    if series.common is not None:
        deficient, enough = series.common
        bands = [
            (0, nights, low, deficient, palette.band_low),
            (0, nights, max(low, deficient), enough, palette.band_middle),
        ]
    else:
        for start, end, (bottom, top) in _range_spans(series, first, nights):
            under = low if bottom is None else max(low, bottom)
            bands.append(
                (start, end, under, high if top is None else min(high, top), palette.band_good)
            )
    for start, end, bottom, top, colour in bands:
        if top > bottom:
            band = Rectangle(
                (start, bottom),
                end - start,
                top - bottom,
                facecolor=colour,
                linewidth=0,
                zorder=0.2,
                gid="lab-band",
            )
            panel.axes.add_artist(band)


def _range_spans(series: LabSeries, first: date, nights: int) -> list[tuple[float, float, Limits]]:
    """Return from and to of each range: it holds halfway to the next result with another one."""
    given = [
        ((one.taken_on - first).days + 0.5, one.limits)
        for one in series.points
        if one.limits != (None, None)
    ]
    spans: list[tuple[float, float, Limits]] = []
    start = 0.0
    for number, (day, limits) in enumerate(given):
        following = given[number + 1] if number + 1 < len(given) else None
        if following is not None and following[1] == limits:
            continue
        end = (day + following[0]) / 2 if following else float(nights)
        spans.append((start, end, limits))
        start = end
    return spans


def _draw_scale(sheet: Sheet, panel: Panel, series: LabSeries, *, nights: int) -> None:
    size = sheet.style.text_px
    low, high = panel.axes.get_ylim()
    spaced: list[float] = []
    for value in _meant_heights(series, low, high):
        y = panel.y_px(value)
        if all(abs(y - panel.y_px(other)) >= size * LINE_HEIGHT for other in spaced):
            spaced.append(value)
    if len(spaced) < 2:  # noqa: PLR2004 - one height is no scale
        spaced = nice_ticks(high, comfortable(panel, size), low=low)
    draw_scale(sheet, panel, spaced, nights=nights)


def _meant_heights(series: LabSeries, low: float, high: float) -> list[float]:
    """Return the heights that say something: the limits of the bands (the newest), then zero."""
    found = series.common or series.latest_range
    limits = [edge for edge in found if edge is not None]
    if not limits:
        return []
    return [height for height in (*limits, 0.0) if low <= height <= high]


def _draw_marks(sheet: Sheet, panel: Panel, series: LabSeries, days: Sequence[float]) -> None:
    """Draw the values and a thin line through them; a limit is hollow and breaks the line."""
    from matplotlib.lines import Line2D

    style = sheet.style
    points = [(day, one.value) for day, one in zip(days, series.points, strict=True)]
    heights = [math.nan if one.is_limit else one.value for one in series.points]
    line = Line2D(days, heights, color=style.palette.lab, linewidth=0.8, alpha=0.6)
    line.set(zorder=2, gid="lab-line")
    panel.axes.add_artist(line)
    for is_limit in (False, True):
        chosen = [
            point
            for point, one in zip(points, series.points, strict=True)
            if one.is_limit == is_limit
        ]
        panel.axes.add_artist(
            Line2D(
                [x for x, _ in chosen],
                [y for _, y in chosen],
                marker="D",
                markersize=_MARK_PX * style.scale,
                linestyle="none",
                color=style.palette.lab,
                markerfacecolor=style.background if is_limit else style.palette.lab,
                zorder=4,
                clip_on=False,
                gid="lab-limits" if is_limit else "lab-values",
            )
        )


def _draw_values(
    sheet: Sheet,
    panel: Panel,
    series: LabSeries,
    days: Sequence[float],
    avoid: Sequence[float],
    bounds: Box,
) -> None:
    """Write the values where they hit no mark and no other value, and if they can, no line."""
    style = sheet.style
    points = [
        (panel.x_px(day), panel.y_px(one.value))
        for day, one in zip(days, series.points, strict=True)
    ]
    half = _MARK_PX * style.scale * 0.9
    taken = [Box(left=x - half, top=y - half, right=x + half, bottom=y + half) for x, y in points]
    dashes = [_upright(panel, night) for night in avoid]
    palette = style.palette
    grounds = style.background, palette.band_low, palette.band_middle, palette.band_good
    colour = style.text_on(palette.lab, *grounds)
    for number in _by_importance(series.points)[:_MOST_LABELS]:
        text = series.points[number].label
        width = text_width_px(text, style.text_px, bold=True)
        places = _around(points[number], width, half, style, bounds)
        reach = min(one.left for one in places), max(one.right for one in places)
        near = between(taken, *reach)
        nearer = [*near, *between(dashes, *reach)]
        lines = _line_boxes(points[max(0, number - 1) : number + 2])
        box = (
            first_free(places, [*nearer, *between(lines, *reach)], bounds)
            or first_free(places, nearer, bounds)
            or first_free(places, near, bounds)
        )
        if box is not None:
            sheet.text(box.left, box.middle, text, colour=colour, bold=True, kind="lab-value")
            taken.append(box)


def _around(
    point: tuple[float, float], width: float, half: float, style: ChartStyle, bounds: Box
) -> list[Box]:
    """Return places for a label round a mark that reaches `half` from its middle, best first."""
    x, y = point
    line = style.text_px * LINE_HEIGHT
    right, left = x + half + 3, x - half - 3 - width
    # At an edge the words above and below are moved in.
    middle = max(min(x - width / 2, bounds.right - width), bounds.left)
    corners = (
        (middle, y - half - line),
        (right, y - 0.9 * line),
        (left, y - 0.9 * line),
        (middle, y + half),
        (right, y - line / 2),
        (left, y - line / 2),
        (right, y - 0.1 * line),
        (left, y - 0.1 * line),
    )
    return [Box(left=one, top=top, right=one + width, bottom=top + line) for one, top in corners]


def _upright(panel: Panel, night: float) -> Box:
    x = panel.x_px(night)
    return Box(left=x - 2, top=panel.box.top, right=x + 2, bottom=panel.box.bottom)


def _line_boxes(points: _Points) -> list[Box]:
    """Return small boxes along the line through `points`, so that labels can keep off it."""
    return [
        Box(left=x - 1, top=y - 1, right=x + 1, bottom=y + 1)
        for (x0, y0), (x1, y1) in pairwise(points)
        for x, y in (
            (x0 + (x1 - x0) * step / _LINE_STEPS, y0 + (y1 - y0) * step / _LINE_STEPS)
            for step in range(_LINE_STEPS + 1)
        )
    ]


def _by_importance(found: Sequence[LabPoint]) -> list[int]:
    """Return positions: the latest, the first, the highest and lowest, then the others by date."""
    numbers = range(len(found))
    ends = [len(found) - 1, 0]
    extremes = [
        max(numbers, key=lambda number: found[number].value),
        min(numbers, key=lambda number: found[number].value),
    ]
    return list(dict.fromkeys([*ends, *extremes, *numbers]))
