"""What stands on the doctor's page, already worded: plain data, no layout and no sums."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from crampdiary.charts.chart import Chart
from crampdiary.charts.save import figure_svg
from crampdiary.charts.style import ChartStyle
from crampdiary.domain.choices import ReportPart

# Stands behind the flag of a lab result that `DoctorPage.labs_remark` is about.
MARK = "*"
# The chart where no sheet of paper says how much room it has, inches.
CHART_WIDTH_IN = 7.15
CHART_IN = (CHART_WIDTH_IN, 4.2)
# The chart of the hours stands in the narrow column of the page, inches.
HOURS_IN = (2.35, 1.1)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFigure:
    """One of the figures at the top, and what it was `before`.

    `is_thin` greys it, and `note` then says why.
    """

    label: str
    value: str
    note: str
    before: str = ""
    is_thin: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodRow:
    """One treatment period: what, how much, from, to, nights recorded, cramps per week.

    `starts_on` puts the rows that are shown in order of time. `note` stands small below the dose,
    and `taken` is how much of what was planned was taken.
    """

    starts_on: date
    treatment: str
    dose: str
    first: str
    last: str
    recorded: str
    rate: str
    overlaps: str = ""
    note: str = ""
    taken: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LabRow:
    """One lab result as the laboratory wrote it; `flag` is against the lab's own range.

    `beside` stands in quiet ink behind it: the value in the unit of its test's other results, or
    that it is calculated. Tests stand in the order of `order`, and
    their rows by `taken_on`.
    """

    test: str
    day: str
    value: str
    flag: str
    range: str
    beside: str = ""
    order: int = 0
    taken_on: date = date.min


class Drawable(Protocol):
    """A figure that is drawn for the room it gets, its text always as large."""

    def svg(self, width_in: float, height_in: float) -> bytes:
        """Return it as SVG with real text, so many inches wide and high."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A chart that waits for the room it gets: the page first lays out all that stands around."""

    chart: Chart[Any]
    data: Any
    style: ChartStyle

    def svg(self, width_in: float, height_in: float) -> bytes:
        """Return the figure as SVG with real text; the same room gives the same bytes."""
        return figure_svg(self.chart.figure(self.data, self.style, (width_in, height_in)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A figure as SVG with real text, and in words for who cannot see it."""

    svg: bytes
    alt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column's heading; numbers stand at the right. `share` is its part of the page's width.

    A `share` of 0 is as wide as its longest cell.
    """

    title: str
    is_number: bool = False
    share: float = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table of an appendix: every row has a cell for every column."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading inside an appendix."""

    title: str


# A text is a paragraph.
Block = str | Picture | Grid | Section


@dataclass(frozen=True, slots=True, kw_only=True)
class Appendix:
    """What follows the page where it was asked for; it begins on a new sheet and may take many."""

    part: ReportPart
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DoctorPage:
    """Everything on the page. Rows come most relevant first; what does not fit is counted on it.

    `made_on` dates the file; `author` is its author ("" where nobody is to be named); `remark`
    stands below the figures, `periods_remark` below the treatment periods, `labs_remark` below the
    lab results where one of them has a `MARK`. `chart_alt` says what the `chart` shows, and takes
    the place of one that is None.
    `hours` says at which hours cramps came, where that says something, and `hours_svg` draws it,
    `HOURS_IN` wide and high.
    `flags` are the red flags met, one line each.
    """

    made_on: date
    visit: str
    author: str
    identity: str
    period: str
    coverage: tuple[str, ...]
    banner: str
    figures: tuple[KeyFigure, ...]
    remark: str
    chart: Drawable | None
    chart_alt: str
    periods: tuple[PeriodRow, ...]
    periods_remark: str
    labs: tuple[LabRow, ...]
    labs_remark: str = ""
    medicines: tuple[str, ...]
    conditions: tuple[str, ...]
    questions: tuple[str, ...]
    flags: tuple[str, ...] = ()
    hours: str = ""
    hours_svg: bytes = b""
    footer: str

    @property
    def chart_svg(self) -> bytes:
        """Return the chart in its usual size, `CHART_IN`; nothing where there is none."""
        return b"" if self.chart is None else self.chart.svg(*CHART_IN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The page and what follows it; `is_grey` uses no colour."""

    page: DoctorPage
    appendices: tuple[Appendix, ...] = ()
    is_grey: bool = False
