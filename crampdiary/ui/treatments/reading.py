"""Reading a dose as it is typed, with the questions a dose field has to ask back."""

from decimal import Decimal

from crampdiary.domain.errors import InvalidValueError
from crampdiary.domain.notation import read_quantity
from crampdiary.domain.rhythm_text import read_rhythm

EXAMPLE = "an amount and its unit, such as 2,000 IU"
TWO_WAYS = "can_be_read_in_two_ways"


def read_dose(text: str) -> tuple[Decimal | None, str]:
    """Return amount and unit of a dose such as "50,000 IU"; nothing typed is an unknown amount.

    Raises `InvalidValueError` for `dose`: letters, no unit, or a number with two readings.
    """
    if not text.strip():
        return None, ""
    try:
        comparator, amount, unit = read_quantity(text, "dose")
    except InvalidValueError as error:
        allowed = error.allowed if error.problem == TWO_WAYS else EXAMPLE
        raise InvalidValueError(
            field="dose", problem=error.problem, value=text.strip(), allowed=allowed
        ) from error
    if comparator is not None or not unit:
        problem = "not_a_number" if comparator else "needs_a_unit"
        raise InvalidValueError(field="dose", problem=problem, value=text.strip(), allowed=EXAMPLE)
    return amount, unit


def read_every(text: str) -> int | None:
    """Return the days between doses from a number such as "3"; raise `InvalidValueError` else."""
    try:
        return read_rhythm(f"{text.strip()} days").every_days
    except InvalidValueError as error:
        raise InvalidValueError(
            field="every",
            problem="not_a_number",
            value=text.strip(),
            allowed="a whole number of days such as 3",
        ) from error
