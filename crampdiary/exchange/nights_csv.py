"""The CSV of nights: one row a night, with its number of cramps.

`logged` 0 is a night without an entry: unknown, never zero.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid5

from crampdiary.domain.choices import EveningTag, Provenance, Soreness
from crampdiary.domain.errors import ImportRefusedError, RowProblem
from crampdiary.domain.ids import NAMESPACE
from crampdiary.domain.nights import NightCount, NightState
from crampdiary.domain.records import Cramp, Night
from crampdiary.exchange.cells import LIST_SEPARATOR, RowReader
from crampdiary.exchange.tables import Row, Table, guarded, write_table

MAX_CRAMPS = 100
NIGHT = "night_of"
COUNTS = ("cramps", "episodes")
COLUMNS = (
    NIGHT,
    "logged",
    "state",
    "cramps",
    "fluids_ml",
    "tags",
    "sleep_disturbance",
    "soreness",
    "note",
)
# "Nothing out of the ordinary" was said, which a blank cell would not tell.
ORDINARY = "ordinary"


@dataclass(frozen=True, slots=True, kw_only=True)
class NightLine:
    """What a file says about one night.

    `cramps` are without times; `told` is the answer and the evening, where anything was said;
    `in_period` is the cell of the period column.
    """

    night: date
    cramps: tuple[Cramp, ...]
    told: Night | None
    in_period: bool

    @property
    def is_answered(self) -> bool:
        """Tell whether the file says how the night was."""
        return bool(self.cramps) or (self.told is not None and self.told.answer is not None)


def read_nights(
    table: Table, path: Path, *, latest: date, period_column: str = ""
) -> tuple[list[NightLine], list[RowProblem]]:
    """Read the rows of a CSV of nights, in order of the nights; the last may be `latest`.

    Raises `ImportRefusedError` where a column that is needed is not there.
    """
    period = period_column.strip().lower()
    count = next((name for name in COUNTS if name in table.columns), None)
    if count is None:
        raise ImportRefusedError(path=path, reason="no_count_column")
    if period and period not in table.columns:
        raise ImportRefusedError(path=path, reason="no_period_column")
    problems = list(table.problems)
    lines: dict[date, NightLine] = {}
    for row in table.rows:
        line = _read_row(row, problems, count, period, latest)
        if line is not None and line.night in lines:
            RowReader(row, problems).fail(NIGHT, "duplicated", line.night)
        elif line is not None:
            lines[line.night] = line
    return [lines[night] for night in sorted(lines)], problems


def _read_row(
    row: Row, problems: list[RowProblem], count: str, period: str, latest: date
) -> NightLine | None:
    cells = RowReader(row, problems)
    night = cells.day(NIGHT)
    cramps = cells.whole(count, 0, MAX_CRAMPS)
    logged = cells.flag("logged") if "logged" in row.cells else cramps is not None
    if cells.is_blank(NIGHT):
        cells.fail(NIGHT, "empty")
    elif night is not None and night > latest:
        cells.fail(NIGHT, "in_the_future", night, f"{latest} or earlier")
    if logged is None and cells.is_blank("logged"):
        cells.fail("logged", "empty", allowed="1 or 0")
    elif logged and cells.is_blank(count):
        cells.fail(count, "empty", allowed="0 where there were none, or logged 0")
    elif logged is False and cramps:
        cells.fail("logged", "cramps_without_record", allowed="1")
    answer = _answer(cells, logged=logged, cramps=cramps)
    told = None if night is None else _told(cells, night, answer)
    in_period = bool(period and cells.flag(period))
    if night is None or not cells.is_good:
        return None
    return NightLine(
        night=night,
        cramps=paper_cramps(night, cramps if logged and cramps else 0),
        told=told,
        in_period=in_period,
    )


def _answer(cells: RowReader, *, logged: bool | None, cramps: int | None) -> NightState | None:
    """Return the answer for the night; one not logged may still be of two kinds."""
    if logged:
        return None if cramps else NightState.WITHOUT_CRAMPS
    state = cells.choice("state", NightState)
    return state if state in {NightState.DONT_REMEMBER, NightState.NOT_TRACKING} else None


def _told(cells: RowReader, night: date, answer: NightState | None) -> Night | None:
    evening: dict[str, Any] = {
        "fluids_ml": cells.whole("fluids_ml", 0, 20_000),
        "tags": _tags(cells),
        "sleep_disturbance": cells.whole("sleep_disturbance", 0, 10),
        "soreness": cells.choice("soreness", Soreness),
        "note": cells.text("note"),
    }
    if answer is None and all(value in {None, ""} for value in evening.values()):
        return None
    return cells.checked(
        lambda: Night(night=night, answer=answer, provenance=Provenance.IMPORTED, **evening)
    )


def _tags(cells: RowReader) -> frozenset[EveningTag] | None:
    if cells.is_blank("tags"):
        return None
    if cells.text("tags").strip().lower() == ORDINARY:
        return frozenset()
    return cells.choices("tags", EveningTag)


def paper_cramps(night: date, count: int) -> tuple[Cramp, ...]:
    """Return cramps without times for a count; the same night and place give the same id."""
    return tuple(
        Cramp(
            id=uuid5(NAMESPACE, f"cramp {night.isoformat()} {number}"),
            night=night,
            provenance=Provenance.IMPORTED,
        )
        for number in range(1, count + 1)
    )


def write_nights(counts: Iterable[NightCount], told: Mapping[date, Night]) -> str:
    """Return the CSV of nights; nights without an answer have `logged` 0 and no count."""
    return write_table(COLUMNS, (_cells(count, told.get(count.night)) for count in counts))


def _cells(count: NightCount, told: Night | None) -> list[str]:
    recorded = count.state.is_recorded
    cells = [
        count.night.isoformat(),
        str(int(recorded)),
        count.state.value,
        str(count.cramps) if recorded else "",
    ]
    if told is None:
        return [*cells, "", "", "", "", ""]
    tags = None if told.tags is None else LIST_SEPARATOR.join(sorted(told.tags)) or ORDINARY
    return [
        *cells,
        "" if told.fluids_ml is None else str(told.fluids_ml),
        tags or "",
        "" if told.sleep_disturbance is None else str(told.sleep_disturbance),
        told.soreness or "",
        guarded(told.note),
    ]
