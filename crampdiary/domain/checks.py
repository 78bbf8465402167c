"""What every field of a record is checked for; a record is valid from construction on.

Each check raises `InvalidValueError` with the field's name, the problem and what would do.
"""

from datetime import date
from decimal import Decimal

from crampdiary.domain.errors import InvalidValueError

MAX_TEXT = 10_000
MAX_NAME = 200
# Written out in full, "1E-999999" would fill a disk; no dose and no lab value needs more.
MAX_DIGITS = 40
EARLIEST = date(1900, 1, 1)
LATEST = date(2200, 1, 1)


def check_range(name: str, value: float | Decimal | None, low: float, high: float) -> None:
    """Check that a number, where there is one, lies within bounds and has no endless digits."""
    if value is None:
        return
    if isinstance(value, Decimal) and not value.is_finite():
        raise InvalidValueError(field=name, problem="not_a_number", value=value)
    if isinstance(value, Decimal) and _written_digits(value) > MAX_DIGITS:
        raise InvalidValueError(field=name, problem="too_long", allowed=f"{MAX_DIGITS} digits")
    if not low <= value <= high:
        raise InvalidValueError(
            field=name, problem="out_of_range", value=value, allowed=f"{low:,g} to {high:,.0f}"
        )


def _written_digits(value: Decimal) -> int:
    """Return how many digits a number has that is written out in full."""
    _, digits, exponent = value.as_tuple()
    return len(digits) + (abs(exponent) if isinstance(exponent, int) else 0)


def check_text(name: str, value: str, *, limit: int = MAX_TEXT, required: bool = False) -> None:
    """Check that a text is not too long, can be stored, and is there where it is required."""
    if required and not value.strip():
        raise InvalidValueError(field=name, problem="empty", value=value)
    if len(value) > limit:
        raise InvalidValueError(
            field=name, problem="too_long", value=len(value), allowed=f"up to {limit} characters"
        )
    if "\x00" in value or any("\ud800" <= letter <= "\udfff" for letter in value):
        raise InvalidValueError(field=name, problem="unreadable_text", value=ascii(value[:40]))


def check_day(name: str, value: date | None) -> None:
    """Check that a day, where there is one, lies within the years a diary can know."""
    if value is not None and not EARLIEST <= value <= LATEST:
        raise InvalidValueError(
            field=name, problem="out_of_range", value=value, allowed=f"{EARLIEST} to {LATEST}"
        )


def check_span(first: date | None, last: date | None) -> None:
    """Check that a last day, where there is one, does not come before the first."""
    if first is not None and last is not None and last < first:
        raise InvalidValueError(
            field="to", problem="ends_before_start", value=last, allowed=f"{first} or later"
        )
