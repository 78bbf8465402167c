"""Reading a time of night as people type it."""

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crampdiary.domain.errors import InvalidValueError
from crampdiary.domain.nights import from_wall_clock, night_of
from crampdiary.ui.diary.clock_text import moment_in_night, read_clock


@pytest.mark.parametrize("text", ["02:31", "2:31", "2.31", "0231", "231", " 2 31 ", "2h31"])
def test_a_time_is_understood_however_it_is_typed(text: str) -> None:
    assert read_clock(text) == time(2, 31)


def test_an_hour_alone_is_the_full_hour_and_nothing_is_no_time() -> None:
    assert read_clock("3") == time(3, 0)
    assert read_clock("  ") is None


@pytest.mark.parametrize("text", ["25:00", "2:60", "about three", "02:31:00", "-2", "99"])
def test_what_is_no_time_is_refused_with_the_field_and_a_hint(text: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        read_clock(text)
    assert caught.value.field == "start"
    assert "02:31" in caught.value.allowed


@given(
    night=st.dates(date(2000, 1, 1), date(2100, 1, 1)),
    at=st.times(),
    boundary_hour=st.integers(9, 20),
)
def test_a_time_typed_for_a_night_always_belongs_to_that_night(
    night: date, at: time, boundary_hour: int
) -> None:
    moment = moment_in_night(night, at, boundary_hour)
    assert night_of(from_wall_clock(moment, "UTC"), boundary_hour) == night


def test_half_past_two_is_on_the_morning_after_the_evening() -> None:
    assert moment_in_night(date(2026, 11, 21), time(2, 31), 12) == datetime(2026, 11, 22, 2, 31)
    assert moment_in_night(date(2026, 11, 21), time(23, 5), 12) == datetime(2026, 11, 21, 23, 5)


def test_a_time_typed_for_the_evening_before_a_skipped_day_is_on_the_morning_there_was() -> None:
    moment = moment_in_night(date(2011, 12, 29), time(2, 31), 12)
    start = from_wall_clock(moment, "Pacific/Apia")
    assert start.wall_clock == datetime(2011, 12, 31, 2, 31)
    assert night_of(start) == date(2011, 12, 29)
