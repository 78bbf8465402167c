"""A diary as it is shown to somebody who is not to learn whose it is.

Whatever reads it cannot name the patient: the name is not in its preferences, and hidden in what
was written freely. So reports and charts need no care of their own.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from copy import copy
from dataclasses import fields, replace
from datetime import date
from typing import Any, TypeVar, cast, get_type_hints
from uuid import UUID

from crampdiary.domain.ports import Diary
from crampdiary.domain.preferences import Preferences
from crampdiary.domain.records import RECORD_TYPES, Record
from crampdiary.services.preferences import preferences

R = TypeVar("R", bound=Record)

HIDDEN = "[name]"
# Shorter parts ("de", "Li") are words of their own too often; in Chinese two letters are a name.
_LEAST_LETTERS, _LEAST_UNSPACED = 3, 2
_PARTS = re.compile(r"[\s.,;:'\"()_/\u2019\u2010-\u2014-]+")
_BETWEEN = r"[\s,._-]*"
_LETTER = r"[^\W\d_]"
# Thai, Japanese, Chinese, Korean.
_UNSPACED = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
# Texts too, but of the app's own making: a zone of the world, a key of a catalogue.
_OF_THE_APP = frozenset({"zone", "substance"})


def nameless(diary: Diary) -> tuple[Diary, Callable[[str], str]]:
    """Return a view of a diary that names nobody, and what hides the name in any other text.

    The view is for reading. Hidden is the whole name however it is capitalised, and each part of
    three letters or more as a word of its own ("Rose" and "ROSE" are hidden, "rose" is not).
    """
    pattern = _pattern(_composed(preferences(diary).person_name))

    def hide(text: str) -> str:
        # The text itself where there is nothing to hide: that is how a change is told.
        composed = _composed(text)
        return (
            text
            if pattern is None or not pattern.search(composed)
            else pattern.sub(HIDDEN, composed)
        )

    return cast("Diary", _Nameless(diary, hide)), hide


def _composed(text: str) -> str:
    """Return a text in which a letter and its accent are one, as they look."""
    return unicodedata.normalize("NFC", text)


def _pattern(name: str) -> re.Pattern[str] | None:
    """Return what finds a name: all of it in either order, or else a part of it alone."""
    parts = name.split()
    if not parts:
        return None
    # Two letters in any capitals are too often another word.
    capitals = "(?i:" if len("".join(parts)) >= _LEAST_LETTERS else "(?:"
    orders = (parts, parts[-1:] + parts[:-1])
    whole = (_BETWEEN.join(map(re.escape, order)) for order in orders)
    found = [f"{capitals}{_alone(words)})" for words in whole]
    words = {word for word in _PARTS.split(name) if len(word) >= _least_letters(word)}
    for word in sorted(words, key=lambda word: (-len(word), word)):
        forms = dict.fromkeys((word, word.capitalize(), word.upper()))
        found.append(_alone(f"(?:{'|'.join(map(re.escape, forms))})", like=word))
    return re.compile("|".join(found))


def _alone(pattern: str, *, like: str = "") -> str:
    """Return a pattern that finds words, and nothing inside a longer word.

    In Chinese and the like nothing stands between words.
    """
    if _UNSPACED.search(like or pattern):
        return pattern
    return rf"(?<!{_LETTER}){pattern}(?!{_LETTER})"


def _least_letters(word: str) -> int:
    return _LEAST_UNSPACED if _UNSPACED.search(word) else _LEAST_LETTERS


def _free_texts(record_type: type[Record]) -> frozenset[str]:
    """Return which fields of a record a person writes freely; a choice of a list is none."""
    told = get_type_hints(record_type)
    texts = {item.name for item in fields(record_type) if told[item.name] in {str, str | None}}
    return frozenset(texts - _OF_THE_APP)


_FREE_TEXTS = {kind: _free_texts(record_type) for kind, record_type in RECORD_TYPES.items()}


class _Nameless:
    """Answers as the diary does, free texts without the name."""

    def __init__(self, diary: Diary, hide: Callable[[str], str]) -> None:
        self._diary, self._hide = diary, hide

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the diary has
        return getattr(self._diary, name)

    def find(self, record_type: type[R], record_id: UUID) -> R | None:
        found = self._diary.find(record_type, record_id)
        return None if found is None else self._hidden(found)

    def records(
        self, record_type: type[R], *, first: date | None = None, last: date | None = None
    ) -> list[R]:
        return list(map(self._hidden, self._diary.records(record_type, first=first, last=last)))

    def values(
        self,
        record_type: type[Record],
        names: Sequence[str],
        *,
        first: date | None = None,
        last: date | None = None,
    ) -> Iterator[tuple[Any, ...]]:
        found = self._diary.values(record_type, names, first=first, last=last)
        free = [name in _FREE_TEXTS[record_type.kind] for name in names]
        if not any(free):
            return found
        return (
            tuple(
                self._hide(value) if is_free and value else value
                for value, is_free in zip(row, free, strict=True)
            )
            for row in found
        )

    def _hidden(self, record: R) -> R:
        if isinstance(record, Preferences):
            return replace(record, person_name="", birth_year=None)
        changed = {
            name: shown
            for name in _FREE_TEXTS[record.kind]
            if (text := getattr(record, name)) and (shown := self._hide(text)) is not text
        }
        if not changed:
            return record
        hidden = copy(record)
        for name, text in changed.items():
            # Past the checks: what stands for a name may be longer than what may be typed.
            object.__setattr__(hidden, name, text)
        return hidden
