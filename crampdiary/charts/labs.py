"""Lab results as small multiples: a panel a test, all on the same stretch of time.

Values stand as the laboratory wrote them over its own range. They are shown, never correlated: a
few values a year say nothing about how they go with cramps (`statistics.md`, section 9).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from crampdiary.charts.chart import Chart, Size, Table, size_px, span_words
from crampdiary.charts.heading import with_span
from crampdiary.charts.hint import hint_sheet
from crampdiary.charts.known import Known
from crampdiary.charts.lab_grid import LabGrid, LabWords
from crampdiary.charts.lab_points import fits
from crampdiary.charts.lab_series import lab_series, split_labs, unit_of
from crampdiary.charts.labels import plural
from crampdiary.charts.style import ChartStyle
from crampdiary.domain.lab_values import converted
from crampdiary.domain.phrases import day_words, range_words, value_words
from crampdiary.domain.records import LabResult
from crampdiary.domain.units import Unit, same_unit

if TYPE_CHECKING:
    from matplotlib.figure import Figure

TITLE = "Lab results, each test in its own unit"
EMPTY = (
    "No lab result lies in this time. Each test will have a picture here, with the lab's own range."
)
_WIDTH_IN = 10.0
_SUMMARISED = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class LabsData:
    """The lab results to show of the days `first` to `last` (both included); others are left out.

    `known` reads names, units and the person's own limits of 25-OH vitamin D.
    """

    first: date
    last: date
    labs: Sequence[LabResult]
    known: Known = field(default_factory=Known)

    @property
    def tests(self) -> list[list[LabResult]]:
        """Return the results in range by test, oldest first; the tests with most come first."""
        return split_labs(self.labs, self.first, self.last, self.known)


def labs(data: LabsData, style: ChartStyle, size_in: Size | None = None) -> "Figure":
    """Return the figure, `size_in` inches wide and high (96 logical pixels an inch).

    Without a height it is as high as its tests want; in one that is too small the tests with fewest
    results are left out, and the heading says how many.
    """
    width_px, height_px = size_px(size_in, _WIDTH_IN)
    if not data.tests:
        return hint_sheet(EMPTY, style, width_px=width_px, height_px=height_px).figure
    return LabGrid(
        [lab_series(results, data.known) for results in data.tests],
        LabWords(
            title=TITLE,
            notes=with_span([_counts(data.tests)], span_words(data.first, data.last), style),
        ),
        (data.first, data.last),
        style,
        width_px=width_px,
        height_px=height_px,
    ).draw()


def summary(data: LabsData) -> str:
    """Return in one sentence what was measured how often, and the latest values of some tests."""
    tests = data.tests
    if not tests:
        return EMPTY
    latest = [
        f"{lab_series(results, data.known).test} {value_words(results[-1])}"
        f"{f' ({results[-1].flag})' if results[-1].flag else ''}"
        f" on {day_words(results[-1].taken_on, year=True)}"
        for results in tests[:_SUMMARISED]
    ]
    if len(tests) > _SUMMARISED:
        latest.append(f"and {plural(len(tests) - _SUMMARISED, 'more test')}")
    return (
        f"{_counts(tests)}, {span_words(data.first, data.last)}; the latest: {', '.join(latest)}."
    )


def table(data: LabsData) -> Table:
    """Return each result as the laboratory wrote it, and where it is drawn in its panel's unit."""
    rows = []
    for results in data.tests:
        unit, series = unit_of(results, data.known), lab_series(results, data.known)
        for result in results:
            drawn_at = _drawn_at(result, unit, data.known)
            rows.append(
                (
                    series.test,
                    result.taken_on,
                    str(result.comparator or ""),
                    result.value,
                    result.unit,
                    range_words(result),
                    result.flag,
                    drawn_at,
                    "" if drawn_at is None else unit.symbol,
                )
            )
    return Table(
        columns=(
            "Test",
            "Date",
            "Sign",
            "Value",
            "Unit",
            "The lab's range",
            "Against it",
            "Drawn at",
            "Drawn in",
        ),
        rows=tuple(rows),
    )


def _drawn_at(result: LabResult, unit: Unit, known: Known) -> Decimal | None:
    """Return a value in the unit of its panel with the digits beside its mark, None if not drawn.

    It is the laboratory's own number where that unit is the laboratory's, however it is spelled.
    """
    if not fits(result, unit, known.tests):
        return None
    if same_unit(result.unit, unit.symbol):
        return result.value
    told = converted(result, unit.symbol, known.tests)
    return result.value if told is None else told.shown


def too_little(data: LabsData) -> str:
    """Return what is said in place of the chart where nothing was measured."""
    return "" if data.tests else EMPTY


def _counts(tests: Sequence[Sequence[LabResult]]) -> str:
    return f"{plural(sum(map(len, tests)), 'result')} of {plural(len(tests), 'test')}"


LABS = Chart(
    name="labs", title=TITLE, figure=labs, summary=summary, table=table, too_little=too_little
)
