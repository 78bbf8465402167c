"""Lab values in units they were not typed in: exact conversion, and the digits to show of it.

A record keeps the digits and the unit as the laboratory printed them; everything here is derived.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from crampdiary.domain.catalogues.lab_tests import LabTest, LabTests
from crampdiary.domain.choices import Comparator
from crampdiary.domain.intervals import Interval, span_of
from crampdiary.domain.records import LabResult
from crampdiary.domain.units import Unit, read_unit

# 1 mmol/mol of HbA1c is 0.0915 %, and everybody prints it with one decimal, not two.
_ALMOST = Fraction(11, 10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Converted:
    """A value of a test in a unit, exact; `step` is what one in the last typed digit means here."""

    test: LabTest
    value: Fraction
    unit: Unit
    step: Fraction
    comparator: Comparator | None = None

    @property
    def shown(self) -> Decimal:
        """Return the number with as many digits as the typed one has to give."""
        return shown_number(self.value, self.step)

    @property
    def text(self) -> str:
        """Return comparator, number and unit, such as "< 35.4 nmol/L"."""
        comparator = f"{self.comparator} " if self.comparator else ""
        return f"{comparator}{self.shown:f} {self.unit.symbol}".strip()

    @property
    def span(self) -> Interval:
        """Return the numbers that the value may stand for."""
        return span_of(self.value, self.comparator)


def shown_number(value: Fraction, step: Fraction) -> Decimal:
    """Return a number rounded (half to even) to a power of ten that is no coarser than a step.

    14.2 ng/mL is known in steps of 0.1, which are 0.2496 nmol/L: it is shown as 35.4, not 35.4432.
    Nothing is rounded to more than ones.
    """
    places = 0
    while step * _ALMOST * 10**places < 1:
        places += 1
    rounded = round(value * 10**places)
    digits = tuple(int(digit) for digit in str(abs(rounded)))
    return Decimal((int(rounded < 0), digits, -places))


def fitting_test(result: LabResult, tests: LabTests) -> LabTest | None:
    """Return the test of a result, None where it is not known or the unit is none of the test's."""
    test = tests.find(result.test)
    return test if test is not None and test.can_be_in(read_unit(result.unit)) else None


def canonical(result: LabResult, tests: LabTests) -> Converted | None:
    """Return a result in the conventional unit of its test.

    None where the test is not known, or the unit is none of the test's.
    """
    test, unit = fitting_test(result, tests), read_unit(result.unit)
    if test is None:
        return None
    value, step = Fraction(result.value), _step(result.value)
    known = test.to_conventional(value, unit)
    return Converted(
        test=test,
        value=known,
        unit=test.unit,
        step=test.to_conventional(value + step, unit) - known,
        comparator=result.comparator,
    )


def converted(result: LabResult, unit: str, tests: LabTests) -> Converted | None:
    """Return a result in another unit of its test; None where `canonical` gives nothing.

    Raises `InvalidValueError` (`unit_of_other_kind`) where that unit does not fit.
    """
    known = canonical(result, tests)
    if known is None:
        return None
    to = read_unit(unit)
    if not known.test.can_be_in(to):
        raise known.test.refuse_unit(unit)
    value = known.test.from_conventional(known.value, to)
    return Converted(
        test=known.test,
        value=value,
        unit=to,
        step=known.test.from_conventional(known.value + known.step, to) - value,
        comparator=result.comparator,
    )


def trend_between(first: Converted, second: Converted) -> str:
    """Return `up`, `down` or `same` of two exact values of one test in one unit.

    Two values are the same where their last digits do not tell them apart: 14.2 ng/mL and
    35.4 nmol/L (14.18 ng/mL) may be one and the same value.
    """
    if 2 * abs(second.value - first.value) < first.step + second.step:
        return "same"
    return "up" if second.value > first.value else "down"


def _step(value: Decimal) -> Fraction:
    """Return what one in the last digit of a number means: 0.1 for 14.2."""
    exponent = value.as_tuple().exponent
    return Fraction(10) ** (exponent if isinstance(exponent, int) else 0)
