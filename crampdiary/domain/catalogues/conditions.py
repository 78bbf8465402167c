"""Conditions that are offered while somebody types; any other text may be noted as well.

From `resources/catalogue/conditions.csv`.
"""

import re
from dataclasses import dataclass
from functools import cache

from crampdiary.domain.catalogues.catalogue import Catalogue
from crampdiary.domain.catalogues.matching import fold
from crampdiary.domain.catalogues.reading import Status, read_rows

# The source of an entry that is there to be picked, so that it need not be typed.
_A_NAME_ONLY = "a name only"
# "CKD stage 3a", "stage 4 CKD", "CKD G3b", "severe asthma" are CKD and asthma.
_STAGE = re.compile(
    r"\b(?:end\s)?(?:stage|grade|stadium|stade)\b(?:\s(?:g?[1-5][ab]?|i{1,3}|iv|v)\b)?"
    r"|\bg?[1-5][ab]?$|\b(?:mild|moderate|severe|advanced|early)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownCondition:
    """A condition by its names; `marks` are what notes look for, such as "kidney"."""

    key: str
    name: str
    aliases: tuple[str, ...]
    marks: frozenset[str]
    source: str
    status: Status

    @property
    def names(self) -> tuple[str, ...]:
        """Return every name, the shown one first."""
        return (self.name, *self.aliases)

    @property
    def is_on_file(self) -> bool:
        """Tell whether anything is known of it here: beside cramps, or beside what is taken."""
        return not self.source.startswith(_A_NAME_ONLY)


class Conditions(Catalogue[KnownCondition]):
    """All conditions, found whatever stage of them a name tells."""

    def find(self, name: str) -> KnownCondition | None:
        """Return the condition that a name means, as typed or else without its stage."""
        return super().find(name) or super().find(_STAGE.sub(" ", fold(name)))


@cache
def conditions() -> Conditions:
    """Return the catalogue, read once."""
    columns = ("key", "name", "aliases", "marks", "source", "status")
    return Conditions(
        KnownCondition(
            key=row.text("key", required=True),
            name=row.text("name", required=True),
            aliases=row.texts("aliases"),
            marks=frozenset(row.texts("marks")),
            source=row.source,
            status=row.status,
        )
        for row in read_rows("conditions.csv", columns)
    )
