"""One lab result in the unit of its series: what is drawn of it, and what stands beside it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from crampdiary.charts.labels import value_label
from crampdiary.domain.catalogues.lab_tests import LabTest, LabTests
from crampdiary.domain.intervals import Interval, flag_of, interval_of
from crampdiary.domain.lab_values import Converted, converted, shown_number
from crampdiary.domain.phrases import range_words
from crampdiary.domain.records import LabResult
from crampdiary.domain.units import Unit, read_unit, same_unit

Limits = tuple[float | None, float | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class LabPoint:
    """One value in the unit of its series; `limits` and `range_words` are the lab's own range.

    `unit` is the laboratory's own where the value was converted from it, else empty. `has_range`
    is also true of a range in words, which cannot be drawn.
    """

    taken_on: date
    value: float
    label: str
    flag: str
    is_limit: bool
    limits: Limits
    range_words: str
    has_range: bool
    unit: str = ""


def fits(result: LabResult, unit: Unit, tests: LabTests) -> bool:
    """Tell whether a result can be told in a unit."""
    own = read_unit(result.unit)
    if own.is_same_as(unit):
        return True
    test = tests.find(result.test)
    return test is not None and test.can_be_in(own) and test.can_be_in(unit)


def point(result: LabResult, unit: Unit, tests: LabTests) -> LabPoint:
    """Return a result that `fits` a unit, as it is drawn in it."""
    own = interval_of(result)
    told = None if same_unit(result.unit, unit.symbol) else converted(result, unit.symbol, tests)
    range_text = result.range_text.strip() or range_words(result)
    if told is not None and own is not None:
        range_text = ""
        own = _interval_in(own, read_unit(result.unit), told)
    return LabPoint(
        taken_on=result.taken_on,
        value=float(result.value if told is None else told.value),
        label=value_label(result) if told is None else _converted_label(told),
        flag=flag_of(result),
        is_limit=result.comparator is not None,
        limits=_limits(own, is_exact=told is None),
        range_words=range_text or _interval_words(own, told),
        has_range=bool(range_text) or own is not None,
        unit="" if told is None else result.unit,
    )


def in_unit(number: Decimal, test: LabTest, unit: Unit) -> float:
    """Return a number in the conventional unit of a test as one in another unit, for a scale."""
    if unit.is_same_as(test.unit):
        return float(number)
    return _rounded(test.from_conventional(number, unit))


def _rounded(number: Decimal | Fraction) -> float:
    """Return a converted number with the four figures that a scale has room for."""
    return float(f"{float(number):.4g}")


def _limits(own: Interval | None, *, is_exact: bool) -> Limits:
    if own is None:
        return None, None
    as_drawn = float if is_exact else _rounded
    low, high = (None if end is None else as_drawn(end) for end in (own.low, own.high))
    return low, high


def _interval_in(interval: Interval, unit: Unit, told: Converted) -> Interval:
    low, high = (
        None
        if end is None
        else told.test.from_conventional(told.test.to_conventional(end, unit), told.unit)
        for end in (interval.low, interval.high)
    )
    return Interval(low=low, high=high, low_open=interval.low_open, high_open=interval.high_open)


def _converted_label(told: Converted) -> str:
    return f"{told.comparator or ''} {told.shown:f}".strip()


def _interval_words(interval: Interval | None, told: Converted | None) -> str:
    if interval is None or told is None:
        return ""
    low, high = (
        None if end is None else f"{shown_number(Fraction(end), told.step):f}"
        for end in (interval.low, interval.high)
    )
    if low is None:
        return f"{'<' if interval.high_open else 'up to'} {high}"
    if high is None:
        return f"> {low}" if interval.low_open else f"{low} or more"
    return f"{low} to {high}"
