"""The bin: what is no longer in the diary but still in its list of changes, until it is emptied."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from crampdiary.domain.changes import Change, Edit
from crampdiary.domain.errors import NotFoundError
from crampdiary.domain.ids import night_id
from crampdiary.domain.nights import LocalInstant
from crampdiary.domain.ports import Clock, Diary
from crampdiary.domain.preferences import Preferences
from crampdiary.domain.records import RECORD_TYPES, Cramp, Dose, Night, Phase, Record, Treatment
from crampdiary.domain.regimens import check_no_overlap
from crampdiary.domain.report_choices import ReportChoices
from crampdiary.services.cramps import is_forgotten
from crampdiary.services.entries import phases_of
from crampdiary.services.labels import batch_label

IN_PART = " (what is left of it)"
_SETTINGS = frozenset({Preferences.kind, ReportChoices.kind})
_ORDER = {kind: number for number, kind in enumerate(RECORD_TYPES)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Binned:
    """What was deleted (or taken back) in one go and comes back in one go.

    `label` is what that was called, such as "Delete a cramp"; `was_taken_back` tells that it went
    by undo. `records` are as they were last.
    """

    batch: UUID
    label: str
    at: datetime
    was_taken_back: bool
    records: tuple[Record, ...]


def binned(diary: Diary) -> list[Binned]:
    """Return what is in the bin, latest first. Settings are never in it."""
    batches: dict[UUID, list[Change]] = {}
    for change in diary.gone():
        if change.kind not in _SETTINGS:
            batches.setdefault(change.batch, []).append(change)
    return [
        Binned(
            batch=batch,
            label=changes[0].label,
            at=changes[0].at,
            was_taken_back=_was_taken_back(diary, changes[0]),
            records=tuple(
                sorted(
                    (change.edit.record for change in changes),
                    key=lambda record: _ORDER[record.kind],
                )
            ),
        )
        for batch, changes in batches.items()
    ]


def put_back(diary: Diary, clock: Clock, batch: UUID) -> tuple[Change, ...]:
    """Put back everything that went in one go.

    A night to which a cramp comes back speaks through its cramps, whatever was answered since; what
    belonged to a treatment that is gone comes back with it; and a cramp that was going then is over
    by now, for how long is not known. Raises `NotFoundError` where the bin no longer has it, and
    `InvalidValueError` where a phase's days are taken; then nothing comes back.
    """
    now = clock.now()
    items = {item.batch: item for item in binned(diary)}
    if batch not in items:
        raise NotFoundError(kind="entry", wanted=str(batch))
    records = _with_treatment(diary, items.values(), items[batch].records)
    edits = [
        Edit(before=None, after=_as_the_diary_allows(diary, record, now)) for record in records
    ]
    for night in sorted({record.night for record in records if isinstance(record, Cramp)}):
        told = diary.find(Night, night_id(night))
        if told is not None and told.answer is not None:
            edits.append(Edit(before=told, after=replace(told, answer=None)))
    return diary.write(edits, label=batch_label("Put back", records), at=now.utc)


def empty_bin(diary: Diary, batches: Collection[UUID] | None = None) -> int:
    """Wipe for good what is in the bin, and return how many records that were.

    With `batches`, what went in these only (what a person was asked about), and what belonged to a
    treatment in them: it could not come back without. Undo and redo no longer know them either.
    """
    items = binned(diary)
    gone = {
        record.id
        for item in items
        if batches is None or item.batch in batches
        for record in item.records
    }
    gone |= {
        record.id
        for item in items
        for record in item.records
        if isinstance(record, Phase | Dose) and record.treatment_id in gone
    }
    diary.forget(gone, remark=IN_PART)
    return len(gone)


def _with_treatment(
    diary: Diary, items: Iterable[Binned], records: Sequence[Record]
) -> list[Record]:
    """Return the records, after the treatments they belong to where these are gone too."""
    there = {record.id for record in records}
    wanted = {
        record.treatment_id
        for record in records
        if isinstance(record, Phase | Dose)
        and record.treatment_id not in there
        and diary.find(Treatment, record.treatment_id) is None
    }
    missing = [record for item in items for record in item.records if record.id in wanted]
    return [*missing, *records]


def _was_taken_back(diary: Diary, change: Change) -> bool:
    """Tell whether undo took a record away; redo of a deletion reverts a batch too."""
    if change.reverts is None:
        return False
    history = diary.history_of(change.edit.record.id)
    return any(item.batch == change.reverts and item.edit.after is not None for item in history)


def _as_the_diary_allows(diary: Diary, record: Record, now: LocalInstant) -> Record:
    """Return a record as it may come back: cramps outweigh answers, and phases never overlap."""
    match record:
        case Cramp() if is_forgotten(record, now):
            return replace(record, is_open=False)
        case Night() if diary.records(Cramp, first=record.night, last=record.night):
            return replace(record, answer=None)
        case Phase():
            check_no_overlap([*phases_of(diary, record.treatment_id), record])
            return record
        case _:
            return record
