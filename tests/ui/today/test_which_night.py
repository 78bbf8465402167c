"""Which night Today shows, as plain rules."""

from datetime import UTC, date, datetime, timedelta

from crampdiary.domain.nights import NightCount, NightState, localise
from crampdiary.ui.today.which_night import HOLD_S, WhichNight, next_to_fill, short_day, to_fill

SATURDAY = date(2026, 11, 21)
NOW = localise(datetime(2026, 11, 21, 23, 0, tzinfo=UTC), "Europe/Berlin")


def days(*numbers: int) -> list[date]:
    return [date(2026, 11, number) for number in numbers]


def counts(*not_recorded: int) -> list[NightCount]:
    return [
        NightCount(
            night=date(2026, 11, day),
            state=NightState.NOT_RECORDED if day in not_recorded else NightState.DONT_REMEMBER,
        )
        for day in range(8, 22)
    ]


def test_the_latest_night_is_due_unless_one_was_chosen() -> None:
    which = WhichNight()
    assert which.due(SATURDAY) == SATURDAY
    which.choose(date(2026, 11, 18))
    assert which.due(SATURDAY) == date(2026, 11, 18)
    assert which.due(SATURDAY + timedelta(days=3)) == date(2026, 11, 18)
    which.choose(None)
    assert which.due(SATURDAY) == SATURDAY


def test_a_chosen_night_that_has_not_begun_yet_is_let_go() -> None:
    which = WhichNight()
    which.choose(SATURDAY)
    assert which.due(SATURDAY - timedelta(days=2)) == SATURDAY - timedelta(days=2)
    assert which.due(SATURDAY) == SATURDAY


def test_whoever_answered_just_now_is_held_to_be_at_it() -> None:
    which = WhichNight()
    assert not which.is_held(NOW)
    which.touch(NOW)
    for seconds, is_held in ((0, True), (HOLD_S - 1, True), (HOLD_S, False), (-HOLD_S, False)):
        later = localise(NOW.utc + timedelta(seconds=seconds), "Asia/Tokyo")
        assert which.is_held(later) is is_held, "a journey is no time, a corrected clock is"
    which.choose(SATURDAY)
    assert not which.is_held(NOW)


def test_the_next_to_fill_in_is_a_later_night_and_else_the_last_before() -> None:
    nights = counts(10, 13, 18)
    assert next_to_fill(nights, date(2026, 11, 10)) == date(2026, 11, 13)
    assert next_to_fill(nights, date(2026, 11, 18)) == date(2026, 11, 13)
    assert next_to_fill(nights, date(2026, 11, 10), days(13, 18)) is None
    assert next_to_fill(counts(13), date(2026, 11, 13)) is None


def test_the_nearest_night_to_fill_in_lies_in_the_way_that_was_asked() -> None:
    nights = counts(10, 13, 18)
    assert to_fill(nights, SATURDAY, later=False) == date(2026, 11, 18)
    assert to_fill(nights, SATURDAY, later=True) is None
    assert to_fill(nights, date(2026, 11, 13), later=True) == date(2026, 11, 18)


def test_a_night_is_named_shortly() -> None:
    assert short_day(date(2026, 11, 18)) == "Wed 18"
