"""Reading what people type: numbers and amounts, durations, days.

Errors name the field and what would do.
"""

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from enum import Enum, auto

from crampdiary.domain.checks import EARLIEST, LATEST
from crampdiary.domain.choices import Comparator
from crampdiary.domain.errors import InvalidValueError

_MARKS = "' \u00a0\u202f"
_QUANTITY = re.compile(
    rf"\s*(?P<comparator>[<>]=?|[≤≥]?)\s*(?P<number>(?:[-\u2212\u2013]\s*)?[\d.,{_MARKS}]*\d)\s*"
    # "1e9 g" is no amount of "e9 g", "2.5e+2" none of ".5e+2", and "1-2 tablets" none of "-2".
    r"(?P<unit>(?![.,']|[eE][+-]?\d|[-\u2212\u2013]\s*\d)\D.*)?\s*"
)
_DURATION_PART = re.compile(
    r"(\d+(?:\.\d+)?)\s*(h|hours?|min|minutes?|m|sec|seconds?|s)?\s*", re.IGNORECASE
)
_DECIMALS = re.compile(r"\d+(?:[.,]\d+)?|[.,]\d+")
_THOUSANDS = re.compile(
    rf"(?P<whole>[1-9]\d{{0,2}}(?P<mark>[.,{_MARKS}])\d{{3}}(?:(?P=mark)\d{{3}})*)"
    r"(?:(?!(?P=mark))[.,](?P<rest>\d+))?"
)
_BELOW_ZERO = re.compile(r"[-\u2212\u2013]\s*[.,]?\d.*")
_COMPARATORS = {"≤": Comparator.AT_MOST, "≥": Comparator.AT_LEAST}
_THREE_DECIMALS = 3
_TOO_LONG_S = 10**9
_TOO_MUCH_ML = 10**6
_SIP_ML, _BARREL_ML = 10, 20_000
_FLUID_ML = {"": 1, "ml": 1, "cl": 10, "dl": 100, "l": 1000}


class Expected(Enum):
    """What a number is about, which decides how a single comma before three digits is read.

    An `AMOUNT`, such as a dose, is written 50,000 for fifty thousand. A `MEASURED` value may have
    either: 2,125 is two thousand to one hand and about two to another.
    """

    AMOUNT = auto()
    MEASURED = auto()


def readings(text: str) -> tuple[Decimal, ...]:
    """Return all that a number may mean, in its own digits: with thousands marks, and without.

    "14,2" and "14.2" mean one thing, as do "0.500", "1,234,567", "1.234,5" and "50 000"; "1.250"
    may be 1250 or 1.250. Nothing comes back for what is no number.
    """
    compact = text.strip()
    found = []
    if grouped := _THOUSANDS.fullmatch(compact):
        whole = grouped["whole"].replace(grouped["mark"], "")
        found.append(Decimal(f"{whole}.{grouped['rest']}" if grouped["rest"] else whole))
    if _DECIMALS.fullmatch(compact):
        found.append(Decimal(compact.replace(",", ".")))
    return tuple(found)


def read_number(
    text: str,
    field: str,
    *,
    expected: Expected = Expected.AMOUNT,
    is_possible: Callable[[Decimal], bool] | None = None,
) -> Decimal:
    """Return a number, keeping its digits; a decimal comma and thousands marks are understood.

    Where a number can be read in two ways (see `readings`) the one that `is_possible` is meant.
    Where both are, "50,000" as an amount is fifty thousand, and anything else is asked about:
    `InvalidValueError` with `can_be_read_in_two_ways`, and both ways written so that they are
    clear. Raises it with `not_a_number` or `is_below_zero` too.
    """
    found = readings(text)
    if not found:
        below = _BELOW_ZERO.fullmatch(text.strip())
        raise InvalidValueError(
            field=field,
            problem="is_below_zero" if below else "not_a_number",
            value=text,
            allowed="a number such as 14.2",
        )
    if is_possible is not None:
        found = tuple(number for number in found if is_possible(number)) or found
    if len(found) == 1 or (expected is Expected.AMOUNT and "," in text):
        return found[0]
    large, small = found
    raise InvalidValueError(
        field=field,
        problem="can_be_read_in_two_ways",
        value=text.strip(),
        allowed=f"{large:,f} or {_clear(small)}"
        if expected is Expected.AMOUNT
        else f"{large:f} or {_clear(small)}",
    )


def _clear(number: Decimal) -> str:
    """Return a number with three decimals so that nobody takes its point for a thousands mark."""
    written = f"{number:f}".rstrip("0").rstrip(".")
    decimals = len(written.partition(".")[2])
    return f"{written}0" if decimals == _THREE_DECIMALS else written


def read_quantity(
    text: str,
    field: str,
    *,
    expected: Expected = Expected.AMOUNT,
    is_possible: Callable[[Decimal, str], bool] | None = None,
) -> tuple[Comparator | None, Decimal, str]:
    """Return comparator, number and unit of a text such as "< 0.41 mmol/L" or "50000 IU".

    `is_possible` gets a number with the unit; see `read_number` for it and for the errors.
    """
    match = _QUANTITY.fullmatch(text)
    if match is None:
        raise InvalidValueError(
            field=field,
            problem="not_a_number",
            value=text,
            allowed="a number and its unit, such as 14.2 ng/mL",
        )
    written, unit = match["comparator"], (match["unit"] or "").strip()
    comparator = (_COMPARATORS.get(written) or Comparator(written)) if written else None
    number = read_number(
        match["number"],
        field,
        expected=expected,
        is_possible=None if is_possible is None else lambda it: is_possible(it, unit),
    )
    return comparator, number, unit


def read_duration_s(text: str, field: str = "duration") -> int:
    """Return the seconds of "4m10s", "4 min 10 s", "1h5m", "90s", or "3" (minutes)."""
    total, rest = 0.0, text.strip()
    units = {"h": 3600, "m": 60, "s": 1}
    if not rest:
        raise InvalidValueError(field=field, problem="unreadable", value=text, allowed="4m10s")
    while rest:
        match = _DURATION_PART.match(rest)
        if match is None:
            raise InvalidValueError(
                field=field, problem="unreadable", value=text, allowed="4m10s, 90s or 1h5m"
            )
        total += float(match[1]) * units[(match[2] or "m")[0].lower()]
        rest = rest[match.end() :]
    if total > _TOO_LONG_S:
        raise InvalidValueError(
            field=field, problem="out_of_range", value=text, allowed="up to 24 hours"
        )
    return round(total)


def read_fluids_ml(text: str, glass_ml: int) -> int:
    """Return millilitres of "1250ml", "1.25 l", "5 glasses"; a bare number is millilitres."""
    factors = _FLUID_ML | {"glass": glass_ml, "glasses": glass_ml}

    def is_a_drink(number: Decimal, unit: str) -> bool:
        amount = number * factors.get(unit.lower(), 1)
        return not number or _SIP_ML <= amount <= _BARREL_ML

    _, number, unit = read_quantity(text, "fluids", is_possible=is_a_drink)
    factor = factors.get(unit.lower())
    if factor is None:
        raise InvalidValueError(
            field="fluids", problem="unknown_unit", value=unit, allowed="ml, l or glasses"
        )
    amount = number * factor
    if amount > _TOO_MUCH_ML:
        raise InvalidValueError(
            field="fluids", problem="out_of_range", value=text, allowed="up to 20 l"
        )
    return round(amount)


def read_day(text: str, field: str) -> date:
    """Return the date of a text such as 2026-11-22."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise InvalidValueError(
            field=field, problem="not_a_date", value=text, allowed="2026-11-22"
        ) from error


def read_local_time(text: str, field: str) -> datetime:
    """Return the naive clock reading of a text such as 2026-11-22T02:31."""
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError as error:
        raise InvalidValueError(
            field=field, problem="not_a_time", value=text, allowed="2026-11-22T02:31"
        ) from error
    if moment.tzinfo is not None:
        raise InvalidValueError(
            field=field,
            problem="zone_in_time",
            value=text,
            allowed="a local time, with the zone given apart",
        )
    if not EARLIEST <= moment.date() <= LATEST:
        raise InvalidValueError(
            field=field, problem="out_of_range", value=text, allowed=f"{EARLIEST} to {LATEST}"
        )
    return moment
