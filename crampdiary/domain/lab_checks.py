"""Whether a lab value can be what was typed: impossible ones are refused, unlikely asked about.

Bounds are those of the catalogue, wide on purpose: they catch a wrong unit or a slip of the comma.
"""

from dataclasses import dataclass
from fractions import Fraction

from crampdiary.domain.catalogues.lab_tests import LabTest, LabTests
from crampdiary.domain.errors import InvalidValueError
from crampdiary.domain.intervals import Interval, Number
from crampdiary.domain.lab_values import shown_number
from crampdiary.domain.records import LabResult
from crampdiary.domain.units import Unit, read_unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A question about an unlikely value, and the unit that would make it likely.

    `unit` is as the app writes it, None where no other unit of the test would do.
    """

    sentence: str
    unit: str | None = None


def check_result(result: LabResult, tests: LabTests) -> None:
    """Check that a result of a known test has a unit of the test and a possible value.

    Raises `InvalidValueError` for the unit (`empty`, `unit_of_other_kind`) or the
    value (`out_of_range`), saying what would do. Tests that are not known pass. A limit is held
    against the upper bound only, since a laboratory's "< 0.01" tells its method, not the blood.
    """
    test = tests.find(result.test)
    if test is None or not test.usual_units:
        return
    unit = read_unit(result.unit)
    if not test.can_be_in(unit):
        raise test.refuse_unit(result.unit)
    value = test.to_conventional(result.value, unit)
    span = Interval(low=None if result.comparator else value, high=value)
    bounds = Interval(low=None if result.comparator else test.hard.low, high=test.hard.high)
    if not span.is_within(bounds):
        other = _likely_unit(result, test)
        raise InvalidValueError(
            field="value",
            problem="out_of_range",
            value=f"{result.value:f} {result.unit}",
            allowed=_bounds_words(test, unit) + (f", or the unit {other}" if other else ""),
        )


def doubt_about(result: LabResult, tests: LabTests) -> Doubt | None:
    """Return a question about an unlikely value, or None; asked once before it is kept.

    Limits ("< 20") are never asked about.
    """
    test, unit = tests.find(result.test), read_unit(result.unit)
    if test is None or result.comparator is not None or not test.can_be_in(unit):
        return None
    value = test.to_conventional(result.value, unit)
    span = Interval(low=value, high=value)
    if span.is_within(test.soft):
        return None
    how = "low" if span.is_below(test.soft) else "high"
    other = _likely_unit(result, test)
    question = f"did you mean {other}?" if other else "is it as the laboratory printed it?"
    return Doubt(
        sentence=f"{result.value:f} {unit.symbol} {test.in_sentence} is very {how}; {question}",
        unit=other,
    )


def _likely_unit(result: LabResult, test: LabTest) -> str | None:
    """Return the unit in which the number would be usual, or else likely; None for none."""
    for bounds in (test.typical, test.soft):
        # With one end alone, far too much or far too little would pass for likely.
        if bounds is None or bounds.low is None or bounds.high is None:
            continue
        for symbol in test.usual_units:
            unit = read_unit(symbol)
            if unit.is_same_as(read_unit(result.unit)) or not test.can_be_in(unit):
                continue
            value = test.to_conventional(result.value, unit)
            span = Interval(low=value, high=value)
            if span.is_within(bounds) and span.is_within(test.soft):
                return symbol
    return None


def _bounds_words(test: LabTest, unit: Unit) -> str:
    """Return the hard bounds in the unit that was typed, such as "0.3 to 10 mg/dL"."""
    low, high = (_bound_words(bound, test, unit) for bound in (test.hard.low, test.hard.high))
    if low and high:
        return f"{low} to {high} {unit.symbol}"
    return f"up to {high} {unit.symbol}" if high else f"{low} {unit.symbol} or more"


def _bound_words(bound: Number | None, test: LabTest, unit: Unit) -> str:
    """Return one bound with about three digits; nothing where there is none above zero."""
    value = Fraction(0) if bound is None else test.from_conventional(bound, unit)
    if value <= 0:
        return ""
    number = f"{shown_number(value, value / 200):,f}"
    return number.rstrip("0").rstrip(".") if "." in number else number
