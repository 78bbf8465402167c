"""The calendar: a square a night, weeks across, weekdays down, one block a year."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from crampdiary.charts.boxes import Box
from crampdiary.charts.calendar_blocks import WEEK, Grid, calendar_grid
from crampdiary.charts.chart import Chart, Coverage, Size, Table, coverage_of, size_px
from crampdiary.charts.heading import with_span
from crampdiary.charts.hint import hint_sheet
from crampdiary.charts.labels import plural
from crampdiary.charts.night_squares import LOOKS, STATE_WORDS, draw_squares, look_of
from crampdiary.charts.room import MARGIN_PX, Wanted, share_out
from crampdiary.charts.sheet import Panel, Sheet, text_width_px
from crampdiary.charts.style import ChartStyle
from crampdiary.domain.nights import NightCount, NightState, nights_between
from crampdiary.domain.phrases import day_words

if TYPE_CHECKING:
    from matplotlib.figure import Figure

TITLE = "Cramps per night, a square each"
WIDTH_IN = 10.0
_LEAST_PANEL_PX = 60
_KEY_SIDE_PX, _KEY_GAP_PX, _KEY_NEXT_PX, _KEY_LEADING = 12, 6, 18, 1.6
# What stands behind a count of nights in a sentence.
_SAID = STATE_WORDS | {
    NightState.WITHOUT_CRAMPS: "without cramps",
    NightState.DONT_REMEMBER: "not remembered",
    NightState.NOT_TRACKING: "not tracked",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarData:
    """The nights from `first` to `last`; nights that are not given are not recorded."""

    first: date
    last: date
    nights: Sequence[NightCount]

    @property
    def coverage(self) -> Coverage:
        """Return how many of the nights are recorded."""
        return coverage_of(self.nights, self.first, self.last)

    def every_night(self) -> Iterator[NightCount]:
        """Yield each night of the range, in order."""
        given = {one.night: one for one in self.nights}
        for night in nights_between(self.first, self.last):
            yield given.get(night) or NightCount(night=night, state=NightState.NOT_RECORDED)


def calendar(data: CalendarData, style: ChartStyle, size_in: Size | None = None) -> "Figure":
    """Return the figure, `size_in` inches wide and high; without a height as high as it wants."""
    width_px, height_px = size_px(size_in, WIDTH_IN)
    said = too_little(data)
    if said:
        return hint_sheet(said, style, width_px=width_px, height_px=height_px).figure
    key = _Key(style=style, width_px=width_px - 2 * MARGIN_PX)
    wished = _grid(data, style, width_px, None)
    wanted = Wanted(
        left=MARGIN_PX,
        right=width_px - MARGIN_PX,
        panel_px=wished.height_px,
        least_panel_px=_LEAST_PANEL_PX * style.scale,
        foot_px=key.height_px,
    )
    begin = data.first
    while True:
        notes = with_span(_notes(data, begin), data.coverage.span_words, style)
        shared = share_out(TITLE, notes, style=style, wanted=wanted, height_px=height_px)
        room = None if height_px is None else shared.box.height
        grid = _grid(data, style, width_px, room)
        if grid.blocks[0].first <= begin:
            break
        begin = grid.blocks[0].first
    sheet = Sheet(style=style, width_px=width_px, height_px=shared.height_px)
    shared.heading.draw(sheet, MARGIN_PX)
    panel = sheet.panel(
        Box(left=0, top=0, right=width_px, bottom=shared.height_px),
        x_limits=(0, width_px),
        y_limits=(shared.height_px, 0),
        kind="calendar",
    )
    _draw_grid(sheet, panel, data, grid, shared.box.top)
    key.draw(sheet, panel, shared.box.top + grid.height_px)
    return sheet.figure


def _grid(data: CalendarData, style: ChartStyle, width_px: float, height_px: float | None) -> Grid:
    return calendar_grid(
        data.first,
        data.last,
        style=style,
        width_px=width_px - 2 * MARGIN_PX,
        height_px=height_px,
    )


def _notes(data: CalendarData, begin: date) -> list[str]:
    said = []
    if begin > data.first:
        is_year = (begin.month, begin.day) == (1, 1)
        since = str(begin.year) if is_year else day_words(begin, year=True)
        said.append(f"before {since} not drawn: too little room")
    cramps = sum(night.cramps for night in data.nights if data.first <= night.night <= data.last)
    said += [plural(cramps, "cramp"), data.coverage.words]
    return [*said, "weeks from left to right, Monday on top"]


def _draw_grid(sheet: Sheet, panel: Panel, data: CalendarData, grid: Grid, top: float) -> None:
    import numpy as np

    looks = [look_of(night.state, night.cramps) for night in data.every_night()]
    lefts, tops, shown = [], [], []
    for number, block in enumerate(grid.blocks):
        x, y = grid.origin(number)
        begin, length = (block.first - data.first).days, (block.last - block.first).days + 1
        week, weekday = np.divmod((block.first - block.monday).days + np.arange(length), WEEK)
        lefts.append(MARGIN_PX + x + week * grid.pitch)
        tops.append(top + y + weekday * grid.pitch)
        shown += looks[begin : begin + length]
    draw_squares(
        panel.axes,
        np.concatenate(lefts),
        np.concatenate(tops),
        shown,
        side=grid.pitch - grid.gap,
        style=sheet.style,
    )
    for word in grid.words():
        sheet.text(
            MARGIN_PX + word.x,
            top + word.y,
            word.text,
            align="right" if word.is_right else "left",
            colour=sheet.style.palette.ink if word.is_bold else sheet.style.palette.quiet,
            bold=word.is_bold,
            kind="date",
        )


class _Key:
    """What each square means, its word beside it, in as many lines as they need."""

    def __init__(self, *, style: ChartStyle, width_px: float) -> None:
        self._side = _KEY_SIDE_PX * style.scale
        self._line = _KEY_LEADING * style.text_px
        self._places: list[tuple[float, int]] = []
        x, row = 0.0, 0
        for look in LOOKS:
            length = self._side + _KEY_GAP_PX + text_width_px(look.words, style.text_px)
            if x and x + length > width_px:
                x, row = 0.0, row + 1
            self._places.append((x, row))
            x += length + _KEY_NEXT_PX * style.scale
        self.height_px = (row + 1) * self._line + 2 * MARGIN_PX

    def draw(self, sheet: Sheet, panel: Panel, top: float) -> None:
        """Draw the squares and their words, the first line some way below `top`."""
        import numpy as np

        middles = [top + MARGIN_PX + (row + 0.5) * self._line for _, row in self._places]
        lefts = [MARGIN_PX + x for x, _ in self._places]
        draw_squares(
            panel.axes,
            np.array(lefts),
            np.array(middles) - self._side / 2,
            range(len(LOOKS)),
            side=self._side,
            style=sheet.style,
            prefix="key-",
        )
        for look, left, middle in zip(LOOKS, lefts, middles, strict=True):
            x = left + self._side + _KEY_GAP_PX
            quiet = sheet.style.palette.quiet
            sheet.text(x, middle, look.words, colour=quiet, kind="key")


def summary(data: CalendarData) -> str:
    """Return in one sentence what the calendar shows, for who cannot see it."""
    states = Counter(night.state for night in data.every_night())
    cramps = sum(night.cramps for night in data.every_night())
    first, *others = [(states[state], words) for state, words in _SAID.items() if states[state]]
    said = ", ".join(
        [
            f"{plural(first[0], 'night')} {first[1]}",
            *(f"{count:,} {words}" for count, words in others),
        ]
    )
    return f"{data.coverage.span_words}: {plural(cramps, 'cramp')}, {data.coverage.words}; {said}."


def table(data: CalendarData) -> Table:
    """Return every night of the range with its state; cramps only where they are known."""
    return Table(
        columns=("Night", "State", "Cramps"),
        rows=tuple(
            (
                night.night,
                STATE_WORDS[night.state],
                night.cramps if night.state.is_recorded else None,
            )
            for night in data.every_night()
        ),
    )


def too_little(data: CalendarData) -> str:
    """Return what is said in place of a calendar without any answer."""
    if any(night.state is not NightState.NOT_RECORDED for night in data.every_night()):
        return ""
    return "No night is recorded here yet. Each night will be a square, each year a block of them."


CALENDAR = Chart(
    name="calendar",
    title=TITLE,
    figure=calendar,
    summary=summary,
    table=table,
    too_little=too_little,
)
