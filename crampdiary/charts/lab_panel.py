"""Lab results on the time axis: one test as a panel of its own, the others as rows of marks.

Values are drawn as the laboratory wrote them; nothing is converted and no two units share an axis.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from crampdiary.charts.boxes import Box, first_free
from crampdiary.charts.labels import key, most_frequent, plural, value_label
from crampdiary.charts.lanes import Item, Lane
from crampdiary.charts.sheet import LINE_HEIGHT, Panel, Sheet, text_width_px
from crampdiary.charts.style import ChartStyle
from crampdiary.charts.ticks import nice_ticks
from crampdiary.domain.records import LabResult

_VITAMIN_D_TEST = re.compile(r"25\W{0,2}\(?oh\)?|25-?hydroxy|vit(amin)?\W*d|calci[df]i")
# Commonly called deficient and insufficient; the Endocrine Society (2024) endorses no fixed limits,
# so they stand in only where the laboratory gave no range, and are named as what they are.
_COMMON_LOW, _COMMON_MIDDLE = 20.0, 30.0
_COMMON_UNIT = "ng/ml"
_MOST_LABELS = 60
_MARK_PX = 5.5


@dataclass(frozen=True, slots=True, kw_only=True)
class LabSeries:
    """The results of one test in one unit, by date, and how many in other units are left out."""

    test: str
    unit: str
    results: tuple[LabResult, ...]
    in_other_units: int

    @property
    def ranges(self) -> set[tuple[float | None, float | None]]:
        """Return the different ranges that laboratories gave, without those that gave none."""
        given = {_range(result) for result in self.results}
        return given - {(None, None)}

    @property
    def has_common_bands(self) -> bool:
        """Tell whether the commonly used limits of 25-OH vitamin D stand in for a lab's range."""
        is_vitamin_d = bool(_VITAMIN_D_TEST.search(key(self.test)))
        return is_vitamin_d and key(self.unit) == _COMMON_UNIT and not self.ranges


def _range(result: LabResult) -> tuple[float | None, float | None]:
    low, high = result.range_low, result.range_high
    return (None if low is None else float(low), None if high is None else float(high))


def split_labs(labs: Sequence[LabResult], first: date, last: date) -> list[list[LabResult]]:
    """Return the results in range by test: 25-OH vitamin D first, then by how many there are."""
    tests: dict[str, list[LabResult]] = {}
    for result in sorted(labs, key=lambda one: one.taken_on):
        if first <= result.taken_on <= last:
            tests.setdefault(key(result.test), []).append(result)
    return [
        tests[name]
        for name in sorted(
            tests,
            key=lambda name: (not _VITAMIN_D_TEST.search(name), -len(tests[name]), name),
        )
    ]


def lab_series(results: Sequence[LabResult]) -> LabSeries:
    """Return the series of one test in the unit that most of its results have."""
    unit = most_frequent(result.unit for result in results)
    same = tuple(result for result in results if key(result.unit) == key(unit))
    return LabSeries(
        test=most_frequent(result.test for result in results),
        unit=unit,
        results=same,
        in_other_units=len(results) - len(same),
    )


def lab_lane(results: Sequence[LabResult], *, first: date, style: ChartStyle) -> Lane:
    """Return one test as a row of marks; a value in another unit than the row's carries its own."""
    unit = most_frequent(result.unit for result in results)
    items = []
    for result in results:
        day = (result.taken_on - first).days
        own_unit = "" if key(result.unit) == key(unit) else f" {result.unit}"
        value = value_label(result) + own_unit
        items.append(
            Item(
                start=day,
                end=day + 1,
                labels=(f"{value} {result.flag}".strip(), value),
                colour=style.palette.lab,
                is_open=result.comparator is not None,
            )
        )
    name = most_frequent(result.test for result in results)
    return Lane(name=f"{name}, {unit}" if unit else name, items=tuple(items))


def heading_notes(series: LabSeries) -> list[str]:
    """Return what the bands are and what is not drawn."""
    said = []
    if series.has_common_bands:
        said.append("shaded: below 20 and below 30, commonly used limits")
    elif len(series.ranges) == 1:
        said.append(f"shaded: the lab's own range, {_range_words(next(iter(series.ranges)))}")
    elif series.ranges:
        said.append("shaded: each lab's own range")
    if any(result.comparator for result in series.results):
        said.append("hollow: a limit, not a value")
    if series.in_other_units:
        said.append(f"{plural(series.in_other_units, 'result')} in other units not drawn")
    return said


def _range_words(limits: tuple[float | None, float | None]) -> str:
    low, high = limits
    if low is None:
        return f"up to {high:g}"
    return f"{low:g} or more" if high is None else f"{low:g} to {high:g}"


def draw_labs(
    sheet: Sheet,
    series: LabSeries,
    box: Box,
    *,
    first: date,
    nights: int,
    x_limits: tuple[float, float],
    avoid: Sequence[float],
) -> Panel:
    """Draw the series into `box`; labels keep off the nights in `avoid` if they can."""
    low, high = _limits(series)
    panel = sheet.panel(box, x_limits=x_limits, y_limits=(low, high), kind="labs")
    _draw_bands(sheet, panel, series, first=first, nights=nights)
    _draw_heights(sheet, panel, series, nights=nights)
    days = [(result.taken_on - first).days + 0.5 for result in series.results]
    _draw_marks(sheet, panel, series, days)
    _draw_values(sheet, panel, series, days, avoid)
    return panel


def _limits(series: LabSeries) -> tuple[float, float]:
    values = [float(result.value) for result in series.results]
    lowest, highest = min(values), max(values)
    # A limit of the range belongs in the picture where it is near what was measured.
    edges = [edge for limits in series.ranges for edge in limits if edge is not None]
    near = [edge for edge in edges if lowest / 2 <= edge <= highest * 2]
    if series.has_common_bands:
        near.append(_COMMON_MIDDLE)
    lowest, highest = min([lowest, *near]), max([highest, *near])
    room = 0.2 * (highest - lowest) or 0.2 * highest or 1.0
    start = 0.0 if lowest <= 0.5 * highest else lowest - room
    return max(0.0, start), highest + max(room, 0.12 * (highest - start))


def _draw_bands(sheet: Sheet, panel: Panel, series: LabSeries, *, first: date, nights: int) -> None:
    palette = sheet.style.palette
    low, high = panel.axes.get_ylim()
    bands: list[tuple[float, float, float, float, str]] = []
    if series.has_common_bands:
        bands = [
            (0, nights, low, _COMMON_LOW, palette.band_low),
            (0, nights, _COMMON_LOW, _COMMON_MIDDLE, palette.band_middle),
        ]
    else:
        for start, end, (bottom, top) in _range_spans(series, first, nights):
            under = low if bottom is None else max(low, bottom)
            bands.append(
                (start, end, under, high if top is None else min(high, top), palette.band_good)
            )
    for start, end, bottom, top, colour in bands:
        if top > bottom:
            panel.axes.broken_barh(
                [(start, end - start)],
                (bottom, top - bottom),
                facecolor=colour,
                linewidth=0,
                zorder=0.2,
                gid="lab-band",
            )


def _range_spans(
    series: LabSeries, first: date, nights: int
) -> list[tuple[float, float, tuple[float | None, float | None]]]:
    """Return from and to of each range: it holds halfway to the next result with another one."""
    given = [
        ((result.taken_on - first).days + 0.5, _range(result))
        for result in series.results
        if _range(result) != (None, None)
    ]
    spans: list[tuple[float, float, tuple[float | None, float | None]]] = []
    start = 0.0
    for number, (day, limits) in enumerate(given):
        following = given[number + 1] if number + 1 < len(given) else None
        if following is not None and following[1] == limits:
            continue
        end = (day + following[0]) / 2 if following else float(nights)
        spans.append((start, end, limits))
        start = end
    return spans


def _draw_heights(sheet: Sheet, panel: Panel, series: LabSeries, *, nights: int) -> None:
    palette, size = sheet.style.palette, sheet.style.text_px
    low, high = panel.axes.get_ylim()
    if series.has_common_bands:
        edges = [0.0, _COMMON_LOW, _COMMON_MIDDLE]
    elif len(series.ranges) == 1:
        edges = [edge for edge in next(iter(series.ranges)) if edge is not None] + [low]
    else:
        edges = []
    heights = sorted({edge for edge in edges if low <= edge <= high})
    if len(heights) < 2:  # noqa: PLR2004 - one height is no scale
        heights = nice_ticks(high, max(2, int(panel.box.height / (2.6 * size))), low=low)
    written: list[float] = []
    for value in heights:
        y = panel.y_px(value)
        panel.axes.plot(
            [0, nights],
            [value, value],
            color=palette.hairline,
            linewidth=0.7,
            zorder=0.5,
            gid="grid",
            solid_capstyle="butt",
        )
        if all(abs(y - other) >= size * LINE_HEIGHT for other in written):
            sheet.text(
                panel.box.left - 8,
                y,
                f"{value:,.10g}",
                align="right",
                colour=palette.quiet,
                kind="height",
            )
            written.append(y)


def _draw_marks(sheet: Sheet, panel: Panel, series: LabSeries, days: Sequence[float]) -> None:
    style = sheet.style
    values = [float(result.value) for result in series.results]
    panel.axes.plot(
        days, values, color=style.palette.lab, linewidth=0.8, alpha=0.6, zorder=2, gid="lab-line"
    )
    for hollow in (False, True):
        chosen = [
            number for number, one in enumerate(series.results) if bool(one.comparator) == hollow
        ]
        panel.axes.plot(
            [days[number] for number in chosen],
            [values[number] for number in chosen],
            marker="D",
            markersize=_MARK_PX * style.scale,
            linestyle="none",
            color=style.palette.lab,
            markerfacecolor=style.background if hollow else style.palette.lab,
            zorder=4,
            clip_on=False,
            gid="lab-limits" if hollow else "lab-values",
        )


def _draw_values(
    sheet: Sheet, panel: Panel, series: LabSeries, days: Sequence[float], avoid: Sequence[float]
) -> None:
    style = sheet.style
    size, line = style.text_px, style.text_px * LINE_HEIGHT
    half = _MARK_PX * style.scale * 0.9
    points = [
        (panel.x_px(day), panel.y_px(float(result.value)))
        for day, result in zip(days, series.results, strict=True)
    ]
    marks = [Box(left=x - half, top=y - half, right=x + half, bottom=y + half) for x, y in points]
    dashes = [
        Box(
            left=panel.x_px(night) - 2,
            top=panel.box.top,
            right=panel.x_px(night) + 2,
            bottom=panel.box.bottom,
        )
        for night in avoid
    ]
    bounds = Box(
        left=panel.box.left,
        top=panel.box.top - 4,
        right=sheet.width_px - 2,
        bottom=panel.box.bottom,
    )
    written: list[Box] = []
    for number in _by_importance(series.results)[:_MOST_LABELS]:
        text = value_label(series.results[number])
        width = text_width_px(text, size, bold=True)
        x, y = points[number]
        places = [
            Box(left=left, top=top, right=left + width, bottom=top + line)
            for left, top in (
                (x - width / 2, y - half - line),
                (x + half + 3, y - line * 0.9),
                (x + half + 3, y - line / 2),
                (x - half - 3 - width, y - line * 0.9),
                (x - half - 3 - width, y - line / 2),
                (x - width / 2, y + half),
            )
        ]
        taken = marks + written
        box = first_free(places, taken + dashes, bounds) or first_free(places, taken, bounds)
        if box is not None:
            sheet.text(
                box.left, box.middle, text, colour=style.palette.lab, bold=True, kind="lab-value"
            )
            written.append(box)


def _by_importance(results: Sequence[LabResult]) -> list[int]:
    """Return positions: the latest, the first, the highest and lowest, then the others by date."""
    numbers = range(len(results))
    ends = [len(results) - 1, 0]
    extremes = [
        max(numbers, key=lambda number: results[number].value),
        min(numbers, key=lambda number: results[number].value),
    ]
    return list(dict.fromkeys([*ends, *extremes, *numbers]))
