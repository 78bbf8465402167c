"""How the strips of doses stand below each other, with their names and each phase's own words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from crampdiary.charts.boxes import Box
from crampdiary.charts.dose_bars import EXTRA_PX, DoseBars
from crampdiary.charts.dose_bins import PhaseDoses
from crampdiary.charts.fonts import printable
from crampdiary.charts.labels import phase_labels
from crampdiary.charts.lanes import draw_name
from crampdiary.charts.sheet import LINE_HEIGHT, Panel, Sheet, shorten, text_width_px
from crampdiary.charts.style import ChartStyle
from crampdiary.domain.adherence import adherence_words

# Pixels at 100 % text: the bar, and what separates two strips.
_BAR_PX, _LEAST_BAR_PX = 24, 10
_BETWEEN_PX, _LEAST_BETWEEN_PX = 12, 5
_APART_PX = 12
_NEVER = "none due yet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """The phases of one treatment that follow each other in one row, in order."""

    name: str
    phases: tuple[PhaseDoses, ...]

    @property
    def days(self) -> int:
        """Return on how many of the drawn days it was planned."""
        return sum(one.end - one.start for one in self.phases)


def row_height_px(style: ChartStyle, *, is_tight: bool = False, is_stacked: bool = False) -> float:
    """Return how high a strip with its words is, in pixels; stacked, its name stands above it."""
    bar, between = (_LEAST_BAR_PX, _LEAST_BETWEEN_PX) if is_tight else (_BAR_PX, _BETWEEN_PX)
    lines = 1 + is_stacked
    return lines * style.text_px * LINE_HEIGHT + (EXTRA_PX + bar + between) * style.scale


def draw_strips(
    sheet: Sheet,
    panel: Panel,
    strips: Sequence[Strip],
    *,
    row_px: float,
    is_stacked: bool,
    unrecorded: Sequence[tuple[float, float]],
) -> None:
    """Draw each strip `row_px` high; x counts days, y pixels from the foot of the panel.

    `unrecorded` are stretches (from, to in days) over which bars are hatched.
    """
    _Drawing(sheet, panel, row_px, is_stacked=is_stacked).draw(strips, unrecorded)


class _Drawing:
    def __init__(self, sheet: Sheet, panel: Panel, row_px: float, *, is_stacked: bool) -> None:
        self.sheet, self.panel, self.style = sheet, panel, sheet.style
        self.row_px, self.is_stacked = row_px, is_stacked
        self.line_px = self.style.text_px * LINE_HEIGHT
        words_px = (1 + is_stacked) * self.line_px
        spare = max(row_px - words_px - EXTRA_PX * self.style.scale, 0)
        self.bar_px = spare * _BAR_PX / (_BAR_PX + _BETWEEN_PX)

    def draw(self, strips: Sequence[Strip], unrecorded: Sequence[tuple[float, float]]) -> None:
        bars = DoseBars(self.panel, self.style, self.bar_px, unrecorded)
        for number, strip in enumerate(strips):
            bottom = self.panel.box.top + (number + 1) * self.row_px
            foot = self.panel.box.bottom - bottom
            colour = self.style.colour_of(strip.name)
            for phase in strip.phases:
                bars.add(phase, foot, colour)
            self._write(strip, bottom)
        bars.draw()

    def _write(self, strip: Strip, bottom: float) -> None:
        """Write the name beside the strip or above it, and the share of each phase."""
        above = EXTRA_PX * self.style.scale + self.bar_px + self.line_px
        box = self.panel.box
        if self.is_stacked:
            y = bottom - above - self.line_px / 2
            name = shorten(printable(strip.name), box.width, self.style.text_px, bold=True)
            self.sheet.text(box.left, y, name, bold=True, kind="lane-name")
        else:
            room = Box(left=box.left, top=bottom - above, right=box.right, bottom=bottom)
            draw_name(self.sheet, strip.name, room)
        self._label(strip, bottom - above + self.line_px / 2)

    def _label(self, strip: Strip, y: float) -> None:
        """Write each phase's share from its start on, as long as there is room to the next.

        Where even the shortest words are too long, they may begin before their phase.
        """
        size, right = self.style.text_px, self.sheet.width_px - 2
        starts = [self.panel.x_px(one.start) for one in strip.phases]
        free_from = self.panel.box.left
        for one, (start, following) in zip(
            strip.phases, pairwise([*starts, right + _APART_PX]), strict=True
        ):
            until = following - _APART_PX
            said = [(words, text_width_px(words, size)) for words in _labels(one)]
            places = [(words, max(start, free_from), width) for words, width in said]
            places += [(words, until - width, width) for words, width in reversed(said)]
            for words, left, width in places:
                if left >= free_from and left + width <= until:
                    self.sheet.text(left, y, words, kind="strip-label")
                    free_from = left + width + _APART_PX
                    break


def _labels(one: PhaseDoses) -> Iterator[str]:
    """Yield what a phase says, from longest to shortest, the last one its share alone."""
    told = adherence_words(one.found)
    if not told:
        told = "not taken yet" if one.phase.every_days is None else _NEVER
    short = told.partition(" (")[0]
    for dose in phase_labels(one.phase):
        yield printable(f"{dose}: {told}")
        yield printable(f"{dose}: {short}")
    yield told
    yield short
    yield short.removesuffix(" taken")
