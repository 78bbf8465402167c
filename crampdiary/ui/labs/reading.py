"""Reading lab values as they are typed; one with two readings is asked about."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal

from crampdiary.domain.choices import Comparator
from crampdiary.domain.errors import InvalidValueError
from crampdiary.domain.notation import Expected, read_quantity

EXAMPLE = "a number such as 14.2, or < 0.41"
TWO_WAYS = "can_be_read_in_two_ways"


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedValue:
    """What stands in the field of a value; `beside` is the unit where one was typed there too."""

    comparator: Comparator | None
    number: Decimal
    beside: str


def read_value(
    text: str, *, is_possible: Callable[[Decimal, str], bool] | None = None
) -> TypedValue:
    """Return what was typed, such as "< 0.41", "14,2" or "4.1 mmol/L".

    `is_possible` gets a number with the unit beside it, and decides between two readings. Raises
    `InvalidValueError` for the field `value`.
    """
    typed = text.strip()
    if not typed:
        raise InvalidValueError(field="value", problem="empty", allowed=EXAMPLE)
    try:
        comparator, number, beside = read_quantity(
            typed, "value", expected=Expected.MEASURED, is_possible=is_possible
        )
    except InvalidValueError as error:
        allowed = error.allowed if error.problem == TWO_WAYS else EXAMPLE
        raise InvalidValueError(
            field="value", problem=error.problem, value=typed[:40], allowed=allowed
        ) from error
    return TypedValue(comparator=comparator, number=number, beside=beside)


def two_readings(text: str) -> tuple[Decimal, ...]:
    """Return the numbers that a value may mean: "1.250" is 1250 or 1.250."""
    found: list[Decimal] = []

    def collect(number: Decimal, _unit: str) -> bool:
        found.append(number)
        return True

    with suppress(InvalidValueError):
        read_value(text, is_possible=collect)
    return tuple(found)


def is_same_number(one: Decimal, other: Decimal | None) -> bool:
    """Tell whether two numbers are the same with the same digits."""
    return other is not None and one.as_tuple() == other.as_tuple()


def plainly(number: Decimal) -> str:
    """Return a number so that its decimals cannot be taken for thousands: "1,250", "1.25"."""
    written = f"{number:,f}"
    return written.rstrip("0").rstrip(".") if "." in written else written
