"""Red flags: when the diary says "talk to a doctor".

The wording, and how urgent each one is, are still to be reviewed by a clinician.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cache

from crampdiary.domain.catalogues.lab_tests import LabTests, lab_tests
from crampdiary.domain.catalogues.reading import Row, Status, read_rows
from crampdiary.domain.choices import CatalogueKind
from crampdiary.domain.intervals import Interval
from crampdiary.domain.own_entries import OwnEntry
from crampdiary.domain.units import read_unit

_COLUMNS = ("key", "urgency", "test", "unit", "below", "above", "text", "why", "source", "status")


class Urgency(StrEnum):
    """How soon to talk to somebody, the most urgent first."""

    EMERGENCY = "emergency"
    URGENT = "urgent"
    SOON = "soon"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class RedFlag:
    """One sentence for the patient, with the reason; about a value where it names a test.

    `below` and `above` are in the test's conventional unit: lower than this, or higher, is meant.
    """

    key: str
    urgency: Urgency
    text: str
    why: str = ""
    test: str = ""
    below: Fraction | None = None
    above: Fraction | None = None
    source: str
    status: Status = Status.MEMORY
    is_own: bool = False

    def is_met_by(self, span: Interval) -> bool:
        """Tell whether a value, or all that its comparator leaves open, lies beyond a limit."""
        too_low = self.below is not None and span.is_below(Interval(low=self.below))
        too_high = self.above is not None and Interval(high=self.above).is_below(span)
        return too_low or too_high


class RedFlags:
    """All red flags, the most urgent first."""

    def __init__(self, flags: Sequence[RedFlag]) -> None:
        """Take the flags; among equally urgent ones the earlier comes first."""
        order = list(Urgency)
        self.all = tuple(sorted(flags, key=lambda flag: order.index(flag.urgency)))

    @property
    def sentences(self) -> tuple[RedFlag, ...]:
        """Return those that are about no value, for a list to read."""
        return tuple(flag for flag in self.all if not flag.test)

    def of_test(self, key: str) -> tuple[RedFlag, ...]:
        """Return those about a test, the most urgent first."""
        return tuple(flag for flag in self.all if flag.test == key)

    def with_own(self, entries: Iterable[OwnEntry], tests: LabTests) -> "RedFlags":
        """Return these flags and a person's own about tests that are known.

        `tests` are with the person's own ones. An entry whose test or unit is not known is left
        out, since its limits could not be compared.
        """
        own = [_own_flag(entry, tests) for entry in entries]
        found = [flag for flag in own if flag is not None]
        return RedFlags((*self.all, *found)) if found else self


@cache
def red_flags() -> RedFlags:
    """Return the flags that ship with the app, read once."""
    return RedFlags([_read_flag(row) for row in read_rows("flags.csv", _COLUMNS)])


def _read_flag(row: Row) -> RedFlag:
    key = row.text("test")
    below, above = row.fraction("below"), row.fraction("above")
    if key:
        test, unit = lab_tests().by_key(key), read_unit(row.text("unit", required=True))
        if test is None or not test.can_be_in(unit):
            raise row.error("test", f"is not there or is never in {unit.symbol}")
        if below is None and above is None:
            raise row.error("below", "is empty, and so is above")
        below = None if below is None else test.to_conventional(below, unit)
        above = None if above is None else test.to_conventional(above, unit)
    return RedFlag(
        key=row.text("key", required=True),
        urgency=Urgency(row.text("urgency")),
        text=row.text("text", required=True),
        why=row.text("why", required=True),
        test=key,
        below=below,
        above=above,
        source=row.source,
        status=row.status,
    )


def _own_flag(entry: OwnEntry, tests: LabTests) -> RedFlag | None:
    test, unit = tests.find(entry.name), read_unit(entry.unit)
    if entry.catalogue is not CatalogueKind.FLAG or test is None or not test.can_be_in(unit):
        return None
    return RedFlag(
        key=f"own:{entry.id}",
        urgency=Urgency.SOON,
        text=entry.note,
        test=test.key,
        below=None if entry.low is None else test.to_conventional(entry.low, unit),
        above=None if entry.high is None else test.to_conventional(entry.high, unit),
        source="your own entry",
        is_own=True,
    )
