"""The one reader of the catalogue's CSV files: strict, since they ship with the app.

Whatever is wrong with a file is a mistake of ours and raises `CatalogueError`, which tests find.
"""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from fractions import Fraction

from crampdiary.assets import resource_path


class CatalogueError(Exception):
    """A catalogue file of ours is not as its reader expects; the message names file and row."""


class Status(StrEnum):
    """How sure a row is: looked up at its source, at second hand, or known but not looked up."""

    VERIFIED = "verified"
    SECONDARY = "secondary"
    MEMORY = "memory"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a catalogue file, by the names of its columns."""

    file: str
    line: int
    cells: dict[str, str]

    def text(self, column: str, *, required: bool = False) -> str:
        """Return a cell's text; raises where a required one is empty."""
        text = self.cells[column]
        if required and not text:
            raise self.error(column, "is empty")
        return text

    def texts(self, column: str) -> tuple[str, ...]:
        """Return the parts of a cell that lists several, parted by semicolons."""
        return tuple(part.strip() for part in self.cells[column].split(";") if part.strip())

    def decimal(self, column: str) -> Decimal | None:
        """Return a cell's number with its digits, None where it is empty."""
        text = self.cells[column]
        if not text:
            return None
        try:
            number = Decimal(text)
        except InvalidOperation as error:
            raise self.error(column, "is not a number") from error
        if not number.is_finite():
            raise self.error(column, "is not a number")
        return number

    def fraction(self, column: str) -> Fraction | None:
        """Return a cell's exact number, such as "0.41144" or "1/60"; None where it is empty."""
        text = self.cells[column]
        if not text:
            return None
        try:
            return Fraction(text)
        except (ValueError, ZeroDivisionError) as error:
            raise self.error(column, "is not a number") from error

    @property
    def source(self) -> str:
        """Return where the row is from; never empty."""
        return self.text("source", required=True)

    @property
    def status(self) -> Status:
        """Return how sure the row is."""
        try:
            return Status(self.cells["status"])
        except ValueError as error:
            raise self.error("status", f"is none of {', '.join(Status)}") from error

    def error(self, column: str, problem: str) -> CatalogueError:
        """Return an error that names the cell."""
        return CatalogueError(
            f"{self.file} line {self.line}: {column} ({self.cells[column]!r}) {problem}"
        )


def read_rows(file: str, columns: Sequence[str]) -> Iterator[Row]:
    """Yield the rows of `resources/catalogue/<file>`, whose header must be exactly `columns`.

    Every file has the columns `source` and `status`, checked for each row. Raises `CatalogueError`.
    """
    with resource_path("catalogue", file).open(encoding="utf-8", newline="") as lines:
        reader = csv.reader(lines, strict=True)
        header = next(reader, [])
        if header != list(columns):
            raise CatalogueError(f"{file}: the header is {header}, not {list(columns)}")
        for cells in reader:
            if len(cells) != len(columns):
                raise CatalogueError(f"{file} line {reader.line_num}: {len(cells)} cells")
            values = (cell.strip() for cell in cells)
            row = Row(
                file=file,
                line=reader.line_num,
                cells=dict(zip(columns, values, strict=True)),
            )
            if row.source and row.status:
                yield row
