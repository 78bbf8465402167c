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
from itertools import pairwise
from typing import Any, TypeVar, cast, get_type_hints
from uuid import UUID

from crampdiary.domain.ports import Diary
from crampdiary.domain.preferences import Preferences
from crampdiary.domain.records import RECORD_TYPES, Record
from crampdiary.services.preferences import preferences

R = TypeVar("R", bound=Record)

HIDDEN = "[name]"
# A part of a name is hidden from so many letters on: in any capitals, or only as it is written.
_LEAST_LETTERS, _LEAST_AS_WRITTEN = 3, 2
# From so many letters on an "s" without its apostrophe belongs to it ("Jordans notes").
_LEAST_OWNING = 4
# Two parts side by side are hidden in any capitals from so many letters on.
_LEAST_OF_TWO = 6
# English words that are names too: in small letters nobody is meant ("it may be", "3 min").
_WORDS = re.compile(
    "and|april|august|autumn|bill|black|brown|cook|dawn|day|den|drew|faith|far|field|for|forest|"
    "frank|gene|glass|gold|good|grace|grant|gray|green|grey|hall|hand|hay|head|her|herb|hill|"
    "hope|joy|june|key|king|lay|leaf|leg|little|long|lot|love|low|major|man|mark|may|mercy|miles|"
    "min|moon|nor|not|olive|out|page|pat|patience|penny|pepper|price|rain|ray|red|rice|rich|ring|"
    "river|rob|rock|rose|see|sharp|short|skip|small|snow|son|stone|storm|strange|street|strong|"
    "sue|summer|sun|sunny|the|van|ward|water|west|white|will|winter|wise|wood|young"
)
# Words of two letters that begin sentences, and parts such as "De".
_SHORT_WORDS = re.compile(
    "al|am|an|as|at|be|by|da|de|di|do|dr|du|el|go|ha|he|hi|ho|if|in|is|it|la|le|lo|me|mr|ms|my|no|"
    "of|oh|ok|on|or|so|to|up|us|we"
)
_PARTS = re.compile(r"[\s.,;:'\"()_/\u2019\u2010-\u2014-]+")
_BETWEEN = r"[\s,._'\u2019-]*"
# How letters are typed where the keyboard lacks them; others lose their accent alone.
_TYPED = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "o", "ł": "l", "æ": "ae", "å": "aa"}
_LETTER = r"[^\W\d_]"
# Thai, Japanese, Chinese, Korean.
_UNSPACED = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
# Texts too, but of the app's own making: a zone of the world, a key of a catalogue.
_OF_THE_APP = frozenset({"zone", "substance"})


def nameless(diary: Diary) -> tuple[Diary, Callable[[str], str]]:
    """Return a view of a diary that names nobody, and what hides the name in any other text.

    The view is for reading. Hidden is the whole name however it is capitalised, and each part of it
    as a word of its own: a part that is another word too only with its capital ("Rose" and "ROSE",
    not "rose"), and one of two letters only as it is written in the name.
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
    parts = list(filter(None, _PARTS.split(name)))
    if not parts:
        return None
    # Two letters in any capitals are too often another word.
    capitals = "(?i:" if len("".join(parts)) >= _LEAST_LETTERS else "(?:"
    is_a_word = len(parts) == 1 and _WORDS.fullmatch(parts[0].casefold())
    orders = () if is_a_word else (parts, parts[-1:] + parts[:-1])
    # Two parts that are one word for many: "Jean-Luc", "jeanluc".
    pairs = [pair for pair in pairwise(parts) if len("".join(pair)) >= _LEAST_OF_TWO]
    found = [f"{capitals}{_alone(_BETWEEN.join(map(_as_typed, order)))})" for order in orders]
    found += [f"(?i:{_alone(_BETWEEN.join(map(_as_typed, pair)))})" for pair in pairs]
    found += map(_part, sorted(set(parts), key=lambda word: (-len(word), word)))
    return re.compile("|".join(filter(None, found)))


def _as_typed(word: str) -> str:
    """Return what finds a word with its accents and without: "José" and "Jose"."""
    return "".join(map(_letter_as_typed, word))


def _letter_as_typed(letter: str) -> str:
    bare = unicodedata.normalize("NFD", letter)[0] if letter.isalpha() else letter
    forms = dict.fromkeys((letter, bare, _TYPED.get(letter.lower(), letter)))
    found = "|".join(map(re.escape, forms))
    return f"(?:{found})" if len(forms) > 1 else found


def _part(word: str) -> str:
    """Return what finds a part of a name alone, or nothing where it may be any other word."""
    if _UNSPACED.search(word):
        # In Chinese two letters are a name.
        return re.escape(word) if len(word) >= _LEAST_AS_WRITTEN else ""
    small = word.casefold()
    if len(word) < _LEAST_LETTERS:
        is_name = (
            len(word) >= _LEAST_AS_WRITTEN
            and word[0].isupper()
            and not _SHORT_WORDS.fullmatch(small)
        )
        return _alone(re.escape(word)) if is_name else ""
    owning = "s?" if len(word) >= _LEAST_OWNING else ""
    if _WORDS.fullmatch(small):
        forms = dict.fromkeys((word.capitalize(), word.upper()))
        return _alone(f"(?:{'|'.join(map(re.escape, forms))}){owning}")
    return _alone(f"(?i:{_as_typed(word)}{owning})")


def _alone(pattern: str) -> str:
    """Return a pattern that finds words, and nothing inside a longer word.

    In Chinese and the like nothing stands between words.
    """
    if _UNSPACED.search(pattern):
        return pattern
    return rf"(?<!{_LETTER}){pattern}(?!{_LETTER})"


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
