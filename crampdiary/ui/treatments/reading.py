"""Reading a dose as it is typed, with the questions a dose field has to ask back."""

import re
from decimal import Decimal

from crampdiary.domain.errors import InvalidValueError
from crampdiary.domain.notation import read_every_days, read_quantity

EXAMPLE = "an amount and its unit, such as 2,000 IU"
# Three digits after one point: fifty thousand to a German hand, fifty to a British one.
_TWO_WAYS = re.compile(r"(\d{1,3})\.(\d{3})(?!\d)")


def read_dose(text: str) -> tuple[Decimal | None, str]:
    """Return amount and unit of a dose such as "50,000 IU"; nothing typed is an unknown amount.

    Raises `InvalidValueError` for `dose`: letters, no unit, or a number with two readings.
    """
    if not text.strip():
        return None, ""
    doubt = _TWO_WAYS.match(text.strip())
    if doubt is not None and doubt[1] != "0":
        short = f"{doubt[1]}.{doubt[2]}".rstrip("0").rstrip(".")
        raise InvalidValueError(
            field="dose",
            problem="can_be_read_in_two_ways",
            value=text.strip(),
            allowed=f"{doubt[1]},{doubt[2]} or {short}",
        )
    try:
        comparator, amount, unit = read_quantity(text, "dose")
    except InvalidValueError as error:
        raise InvalidValueError(
            field="dose", problem=error.problem, value=text.strip(), allowed=EXAMPLE
        ) from error
    if comparator is not None or not unit:
        problem = "not_a_number" if comparator else "needs_a_unit"
        raise InvalidValueError(field="dose", problem=problem, value=text.strip(), allowed=EXAMPLE)
    return amount, unit


def read_every(text: str) -> int | None:
    """Return the days between doses from a number such as "3"; raise `InvalidValueError` else."""
    try:
        return read_every_days(f"{text.strip()} days")
    except InvalidValueError as error:
        raise InvalidValueError(
            field="every",
            problem="not_a_number",
            value=text.strip(),
            allowed="a whole number of days such as 3",
        ) from error
