"""Reading lab values as they are typed; one with two readings is asked about."""

from decimal import Decimal

from crampdiary.domain.choices import Comparator
from crampdiary.domain.errors import InvalidValueError
from crampdiary.domain.notation import Expected, read_number, read_quantity

EXAMPLE = "a number such as 14.2, or < 0.41"
TWO_WAYS = "can_be_read_in_two_ways"


def read_value(
    text: str, *, stored: Decimal | None = None
) -> tuple[Comparator | None, Decimal, str]:
    """Return comparator, number and (where one was typed too) unit of a value such as "< 0.41".

    What is `stored` already is not asked about again. Raises `InvalidValueError` for `value`.
    """
    typed = text.strip()
    if not typed:
        raise InvalidValueError(field="value", problem="empty", allowed=EXAMPLE)
    try:
        return read_quantity(
            typed,
            "value",
            expected=Expected.MEASURED,
            is_possible=lambda number, _unit: _is(number, stored),
        )
    except InvalidValueError as error:
        allowed = error.allowed if error.problem == TWO_WAYS else EXAMPLE
        raise InvalidValueError(
            field="value", problem=error.problem, value=typed[:40], allowed=allowed
        ) from error


def read_limit(text: str, field: str, *, stored: Decimal | None = None) -> Decimal | None:
    """Return one end of the laboratory's range, or None where nothing was typed."""
    typed = text.strip()
    if not typed:
        return None
    return read_number(
        typed,
        field,
        expected=Expected.MEASURED,
        is_possible=lambda number: _is(number, stored),
    )


def _is(number: Decimal, stored: Decimal | None) -> bool:
    """Tell whether a number is the stored one, with the same digits."""
    return stored is not None and number.as_tuple() == stored.as_tuple()
