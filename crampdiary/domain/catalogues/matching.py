"""Finding a catalogue entry by a name as people type it: "Vit D", "Magnesium citrat", "D3 1000 IU".

`NameIndex.find` answers only where the name leaves no doubt, because doses are counted by it;
`NameIndex.offers` is for lists that show while somebody types, and may be generous.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")

# The longest name a record may have; what comes after it cannot help to tell names apart.
_READ_LETTERS = 200
_READ_WORDS = 24
# Below this many letters, one wrong letter makes another word (zinc, zink; D, E, K).
_TYPO_LETTERS = 5
_PREFIX_LETTERS = 6
_DOSE_DIGITS = 3
_WORD_LETTERS = 3
_JOINED_WORDS = {"de", "di", "du", "da", "of", "with", "and", "the", "mit", "und", "avec", "con"}
_FORM_WORDS = {
    *("tablet", "tablets", "tab", "tabs", "capsule", "capsules", "cap", "caps", "drop", "drops"),
    *("spray", "powder", "sachet", "sachets", "gummies", "supplement", "supplements", "forte"),
    *("tabletten", "kapseln", "tropfen", "pulver", "comprimidos", "gotas", "gouttes", "comprimes"),
    *("daily", "weekly", "retard", "sr", "xl", "mr"),
    *("prescribed", "prescription", "otc", "course", "loading", "maintenance"),
}
_DOSE_UNITS = {"iu", "ie", "ui", "mg", "ug", "mcg", "μg", "g", "ml", "mmol", "units"}
_SHORT = {"vit": "vitamin", "vits": "vitamin", "vitamins": "vitamin", "mg": "magnesium"} | {
    "ca": "calcium",
    "mag": "magnesium",
    "calc": "calcium",
}
_VITAMIN = re.compile(r"(?:vit|vitamin)([a-ek]\d{0,2})")
# Other languages' word for vitamin is no "vitamin E" or "vitamin A" written in one.
_FIGURES = {"b": {"1", "2", "3", "5", "6", "7", "9", "12"}, "d": {"2", "3"}, "k": {"1", "2"}}
_OTHER_SPELLINGS = {"vitamine": "vitamin", "vitamina": "vitamin", "vitaminen": "vitamin"}
_DOTTED_IU = re.compile(r"(?<=\d)\s*[iu]\.\s?[eiu]\.?(?!\w)", re.IGNORECASE)
_NUMBER_AND_UNIT = re.compile(r"\d+([^\W\d]+)")

Words = tuple[str, ...]


def _words(text: str) -> Words:
    """Return the words of a name, folded; "vitamine D" is vitamin D in every language.

    "B 6" and "B-6" are one word, so that no dose behind them takes the figure along.
    """
    found: list[str] = []
    words = fold(text).split()[:_READ_WORDS]
    for at, word in enumerate(words):
        is_figure = bool(found) and word in _FIGURES.get(found[-1], ())
        # "Vitamin D 2 000 IU" is no D2.
        is_thousand = found[-1:] == ["d"] and len("".join(words[at + 1 : at + 2])) == _DOSE_DIGITS
        if is_figure and not (is_thousand and words[at + 1].isdigit()):
            found[-1] += word
        else:
            found.append(_OTHER_SPELLINGS.get(word, word))
    return tuple(found)


def fold(text: str) -> str:
    """Return a name in small letters without accents and punctuation, words parted by one space."""
    apart = unicodedata.normalize("NFKD", text[:_READ_LETTERS].casefold())
    plain = "".join(it for it in apart if not unicodedata.combining(it))
    return " ".join(
        "".join(letter if letter.isalnum() else " " for letter in plain.casefold()).split()
    )


def is_one_edit(one: str, other: str) -> bool:
    """Tell whether two words differ by one letter: left out, too many, wrong, or two swapped."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    short, long = sorted((one, other), key=len)
    at = next((i for i, letter in enumerate(short) if letter != long[i]), len(short))
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    swapped = short[at : at + 2] == long[at : at + 2][::-1] and short[at + 2 :] == long[at + 2 :]
    return swapped or short[at + 1 :] == long[at + 1 :]


def _is_typo(one: str, other: str) -> bool:
    """Tell whether two words are the same but for a slip; short ones and figures never are."""
    return (
        min(len(one), len(other)) >= _TYPO_LETTERS
        and one[0] == other[0]
        and not any(letter.isdigit() for letter in one + other)
        and is_one_edit(one, other)
    )


def _is_slip(words: Words, name: Words) -> bool:
    """Tell whether two names are the same, word by word, but for one slip a word at most."""
    return len(words) == len(name) and all(
        one == other or _is_typo(one, other) for one, other in zip(words, name, strict=True)
    )


def _spelt_out(words: Words) -> Words:
    """Return words with abbreviations written out and small joining words left out."""
    found: list[str] = []
    for at, word in enumerate(words):
        vitamin = _VITAMIN.fullmatch(word)
        if vitamin is not None and word not in _SHORT:
            found += ["vitamin", vitamin[1]]
        elif word not in _JOINED_WORDS:
            after_number = at > 0 and words[at - 1].isdigit()
            found.append(word if after_number else _SHORT.get(word, word))
    return tuple(found)


def _without_dose(words: Words) -> Words:
    """Return words without amounts ("1,000 IU", "400mg") and forms (tablets)."""
    found: list[str] = []
    for at, word in enumerate(words):
        joined = _NUMBER_AND_UNIT.fullmatch(word)
        if word in _FORM_WORDS or (joined is not None and joined[1] in _DOSE_UNITS):
            continue
        if word in _DOSE_UNITS and at > 0 and words[at - 1].isdigit():
            while found and found[-1].isdigit():
                # Four figures are a number by themselves: the 3 of "omega 3 1000 mg" is none of it.
                if len(found.pop()) > _DOSE_DIGITS:
                    break
            continue
        found.append(word)
    return tuple(found)


def _without_bare_number(words: Words) -> Words:
    """Return words without a dose at the end that has no unit: "D3 2000", "amlodipine 5".

    A short figure behind a letter or two belongs to the name: "vitamin B 5" is not vitamin B.
    """
    name = len(words)
    while name and words[name - 1].isdigit():
        name -= 1
    if not name or name == len(words):
        return words
    before = words[name - 1]
    is_word = len(before) >= _WORD_LETTERS and before.isalpha()
    # "B6 50" has its figure already; "B1 6 12" names three.
    is_whole = before[-1].isdigit() and name == len(words) - 1
    is_dose = len(words[-1]) >= _DOSE_DIGITS or is_word or is_whole
    return words[:name] if is_dose else words


def _readings(text: str, *, has_doses: bool) -> Iterator[Words]:
    """Yield the words of a text: as typed, spelt out, and then without dose and form."""
    words = _words(_DOTTED_IU.sub(" iu", text[:_READ_LETTERS]))
    found = [words]
    if has_doses:
        found += [_without_dose(words), _without_bare_number(_without_dose(words))]
    yield from dict.fromkeys(
        reading for plain in found for reading in (plain, _spelt_out(plain)) if reading
    )


class _Name(NamedTuple):
    """One name of one entry: the entry's and the name's place in the order, and its words."""

    entry: int
    place: int
    words: Words
    joined: str


class NameIndex(Generic[T]):
    """Entries and all their names. Where two entries share a name, the earlier one has it."""

    def __init__(self, pairs: Iterable[tuple[T, Iterable[str]]], *, has_doses: bool = True) -> None:
        """Take entries, each with its names (the first is the one that is shown).

        With `has_doses` an amount or a form may stand behind a name. Where none can, as with lab
        tests, a figure always belongs to the name: CA 125 is no calcium.
        """
        self._has_doses = has_doses
        self._entries: list[T] = []
        self._names: list[_Name] = []
        self._by_joined: dict[str, int] = {}
        self._by_sorted: dict[Words, int] = {}
        for entry, names in pairs:
            at = len(self._entries)
            self._entries.append(entry)
            for place, name in enumerate(names):
                self._add(at, place, name)

    def _add(self, entry: int, place: int, name: str) -> None:
        words = _words(name)
        for reading in dict.fromkeys((words, _spelt_out(words))):
            if reading:
                joined = "".join(reading)
                self._names.append(_Name(entry, place, reading, joined))
                self._by_joined.setdefault(joined, entry)
                self._by_sorted.setdefault(tuple(sorted(reading)), entry)

    def find(self, text: str) -> T | None:
        """Return the entry that a name means, or None where there is any doubt.

        Taken as the same: case, accents, punctuation, spaces, the order of words, abbreviations
        (vit, Mg), an amount or a form behind the name, one slip a word, and a name that breaks off
        within a word where only one entry goes on like that.
        """
        readings = list(_readings(text, has_doses=self._has_doses))
        for words in readings:
            at = self._by_joined.get("".join(words))
            at = self._by_sorted.get(tuple(sorted(words))) if at is None else at
            if at is not None:
                return self._entries[at]
        for words in readings:
            for found in (self._slips(words), self._broken_off(words)):
                if len(found) == 1:
                    return self._entries[found.pop()]
        return None

    def _slips(self, words: Words) -> set[int]:
        """Return the entries with a name that these words are, but for a slip."""
        joined = "".join(words)
        is_joinable = min(map(len, words)) >= _TYPO_LETTERS
        return {
            name.entry
            for name in self._names
            if _is_slip(words, name.words)
            or (
                is_joinable
                and len(words) != len(name.words)
                and min(map(len, name.words)) >= _TYPO_LETTERS
                and _is_typo(joined, name.joined)
            )
        }

    def _broken_off(self, words: Words) -> set[int]:
        """Return the entries with a name that goes on within the last of these words.

        A name that goes on with a new word is another thing: iron is not iron sucrose. So may be
        one of which half is not there yet: choline is no cholinesterase inhibitor.
        """
        last, typed = len(words) - 1, len("".join(words))
        is_enough = typed >= _PREFIX_LETTERS and len(words[last]) >= _TYPO_LETTERS
        if not is_enough:
            return set()
        return {
            name.entry
            for name in self._names
            if len(name.words) > last
            and name.words[:last] == words[:last]
            and name.words[last] != words[last]
            and name.words[last].startswith(words[last])
            and 2 * typed > len("".join(name.words[: last + 1]))
        }

    def offers(self, text: str, limit: int = 8) -> list[T]:
        """Return entries for a list that shows while somebody types; none for an empty text.

        The order: the same name, a name that begins so, one whose words begin so, one with a slip,
        and one whose words begin so with a slip;
        among equals the shown name before other names, then the catalogue's order.
        """
        best: dict[int, tuple[int, int]] = {}
        for words in _readings(text, has_doses=self._has_doses):
            for name in self._names:
                rank = _rank(words, name)
                if rank is not None:
                    found = (rank, min(name.place, 1))
                    best[name.entry] = min(found, best.get(name.entry, found))
        order = sorted(best, key=lambda entry: (best[entry], entry))
        return [self._entries[entry] for entry in order[:limit]]


def _rank(words: Words, name: _Name) -> int | None:
    """Return how well typed words fit a name: 0 the same to 4, as `offers` says; None not."""
    joined = "".join(words)
    if joined == name.joined:
        return 0
    if name.joined.startswith(joined):
        return 1
    if all(any(it.startswith(word) for it in name.words) for word in words):
        return 2
    if _is_slip(words, name.words):
        return 3
    if all(any(_begins_like(word, it) for it in name.words) for word in words):
        return 4
    return None


def _begins_like(word: str, name_word: str) -> bool:
    """Tell whether a word of a name begins with what is typed, one slip allowed."""
    return name_word.startswith(word) or any(
        _is_typo(word, name_word[:length])
        for length in range(len(word) - 1, min(len(word) + 1, len(name_word)) + 1)
    )
