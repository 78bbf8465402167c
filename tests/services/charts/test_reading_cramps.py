"""What the charts of hours, of pain and duration, and of places read from a diary."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from crampdiary.domain.choices import DurationBasis, Side, Site
from crampdiary.domain.nights import from_wall_clock
from crampdiary.domain.records import FORGOTTEN_S, Cramp
from crampdiary.services.charts import hour_of_night, leg_map, pain_and_duration
from crampdiary.services.charts.catalogue import CHARTS
from tests.fakes import MemoryDiary, StillClock

NIGHT = date(2026, 11, 20)
CLOCK = StillClock(datetime(2026, 11, 22, 7, 30))
TIMED, TOLD, ESTIMATED = DurationBasis.TIMED, DurationBasis.TOLD, DurationBasis.ESTIMATED


def cramp(hour: float | None = None, zone: str = "Europe/Berlin", **fields: Any) -> Cramp:
    """Return a cramp of the night; hours above 24 are those after midnight."""
    if hour is None:
        return Cramp(night=NIGHT, **fields)
    start = from_wall_clock(datetime(2026, 11, 20) + timedelta(hours=hour), zone)
    return Cramp(
        night=NIGHT, start_utc=start.utc, zone=start.zone, offset_min=start.offset_min, **fields
    )


def test_hours_are_those_of_the_clock_where_the_cramp_was_logged() -> None:
    diary = MemoryDiary(
        [cramp(26.5), cramp(26.9, "Asia/Kathmandu"), cramp(22, "America/New_York"), cramp()]
    )
    data = hour_of_night.read(diary, CLOCK, NIGHT, NIGHT)
    assert {hour: count for hour, count in enumerate(data.by_hour) if count} == {2: 2, 22: 1}
    assert (data.timed, data.untimed, data.cramps) == (3, 1, 4)
    assert data.coverage.nights_recorded == 1


def test_guesses_and_forgotten_stops_stand_apart_from_measured_durations() -> None:
    diary = MemoryDiary(
        [
            cramp(25, duration_s=120, duration_basis=TIMED, pain=4),
            cramp(26, duration_s=120, duration_basis=TIMED, pain=4),
            cramp(27, duration_s=300, duration_basis=TOLD),
            cramp(28, duration_s=90),
            cramp(29, duration_s=240, duration_basis=ESTIMATED, pain=7),
            cramp(30, duration_s=FORGOTTEN_S + 1, duration_basis=TIMED),
            cramp(31, is_open=True),
        ]
    )
    data = pain_and_duration.read(diary, CLOCK, NIGHT, NIGHT)
    assert data.cramps == 7
    assert sorted(data.pains) == [4, 4, 7]
    assert sorted(data.measured_s) == [90, 120, 120, 300]
    assert list(data.estimated_s) == [240]
    assert data.forgotten == 1


def test_places_are_counted_by_side_and_places_together() -> None:
    calf = frozenset({Site.CALF})
    diary = MemoryDiary([cramp(side=Side.LEFT, sites=calf) for _ in range(3)] + [cramp()])
    data = leg_map.read(diary, CLOCK, NIGHT, NIGHT)
    assert data.noted == {(Side.LEFT, calf): 3, (None, frozenset()): 1}


@pytest.mark.parametrize("name", ["hour-of-night", "pain-and-duration", "leg-map"])
def test_cramps_of_other_nights_are_not_read(name: str) -> None:
    day = timedelta(days=1)
    before, after = (Cramp(night=NIGHT + step, pain=3) for step in (-day, day))
    diary = MemoryDiary([before, cramp(26, pain=5), after])
    assert CHARTS[name].read(diary, CLOCK, NIGHT, NIGHT).cramps == 1
