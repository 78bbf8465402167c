"""The whole diary as JSON: every record as the codec writes it, so that nothing is lost.

`{"format": "crampdiary", "version": 4, "records": {"cramp": [...], "night": [...], ...}}`, one
record a line, so that a problem can be named by its line.
"""

import json
import re
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NoReturn
from uuid import UUID

from crampdiary.domain.codec import from_plain, record_type_of, to_plain
from crampdiary.domain.errors import ImportRefusedError, InvalidValueError, RowProblem
from crampdiary.domain.nights import ONE_DAY, LocalInstant, find_zone
from crampdiary.domain.preferences import PREFERENCES_ID, Preferences
from crampdiary.domain.records import (
    RECORD_TYPES,
    Cramp,
    Dose,
    LabResult,
    Night,
    Phase,
    Record,
    Treatment,
)
from crampdiary.domain.report_choices import REPORT_CHOICES_ID, ReportChoices
from crampdiary.exchange.older_exports import modernised
from crampdiary.exchange.tables import shown

FORMAT = "crampdiary"
VERSION = 4
OLDEST = 1
_ONE_DAY_MIN = 24 * 60
_EASTMOST = timedelta(hours=14)


def write_diary(records: Iterable[Record]) -> str:
    """Return records as JSON; the same records in the same order give the same text."""
    lines: dict[str, list[str]] = {kind: [] for kind in sorted(RECORD_TYPES)}
    for record in records:
        lines[record.kind].append(json.dumps(to_plain(record), ensure_ascii=False, sort_keys=True))
    between = ",\n"
    groups = between.join(
        f'"{kind}": [\n{between.join(found)}\n]' if found else f'"{kind}": []'
        for kind, found in lines.items()
    )
    return f'{{"format": "{FORMAT}", "version": {VERSION}, "records": {{\n{groups}\n}}}}\n'


def read_diary(
    data: bytes, path: Path, *, now: LocalInstant
) -> tuple[list[Record], list[RowProblem]]:
    """Read what `write_diary` wrote, with every record checked.

    Raises `ImportRefusedError` where the file is no such export at all.
    """
    text, document = _parse(data, path)
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise ImportRefusedError(path=path, reason="not_an_export")
    version, groups = document.get("version"), document.get("records")
    if isinstance(version, int) and version > VERSION:
        raise ImportRefusedError(path=path, reason="newer_export")
    if not isinstance(version, int) or version < OLDEST or not isinstance(groups, dict):
        raise ImportRefusedError(path=path, reason="not_an_export")
    records: list[Record] = []
    problems: list[RowProblem] = []
    known: set[UUID] = set()
    for kind, found in modernised(groups, version).items():
        for plain in found if isinstance(found, list) else [found]:
            try:
                record = _read_record(kind, plain, now, known)
            except InvalidValueError as error:
                problems.append(_problem(text, kind, plain, error))
            else:
                known.add(record.id)
                records.append(record)
    problems += _without_treatment(text, records)
    return records, problems


def _without_treatment(text: str, records: list[Record]) -> list[RowProblem]:
    treatments = {record.id for record in records if isinstance(record, Treatment)}
    error = InvalidValueError(field="treatment_id", problem="without_treatment")
    return [
        _problem(text, record.kind, to_plain(record), error)
        for record in records
        if isinstance(record, Phase | Dose) and record.treatment_id not in treatments
    ]


def _parse(data: bytes, path: Path) -> tuple[str, Any]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ImportRefusedError(path=path, reason="not_utf8") from error
    try:
        document = json.loads(
            text, object_pairs_hook=_unique, parse_constant=_refuse, parse_float=_refuse
        )
    except (ValueError, RecursionError) as error:
        raise ImportRefusedError(path=path, reason="not_json") from error
    return text, document


def _refuse(_text: str) -> NoReturn:
    raise ValueError("an export has whole numbers only")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key occurs twice")
    return found


def _read_record(kind: str, plain: object, now: LocalInstant, known: AbstractSet[UUID]) -> Record:
    """Return one record, checked also for what no window or command could have made."""
    record_type = record_type_of(kind)
    if not isinstance(plain, Mapping) or "id" not in plain:
        raise InvalidValueError(field="id", problem="incomplete")
    record = from_plain(record_type, plain)
    if str(record.id) != plain["id"]:
        raise InvalidValueError(field="id", problem="unreadable", value=plain["id"])
    if record.id in known:
        raise InvalidValueError(field="id", problem="duplicated", value=record.id)
    # The diary may have been kept further east, where it is a day later already.
    latest = (now.utc + _EASTMOST).date()
    match record:
        case Night():
            _check_past("night", record.night, latest)
        case Cramp():
            _check_past("night", record.night, latest)
            _check_start(record, now)
        case LabResult():
            _check_past("on", record.taken_on, latest)
        case Dose():
            _check_past("day", record.day, latest)
        case Preferences() if record.id != PREFERENCES_ID:
            raise InvalidValueError(field="id", problem="unreadable", value=record.id)
        case ReportChoices() if record.id != REPORT_CHOICES_ID:
            raise InvalidValueError(field="id", problem="unreadable", value=record.id)
        case _:
            pass
    return record


def _check_past(field: str, day: date, latest: date) -> None:
    if day > latest:
        raise InvalidValueError(
            field=field, problem="in_the_future", value=day, allowed=f"{latest} or earlier"
        )


def _check_start(cramp: Cramp, now: LocalInstant) -> None:
    if cramp.start_utc is None or cramp.zone is None or cramp.offset_min is None:
        return
    if cramp.start_utc > now.utc + timedelta(minutes=1):
        raise InvalidValueError(
            field="start", problem="in_the_future", value=cramp.start_utc, allowed="a past time"
        )
    find_zone(cramp.zone)
    if abs(cramp.offset_min) > _ONE_DAY_MIN:
        raise InvalidValueError(field="offset_min", problem="out_of_range", value=cramp.offset_min)
    if abs(cramp.start_utc.date() - cramp.night) > 3 * ONE_DAY:
        raise InvalidValueError(field="night", problem="not_of_start", value=cramp.night)


def _problem(text: str, kind: str, plain: object, error: InvalidValueError) -> RowProblem:
    """Return the problem with the line on which the record's id stands, or 1 where it has none."""
    identity = plain.get("id") if isinstance(plain, Mapping) else None
    needle = rf'"id"\s*:\s*{re.escape(json.dumps(identity, ensure_ascii=False))}'
    match = re.search(needle, text) if isinstance(identity, str) else None
    value = "" if error.value is None else str(error.value)
    return RowProblem(
        line=text.count("\n", 0, match.start()) + 1 if match else 1,
        field=f"{kind} {error.field}",
        problem=error.problem,
        value=shown(value),
        allowed=error.allowed,
    )
