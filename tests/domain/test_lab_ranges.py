"""A laboratory's own range moves along with its value into another unit."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crampdiary.domain.catalogues.lab_tests import lab_tests
from crampdiary.domain.intervals import Interval
from crampdiary.domain.lab_ranges import range_in, range_words_in
from crampdiary.domain.lab_values import Converted, converted
from crampdiary.domain.phrases import range_words
from crampdiary.domain.records import LabResult

TESTS = lab_tests()


def lab(
    test: str, value: str, unit: str, low: str | None, high: str | None, text: str = ""
) -> LabResult:
    return LabResult(
        test=test,
        value=Decimal(value),
        unit=unit,
        taken_on=date(2026, 1, 21),
        range_low=None if low is None else Decimal(low),
        range_high=None if high is None else Decimal(high),
        range_text=text,
    )


def shown(result: LabResult, unit: str) -> Converted:
    found = converted(result, unit, TESTS)
    assert found is not None
    return found


# By hand: 1 mg/dL magnesium is 0.41144 mmol/L, 1 ng/mL 25-OH vitamin D 2.496 nmol/L, HbA1c is
# 10.929 * (% - 2.15).
@pytest.mark.parametrize(
    ("result", "unit", "words"),
    [
        (lab("Magnesium", "2.0", "mg/dL", "1.7", "2.4"), "mmol/L", "0.70 to 0.99"),
        (lab("Vit D", "69", "nmol/L", "75", "250"), "ng/mL", "30.0 to 100.2"),
        (lab("Vit D", "30", "ng/mL", "30", None), "nmol/L", "75 or more"),
        (lab("Vit D", "30", "ng/mL", "30", None, "> 30"), "nmol/L", "> 75"),
        (lab("HbA1c", "5.6", "%", None, "5.7"), "mmol/mol", "up to 39"),
        (lab("HbA1c", "5.6", "%", None, "5.7", "<5.7"), "mmol/mol", "< 39"),
        (lab("Magnesium", "2.0", "mg/dL", None, None, "normal"), "mmol/L", ""),
    ],
)
def test_a_range_is_told_in_the_unit_of_the_row(result: LabResult, unit: str, words: str) -> None:
    assert range_words_in(result, shown(result, unit)) == words


def test_a_moved_range_is_exact_and_keeps_its_open_end() -> None:
    result = lab("Vit D", "25", "ng/mL", "30", None, "> 30")
    assert range_in(result, shown(result, "nmol/L")) == Interval(
        low=Fraction("74.88"), low_open=True
    )


@given(
    low=st.decimals(1, 500, places=2),
    width=st.decimals(0, 500, places=2),
    unit=st.sampled_from(["nmol/L", "ng/mL", "µg/L"]),
)
def test_there_and_back_a_range_is_the_same(low: Decimal, width: Decimal, unit: str) -> None:
    result = lab("Vit D", "50", "nmol/L", str(low), str(low + width))
    there = range_in(result, shown(result, unit))
    assert there is not None
    assert there.low is not None
    test = TESTS.find("Vit D")
    assert test is not None
    found = shown(result, unit)
    assert test.to_conventional(there.low, found.unit) == Fraction(low) / Fraction("2.496")


def test_a_printed_range_speaks_before_its_ends() -> None:
    assert range_words(lab("CRP", "0.5", "mg/dL", None, "0.41", "<0.41")) == "<0.41"
    assert range_words(lab("HIV", "0", "", None, None, " negative ")) == "negative"
