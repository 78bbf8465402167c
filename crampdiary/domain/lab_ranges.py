"""A laboratory's own range where its value is shown in another unit: moved along, exactly."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from crampdiary.domain.intervals import Interval, Number, interval_of
from crampdiary.domain.lab_values import Converted, shown_number
from crampdiary.domain.records import LabResult
from crampdiary.domain.units import read_unit


def range_in(result: LabResult, shown: Converted) -> Interval | None:
    """Return the range of a result in the unit that its value was converted to.

    None where the laboratory gave none that compares.
    """
    own = interval_of(result)
    if own is None:
        return None
    low, high = (None if end is None else _moved(end, result, shown) for end in (own.low, own.high))
    return replace(own, low=low, high=high)


def range_words_in(result: LabResult, shown: Converted) -> str:
    """Return that range in words, with the digits that the printed one has to give.

    1.7 to 2.4 mg/dL of magnesium are 0.70 to 0.99 mmol/L; nothing where there is none.
    """
    own = interval_of(result)
    if own is None:
        return ""
    low, high = (
        "" if end is None else _end_words(end, result, shown) for end in (own.low, own.high)
    )
    if not low:
        return f"{'<' if own.high_open else 'up to'} {high}"
    if not high:
        return f"> {low}" if own.low_open else f"{low} or more"
    return f"{low} to {high}"


def _moved(number: Number, result: LabResult, shown: Converted) -> Fraction:
    known = shown.test.to_conventional(number, read_unit(result.unit))
    return shown.test.from_conventional(known, shown.unit)


def _end_words(end: Number, result: LabResult, shown: Converted) -> str:
    exponent = end.as_tuple().exponent if isinstance(end, Decimal) else 0
    last_digit = Fraction(10) ** (exponent if isinstance(exponent, int) else 0)
    moved = _moved(end, result, shown)
    step = _moved(Fraction(end) + last_digit, result, shown) - moved
    return f"{shown_number(moved, step):f}"
