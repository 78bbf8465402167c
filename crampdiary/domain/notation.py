"""Reading what people type: amounts, durations, rhythms, days.

Errors name the field and what would do.
"""

import re
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from crampdiary.domain.checks import EARLIEST, LATEST
from crampdiary.domain.choices import Comparator
from crampdiary.domain.errors import InvalidValueError

_NUMBER = re.compile(r"\d+(?:\.\d+)?|\.\d+")
_QUANTITY = re.compile(
    r"\s*(?P<comparator>[<>]?)\s*(?P<number>[\d.,' \u00a0\u202f]*\d)\s*"
    # "1e9 g" is no amount of "e9 g", and "2.5e+2" none of ".5e+2".
    r"(?P<unit>(?![.,']|[eE][+-]?\d)\D.*)?\s*"
)
_DURATION_PART = re.compile(
    r"(\d+(?:\.\d+)?)\s*(h|hours?|min|minutes?|m|sec|seconds?|s)?\s*", re.IGNORECASE
)
_EVERY_DAYS = re.compile(r"(?:every\s+)?(\d+)\s*(d|days?|w|weeks?)", re.IGNORECASE)
_RHYTHM_DAYS = {"day": 1, "daily": 1, "night": 1, "week": 7, "weekly": 7, "other day": 2}
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:[,' \u00a0\u202f]\d{3})+")
_TOO_LONG_S = 10**9
_TOO_MUCH_ML = 10**6
_FLUID_ML = {"": 1, "ml": 1, "cl": 10, "dl": 100, "l": 1000}


def read_number(text: str, field: str) -> Decimal:
    """Return a number, keeping its digits; a decimal comma and thousands marks are understood.

    "14.2" and "14,2" are the same; "50,000" (three digits after a comma that follows one to three)
    is fifty thousand, as doses are written. Raises `InvalidValueError` else.
    """
    compact = text.strip()
    if _THOUSANDS.fullmatch(compact):
        compact = re.sub(r"[,' \u00a0\u202f]", "", compact)
    compact = compact.replace(",", ".")
    if not _NUMBER.fullmatch(compact):
        raise InvalidValueError(
            field=field, problem="not_a_number", value=text, allowed="a number such as 14.2"
        )
    try:
        return Decimal(compact)
    except InvalidOperation as error:
        raise InvalidValueError(field=field, problem="not_a_number", value=text) from error


def read_quantity(text: str, field: str) -> tuple[Comparator | None, Decimal, str]:
    """Return comparator, number and unit of a text such as "< 0.41 mmol/L" or "50000 IU"."""
    match = _QUANTITY.fullmatch(text)
    if match is None:
        raise InvalidValueError(
            field=field,
            problem="not_a_number",
            value=text,
            allowed="a number and its unit, such as 14.2 ng/mL",
        )
    comparator = Comparator(match["comparator"]) if match["comparator"] else None
    return comparator, read_number(match["number"], field), (match["unit"] or "").strip()


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


def read_every_days(text: str) -> int | None:
    """Return the rhythm in days of "daily", "week", "3 days"; None for "as needed"."""
    compact = " ".join(text.lower().split()).removeprefix("every ")
    if compact in {"as needed", "as-needed", "needed"}:
        return None
    if compact in _RHYTHM_DAYS:
        return _RHYTHM_DAYS[compact]
    match = _EVERY_DAYS.fullmatch(compact)
    if match is None:
        raise InvalidValueError(
            field="every",
            problem="unreadable",
            value=text,
            allowed="day, week, '3 days' or 'as needed'",
        )
    return int(match[1]) * (7 if match[2][0] == "w" else 1)


def read_fluids_ml(text: str, glass_ml: int) -> int:
    """Return millilitres of "1250ml", "1.25 l", "5 glasses"; a bare number is millilitres."""
    _, number, unit = read_quantity(text, "fluids")
    factor = glass_ml if unit.lower() in {"glass", "glasses"} else _FLUID_ML.get(unit.lower())
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
