"""How a dot plot's rows share its room: beside their names, below them, or cut where it is low."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from crampdiary.charts.boxes import Box
from crampdiary.charts.dot_marks import DotRow
from crampdiary.charts.fonts import printable
from crampdiary.charts.lanes import name_width_px
from crampdiary.charts.room import MARGIN_PX, Shared, Wanted, share_out
from crampdiary.charts.sheet import LINE_HEIGHT, text_width_px, wrap
from crampdiary.charts.style import ChartStyle

# Pixels at 100 % text.
_ROW_PX, _LEAST_ROW_PX = 40, 21
_HEADING_PX = 30
_STACKED_PX = 56
_NARROW_PX = 460
_NAMES_SHARE, _NAMES_SHARE_LOW = 0.4, 0.38
_LEAST_PLOT_SHARE = 0.28
APART_PX = 10


class Layout(Enum):
    """Where a row's words stand."""

    WIDE = "wide"
    STACKED = "stacked"
    LOW = "low"


@dataclass(frozen=True, slots=True, kw_only=True)
class DotWords:
    """What stands round the rows: `below` are lines at the foot, `ends` what left and right mean.

    `line` names the upright line at 1, where there is one.
    """

    title: str
    notes: Sequence[str]
    below: Sequence[str] = ()
    ends: tuple[str, str] | None = None
    line: str = ""


class DotRoom:
    """The rows that have room, their layout, and where each of them lies."""

    def __init__(
        self,
        rows: Sequence[DotRow],
        words: DotWords,
        style: ChartStyle,
        width_px: float,
        height_px: float | None,
    ) -> None:
        self.rows, self.words, self.style = list(rows), words, style
        self.width_px, self._height_px = width_px, height_px
        self.line_px = style.text_px * LINE_HEIGHT
        is_narrow = width_px < _NARROW_PX * style.scale
        self.layout = Layout.STACKED if is_narrow else Layout.WIDE
        self._left_out = 0
        self.below = self._lines(words.below)
        self.shared = self._shared()
        # Whether rows are too low for a figure above the dot; asked for each of them.
        self._is_tight = self.shared.box.height < sum(self._natural()) - 1
        self.box = self._plot_box(self.shared.box)

    def places(self) -> list[tuple[DotRow, Box]]:
        """Return each row that is drawn with its place: as wide as the dots, below the others."""
        natural = self._natural()
        share = self.box.height / sum(natural)
        top, found = self.box.top, []
        for row, height in zip(self.rows, natural, strict=True):
            bottom = top + height * share
            found.append((row, replace(self.box, top=top, bottom=bottom)))
            top = bottom
        return found

    def dot_y(self, place: Box) -> float:
        """Return the height of a row's dot, in pixels from above."""
        if self.layout is Layout.STACKED:
            return place.bottom - 0.24 * place.height
        return place.middle if self._is_tight else place.top + 0.62 * place.height

    def line_places(self) -> list[Box]:
        """Return where upright lines may run: beside names all the way, below them at the dots."""
        drop = self.line_px + 4 if self.layout is Layout.STACKED else 0
        return [
            replace(box, top=min(box.top + drop, box.bottom))
            for row, box in self.places()
            if not row.is_heading
        ]

    def _shared(self) -> Shared:
        """Share out the height; where it is too little rows stand closer, then the least go."""
        if self._height_px is None:
            return self._try()
        wanted, self._height_px = self._height_px, None
        natural_px, self._height_px = self._try().height_px, wanted
        if natural_px > wanted:
            # Where all are minor, they are what there is to show.
            self.rows = [row for row in self.rows if not row.is_minor] or self.rows
        shared = self._try()
        if shared.box.height >= sum(self._natural()) - 1:
            return shared
        if self.layout is Layout.STACKED or shared.box.height < sum(self._least()):
            self.layout = Layout.LOW
            shared = self._try()
        if shared.box.height < sum(self._least()) - 1:
            self.below = []
            shared = self._try()
        while len(self.rows) > 1 and shared.box.height < sum(self._least()) - 1:
            self._drop_last()
            shared = self._try()
        return shared

    def _drop_last(self) -> None:
        """Leave out the last row, with the heading that then heads nothing, and tell how many."""
        self.rows.pop()
        while len(self.rows) > 1 and self.rows[-1].is_heading:
            self.rows.pop()
        self._left_out += 1
        self.below = self._lines([f"{self._left_out:,} more not drawn: too little room"])

    def _lines(self, said: Sequence[str]) -> list[str]:
        size, room = self.style.text_px, self.width_px - 2 * MARGIN_PX
        return [line for words in said for line in wrap(printable(words).split(" "), room, size)]

    def _try(self) -> Shared:
        return share_out(
            self.words.title,
            self.words.notes,
            style=self.style,
            wanted=Wanted(
                left=MARGIN_PX,
                right=self.width_px - MARGIN_PX,
                panel_px=sum(self._natural()),
                least_panel_px=sum(self._least()),
                above_px=self.line_px if self.words.line else 0,
                foot_px=self._foot_px(),
            ),
            height_px=self._height_px,
        )

    def _natural(self) -> list[float]:
        usual = _STACKED_PX if self.layout is Layout.STACKED else _ROW_PX
        return [(_HEADING_PX if row.is_heading else usual) * self.style.scale for row in self.rows]

    def _least(self) -> list[float]:
        if self.layout is Layout.STACKED:
            return self._natural()
        return [_LEAST_ROW_PX * self.style.scale for _ in self.rows]

    def _foot_px(self) -> float:
        lines = 1 + (self.words.ends is not None) + len(self.below)
        return lines * self.line_px + (6 if self.below else 0) + MARGIN_PX

    def _plot_box(self, box: Box) -> Box:
        """Return where the dots lie: between the names and what stands beside."""
        size = self.style.text_px
        # Numbers of the scale and figures reach over the ends.
        left, right = MARGIN_PX + 0.8 * size, self.width_px - MARGIN_PX - 0.8 * size
        if self.layout is not Layout.STACKED:
            low = self.layout is Layout.LOW
            share = _NAMES_SHARE_LOW if low else _NAMES_SHARE
            names = [row.name for row in self.rows if not row.is_heading]
            left = MARGIN_PX + 8 + name_width_px(names, size, share * self.width_px)
        if self.layout is Layout.WIDE:
            right = self._right_of_dots(left, right)
        if self.layout is Layout.LOW or (self.layout is Layout.WIDE and self._is_tight):
            # Figures stand right of their intervals.
            labels = (text_width_px(printable(row.label), size, bold=True) for row in self.rows)
            right -= max(labels, default=0)
        return Box(left=left, top=box.top, right=right, bottom=box.bottom)

    def _right_of_dots(self, left: float, right: float) -> float:
        """Make room for what stands beside the dots, the shorter words where it is narrow."""
        for rows in (
            self.rows,
            [replace(row, beside=row.beside_short) for row in self.rows],
            [replace(row, beside="") for row in self.rows],
        ):
            widths = (text_width_px(printable(row.beside), self.style.text_px) for row in rows)
            beside = max(widths, default=0)
            room = right - left - (beside + APART_PX if beside else 0)
            if not beside or room >= _LEAST_PLOT_SHARE * self.width_px:
                self.rows = rows
                return left + room
        return right
