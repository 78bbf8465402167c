"""A chart as the bytes of a file: a picture, a drawing, a document, or what it shows as a table.

A file goes where nobody sees the page it came from: it says in itself which days it shows.
"""

from datetime import date
from pathlib import Path
from typing import TypeVar

from crampdiary.charts.chart import Cell, Chart, Table, span_words
from crampdiary.charts.save import ALLOWED, PICTURES, figure_bytes
from crampdiary.charts.style import PRINT, ChartStyle
from crampdiary.domain.errors import FileProblemError
from crampdiary.exchange.tables import guarded, write_table

D = TypeVar("D")

CSV = "csv"
KINDS = (*PICTURES, CSV)


def file_kind(path: Path) -> str:
    """Return the format that a file's ending names: `png`, `svg`, `pdf` or `csv`.

    Raises `FileProblemError` with `unknown_type` for another ending.
    """
    kind = path.suffix.lower().removeprefix(".")
    if kind not in KINDS:
        raise FileProblemError(path=path, reason="unknown_type", allowed=f"{ALLOWED}, .{CSV}")
    return kind


def chart_bytes(chart: Chart[D], data: D, kind: str, style: ChartStyle = PRINT) -> bytes:
    """Return the chart as `png`, `svg`, `pdf`, or what it shows as `csv`.

    A table is no more than its columns, with their units, and its rows: spreadsheets take lines
    above them for rows.
    """
    if kind == CSV:
        return table_csv(chart.table(data)).encode()
    title = f"{chart.title}, {span_words(*span_of(data))}"
    return figure_bytes(chart.figure(data, style.alone(), None), kind, title=title)


def span_of(data: object) -> tuple[date, date]:
    """Return the first and the last day that a chart's data tell of."""
    told = getattr(data, "coverage", data)
    first, last = (getattr(told, name) for name in ("first", "last"))
    assert isinstance(first, date), data  # noqa: S101 - ours, never a person's entry
    assert isinstance(last, date), data  # noqa: S101 - as above
    return first, last


def file_name(label: str, data: object, kind: str) -> str:
    """Return "Timeline 2026-02-22 to 2026-11-21.png": what it is and of when, never of whom."""
    first, last = span_of(data)
    days = f"{first}" if first == last else f"{first} to {last}"
    return f"{label} {days}.{kind}"


def table_csv(table: Table) -> str:
    """Return a table as CSV: days as ISO 8601, numbers as they are, nothing as an empty cell."""
    return write_table(table.columns, (list(map(_text, row)) for row in table.rows))


def table_text(table: Table) -> str:
    """Return a table for the clipboard, separated by tabs, as spreadsheets take it."""
    lines = [table.columns, *(tuple(map(_text, row)) for row in table.rows)]
    return "\n".join("\t".join(" ".join(cell.split()) for cell in line) for line in lines)


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return guarded(cell)
    return cell.isoformat() if isinstance(cell, date) else f"{cell}"
