"""A chart as the bytes of a file: a picture, a drawing, a document, or what it shows as a table."""

from datetime import date
from pathlib import Path
from typing import TypeVar

from crampdiary.charts.chart import Cell, Chart, Table
from crampdiary.charts.save import ALLOWED, PICTURES, figure_bytes
from crampdiary.charts.style import PRINT, ChartStyle
from crampdiary.domain.errors import FileProblemError
from crampdiary.exchange.tables import guarded, write_table

D = TypeVar("D")

_CSV = "csv"


def file_kind(path: Path) -> str:
    """Return the format that a file's ending names: `png`, `svg`, `pdf` or `csv`.

    Raises `FileProblemError` with `unknown_type` for another ending.
    """
    kind = path.suffix.lower().removeprefix(".")
    if kind not in {*PICTURES, _CSV}:
        raise FileProblemError(path=path, reason="unknown_type", allowed=f"{ALLOWED}, .{_CSV}")
    return kind


def chart_bytes(chart: Chart[D], data: D, kind: str, style: ChartStyle = PRINT) -> bytes:
    """Return the chart as `png`, `svg`, `pdf`, or what it shows as `csv`."""
    if kind == _CSV:
        return table_csv(chart.table(data)).encode()
    return figure_bytes(chart.figure(data, style, None), kind)


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
