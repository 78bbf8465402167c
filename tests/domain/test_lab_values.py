"""Derived lab values: exact both ways, compared only where they can be, the lab's range first."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crampdiary.domain.catalogues.flags import red_flags
from crampdiary.domain.catalogues.lab_tests import LabTest, lab_tests
from crampdiary.domain.choices import CatalogueKind, Comparator
from crampdiary.domain.corrected_calcium import corrected_calcium, corrected_calciums
from crampdiary.domain.errors import InvalidValueError
from crampdiary.domain.intervals import Interval, flag_against
from crampdiary.domain.lab_checks import Doubt, check_result, doubt_about
from crampdiary.domain.lab_values import canonical, converted, shown_number, trend_between
from crampdiary.domain.lab_verdicts import COMMON_LIMITS, Verdict, red_flag_for, verdict
from crampdiary.domain.own_entries import OwnEntry
from crampdiary.domain.records import LabResult
from crampdiary.domain.units import read_unit

TESTS = lab_tests()
BELOW, ABOVE = Comparator.BELOW, Comparator.ABOVE
SPRING, SUMMER = date(2026, 5, 5), date(2026, 7, 14)


def lab(
    test: str, value: str, unit: str, comparator: Comparator | None = None, **more: Any
) -> LabResult:
    plain = LabResult(
        test=test, value=Decimal(value), unit=unit, taken_on=SPRING, comparator=comparator
    )
    return replace(plain, **more)


def symbols_of(test: LabTest) -> list[str]:
    units = {test.unit.symbol, test.si_unit.symbol, *test.usual_units}
    return sorted(units | {bridge.unit.symbol for bridge in test.bridges})


IN_UNITS = [(test, unit) for test in TESTS.all for unit in symbols_of(test)]
values = st.decimals(min_value=0, max_value=10**7, places=6)


@given(values, st.sampled_from(IN_UNITS))
def test_every_unit_of_every_test_converts_there_and_back_exactly(
    value: Decimal, known: tuple[LabTest, str]
) -> None:
    test, symbol = known
    unit = read_unit(symbol)
    assert test.from_conventional(test.to_conventional(value, unit), unit) == value
    assert test.to_conventional(test.from_conventional(value, unit), unit) == value


@given(values, st.sampled_from(IN_UNITS), st.data())
def test_a_detour_over_a_third_unit_changes_nothing(
    value: Decimal, known: tuple[LabTest, str], data: st.DataObject
) -> None:
    test, symbol = known
    result = LabResult(test=test.name, value=value, unit=symbol, taken_on=SPRING)
    direct = canonical(result, TESTS)
    other = read_unit(data.draw(st.sampled_from(symbols_of(test))))
    over = converted(result, other.symbol, TESTS)
    assert direct is not None
    assert over is not None
    assert test.to_conventional(over.value, other) == direct.value


@given(values, values, st.sampled_from(IN_UNITS))
def test_a_greater_value_is_greater_in_every_unit(
    one: Decimal, other: Decimal, known: tuple[LabTest, str]
) -> None:
    test, unit = known[0], read_unit(known[1])
    low, high = sorted((one, other))
    assert (test.to_conventional(low, unit) < test.to_conventional(high, unit)) == (low < high)


@given(st.decimals(min_value=0, max_value=10**6, places=3), st.sampled_from(IN_UNITS))
def test_in_its_own_unit_a_value_is_shown_as_typed(
    value: Decimal, known: tuple[LabTest, str]
) -> None:
    result = LabResult(test=known[0].name, value=value, unit=known[1], taken_on=SPRING)
    found = converted(result, known[1], TESTS)
    assert found is not None
    assert str(found.shown) == str(value)


@given(st.fractions(min_value=0, max_value=10**6), st.integers(0, 6))
def test_a_shown_number_is_off_by_half_a_step_at_most(value: Fraction, places: int) -> None:
    step = Fraction(1, 10**places)
    shown = shown_number(value, step)
    assert abs(Fraction(shown) - value) <= step / 2
    assert shown.as_tuple().exponent == -places


def test_the_comparator_and_what_was_typed_are_kept() -> None:
    typed = lab("Vit D", "25", "nmol/l", BELOW)
    found = converted(typed, "ng/mL", TESTS)
    assert found is not None
    assert found.text == "< 10.0 ng/mL"
    assert (typed.value, typed.unit) == (Decimal(25), "nmol/l")


@given(values, values, values, st.sampled_from(IN_UNITS), st.data())
def test_a_value_has_the_same_flag_in_every_unit(
    value: Decimal,
    one: Decimal,
    other: Decimal,
    known: tuple[LabTest, str],
    data: st.DataObject,
) -> None:
    low, high = sorted((one, other))
    result = LabResult(
        test=known[0].name,
        value=value,
        unit=known[1],
        taken_on=SPRING,
        range_low=low,
        range_high=high,
    )
    unit = data.draw(st.sampled_from(symbols_of(known[0])))
    moved = converted(result, unit, TESTS)
    assert moved is not None
    ends = (converted(replace(result, value=end), unit, TESTS) for end in (low, high))
    new_low, new_high = (end.value for end in ends if end is not None)
    interval = Interval(low=new_low, high=new_high)
    assert flag_against(moved.value, moved.comparator, interval) == result.flag


@pytest.mark.parametrize(
    ("test", "unit"),
    [("Rhubarb", "mg/dL"), ("K", "mg/dL"), ("K", ""), ("K", "furlong"), ("1,25-(OH)2 D", "ng/mL")],
)
def test_what_is_not_known_has_no_canonical_value(test: str, unit: str) -> None:
    assert canonical(lab(test, "4", unit), TESTS) is None
    assert converted(lab(test, "4", unit), "mmol/L", TESTS) is None


def test_converting_to_a_unit_of_another_kind_names_those_that_would_do() -> None:
    with pytest.raises(InvalidValueError) as refused:
        converted(lab("Mg", "0.8", "mmol/L"), "IU", TESTS)
    assert refused.value.problem == "unit_of_other_kind"
    assert refused.value.allowed == "mmol/L or mg/dL or mEq/L"


@pytest.mark.parametrize(
    ("earlier", "later", "expected"),
    [
        (("Vit D", "14.2", "ng/mL"), ("25-OH vitamin D", "27.5", "ng/mL"), "up"),
        (("Vit D", "33.1", "ng/mL"), ("Vit D", "50", "nmol/L"), "down"),
        (("Vit D", "14.2", "ng/mL"), ("Vit D", "35.4", "nmol/L"), "same"),
        (("Mg", "0.78", "mmol/L"), ("Mg", "0.79", "mmol/L"), "up"),
        (("Mg", "0.78", "mmol/L"), ("Mg", "0.780", "mmol/l"), "same"),
        (("HbA1c", "7.0", "%"), ("HbA1c", "42", "mmol/mol"), "down"),
    ],
)
def test_a_trend_is_told_in_one_unit_and_no_finer_than_the_digits(
    earlier: tuple[str, str, str], later: tuple[str, str, str], expected: str
) -> None:
    first, second = canonical(lab(*earlier), TESTS), canonical(lab(*later), TESTS)
    assert first is not None
    assert second is not None
    assert trend_between(first, second) == expected


@pytest.mark.parametrize(
    ("test", "value", "unit", "problem", "allowed"),
    [
        ("Calcium", "2.3", "mg/dL", "out_of_range", "3 to 20 mg/dL, or the unit mmol/L"),
        ("Creatinine", "80", "mg/dL", "out_of_range", "0.1 to 30 mg/dL, or the unit µmol/L"),
        ("HbA1c", "42", "%", "out_of_range", "2 to 20 %, or the unit mmol/mol"),
        ("Hb", "14", "g/L", "out_of_range", "20 to 260 g/L, or the unit g/dL"),
        ("HbA1c", "200", "mmol/mol", "out_of_range", "up to 195 mmol/mol"),
        ("Vit D", "2000", "nmol/L", "out_of_range", "2.5 to 624 nmol/L"),
        ("Sodium", "14", "mmol/L", "out_of_range", "95 to 190 mmol/L"),
        ("CK", "600000", "U/L", "out_of_range", "5 to 500,000 U/L"),
        ("K", "4", "mg/dL", "unit_of_other_kind", "mmol/L or mEq/L"),
        ("K", "4", "furlong", "unit_of_other_kind", "mmol/L or mEq/L"),
        ("K", "4", " ", "empty", "mmol/L or mEq/L"),
        ("eGFR", "80", "mL/min", "unit_of_other_kind", "mL/min/1.73 m²"),
    ],
)
def test_an_impossible_result_is_refused_with_what_would_do(
    test: str, value: str, unit: str, problem: str, allowed: str
) -> None:
    with pytest.raises(InvalidValueError) as refused:
        check_result(lab(test, value, unit), TESTS)
    assert (refused.value.problem, refused.value.allowed) == (problem, allowed)
    assert refused.value.field == ("value" if problem == "out_of_range" else "unit")


@pytest.mark.parametrize(
    "result",
    [
        lab("Vit D", "14.2", "ng/mL"),
        lab("TSH", "0.0001", "mIU/L", BELOW),
        lab("eGFR", "90", "ml/min/1.73m2", ABOVE),
        lab("Rhubarb", "-0", "furlong"),
        lab("K", "1.5", "mmol/L"),
        lab("K", "10", "mmol/L"),
    ],
    ids=str,
)
def test_a_possible_result_passes(result: LabResult) -> None:
    check_result(result, TESTS)


def test_a_limit_above_all_that_is_possible_is_refused() -> None:
    with pytest.raises(InvalidValueError):
        check_result(lab("Vit D", "300", "ng/mL", ABOVE), TESTS)


def test_an_own_test_without_a_unit_refuses_none() -> None:
    entry = OwnEntry(catalogue=CatalogueKind.TEST, name="Rhubarb")
    check_result(lab("Rhubarb", "1", "g/L"), TESTS.with_own([entry]))


@pytest.mark.parametrize(
    ("test", "value", "unit", "sentence", "suggested"),
    [
        (
            "Magnesium",
            "0.82",
            "mg/dL",
            "0.82 mg/dL magnesium is very low; did you mean mmol/L?",
            "mmol/L",
        ),
        (
            "Vit D",
            "14.2",
            "nmol/l",
            "14.2 nmol/L 25-OH vitamin D is very low; did you mean ng/mL?",
            "ng/mL",
        ),
        (
            "Vit D",
            "120",
            "ng/mL",
            "120 ng/mL 25-OH vitamin D is very high; did you mean nmol/L?",
            "nmol/L",
        ),
        ("HbA1c", "6.5", "mmol/mol", "6.5 mmol/mol HbA1c is very low; did you mean %?", "%"),
        (
            "Magnesium",
            "1.9",
            "mmol/L",
            "1.9 mmol/L magnesium is very high; did you mean mg/dL?",
            "mg/dL",
        ),
        (
            "Potassium",
            "2.4",
            "mmol/L",
            "2.4 mmol/L potassium is very low; is it as the laboratory printed it?",
            None,
        ),
    ],
)
def test_an_unlikely_value_is_asked_about_with_the_unit_that_would_fit(
    test: str, value: str, unit: str, sentence: str, suggested: str | None
) -> None:
    assert doubt_about(lab(test, value, unit), TESTS) == Doubt(sentence=sentence, unit=suggested)


@pytest.mark.parametrize(
    "result",
    [
        lab("Magnesium", "0.82", "mmol/L"),
        lab("Vit D", "14.2", "ng/mL"),
        lab("Vit D", "4", "ng/mL", BELOW),
        lab("CK", "1000", "U/L"),
        lab("Rhubarb", "0.82", "mg/dL"),
        lab("Magnesium", "0.82", ""),
    ],
    ids=str,
)
def test_a_likely_value_a_limit_and_what_is_not_known_are_not_asked_about(
    result: LabResult,
) -> None:
    assert doubt_about(result, TESTS) is None


@given(st.sampled_from(IN_UNITS), st.decimals(min_value=0, max_value=10_000, places=2))
def test_the_suggested_unit_never_calls_for_the_next_question(
    known: tuple[LabTest, str], value: Decimal
) -> None:
    result = LabResult(test=known[0].name, value=value, unit=known[1], taken_on=SPRING)
    doubt = doubt_about(result, TESTS)
    if doubt is not None and doubt.unit is not None:
        meant = replace(result, unit=doubt.unit)
        check_result(meant, TESTS)
        assert doubt_about(meant, TESTS) is None


VITAMIN_D_RANGE = {"range_low": Decimal(30), "range_high": Decimal(100)}


@pytest.mark.parametrize(
    ("value", "more", "flag", "basis", "band", "shows_band"),
    [
        ("14.2", VITAMIN_D_RANGE, "low", "laboratory", "deficient", True),
        ("27.5", VITAMIN_D_RANGE, "low", "laboratory", "insufficient", True),
        ("36.4", VITAMIN_D_RANGE, "", "laboratory", "sufficient", True),
        ("120", VITAMIN_D_RANGE, "high", "laboratory", "sufficient", False),
        ("14.2", {}, "", "", "deficient", True),
        ("36.4", {}, "", "", "sufficient", True),
        # The laboratory calls 20 enough: it wins, and the band stays out of sight.
        ("25", {"range_text": "20 - 50"}, "", "laboratory", "insufficient", False),
        ("25", {"range_text": "> 20"}, "", "laboratory", "insufficient", False),
        # It names no lower end, and so says nothing about too little.
        ("8", {"range_text": "up to 100"}, "", "laboratory", "deficient", True),
        ("36.4", {"range_text": "40 - 100"}, "low", "laboratory", "sufficient", False),
        ("14.2", {"range_text": "see comment"}, "", "laboratory", "deficient", False),
    ],
)
def test_the_laboratorys_own_range_always_wins(
    value: str, more: dict[str, Any], flag: str, basis: str, band: str, shows_band: bool
) -> None:
    found = verdict(lab("Vit D", value, "ng/mL", **more), TESTS)
    assert (found.flag, found.basis, found.band) == (flag, basis, band)
    assert found.band_basis == "commonly used"
    assert found.shows_band is shows_band


def test_typical_intervals_are_never_a_verdict() -> None:
    assert verdict(lab("Magnesium", "0.60", "mmol/L"), TESTS) == Verdict()


def test_a_limit_that_leaves_the_laboratorys_range_open_shows_no_band() -> None:
    found = verdict(lab("Vit D", "35", "ng/mL", ABOVE, range_text="40 - 60"), TESTS)
    assert (found.flag, found.band, found.shows_band) == ("", "sufficient", False)


def test_limits_of_the_bands_are_the_persons() -> None:
    result = lab("Vit D", "14.2", "ng/mL")
    own = (Decimal(12), Decimal(20))
    assert verdict(result, TESTS, own).band == "insufficient"
    assert verdict(result, TESTS, COMMON_LIMITS).band == "deficient"


@given(st.decimals(min_value=1, max_value=200, places=2), st.booleans())
def test_every_exact_vitamin_d_value_has_one_band_in_either_unit(
    value: Decimal, nmol: bool
) -> None:
    typed = lab("Vit D", str(value), "nmol/L" if nmol else "ng/mL")
    ng = Fraction(value) / (Fraction("2.496") if nmol else 1)
    expected = "deficient" if ng < 20 else "insufficient" if ng <= 30 else "sufficient"
    assert verdict(typed, TESTS).band == expected


def calcium(value: str = "2.21", **more: Any) -> LabResult:
    return replace(lab("Calcium, total", value, "mmol/L"), **more)


def albumin(value: str = "38", **more: Any) -> LabResult:
    return replace(lab("Albumin", value, "g/L"), **more)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (calcium(), albumin(taken_on=SUMMER)),
        (calcium(comparator=BELOW), albumin()),
        (calcium(), albumin(comparator=ABOVE)),
        (calcium(unit=""), albumin()),
        (calcium(), albumin(unit="mmol/L")),
        (calcium(test="Ionised calcium"), albumin()),
        (calcium(), albumin(test="Microalbumin")),
        (albumin(), calcium()),
        (calcium("0.1"), albumin("80")),  # nothing in a person's blood is below zero
    ],
)
def test_calcium_is_corrected_only_from_exact_values_of_one_day(
    first: LabResult, second: LabResult
) -> None:
    assert corrected_calcium(first, second, TESTS) is None


def test_corrected_calcium_stands_beside_the_measured_value() -> None:
    measured, protein = calcium(), albumin()
    (found,) = corrected_calciums([protein, measured], TESTS)
    assert (found.calcium_id, found.albumin_id) == (measured.id, protein.id)
    assert found.taken_on == SPRING
    assert found.value.test.key == "ca_corr"
    assert found.value.text == "2.25 mmol/L"
    assert measured.value == Decimal("2.21")


def test_of_two_albumins_of_a_day_the_one_of_the_same_laboratory_is_taken() -> None:
    measured = calcium(laboratory="North")
    north, south = albumin("38", laboratory="North"), albumin("30", laboratory="South")
    (found,) = corrected_calciums([south, measured, north], TESTS)
    assert found.albumin_id == north.id
    assert corrected_calciums([south, calcium(laboratory="East"), north], TESTS) == ()
    assert corrected_calciums([measured, albumin(taken_on=SUMMER)], TESTS) == ()


def test_a_calculated_value_can_call_for_a_red_flag_too() -> None:
    found = corrected_calcium(calcium("3.00"), albumin("39"), TESTS)
    assert found is not None
    flag = red_flag_for(found.value, red_flags())
    assert flag is not None
    assert flag.key == "corrected_calcium_high"
