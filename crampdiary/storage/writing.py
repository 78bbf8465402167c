"""Writing edits and their changes, and reading the changes back: statements built once.

A press at night must not wait for SQL to be put together.
"""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import (
    Connection,
    Delete,
    Insert,
    Select,
    Table,
    Update,
    bindparam,
    delete,
    func,
    insert,
    select,
    update,
)

from crampdiary.domain.changes import Batch, Change, Edit
from crampdiary.domain.codec import from_plain, record_type_of, to_plain
from crampdiary.domain.errors import ConflictError
from crampdiary.domain.records import Record
from crampdiary.storage.tables import TABLE_OF_KIND, Base, BatchRow, ChangeRow


def plain_select(row: type[Base]) -> Select[Any]:
    """Return a query for all columns of a table, as plain values."""
    return select(*row.__table__.columns)


@dataclass(frozen=True, slots=True)
class _Statements:
    """What is said to the table of one kind; `wanted` is the id."""

    find: Select[Any]
    insert: Insert
    update: Update
    delete: Delete


def _statements(kind: str) -> _Statements:
    table = _table(TABLE_OF_KIND[kind])
    wanted = table.c.id == bindparam("wanted")
    return _Statements(
        find=select(table).where(wanted),
        insert=insert(table),
        update=update(table).where(wanted),
        delete=delete(table).where(wanted),
    )


def _table(row: type[Base]) -> Table:
    return cast("Table", row.__table__)


_STATEMENTS = {kind: _statements(kind) for kind in TABLE_OF_KIND}
_INSERT_BATCH = insert(_table(BatchRow))
_INSERT_CHANGE = insert(_table(ChangeRow))
_BATCH_COLUMNS = (BatchRow.id, BatchRow.label, BatchRow.at, BatchRow.reverts)
_SELECT_BATCHES = select(*_BATCH_COLUMNS).order_by(BatchRow.number)
_CHANGES = select(*_BATCH_COLUMNS, ChangeRow.kind, ChangeRow.before, ChangeRow.after).join(
    ChangeRow, ChangeRow.batch == BatchRow.number
)
_OF_BATCH = _CHANGES.where(BatchRow.id == bindparam("wanted")).order_by(ChangeRow.number)
_OF_RECORD = _CHANGES.where(ChangeRow.record_id == bindparam("wanted")).order_by(ChangeRow.number)
_LATEST = select(func.max(ChangeRow.number)).group_by(ChangeRow.record_id)
_GONE = _CHANGES.where(ChangeRow.after.is_(None), ChangeRow.number.in_(_LATEST)).order_by(
    ChangeRow.number.desc()
)


def find_statement(kind: str) -> Select[Any]:
    """Return the query for the record of a kind whose id is the parameter `wanted`."""
    return _STATEMENTS[kind].find


def write_batch(connection: Connection, batch: Batch, edits: list[Edit]) -> None:
    """Write the head of a batch, its edits in order, and their changes.

    Raises `ConflictError` when a row is not as its edit found it; the caller's transaction then
    takes everything back.
    """
    values = {
        "id": str(batch.id),
        "label": batch.label,
        "at": batch.at.isoformat(),
        "reverts": str(batch.reverts) if batch.reverts else None,
    }
    (number,) = connection.execute(_INSERT_BATCH, values).inserted_primary_key or (0,)
    for edit in edits:
        _apply(connection, edit)
    connection.execute(_INSERT_CHANGE, [_change_values(number, edit) for edit in edits])


def read_batches(connection: Connection) -> list[Batch]:
    """Return the heads of all batches, oldest first."""
    return [_batch(*row) for row in connection.execute(_SELECT_BATCHES)]


def read_changes(connection: Connection, batch_id: UUID) -> list[Change]:
    """Return the changes of a batch in the order they were made."""
    return _changes(connection.execute(_OF_BATCH, {"wanted": str(batch_id)}))


def read_history(connection: Connection, record_id: UUID) -> list[Change]:
    """Return the changes of a record in the order they were made."""
    return _changes(connection.execute(_OF_RECORD, {"wanted": str(record_id)}))


def read_gone(connection: Connection) -> list[Change]:
    """Return the latest change of each record that is no longer there, latest first."""
    return _changes(connection.execute(_GONE))


def forget_changes(connection: Connection, record_ids: Collection[UUID]) -> None:
    """Delete the changes of records that are gone, then the batches that are left empty.

    Raises `ConflictError` where one of the records is there.
    """
    changes, batches = _table(ChangeRow), _table(BatchRow)
    for record_id in record_ids:
        history = read_history(connection, record_id)
        if history and history[-1].edit.after is not None:
            raise ConflictError(kind=history[-1].kind, record_id=str(record_id))
        connection.execute(delete(changes).where(changes.c.record_id == str(record_id)))
    kept = select(changes.c.batch)
    connection.execute(delete(batches).where(batches.c.number.not_in(kept)))


def _changes(rows: Iterable[Any]) -> list[Change]:
    changes = []
    for identity, label, at, reverts, kind, before, after in rows:
        batch = _batch(identity, label, at, reverts)
        edit = Edit(before=_from_json(kind, before), after=_from_json(kind, after))
        changes.append(Change(batch=batch.id, label=batch.label, at=batch.at, edit=edit))
    return changes


def _batch(identity: str, label: str, at: str, reverts: str | None) -> Batch:
    return Batch(
        id=UUID(identity),
        label=label,
        at=datetime.fromisoformat(at),
        reverts=UUID(reverts) if reverts else None,
    )


def _to_json(record: Record | None) -> str | None:
    return None if record is None else json.dumps(to_plain(record), ensure_ascii=False)


def _from_json(kind: str, text: str | None) -> Record | None:
    return None if text is None else from_plain(record_type_of(kind), json.loads(text))


def _change_values(number: int, edit: Edit) -> dict[str, Any]:
    return {
        "batch": number,
        "kind": edit.record.kind,
        "record_id": str(edit.record.id),
        "before": _to_json(edit.before),
        "after": _to_json(edit.after),
    }


def _apply(connection: Connection, edit: Edit) -> None:
    """Write one edit; the row must be as the edit found it."""
    record = edit.record
    say = _STATEMENTS[record.kind]
    wanted = {"wanted": str(record.id)}
    present = connection.execute(say.find, wanted).mappings().one_or_none()
    expected = None if edit.before is None else to_plain(edit.before)
    if (None if present is None else dict(present)) != expected:
        raise ConflictError(kind=record.kind, record_id=str(record.id))
    if edit.before is None:
        connection.execute(say.insert, to_plain(record))
    elif edit.after is None:
        connection.execute(say.delete, wanted)
    else:
        connection.execute(say.update, to_plain(edit.after) | wanted)
