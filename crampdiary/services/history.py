"""Taking back and doing again, and how an entry came about, read from the list of changes."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from crampdiary.domain.changes import Batch, Change, undo_and_redo
from crampdiary.domain.codec import is_written_alike
from crampdiary.domain.errors import NothingToUndoError
from crampdiary.domain.ports import Clock, Diary
from crampdiary.services.labels import DEMO


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryHistory:
    """When an entry was made and last changed (aware, UTC), and what these changes were called.

    `created_at` is None where its beginning was not kept; `changed_at` is None for an entry that is
    as it was made, also where it was deleted or changed and brought back since.
    """

    created_at: datetime | None
    created_by: str
    changed_at: datetime | None


def entry_history(diary: Diary, record_id: UUID) -> EntryHistory | None:
    """Return how an entry came about, or None where nothing of it was kept."""
    changes = diary.history_of(record_id)
    if not changes:
        return None
    made = next((change for change in changes if change.edit.before is None), None)
    last = changes[-1]
    is_as_made = made is not None and is_written_alike(made.edit.after, last.edit.after)
    return EntryHistory(
        created_at=made.at if made else None,
        created_by=made.label if made else "",
        changed_at=None if is_as_made else last.at,
    )


def next_steps(diary: Diary) -> tuple[Batch | None, Batch | None]:
    """Return what undo would take back and what redo would do again, each None without any.

    Filling the demo diary was no change of a person's, so undo ends there.
    """
    undone, redone = undo_and_redo(diary.latest_batches())
    return (None if undone is not None and undone.label == DEMO else undone), redone


def next_undo(diary: Diary) -> Batch | None:
    """Return what undo would take back (its label names it), or None."""
    return next_steps(diary)[0]


def next_redo(diary: Diary) -> Batch | None:
    """Return what redo would do again, or None."""
    return next_steps(diary)[1]


def undo(diary: Diary, clock: Clock) -> tuple[Change, ...]:
    """Take back the latest batch; raise `NothingToUndoError` when there is none."""
    batch = next_undo(diary)
    if batch is None:
        raise NothingToUndoError
    return _revert(diary, batch, clock.now().utc)


def redo(diary: Diary, clock: Clock) -> tuple[Change, ...]:
    """Do again what was taken back last; raise `NothingToUndoError` when there is none."""
    batch = next_redo(diary)
    if batch is None:
        raise NothingToUndoError(redo=True)
    return _revert(diary, batch, clock.now().utc, again=True)


def _revert(diary: Diary, batch: Batch, at: datetime, *, again: bool = False) -> tuple[Change, ...]:
    edits = [change.edit for change in diary.changes_of(batch.id)]
    if not again:
        edits = [edit.reversed() for edit in reversed(edits)]
    return diary.write(edits, label=batch.label, at=at, reverts=batch.id)
