"""What the core asks of the world: a diary that stores, and a clock."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime
from typing import Any, Protocol, TypeVar
from uuid import UUID

from crampdiary.domain.changes import Batch, Change, Edit
from crampdiary.domain.nights import LocalInstant, NightCount
from crampdiary.domain.records import Cramp, Record

R = TypeVar("R", bound=Record)


class Clock(Protocol):
    """Where the time comes from; tests bring their own."""

    def now(self) -> LocalInstant:
        """Return the present instant with the zone where the person is."""
        ...


class Diary(Protocol):
    """One open diary. Each call is one transaction; each write is stored before it returns."""

    def find(self, record_type: type[R], record_id: UUID) -> R | None:
        """Return one record, or None."""
        ...

    def records(
        self, record_type: type[R], *, first: date | None = None, last: date | None = None
    ) -> list[R]:
        """Return all records of a type in their natural order (by night, start, date, name).

        `first` and `last` (both included) narrow nights and cramps by night, lab results by date;
        other types have no date and ignore them.
        """
        ...

    def values(
        self,
        record_type: type[Record],
        names: Sequence[str],
        *,
        first: date | None = None,
        last: date | None = None,
    ) -> Iterator[tuple[Any, ...]]:
        """Return the named fields alone of what `records` returns, in its order.

        For whoever looks through the whole diary for a little of each record: 20 years are read
        several times as fast. All is read before this returns.
        """
        ...

    def night_counts(self, first: date, last: date) -> list[NightCount]:
        """Return one entry for every night from `first` to `last`, recorded or not, in order."""
        ...

    def recorded_range(self) -> tuple[date, date] | None:
        """Return the first and the last night with any answer or cramp, or None without any."""
        ...

    def open_cramps(self) -> list[Cramp]:
        """Return the cramps that are still going, latest start first."""
        ...

    def write(
        self,
        edits: Sequence[Edit],
        *,
        label: str,
        at: datetime,
        reverts: UUID | None = None,
        going: Collection[UUID] | None = None,
    ) -> tuple[Change, ...]:
        """Store edits in one transaction together with their changes; return the changes.

        Edits apply in order. Raises `ConflictError` when a record is not what its edit was made
        from, or, with `going`, when other cramps than these are open by now; then nothing is
        written.
        """
        ...

    def batches(self) -> list[Batch]:
        """Return the heads of all transactions, oldest first."""
        ...

    def latest_batches(self) -> Iterator[Batch]:
        """Yield the heads of transactions, newest first; only what is asked for is read."""
        ...

    def changes_of(self, batch_id: UUID) -> list[Change]:
        """Return the changes of one transaction in the order they were made."""
        ...

    def history_of(self, record_id: UUID) -> list[Change]:
        """Return every change of one record, oldest first; empty for one that is not known."""
        ...

    def gone(self) -> list[Change]:
        """Return the latest change of each record that is no longer there, latest change first."""
        ...

    def forget(self, record_ids: Collection[UUID], *, remark: str) -> None:
        """Wipe the changes of records that are gone, and transactions left empty, for good.

        The other changes of a transaction stay; its label then ends with `remark`. Raises
        `ConflictError` where one of them is there; then nothing is wiped.
        """
        ...
