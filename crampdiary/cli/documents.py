"""Records as JSON documents: stable keys that carry their units.

Instants are UTC, `start_local` is what the clock showed there; sets are sorted lists; nothing said
is null. Amounts are numbers, with the digits as written beside them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

from crampdiary.domain.changes import Change
from crampdiary.domain.codec import to_plain
from crampdiary.domain.ids import night_id
from crampdiary.domain.ingredients import Ingredient
from crampdiary.domain.phrases import range_words, value_words
from crampdiary.domain.records import Cramp, LabResult, Phase, Record, Treatment
from crampdiary.services.nights import NightView

Document = dict[str, Any]


def record_document(record: Record) -> Document:
    """Return every field of a record, its kind, and what follows from it."""
    document: Document = {item.name: _plain(getattr(record, item.name)) for item in fields(record)}
    document["kind"] = record.kind
    match record:
        case Cramp():
            document["start_utc"] = to_plain(record)["start_utc"]
            start = record.start
            document["start_local"] = None if start is None else start.wall_clock.isoformat()
        case LabResult():
            document["value_as_written"] = value_words(record)
            document["range_as_written"] = range_words(record) or None
            document["flag"] = record.flag or None
        case Phase():
            document["dose_as_written"] = None if record.dose is None else f"{record.dose:f}"
        case _:
            pass
    return document


def _plain(value: object) -> object:
    match value:
        case frozenset():
            return sorted(str(item) for item in value)
        case tuple():
            return [_plain(item) for item in value]
        case Ingredient():
            return {item.name: _plain(getattr(value, item.name)) for item in fields(value)}
        case _:
            return _plain_one(value)


def _plain_one(value: object) -> object:
    match value:
        case Decimal():
            return float(value)
        case datetime() | date():
            return value.isoformat()
        case UUID() | StrEnum():
            return str(value)
        case _:
            return value


def night_document(view: NightView) -> Document:
    """Return a night with its state and the number of its cramps, recorded or not."""
    told: Document = {
        "answer": None,
        "fluids_ml": None,
        "id": str(night_id(view.night)),
        "kind": "night",
        "night": view.night.isoformat(),
        "note": "",
        "provenance": None,
        "sleep_disturbance": None,
        "soreness": None,
        "tags": None,
    }
    if view.record is not None:
        told = record_document(view.record)
    return {**told, "cramps": len(view.cramps), "state": view.state.value}


def treatment_document(treatment: Treatment, phases: Sequence[Phase]) -> Document:
    """Return a treatment with its phases, earliest first."""
    ordered = sorted(phases, key=lambda phase: phase.start)
    said = [phase.prescribed for phase in ordered if phase.prescribed is not None]
    return {
        **record_document(treatment),
        "prescribed": said[-1] if said else None,
        "phases": [record_document(phase) for phase in ordered],
    }


def changes_document(label: str, changes: Iterable[Change]) -> Document:
    """Return what a batch did, as lists of the records added, changed and deleted."""
    document: Document = {"label": label, "added": [], "changed": [], "deleted": []}
    for change in changes:
        edit = change.edit
        how = "added" if edit.before is None else "deleted" if edit.after is None else "changed"
        document[how].append(record_document(edit.record))
    return document
