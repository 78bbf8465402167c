"""Every write is a list of edits, and every edit leaves a `Change` in the same transaction.

Undo and redo, the bin, "created and changed", and what the open pages are told are readings of that
one list.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from crampdiary.domain.records import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One record before and after: `before` None creates it, `after` None deletes it."""

    before: Record | None
    after: Record | None

    def __post_init__(self) -> None:
        """Check that both sides are the same record."""
        if self.before is None and self.after is None:
            raise ValueError("an edit needs a record before or after")
        if (
            self.before is not None
            and self.after is not None
            and (self.before.id != self.after.id or self.before.kind != self.after.kind)
        ):
            raise ValueError("an edit cannot turn one record into another")

    @property
    def record(self) -> Record:
        """Return the record as it is after the edit, or as it was where it was deleted."""
        record = self.after if self.after is not None else self.before
        assert record is not None  # noqa: S101 - checked at construction
        return record

    def reversed(self) -> "Edit":
        """Return the edit that takes this one back."""
        return Edit(before=self.after, after=self.before)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """An edit as it was stored: which batch it belongs to, when, and what the batch was called.

    `reverts` is that of the batch.
    """

    batch: UUID
    label: str
    at: datetime
    edit: Edit
    reverts: UUID | None = None

    @property
    def kind(self) -> str:
        """Return the kind of the record that changed."""
        return self.edit.record.kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """The head of one transaction in the list of changes.

    `reverts` names the batch that this one took back (undo) or did again (redo).
    """

    id: UUID
    label: str
    at: datetime
    reverts: UUID | None = None


def undo_and_redo(newest_first: Iterable[Batch]) -> tuple[Batch | None, Batch | None]:
    """Return the batch that undo would take back, and the one that redo would do again.

    Undoing a batch appends one that reverts it; redoing appends one that reverts it again; anything
    new makes what was undone final. So a batch stands where it was reverted an even number of
    times. Reads only as far back as it must: past what was undone, to the latest that stands.
    """
    reverted: set[UUID] = set()  # an odd number of times, by what was read so far
    undone: dict[UUID, Batch | None] = {}  # since anything new, what was undone last comes first
    is_latest = True
    for batch in newest_first:
        if batch.reverts is not None:
            reverted ^= {batch.reverts}
            if is_latest:
                undone.setdefault(batch.reverts, None)
            continue
        is_latest = False
        if batch.id not in reverted:
            redo = next((undone[known] for known in undone if known in reverted), None)
            return batch, redo
        if batch.id in undone:
            undone[batch.id] = batch
    return None, next((undone[known] for known in undone if known in reverted), None)
