"""Conditions that are offered while somebody types; any other text may be noted as well.

From `resources/catalogue/conditions.csv`.
"""

from dataclasses import dataclass
from functools import cache

from crampdiary.domain.catalogues.catalogue import Catalogue
from crampdiary.domain.catalogues.reading import Status, read_rows


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


@cache
def conditions() -> Catalogue[KnownCondition]:
    """Return the catalogue, read once."""
    columns = ("key", "name", "aliases", "marks", "source", "status")
    return Catalogue(
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
