"""What a file brings, gathered before anything is written."""

from dataclasses import dataclass

from crampdiary.domain.changes import Edit
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

GROUPS: dict[str, str] = {
    Night.kind: "nights",
    Cramp.kind: "cramps",
    Treatment.kind: "treatments",
    Phase.kind: "phases",
    Dose.kind: "doses",
    LabResult.kind: "lab_results",
    Condition.kind: "conditions",
    OwnEntry.kind: "own_entries",
    Preferences.kind: "preferences",
    ReportChoices.kind: "report_choices",
}


@dataclass(slots=True, kw_only=True)
class Tally:
    """How many things of a file were new, known just so, or known otherwise and left alone."""

    added: int = 0
    unchanged: int = 0
    left_as_is: int = 0


class Intake:
    """Gathers what one file adds to a diary, and tallies what it does not."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.edits: list[Edit] = []
        self.tallies: dict[str, Tally] = {}

    def tally(self, kind: str) -> Tally:
        """Return the tally of a kind of record."""
        return self.tallies.setdefault(GROUPS[kind], Tally())

    def add(self, record: Record) -> None:
        """Take in a new record."""
        self.edits.append(Edit(before=None, after=record))
        self.tally(record.kind).added += 1

    def known(self, kind: str, *, same: bool) -> None:
        """Note a record that the diary has already, just so or otherwise."""
        tally = self.tally(kind)
        if same:
            tally.unchanged += 1
        else:
            tally.left_as_is += 1
