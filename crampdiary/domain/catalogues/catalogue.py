"""What the catalogues of things that are taken have in common: keys, names, and finding."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Generic, Protocol, TypeVar

from crampdiary.domain.catalogues.matching import NameIndex
from crampdiary.domain.own_entries import OwnEntry
from crampdiary.domain.records import Treatment


class Entry(Protocol):
    """An entry with a key that records keep, and names, the shown one first."""

    @property
    def key(self) -> str:
        """Return the key; it never changes once diaries may hold it."""
        ...

    @property
    def names(self) -> tuple[str, ...]:
        """Return every name, the shown one first."""
        ...


E = TypeVar("E", bound=Entry)


class Catalogue(Generic[E]):
    """Entries by key and by name; where two share a name or a key, the earlier one has it."""

    def __init__(self, entries: Iterable[E]) -> None:
        """Take the entries in the order they are offered in."""
        self.entries = tuple(entries)
        self._by_key = {entry.key: entry for entry in reversed(self.entries)}
        self._index = NameIndex((entry, entry.names) for entry in self.entries)
        # Pages ask for the same few names again and again.
        self._found = lru_cache(maxsize=1024)(self._index.find)

    def get(self, key: str) -> E | None:
        """Return the entry with a key, or None."""
        return self._by_key.get(key)

    def find(self, name: str) -> E | None:
        """Return the entry that a name means, or None where there is any doubt."""
        return self._found(name)

    def offers(self, text: str, limit: int = 8) -> list[E]:
        """Return entries for a list that shows while somebody types."""
        return self._index.offers(text, limit)


def substance_of(treatment: Treatment, catalogue: Catalogue[E]) -> E | None:
    """Return what a treatment counts as in a catalogue: the entry it names, else by its name.

    None where it counts as none of them, or as one of another catalogue.
    """
    if treatment.substance is not None:
        return catalogue.get(treatment.substance)
    return catalogue.find(treatment.name)


def own_key(entry: OwnEntry) -> str:
    """Return the key that a person's own entry has among a catalogue's keys."""
    return f"own-{entry.id}"
