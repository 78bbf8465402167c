"""Ranges as laboratories print them, and where a value lies against one.

Knows no records, so that the records may use it.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Protocol

from crampdiary.domain.choices import Comparator
from crampdiary.domain.errors import InvalidValueError
from crampdiary.domain.notation import Expected, read_number
from crampdiary.domain.units import read_unit

Number = Decimal | Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """The numbers from `low` to `high`; None has no end, an open end does not belong to it."""

    low: Number | None = None
    high: Number | None = None
    low_open: bool = False
    high_open: bool = False

    def is_below(self, other: "Interval") -> bool:
        """Tell whether every number of this interval is less than all of the other."""
        if self.high is None or other.low is None:
            return False
        touches = not self.high_open and not other.low_open
        return self.high < other.low or (self.high == other.low and not touches)

    def is_within(self, other: "Interval") -> bool:
        """Tell whether every number of this interval lies in the other."""
        return not (
            _reaches_past(self.low, other.low, open_here=self.low_open, open_there=other.low_open)
            or _reaches_past(
                None if self.high is None else -self.high,
                None if other.high is None else -other.high,
                open_here=self.high_open,
                open_there=other.high_open,
            )
        )


ANY_NUMBER = Interval()


def _reaches_past(
    low: Number | None, bound: Number | None, *, open_here: bool, open_there: bool
) -> bool:
    if bound is None:
        return False
    return low is None or low < bound or (low == bound and open_there and not open_here)


def span_of(value: Number, comparator: Comparator | None) -> Interval:
    """Return the numbers that a value may stand for: itself, or all below or above a limit."""
    match comparator:
        case Comparator.BELOW:
            return Interval(high=value, high_open=True)
        case Comparator.AT_MOST:
            return Interval(high=value)
        case Comparator.ABOVE:
            return Interval(low=value, low_open=True)
        case Comparator.AT_LEAST:
            return Interval(low=value)
        case None:
            return Interval(low=value, high=value)


def flag_against(value: Number, comparator: Comparator | None, interval: Interval | None) -> str:
    """Return `low` or `high` against a range, or an empty string.

    A limit (`< 20`) is flagged only where it settles the matter.
    """
    if interval is None:
        return ""
    span = span_of(value, comparator)
    if span.is_below(interval):
        return "low"
    return "high" if interval.is_below(span) else ""


class Ranged(Protocol):
    """What a lab result tells of its range and its value."""

    @property
    def value(self) -> Decimal:
        """The number as typed."""

    @property
    def comparator(self) -> Comparator | None:
        """How the value is limited."""

    @property
    def unit(self) -> str:
        """The unit as typed."""

    @property
    def range_text(self) -> str:
        """The range as printed, where its two ends do not say it."""

    @property
    def range_low(self) -> Decimal | None:
        """The lower end."""

    @property
    def range_high(self) -> Decimal | None:
        """The upper end."""


def interval_of(result: Ranged) -> Interval | None:
    """Return the laboratory's own range of a result, None where it gave none that compares.

    The printed text goes first, since it tells open ends; a text that is no range leaves the ends.
    """
    try:
        printed = read_interval(result.range_text, "range_text", unit=result.unit)
    except InvalidValueError:
        printed = None
    if printed is not None or (result.range_low is None and result.range_high is None):
        return printed
    return Interval(low=result.range_low, high=result.range_high)


def flag_of(result: Ranged) -> str:
    """Return `low` or `high` against the laboratory's own range, or an empty string."""
    return flag_against(result.value, result.comparator, interval_of(result))


_DIGITS = r"(?:\d[\d.,' \u00a0\u202f]*\d|\d|[.,]\d+)"
_UNIT = r"(?P<unit>[^\d\s].*|)"
_TWO_ENDED = re.compile(
    rf"(?P<low>{_DIGITS})\s*(?:-|\u2212|\u2013|\u2014|\.\.+|\u2026|to|until|bis|a|à)\s*"
    rf"(?P<high>{_DIGITS})\s*{_UNIT}",
    re.IGNORECASE,
)
# As laboratories write them in English, German, French and Spanish; in small letters throughout.
_OPEN_TOP = {
    *("<", "below", "under", "less than", "unter", "kleiner", "kleiner als", "weniger als"),
    *("inférieur à", "moins de", "inferior a", "menor de", "menor que", "menos de"),
}
_CLOSED_TOP = {
    *("<=", "=<", "\u2264", "up to", "at most", "max", "max.", "maximum", "until"),
    *("bis", "höchstens", "jusqu'à", "hasta"),
}
_OPEN_BOTTOM = {
    *(">", "above", "over", "more than", "greater than", "über", "grösser", "grösser als"),
    *("mehr als", "supérieur à", "plus de", "superior a", "mayor de", "mayor que", "más de"),
}
_CLOSED_BOTTOM = {
    *(">=", "=>", "\u2265", "from", "at least", "min", "min.", "minimum"),
    *("ab", "mindestens", "au moins", "al menos"),
}
_SIGNS = sorted(_OPEN_TOP | _CLOSED_TOP | _OPEN_BOTTOM | _CLOSED_BOTTOM, key=len, reverse=True)
_ONE_ENDED = re.compile(
    rf"(?P<sign>{'|'.join(map(re.escape, _SIGNS))})\s*(?P<end>{_DIGITS})\s*{_UNIT}"
)
# What stands before a range and says no more than that it is one.
_LABEL = re.compile(
    r"(?:ref(?:erence|erenz)?|norm(?:al)?)\.?-?\s?(?:range|interval|values?|bereich|werte?)?\s*[.:]?"
    r"\s*(?=[\d<>\u2264\u2265])"
)
_TAILED = re.compile(
    rf"(?P<end>{_DIGITS})\s*(?P<sign>(?:or|and)\s+"
    r"(?:more|above|over|higher|less|below|under|lower))",
    re.IGNORECASE,
)
_TAIL_TOP = {"less", "below", "under", "lower"}


def read_interval(text: str, field: str, *, unit: str = "") -> Interval | None:
    """Return a range as printed: "30 - 100", "0.70 to 1.00", "<0.41", "> 30", "up to 190".

    A unit behind it must mean the same as `unit`. Plain words, such as "negative", are None. Raises
    `InvalidValueError` where the ends are the wrong way round (`ends_before_start`), a number can
    be read in two ways, or the range has another unit than the value (`unit_of_other_kind`).
    """
    plain = " ".join(text.split()).strip("()[] ").casefold()
    if label := _LABEL.match(plain):
        plain = plain[label.end() :]
    if tailed := _TAILED.fullmatch(plain):
        end = _number(tailed["end"], field)
        is_top = tailed["sign"].split()[1] in _TAIL_TOP
        return Interval(high=end) if is_top else Interval(low=end)
    if one := _ONE_ENDED.fullmatch(plain):
        if not _is_in(one["unit"], unit, field):
            return None
        return _one_ended(one["sign"], _number(one["end"], field))
    two = _TWO_ENDED.fullmatch(plain)
    if two is None or not _is_in(two["unit"], unit, field):
        return None
    low, high = _number(two["low"], field), _number(two["high"], field)
    if high < low:
        raise InvalidValueError(
            field=field, problem="ends_before_start", value=text.strip(), allowed=f"{high} to {low}"
        )
    return Interval(low=low, high=high)


def _number(text: str, field: str) -> Decimal:
    return read_number(text, field, expected=Expected.MEASURED)


def _one_ended(sign: str, end: Decimal) -> Interval:
    if sign in _OPEN_TOP:
        return Interval(high=end, high_open=True)
    if sign in _CLOSED_TOP:
        return Interval(high=end)
    return Interval(low=end, low_open=sign in _OPEN_BOTTOM)


def _is_in(written: str, unit: str, field: str) -> bool:
    """Tell whether what stands behind a range is nothing or the unit of the value."""
    if not written:
        return True
    found = read_unit(written)
    if not found.is_known:
        return written.casefold() == unit.casefold()
    if unit and not found.is_same_as(read_unit(unit)):
        raise InvalidValueError(
            field=field, problem="unit_of_other_kind", value=written, allowed=unit
        )
    return True
