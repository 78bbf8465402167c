"""Counting in months."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crampdiary.domain.months import month_later, months_before

days = st.dates(date(1950, 1, 1), date(2150, 1, 1))


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 11, 21), 9, date(2026, 2, 21)),
        (date(2026, 5, 31), 3, date(2026, 2, 28)),
        (date(2024, 5, 31), 3, date(2024, 2, 29)),
        (date(2026, 12, 31), 1, date(2026, 11, 30)),
        (date(2026, 1, 15), 1, date(2025, 12, 15)),
        (date(2026, 1, 15), 13, date(2024, 12, 15)),
    ],
)
def test_months_go_back_to_the_same_day_or_the_last_of_a_shorter_month(
    day: date, months: int, expected: date
) -> None:
    assert months_before(day, months) == expected


@given(days, st.integers(0, 500))
def test_months_before_never_leaves_the_month_that_is_meant(day: date, months: int) -> None:
    found = months_before(day, months)
    assert (day.year * 12 + day.month) - (found.year * 12 + found.month) == months
    assert found.day <= day.day


@given(days, st.integers(-500, 500))
def test_a_month_reaches_from_its_first_day_to_the_next_ones(day: date, months: int) -> None:
    first, following = month_later(day, months)
    assert (first.day, following.day) == (1, 1)
    assert (first.year * 12 + first.month) - (day.year * 12 + day.month) == months
    assert 28 <= (following - first).days <= 31
    assert (following - timedelta(days=1)).month == first.month
