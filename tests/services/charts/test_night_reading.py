"""What the charts of nights read of a diary: states, counts, and cramps by the person's clock."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from crampdiary.charts.raster_rows import CrampMark
from crampdiary.domain.choices import DurationBasis
from crampdiary.domain.nights import NightState, from_wall_clock
from crampdiary.domain.records import Cramp, Night
from crampdiary.services.charts import calendar, night_raster, weekly_rate
from tests.fakes import MemoryDiary, StillClock

NIGHT = date(2026, 10, 24)
STATE = NightState.NOT_TRACKING
CLOCK = StillClock(datetime(2026, 11, 22, 9, 0))


def timed(
    local: datetime,
    zone: str = "Europe/Berlin",
    *,
    duration_s: int | None = None,
    basis: DurationBasis | None = None,
) -> Cramp:
    start = from_wall_clock(local, zone)
    return Cramp(
        night=NIGHT,
        start_utc=start.utc,
        zone=zone,
        offset_min=start.offset_min,
        duration_s=duration_s,
        duration_basis=basis,
    )


def read(*cramps: Cramp) -> list[CrampMark]:
    return list(night_raster.read(MemoryDiary(cramps), CLOCK, NIGHT, NIGHT).cramps)


@pytest.mark.parametrize(
    ("local", "minutes"),
    [
        (datetime(2026, 10, 24, 20, 0), 20 * 60),
        (datetime(2026, 10, 24, 23, 59, 30), 24 * 60 - 0.5),
        (datetime(2026, 10, 25, 0, 0), 24 * 60),
        (datetime(2026, 10, 25, 9, 59), 34 * 60 - 1),
        (datetime(2026, 10, 24, 12, 0), 12 * 60),
    ],
)
def test_minutes_count_from_the_midnight_that_begins_the_evenings_date(
    local: datetime, minutes: float
) -> None:
    assert [one.start_min for one in read(timed(local))] == [minutes]


@pytest.mark.parametrize("zone", ["Europe/Berlin", "Asia/Tokyo", "America/New_York"])
def test_a_cramp_stands_at_the_time_its_own_clock_showed(zone: str) -> None:
    assert read(timed(datetime(2026, 10, 25, 3, 30), zone))[0].start_min == 27 * 60 + 30


def test_clocks_set_back_do_not_move_a_cramp_of_the_same_night() -> None:
    # In Berlin 3:00 became 2:00 in this night; its offset was one hour less afterwards.
    before, after = (timed(datetime(2026, 10, 25, hour, 30)) for hour in (1, 4))
    assert before.offset_min != after.offset_min
    assert {one.start_min for one in read(before, after)} == {25.5 * 60, 28.5 * 60}


def test_a_cramp_of_which_only_the_night_is_known_has_no_time() -> None:
    assert read(Cramp(night=NIGHT, pain=6)) == [CrampMark(night=NIGHT, pain=6)]


@pytest.mark.parametrize(
    ("duration_s", "basis", "is_forgotten"),
    [
        (1800, DurationBasis.TIMED, False),
        (1801, DurationBasis.TIMED, True),
        (7200, DurationBasis.ESTIMATED, False),
    ],
)
def test_a_stop_is_forgotten_where_the_timer_ran_for_longer_than_half_an_hour(
    duration_s: int, basis: DurationBasis, *, is_forgotten: bool
) -> None:
    local = datetime(2026, 10, 25, 3, 0)
    cramp = timed(local, duration_s=duration_s, basis=basis)
    (mark,) = read(cramp)
    assert mark.is_forgotten == is_forgotten == cramp.is_long
    assert mark.duration_s == duration_s


@pytest.mark.parametrize("reading", [calendar.read, weekly_rate.read, night_raster.read])
def test_every_night_of_the_range_is_read_with_its_state(reading: Callable[..., Any]) -> None:
    first = date(2026, 10, 23)
    diary = MemoryDiary(
        [Cramp(night=NIGHT), Cramp(night=NIGHT), Night(night=first, answer=STATE)],
    )
    data = reading(diary, CLOCK, first, date(2026, 10, 25))
    assert (data.first, data.last) == (first, date(2026, 10, 25))
    assert [(night.state, night.cramps) for night in data.nights] == [
        (STATE, 0),
        (NightState.WITH_CRAMPS, 2),
        (NightState.NOT_RECORDED, 0),
    ]
