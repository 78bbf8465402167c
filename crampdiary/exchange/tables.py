"""CSV files as rows with line numbers: separator, quoting and spreadsheet formulas dealt with."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from crampdiary.domain.errors import ImportRefusedError, RowProblem

SEPARATORS = (",", ";", "\t")
SHOWN_VALUE = 40
# A spreadsheet takes a cell that begins so for a formula and may run it.
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")
_UNREADABLE = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row: the line where it begins, and its cells by column name (lower case)."""

    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A CSV file as read; `problems` are rows that could not even be split into cells."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    problems: tuple[RowProblem, ...]


def read_table(data: bytes, path: Path) -> Table:
    """Split a CSV file into rows; the separator is the one most used in the first line.

    Comma, semicolon or tab; UTF-8 with or without a byte-order mark; any line ending. Empty lines
    are passed over. Raises `ImportRefusedError` where the first line names no columns.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise ImportRefusedError(path=path, reason="not_utf8")
    # Bytes that are no UTF-8 survive as surrogates, so that each row with some can be named.
    text = data.decode("utf-8-sig", "surrogateescape")
    lines = _split(text, _separator(text))
    _, header = next(lines, (1, []))
    if isinstance(header, csv.Error):
        raise ImportRefusedError(path=path, reason="unclear_columns")
    columns = tuple(cell.strip().lower() for cell in header)
    if not any(columns):
        raise ImportRefusedError(path=path, reason="no_columns")
    if len(set(columns)) < len(columns) or any(map(_UNREADABLE.search, columns)):
        raise ImportRefusedError(path=path, reason="unclear_columns")
    rows: list[Row] = []
    problems: list[RowProblem] = []
    for line, cells in lines:
        problem = _cells_problem(line, cells, columns)
        if problem:
            problems.append(problem)
        elif isinstance(cells, list) and any(map(str.strip, cells)):
            values = (unguarded(cell.strip(" ")) for cell in cells)
            rows.append(Row(line=line, cells=dict(zip(columns, values, strict=True))))
    return Table(columns=columns, rows=tuple(rows), problems=tuple(problems))


def write_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a CSV file: commas, quotes where needed, and lines ended as RFC 4180 says."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return out.getvalue()


def guarded(text: str) -> str:
    """Return free text such that no spreadsheet takes it for a formula; `unguarded` undoes it."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """Return the text that `guarded` was given."""
    return text[1:] if _GUARDED.match(text) else text


def shown(value: str) -> str:
    """Return a cell short and clean enough to be quoted in a sentence."""
    clean = "".join(letter if letter.isprintable() else "?" for letter in value)
    return clean if len(clean) <= SHOWN_VALUE else f"{clean[:SHOWN_VALUE]}..."


def _separator(text: str) -> str:
    first = text.lstrip("\r\n").partition("\n")[0].partition("\r")[0]
    return max(SEPARATORS, key=first.count)


def _split(text: str, separator: str) -> Iterator[tuple[int, list[str] | csv.Error]]:
    """Yield each row that is not empty with the line on which it begins, or why it has no cells."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield line, error
        else:
            if cells:
                yield line, cells


def _cells_problem(
    line: int, cells: list[str] | csv.Error, columns: Sequence[str]
) -> RowProblem | None:
    if isinstance(cells, csv.Error):
        return RowProblem(line=line, field="row", problem="unreadable", allowed="paired quotes")
    if not any(map(str.strip, cells)):
        return None
    if len(cells) != len(columns):
        return RowProblem(
            line=line,
            field="row",
            problem="wrong_count",
            value=str(len(cells)),
            allowed=str(len(columns)),
        )
    for name, cell in zip(columns, cells, strict=True):
        if _UNREADABLE.search(cell):
            return RowProblem(
                line=line, field=name or "row", problem="unreadable_text", value=shown(cell)
            )
    return None
