"""Lab results as a table: a row for each test, a column for each day of a blood test."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from crampdiary.domain.phrases import day_words
from crampdiary.services.lab_readings import LabReading, LabRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A day; `nth` counts on where a test was done more than once that day."""

    day: date
    nth: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One test with its readings by column."""

    lab: LabRow
    cells: dict[Column, LabReading]

    @property
    def range_text(self) -> str:
        """Return the laboratory's latest range, or nothing."""
        return "" if self.lab.ranged is None else self.lab.ranged.range_text

    @property
    def ranges(self) -> list[str]:
        """Return every range with the day it first came with, latest first; one where all agree."""
        return [f"{words} (from {day_words(day, year=True)})" for words, day in self.lab.ranges]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """The whole table: columns oldest first, rows in the order they were given."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


def grid_of(labs: Sequence[LabRow]) -> Grid:
    """Return the table of all rows."""
    rows = tuple(Row(lab=lab, cells=_cells(lab)) for lab in labs)
    columns = {column for row in rows for column in row.cells}
    return Grid(
        columns=tuple(sorted(columns, key=lambda column: (column.day, column.nth))), rows=rows
    )


def _cells(lab: LabRow) -> dict[Column, LabReading]:
    cells: dict[Column, LabReading] = {}
    for reading in lab.readings:
        nth = sum(column.day == reading.taken_on for column in cells)
        cells[Column(day=reading.taken_on, nth=nth)] = reading
    return cells
