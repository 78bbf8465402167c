"""The CSV of cramps: one row an episode, its start as the clock showed it."""

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from crampdiary.domain.choices import DurationBasis, Provenance, Relief, Side, Sign, Site
from crampdiary.domain.errors import ImportRefusedError, InvalidValueError, RowProblem
from crampdiary.domain.ids import NAMESPACE
from crampdiary.domain.nights import (
    ONE_DAY,
    LocalInstant,
    find_zone,
    from_wall_clock,
    night_of,
)
from crampdiary.domain.notation import read_local_time
from crampdiary.domain.records import MAX_DURATION_S, Cramp
from crampdiary.exchange.cells import LIST_SEPARATOR, RowReader
from crampdiary.exchange.tables import Row, Table, guarded, write_table

START = "start_local"
COLUMNS = (
    START,
    "zone",
    "night",
    "duration_s",
    "pain",
    "side",
    "sites",
    "woke_me",
    "helped",
    "signs",
    "medicine_taken",
    "note",
    "provenance",
    "offset_min",
    "id",
    "duration_basis",
)
# What the id of a row without one follows from; a column more would make known cramps new.
_TELLING = COLUMNS[:-1]
_ONE_DAY_MIN = 24 * 60


def read_cramps(
    table: Table, path: Path, *, now: LocalInstant, boundary_hour: int
) -> tuple[list[Cramp], list[RowProblem]]:
    """Read the rows of a CSV of cramps; a start without `zone` is in the zone of `now`.

    Rows without an id get one that follows from what they say, so that reading a file twice gives
    the same cramps. Raises `ImportRefusedError` where neither `start_local` nor `night` is there.
    """
    if not {START, "night"} & set(table.columns):
        raise ImportRefusedError(path=path, reason="no_night_column")
    problems = list(table.problems)
    cramps: list[Cramp] = []
    known: set[UUID] = set()
    alike: Counter[str] = Counter()
    for row in table.rows:
        content = repr([(name, row.cells.get(name, "")) for name in _TELLING])
        alike[content] += 1
        derived = uuid5(NAMESPACE, f"cramp {content} {alike[content]}")
        cramp = _read_row(row, problems, derived, now, boundary_hour)
        if cramp is not None and cramp.id in known:
            RowReader(row, problems).fail("id", "duplicated", cramp.id)
        elif cramp is not None:
            known.add(cramp.id)
            cramps.append(cramp)
    return cramps, problems


def _read_row(
    row: Row, problems: list[RowProblem], derived: UUID, now: LocalInstant, boundary_hour: int
) -> Cramp | None:
    cells = RowReader(row, problems)
    start = _start(cells, now)
    night = cells.day("night")
    if start is None and night is None:
        if cells.is_good:
            cells.fail("night", "empty")
        return None
    night = _night(cells, start, night, now, boundary_hour)
    identity = _identity(cells, derived)
    fields: dict[str, Any] = {
        "duration_s": cells.whole("duration_s", 0, MAX_DURATION_S),
        "duration_basis": cells.choice("duration_basis", DurationBasis),
        "pain": cells.whole("pain", 0, 10),
        "side": cells.choice("side", Side),
        "sites": cells.choices("sites", Site),
        "woke_me": cells.flag("woke_me"),
        "helped": cells.choices("helped", Relief),
        "signs": cells.choices("signs", Sign),
        "medicine_taken": cells.text("medicine_taken"),
        "note": cells.text("note"),
        "provenance": cells.choice("provenance", Provenance) or Provenance.IMPORTED,
    }
    if start is not None:
        fields |= {"start_utc": start.utc, "zone": start.zone, "offset_min": start.offset_min}
    cramp = cells.checked(lambda: Cramp(id=identity, night=night, **fields))
    return cramp if cells.is_good else None


def _start(cells: RowReader, now: LocalInstant) -> LocalInstant | None:
    """Return when the cramp began; `offset_min` settles which of two equal clock readings."""
    if cells.is_blank(START):
        return None
    offset = cells.whole("offset_min", -_ONE_DAY_MIN, _ONE_DAY_MIN)
    zone = cells.text("zone").strip() or now.zone

    def make() -> LocalInstant:
        local = read_local_time(cells.text(START), START)
        if offset is None:
            start = from_wall_clock(local, zone)
        else:
            find_zone(zone)
            utc = (local - timedelta(minutes=offset)).replace(tzinfo=UTC)
            start = LocalInstant(utc=utc, zone=zone, offset_min=offset)
        if start.utc > now.utc:
            raise InvalidValueError(
                field=START, problem="in_the_future", value=local, allowed="a past time"
            )
        return start

    return cells.checked(make)


def _night(
    cells: RowReader,
    start: LocalInstant | None,
    night: date | None,
    now: LocalInstant,
    boundary_hour: int,
) -> date:
    latest = now.wall_clock.date()
    if start is None:
        found = night or latest
        if found > latest:
            cells.fail("night", "in_the_future", found, f"{latest} or earlier")
        return found
    usual = night_of(start, boundary_hour)
    if night is not None and abs(night - usual) > ONE_DAY:
        cells.fail("night", "not_of_start", night, usual.isoformat())
    return night or usual


def _identity(cells: RowReader, derived: UUID) -> UUID:
    if cells.is_blank("id"):
        return derived
    try:
        return UUID(cells.text("id").strip())
    except ValueError:
        cells.fail("id", "unreadable", cells.text("id"))
        return derived


def write_cramps(cramps: Iterable[Cramp]) -> str:
    """Return the CSV of cramps, with starts to the second; sets have blanks between their words."""
    return write_table(COLUMNS, map(_cells, cramps))


def _cells(cramp: Cramp) -> list[str]:
    start = cramp.start
    return [
        "" if start is None else _clock_text(start.wall_clock),
        cramp.zone or "",
        cramp.night.isoformat(),
        _number(cramp.duration_s),
        _number(cramp.pain),
        cramp.side or "",
        LIST_SEPARATOR.join(sorted(cramp.sites)),
        _number(cramp.woke_me),
        LIST_SEPARATOR.join(sorted(cramp.helped)),
        LIST_SEPARATOR.join(sorted(cramp.signs)),
        guarded(cramp.medicine_taken),
        guarded(cramp.note),
        cramp.provenance.value,
        _number(cramp.offset_min),
        str(cramp.id),
        cramp.duration_basis or "",
    ]


def _clock_text(local: datetime) -> str:
    return local.replace(microsecond=0).isoformat()


def _number(value: int | None) -> str:
    return "" if value is None else str(int(value))
