"""Where the squares of a calendar lie: weeks across, weekdays down, one block a year.

A range that fits into one year is one block; where that is too wide it is set in parts below each
other. Lengths are pixels.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from crampdiary.charts.sheet import text_width_px
from crampdiary.charts.style import ChartStyle
from crampdiary.charts.time_axis import MONTHS

WEEK = 7
# A year has parts of 53 weeks; one that begins late in its first week touches 54.
_WEEKS_PER_YEAR = 54
_LARGEST, _COMFORTABLE, _SMALLEST = 24.0, 10.0, 3.0
# Squares this much smaller are taken for a calendar that is less high.
_NEARLY = 0.8
# How many pieces a year is set in, and how many years stand next to each other.
_IN_PARTS = ((1, 1), (2, 1), (3, 1), (4, 1))
_IN_COLUMNS = ((1, 1), (1, 2))
# More years than this stand closer, their names beside them and the months only above the first.
_MANY_YEARS = 3
_LABEL_GAP_PX, _COLUMN_GAP_PX, _BLOCK_GAP_PX, _DENSE_GAP_PX = 8, 28, 6, 6
_TEXT_GAP_PX = 8
_LINE, _HEAD = 1.35, 1.6
# Higher than this and a calendar is no longer seen at a glance.
_NATURAL_PX = 900
_GAP_PX, _GAP_SHARE = 2.0, 0.15
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Weeks that stand side by side: the nights `first` to `last`, the first column's Monday."""

    label: str
    first: date
    last: date
    monday: date

    @property
    def weeks(self) -> int:
        """Return how many columns it has."""
        return (self.last - self.monday).days // WEEK + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A label with its place: `right` aligned ones end at `x`, others begin there."""

    text: str
    x: float
    y: float
    is_right: bool = False
    is_bold: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Blocks in the order they are read, below each other and in `columns` next to each other.

    `pitch` is a square with its gap; `head_px` the room for months above a block (where years are
    dense, above each column alone); `left_px` the room for names beside it; `room_px` how wide a
    column may be.
    """

    blocks: tuple[Block, ...]
    columns: int
    is_dense: bool
    pitch: float
    head_px: float
    left_px: float
    room_px: float
    text_px: float

    @property
    def rows(self) -> int:
        """Return how many blocks stand below each other."""
        return -(-len(self.blocks) // self.columns)

    @property
    def gap(self) -> float:
        """Return what is free between two squares."""
        return _GAP_PX if self.pitch >= _COMFORTABLE else _GAP_SHARE * self.pitch

    @property
    def height_px(self) -> float:
        """Return the height of all blocks with their months."""
        return self._between_px + self.rows * WEEK * self.pitch

    @property
    def _line(self) -> float:
        """Return how far two words below each other stand apart."""
        return _LINE * self.text_px

    @property
    def _between_px(self) -> float:
        """Return the height of all that are not squares."""
        if self.is_dense:
            return self.head_px + (self.rows - 1) * _DENSE_GAP_PX
        return self.rows * self.head_px + (self.rows - 1) * _BLOCK_GAP_PX

    def fitted(self, height_px: float, largest: float) -> "Grid":
        """Return the grid with the largest squares that its width and a height have room for."""
        weeks = max(block.weeks for block in self.blocks)
        high = (height_px - self._between_px) / (self.rows * WEEK)
        return replace(self, pitch=max(min(self.room_px / weeks, high, largest), 0.1))

    def origin(self, number: int) -> tuple[float, float]:
        """Return the upper left corner of a block's squares."""
        column, row = divmod(number, self.rows)
        left = self.left_px + column * (self.room_px + _COLUMN_GAP_PX + self.left_px)
        between = _DENSE_GAP_PX if self.is_dense else self.head_px + _BLOCK_GAP_PX
        return left, self.head_px + row * (WEEK * self.pitch + between)

    def words(self) -> Iterator[Word]:
        """Yield the names of years, months and weekdays, none of which touch."""
        step = self._month_step()
        said = ""
        for number, block in enumerate(self.blocks):
            x, y = self.origin(number)
            above = y - self.head_px / 2
            beside = x - _LABEL_GAP_PX
            if block.label != said:
                middle = y + WEEK * self.pitch / 2 if self.is_dense else above
                yield Word(text=block.label, x=beside, y=middle, is_right=True, is_bold=True)
            said = block.label
            for row in () if self.is_dense else self._weekday_rows():
                middle = max(y + (row + 0.5) * self.pitch - self.gap / 2, above + self._line)
                yield Word(text=_WEEKDAYS[row], x=beside, y=middle, is_right=True)
            if not self.is_dense or number % self.rows == 0:
                for text, left, _ in self._months(block, step):
                    yield Word(text=text, x=x + left, y=above)

    def _weekday_rows(self) -> tuple[int, ...]:
        if 2 * self.pitch >= self._line:
            return (0, 2, 4)
        # The first one stands below the year, the last one a line lower.
        return (0, 6) if 6.5 * self.pitch + self.head_px / 2 >= 2 * self._line else ()

    def _month_step(self) -> int:
        """Return every how many months are named, so that no two names touch."""
        for step in (1, 2, 3, 6):
            rows = [list(self._months(block, step)) for block in self.blocks]
            if all(
                one[2] + _TEXT_GAP_PX <= following[1]
                for row in rows
                for one, following in pairwise(row)
            ):
                return step
        return 12

    def _months(self, block: Block, step: int) -> Iterator[tuple[str, float, float]]:
        """Yield name, left and right of the months of a block, each above its first full week."""
        mondays = [block.monday + timedelta(days=week * WEEK) for week in range(block.weeks)]
        named = [
            (week, _month(monday, block))
            for week, monday in enumerate(mondays)
            if monday.day <= WEEK and (monday.month - 1) % step == 0
        ]
        # A few nights before the month's first Monday are named nevertheless.
        for week, name in named or [(0, MONTHS[block.first.month - 1])]:
            length = text_width_px(name, self.text_px)
            if week * self.pitch + length <= self.room_px + _LABEL_GAP_PX:
                yield name, week * self.pitch, week * self.pitch + length


def _month(monday: date, block: Block) -> str:
    name = MONTHS[monday.month - 1]
    return (
        f"{name} {monday.year}" if str(monday.year) != block.label and monday.month == 1 else name
    )


def year_blocks(first: date, last: date, *, parts: int = 1) -> tuple[Block, ...]:
    """Return one block a calendar year, or one for all where the range is no longer than that.

    With `parts` each is set in so many pieces of about the same length.
    """
    monday = first - timedelta(days=first.weekday())
    whole = Block(label=str(first.year), first=first, last=last, monday=monday)
    if whole.weeks < _WEEKS_PER_YEAR:
        return tuple(_pieces(whole, parts))
    years = range(first.year, last.year + 1)
    return tuple(piece for year in years for piece in _pieces(_year(year, first, last), parts))


def _year(year: int, first: date, last: date) -> Block:
    begin = date(year, 1, 1)
    return Block(
        label=str(year),
        first=max(first, begin),
        last=min(last, date(year, 12, 31)),
        monday=begin - timedelta(days=begin.weekday()),
    )


def _pieces(block: Block, parts: int) -> Iterator[Block]:
    weeks = -(-block.weeks // parts)
    for part in range(parts):
        monday = block.monday + timedelta(days=part * weeks * WEEK)
        first = max(block.first, monday)
        last = min(block.last, monday + timedelta(days=weeks * WEEK - 1))
        if first <= last:
            yield Block(label=str(first.year), first=first, last=last, monday=monday)


def calendar_grid(
    first: date, last: date, *, style: ChartStyle, width_px: float, height_px: float | None
) -> Grid:
    """Return the grid for a width, and for a height if there is one.

    A wide year is set in parts, many years in two columns, then squares shrink; where even that is
    too much the oldest years are left out.
    """
    height = _NATURAL_PX * style.scale if height_px is None else height_px
    is_dense = len(year_blocks(first, last)) > _MANY_YEARS
    choices = []
    for parts, columns in _IN_COLUMNS if is_dense else _IN_PARTS:
        left = text_width_px("2026", style.text_px, bold=True) + _LABEL_GAP_PX
        between = (columns - 1) * _COLUMN_GAP_PX
        choices.append(
            Grid(
                blocks=year_blocks(first, last, parts=parts),
                columns=columns,
                is_dense=is_dense,
                pitch=1,
                head_px=_HEAD * style.text_px,
                left_px=left,
                room_px=max((width_px - between) / columns - left, 1),
                text_px=style.text_px,
            )
        )
    best = _best(choices, height, style.scale)
    while best.pitch < _SMALLEST and len(best.blocks) > 1:
        choices = [replace(one, blocks=one.blocks[1:]) for one in choices if one.blocks[1:]]
        best = _best(choices, height, style.scale)
    return best


def _best(choices: Sequence[Grid], height_px: float, scale: float) -> Grid:
    """Return the first grid whose squares are comfortable, else the lowest of the larger ones."""
    fitted = [one.fitted(height_px, _LARGEST * scale) for one in choices]
    largest = max(one.pitch for one in fitted)
    lowest = min(
        (one for one in fitted if one.pitch >= _NEARLY * largest), key=lambda one: one.height_px
    )
    return next((one for one in fitted if one.pitch >= _COMFORTABLE * scale), lowest)
