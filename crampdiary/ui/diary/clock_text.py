"""A time of night as people type it, and which moment it means. Knows no Qt."""

import re
from datetime import date, datetime, time

from crampdiary.domain.errors import InvalidValueError
from crampdiary.domain.nights import ONE_DAY

_CLOCK = re.compile(r"(\d{1,2})(?:\s*[:.h ]\s*(\d{2})|(\d{2}))?\s*(?:h|uhr)?", re.IGNORECASE)
_NO_HOUR = 99


def read_clock(text: str) -> time | None:
    """Return the time in "02:31", "2.31", "231" or "2"; None for nothing.

    Raises `InvalidValueError` where it is not a time.
    """
    if not text.strip():
        return None
    match = _CLOCK.fullmatch(text.strip())
    hour, minute = (int(match[1]), int(match[2] or match[3] or 0)) if match else (_NO_HOUR, 0)
    try:
        return time(hour, minute)
    except ValueError as error:
        raise InvalidValueError(
            field="start", problem="not_a_time", value=text, allowed="a time such as 02:31"
        ) from error


def moment_in_night(night: date, at: time, boundary_hour: int) -> datetime:
    """Return the clock reading that a time of day means in a night: evening or next morning."""
    return datetime.combine(night if at.hour >= boundary_hour else night + ONE_DAY, at)
