"""Writing edits and their changes, and reading the changes back: statements built once.

A press at night must not wait for SQL to be put together.
"""

import json
from collections.abc import Collection, Iterable, Iterator
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
from sqlalchemy.exc import IntegrityError

from crampdiary.domain.changes import Batch, Change, Edit
from crampdiary.domain.codec import from_plain, record_type_of, to_plain
from crampdiary.domain.errors import ConflictError
from crampdiary.domain.records import Cramp, Record
from crampdiary.storage.tables import TABLE_OF_KIND, Base, BatchRow, ChangeRow, CrampRow


def plain_select(row: type[Base]) -> Select[Any]:
    """Return a query for all columns of a table, as plain values."""
    return select(*row.__table__.columns)


@dataclass(frozen=True, slots=True)
class _Statements:
    """What is said to the table of one kind; `wanted` is the id, of `find_many` a list of them."""

    find: Select[Any]
    find_many: Select[Any]
    insert: Insert
    update: Update
    delete: Delete


def _statements(kind: str) -> _Statements:
    table = _table(TABLE_OF_KIND[kind])
    wanted = table.c.id == bindparam("wanted")
    return _Statements(
        find=select(table).where(wanted),
        find_many=select(table).where(table.c.id.in_(bindparam("wanted", expanding=True))),
        insert=insert(table),
        update=update(table).where(wanted),
        delete=delete(table).where(wanted),
    )


def _table(row: type[Base]) -> Table:
    return cast("Table", row.__table__)


_STATEMENTS = {kind: _statements(kind) for kind in TABLE_OF_KIND}
_LATEST_AT_ONCE = 32
NAMED_AT_ONCE = 500
_BEYOND_ALL = 2**62
_INSERT_BATCH = insert(_table(BatchRow))
_INSERT_CHANGE = insert(_table(ChangeRow))
_BATCH_COLUMNS = (BatchRow.id, BatchRow.label, BatchRow.at, BatchRow.reverts)
_SELECT_BATCHES = select(*_BATCH_COLUMNS).order_by(BatchRow.number)
_BEFORE = select(BatchRow.number, *_BATCH_COLUMNS).where(BatchRow.number < bindparam("before"))
_SELECT_LATEST = _BEFORE.order_by(BatchRow.number.desc()).limit(_LATEST_AT_ONCE)
_CHANGES = select(*_BATCH_COLUMNS, ChangeRow.kind, ChangeRow.before, ChangeRow.after).join(
    ChangeRow, ChangeRow.batch == BatchRow.number
)
_OF_BATCH = _CHANGES.where(BatchRow.id == bindparam("wanted")).order_by(ChangeRow.number)
_OF_RECORD = _CHANGES.where(ChangeRow.record_id == bindparam("wanted")).order_by(ChangeRow.number)
_SELECT_OPEN = select(CrampRow.id).where(CrampRow.is_open == 1)
_LATEST = select(func.max(ChangeRow.number)).group_by(ChangeRow.record_id)
_GONE = _CHANGES.where(ChangeRow.after.is_(None), ChangeRow.number.in_(_LATEST)).order_by(
    ChangeRow.number.desc()
)


def find_statement(kind: str) -> Select[Any]:
    """Return the query for the record of a kind whose id is the parameter `wanted`."""
    return _STATEMENTS[kind].find


def check_going(connection: Connection, going: Collection[UUID]) -> None:
    """Raise `ConflictError` where other cramps than these are open."""
    strange = set(connection.execute(_SELECT_OPEN).scalars()) ^ set(map(str, going))
    if strange:
        raise ConflictError(kind=Cramp.kind, record_id=min(strange))


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
    for alike in _runs(edits):
        _apply(connection, alike)
    connection.execute(_INSERT_CHANGE, [_change_values(number, edit) for edit in edits])


def read_batches(connection: Connection) -> list[Batch]:
    """Return the heads of all batches, oldest first."""
    return [_batch(*row) for row in connection.execute(_SELECT_BATCHES)]


def read_latest_batches(
    connection: Connection, before: int | None
) -> tuple[list[Batch], int | None]:
    """Return the heads of the latest batches, newest first, and from where on to read further.

    Begin with `before` None; the number returned is None where there are no more.
    """
    limit = _BEYOND_ALL if before is None else before
    rows = connection.execute(_SELECT_LATEST, {"before": limit}).all()
    rest = rows[-1][0] if len(rows) == _LATEST_AT_ONCE else None
    return [_batch(*row[1:]) for row in rows], rest


def read_changes(connection: Connection, batch_id: UUID) -> list[Change]:
    """Return the changes of a batch in the order they were made."""
    return _changes(connection.execute(_OF_BATCH, {"wanted": str(batch_id)}))


def read_history(connection: Connection, record_id: UUID) -> list[Change]:
    """Return the changes of a record in the order they were made."""
    return _changes(connection.execute(_OF_RECORD, {"wanted": str(record_id)}))


def read_gone(connection: Connection) -> list[Change]:
    """Return the latest change of each record that is no longer there, latest first."""
    return _changes(connection.execute(_GONE))


def _changes(rows: Iterable[Any]) -> list[Change]:
    changes = []
    for identity, label, at, reverts, kind, before, after in rows:
        batch = _batch(identity, label, at, reverts)
        edit = Edit(before=_from_json(kind, before), after=_from_json(kind, after))
        changes.append(change_of(batch, edit))
    return changes


def change_of(batch: Batch, edit: Edit) -> Change:
    """Return an edit as a change of its batch."""
    return Change(batch=batch.id, label=batch.label, at=batch.at, edit=edit, reverts=batch.reverts)


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


def _runs(edits: Iterable[Edit]) -> Iterator[list[Edit]]:
    """Yield edits in order, those together that do the same to different records of a kind."""
    alike: list[Edit] = []
    seen: set[UUID] = set()
    for edit in edits:
        if alike and (
            _way(edit) != _way(alike[0]) or edit.record.id in seen or len(alike) == NAMED_AT_ONCE
        ):
            yield alike
            alike, seen = [], set()
        alike.append(edit)
        seen.add(edit.record.id)
    if alike:
        yield alike


def _way(edit: Edit) -> tuple[str, bool, bool]:
    return edit.record.kind, edit.before is None, edit.after is None


def _apply(connection: Connection, alike: list[Edit]) -> None:
    """Write edits that do the same to different records; each row must be as its edit found it."""
    kind, is_new, is_gone = _way(alike[0])
    say = _STATEMENTS[kind]
    wanted = [{"wanted": str(edit.record.id)} for edit in alike]
    if len(alike) == 1:
        rows = connection.execute(say.find, wanted[0]).mappings().all()
    else:
        ids = [one["wanted"] for one in wanted]
        rows = connection.execute(say.find_many, {"wanted": ids}).mappings().all()
    present = {row["id"]: dict(row) for row in rows}
    for edit in alike:
        record_id = str(edit.record.id)
        expected = None if edit.before is None else to_plain(edit.before)
        if present.get(record_id) != expected:
            raise ConflictError(kind=kind, record_id=record_id)
    if is_gone:
        try:
            connection.execute(say.delete, wanted)
        except IntegrityError as error:  # another process told something that belongs to one
            raise ConflictError(kind=kind, record_id=wanted[0]["wanted"]) from error
    elif is_new:
        connection.execute(say.insert, [to_plain(edit.record) for edit in alike])
    else:
        changed = zip(alike, wanted, strict=True)
        connection.execute(say.update, [{**to_plain(edit.record), **one} for edit, one in changed])
