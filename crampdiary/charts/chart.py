"""What every chart is: a figure, the sentence that says it in words, and the table behind it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Generic, TypeVar

from crampdiary.charts.labels import plural
from crampdiary.charts.style import PX_PER_INCH, ChartStyle
from crampdiary.domain.errors import InvalidValueError
from crampdiary.domain.nights import NightCount, NightState
from crampdiary.domain.phrases import day_words

if TYPE_CHECKING:
    from matplotlib.figure import Figure

D = TypeVar("D")

Cell = str | int | float | Decimal | date | None
# Inches wide and high; without a height a chart is as high as what it shows wants.
Size = tuple[float, float | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """What a chart shows, as rows: each cell as typed as it is, None where there is nothing."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def __post_init__(self) -> None:
        """Check that each row has every column."""
        for row in self.rows:
            assert len(row) == len(self.columns), row  # noqa: S101 - ours, never a person's entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How many of the nights `first` to `last` (both included) are recorded."""

    first: date
    last: date
    nights_recorded: int

    def __post_init__(self) -> None:
        """Check that the range runs forward."""
        if self.last < self.first:
            raise InvalidValueError(
                field="to",
                problem="ends_before_start",
                value=self.last,
                allowed=f"{self.first} or later",
            )

    @property
    def nights_in_range(self) -> int:
        """Return how many nights the range has."""
        return (self.last - self.first).days + 1

    @property
    def words(self) -> str:
        """Return "252 of 280 nights recorded"."""
        return f"{self.nights_recorded:,} of {plural(self.nights_in_range, 'night')} recorded"

    @property
    def span_words(self) -> str:
        """Return "5 Jan 2026 to 11 Oct 2026", or the one night."""
        return span_words(self.first, self.last)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart(Generic[D]):
    """One kind of chart over its own plain data `D`.

    `name` is what the command line calls it, `title` what a person reads. `figure` takes the data,
    a style and a size (None for the chart's own). `summary` says in one sentence what the figure
    shows, with its n and its coverage. `too_little` returns a friendly sentence where there is not
    enough to draw, else "": the window then shows it in place of the chart, a figure says it.
    """

    name: str
    title: str
    figure: Callable[[D, ChartStyle, Size | None], "Figure"]
    summary: Callable[[D], str]
    table: Callable[[D], Table]
    too_little: Callable[[D], str]


def size_px(size_in: Size | None, usual_width_in: float) -> tuple[float, float | None]:
    """Return a size in logical pixels (96 an inch); without one the usual width, no height."""
    width_in, height_in = size_in or (usual_width_in, None)
    return width_in * PX_PER_INCH, None if height_in is None else height_in * PX_PER_INCH


def span_words(first: date, last: date) -> str:
    """Return "5 Jan 2026 to 11 Oct 2026", or the one day where both are the same."""
    begin = day_words(first, year=True)
    return begin if first == last else f"{begin} to {day_words(last, year=True)}"


def coverage_of(nights: Sequence[NightCount], first: date, last: date) -> Coverage:
    """Count the recorded ones of the nights `first` to `last`."""
    # Identity, because hashing the states of 20 years takes longer than all the rest.
    with_cramps, without = NightState.WITH_CRAMPS, NightState.WITHOUT_CRAMPS
    recorded = sum(
        (night.state is with_cramps or night.state is without) and first <= night.night <= last
        for night in nights
    )
    return Coverage(first=first, last=last, nights_recorded=recorded)
