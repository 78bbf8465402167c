"""The night rule, over all zones, clock changes, travel and leap days."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import available_timezones

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from crampdiary.domain.errors import InvalidValueError
from crampdiary.domain.nights import (
    NightState,
    from_wall_clock,
    localise,
    night_of,
    nights_between,
)

ZONES = sorted(available_timezones() - {"localtime", "posixrules", "Factory"})
instants = st.datetimes(datetime(1972, 6, 1), datetime(2037, 12, 31), timezones=st.just(UTC))
zones = st.sampled_from(ZONES)


def test_cramp_after_midnight_belongs_to_the_previous_evening() -> None:
    assert night_of(from_wall_clock(datetime(2026, 11, 22, 2, 31), "Europe/Berlin")) == date(
        2026, 11, 21
    )


@pytest.mark.parametrize(
    ("clock", "night"),
    [
        (datetime(2026, 11, 21, 12, 0), date(2026, 11, 21)),
        (datetime(2026, 11, 21, 11, 59, 59), date(2026, 11, 20)),
        (datetime(2028, 3, 1, 3, 0), date(2028, 2, 29)),
        (datetime(2027, 3, 1, 3, 0), date(2027, 2, 28)),
        (datetime(2027, 1, 1, 0, 0), date(2026, 12, 31)),
    ],
)
def test_night_turns_at_noon_over_months_years_and_leap_days(clock: datetime, night: date) -> None:
    assert night_of(from_wall_clock(clock, "Europe/Berlin")) == night


def test_adjusted_boundary_moves_the_turn() -> None:
    four = from_wall_clock(datetime(2026, 11, 22, 16, 0), "Europe/Berlin")
    assert night_of(four, 18) == date(2026, 11, 21)
    assert night_of(four, 16) == date(2026, 11, 22)


def _exists(day: date, zone: str) -> bool:
    """Tell whether a place had a day at all."""
    return from_wall_clock(datetime.combine(day, time(12)), zone).wall_clock.date() == day


@given(instants, zones, st.integers(9, 20))
@example(datetime(2011, 12, 30, 12, 30, tzinfo=UTC), "Pacific/Apia", 12)
@example(datetime(1993, 8, 21, 13, 0, tzinfo=UTC), "Pacific/Kwajalein", 12)
@example(datetime(2018, 11, 4, 3, 30, tzinfo=UTC), "America/Sao_Paulo", 12)
def test_instant_lies_within_the_night_it_is_given(moment: datetime, zone: str, hour: int) -> None:
    instant = localise(moment, zone)
    night = night_of(instant, hour)
    assert _exists(night, zone)
    following = night + timedelta(days=1)
    while not _exists(following, zone):
        following += timedelta(days=1)
    begins, ends = (datetime.combine(day, time(hour)) for day in (night, following))
    assert begins <= instant.wall_clock < ends


@given(instants, zones)
def test_stored_offset_reproduces_the_clock_of_the_place(moment: datetime, zone: str) -> None:
    instant = localise(moment, zone)
    shown = moment.astimezone(instant.utc.astimezone(UTC).tzinfo).replace(tzinfo=None)
    assert instant.wall_clock - shown == timedelta(minutes=instant.offset_min)
    assert instant.utc == moment


@given(instants, zones)
def test_clock_reading_that_exists_goes_there_and_back(moment: datetime, zone: str) -> None:
    reading = localise(moment.replace(second=0, microsecond=0), zone).wall_clock
    again = from_wall_clock(reading, zone)
    assert abs(again.wall_clock - reading) < timedelta(minutes=1)


def test_clock_set_back_gives_the_first_of_two_equal_readings() -> None:
    instant = from_wall_clock(datetime(2026, 10, 25, 2, 30), "Europe/Berlin")
    assert instant.offset_min == 120
    assert instant.utc == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_reading_that_never_occurs_moves_on_by_the_gap() -> None:
    instant = from_wall_clock(datetime(2026, 3, 29, 2, 30), "Europe/Berlin")
    assert instant.wall_clock == datetime(2026, 3, 29, 3, 30)


def test_half_hour_clock_change_of_lord_howe_stays_in_its_night() -> None:
    before = localise(datetime(2026, 4, 4, 14, 45, tzinfo=UTC), "Australia/Lord_Howe")
    after = localise(datetime(2026, 4, 4, 15, 15, tzinfo=UTC), "Australia/Lord_Howe")
    assert (before.offset_min, after.offset_min) == (660, 630)
    assert night_of(before) == night_of(after) == date(2026, 4, 4)


def test_day_that_apia_skipped_is_no_night_of_anyone() -> None:
    last_before = localise(datetime(2011, 12, 30, 9, 59, tzinfo=UTC), "Pacific/Apia")
    first_after = localise(datetime(2011, 12, 30, 10, 1, tzinfo=UTC), "Pacific/Apia")
    next_evening = localise(datetime(2011, 12, 31, 8, 0, tzinfo=UTC), "Pacific/Apia")
    assert [str(it.wall_clock) for it in (last_before, first_after, next_evening)] == [
        "2011-12-29 23:59:00",
        "2011-12-31 00:01:00",
        "2011-12-31 22:00:00",
    ]
    assert night_of(last_before) == night_of(first_after) == date(2011, 12, 29)
    assert night_of(next_evening) == date(2011, 12, 31)


def test_traveller_is_in_the_night_of_the_place_where_the_cramp_was_logged() -> None:
    moment = datetime(2026, 11, 21, 22, 0, tzinfo=UTC)
    assert night_of(localise(moment, "Europe/Berlin")) == date(2026, 11, 21)
    assert night_of(localise(moment, "Asia/Tokyo")) == date(2026, 11, 21)
    later = moment + timedelta(hours=6)
    assert night_of(localise(later, "Europe/Berlin")) == date(2026, 11, 21)
    assert night_of(localise(later, "Asia/Tokyo")) == date(2026, 11, 22)


@given(instants, zones)
def test_one_hour_later_is_never_an_earlier_night_unless_the_date_line_is_crossed(
    moment: datetime, zone: str
) -> None:
    first, later = (
        localise(moment, zone),
        localise(moment + timedelta(hours=1), zone),
    )
    if later.offset_min >= first.offset_min - 60:
        assert night_of(later) >= night_of(first)


def test_unknown_zone_is_refused_with_what_would_do() -> None:
    with pytest.raises(InvalidValueError) as caught:
        localise(datetime(2026, 1, 1, tzinfo=UTC), "Mars/Olympus")
    assert caught.value.field == "zone"


@pytest.mark.parametrize("zone", ["../../etc/passwd", "", "a\x00b", "/etc/localtime"])
def test_zone_that_is_a_path_is_refused(zone: str) -> None:
    with pytest.raises(InvalidValueError):
        localise(datetime(2026, 1, 1, tzinfo=UTC), zone)


@given(st.dates(date(1990, 1, 1), date(2060, 1, 1)), st.integers(0, 800))
def test_nights_between_are_all_the_nights_in_order(first: date, count: int) -> None:
    nights = list(nights_between(first, first + timedelta(days=count)))
    assert len(nights) == count + 1
    assert all(b - a == timedelta(days=1) for a, b in pairwise(nights))


def test_only_nights_with_an_answer_count_as_recorded() -> None:
    assert {state for state in NightState if state.is_recorded} == {
        NightState.WITH_CRAMPS,
        NightState.WITHOUT_CRAMPS,
    }
