"""Writing the diary to a file that other programs, or this one elsewhere, can read."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from crampdiary.domain.errors import FileProblemError
from crampdiary.domain.ports import Diary
from crampdiary.domain.records import RECORD_TYPES, Cramp, Night, Record
from crampdiary.exchange.cramps_csv import write_cramps
from crampdiary.exchange.diary_json import write_diary
from crampdiary.exchange.files import check_target, write_bytes
from crampdiary.exchange.nights_csv import write_nights

JSON, CSV = ".json", ".csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportOutcome:
    """What was written: `content` is diary, nights or cramps, `entries` how many of them."""

    content: str
    entries: int


def export_file(
    diary: Diary, path: Path, *, cramps: bool = False, overwrite: bool = False
) -> ExportOutcome:
    """Write everything (.json), or the nights or the `cramps` (.csv), whole or not at all.

    Raises `FileProblemError` for another ending, for a file that exists already (unless
    `overwrite`) and for a place that cannot be written to.
    """
    kind = path.suffix.lower()
    if kind not in {JSON, CSV} or (kind == JSON and cramps):
        allowed = CSV if cramps else f"{JSON} or {CSV}"
        raise FileProblemError(path=path, reason="unknown_type", allowed=allowed)
    check_target(path, overwrite=overwrite)
    if kind == JSON:
        records = list(all_records(diary))
        text, outcome = write_diary(records), ExportOutcome(content="diary", entries=len(records))
    elif cramps:
        found = diary.records(Cramp)
        text, outcome = write_cramps(found), ExportOutcome(content="cramps", entries=len(found))
    else:
        span = known_span(diary)
        nights = diary.night_counts(*span) if span else []
        told = {record.night: record for record in diary.records(Night)}
        text = write_nights(nights, told)
        outcome = ExportOutcome(content="nights", entries=len(nights))
    write_bytes(path, text.encode(), overwrite=overwrite)
    return outcome


def all_records(diary: Diary) -> Iterator[Record]:
    """Yield every record of the diary, kind by kind, each in its natural order."""
    for kind in RECORD_TYPES.values():
        yield from diary.records(kind)


def known_span(diary: Diary) -> tuple[date, date] | None:
    """Return the first and the last night of which anything is known, be it only its evening."""
    days = [record.night for record in diary.records(Night)]
    days += diary.recorded_range() or ()
    return (min(days), max(days)) if days else None
