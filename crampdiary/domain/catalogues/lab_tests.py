"""Laboratory tests: names, codes, units with exact factors, typical intervals and bounds.

Intervals are typical values of adults and never a verdict; the laboratory's own always win.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache, lru_cache

from crampdiary.domain.catalogues.matching import NameIndex, fold
from crampdiary.domain.catalogues.reading import Row, Status, read_rows
from crampdiary.domain.choices import CatalogueKind
from crampdiary.domain.errors import InvalidValueError
from crampdiary.domain.intervals import ANY_NUMBER, Interval
from crampdiary.domain.own_entries import OwnEntry
from crampdiary.domain.units import Dimension, Unit, convert, read_unit

_COLUMNS = (
    *("key", "name", "in_sentence", "aliases", "never", "unit", "si_unit", "usual_units"),
    *("factor", "offset", "valence", "other_unit", "other_factor", "molar_mass"),
    *("loinc", "loinc_si", "loinc_other", "typical_low", "typical_high"),
    *("typical_si_low", "typical_si_high", "typical_note"),
    *("warn_low", "warn_high", "hard_low", "hard_high", "note", "source", "status"),
)
_FILE = "tests.csv"
# The same substance measured in something else than blood, or set against another one.
_NEVER = ("urin", "24h", "saliva", "hair", "csf", "stool", "ratio", "excretion")
_READ_LETTERS = 200
# What laboratories write around a name and that tells no other test.
_AROUND = re.compile(
    r"\b(?:serum|plasma|blood|blut|venous|levels?|total|gesamt|test|in|im|of)\b|^[spb]\b|\bi s$"
)
_WITH_SHORT = re.compile(r"(?P<name>[^()]*\w[^()]*)\((?P<short>[^()]+)\)\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bridge:
    """How a test's conventional unit leads to one of another kind: factor * (value - offset)."""

    unit: Unit
    factor: Fraction
    offset: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class LabTest:
    """One test. `soft` and `hard` bounds and `typical` are in `unit`, the conventional one.

    Outside `soft` a value is asked about, outside `hard` refused. `never` are patterns that tell
    another test where a name, folded and without spaces, has one. `in_sentence` is its name within
    a sentence.
    """

    key: str
    name: str
    in_sentence: str
    unit: Unit
    si_unit: Unit
    aliases: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    usual_units: tuple[str, ...] = ()
    bridges: tuple[Bridge, ...] = ()
    molar_mass: Decimal | None = None
    loinc: str = ""
    loinc_si: str = ""
    loinc_other: tuple[str, ...] = ()
    typical: Interval | None = None
    typical_si: Interval | None = None
    typical_note: str = ""
    soft: Interval = ANY_NUMBER
    hard: Interval = ANY_NUMBER
    note: str = ""
    source: str = ""
    status: Status = Status.MEMORY
    is_own: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """Return its name and then everything else it is called."""
        return (self.name, *self.aliases)

    def can_be_in(self, unit: Unit) -> bool:
        """Tell whether values in a unit can be told in the conventional one."""
        return any(unit.is_of_kind(known) for known in self._units())

    def to_conventional(self, value: Decimal | Fraction, unit: Unit) -> Fraction:
        """Return the exact value in the conventional unit.

        Raises `InvalidValueError` for a unit that does not fit, with the usual ones.
        """
        if unit.is_of_kind(self.unit):
            return convert(value, unit, self.unit)
        bridge = self._bridge_for(unit)
        return convert(value, unit, bridge.unit) / bridge.factor + bridge.offset

    def from_conventional(self, value: Decimal | Fraction, unit: Unit) -> Fraction:
        """Return the exact value in any unit that fits, of one in the conventional unit."""
        if unit.is_of_kind(self.unit):
            return convert(value, self.unit, unit)
        bridge = self._bridge_for(unit)
        return convert((Fraction(value) - bridge.offset) * bridge.factor, bridge.unit, unit)

    def is_possible(self, value: Decimal, unit: str) -> bool:
        """Tell whether a number in a unit as typed lies within the hard bounds.

        What cannot be compared (no unit, or one that is not known) is taken as possible.
        """
        read = read_unit(unit)
        if not self.can_be_in(read):
            return True
        known = self.to_conventional(value, read)
        return Interval(low=known, high=known).is_within(self.hard)

    def refuse_unit(self, unit: str) -> InvalidValueError:
        """Return the error for a unit that does not fit this test."""
        problem = "unit_of_other_kind" if unit.strip() else "empty"
        return InvalidValueError(
            field="unit", problem=problem, value=unit, allowed=" or ".join(self.usual_units)
        )

    def _bridge_for(self, unit: Unit) -> Bridge:
        for bridge in self.bridges:
            if unit.is_of_kind(bridge.unit):
                return bridge
        raise self.refuse_unit(unit.symbol)

    def _units(self) -> tuple[Unit, ...]:
        return (self.unit, *(bridge.unit for bridge in self.bridges))


class LabTests:
    """All tests, in the order of the table, found by name or key."""

    def __init__(self, tests: Sequence[LabTest]) -> None:
        """Take the tests; names of earlier ones win over those of later ones."""
        self.all = tuple(tests)
        self._by_key = {test.key: test for test in self.all}
        self._by_name: dict[str, LabTest] = {}
        for test in self.all:
            for name in test.names:
                self._by_name.setdefault(_squeezed(name), test)
        self._index = NameIndex(((test, test.names) for test in self.all), has_doses=False)
        # Tables ask for the same few names again and again.
        self._found = lru_cache(maxsize=1024)(self._look_up)

    def by_key(self, key: str) -> LabTest | None:
        """Return the test with a key."""
        return self._by_key.get(key)

    def find(self, name: str) -> LabTest | None:
        """Return the test that a name means, however it is spelt, or None where it is not sure.

        1,25-dihydroxyvitamin D is not 25-hydroxyvitamin D, urea not urea nitrogen, and nothing that
        was measured in urine is a value of blood.
        """
        return self._found(name)

    def _look_up(self, name: str) -> LabTest | None:
        exact = self._by_name.get(_squeezed(name))
        if exact is not None:
            return exact
        bare = " ".join(_AROUND.sub(" ", fold(name)).split())
        found = self._index.find(name) or self._by_name.get(_squeezed(bare))
        found = found or (self._index.find(bare) if bare else None) or self._told_twice(name)
        return None if found is None or _is_another(name, found) else found

    def _told_twice(self, name: str) -> LabTest | None:
        """Return the test of "Creatine kinase (CK)", where both names mean it."""
        told = _WITH_SHORT.fullmatch(name[:_READ_LETTERS])
        found = None if told is None else self._look_up(told["name"])
        return found if told is not None and self._look_up(told["short"]) is found else None

    def offers(self, text: str, limit: int = 8) -> list[LabTest]:
        """Return the tests to offer while a name is typed, the best first."""
        return [test for test in self._index.offers(text, limit) if not _is_another(text, test)]

    def rank(self, name: str) -> int:
        """Return where a test stands in a table; one that is not known comes last."""
        found = self.find(name)
        return len(self.all) if found is None else self.all.index(found)

    def with_own(self, entries: Iterable[OwnEntry]) -> "LabTests":
        """Return these tests and a person's own; what has a name here already is kept as it is."""
        own = [
            _own_test(entry)
            for entry in entries
            if entry.catalogue is CatalogueKind.TEST and _squeezed(entry.name) not in self._by_name
        ]
        return LabTests((*self.all, *own)) if own else self


@cache
def lab_tests() -> LabTests:
    """Return the tests that ship with the app, read once."""
    return LabTests([_read_test(row) for row in read_rows(_FILE, _COLUMNS)])


def _squeezed(name: str) -> str:
    """Return a name as it is compared exactly: letters and digits alone."""
    return re.sub(r"[\W_]+", "", fold(name)) or name.casefold().strip()


def _is_another(name: str, test: LabTest) -> bool:
    """Tell whether a name has a word that tells another test than the one it was taken for."""
    squeezed = _squeezed(name)
    return any(re.search(pattern, squeezed) for pattern in (*_NEVER, *test.never))


def _interval(low: Decimal | None, high: Decimal | None) -> Interval | None:
    return None if low is None and high is None else Interval(low=low, high=high)


def _read_test(row: Row) -> LabTest:
    unit, si_unit = (read_unit(row.text(column, required=True)) for column in ("unit", "si_unit"))
    return LabTest(
        key=row.text("key", required=True),
        name=row.text("name", required=True),
        in_sentence=row.text("in_sentence", required=True),
        aliases=row.texts("aliases"),
        never=row.texts("never"),
        unit=unit,
        si_unit=si_unit,
        usual_units=row.texts("usual_units"),
        bridges=tuple(_bridges(row, unit, si_unit)),
        molar_mass=row.decimal("molar_mass"),
        loinc=row.text("loinc", required=True),
        loinc_si=row.text("loinc_si", required=True),
        loinc_other=row.texts("loinc_other"),
        typical=_interval(row.decimal("typical_low"), row.decimal("typical_high")),
        typical_si=_interval(row.decimal("typical_si_low"), row.decimal("typical_si_high")),
        typical_note=row.text("typical_note"),
        soft=Interval(low=row.decimal("warn_low"), high=row.decimal("warn_high")),
        hard=Interval(low=row.decimal("hard_low"), high=row.decimal("hard_high")),
        note=row.text("note"),
        source=row.source,
        status=row.status,
    )


def _bridges(row: Row, unit: Unit, si_unit: Unit) -> Iterable[Bridge]:
    """Yield the ways out of the conventional unit's kind: SI, equivalents, and one more."""
    factor = row.fraction("factor")
    if factor is None:
        raise row.error("factor", "is empty")
    if not unit.is_of_kind(si_unit):
        yield Bridge(unit=si_unit, factor=factor, offset=row.fraction("offset") or Fraction(0))
    valence = row.fraction("valence")
    if valence is not None:
        if si_unit.dimension is not Dimension.SUBSTANCE_PER_VOLUME:
            raise row.error("valence", "needs an SI unit of substance")
        # 1 mmol of an ion with two charges is 2 mEq.
        per_litre = convert(Fraction(1), si_unit, read_unit("mmol/L"))
        yield Bridge(unit=read_unit("mEq/L"), factor=factor * per_litre * valence)
    other, other_factor = row.text("other_unit"), row.fraction("other_factor")
    if other and other_factor is not None:
        yield Bridge(unit=read_unit(other), factor=other_factor)


def _own_test(entry: OwnEntry) -> LabTest:
    """Return a person's own test; the SI unit is their other one, where they gave one."""
    unit = read_unit(entry.unit)
    other = read_unit(entry.other_unit) if entry.other_unit else unit
    is_other_kind = entry.factor is not None and not other.is_of_kind(unit)
    return LabTest(
        key=f"own:{entry.id}",
        name=entry.name,
        in_sentence=entry.name,
        aliases=entry.names[1:],
        unit=unit,
        si_unit=other,
        usual_units=tuple(dict.fromkeys(it for it in (entry.unit, entry.other_unit) if it)),
        bridges=(Bridge(unit=other, factor=Fraction(entry.factor)),)
        if entry.factor is not None and is_other_kind
        else (),
        typical=_interval(entry.low, entry.high),
        note=entry.note,
        source="your own entry",
        is_own=True,
    )
