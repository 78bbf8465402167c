"""Adding, changing and deleting entries of any kind, each time as one batch for undo."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from crampdiary.domain.changes import Change, Edit
from crampdiary.domain.codec import is_written_alike
from crampdiary.domain.errors import InvalidValueError, NotFoundError
from crampdiary.domain.ids import night_id
from crampdiary.domain.own_entries import OwnEntry
from crampdiary.domain.ports import Clock, Diary
from crampdiary.domain.records import (
    Condition,
    Cramp,
    Dose,
    LabResult,
    Night,
    Phase,
    Record,
    Treatment,
)
from crampdiary.services.labels import batch_label

MIN_ID_LENGTH = 4
WHOLE_ID_LENGTH = 36


def add(diary: Diary, clock: Clock, *records: Record) -> tuple[Change, ...]:
    """Store new records together; raise `InvalidValueError` for a lab result in the future."""
    for record in records:
        _check_past(clock, record)
    edits = [Edit(before=None, after=record) for record in records]
    return diary.write(edits, label=batch_label("Add", records), at=clock.now().utc)


def change(diary: Diary, clock: Clock, before: Record, after: Record) -> tuple[Change, ...]:
    """Replace a record by its changed self; nothing happens where nothing changed.

    A night to which a cramp is moved speaks through its cramps from then on, whatever was answered.
    Raises `InvalidValueError` for a lab result in the future.
    """
    if is_written_alike(before, after):
        return ()
    _check_past(clock, after)
    edits = [Edit(before=before, after=after)]
    if isinstance(before, Cramp) and isinstance(after, Cramp) and before.night != after.night:
        told = diary.find(Night, night_id(after.night))
        if told is not None and told.answer is not None:
            edits.append(Edit(before=told, after=replace(told, answer=None)))
    return diary.write(edits, label=batch_label("Change", [before]), at=clock.now().utc)


def _check_past(clock: Clock, record: Record) -> None:
    today = clock.now().wall_clock.date()
    if isinstance(record, LabResult) and record.taken_on > today:
        raise InvalidValueError(
            field="on",
            problem="in_the_future",
            value=record.taken_on,
            allowed=f"{today} or earlier",
        )


def delete(diary: Diary, clock: Clock, record: Record) -> tuple[Change, ...]:
    """Delete a record; a treatment goes with phases and doses. Undo brings all of it back."""
    edits = [Edit(before=record, after=None)]
    if isinstance(record, Treatment):
        parts: list[Record] = [*doses_of(diary, record.id), *phases_of(diary, record.id)]
        edits = [Edit(before=part, after=None) for part in parts] + edits
    return diary.write(edits, label=batch_label("Delete", [record]), at=clock.now().utc)


def phases_of(diary: Diary, treatment_id: UUID) -> list[Phase]:
    """Return the phases of a treatment, earliest first."""
    return [phase for phase in diary.records(Phase) if phase.treatment_id == treatment_id]


def doses_of(diary: Diary, treatment_id: UUID) -> list[Dose]:
    """Return what was otherwise than planned with a treatment, earliest day first."""
    return [dose for dose in diary.records(Dose) if dose.treatment_id == treatment_id]


def treatments(diary: Diary) -> list[tuple[Treatment, tuple[Phase, ...]]]:
    """Return every treatment with its phases, in the order in which they were begun."""
    phases: dict[UUID, list[Phase]] = {}
    for phase in diary.records(Phase):
        phases.setdefault(phase.treatment_id, []).append(phase)
    found = [(item, tuple(phases.get(item.id, ()))) for item in diary.records(Treatment)]
    return sorted(
        found,
        key=lambda pair: (min((phase.start for phase in pair[1]), default=date.max), pair[0].name),
    )


def treatment_named(diary: Diary, name: str) -> Treatment | None:
    """Return the treatment of that name, in upper or lower case, or None."""
    wanted = " ".join(name.split()).casefold()
    found = (
        item
        for item in diary.records(Treatment)
        if " ".join(item.name.split()).casefold() == wanted
    )
    return next(found, None)


def find_by_id(diary: Diary, text: str) -> Record:
    """Return the record whose id begins with `text` (4 letters or more).

    Raises `NotFoundError`, or `InvalidValueError` where `text` fits more than one.
    """
    wanted = text.strip().lower()
    kinds: tuple[type[Record], ...] = (
        *(Cramp, Treatment, LabResult, Condition, Night, Phase, OwnEntry),
    )
    found: list[Record] = []
    if len(wanted) == WHOLE_ID_LENGTH:
        found = [record for kind in kinds if (record := _find(diary, kind, wanted))]
    elif len(wanted) >= MIN_ID_LENGTH:
        found = [
            record
            for kind in kinds
            for record in diary.records(kind)
            if str(record.id).startswith(wanted)
        ]
    if not found:
        raise NotFoundError(kind="entry", wanted=text)
    if len(found) > 1:
        raise InvalidValueError(
            field="id", problem="ambiguous", value=text, allowed="more of its letters"
        )
    return found[0]


def _find(diary: Diary, kind: type[Record], text: str) -> Record | None:
    try:
        return diary.find(kind, UUID(text))
    except ValueError:
        return None
