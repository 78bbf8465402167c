"""Reading a little of very many records, without a record or a row being kept for each."""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Connection, Select

from crampdiary.domain.codec import Plain, Recurring

_ROWS_AT_ONCE = 1_000


def read_columns(
    connection: Connection, query: Select[Any], readers: Sequence[Callable[[Plain], Any]]
) -> list[list[Any]]:
    """Return what a query finds as one list for each of its columns, read by its reader.

    No row outlives its turn: tens of thousands of them would have Python's garbage collector hold
    up every thread for a tenth of a second.
    """
    columns: list[list[Any]] = [[] for _ in readers]
    known = [Recurring(reader) for reader in readers]
    for rows in connection.execute(query).partitions(_ROWS_AT_ONCE):
        for column, read, plain in zip(columns, known, zip(*rows, strict=True), strict=True):
            column.extend(map(read.__getitem__, plain))
    return columns
