"""The diary on disk: fulfils the `Diary` port of the domain."""

from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Self, TypeVar
from uuid import UUID, uuid4

from sqlalchemy import Select, func, select
from sqlalchemy.orm import InstrumentedAttribute

from crampdiary.domain.changes import Batch, Change, Edit
from crampdiary.domain.codec import from_rows, readers_of
from crampdiary.domain.errors import DiaryUnavailableError, InvalidValueError
from crampdiary.domain.nights import NightCount, NightState, nights_between
from crampdiary.domain.records import Cramp, Record
from crampdiary.storage.columns import read_columns
from crampdiary.storage.connection import (
    close_quietly,
    create_private_file,
    make_engine,
    translated_errors,
)
from crampdiary.storage.forgetting import forget_changes
from crampdiary.storage.schema import prepare, remove_copies
from crampdiary.storage.tables import (
    TABLE_OF_KIND,
    ConditionRow,
    CrampRow,
    DoseRow,
    LabRow,
    NightRow,
    OwnEntryRow,
    PhaseRow,
    TreatmentRow,
)
from crampdiary.storage.writing import (
    change_of,
    check_going,
    find_statement,
    plain_select,
    read_batches,
    read_changes,
    read_gone,
    read_history,
    read_latest_batches,
    write_batch,
)

R = TypeVar("R", bound=Record)
_Column = InstrumentedAttribute[Any]

_ORDER: dict[str, tuple[_Column, ...]] = {
    "night": (NightRow.night,),
    "cramp": (CrampRow.night, CrampRow.start_utc, CrampRow.id),
    "treatment": (TreatmentRow.name, TreatmentRow.id),
    "phase": (PhaseRow.start, PhaseRow.id),
    "dose": (DoseRow.day, DoseRow.id),
    "lab": (LabRow.taken_on, LabRow.test, LabRow.id),
    "condition": (ConditionRow.name, ConditionRow.id),
    "own_entry": (OwnEntryRow.name, OwnEntryRow.id),
    "preferences": (),
    "report_choices": (),
}
_DAY: dict[str, _Column] = {
    "night": NightRow.night,
    "cramp": CrampRow.night,
    "dose": DoseRow.day,
    "lab": LabRow.taken_on,
}


class SqliteDiary:
    """One open diary file. Belongs to the thread that opened it; a worker opens its own."""

    def __init__(self, path: Path, *, create: bool = True) -> None:
        """Open the diary at `path`; where there is none, make it (mode 0600) if `create` allows.

        Raises `NotADiaryError`, `DiaryTooNewError` or `DiaryUnavailableError`; the file is then as
        it was.
        """
        self.path = path
        if create:
            create_private_file(path)
        elif not path.exists():
            raise DiaryUnavailableError(path=path, reason="absent")
        self._engine = make_engine(path)
        try:
            with translated_errors(path):
                prepare(self._engine, path)
        except BaseException:
            close_quietly(self._engine)
            raise

    def close(self) -> None:
        """Let go of the file."""
        close_quietly(self._engine)

    def __enter__(self) -> Self:
        """Return the diary itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()

    def find(self, record_type: type[R], record_id: UUID) -> R | None:
        """Return one record, or None."""
        query = find_statement(record_type.kind)
        found = self._read(record_type, query, {"wanted": str(record_id)})
        return found[0] if found else None

    def records(
        self, record_type: type[R], *, first: date | None = None, last: date | None = None
    ) -> list[R]:
        """Return all records of a type in their natural order; see the port."""
        query = plain_select(TABLE_OF_KIND[record_type.kind])
        return self._read(record_type, _narrowed(query, record_type.kind, first, last))

    def values(
        self,
        record_type: type[Record],
        names: Sequence[str],
        *,
        first: date | None = None,
        last: date | None = None,
    ) -> Iterator[tuple[Any, ...]]:
        """Return the named fields alone of what `records` returns; see the port."""
        kind = record_type.kind
        wanted = select(*(getattr(TABLE_OF_KIND[kind], name) for name in names))
        query = _narrowed(wanted, kind, first, last)
        try:
            with translated_errors(self.path), self._engine.connect() as connection:
                columns = read_columns(connection, query, readers_of(record_type, names))
        except (ValueError, TypeError, AttributeError, LookupError) as error:
            raise DiaryUnavailableError(path=self.path, reason="damaged") from error
        return zip(*columns, strict=True)

    def night_counts(self, first: date, last: date) -> list[NightCount]:
        """Return every night from `first` to `last` with its state and its number of cramps."""
        span = (first.isoformat(), last.isoformat())
        with translated_errors(self.path), self._engine.connect() as connection:
            answered = connection.execute(
                select(NightRow.night, NightRow.answer).where(NightRow.night.between(*span))
            )
            answers = dict(answered.all())
            counted = connection.execute(
                select(CrampRow.night, func.count())
                .where(CrampRow.night.between(*span))
                .group_by(CrampRow.night)
            )
            cramps = dict(counted.all())
        counts: list[NightCount] = []
        for night in nights_between(first, last):
            day = night.isoformat()
            number = cramps.get(day, 0)
            state = _state(answers.get(day), number)
            counts.append(NightCount(night=night, state=state, cramps=number))
        return counts

    def recorded_range(self) -> tuple[date, date] | None:
        """Return the first and the last night with any answer or cramp."""
        queries = (
            select(func.min(NightRow.night), func.max(NightRow.night)).where(
                NightRow.answer.is_not(None)
            ),
            select(func.min(CrampRow.night), func.max(CrampRow.night)),
        )
        with translated_errors(self.path), self._engine.connect() as connection:
            days = [day for query in queries for day in connection.execute(query).one() if day]
        return (date.fromisoformat(min(days)), date.fromisoformat(max(days))) if days else None

    def open_cramps(self) -> list[Cramp]:
        """Return the cramps that are still going, latest start first."""
        query = plain_select(CrampRow).where(CrampRow.is_open == 1)
        return self._read(Cramp, query.order_by(CrampRow.start_utc.desc()))

    def write(
        self,
        edits: Sequence[Edit],
        *,
        label: str,
        at: datetime,
        reverts: UUID | None = None,
        going: Collection[UUID] | None = None,
    ) -> tuple[Change, ...]:
        """Store edits and their changes in one transaction; see the port."""
        if not edits:
            return ()
        batch = Batch(id=uuid4(), label=label, at=at.astimezone(UTC), reverts=reverts)
        with (
            translated_errors(self.path),
            self._engine.connect().execution_options(writes=True) as connection,
            connection.begin(),
        ):
            if going is not None:
                check_going(connection, going)
            write_batch(connection, batch, list(edits))
        return tuple(change_of(batch, edit) for edit in edits)

    def batches(self) -> list[Batch]:
        """Return the heads of all transactions, oldest first."""
        with translated_errors(self.path), self._engine.connect() as connection:
            return read_batches(connection)

    def latest_batches(self) -> Iterator[Batch]:
        """Yield the heads of transactions, newest first; a few are read at a time.

        Nothing stays open between, so that what was read may be written upon.
        """
        before: int | None = None
        while True:
            with translated_errors(self.path), self._engine.connect() as connection:
                found, before = read_latest_batches(connection, before)
            yield from found
            if before is None:
                return

    def changes_of(self, batch_id: UUID) -> list[Change]:
        """Return the changes of one transaction in the order they were made."""
        with translated_errors(self.path), self._engine.connect() as connection:
            return read_changes(connection, batch_id)

    def history_of(self, record_id: UUID) -> list[Change]:
        """Return every change of one record, oldest first."""
        with translated_errors(self.path), self._engine.connect() as connection:
            return read_history(connection, record_id)

    def gone(self) -> list[Change]:
        """Return the latest change of each record that is no longer there, latest change first."""
        with translated_errors(self.path), self._engine.connect() as connection:
            return read_gone(connection)

    def forget(self, record_ids: Collection[UUID], *, remark: str) -> None:
        """Wipe the changes of records that are gone; see the port."""
        with (
            translated_errors(self.path),
            self._engine.connect().execution_options(writes=True) as connection,
            connection.begin(),
        ):
            forget_changes(connection, record_ids, remark)
        with translated_errors(self.path):
            remove_copies(self.path)

    def outside_version(self) -> int:
        """Return a number that changes when another process has written to the file."""
        with translated_errors(self.path), self._engine.connect() as connection:
            return int(connection.exec_driver_sql("PRAGMA data_version").scalar_one())

    def _read(
        self, record_type: type[R], query: Select[Any], values: dict[str, str] | None = None
    ) -> list[R]:
        with translated_errors(self.path), self._engine.connect() as connection:
            found = connection.execute(query, values)
            names, rows = tuple(found.keys()), found.all()
        try:
            return from_rows(record_type, names, rows)
        except InvalidValueError as error:
            raise DiaryUnavailableError(path=self.path, reason="damaged") from error


def _narrowed(query: Select[Any], kind: str, first: date | None, last: date | None) -> Select[Any]:
    """Return a query in the natural order of a kind, narrowed to some days where it has days."""
    day = _DAY.get(kind)
    if day is not None and first is not None:
        query = query.where(day >= first.isoformat())
    if day is not None and last is not None:
        query = query.where(day <= last.isoformat())
    return query.order_by(*_ORDER[kind])


def _state(answer: str | None, cramps: int) -> NightState:
    if cramps:
        return NightState.WITH_CRAMPS
    return NightState(answer) if answer else NightState.NOT_RECORDED
