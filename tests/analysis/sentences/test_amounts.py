import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crampdiary.analysis.sentences.amounts import all_of, cramps, more_or_fewer, nights, range_of

ratios = st.floats(0, 500)


@pytest.mark.parametrize(
    ("ratio", "told"),
    [
        (0, "none at all"),
        (0.004, "over 99 % fewer"),
        (0.01, "99 % fewer"),
        (0.4, "60 % fewer"),
        (0.524, "48 % fewer"),
        (0.99, "1 % fewer"),
        (0.996, "under 1 % fewer"),
        (1, "just as many"),
        (1.004, "under 1 % more"),
        (1.3, "30 % more"),
        (1.999, "99 % more"),
        (2, "twice as many"),
        (2.04, "twice as many"),
        (3.84, "3.8 times as many"),
        (9.99, "10 times as many"),
        (31.4, "31 times as many"),
        (1e9, "over 100 times as many"),
    ],
)
def test_a_ratio_is_told_as_more_or_fewer(ratio: float, told: str) -> None:
    assert more_or_fewer(ratio) == told


@pytest.mark.parametrize(
    ("low", "high", "told"),
    [
        (0.4, 1.5, "60 % fewer to 50 % more"),
        (0.3, 0.92, "8 % to 70 % fewer"),
        (0, 0.51, "49 % fewer to none at all"),
        (0, 1.8, "none at all to 80 % more"),
        (0.6, 0.997, "under 1 % fewer to 40 % fewer"),
        (1.08, 1.7, "8 % to 70 % more"),
        (1.003, 1.7, "under 1 % more to 70 % more"),
        (1.4, 3.84, "40 % more to 3.8 times as many"),
        (2.5, 12.4, "2.5 to 12 times as many"),
        (2, 4.5, "2 to 4.5 times as many"),
        (2.5, 400, "2.5 times as many to over 100 times as many"),
        (1.97, None, "97 % more upwards"),
        (0.6, None, "40 % fewer to any number more"),
    ],
)
def test_a_range_begins_with_the_end_nearer_to_no_change(
    low: float, high: float | None, told: str
) -> None:
    assert range_of(low, high) == told


@given(ratios, ratios | st.none())
def test_a_range_that_leaves_no_change_out_tells_one_direction_only(
    one: float, other: float | None
) -> None:
    low, high = (one, None) if other is None else (min(one, other), max(one, other))
    told = range_of(low, high)
    fewer = re.search("fewer|none", told) is not None
    more = re.search("more|times|twice|upwards", told) is not None
    assert fewer is (low < 1)
    assert more is (high is None or high > 1)


@given(ratios)
def test_only_a_ratio_of_one_is_told_as_no_change_and_only_zero_as_none(ratio: float) -> None:
    told = more_or_fewer(ratio)
    assert (told == "just as many") is (ratio == 1)
    assert (told == "none at all") is (ratio == 0)
    assert not re.search(r"\b0 %|\b100 % fewer", told)


def test_one_is_not_told_as_several() -> None:
    assert (cramps(1), cramps(0), cramps(12)) == ("1 cramp", "0 cramps", "12 cramps")
    assert (nights(1), nights(90)) == ("1 recorded night", "90 recorded nights")
    assert all_of(["K2"]) == "K2"
    assert all_of(["K2", "Magnesium"]) == "K2 and Magnesium"


def test_of_many_names_three_are_told_and_the_others_counted() -> None:
    assert all_of(["A", "B", "C", "D", "E"]) == "A, B, C, D and E"
    assert all_of(["A", "B", "C", "D", "E", "F"]) == "A, B, C and 3 others"
