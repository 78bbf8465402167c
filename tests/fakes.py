"""Stand-ins for the ports: a diary in memory and a clock that stands still until told."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID, uuid4

from crampdiary.domain.changes import Batch, Change, Edit
from crampdiary.domain.errors import ConflictError
from crampdiary.domain.nights import (
    LocalInstant,
    NightCount,
    NightState,
    from_wall_clock,
    nights_between,
)
from crampdiary.domain.own_entries import OwnEntry
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

R = TypeVar("R", bound=Record)


class StillClock:
    """A clock that shows what it was set to; `forward` moves it on."""

    def __init__(self, local: datetime, zone: str = "Europe/Berlin") -> None:
        self.zone = zone
        self.local = local

    def now(self) -> LocalInstant:
        return from_wall_clock(self.local, self.zone)

    def forward(self, **step: float) -> None:
        self.local += timedelta(**step)


def _natural_key(record: Record) -> tuple[object, ...]:
    match record:
        case Night():
            return (record.night,)
        case Cramp():
            start = "" if record.start_utc is None else record.start_utc.isoformat()
            return (record.night, start, str(record.id))
        case LabResult():
            return (record.taken_on, record.test, str(record.id))
        case (
            Phase(start=first)
            | Dose(day=first)
            | Treatment(name=first)
            | Condition(name=first)
            | OwnEntry(name=first)
        ):
            return (first, str(record.id))
        case _:
            return (str(record.id),)


def _day(record: Record) -> date | None:
    match record:
        case Night() | Cramp():
            return record.night
        case LabResult():
            return record.taken_on
        case Dose():
            return record.day
        case _:
            return None


class MemoryDiary:
    """A diary that lives in two dictionaries; fulfils the `Diary` port."""

    def __init__(self, records: Iterable[Record] = ()) -> None:
        self._records: dict[UUID, Record] = {record.id: record for record in records}
        self._changes: list[tuple[Batch, tuple[Change, ...]]] = []

    def find(self, record_type: type[R], record_id: UUID) -> R | None:
        found = self._records.get(record_id)
        return found if isinstance(found, record_type) else None

    def records(
        self, record_type: type[R], *, first: date | None = None, last: date | None = None
    ) -> list[R]:
        found = [record for record in self._records.values() if isinstance(record, record_type)]
        found = [
            record
            for record in found
            if (day := _day(record)) is None
            or ((first is None or day >= first) and (last is None or day <= last))
        ]
        return sorted(found, key=_natural_key)

    def values(
        self,
        record_type: type[Record],
        names: Sequence[str],
        *,
        first: date | None = None,
        last: date | None = None,
    ) -> Iterator[tuple[Any, ...]]:
        found = self.records(record_type, first=first, last=last)
        return iter([tuple(getattr(record, name) for name in names) for record in found])

    def night_counts(self, first: date, last: date) -> list[NightCount]:
        answers = {record.night: record.answer for record in self.records(Night)}
        counts: dict[date, int] = {}
        for cramp in self.records(Cramp):
            counts[cramp.night] = counts.get(cramp.night, 0) + 1
        return [
            NightCount(
                night=night,
                state=(
                    NightState.WITH_CRAMPS
                    if counts.get(night)
                    else answers.get(night) or NightState.NOT_RECORDED
                ),
                cramps=counts.get(night, 0),
            )
            for night in nights_between(first, last)
        ]

    def recorded_range(self) -> tuple[date, date] | None:
        days = [cramp.night for cramp in self.records(Cramp)]
        days += [night.night for night in self.records(Night) if night.answer is not None]
        return (min(days), max(days)) if days else None

    def open_cramps(self) -> list[Cramp]:
        return [cramp for cramp in reversed(self.records(Cramp)) if cramp.is_open]

    def write(
        self,
        edits: Sequence[Edit],
        *,
        label: str,
        at: datetime,
        reverts: UUID | None = None,
        going: Collection[UUID] | None = None,
    ) -> tuple[Change, ...]:
        strange = {cramp.id for cramp in self.open_cramps()} ^ set(going or ())
        if going is not None and strange:
            raise ConflictError(kind="cramp", record_id=str(min(strange)))
        after = dict(self._records)
        for edit in edits:
            record = edit.record
            if after.get(record.id) != edit.before:
                raise ConflictError(kind=record.kind, record_id=str(record.id))
            if edit.after is None:
                del after[record.id]
            else:
                after[record.id] = edit.after
        if not edits:
            return ()
        self._records = after
        batch = Batch(id=uuid4(), label=label, at=at, reverts=reverts)
        changes = tuple(
            Change(batch=batch.id, label=label, at=at, edit=edit, reverts=reverts) for edit in edits
        )
        self._changes.append((batch, changes))
        return changes

    def batches(self) -> list[Batch]:
        return [batch for batch, _ in self._changes]

    def latest_batches(self) -> Iterator[Batch]:
        return reversed(self.batches())

    def history_of(self, record_id: UUID) -> list[Change]:
        return [
            change
            for _, changes in self._changes
            for change in changes
            if change.edit.record.id == record_id
        ]

    def gone(self) -> list[Change]:
        latest: dict[UUID, Change] = {}
        for _, changes in self._changes:
            for change in changes:
                latest.pop(change.edit.record.id, None)
                latest[change.edit.record.id] = change
        return [change for change in reversed(latest.values()) if change.edit.after is None]

    def forget(self, record_ids: Collection[UUID], *, remark: str) -> None:
        for record_id in record_ids:
            if record_id in self._records:
                raise ConflictError(kind=self._records[record_id].kind, record_id=str(record_id))
        for number, (batch, changes) in enumerate(self._changes):
            kept = tuple(item for item in changes if item.edit.record.id not in record_ids)
            is_whole = kept == changes or batch.label.endswith(remark)
            label = batch.label if is_whole else batch.label + remark
            left = tuple(replace(item, label=label) for item in kept)
            self._changes[number] = (replace(batch, label=label), left)
        self._changes = [(batch, changes) for batch, changes in self._changes if changes]

    def changes_of(self, batch_id: UUID) -> list[Change]:
        return [
            change for batch, changes in self._changes if batch.id == batch_id for change in changes
        ]
