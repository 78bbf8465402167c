"""Supplements: what they are called, what they count for, and what is known of them and cramps.

Facts from `resources/catalogue/supplements.csv`. The sentences in `about` still have to be reviewed
by a clinician.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache

from crampdiary.domain.catalogues.catalogue import Catalogue, own_key
from crampdiary.domain.catalogues.dose_units import UnitSize, nutrient_facts, read_sizes, size_of
from crampdiary.domain.catalogues.reading import Row, Status, read_rows
from crampdiary.domain.choices import CatalogueKind, DoseBasis, Nutrient
from crampdiary.domain.own_entries import OwnEntry

_COLUMNS = (
    *("key", "name", "aliases", "atc", "nutrient", "may_contain", "unit", "units"),
    *("elemental_fraction", "ambiguous_label", "asks_contents", "typical_dose", "about"),
    *("source", "status"),
)
OWN_SOURCE = "your own entry"


@dataclass(frozen=True, slots=True, kw_only=True)
class Supplement:
    """One supplement.

    `nutrient` is what it counts for; a product of several has none, asks for its contents and
    says what it `may_contain`. `unit` is what a dose is usually written in. `elemental_fraction`
    is the element's share of a salt's weight, None where the salt is not known or there is none.
    With `is_ambiguous_label` people are asked whether mg mean the salt or the element;
    `usual_basis` is what they mean where nobody was asked.
    """

    key: str
    name: str
    aliases: tuple[str, ...] = ()
    atc: str = ""
    nutrient: Nutrient | None = None
    may_contain: tuple[Nutrient, ...] = ()
    unit: str
    sizes: tuple[UnitSize, ...] = ()
    elemental_fraction: Fraction | None = None
    is_ambiguous_label: bool = False
    asks_contents: bool = False
    usual_basis: DoseBasis | None = None
    typical_dose: str = ""
    about: str = ""
    source: str
    status: Status
    is_own: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """Return every name, the shown one first."""
        return (self.name, *self.aliases)

    @property
    def units(self) -> tuple[str, ...]:
        """Return the units a dose may have, the usual one first; tablets and such always may."""
        return tuple(dict.fromkeys((self.unit, *(size.unit for size in self.sizes))))

    def takes(self, unit: str) -> bool:
        """Tell whether a measured unit is one it can be dosed in; all are where none is known."""
        return not self.sizes or size_of(unit, self.sizes) is not None


class Supplements(Catalogue[Supplement]):
    """All supplements, with the person's own ones before them."""

    def with_own(self, entries: Iterable[OwnEntry]) -> "Supplements":
        """Return these supplements and a person's own ones, which win where names are the same.

        An own magnesium of which nothing else was said still counts as magnesium.
        """
        own = [_own(it, self) for it in entries if it.catalogue is CatalogueKind.SUPPLEMENT]
        return Supplements((*own, *self.entries)) if own else self


@cache
def supplements() -> Supplements:
    """Return the catalogue, read once."""
    return Supplements(_read(row) for row in read_rows("supplements.csv", _COLUMNS))


def _read(row: Row) -> Supplement:
    nutrient = Nutrient(row.text("nutrient")) if row.text("nutrient") else None
    usual = nutrient_facts()[nutrient].sizes if nutrient is not None else ()
    return Supplement(
        key=row.text("key", required=True),
        name=row.text("name", required=True),
        aliases=row.texts("aliases"),
        atc=row.text("atc"),
        nutrient=nutrient,
        may_contain=tuple(map(Nutrient, row.texts("may_contain"))),
        unit=row.text("unit", required=True),
        sizes=read_sizes(row, "units") or usual,
        elemental_fraction=row.fraction("elemental_fraction"),
        is_ambiguous_label=_yes(row, "ambiguous_label"),
        asks_contents=_yes(row, "asks_contents"),
        typical_dose=row.text("typical_dose"),
        about=row.text("about"),
        source=row.source,
        status=row.status,
    )


def _yes(row: Row, column: str) -> bool:
    if row.text(column) not in {"yes", "no"}:
        raise row.error(column, "is neither yes nor no")
    return row.text(column) == "yes"


def _own(entry: OwnEntry, known: Supplements) -> Supplement:
    """Return an own entry; one that says nothing of a nutrient is what its name means here."""
    ours = next((found for name in entry.names if (found := known.find(name)) is not None), None)
    if ours is not None and entry.nutrient is None and entry.factor is None:
        return replace(
            ours,
            key=own_key(entry),
            name=entry.name,
            aliases=entry.names[1:],
            unit=entry.unit or ours.unit,
            about=entry.note or ours.about,
            source=OWN_SOURCE if entry.note else ours.source,
            is_own=True,
        )
    facts = nutrient_facts()[entry.nutrient] if entry.nutrient is not None else None
    return Supplement(
        key=own_key(entry),
        name=entry.name,
        aliases=entry.names[1:],
        nutrient=entry.nutrient,
        unit=entry.unit or (facts.unit if facts else ""),
        sizes=facts.sizes if facts else (),
        # The person said how much of its weight counts, so nothing is left to ask.
        elemental_fraction=Fraction(entry.factor) if entry.factor is not None else None,
        usual_basis=DoseBasis.SALT if entry.factor is not None else DoseBasis.ELEMENTAL,
        about=entry.note,
        source=OWN_SOURCE,
        status=Status.MEMORY,
        is_own=True,
    )
