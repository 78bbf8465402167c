"""At which hours of the night cramps come, by the clock as it was where they were logged."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crampdiary.charts.chart import Chart, Coverage, Size, Table, size_px
from crampdiary.charts.counted_bars import NO_ROOM, CountedBars, Counts, draw_ticks, ticks_height_px
from crampdiary.charts.heading import Heading, with_span
from crampdiary.charts.hint import hint_sheet
from crampdiary.charts.labels import plural
from crampdiary.charts.sheet import Sheet, text_width_px
from crampdiary.charts.style import ChartStyle

if TYPE_CHECKING:
    from matplotlib.figure import Figure

TITLE = "Cramps by hour of the night"
_SHORT_TITLE = "Hour of the night"
WIDTH_IN = 7.0
HOURS = (*range(20, 24), *range(10))
# Fewer say nothing of hours.
MIN_TIMED = 10
# From how many timed cramps on it is said that so many hours in a row hold half of them: by then
# fewer than 5 of 100 diaries do so whose cramps are spread evenly over eight hours of sleep.
SAYS_SOMETHING_FROM = {1: 10, 2: 25, 3: 100}
_CLEARLY_MORE, _NEARLY_ALL = 0.55, 0.9
_DAY_H = 24
_MARGIN_PX = 10
_GAP_PX = 4
_LEAST_BARS_PX, _LEAST_COUNTS_PX = 40, 18
_PLOT_SHARE, _LOW_PLOT_PX, _HIGH_PLOT_PX = 0.3, 110, 230


@dataclass(frozen=True, slots=True, kw_only=True)
class HourOfNight:
    """Cramps by the hour in which they began: `by_hour` has 24 counts, from midnight on.

    `untimed` are those of which only the night is known.
    """

    coverage: Coverage
    by_hour: Sequence[int]
    untimed: int = 0

    @property
    def timed(self) -> int:
        """Return how many cramps have a time."""
        return sum(self.by_hour)

    @property
    def cramps(self) -> int:
        """Return how many cramps there are, with and without a time."""
        return self.timed + self.untimed

    @property
    def shown(self) -> list[int]:
        """Return the counts from 20:00 to 10:00."""
        return [self.by_hour[hour] for hour in HOURS]

    @property
    def elsewhen(self) -> int:
        """Return how many cramps began by day, between 10:00 and 20:00."""
        return self.timed - sum(self.shown)


@dataclass(frozen=True, slots=True, kw_only=True)
class Peak:
    """The fewest hours in a row that hold at least half of the timed cramps.

    `first` and `end` (excluded) count hours from 20:00.
    """

    first: int
    end: int
    cramps: int
    timed: int

    @property
    def words(self) -> str:
        """Return "between 02:00 and 04:00"."""
        return f"between {_clock(self.first)} and {_clock(self.end)}"

    @property
    def share_words(self) -> str:
        """Return "half", "more than half", "nearly all" or "all"."""
        share = self.cramps / self.timed
        if share == 1:
            return "all"
        if share >= _NEARLY_ALL:
            return "nearly all"
        return "more than half" if share > _CLEARLY_MORE else "half"


def peak(data: HourOfNight) -> Peak | None:
    """Return when most cramps came, or None where no few hours stand out from chance."""
    shown, timed = data.shown, data.timed
    for width, least in SAYS_SOMETHING_FROM.items():
        held = [sum(shown[first : first + width]) for first in range(len(shown) - width + 1)]
        if timed >= least and 2 * max(held) >= timed:
            first = held.index(max(held))
            return Peak(first=first, end=first + width, cramps=max(held), timed=timed)
    return None


def hour_of_night(data: HourOfNight, style: ChartStyle, size_in: Size | None = None) -> "Figure":
    """Return the figure, `size_in` inches wide and high; without a height as high as looks well."""
    width_px, height_px = size_px(size_in, WIDTH_IN)
    said = too_little(data)
    if said:
        return hint_sheet(said, style, width_px=width_px, height_px=height_px).figure
    ticks_px = ticks_height_px(style.text_px) + _MARGIN_PX / 2
    fixed = _MARGIN_PX + _GAP_PX * style.scale + ticks_px
    room = None if height_px is None else height_px - fixed
    head, found = _heading(data, style, width_px, room)
    if room is not None and room - head.height_px < _LEAST_BARS_PX:
        return hint_sheet(NO_ROOM, style, width_px=width_px, height_px=height_px).figure
    plot = min(max(_PLOT_SHARE * width_px, _LOW_PLOT_PX), _HIGH_PLOT_PX) * style.scale
    height = height_px or fixed + head.height_px + plot
    sheet = Sheet(style=style, width_px=width_px, height_px=height)
    head.draw(sheet, _MARGIN_PX)
    # So that the first and the last hour stand below their marks.
    inset = max(text_width_px(_clock(0), style.text_px) / 2 - _MARGIN_PX / 2, 0)
    strong = range(found.first, found.end) if found else ()
    bars = CountedBars(
        Counts(counts=data.shown, strong=strong),
        style,
        left=_MARGIN_PX + inset,
        right=width_px - _MARGIN_PX - inset,
    )
    panel, _ = bars.draw(sheet, top=fixed - ticks_px + head.height_px, bottom=height - ticks_px)
    draw_ticks(sheet, panel, _TICKS, least_left=bars.ticks_left)
    return sheet.figure


def _clock(number: int) -> str:
    return f"{(HOURS[0] + number) % _DAY_H:02}:00"


_TICKS = [
    [(number, _clock(number)) for number in range(start, len(HOURS) + 1, step)]
    for start, step in ((0, 1), (0, 2), (0, 4), (4, 4), (4, 6))
]


def _heading(
    data: HourOfNight, style: ChartStyle, width_px: float, room_px: float | None
) -> tuple[Heading, Peak | None]:
    """Return the heading with as many notes as there is room for, and the peak that they tell of.

    Bars are not stronger where no note says why.
    """
    found, coverage = peak(data), data.coverage
    span = coverage.span_words
    said = [f"{data.timed:,} of {plural(data.cramps, 'cramp')} with a time", coverage.words]
    short = [
        f"{data.timed:,} of {data.cramps:,} timed",
        f"{coverage.nights_recorded:,} of {plural(coverage.nights_in_range, 'night')}",
    ]
    by_day = [f"{data.elsewhen:,} by day, not drawn"] if data.elsewhen else []
    strong = [f"{style.stronger}: {found.share_words} of them, {found.words}"] if found else []
    least_px = _LEAST_BARS_PX + _LEAST_COUNTS_PX * style.scale
    for title, notes in (
        (TITLE, with_span([*said, *strong, *by_day, span], span, style)),
        (TITLE, said + strong + by_day),
        (TITLE, said + strong),
        (TITLE, said),
        (TITLE, short),
        (TITLE, short[:1]),
        (_SHORT_TITLE, short[:1]),
        (_SHORT_TITLE, []),
    ):
        head = Heading(
            title=title,
            notes=notes,
            size_px=style.title_px,
            style=style,
            left=_MARGIN_PX,
            right=width_px - _MARGIN_PX,
        )
        if room_px is None or room_px - head.height_px >= least_px:
            break
    return head, found if any(note in strong for note in notes) else None


def summary(data: HourOfNight) -> str:
    """Return in one sentence when most cramps came, with n and coverage."""
    known = f"{data.timed:,} of {plural(data.cramps, 'cramp')} with a time"
    coverage = f"{data.coverage.words}, {data.coverage.span_words}"
    found = peak(data)
    if too_little(data):
        claim = "Too few cramps have a time to tell of hours"
    elif found:
        claim = f"{found.share_words.capitalize()} of the timed cramps began {found.words}"
    else:
        claim = "No hours stand out in this diary"
    elsewhen = f", {data.elsewhen:,} of them by day" if data.elsewhen else ""
    return f"{claim} ({known}{elsewhen}; {coverage})."


def table(data: HourOfNight) -> Table:
    """Return the cramps of each hour, those by day, and those without a time."""
    rows = [
        (f"{_clock(number)} to {_clock(number + 1)}", count)
        for number, count in enumerate(data.shown)
    ]
    rows += [("10:00 to 20:00", data.elsewhen), ("time not noted", data.untimed)]
    return Table(columns=("Hour", "Cramps"), rows=tuple(rows))


def too_little(data: HourOfNight) -> str:
    """Return how many more cramps with a time are needed, where hours would say nothing yet."""
    if data.timed >= MIN_TIMED:
        return ""
    more = plural(MIN_TIMED - data.timed, "more cramp")
    if not data.timed:
        more = f"{MIN_TIMED} cramps"
    return f"After {more} with a time this will show at which hours they come."


HOUR_OF_NIGHT = Chart(
    name="hour-of-night",
    title=TITLE,
    figure=hour_of_night,
    summary=summary,
    table=table,
    too_little=too_little,
)
