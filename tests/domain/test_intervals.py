"""Ranges as laboratories print them, and what a value or a limit is against them."""

import operator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crampdiary.domain.choices import Comparator
from crampdiary.domain.errors import InvalidValueError
from crampdiary.domain.intervals import (
    ANY_NUMBER,
    Interval,
    flag_of,
    interval_of,
    read_interval,
    span_of,
)
from crampdiary.domain.records import LabResult

numbers = st.decimals(min_value=0, max_value=10_000, places=2)


def two(low: str, high: str) -> Interval:
    return Interval(low=Decimal(low), high=Decimal(high))


def result(value: str, comparator: Comparator | None = None, **changes: Any) -> LabResult:
    plain = LabResult(
        test="Magnesium",
        value=Decimal(value),
        unit="mmol/L",
        taken_on=date(2026, 1, 21),
        comparator=comparator,
    )
    return replace(plain, **changes)


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("30 - 100", two("30", "100")),
        ("30-100", two("30", "100")),
        ("30\u2013100", two("30", "100")),
        ("30 \u2014 100", two("30", "100")),
        ("0.70 to 1.00", two("0.70", "1.00")),
        ("0.70 TO 1.00", two("0.70", "1.00")),
        ("(3.5 - 5.1)", two("3.5", "5.1")),
        ("[3.5-5.1]", two("3.5", "5.1")),
        ("3,5-5,1", two("3.5", "5.1")),
        ("3,5 bis 5,1", two("3.5", "5.1")),
        ("150 .. 400", two("150", "400")),
        (".5-1.5", two(".5", "1.5")),
        ("30 - 100 mmol/l", two("30", "100")),
        ("<0.41", Interval(high=Decimal("0.41"), high_open=True)),
        ("< 0,41 mmol/L", Interval(high=Decimal("0.41"), high_open=True)),
        ("less than 5", Interval(high=Decimal(5), high_open=True)),
        ("\u2264 5", Interval(high=Decimal(5))),
        ("<= 5", Interval(high=Decimal(5))),
        ("up to 190", Interval(high=Decimal(190))),
        ("Up to 190", Interval(high=Decimal(190))),
        ("max. 190", Interval(high=Decimal(190))),
        ("190 or less", Interval(high=Decimal(190))),
        ("> 30", Interval(low=Decimal(30), low_open=True)),
        ("above 30", Interval(low=Decimal(30), low_open=True)),
        ("\u2265 60", Interval(low=Decimal(60))),
        (">=60", Interval(low=Decimal(60))),
        ("from 30", Interval(low=Decimal(30))),
        ("at least 30", Interval(low=Decimal(30))),
        ("30 or more", Interval(low=Decimal(30))),
        ("Ref: 30-100", two("30", "100")),
        ("Reference range 30 - 100", two("30", "100")),
        ("Referenzbereich: 0,70 - 1,00", two("0.70", "1.00")),
        ("Normal: < 5.7", Interval(high=Decimal("5.7"), high_open=True)),
        ("unter 5,7", Interval(high=Decimal("5.7"), high_open=True)),
        ("menor de 5", Interval(high=Decimal(5), high_open=True)),
        ("Gr\u00f6\u00dfer als 30", Interval(low=Decimal(30), low_open=True)),
        ("sup\u00e9rieur \u00e0 30", Interval(low=Decimal(30), low_open=True)),
        ("ab 50", Interval(low=Decimal(50))),
        ("bis 190", Interval(high=Decimal(190))),
        ("abnormal 50", None),
        ("optimal 30-100", None),
        ("0", None),
        ("negative", None),
        ("", None),
        ("see comment", None),
        ("<20 deficient; 20-30 insufficient; >30 sufficient", None),
        ("men 30-400, women 13-150", None),
        ("30 - 100 (adults)", None),
        ("\u0663-\u0665 \u202e x", None),
    ],
)
def test_a_range_is_read_as_printed(printed: str, expected: Interval | None) -> None:
    assert read_interval(printed, "range", unit="mmol/L") == expected


@pytest.mark.parametrize(
    ("printed", "problem"),
    [
        ("100 - 30", "ends_before_start"),
        ("1,250 - 2,500", "can_be_read_in_two_ways"),
        ("30 - 100 ng/mL", "unit_of_other_kind"),
        ("< 5 mg/dL", "unit_of_other_kind"),
    ],
)
def test_a_range_in_doubt_is_refused_with_its_field(printed: str, problem: str) -> None:
    with pytest.raises(InvalidValueError) as refused:
        read_interval(printed, "range_text", unit="mmol/L")
    assert (refused.value.field, refused.value.problem) == ("range_text", problem)


@given(numbers, numbers, st.sampled_from(["{}-{}", "{} \u2013 {}", "{} to {}", "( {} - {} )"]))
def test_a_written_range_reads_back(one: Decimal, other: Decimal, pattern: str) -> None:
    low, high = sorted((one, other))
    # With three figures behind it a point may be a thousands mark; two leave no doubt.
    assert read_interval(pattern.format(low, high), "range") == Interval(low=low, high=high)


@given(st.text(max_size=80))
def test_any_printed_text_is_a_range_words_or_a_clear_refusal(text: str) -> None:
    with suppress(InvalidValueError):
        assert read_interval(text, "range") != ANY_NUMBER


@pytest.mark.parametrize(
    ("value", "comparator", "text", "flag"),
    [
        ("0.41", None, "<0.41", "high"),
        ("0.40", None, "<0.41", ""),
        ("0.41", Comparator.BELOW, "<0.41", ""),
        ("0.50", Comparator.BELOW, "<0.41", ""),
        ("0.41", Comparator.ABOVE, "<0.41", "high"),
        ("0.41", Comparator.AT_LEAST, "<0.41", "high"),
        ("30", None, "> 30", "low"),
        ("30", Comparator.AT_MOST, "> 30", "low"),
        ("30", Comparator.ABOVE, "> 30", ""),
        ("190", None, "up to 190", ""),
        ("191", None, "up to 190", "high"),
        ("190", Comparator.ABOVE, "up to 190", "high"),
        ("190", Comparator.AT_LEAST, "up to 190", ""),
        ("5", None, "negative", ""),
        ("5", None, "", ""),
    ],
)
def test_a_value_against_the_range_as_printed(
    value: str, comparator: Comparator | None, text: str, flag: str
) -> None:
    assert flag_of(result(value, comparator, range_text=text)) == flag
    assert result(value, comparator, range_text=text).flag == flag


def test_the_printed_text_goes_before_the_ends_since_it_tells_open_ones() -> None:
    found = interval_of(result("0.41", range_text="<0.41", range_high=Decimal("0.41")))
    assert found == Interval(high=Decimal("0.41"), high_open=True)


@pytest.mark.parametrize("text", ["see comment", "9 - 3", "1,250-2,500", "3 - 5 ng/mL"])
def test_a_text_that_is_no_range_leaves_the_ends(text: str) -> None:
    found = interval_of(result("4", range_text=text, range_low=Decimal(3)))
    assert found == Interval(low=Decimal(3))


@given(numbers, numbers, numbers, st.sampled_from([None, *Comparator]))
def test_a_limit_is_flagged_only_where_every_number_it_leaves_open_is_outside(
    value: Decimal, one: Decimal, other: Decimal, comparator: Comparator | None
) -> None:
    low, high = sorted((one, other))
    near = {low, high, value, *(it + step for it in (low, high, value) for step in (-1, 0, 1))}
    compare = {
        None: operator.eq,
        Comparator.BELOW: operator.lt,
        Comparator.AT_MOST: operator.le,
        Comparator.ABOVE: operator.gt,
        Comparator.AT_LEAST: operator.ge,
    }[comparator]
    # Between two numbers of two decimals there is always another one.
    near |= {value - Decimal("0.001"), value + Decimal("0.001")}
    possible = {it for it in near if compare(it, value)}
    flag = result(str(value), comparator, range_low=low, range_high=high).flag
    assert (flag == "low") == all(it < low for it in possible)
    assert (flag == "high") == all(it > high for it in possible)


@given(numbers, numbers, st.booleans(), st.booleans())
def test_within_is_what_single_numbers_say(
    one: Decimal, other: Decimal, low_open: bool, high_open: bool
) -> None:
    low, high = sorted((one, other))
    outer = Interval(low=low, high=high, low_open=low_open, high_open=high_open)
    for number in (low, high, (low + high) / 2, low - 1, high + 1):
        inside = (low < number or (number == low and not low_open)) and (
            number < high or (number == high and not high_open)
        )
        assert span_of(number, None).is_within(outer) == inside
    assert outer.is_within(outer)
    assert outer.is_within(ANY_NUMBER)
    assert not ANY_NUMBER.is_within(outer)
