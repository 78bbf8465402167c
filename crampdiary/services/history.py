"""Taking back and doing again, read from the list of changes."""

from datetime import datetime

from crampdiary.domain.changes import Batch, Change, undo_and_redo
from crampdiary.domain.errors import NothingToUndoError
from crampdiary.domain.ports import Clock, Diary


def next_undo(diary: Diary) -> Batch | None:
    """Return what undo would take back (its label names it), or None."""
    return undo_and_redo(diary.latest_batches())[0]


def next_redo(diary: Diary) -> Batch | None:
    """Return what redo would do again, or None."""
    return undo_and_redo(diary.latest_batches())[1]


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
