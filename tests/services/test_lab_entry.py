"""What helps to type lab results in."""

from datetime import date
from decimal import Decimal

import pytest

from crampdiary.domain.catalogues.lab_tests import lab_tests
from crampdiary.domain.errors import InvalidValueError
from crampdiary.domain.records import LabResult
from crampdiary.services.lab_entry import (
    last_blood_test,
    only_likely_unit,
    read_printed_range,
    unit_used_before,
    units_for,
)

TESTS = lab_tests()
JANUARY, MAY = date(2026, 1, 21), date(2026, 5, 5)


def lab(test: str, unit: str, on: date = JANUARY, **more: object) -> LabResult:
    fields: dict[str, object] = {"value": Decimal(1), "taken_on": on, **more}
    return LabResult(test=test, unit=unit, **fields)  # type: ignore[arg-type]  # any field


@pytest.mark.parametrize(
    ("typed", "low", "high", "text"),
    [
        ("30 - 100", "30", "100", ""),
        ("0.70 to 1.00", "0.70", "1.00", ""),
        ("3,5\u20135,1", "3.5", "5.1", ""),
        ("30 - 100 ng/mL", "30", "100", ""),
        ("up to 190", None, "190", ""),
        ("<0.41", None, "0.41", "<0.41"),
        ("> 30", "30", None, "> 30"),
        (">= 60", "60", None, ""),
        ("negative", None, None, "negative"),
        ("  not   seen ", None, None, "not seen"),
        ("", None, None, ""),
    ],
)
def test_ranges_are_read_as_printed_and_kept_in_words_where_the_ends_do_not_say_it(
    typed: str, low: str | None, high: str | None, text: str
) -> None:
    own = read_printed_range(typed, "ng/mL")
    ends = tuple(None if end is None else str(end) for end in (own.low, own.high))
    assert (*ends, own.text) == (low, high, text)


@pytest.mark.parametrize("typed", ["5 - 3", "1.250 - 1.500", "30 - 100 nmol/L"])
def test_a_range_that_cannot_be_is_said_at_its_field(typed: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        read_printed_range(typed, "ng/mL")
    assert caught.value.field == "range_text"


def test_units_offered_are_those_used_before_then_the_usual_ones() -> None:
    known = [lab("Vit D", "nmol/l")]
    assert units_for("25-oh vitamin d", known, TESTS) == ["nmol/l", "ng/mL"]
    assert units_for("Potassium", known, TESTS) == ["mmol/L", "mEq/L"]
    assert units_for("Boron", known, TESTS) == []
    assert units_for(" boron", [lab("Boron", "spoons")], TESTS) == ["spoons"]


def test_the_unit_of_the_newest_result_counts_however_the_test_was_spelt() -> None:
    known = [lab("Vit D", "nmol/L"), lab("25-OH D", "ng/mL", MAY), lab("Potassium", "mmol/L", MAY)]
    assert unit_used_before("25-hydroxyvitamin D", known, TESTS) == "ng/mL"
    assert unit_used_before("Sodium", known, TESTS) == ""


@pytest.mark.parametrize(
    ("test", "value", "unit"),
    [
        ("Magnesium", "0.82", "mmol/L"),
        ("Magnesium", "2.0", ""),
        ("Calcium", "2.33", "mmol/L"),
        ("Calcium", "9.4", "mg/dL"),
        ("Potassium", "4.1", "mmol/L"),
        ("Creatinine", "80", "µmol/L"),
        ("25-OH vitamin D", "36", ""),
        ("HbA1c", "5.7", "%"),
        ("Urea", "5.0", "mmol/L"),
        ("Urea", "9.0", ""),
    ],
)
def test_a_unit_is_taken_for_granted_only_where_no_other_would_do(
    test: str, value: str, unit: str
) -> None:
    found = TESTS.find(test)
    assert found is not None
    assert only_likely_unit(found, Decimal(value)) == unit


def test_the_last_blood_test_is_that_of_the_newest_day_each_test_once() -> None:
    last = [lab("Zonulin", "x", MAY), lab("K", "mmol/L", MAY), lab("Vit D", "ng/mL", MAY)]
    again = lab("Potassium", "mEq/L", MAY)
    found = last_blood_test([lab("Sodium", "mmol/L"), *last, again], TESTS)
    assert [result.test for result in found] == ["Vit D", "K", "Zonulin"]
    assert last_blood_test([], TESTS) == ()
