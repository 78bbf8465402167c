"""Cramps per week without a treatment and with each of its doses, each with its own interval.

Rates stand side by side; how they differ, and how sure that is, tells `analysis.comparison`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from crampdiary.analysis.rate import MIN_RECORDED_NIGHTS
from crampdiary.analysis.results import Side
from crampdiary.charts.chart import Cell, Chart, Coverage, Size, Table, size_px
from crampdiary.charts.dot_marks import DotRow, mark_colour
from crampdiary.charts.dot_plot import dot_plot
from crampdiary.charts.dot_room import DotWords
from crampdiary.charts.dot_scale import even_scale
from crampdiary.charts.heading import with_span
from crampdiary.charts.hint import hint_sheet
from crampdiary.charts.labels import plural
from crampdiary.charts.style import ChartStyle

if TYPE_CHECKING:
    from matplotlib.figure import Figure

TITLE = "Cramps per week, 95 % interval"
EMPTY = (
    "Nothing can be compared yet. Once something was taken for some weeks, the nights without it "
    "and with it will stand here side by side."
)
TOO_FEW = (
    "Too few nights are recorded to compare. From 14 recorded nights on, the nights without and "
    "with a treatment will stand here side by side."
)
_WIDTH_IN = 8.0


class Part(StrEnum):
    """Which nights a row counts."""

    WITHOUT = "without"
    WITH = "with"
    BUILDING_UP = "building up"


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonRow:
    """The counts of some nights, named as a person knows them ("before", "2,000 IU daily").

    `shorter` are shorter names; a row that `is_minor` counts nights that another one counts too.
    """

    name: str
    part: Part
    side: Side
    shorter: tuple[str, ...] = ()
    is_minor: bool = False

    @property
    def is_hollow(self) -> bool:
        """Tell whether the treatment was still building up on all of these nights."""
        return self.part is Part.BUILDING_UP


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonGroup:
    """The rows of one treatment; `left_out_before` and `lag` are nights that count nowhere."""

    treatment: str
    rows: tuple[ComparisonRow, ...]
    left_out_before: int
    lag: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonData:
    """One treatment with its doses, or all of them that have nights without them.

    `throughout` names treatments without a recorded night without them; `why` tells why there is no
    group at all.
    """

    groups: tuple[ComparisonGroup, ...]
    coverage: Coverage
    throughout: tuple[str, ...] = ()
    why: str = ""


def comparison(data: ComparisonData, style: ChartStyle, size_in: Size | None = None) -> "Figure":
    """Return the figure, `size_in` inches wide and high (96 logical pixels an inch).

    Without a height it is as high as its rows want; in one that is too small the notes go first,
    then the parts while a treatment was building up.
    """
    width_px, height_px = size_px(size_in, _WIDTH_IN)
    said = too_little(data)
    if said:
        return hint_sheet(said, style, width_px=width_px, height_px=height_px).figure
    rows = list(_rows(data, style))
    drawn = [value for row in rows if row.value is not None for value in (row.value, row.high or 0)]
    return dot_plot(
        rows,
        DotWords(title=TITLE, notes=_notes(data, style), below=_below(data)),
        even_scale(drawn),
        style,
        width_px=width_px,
        height_px=height_px,
    ).figure


def summary(data: ComparisonData) -> str:
    """Return in one sentence the rate of each row with its interval and counts."""
    said = too_little(data)
    if said:
        return said
    groups = [
        f"{group.treatment}, {', '.join(_said(row) for row in group.rows)}" for group in data.groups
    ]
    if data.throughout:
        groups.append(f"no recorded night without {', '.join(data.throughout)}")
    cover = data.coverage
    return f"Cramps per week, {cover.span_words}, {cover.words}: {'; '.join(groups)}."


def table(data: ComparisonData) -> Table:
    """Return the rows with their counts; rates and limits are empty below 14 recorded nights."""
    rows: list[tuple[Cell, ...]] = [
        (
            group.treatment,
            row.name,
            str(row.part),
            row.side.cramps,
            row.side.nights_recorded,
            row.side.nights,
            *(
                None if value is None else round(value, 4)
                for value in (row.side.cramps_per_week, row.side.low, row.side.high)
            ),
        )
        for group in data.groups
        for row in group.rows
    ]
    return Table(
        columns=(
            "Treatment",
            "Nights of",
            "Part",
            "Cramps",
            "Nights recorded",
            "Nights",
            "Cramps per week",
            "95 % from",
            "95 % to",
        ),
        rows=tuple(rows),
    )


def too_little(data: ComparisonData) -> str:
    """Return what is said in place of the chart where no row has a rate."""
    if not data.groups:
        return data.why or EMPTY
    rated = (row.side.cramps_per_week for group in data.groups for row in group.rows)
    return TOO_FEW if all(rate is None for rate in rated) else ""


def _rows(data: ComparisonData, style: ChartStyle) -> Iterator[DotRow]:
    """Yield the rows; several treatments each have a heading, a single one stands in the notes."""
    for group in data.groups:
        own = mark_colour(style.colour_of(group.treatment), style)
        if len(data.groups) > 1:
            yield DotRow(name=group.treatment, is_heading=True)
        for row in group.rows:
            yield DotRow(
                name=row.name,
                shorter=row.shorter,
                value=row.side.cramps_per_week,
                low=row.side.low or 0,
                high=row.side.high,
                label=f"{row.side.cramps_per_week or 0:.1f}",
                words=_too_few(row.side),
                beside=_counts(row.side),
                beside_short=plural(row.side.nights_recorded, "night"),
                colour=style.palette.quiet if row.part is Part.WITHOUT else own,
                is_hollow=row.is_hollow,
                is_minor=row.is_minor,
            )


def _counts(side: Side) -> str:
    return f"{plural(side.cramps, 'cramp')}, {plural(side.nights_recorded, 'night')}"


def _too_few(side: Side) -> str:
    if side.nights_recorded >= MIN_RECORDED_NIGHTS:
        return ""
    return f"too few nights ({side.nights_recorded})"


def _said(row: ComparisonRow) -> str:
    side = row.side
    if side.cramps_per_week is None or side.low is None or side.high is None:
        return f"{row.name} {_too_few(side)}"
    return (
        f"{row.name} {side.cramps_per_week:.1f} (95 % interval {side.low:.1f} to {side.high:.1f}, "
        f"{_counts(side)})"
    )


def _notes(data: ComparisonData, style: ChartStyle) -> list[str]:
    """Return the coverage, which nights were left out and what hollow means, dates at last."""
    before = _or(group.left_out_before for group in data.groups)
    lag = _or(group.lag for group in data.groups)
    left_out = [
        f"{nights} nights {when}"
        for nights, when in ((before, "before a start"), (lag, "after it"))
        if nights != "0"
    ]
    said = [data.groups[0].treatment] if len(data.groups) == 1 else []
    if any(row.is_hollow for group in data.groups for row in group.rows):
        said.append("hollow: building up")
    if left_out:
        said.append(f"left out: {', '.join(left_out)}")
    said.append("each row's interval stands by itself")
    span = data.coverage.span_words
    return with_span([data.coverage.words, *said, span], span, style)


def _below(data: ComparisonData) -> list[str]:
    if not data.throughout:
        return []
    return [f"No recorded night without: {', '.join(data.throughout)}"]


def _or(numbers: Iterable[int]) -> str:
    return " or ".join(f"{number}" for number in sorted(set(numbers)))


COMPARISON = Chart(
    name="comparison",
    title=TITLE,
    figure=comparison,
    summary=summary,
    table=table,
    too_little=too_little,
)
