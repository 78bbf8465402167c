"""One lab result in the unit of its series: what is drawn of it, and what stands beside it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from crampdiary.charts.labels import value_label
from crampdiary.domain.catalogues.lab_tests import LabTest, LabTests
from crampdiary.domain.intervals import Interval, flag_of, interval_of
from crampdiary.domain.lab_ranges import range_in, range_words_in
from crampdiary.domain.lab_values import Converted, converted
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
    range_text = range_words(result)
    if told is not None and own is not None:
        own, range_text = range_in(result, told), range_words_in(result, told)
    return LabPoint(
        taken_on=result.taken_on,
        value=float(result.value if told is None else told.value),
        label=value_label(result) if told is None else _converted_label(told),
        flag=flag_of(result),
        is_limit=result.comparator is not None,
        limits=_limits(own, is_exact=told is None),
        range_words=range_text,
        has_range=bool(range_text),
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


def _converted_label(told: Converted) -> str:
    return f"{told.comparator or ''} {told.shown:f}".strip()
