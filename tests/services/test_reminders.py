"""The morning reminder: once, never at night, only for a night nobody has answered for."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crampdiary.domain.nights import (
    LocalInstant,
    NightState,
    day_before,
    from_wall_clock,
    localise,
)
from crampdiary.domain.preferences import Preferences
from crampdiary.domain.records import Cramp, Night
from crampdiary.services.reminders import comes_at_min, night_to_ask_for
from tests.fakes import MemoryDiary, StillClock

SATURDAY, SUNDAY = date(2026, 11, 21), date(2026, 11, 22)


def _told(diary: MemoryDiary, moments: Iterator[LocalInstant]) -> list[tuple[date, datetime]]:
    """Return which nights are asked for, and at what clock reading."""
    asked: dict[date, datetime] = {}
    for now in moments:
        night = night_to_ask_for(diary, now, asked=list(asked))
        if night is not None:
            assert night not in asked
            asked[night] = now.wall_clock
    return list(asked.items())


def _minutes(zone: str, first: datetime, hours: int) -> Iterator[LocalInstant]:
    """Yield every minute of some hours, as the clock of a zone shows them."""
    for minute in range(hours * 60):
        yield localise(first.replace(tzinfo=UTC) + timedelta(minutes=minute), zone)


def _at(hour: int, minute: int = 0, day: date = SUNDAY) -> LocalInstant:
    return StillClock(datetime(day.year, day.month, day.day, hour, minute)).now()


def test_without_a_wish_it_never_comes() -> None:
    assert _told(MemoryDiary(), _minutes("Europe/Berlin", datetime(2026, 11, 20), 72)) == []


def test_over_a_day_it_comes_once_at_the_chosen_time_for_last_night() -> None:
    diary = MemoryDiary([Preferences(reminder_min=8 * 60 + 30)])
    told = _told(diary, _minutes("Europe/Berlin", datetime(2026, 11, 21, 23), 24))
    assert told == [(SATURDAY, datetime(2026, 11, 22, 8, 30))]


@pytest.mark.parametrize(
    "record",
    [
        Cramp(night=SATURDAY),
        *(
            Night(night=SATURDAY, answer=answer)
            for answer in (
                NightState.WITHOUT_CRAMPS,
                NightState.DONT_REMEMBER,
                NightState.NOT_TRACKING,
            )
        ),
    ],
    ids=lambda record: getattr(record, "answer", None) or record.kind,
)
def test_a_night_that_was_answered_is_not_asked_for(record: Cramp | Night) -> None:
    diary = MemoryDiary([Preferences(reminder_min=480), record])
    assert night_to_ask_for(diary, _at(9), asked=[]) is None


def test_what_was_said_of_the_evening_alone_does_not_answer_the_night() -> None:
    diary = MemoryDiary([Preferences(reminder_min=480), Night(night=SATURDAY, fluids_ml=1000)])
    assert night_to_ask_for(diary, _at(9), asked=[]) == SATURDAY


def test_a_demo_asks_nothing() -> None:
    diary = MemoryDiary([Preferences(reminder_min=480, is_demo=True)])
    assert night_to_ask_for(diary, _at(9), asked=[]) is None


@pytest.mark.parametrize(("hour", "comes"), [(8, True), (11, True), (12, False), (18, False)])
def test_a_computer_that_wakes_later_that_morning_asks_then_and_not_after_noon(
    hour: int, comes: bool
) -> None:
    diary = MemoryDiary([Preferences(reminder_min=480)])
    assert (night_to_ask_for(diary, _at(hour, 1), asked=[]) is not None) is comes


def test_within_the_night_hours_it_waits_for_their_end() -> None:
    wishes = Preferences(reminder_min=6 * 60 + 30, night_to_hour=9)
    assert comes_at_min(wishes) == 9 * 60
    told = _told(MemoryDiary([wishes]), _minutes("Europe/Berlin", datetime(2026, 11, 21, 23), 24))
    assert told == [(SATURDAY, datetime(2026, 11, 22, 9))]


def test_who_sleeps_by_day_is_asked_in_the_evening() -> None:
    wishes = Preferences(reminder_min=17 * 60, night_from_hour=9, night_to_hour=17)
    told = _told(MemoryDiary([wishes]), _minutes("Europe/Berlin", datetime(2026, 11, 21, 23), 24))
    assert told == [(SATURDAY, datetime(2026, 11, 22, 17))]


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("Europe/Berlin", date(2026, 3, 29)),
        ("Europe/Berlin", date(2026, 10, 25)),
        ("America/New_York", date(2026, 3, 8)),
        ("America/New_York", date(2026, 11, 1)),
        ("Australia/Lord_Howe", date(2026, 4, 5)),
        ("Australia/Lord_Howe", date(2026, 10, 4)),
        ("Pacific/Apia", date(2011, 12, 31)),
    ],
)
@pytest.mark.parametrize("at_min", [60, 90, 120, 150, 510])
def test_clocks_that_change_bring_it_once_and_never_before_its_time(
    zone: str, day: date, at_min: int
) -> None:
    wishes = Preferences(reminder_min=at_min, night_from_hour=22, night_to_hour=1)
    begin = datetime(day.year, day.month, day.day) - timedelta(days=2)
    told = _told(MemoryDiary([wishes]), _minutes(zone, begin, 96))
    evening = day_before(from_wall_clock(datetime(day.year, day.month, day.day), zone))
    (reading,) = [local for night, local in told if night == evening]
    assert reading.date() == day
    # The hour that clocks leave out may hold the chosen time.
    assert 0 <= reading.hour * 60 + reading.minute - at_min <= 60


def test_from_berlin_to_tokyo_and_back_no_night_is_asked_for_twice() -> None:
    diary = MemoryDiary([Preferences(reminder_min=540)])
    trip = [
        *_minutes("Europe/Berlin", datetime(2026, 11, 20), 36),
        *_minutes("Asia/Tokyo", datetime(2026, 11, 21, 12), 48),
        *_minutes("Europe/Berlin", datetime(2026, 11, 23, 12), 24),
    ]
    nights = [night for night, _ in _told(diary, iter(trip))]
    assert nights == [date(2026, 11, 19 + number) for number in range(5)]


@given(
    wishes=st.builds(
        Preferences,
        reminder_min=st.integers(0, 24 * 60 - 1),
        night_from_hour=st.integers(0, 23),
        night_to_hour=st.integers(0, 23),
    ),
    step_min=st.integers(1, 240),
)
def test_never_in_the_night_hours_and_never_twice(wishes: Preferences, step_min: int) -> None:
    moments = list(_minutes("Europe/Berlin", datetime(2026, 11, 21), 48))[::step_min]
    for _, local in _told(MemoryDiary([wishes]), iter(moments)):
        first, last = wishes.night_from_hour, wishes.night_to_hour
        since = (local.hour - first) % 24
        assert since >= (last - first) % 24
