"""Reading a dose as it is typed, with the questions a dose field has to ask back."""

from dataclasses import replace

from crampdiary.domain.dose_text import HOW_MUCH, Amount, read_amount
from crampdiary.domain.errors import InvalidValueError
from crampdiary.domain.notation import read_quantity

_DOSE = "dose"
_UNKNOWN = "unknown_unit"
_NO_NUMBER = frozenset({"not_a_number", "is_below_zero"})


def read_dose(text: str) -> Amount | None:
    """Return what is taken each time, of "50,000 IU", "half a tablet", "2 x 150 mg"; None of "".

    A unit that nobody knows ("2 scoops") is kept as it was typed. Raises `InvalidValueError` for
    `dose`: letters, below zero, no unit, two readings of a number, or more than an amount.
    """
    if not text.strip():
        return None
    try:
        found = read_amount(text.strip(), _DOSE)
    except InvalidValueError as error:
        if error.problem in _NO_NUMBER:
            raise _refusal(error.problem, text) from error
        if error.problem != _UNKNOWN:
            raise
        return _with_own_unit(text)
    if found is None:
        raise _refusal("not_a_number", text)
    return replace(found, dose=found.dose * found.count, count=1)


def read_count(text: str, field: str, *, allowed: str) -> int:
    """Return a whole number such as "3"; raise `InvalidValueError` for the field else."""
    typed = text.strip()
    if not typed.isascii() or not typed.isdigit():
        raise InvalidValueError(field=field, problem="not_a_number", value=typed, allowed=allowed)
    return int(typed)


def _with_own_unit(text: str) -> Amount:
    try:
        comparator, number, unit = read_quantity(text, _DOSE)
    except InvalidValueError as error:
        if error.problem in _NO_NUMBER:
            raise _refusal(error.problem, text) from error
        raise
    if comparator is not None:
        raise _refusal("not_a_number", text)
    return Amount(dose=number, unit=unit)


def _refusal(problem: str, text: str) -> InvalidValueError:
    return InvalidValueError(field=_DOSE, problem=problem, value=text.strip(), allowed=HOW_MUCH)
