"""A diary as an anonymous report reads it: its free texts come with the patient's name hidden.

Whatever is made of it, tables, sentences and the words in charts, then names nobody.
"""

from collections.abc import Callable, Iterator, Sequence
from copy import copy
from dataclasses import fields
from datetime import date
from typing import Any, TypeVar, cast
from uuid import UUID

from crampdiary.domain.own_entries import OwnEntry
from crampdiary.domain.ports import Diary
from crampdiary.domain.records import (
    Condition,
    Cramp,
    LabResult,
    Night,
    Phase,
    Record,
    Treatment,
)
from crampdiary.services.report.names import hider
from crampdiary.services.report.visit import Visit

R = TypeVar("R", bound=Record)

_WRITTEN_FREELY = (Condition, Cramp, LabResult, Night, OwnEntry, Phase, Treatment)
# Texts too, but of the app's own making: a zone of the world, a key of a catalogue.
_OF_THE_APP = frozenset({"zone", "substance"})
_TEXTS: dict[object, frozenset[str]] = {
    kind: frozenset(one.name for one in fields(kind) if one.type is str) - _OF_THE_APP
    for kind in _WRITTEN_FREELY
}


def nameless(diary: Diary, visit: Visit) -> Diary:
    """Return the diary itself where the visit names the patient, else one that hides the name."""
    if visit.name:
        return diary
    # All that only writes, or counts, is the diary's own.
    return cast("Diary", _Nameless(diary, hider(diary, visit)))


class _Nameless:
    """Reads from a diary and puts every free text through `hide`."""

    def __init__(self, diary: Diary, hide: Callable[[str], str]) -> None:
        self._diary = diary
        self._hide = hide

    def __getattr__(self, name: str) -> object:
        found: object = getattr(self._diary, name)
        return found

    def find(self, record_type: type[R], record_id: UUID) -> R | None:
        found = self._diary.find(record_type, record_id)
        return None if found is None else self._hidden(found)

    def records(
        self, record_type: type[R], *, first: date | None = None, last: date | None = None
    ) -> list[R]:
        found = self._diary.records(record_type, first=first, last=last)
        return [self._hidden(record) for record in found]

    def open_cramps(self) -> list[Cramp]:
        return [self._hidden(cramp) for cramp in self._diary.open_cramps()]

    def values(
        self,
        record_type: type[Record],
        names: Sequence[str],
        *,
        first: date | None = None,
        last: date | None = None,
    ) -> Iterator[tuple[Any, ...]]:
        found = self._diary.values(record_type, names, first=first, last=last)
        is_text = [name in _TEXTS.get(record_type, ()) for name in names]
        if not any(is_text):
            return found
        return (
            tuple(
                self._hide(value) if is_in and value else value
                for value, is_in in zip(row, is_text, strict=True)
            )
            for row in found
        )

    def _hidden(self, record: R) -> R:
        told = {name: getattr(record, name) for name in _TEXTS.get(type(record), ())}
        changed = {
            name: shown
            for name, text in told.items()
            if text and (shown := self._hide(text)) != text
        }
        if not changed:
            return record
        shown_record = copy(record)
        for name, text in changed.items():
            # Past the checks: what stands for a name may be longer than what may be typed.
            object.__setattr__(shown_record, name, text)
        return shown_record
