"""How often something is taken, as people write it: "twice a day", "on Mondays", "as needed".

What is said is taken out of a text piece by piece, in any order; what is left over was not
understood, and whoever asked says so.
"""

import re
from dataclasses import dataclass, field

from crampdiary.domain.choices import Weekday
from crampdiary.domain.errors import InvalidValueError
from crampdiary.domain.shorthand import written_out

HOW_OFTEN = "daily, twice a day, every 3 days, weekly on Mondays, at bedtime or as needed"
ONE_OF_THEM = "one of them, or 'then' between two doses"
_NUMBERS = (
    *("one", "two", "three", "four", "five", "six", "seven"),
    *("eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen"),
)
_ORDINALS = ("other", "second", "third", "fourth", "fifth", "sixth", "seventh")
NUMBER = rf"(?:\d{{1,4}}|{'|'.join(_NUMBERS)})"
_HOURS_A_DAY = 24
_IGNORE = re.IGNORECASE
_AS_NEEDED = re.compile(
    r"\b(?:only\s+)?(?:as|when|if)[\s-](?:needed|required|necessary)\b|\bon demand\b|\bprn\b",
    _IGNORE,
)
_BEDTIME = re.compile(
    r"\b(?:at\s+)?bed[\s-]?time\b|\b(?:before|at)\s+(?:going\s+to\s+)?(?:bed|sleep)\b", _IGNORE
)
_NIGHTLY = re.compile(r"\bnightly\b|\b(?:at|a|per|every|each)\s+night\b", _IGNORE)
_WEEKDAY = re.compile(
    r"\b(?:(?:on|every|each)\s+)*(?P<skip>(?:other|second|2nd)\s+)?"
    r"(?P<day>mon|tues?|wed|thu(?:rs?)?|fri|sat|sun|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?)\b\.?",
    _IGNORE,
)
_LETTERS_OF_A_DAY = 3
_UNITS = r"days?|d|weeks?|wks?|w|fortnights?|months?|nights?|years?"
_TIMES = re.compile(
    rf"\b(?P<count>once|twice|thrice|{NUMBER}\s*(?:times|x|\u00d7))\s*"
    r"(?:(?:a|per|each|every|/|in\s+a)\s*(?P<unit>day|night|week|fortnight|month|year)"
    r"|(?P<adverb>daily|nightly|weekly|fortnightly|monthly|yearly))\b",
    _IGNORE,
)
_LATIN = re.compile(r"\b(?P<code>bid|bd|tid|tds|qid|qds)\b", _IGNORE)
_LATIN_TIMES = {"bid": 2, "bd": 2, "tid": 3, "tds": 3, "qid": 4, "qds": 4}
_HOURS = re.compile(rf"\bevery\s+(?P<count>{NUMBER})\s*(?:hours?|hrs?|h)\b", _IGNORE)
_EVERY = re.compile(
    rf"\b(?:once\s+)?(?:every|each)\s+(?:(?P<ordinal>{'|'.join(_ORDINALS)}|\d+(?:st|nd|rd|th))\s+"
    rf"|(?P<count>{NUMBER})\s*)?(?P<unit>{_UNITS})\b|\b(?:on\s+)?(?P<alternate>alternate)\s+days\b",
    _IGNORE,
)
_PER = re.compile(r"(?:\b(?:a|per)\s+|/\s*)(?P<unit>day|week|fortnight|month|year)\b", _IGNORE)
_ADVERB = re.compile(
    r"\b(?P<unit>daily|weekly|fortnightly|biweekly|monthly|yearly|annually)\b", _IGNORE
)
# What follows "every" on a command line.
_BARE = re.compile(
    rf"(?:(?:{'|'.join(_ORDINALS)}|{NUMBER})\s*)?(?:{_UNITS}|hours?)|needed", _IGNORE
)
_DAYS = {
    **dict.fromkeys(("d", "day", "daily", "night", "nightly"), 1),
    **dict.fromkeys(("w", "wk", "week", "weekly"), 7),
    **dict.fromkeys(("fortnight", "fortnightly"), 14),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """How often something is taken, in the fields of a `Phase`; `every_days` None is as needed."""

    every_days: int | None = 1
    times_a_day: int = 1
    weekday: Weekday | None = None
    at_bedtime: bool = False


@dataclass(slots=True)
class Rest:
    """What of a text was not understood yet."""

    text: str

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Take the first match out of the text and return it, or None."""
        match = pattern.search(self.text)
        if match is not None:
            self.text = f"{self.text[: match.start()]} {self.text[match.end() :]}"
        return match

    @property
    def left(self) -> str:
        """Return what is left over, without what only joined the parts."""
        return " ".join(self.text.split()).strip(" ,.:()")


@dataclass(slots=True)
class _Said:
    """What was said so far; `every_days` are the rhythms that must agree."""

    as_needed: bool = False
    at_bedtime: bool = False
    times: set[int] = field(default_factory=set)
    every_days: set[int] = field(default_factory=set)
    weekdays: dict[Weekday, bool] = field(default_factory=dict)


def number_of(text: str) -> int:
    """Return the number of a text that fits `NUMBER`: 3 of "3" and of "three"."""
    return int(text) if text.isdecimal() else _NUMBERS.index(text.lower()) + 1


def read_rhythm(text: str, name: str = "every") -> Rhythm:
    """Return the rhythm of "daily", "twice a day", "3 days", "weekly on Sunday", "as needed".

    Raises `InvalidValueError` for the field `name`, with the part that was not understood.
    """
    plain = " ".join(written_out(text, name).split())
    if _BARE.fullmatch(plain):
        plain = "as needed" if plain.lower() == "needed" else f"every {plain}"
    rest = Rest(plain)
    found = take_rhythm(rest, name)
    if found is None or rest.left:
        raise _refusal(name, "unreadable", rest.left or text)
    return found


def take_rhythm(rest: Rest, name: str) -> Rhythm | None:
    """Take what is said about the rhythm out of a text; None where nothing is.

    A month is no rhythm: it has no fixed number of days. Raises `InvalidValueError` for the field
    `name` where a rhythm cannot be kept, or where two do not agree.
    """
    whole, said = " ".join(rest.text.split()), _Said()
    said.as_needed = rest.take(_AS_NEEDED) is not None
    _take_counts(rest, said, name)
    _take_days(rest, said, name)
    nothing = not (said.as_needed or said.at_bedtime or said.times or said.every_days)
    if nothing and not said.weekdays:
        return None
    if len(said.times) > 1 or len(said.every_days) > 1 or len(said.weekdays) > 1:
        raise _refusal(name, "names_two_rhythms", whole, ONE_OF_THEM)
    return _rhythm(said, whole, name)


def _rhythm(said: _Said, whole: str, name: str) -> Rhythm:
    weekday, skips = next(iter(said.weekdays.items()), (None, False))
    usual = 1 if weekday is None else 14 if skips else 7
    every = next(iter(said.every_days), usual)
    times = next(iter(said.times), 1)
    if weekday is not None and (every % 7 or (skips and every != usual)):
        raise _refusal(name, "names_two_rhythms", whole, ONE_OF_THEM)
    if said.as_needed:
        if said.times or said.every_days or weekday:
            raise _refusal(name, "names_two_rhythms", whole, "as needed, without a count")
        return Rhythm(every_days=None, at_bedtime=said.at_bedtime)
    return Rhythm(every_days=every, times_a_day=times, weekday=weekday, at_bedtime=said.at_bedtime)


def _take_counts(rest: Rest, said: _Said, name: str) -> None:
    """Take "twice a day", "3 x daily", "every 8 hours", "bid"."""
    while match := rest.take(_TIMES):
        count = _count(match["count"])
        unit = (match["unit"] or match["adverb"]).lower()
        if unit.startswith(("day", "dail", "night")):
            said.times.add(count)
            said.at_bedtime |= unit.startswith("night")
        elif count == 1:
            said.every_days.add(_days(unit, match[0], name))
        else:
            allowed = "every 2 or 3 days, or weekly on one day"
            raise _refusal(name, "cannot_be_planned", match[0].strip(), allowed)
    while match := rest.take(_HOURS):
        hours = number_of(match["count"])
        if not hours or _HOURS_A_DAY % hours:
            raise _refusal(name, "cannot_be_planned", match[0].strip(), "3 times a day")
        said.times.add(_HOURS_A_DAY // hours)
    while match := rest.take(_LATIN):
        said.times.add(_LATIN_TIMES[match["code"].lower()])


def _take_days(rest: Rest, said: _Said, name: str) -> None:
    """Take bedtime, days of the week, "every 3 days", "a day", "weekly"."""
    while rest.take(_BEDTIME) or rest.take(_NIGHTLY):
        said.at_bedtime = True
    while match := rest.take(_EVERY):
        factor = 2 if match["alternate"] else _factor(match["ordinal"], match["count"])
        said.every_days.add(factor * _days(match["unit"] or "day", match[0], name))
    while match := rest.take(_PER) or rest.take(_ADVERB):
        said.every_days.add(_days(match["unit"], match[0], name))
    while match := rest.take(_WEEKDAY):
        letters = match["day"][:_LETTERS_OF_A_DAY].lower()
        day = next(day for day in Weekday if day.startswith(letters))
        said.weekdays[day] = match["skip"] is not None


def _count(text: str) -> int:
    known = {"once": 1, "twice": 2, "thrice": 3}
    return known.get(text.lower()) or number_of(
        re.sub(r"\s*(times|x|\u00d7)$", "", text, flags=_IGNORE)
    )


def _factor(ordinal: str | None, count: str | None) -> int:
    if count is not None:
        return number_of(count)
    if ordinal is None:
        return 1
    if ordinal.lower() in _ORDINALS:
        return max(_ORDINALS.index(ordinal.lower()) + 1, 2)
    return int(ordinal[:-2])


def _days(unit: str, part: str, name: str) -> int:
    """Return the days of a unit; months and "biweekly" are refused with what would do."""
    days = _DAYS.get(unit.lower().removesuffix("s"))
    if days is not None:
        return days
    allowed = "every 2 weeks" if unit.lower() == "biweekly" else "every 4 weeks or every 30 days"
    raise _refusal(name, "cannot_be_planned", part.strip(), allowed)


def _refusal(name: str, problem: str, value: str, allowed: str = HOW_OFTEN) -> InvalidValueError:
    return InvalidValueError(field=name, problem=problem, value=value, allowed=allowed)
