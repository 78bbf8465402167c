"""A day as people type it in one go: "16 Mar 2026", "16.3.2026", "16.3.26", "2026-03-16"."""

import re
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY_FIRST = re.compile(
    r"(?P<day>\d{1,2})(?:\.?\s+(?P<name>[a-z]{3})[a-z]*\.?,?\s+|\s*[./-]\s*(?P<month>\d{1,2})(?:\s*[./-]\s*|$))"
    r"(?P<year>\d{4}|\d{2}|)",
    re.IGNORECASE,
)
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
_LAST_MONTH = 12
_SHORT_YEARS = 100
# A year of two digits lies no further ahead than this; else it is of the century before.
_AHEAD_YEARS = 20


def typed_day(text: str, *, year: int) -> date | None:
    """Return the day that was typed, day before month; None where it is none (yet).

    `year` is taken where none is typed. Only what cannot be meant otherwise ("3/16/2026") is read
    with the month first.
    """
    found = _YEAR_FIRST.fullmatch(text.strip()) or _DAY_FIRST.fullmatch(text.strip())
    if found is None:
        return None
    parts = found.groupdict()
    day, month = int(parts["day"]), _month(parts)
    if parts.get("name") is None and month > _LAST_MONTH >= day:
        day, month = month, day
    try:
        return date(_year(parts["year"], year), month, day)
    except ValueError:
        return None


def _month(parts: dict[str, str | None]) -> int:
    """Return the number of a month, 0 where its name is none."""
    name = (parts.get("name") or "").lower()
    if name:
        return _MONTHS.index(name) + 1 if name in _MONTHS else 0
    return int(parts["month"] or 0)


def _year(typed: str | None, shown: int) -> int:
    if not typed:
        return shown
    year = int(typed)
    if year >= _SHORT_YEARS:
        return year
    near = shown - shown % _SHORT_YEARS + year
    return near if near <= shown + _AHEAD_YEARS else near - _SHORT_YEARS
