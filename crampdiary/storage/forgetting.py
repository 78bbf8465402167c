"""Wiping what is gone from the list of changes, for good."""

from collections.abc import Collection, Iterator, Sequence
from typing import TypeVar, cast
from uuid import UUID

from sqlalchemy import Connection, Table, bindparam, delete, exists, func, select, update

from crampdiary.domain.errors import ConflictError
from crampdiary.storage.tables import BatchRow, ChangeRow
from crampdiary.storage.writing import NAMED_AT_ONCE

T = TypeVar("T", str, int)
_CHANGE = cast("Table", ChangeRow.__table__)
_BATCH = cast("Table", BatchRow.__table__)
_WANTED_RECORDS = _CHANGE.c.record_id.in_(bindparam("wanted", expanding=True))
_WANTED_BATCHES = _BATCH.c.number.in_(bindparam("wanted", expanding=True))
_STILL_THERE = select(_CHANGE.c.kind, _CHANGE.c.record_id).where(
    _CHANGE.c.after.is_not(None),
    _CHANGE.c.number.in_(
        select(func.max(_CHANGE.c.number)).where(_WANTED_RECORDS).group_by(_CHANGE.c.record_id)
    ),
)
_BATCHES_OF = select(_CHANGE.c.batch).where(_WANTED_RECORDS)
_FORGET = delete(_CHANGE).where(_WANTED_RECORDS)
_FORGET_EMPTY = delete(_BATCH).where(
    _WANTED_BATCHES, ~exists().where(_CHANGE.c.batch == _BATCH.c.number)
)
_REMARK = (
    update(_BATCH)
    .where(_WANTED_BATCHES, ~_BATCH.c.label.endswith(bindparam("remark"), autoescape=False))
    .values(label=_BATCH.c.label + bindparam("remark"))
)


def forget_changes(connection: Connection, record_ids: Collection[UUID], remark: str) -> None:
    """Delete the changes of records that are gone, then the batches that are left empty.

    What is left of other batches has `remark` at the end of its label. Raises `ConflictError` where
    one of the records is there.
    """
    touched: set[int] = set()
    for wanted in _chunks([str(record_id) for record_id in record_ids]):
        there = connection.execute(_STILL_THERE, {"wanted": wanted}).first()
        if there is not None:
            raise ConflictError(kind=there[0], record_id=there[1])
        touched.update(connection.execute(_BATCHES_OF, {"wanted": wanted}).scalars())
        connection.execute(_FORGET, {"wanted": wanted})
    for numbers in _chunks(sorted(touched)):
        connection.execute(_FORGET_EMPTY, {"wanted": numbers})
        connection.execute(_REMARK, {"wanted": numbers, "remark": remark})


def _chunks(items: Sequence[T]) -> Iterator[Sequence[T]]:
    """Yield so many at a time as one statement may name."""
    for begin in range(0, len(items), NAMED_AT_ONCE):
        yield items[begin : begin + NAMED_AT_ONCE]
