"""Lab results as a table: a row for each test and unit, a column for each day of a blood test."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from crampdiary.domain.phrases import day_words, range_words
from crampdiary.domain.records import LabResult
from crampdiary.ui.labs.names import fold, fold_unit, rank

MIN_POINTS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A day; `nth` counts on where a test was done more than once that day."""

    day: date
    nth: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One test in one unit (never two units mixed), its results oldest first, and by column."""

    test: str
    unit: str
    results: tuple[LabResult, ...]
    cells: dict[Column, LabResult]

    @property
    def ranged(self) -> LabResult | None:
        """Return the latest result that carries a range of the laboratory."""
        return next((result for result in reversed(self.results) if range_words(result)), None)

    @property
    def range_text(self) -> str:
        """Return the laboratory's latest range, or nothing."""
        return "" if self.ranged is None else range_words(self.ranged)

    @property
    def ranges(self) -> list[str]:
        """Return every range with the day it first came with, latest first; one where all agree."""
        found: dict[str, date] = {}
        for result in self.results:
            if range_words(result):
                found.setdefault(range_words(result), result.taken_on)
        return [
            f"{words} (from {day_words(day, year=True)})"
            for words, day in sorted(found.items(), key=lambda item: item[1], reverse=True)
        ]

    @property
    def measured(self) -> list[LabResult]:
        """Return the results that are exact numbers, the only ones a line may join."""
        return [result for result in self.results if result.comparator is None]

    @property
    def can_be_drawn(self) -> bool:
        """Tell whether there are at least two values, of different days, that can be compared."""
        return len({result.taken_on for result in self.measured}) >= MIN_POINTS


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """The whole table: columns oldest first, rows in the order of the known tests."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


def grid_of(results: Sequence[LabResult]) -> Grid:
    """Return the table of all results."""
    found: dict[tuple[str, str], list[LabResult]] = {}
    for result in sorted(results, key=lambda result: (result.taken_on, str(result.id))):
        found.setdefault((fold(result.test), fold_unit(result.unit)), []).append(result)
    rows = [_row(group) for group in found.values()]
    columns = {column for row in rows for column in row.cells}
    return Grid(
        columns=tuple(sorted(columns, key=lambda column: (column.day, column.nth))),
        rows=tuple(sorted(rows, key=lambda row: (*rank(row.test), fold_unit(row.unit)))),
    )


def _row(results: list[LabResult]) -> Row:
    cells: dict[Column, LabResult] = {}
    for result in results:
        nth = sum(column.day == result.taken_on for column in cells)
        cells[Column(day=result.taken_on, nth=nth)] = result
    latest = results[-1]
    return Row(test=latest.test, unit=latest.unit, results=tuple(results), cells=cells)
