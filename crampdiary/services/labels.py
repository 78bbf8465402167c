"""What a batch of changes is called, as undo and redo say it: a verb, then what, in plain words.

"Log a cramp", "Change 7 cramps", "Delete 12 entries", "Import nights.csv". Labels are stored with
the changes, so a diary may hold older ones too.
"""

from collections.abc import Iterable

from crampdiary.domain.own_entries import OwnEntry
from crampdiary.domain.preferences import Preferences
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
from crampdiary.domain.report_choices import ReportChoices

DEMO = "Add the demo diary"
_IMPORT = "Import "
_WORDS: dict[str, tuple[str, str]] = {
    Night.kind: ("a night", "nights"),
    Cramp.kind: ("a cramp", "cramps"),
    Treatment.kind: ("a treatment", "treatments"),
    Phase.kind: ("a phase", "phases"),
    Dose.kind: ("an answer about a dose", "answers about doses"),
    LabResult.kind: ("a lab result", "lab results"),
    Condition.kind: ("a condition", "conditions"),
    OwnEntry.kind: ("an own entry", "own entries"),
    Preferences.kind: ("settings", "settings"),
    ReportChoices.kind: ("the choices for the report", "choices for the report"),
}


def counted(kind: str, count: int) -> str:
    """Return "a cramp" or "7 cramps"."""
    one, many = _WORDS[kind]
    return one if count == 1 else f"{count:,} {many}"


def entries_words(records: Iterable[Record]) -> str:
    """Return "a cramp", "7 cramps", or "12 entries" where they are of different kinds.

    Phases and doses are a part of their treatment where that is among the records.
    """
    whole = list(records)
    treatments = {record.id for record in whole if isinstance(record, Treatment)}
    kinds = [
        record.kind
        for record in whole
        if not (isinstance(record, Phase | Dose) and record.treatment_id in treatments)
    ]
    return counted(kinds[0], len(kinds)) if len(set(kinds)) == 1 else f"{len(kinds):,} entries"


def batch_label(verb: str, records: Iterable[Record]) -> str:
    """Return what a batch is called that did the same to all records: "Add 3 lab results"."""
    return f"{verb} {entries_words(records)}"


def import_label(file_name: str) -> str:
    """Return what taking in a file is called."""
    return f"{_IMPORT}{file_name}"


def came_in_a_file(name: str) -> bool:
    """Tell whether what a batch brought came in a file."""
    return name.startswith(_IMPORT)
