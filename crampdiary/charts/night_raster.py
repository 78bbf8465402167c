"""The night raster: a row a night from 20:00 to 10:00, each cramp a mark as long as it lasted.

Time runs to the right and nights run down, the newest at the bottom, as on a paper sleep diary.
Cramps without a time of day, or at another time, are counted in narrow columns beside their row.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from crampdiary.analysis.weeks import night_series
from crampdiary.charts.cells import gap_words
from crampdiary.charts.chart import Chart, Coverage, Size, Table, coverage_of, size_px
from crampdiary.charts.heading import with_span
from crampdiary.charts.hint import hint_sheet
from crampdiary.charts.labels import plural
from crampdiary.charts.night_squares import STATE_WORDS
from crampdiary.charts.raster_axes import hours_px
from crampdiary.charts.raster_panel import (
    OTHER,
    Column,
    RasterPicture,
    columns_of,
    draw_raster,
    gaps_of,
)
from crampdiary.charts.raster_rows import (
    ROW_NIGHTS,
    CrampMark,
    Marks,
    density,
    marks_of,
    natural_height_px,
    nights_per_row,
)
from crampdiary.charts.room import MARGIN_PX, Wanted, share_out
from crampdiary.charts.sheet import Sheet
from crampdiary.charts.style import ChartStyle
from crampdiary.domain.nights import NightCount, NightState, nights_between

if TYPE_CHECKING:
    from matplotlib.figure import Figure

TITLE = "Cramps by night, 20:00 to 10:00"
WIDTH_IN = 10.0
_LEAST_PANEL_PX = 60
_MINUTES_A_DAY = 24 * 60


@dataclass(frozen=True, slots=True, kw_only=True)
class NightRasterData:
    """The nights from `first` to `last` and their cramps; nights not given are not recorded."""

    first: date
    last: date
    nights: Sequence[NightCount]
    cramps: Sequence[CrampMark]

    @property
    def coverage(self) -> Coverage:
        """Return how many of the nights are recorded."""
        return coverage_of(self.nights, self.first, self.last)

    @property
    def marks(self) -> Marks:
        """Return the cramps of the range as arrays."""
        return marks_of(self.cramps, self.first, self.last)


def night_raster(data: NightRasterData, style: ChartStyle, size_in: Size | None = None) -> "Figure":
    """Return the figure, `size_in` inches wide and high; without a height as high as it wants."""
    width_px, height_px = size_px(size_in, WIDTH_IN)
    marks = data.marks
    said = _too_little(data, marks)
    if said:
        return hint_sheet(said, style, width_px=width_px, height_px=height_px).figure
    picture = RasterPicture(
        first=data.first,
        last=data.last,
        series=night_series(data.nights, data.first, data.last),
        marks=marks,
    )
    columns = columns_of(picture.marks, style, width_px)
    wanted = Wanted(
        left=MARGIN_PX,
        right=width_px - MARGIN_PX,
        panel_px=natural_height_px(picture.nights, style.scale),
        least_panel_px=_LEAST_PANEL_PX * style.scale,
        above_px=hours_px(style, lines=2 if columns else 1),
        foot_px=hours_px(style) + MARGIN_PX,
    )
    size = 0
    shared = None
    # The words depend on the rows, and how many rows fit on the height of the words.
    for _ in range(len(ROW_NIGHTS)):
        night_px = (shared.box.height if shared else wanted.panel_px) / picture.nights
        notes = _notes(data, picture, columns, max(size, 1), night_px, style)
        notes = with_span(notes, data.coverage.span_words, style)
        shared = share_out(TITLE, notes, style=style, wanted=wanted, height_px=height_px)
        fitting = nights_per_row(picture.nights, shared.box.height)
        if fitting <= size:
            break
        size = fitting
    assert shared is not None  # noqa: S101 - there is always one round
    sheet = Sheet(style=style, width_px=width_px, height_px=shared.height_px)
    shared.heading.draw(sheet, MARGIN_PX)
    draw_raster(sheet, picture, columns, shared.box, size)
    return sheet.figure


def _notes(
    data: NightRasterData,
    picture: RasterPicture,
    columns: list[Column],
    size: int,
    night_px: float,
    style: ChartStyle,
) -> list[str]:
    marks, coverage = picture.marks, data.coverage
    said = [plural(len(marks.night), "cramp"), coverage.words]
    newest = "newest at the bottom"
    if size == 1:
        said += [f"one row a night, {newest}", "a mark as long as the cramp"]
        if (marks.pain >= 0).any():
            said.append(f"{style.stronger}: more pain (0 to 3, 4 to 6, 7 to 10)")
            if (marks.pain < 0).any():
                said.append("thin: pain not noted")
        if marks.is_forgotten.any():
            said.append(f"{plural(int(marks.is_forgotten.sum()), 'forgotten stop')}: drawn short")
        unknown = "not recorded"
    else:
        top = density(picture.series, marks, size).top
        said += [
            f"one row is {_row_words(size)}, {newest}",
            f"{style.stronger}: more cramps per recorded night in that half hour, up to {top:.2g}",
        ]
        unknown = "fewer than 4 of 7 nights recorded"
    said += gap_words(gaps_of(picture, size), night_px, unknown)
    if any(column.words == OTHER for column in columns):
        said.append("other: before 20:00, after 10:00 or no time")
    return said


def _row_words(size: int) -> str:
    words = ROW_NIGHTS[size]
    return words if words[0].isdigit() else f"1 {words}"


def summary(data: NightRasterData) -> str:
    """Return in one sentence what the raster shows, for who cannot see it."""
    import numpy as np

    marks, coverage = data.marks, data.coverage
    said = [f"{coverage.span_words}: {plural(len(marks.night), 'cramp')}, {coverage.words}"]
    inside = marks.is_inside
    if inside.any():
        hours = np.bincount((marks.start_min[inside] // 60).astype(np.int64))
        hour = int(hours.argmax())
        said.append(
            f"{plural(int(inside.sum()), 'cramp')} began from 20:00 to 10:00, most often from "
            f"{clock_words(hour * 60)} to {clock_words(hour * 60 + 60)} ({int(hours[hour]):,})"
        )
    elsewhere = int((marks.is_before | marks.is_after).sum())
    if elsewhere:
        said.append(f"{elsewhere:,} at another hour")
    untimed = int(marks.is_untimed.sum())
    if untimed:
        said.append(f"{untimed:,} without a time of day")
    return f"{'; '.join(said)}."


def table(data: NightRasterData) -> Table:
    """Return each cramp with its night, and the nights without one with what is known of them."""
    marks: dict[date, list[CrampMark]] = {}
    for one in data.cramps:
        marks.setdefault(one.night, []).append(one)
    states = {night.night: night.state for night in data.nights}
    rows: list[tuple[date, str, str | None, int | None, int | None]] = []
    for night in nights_between(data.first, data.last):
        for one in marks.get(night, []):
            start = None if one.start_min is None else clock_words(one.start_min)
            rows.append((night, "cramp", start, one.duration_s, one.pain))
        if night not in marks:
            state = states.get(night, NightState.NOT_RECORDED)
            rows.append((night, STATE_WORDS[state], None, None, None))
    return Table(columns=("Night", "What", "Start", "Duration (s)", "Pain"), rows=tuple(rows))


def clock_words(minutes: float) -> str:
    """Return the clock's reading so many minutes after the evening's midnight: "02:31"."""
    hour, minute = divmod(int(minutes % _MINUTES_A_DAY), 60)
    return f"{hour:02}:{minute:02}"


def too_little(data: NightRasterData) -> str:
    """Return what is said in place of the raster where no cramp has a time of day."""
    return _too_little(data, data.marks)


def _too_little(data: NightRasterData, marks: Marks) -> str:
    more = "A cramp that is logged with its time will be a mark in its night."
    if len(marks.night) and marks.is_untimed.all():
        count = len(marks.night)
        if count == 1:
            return f"The one cramp here has no time of day. {more}"
        return f"None of the {count:,} cramps here has a time of day. {more}"
    if len(marks.night):
        return ""
    recorded = data.coverage.nights_recorded
    if recorded:
        return f"No cramps in {plural(recorded, 'recorded night')}. {more}"
    return f"No night is recorded here yet. {more}"


NIGHT_RASTER = Chart(
    name="night-raster",
    title=TITLE,
    figure=night_raster,
    summary=summary,
    table=table,
    too_little=too_little,
)
