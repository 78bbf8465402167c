"""What people type is understood, or refused with the field and what would do."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crampdiary.domain.choices import Comparator
from crampdiary.domain.errors import InvalidValueError
from crampdiary.domain.notation import (
    Expected,
    read_day,
    read_duration_s,
    read_fluids_ml,
    read_local_time,
    read_number,
    read_quantity,
    readings,
)
from crampdiary.domain.phrases import duration_words


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("4m10s", 250), ("4 min 10 s", 250), ("90s", 90), ("1h5m", 3900), ("3", 180), ("0s", 0)],
)
def test_durations_as_people_write_them(text: str, seconds: int) -> None:
    assert read_duration_s(text) == seconds


def test_nought_before_a_comma_is_never_thousands() -> None:
    assert read_number("0,780", "value") == Decimal("0.780")


@given(st.integers(0, 3599))
def test_duration_in_words_reads_back(seconds: int) -> None:
    assert read_duration_s(duration_words(seconds)) == seconds


@pytest.mark.parametrize("text", ["", "long", "-5", "4x", "m", "99999999999999h"])
def test_other_durations_are_refused(text: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        read_duration_s(text)
    assert caught.value.field == "duration"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("14.2", "14.2"),
        ("14,2", "14.2"),
        ("4.10", "4.10"),
        ("50,000", "50000"),
        ("1,250,000", "1250000"),
        ("50 000", "50000"),
        (".5", "0.5"),
        ("٣", "3"),
    ],
)
def test_numbers_keep_their_digits_and_take_comma_or_point(text: str, number: str) -> None:
    assert str(read_number(text, "value")) == number


@pytest.mark.parametrize("text", ["", "-1", "NaN", "inf", "1e5", "1.2.3", "1,2,3", "12a"])
def test_other_numbers_are_refused(text: str) -> None:
    with pytest.raises(InvalidValueError):
        read_number(text, "value")


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("14.2", ["14.2"]),
        ("14,2", ["14.2"]),
        ("0,500", ["0.500"]),
        ("0.500", ["0.500"]),
        ("1,234,567", ["1234567"]),
        ("1.234.567", ["1234567"]),
        ("1.234,5", ["1234.5"]),
        ("1,234.567", ["1234.567"]),
        ("1250,000", ["1250.000"]),
        ("50 000", ["50000"]),
        ("50'000", ["50000"]),
        ("1.250", ["1250", "1.250"]),
        ("2,125", ["2125", "2.125"]),
        ("1,23,4", []),
        ("1,234,56", []),
        ("1.234.567,", []),
        ("1,234.567.890", []),
    ],
)
def test_number_has_two_readings_where_three_digits_follow_its_only_mark(
    text: str, numbers: list[str]
) -> None:
    assert [str(number) for number in readings(text)] == numbers


@pytest.mark.parametrize(
    ("text", "expected", "ways"),
    [
        ("1.250", Expected.MEASURED, "1250 or 1.25"),
        ("2,125", Expected.MEASURED, "2125 or 2.1250"),
        ("1.250", Expected.AMOUNT, "1,250 or 1.25"),
        ("50.000", Expected.AMOUNT, "50,000 or 50"),
    ],
)
def test_number_with_two_readings_is_asked_about_and_both_answers_are_clear(
    text: str, expected: Expected, ways: str
) -> None:
    with pytest.raises(InvalidValueError) as caught:
        read_number(text, "value", expected=expected)
    assert (caught.value.problem, caught.value.allowed) == ("can_be_read_in_two_ways", ways)
    answers = [read_number(way, "value", expected=expected) for way in ways.split(" or ")]
    assert answers == list(readings(text))


@given(st.from_regex(r"[0-9][0-9.,]{0,12}", fullmatch=True), st.sampled_from(Expected))
def test_number_is_read_in_one_of_its_readings_or_refused(text: str, expected: Expected) -> None:
    try:
        number = read_number(text, "value", expected=expected)
    except InvalidValueError as error:
        asked = error.problem == "can_be_read_in_two_ways"
        assert len(readings(text)) == (2 if asked else 0)
    else:
        assert number in readings(text)


@given(st.decimals(0, 10**7, places=2), st.sampled_from(Expected))
def test_number_with_two_decimals_means_the_same_with_comma_and_point(
    number: Decimal, expected: Expected
) -> None:
    text = f"{number:f}"
    assert str(read_number(text, "value", expected=expected)) == text
    assert str(read_number(text.replace(".", ","), "value", expected=expected)) == text


def test_reading_that_is_impossible_is_not_asked_about() -> None:
    def is_calcium(number: Decimal, unit: str) -> bool:
        return unit == "mmol/L" and number < 10

    assert read_quantity(
        "1.250 mmol/L", "value", expected=Expected.MEASURED, is_possible=is_calcium
    ) == (None, Decimal("1.250"), "mmol/L")


@pytest.mark.parametrize("text", ["-1", "- 2.5", "\u22125", "-0,5", "\u20133"])
def test_number_below_zero_is_refused_as_such(text: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        read_number(text, "dose")
    assert caught.value.problem == "is_below_zero"
    with pytest.raises(InvalidValueError) as caught:
        read_quantity(f"{text} mg", "dose")
    assert caught.value.problem == "is_below_zero"


@pytest.mark.parametrize(
    ("text", "comparator"),
    [
        ("<= 20 U/L", Comparator.AT_MOST),
        ("\u2264 20 U/L", Comparator.AT_MOST),
        (">=20 U/L", Comparator.AT_LEAST),
        ("\u226520 U/L", Comparator.AT_LEAST),
    ],
)
def test_limits_that_include_their_value_are_told_from_those_that_do_not(
    text: str, comparator: Comparator
) -> None:
    assert read_quantity(text, "value") == (comparator, Decimal(20), "U/L")


@pytest.mark.parametrize("text", ["1-2 tablets", "6\u20138 mg"])
def test_span_of_amounts_is_no_amount_with_an_odd_unit(text: str) -> None:
    with pytest.raises(InvalidValueError):
        read_quantity(text, "dose")


def test_quantities_have_comparator_number_and_unit() -> None:
    assert read_quantity("< 0.41 mmol/L", "value") == (
        Comparator.BELOW,
        Decimal("0.41"),
        "mmol/L",
    )
    assert read_quantity("50000 IU", "dose") == (None, Decimal(50000), "IU")
    assert read_quantity("90 mL/min/1.73 m2", "value") == (None, Decimal(90), "mL/min/1.73 m2")


@pytest.mark.parametrize("text", ["1e9 g", "5E-3 mmol/L", "2.5e+2 IU"])
def test_power_of_ten_is_refused_rather_than_taken_for_a_unit(text: str) -> None:
    with pytest.raises(InvalidValueError):
        read_quantity(text, "value")


def test_unit_may_begin_with_the_letter_e() -> None:
    assert read_quantity("3 eggs", "dose") == (None, Decimal(3), "eggs")


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused_never_a_crash(text: str) -> None:
    for read in (
        lambda: read_quantity(text, "value"),
        lambda: read_duration_s(text),
        lambda: read_fluids_ml(text, 250),
        lambda: read_day(text, "on"),
        lambda: read_local_time(text, "at"),
    ):
        try:
            read()
        except InvalidValueError as error:
            assert error.problem  # noqa: PT017 - either outcome is right


@pytest.mark.parametrize(
    ("text", "ml"),
    [
        ("1250ml", 1250),
        ("1.25 l", 1250),
        ("1.250 l", 1250),
        ("1,500 ml", 1500),
        ("1.500 ml", 1500),
        ("1.500 glasses", 300),
        ("5 glasses", 1000),
        ("300", 300),
    ],
)
def test_fluids_in_millilitres_litres_or_glasses(text: str, ml: int) -> None:
    assert read_fluids_ml(text, glass_ml=200) == ml


@pytest.mark.parametrize("text", ["0001-01-01T00:00", "1899-12-31T23:59", "9999-12-31T23:59"])
def test_time_outside_what_a_diary_can_hold_is_refused(text: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        read_local_time(text, "at")
    assert (caught.value.field, caught.value.problem) == ("at", "out_of_range")


@pytest.mark.parametrize("text", ["2026-11-22T02:31+01:00", "02:31", "2026-13-01T00:00"])
def test_time_with_a_zone_of_its_own_or_no_date_is_refused(text: str) -> None:
    with pytest.raises(InvalidValueError):
        read_local_time(text, "at")
