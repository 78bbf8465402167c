"""Medicine classes: what they are called and what has been published on them and cramps.

Facts from `resources/catalogue/medicines.csv`. The sentences in `known` carry published figures and
say that these do not tell what brought on a person's own cramps; they still have to be reviewed by
a clinician.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from crampdiary.domain.catalogues.catalogue import Catalogue, own_key
from crampdiary.domain.catalogues.matching import fold
from crampdiary.domain.catalogues.reading import Row, Status, read_rows
from crampdiary.domain.catalogues.supplements import OWN_SOURCE
from crampdiary.domain.choices import CatalogueKind
from crampdiary.domain.own_entries import OwnEntry

_COLUMNS = ("key", "name", "atc", "aliases", "counts_as", "evidence", "known", "source", "status")

# What a medicine is bound to, as it stands on the box: losartan potassium is no potassium.
_SALTS = re.compile(
    r"(?<=\w)\s(?:potassium|sodium|calcium|magnesium|kalium|natrium|hydrochloride|hcl|"
    r"bes[iy]late?|mes[iy]late?|tartrate|succinate|maleate|fumarate|sul(?:ph|f)ate|"
    r"(?:mono|di|tri)?hydrate|anhydrous)\b"
)


class Evidence(StrEnum):
    """What an association of a medicine with cramps rests on."""

    POPULATION = "population"
    POPULATION_WEAK = "population_weak"
    TRIAL = "trial"
    TRIAL_HARM = "trial_harm"
    LABEL = "label"
    LABEL_WEAK = "label_weak"
    REPORTED = "reported"
    NONE = "none"
    OWN = "own"


EVIDENCE_WORDS: dict[Evidence, str] = {
    Evidence.POPULATION: "seen in a large population study",
    Evidence.POPULATION_WEAK: "seen in a large population study, weakly",
    Evidence.TRIAL: "seen in a randomised trial",
    Evidence.TRIAL_HARM: "a treatment tried in randomised trials, with serious harm in some people",
    Evidence.LABEL: "named in the product information",
    Evidence.LABEL_WEAK: "named in the product information, weakly",
    Evidence.REPORTED: "reported in single cases",
    Evidence.NONE: "no association with cramps on file",
    Evidence.OWN: "your own entry",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class MedicineClass:
    """A class of medicines; its members' names are its aliases.

    `classes` are the keys it counts as in notes: its own, or those of a product's ingredients.
    """

    key: str
    name: str
    aliases: tuple[str, ...] = ()
    atc: tuple[str, ...] = ()
    classes: frozenset[str]
    evidence: Evidence
    known: str = ""
    source: str
    status: Status
    is_own: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """Return every name, the shown one first."""
        return (self.name, *self.aliases)

    @property
    def is_associated(self) -> bool:
        """Tell whether anything about cramps is on file for it."""
        return self.evidence is not Evidence.NONE


class Medicines(Catalogue[MedicineClass]):
    """All medicine classes, with the person's own medicines before them."""

    def find(self, name: str) -> MedicineClass | None:
        """Return the class of a name, also with the salt behind it: "losartan potassium 50 mg"."""
        return super().find(name) or super().find(_SALTS.sub("", fold(name)))

    def with_own(self, entries: Iterable[OwnEntry]) -> "Medicines":
        """Return these medicines and a person's own ones, which win where names are the same.

        An own warfarin still counts as warfarin in notes.
        """
        own = [_own(it, self) for it in entries if it.catalogue is CatalogueKind.MEDICINE]
        return Medicines((*own, *self.entries)) if own else self


@cache
def medicines() -> Medicines:
    """Return the catalogue, read once."""
    return Medicines(_read(row) for row in read_rows("medicines.csv", _COLUMNS))


def _read(row: Row) -> MedicineClass:
    key = row.text("key", required=True)
    return MedicineClass(
        key=key,
        name=row.text("name", required=True),
        aliases=row.texts("aliases"),
        atc=row.texts("atc"),
        classes=frozenset(row.texts("counts_as") or (key,)),
        evidence=Evidence(row.text("evidence")),
        known=row.text("known", required=True),
        source=row.source,
        status=row.status,
    )


def _own(entry: OwnEntry, known: Medicines) -> MedicineClass:
    """Return an own entry; what it leaves open of a medicine that is known is told as before."""
    ours = next((found for name in entry.names if (found := known.find(name)) is not None), None)
    classes = frozenset({own_key(entry)}) | (ours.classes if ours is not None else frozenset())
    if ours is not None and not entry.note:
        return replace(
            ours,
            key=own_key(entry),
            name=entry.name,
            aliases=entry.names[1:],
            classes=classes,
            is_own=True,
        )
    return MedicineClass(
        key=own_key(entry),
        name=entry.name,
        aliases=entry.names[1:],
        classes=classes,
        evidence=Evidence.OWN,
        known=entry.note,
        source=OWN_SOURCE,
        status=Status.MEMORY,
        is_own=True,
    )
