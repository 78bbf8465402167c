"""What stands round a night raster: dates at the left, hours above and below, light lines."""

from datetime import date
from itertools import pairwise

from crampdiary.charts.boxes import Box
from crampdiary.charts.raster_rows import FROM_MIN, TO_MIN
from crampdiary.charts.sheet import Panel, Sheet, text_width_px
from crampdiary.charts.style import ChartStyle
from crampdiary.charts.time_axis import MONTHS, Tick, regular_dates

LINE = 1.45
_LINES_FROM_PX = 9.0
_HOURS_BELOW_FROM_PX = 320
_HOUR = 60
# How far the hours stand apart, and how they are written; the first that has room.
_HOUR_STEPS = ((1, ":00"), (2, ":00"), (4, ":00"), (7, ":00"), (4, ""), (7, ""))
_HOUR_ROOM = 1.75
# A year beside its month takes room that a narrow figure needs for the nights.
_YEARS_FROM_PX = 420
_DATE_LINES = 2.4
# A solid line would look like a night that nobody recorded.
_DOTTED = (0, (1, 4))


def hours_px(style: ChartStyle, *, lines: int = 1) -> float:
    """Return how high the hours are, with the columns' heads in two lines."""
    return lines * LINE * style.text_px + 2


def dates(sheet: Sheet, first: date, last: date, room: Box) -> list[tuple[int, str]]:
    """Return which nights are named at the side, and how: each where rows are as high as words."""
    line_px = LINE * sheet.style.text_px
    px_per_night = room.height / ((last - first).days + 1)
    with_years = sheet.width_px >= _YEARS_FROM_PX * sheet.style.scale
    least_px = line_px if px_per_night >= line_px else _DATE_LINES * line_px
    for ticks in regular_dates(first, last, least_px / px_per_night):
        places = [(tick.day - first).days for tick in ticks]
        if all((two - one) * px_per_night >= 0.9 * least_px for one, two in pairwise(places)):
            words = [_date_words(tick, with_year=with_years) for tick in ticks]
            return list(zip(places, words, strict=True))
    return []


def _date_words(tick: Tick, *, with_year: bool) -> str:
    if not tick.year:
        return tick.label
    if with_year:
        return f"{tick.label} {tick.year}"
    return tick.year if tick.label == MONTHS[0] else tick.label


def draw_hours(sheet: Sheet, panel: Panel) -> None:
    """Draw a light line at each hour that has room, named above and, below a high panel, there."""
    from matplotlib.collections import LineCollection

    style, box = sheet.style, panel.box
    nights = panel.axes.get_ylim()[0]
    hour_px = panel.x_px(FROM_MIN + _HOUR) - panel.x_px(FROM_MIN)
    step, end = next(
        (
            (hours, end)
            for hours, end in _HOUR_STEPS
            if hours * hour_px >= _HOUR_ROOM * text_width_px(f"00{end}", style.text_px)
        ),
        (0, ""),
    )
    minutes = list(range(FROM_MIN, TO_MIN + 1, step * _HOUR)) if step else []
    panel.axes.add_artist(
        LineCollection(
            [((minute, 0), (minute, nights)) for minute in {*minutes, FROM_MIN, TO_MIN}],
            colors=style.palette.hairline,
            linewidths=0.7,
            zorder=0.5,
            clip_on=False,
            gid="hours",
        )
    )
    heights = [box.top - 2 - 0.5 * LINE * style.text_px]
    if box.height >= _HOURS_BELOW_FROM_PX * style.scale:
        heights.append(box.bottom + 2 + 0.5 * LINE * style.text_px)
    for minute in minutes:
        text = f"{minute // _HOUR % 24:02}{end}"
        width = text_width_px(text, style.text_px)
        x = max(min(panel.x_px(minute) - width / 2, box.right - width), box.left)
        for y in heights:
            sheet.text(x, y, text, colour=style.palette.quiet, kind="hour")


def draw_row_lines(panel: Panel, dated: list[int], style: ChartStyle) -> None:
    """Draw a light line above each night that is named, or above all where rows are high."""
    from matplotlib.collections import LineCollection

    nights = int(panel.axes.get_ylim()[0])
    is_high = panel.box.height / nights >= _LINES_FROM_PX
    panel.axes.add_artist(
        LineCollection(
            [((FROM_MIN, row), (TO_MIN, row)) for row in (range(nights + 1) if is_high else dated)],
            colors=style.palette.hairline if is_high else style.palette.hatch,
            linewidths=0.6,
            linestyles="solid" if is_high else _DOTTED,
            zorder=0.5,
            clip_on=False,
            gid="rows",
        )
    )
