"""Lab values worked by hand: conversions, bands, flags and corrected calcium, each with its source.

"By hand" means figured out on paper from the factor named there, not taken from this program.
"""

from datetime import date
from decimal import Decimal

import pytest

from crampdiary.domain.catalogues.flags import red_flags
from crampdiary.domain.catalogues.lab_tests import lab_tests
from crampdiary.domain.choices import Comparator
from crampdiary.domain.corrected_calcium import corrected_calcium
from crampdiary.domain.lab_values import canonical, converted
from crampdiary.domain.lab_verdicts import band_of, red_flag_for
from crampdiary.domain.notation import read_quantity
from crampdiary.domain.records import LabResult

TESTS = lab_tests()


def result(test: str, typed: str) -> LabResult:
    comparator, value, unit = read_quantity(typed, "value")
    return LabResult(
        test=test, value=value, unit=unit, comparator=comparator, taken_on=date(2026, 1, 21)
    )


# Test, as typed, unit wanted, what is shown, where it is from.
CONVERSIONS = [
    ("25-OH D", "20 ng/mL", "nmol/L", "50", "IOM 2011: 20 ng/mL is 50 nmol/L; 20 * 2.496 = 49.92"),
    ("25-OH D", "14.2 ng/mL", "nmol/L", "35.4", "by hand: 14.2 * 2.496 = 35.4432"),
    ("25-OH D", "75 nmol/L", "ng/mL", "30.0", "by hand: 75 / 2.496 = 30.048"),
    ("25-OH D", "< 25 nmol/L", "ng/mL", "10.0", "by hand: 25 / 2.496 = 10.016; still a limit"),
    ("Magnesium", "0.78 mmol/L", "mg/dL", "1.90", "by hand: 0.78 * 2.4305 = 1.8958"),
    ("Magnesium", "0.78 mmol/L", "mEq/L", "1.56", "two charges: 0.78 * 2"),
    ("Magnesium", "2.0 mg/dL", "mmol/L", "0.82", "molar mass 24.305: 20 / 24.305 = 0.8229"),
    ("Magnesium", "1.6 mEq/L", "mg/dL", "1.9", "by hand: 0.8 mmol/L * 2.4305 = 1.944"),
    ("Calcium", "9.4 mg/dL", "mmol/L", "2.35", "by hand: 9.4 * 0.24951 = 2.3454"),
    ("Calcium", "2.35 mmol/L", "mEq/L", "4.70", "two charges: 2.35 * 2"),
    ("Ionised calcium", "1.20 mmol/L", "mg/dL", "4.81", "by hand: 1.20 * 4.0078 = 4.8094"),
    ("Potassium", "3.4 mEq/L", "mmol/L", "3.4", "one charge: the same number"),
    ("Sodium", "140 mmol/L", "mEq/L", "140", "one charge: the same number"),
    ("Phosphate", "3.5 mg/dL", "mmol/L", "1.13", "molar mass 30.974: 35 / 30.974 = 1.12998"),
    ("Albumin", "42 g/L", "g/dL", "4.2", "10 dL are 1 L"),
    ("PTH", "65 pg/mL", "pmol/L", "6.9", "molar mass 9,425: 65,000 / 9,425 = 6.897"),
    ("CK", "180 U/L", "µkat/L", "3.00", "1 kat is 60,000,000 U: 180 / 60"),
    ("Creatinine", "1.0 mg/dL", "µmol/L", "88", "molar mass 113.12: 10,000 / 113.12 = 88.4"),
    ("Creatinine", "0.09 mmol/L", "µmol/L", "90", "1 mmol is 1,000 µmol"),
    ("Urea", "5.0 mmol/L", "mg/dL", "30.0", "molar mass 60.06: 5.0 * 6.006 = 30.03"),
    ("BUN", "5.0 mmol/L", "mg/dL", "14.0", "two nitrogens, 28.014: 5.0 * 2.8014 = 14.007"),
    ("TSH", "2.10 µIU/mL", "mIU/L", "2.10", "a thousandth of a unit in a thousandth of a litre"),
    (
        "Ferritin",
        "30 ng/mL",
        "µg/L",
        "30",
        "a thousandth of the mass in a thousandth of the volume",
    ),
    ("Haemoglobin", "140 g/L", "g/dL", "14.0", "10 dL are 1 L"),
    ("Haemoglobin", "8.7 mmol/L", "g/dL", "14.0", "monomer 16,114: 8.7 * 1.6114 = 14.019"),
    ("HbA1c", "6.5 %", "mmol/mol", "48", "ADA and IFCC tables: 6.5 % is 48; 4.35 * 10.929 = 47.54"),
    ("HbA1c", "7.0 %", "mmol/mol", "53", "ADA and IFCC tables: 7 % is 53; 4.85 * 10.929 = 53.006"),
    ("HbA1c", "42 mmol/mol", "%", "6.0", "IFCC table: 42 is 6.0 %; 42 / 10.929 + 2.15 = 5.993"),
    ("Glucose", "126 mg/dL", "mmol/L", "6.99", "by hand: 126 * 0.055506 = 6.994"),
    (
        "Vitamin B12",
        "200 pg/mL",
        "pmol/L",
        "147.6",
        "molar mass 1,355.4: 200,000 / 1,355.4 = 147.56",
    ),
    ("ALP", "90 U/L", "µkat/L", "1.50", "1 kat is 60,000,000 U: 90 / 60"),
]


@pytest.mark.parametrize(("test", "typed", "unit", "shown", "source"), CONVERSIONS)
def test_conversions(test: str, typed: str, unit: str, shown: str, source: str) -> None:
    found = converted(result(test, typed), unit, TESTS)
    assert found is not None
    assert f"{found.shown:f}" == shown, source
    assert found.unit.symbol == unit
    assert (found.comparator is Comparator.BELOW) == typed.startswith("<")


# 25-OH vitamin D as typed, its band, where it is from.
BANDS = [
    ("14.2 ng/mL", "deficient", "below 20"),
    ("19.9 ng/mL", "deficient", "below 20"),
    ("20 ng/mL", "insufficient", '"20 to 30 insufficient": the limit belongs to it'),
    ("27.5 ng/mL", "insufficient", "20 to 30"),
    ("30 ng/mL", "insufficient", '"20 to 30 insufficient, above 30": the limit belongs to it'),
    ("30.1 ng/mL", "sufficient", "above 30"),
    ("49.9 nmol/L", "deficient", "by hand: 49.9 / 2.496 = 19.99"),
    ("50 nmol/L", "insufficient", "by hand: 50 / 2.496 = 20.03"),
    ("74.88 nmol/L", "insufficient", "by hand: 30 * 2.496, exactly the limit"),
    ("75 nmol/L", "sufficient", "by hand: 75 / 2.496 = 30.05"),
    ("< 20 ng/mL", "deficient", "all that is below 20"),
    ("<= 20 ng/mL", None, "20 itself would be insufficient"),
    ("< 30 ng/mL", None, "deficient or insufficient"),
    ("> 30 ng/mL", "sufficient", "all that is above 30"),
    (">= 30 ng/mL", None, "30 itself would be insufficient"),
    ("> 20 ng/mL", None, "insufficient or sufficient"),
    ("14.2 mmol", None, "no unit of the test"),
]


@pytest.mark.parametrize(("typed", "band", "source"), BANDS)
def test_bands(typed: str, band: str | None, source: str) -> None:
    assert band_of(result("Vit D", typed), TESTS) == band, source


# Test, as typed, the red flag, where it is from.
FLAGS = [
    ("Potassium", "2.9 mmol/L", "potassium_low", "below 3.0"),
    ("Potassium", "3.0 mmol/L", None, "3.0 is not below 3.0"),
    ("Potassium", "< 3.0 mmol/L", "potassium_low", "all of it is below 3.0"),
    ("Potassium", "<= 3.0 mmol/L", None, "3.0 itself is not below"),
    ("Potassium", "6.0 mEq/L", None, "6.0 is not above 6.0"),
    ("Potassium", "6.1 mEq/L", "potassium_high", "above 6.0, one charge"),
    ("Potassium", "> 5.5 mmol/L", None, "may be 5.6"),
    ("Calcium", "6.9 mg/dL", "calcium_low", "below 7"),
    ("Calcium", "1.74 mmol/L", "calcium_low", "by hand: 1.74 / 0.24951 = 6.97"),
    ("Calcium", "1.76 mmol/L", None, "by hand: 1.76 / 0.24951 = 7.05"),
    ("Calcium", "12.1 mg/dL", "calcium_high", "above 12"),
    ("Calcium", "3.0 mmol/L", "calcium_high", "by hand: 3.0 / 0.24951 = 12.02"),
    ("Calcium", "6.1 mEq/L", "calcium_high", "by hand: 3.05 / 0.24951 = 12.22"),
    ("Ionised calcium", "4.6 mg/dL", None, "the limits are those of the total"),
    ("Sodium", "124 mmol/L", "sodium_low", "below 125"),
    ("Sodium", "125 mmol/L", None, "125 is not below 125"),
    ("25-OH vitamin D", "151 ng/mL", "vitamin_d_high", "above 150"),
    ("25-OH vitamin D", "374 nmol/L", None, "by hand: 374 / 2.496 = 149.84"),
    ("25-OH vitamin D", "375 nmol/L", "vitamin_d_high", "by hand: 375 / 2.496 = 150.24"),
    ("CK", "1000 U/L", None, "1,000 is not above 1,000"),
    ("CK", "1001 U/L", "ck_high", "above 1,000"),
    ("CK", "5001 U/L", "ck_very_high", "above 5,000, the more urgent one"),
    ("CK", "17 µkat/L", "ck_high", "by hand: 17 * 60 = 1,020 U/L"),
    ("Potassium", "2.9 mg/dL", None, "no unit of the test"),
    ("Rhubarb", "2.9 mmol/L", None, "no test that is known"),
]


@pytest.mark.parametrize(("test", "typed", "key", "source"), FLAGS)
def test_red_flags(test: str, typed: str, key: str | None, source: str) -> None:
    known = canonical(result(test, typed), TESTS)
    found = None if known is None else red_flag_for(known, red_flags())
    assert (found and found.key) == key, source


# Calcium and albumin as typed, the corrected calcium, where it is from.
CORRECTED = [
    ("8.0 mg/dL", "3.0 g/dL", "8.8 mg/dL", "by hand: 8.0 + 0.8 * 1.0"),
    ("8.0 mg/dL", "30 g/L", "8.8 mg/dL", "the same, albumin in g/L"),
    ("9.4 mg/dL", "4.0 g/dL", "9.4 mg/dL", "nothing to correct at 4.0"),
    ("9.4 mg/dL", "4.5 g/dL", "9.0 mg/dL", "by hand: 9.4 - 0.8 * 0.5"),
    ("2.21 mmol/L", "38 g/L", "2.25 mmol/L", "by hand: 2.21 + 0.02 * 2"),
    ("2.33 mmol/L", "39 g/L", "2.35 mmol/L", "by hand: 2.33 + 0.02 * 1"),
    ("2.00 mmol/L", "3.0 g/dL", "2.20 mmol/L", "by hand: 2.00 + 0.02 * 10, albumin in g/dL"),
    ("4.42 mEq/L", "38 g/L", "4.50 mEq/L", "by hand: 2 * (2.21 + 0.02 * 2)"),
]


@pytest.mark.parametrize(("calcium", "albumin", "text", "source"), CORRECTED)
def test_corrected_calcium(calcium: str, albumin: str, text: str, source: str) -> None:
    found = corrected_calcium(result("Calcium", calcium), result("Albumin", albumin), TESTS)
    assert found is not None
    assert found.value.text == text, source
    assert found.is_calculated


def test_urea_and_urea_nitrogen_have_the_factors_that_are_right() -> None:
    for test, mg_dl in (("Urea", "6.006"), ("BUN", "2.801")):
        found = canonical(result(test, "1 mmol/L"), TESTS)
        assert found is not None
        assert float(found.value) == pytest.approx(float(Decimal(mg_dl)), rel=5e-4)
