"""How a night raster is drawn: marks or shades in its rows, counts in columns at the sides."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from crampdiary.analysis.weeks import NightSeries, unrecorded_runs
from crampdiary.charts.boxes import Box
from crampdiary.charts.cells import draw_cells, draw_gaps, draw_shades, is_narrow, quads
from crampdiary.charts.raster_axes import LINE, dates, draw_hours, draw_row_lines
from crampdiary.charts.raster_rows import (
    CELL_MIN,
    FROM_MIN,
    MIDDLE_PAIN,
    STRONG_PAIN,
    TO_MIN,
    Marks,
    density,
    per_row,
)
from crampdiary.charts.sheet import Panel, Sheet, text_width_px
from crampdiary.charts.style import ChartStyle, mix

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Flags = NDArray[np.bool_]
    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

_GAP_PX, _COLUMN_GAP_PX = 8, 12
_COLUMN_PX = 40
_MOST_TAKEN = 0.3
OTHER = "other"
# Wide and high enough to be seen where a minute or a night is less than a pixel.
_LEAST_MARK_PX, _LEAST_THIN_PX = 4.5, 2.0
_ROW_SHARE, _THIN_SHARE = 0.84, 0.34
_UNIT_PX, _UNIT_SHARE, _UNITS_FROM_PX = 5.0, 0.7, 3.0
_LEAST_COUNT_PX = 2.6
_MIDDLE_SHARE = 0.5
_PALE_SHARE = 0.45


@dataclass(frozen=True, slots=True, kw_only=True)
class RasterPicture:
    """What a raster shows: the nights `first` to `last` as a series, and their cramps."""

    first: date
    last: date
    series: NightSeries
    marks: Marks

    @property
    def nights(self) -> int:
        """Return how many nights the range has."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A narrow column that counts cramps which have no place in the rows."""

    words: str
    chosen: "Flags"
    is_left: bool = False

    @property
    def total(self) -> str:
        """Return how many there are, as the head says it."""
        return f"{int(self.chosen.sum()):,}"

    def width_px(self, style: ChartStyle) -> float:
        """Return how wide its head and its marks are."""
        words = (self.words, self.total)
        widest = max(text_width_px(text, style.text_px) for text in words)
        return max(_COLUMN_PX * style.scale, widest)


def columns_of(marks: Marks, style: ChartStyle, width_px: float) -> list[Column]:
    """Return the columns that have something to count; in a narrow figure one for all of it."""
    every = (
        Column(words="before", chosen=marks.is_before, is_left=True),
        Column(words="after", chosen=marks.is_after),
        Column(words="no time", chosen=marks.is_untimed),
    )
    shown = [one for one in every if one.chosen.any()]
    taken = sum(one.width_px(style) + _COLUMN_GAP_PX for one in shown)
    if len(shown) > 1 and taken > _MOST_TAKEN * width_px:
        return [Column(words=OTHER, chosen=~marks.is_inside)]
    return shown


def draw_raster(
    sheet: Sheet, picture: RasterPicture, columns: list[Column], room: Box, size: int
) -> None:
    """Draw rows of `size` nights into `room`, with heads above it and hours below it."""
    named = dates(sheet, picture.first, picture.last, room)
    names_px = max((text_width_px(text, sheet.style.text_px) for _, text in named), default=0)
    left, right = room.left + names_px + _GAP_PX, room.right
    panels: list[tuple[Column, Panel]] = []
    for column in reversed(columns):
        width = column.width_px(sheet.style)
        start = left if column.is_left else right - width
        box = Box(left=start, top=room.top, right=start + width, bottom=room.bottom)
        limits = (float(picture.nights), 0.0)
        panel = sheet.panel(box, x_limits=(0, width), y_limits=limits, kind=column.words)
        panels.append((column, panel))
        if column.is_left:
            left += width + _COLUMN_GAP_PX
        else:
            right -= width + _COLUMN_GAP_PX
    panel = sheet.panel(
        Box(left=left, top=room.top, right=max(right, left + 1), bottom=room.bottom),
        x_limits=(FROM_MIN, TO_MIN),
        y_limits=(picture.nights, 0),
        kind="raster",
    )
    draw_hours(sheet, panel)
    draw_row_lines(panel, [night for night, _ in named], sheet.style)
    for night, text in named:
        y = max(panel.y_px(night + 0.5), room.top + 0.4 * sheet.style.text_px)
        sheet.text(room.left, y, text, colour=sheet.style.palette.quiet, kind="date")
    _draw_gaps(panel, picture, size, sheet.style)
    if size == 1:
        _draw_marks(panel, picture, sheet.style)
    else:
        _draw_density(panel, picture, size, sheet.style)
    for column, beside in panels:
        _draw_column(sheet, beside, column, picture, size)


def gaps_of(picture: RasterPicture, size: int) -> "Ints":
    """Return the stretches that count as not recorded, shape (stretches, 2): start, end.

    In rows of several nights these are the rows of which fewer than 4 of 7 nights are recorded.
    """
    import numpy as np

    if size == 1:
        return unrecorded_runs(picture.series)
    shown = density(picture.series, picture.marks, size)
    edges = np.diff(np.concatenate(([True], shown.is_solid, [True])).astype(np.int8))
    begin, end = np.flatnonzero(edges == -1), np.flatnonzero(edges == 1)
    return np.stack((shown.rows.start[begin], shown.rows.end[end - 1]), axis=1)


def _draw_gaps(panel: Panel, picture: RasterPicture, size: int, style: ChartStyle) -> None:
    runs = gaps_of(picture, size)
    narrow = is_narrow(runs, panel.box.height / picture.nights)
    corners = quads(FROM_MIN, TO_MIN, runs[:, 1], runs[:, 0])
    draw_gaps(panel.axes, corners, narrow, style)


def _draw_marks(panel: Panel, picture: RasterPicture, style: ChartStyle) -> None:
    """Draw each cramp from its start to its end, never narrower than can be seen."""
    import numpy as np

    marks = picture.marks
    least_min = _LEAST_MARK_PX * (TO_MIN - FROM_MIN) / panel.box.width
    start = np.minimum(marks.start_min, TO_MIN - least_min)
    end = np.minimum(np.maximum(marks.end_min, start + least_min), TO_MIN)
    middle = marks.night + 0.5
    row_px = panel.box.height / picture.nights
    strong, pale = style.line, style.palette.cramp_light
    full = max(_ROW_SHARE, _LEAST_MARK_PX / row_px)
    thin = max(_THIN_SHARE, _LEAST_THIN_PX / row_px)
    levels = (
        ("marks-thin", marks.pain < 0, mix(pale, strong, _MIDDLE_SHARE), thin),
        ("marks-light", (marks.pain >= 0) & (marks.pain < MIDDLE_PAIN), pale, full),
        (
            "marks-middle",
            (marks.pain >= MIDDLE_PAIN) & (marks.pain < STRONG_PAIN),
            mix(pale, strong, _MIDDLE_SHARE),
            full,
        ),
        ("marks-dark", marks.pain >= STRONG_PAIN, strong, full),
    )
    for number, (gid, chosen, face, height) in enumerate(levels):
        kept = chosen & marks.is_inside
        half = height / 2
        corners = quads(start[kept], end[kept], middle[kept] + half, middle[kept] - half)
        draw_cells(panel.axes, corners, gid=gid, zorder=1 + 0.1 * number, face=face)


def _draw_density(panel: Panel, picture: RasterPicture, size: int, style: ChartStyle) -> None:
    """Draw rows of several nights: the darker, the more cramps per recorded night."""
    import numpy as np

    shown = density(picture.series, picture.marks, size)
    rows = shown.rows
    row, cell = np.nonzero(shown.per_night)
    if not len(row):
        return
    left = FROM_MIN + cell * CELL_MIN
    corners = quads(left, left + CELL_MIN, rows.end[row], rows.start[row])
    shares = np.minimum(shown.per_night[row, cell] / shown.top, 1)
    draw_shades(panel.axes, corners, _shades(shares, style), gid="cells")


def _shades(shares: "Floats", style: ChartStyle) -> "Floats":
    """Return a colour for each share (0 to 1), from pale to the darkest; grey tells them apart."""
    import numpy as np
    from matplotlib.colors import to_rgb

    stops = [
        to_rgb(mix(style.background, style.palette.cramp_light, _PALE_SHARE)),
        to_rgb(style.palette.cramp_light),
        to_rgb(mix(style.palette.cramp_light, style.line, _MIDDLE_SHARE)),
        to_rgb(style.line),
    ]
    at = np.linspace(0, 1, len(stops))
    channels = [np.interp(shares, at, [stop[channel] for stop in stops]) for channel in range(3)]
    return np.stack(channels, axis=-1)


def _draw_column(
    sheet: Sheet, panel: Panel, column: Column, picture: RasterPicture, size: int
) -> None:
    """Draw a mark a cramp beside its row, or one bar where they are too many to tell apart."""
    import numpy as np

    style, box = sheet.style, panel.box
    counts = per_row(picture.marks, column.chosen, size, picture.nights)
    step = min(_UNIT_PX * style.scale, box.width / int(counts.max()))
    rows = np.arange(len(counts))
    units = counts
    width = np.full(len(counts), step)
    if step >= _UNITS_FROM_PX:
        rows = np.repeat(rows, counts)
        units = np.arange(len(rows)) - np.repeat(np.cumsum(counts) - counts, counts)
        left = units * step
        width = np.full(len(rows), step * _UNIT_SHARE)
    else:
        left = np.zeros(len(counts))
        width = counts * step
    row_px = size * box.height / picture.nights
    half = max(_ROW_SHARE, _LEAST_COUNT_PX / row_px) * size / 2
    middle = (rows * size + np.minimum((rows + 1) * size, picture.nights)) / 2
    draw_cells(
        panel.axes,
        quads(left, left + width, middle + half, middle - half),
        gid=f"{column.words}-marks",
        zorder=1,
        face=style.palette.quiet,
    )
    for line, text in ((1.5, column.total), (0.5, column.words)):
        y = box.top - 2 - line * LINE * style.text_px
        sheet.text(box.left, y, text, colour=style.palette.quiet, kind="column")
