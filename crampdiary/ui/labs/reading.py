"""Reading lab values as they are typed, with the questions a value field has to ask back."""

import re
from decimal import Decimal

from crampdiary.domain.choices import Comparator
from crampdiary.domain.errors import InvalidValueError
from crampdiary.domain.notation import read_number, read_quantity

EXAMPLE = "a number such as 14.2, or < 0.41"
# Three digits after one comma: 2,125 is two thousand to one reader, about two to another.
_TWO_WAYS = re.compile(r"([<>]?\s*)(\d{1,3}),(\d{3})(?!\d)")


def _without_doubt(text: str, field: str) -> str:
    """Return the text with its decimal comma as a point; raise where a comma is in doubt."""
    doubt = _TWO_WAYS.match(text)
    if doubt is None:
        return text
    sign, whole, rest = doubt.groups()
    if whole == "0":
        return f"{sign}0.{rest}{text[doubt.end() :]}"
    raise InvalidValueError(
        field=field,
        problem="can_be_read_in_two_ways",
        value=text,
        allowed=f"{sign}{whole}.{rest} or {sign}{whole}{rest}",
    )


def read_value(text: str) -> tuple[Comparator | None, Decimal, str]:
    """Return comparator, number and (where one was typed too) unit of a value such as "< 0.41".

    Raises `InvalidValueError` for `value`.
    """
    typed = text.strip()
    if not typed:
        raise InvalidValueError(field="value", problem="empty", allowed=EXAMPLE)
    certain = _without_doubt(typed, "value")
    try:
        return read_quantity(certain, "value")
    except InvalidValueError as error:
        raise InvalidValueError(
            field="value", problem=error.problem, value=typed[:40], allowed=EXAMPLE
        ) from error


def read_limit(text: str, field: str) -> Decimal | None:
    """Return one end of the laboratory's range, or None where nothing was typed."""
    typed = text.strip()
    return read_number(_without_doubt(typed, field), field) if typed else None
