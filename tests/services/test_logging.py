"""Logging at night and answering in the morning."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from crampdiary.domain.changes import Change, Edit
from crampdiary.domain.choices import DurationBasis, EveningTag, Provenance, Side
from crampdiary.domain.errors import InvalidValueError, NightHasCrampsError, NotFoundError
from crampdiary.domain.nights import LocalInstant, NightState, localise
from crampdiary.domain.records import Cramp, Night
from crampdiary.services.cramps import (
    asks_for_length,
    cramp_at,
    cramp_now,
    cramp_without_time,
    log_cramps,
    refine_cramp,
    resume_cramp,
    running_cramp,
    settle_length,
    start_cramp,
    stop_cramp,
    usual_length_s,
)
from crampdiary.services.nights import (
    answer_night,
    last_nights,
    night_view,
    tell_night,
    usual_fluids_ml,
)
from crampdiary.services.preferences import preferences, set_preferences
from crampdiary.storage.diary import SqliteDiary
from tests.fakes import MemoryDiary, StillClock

NIGHT = date(2026, 11, 21)


@pytest.fixture
def diary() -> MemoryDiary:
    return MemoryDiary()


@pytest.fixture
def clock() -> StillClock:
    return StillClock(datetime(2026, 11, 22, 2, 31))


def test_one_press_stores_instant_zone_night_and_provenance(
    diary: MemoryDiary, clock: StillClock
) -> None:
    start_cramp(diary, clock)
    (cramp,) = diary.records(Cramp)
    assert cramp.start_utc == datetime(2026, 11, 22, 1, 31, tzinfo=UTC)
    assert (cramp.zone, cramp.offset_min, cramp.night) == ("Europe/Berlin", 60, NIGHT)
    assert (cramp.is_open, cramp.provenance) == (True, Provenance.LIVE)


def test_press_says_nothing_but_that_it_started(diary: MemoryDiary, clock: StillClock) -> None:
    cramp, _ = start_cramp(diary, clock)
    assert (cramp.woke_me, cramp.pain, cramp.side, cramp.sites) == (None, None, None, frozenset())


def test_press_is_on_disk_before_the_function_returns(tmp_path: Path, clock: StillClock) -> None:
    with SqliteDiary(tmp_path / "diary") as diary, SqliteDiary(tmp_path / "diary") as other:
        cramp, _ = start_cramp(diary, clock)
        assert other.open_cramps() == [cramp]


def test_press_before_the_diary_was_open_keeps_its_instant(
    diary: MemoryDiary, clock: StillClock
) -> None:
    pressed: LocalInstant = clock.now()
    clock.forward(seconds=2)
    cramp, _ = start_cramp(diary, clock, pressed_at=pressed)
    assert cramp.start == pressed


class Overtaken(MemoryDiary):
    """A diary in which another process stores a start between our look and our write."""

    theirs: Cramp | None = None

    def write(self, edits: Sequence[Edit], **rest: Any) -> tuple[Change, ...]:
        if self.theirs is not None:
            first, self.theirs = self.theirs, None
            super().write([Edit(before=None, after=first)], label="Log a cramp", at=rest["at"])
        return super().write(edits, **rest)


@pytest.mark.parametrize("apart_s", [-0.4, 0, 0.4])
def test_two_commands_of_one_press_at_the_same_instant_store_one_cramp(
    clock: StillClock, apart_s: float
) -> None:
    diary, theirs = Overtaken(), MemoryDiary()
    clock.forward(seconds=apart_s)
    diary.theirs, _ = start_cramp(theirs, clock)
    clock.forward(seconds=-apart_s)
    cramp, changes = cramp_now(diary, clock)
    assert diary.records(Cramp) == [cramp] == theirs.records(Cramp)
    assert changes == ()


def test_a_press_overtaken_by_another_cramps_start_is_stored_all_the_same(
    clock: StillClock,
) -> None:
    diary, theirs = Overtaken(), MemoryDiary()
    diary.theirs, _ = start_cramp(theirs, clock)
    clock.forward(minutes=5)
    cramp, _ = cramp_now(diary, clock)
    assert diary.records(Cramp) == [*theirs.records(Cramp), cramp]


def test_stopping_stores_the_duration_in_seconds(diary: MemoryDiary, clock: StillClock) -> None:
    start_cramp(diary, clock)
    clock.forward(minutes=4, seconds=10)
    cramp, _ = stop_cramp(diary, clock)
    assert (cramp.is_open, cramp.duration_s) == (False, 250)
    with pytest.raises(NotFoundError):
        stop_cramp(diary, clock)


@pytest.mark.parametrize("step", [timedelta(minutes=-90), timedelta(hours=25)])
def test_stop_after_a_clock_jump_or_a_day_has_an_unknown_duration(
    diary: MemoryDiary, clock: StillClock, step: timedelta
) -> None:
    start_cramp(diary, clock)
    clock.local += step
    cramp, _ = stop_cramp(diary, clock)
    assert (cramp.is_open, cramp.duration_s) == (False, None)


def test_duration_over_the_clock_change_counts_real_seconds(diary: MemoryDiary) -> None:
    moments = iter(
        [datetime(2026, 10, 25, 0, 59, tzinfo=UTC), datetime(2026, 10, 25, 1, 1, tzinfo=UTC)] * 3
    )

    class Clock:
        def now(self) -> LocalInstant:
            return localise(next(moments), "Europe/Berlin")

    cramp = Cramp(
        night=date(2026, 10, 24),
        start_utc=datetime(2026, 10, 25, 0, 59, tzinfo=UTC),
        zone="Europe/Berlin",
        offset_min=120,
        is_open=True,
    )
    log_cramps(diary, Clock(), cramp)
    stopped, _ = stop_cramp(diary, Clock())
    assert stopped.duration_s == 120


def test_refining_changes_what_is_stored_at_once(diary: MemoryDiary, clock: StillClock) -> None:
    cramp, _ = start_cramp(diary, clock)
    refine_cramp(diary, clock, cramp.id, pain=7)
    refine_cramp(diary, clock, cramp.id, side=Side.LEFT)
    (stored,) = diary.records(Cramp)
    assert (stored.pain, stored.side, stored.is_open) == (7, Side.LEFT, True)
    assert refine_cramp(diary, clock, cramp.id, pain=7)[1] == ()
    with pytest.raises(InvalidValueError):
        refine_cramp(diary, clock, cramp.id, pain=11)


def test_cramp_on_a_night_answered_without_makes_it_one_with_cramps(
    diary: MemoryDiary, clock: StillClock
) -> None:
    answer_night(diary, clock, NIGHT, NightState.WITHOUT_CRAMPS)
    start_cramp(diary, clock)
    view = night_view(diary, NIGHT)
    assert (view.state, len(view.cramps)) == (NightState.WITH_CRAMPS, 1)
    assert view.record is not None
    assert view.record.answer is None


@pytest.mark.parametrize(
    "answer", [NightState.WITHOUT_CRAMPS, NightState.DONT_REMEMBER, NightState.NOT_TRACKING]
)
def test_night_with_cramps_cannot_be_answered_otherwise(
    diary: MemoryDiary, clock: StillClock, answer: NightState
) -> None:
    start_cramp(diary, clock)
    with pytest.raises(NightHasCrampsError):
        answer_night(diary, clock, NIGHT, answer)
    assert diary.records(Night) == []


def test_telling_about_the_evening_answers_nothing_for_the_night(
    diary: MemoryDiary, clock: StillClock
) -> None:
    tell_night(diary, clock, NIGHT, fluids_ml=1250)
    tell_night(diary, clock, NIGHT, tags=frozenset({EveningTag.TRAVEL}))
    view = night_view(diary, NIGHT)
    assert view.state is NightState.NOT_RECORDED
    assert view.record is not None
    assert (view.record.fluids_ml, view.record.tags) == (1250, frozenset({EveningTag.TRAVEL}))
    assert tell_night(diary, clock, NIGHT, fluids_ml=1250) == ()


def test_provenance_tells_next_morning_from_recalled_later(
    diary: MemoryDiary, clock: StillClock
) -> None:
    answer_night(diary, clock, NIGHT, NightState.WITHOUT_CRAMPS)
    answer_night(diary, clock, date(2026, 11, 19), NightState.WITHOUT_CRAMPS)
    told = {night.night: night.provenance for night in diary.records(Night)}
    assert told[NIGHT] is Provenance.NEXT_MORNING
    assert told[date(2026, 11, 19)] is Provenance.RECALLED


def test_answer_given_days_later_is_recalled_though_the_evening_was_told_in_time(
    diary: MemoryDiary, clock: StillClock
) -> None:
    night = last_nights(diary, clock)[-1].night
    tell_night(diary, clock, night, fluids_ml=1500)
    clock.forward(days=4)
    tell_night(diary, clock, night, note="hot day")
    (told,) = diary.records(Night)
    assert told.provenance is Provenance.NEXT_MORNING
    answer_night(diary, clock, night, NightState.WITHOUT_CRAMPS)
    (told,) = diary.records(Night)
    assert told.provenance is Provenance.RECALLED
    answer_night(diary, clock, night, None)
    answer_night(diary, clock, night, NightState.DONT_REMEMBER)
    (told,) = diary.records(Night)
    assert told.provenance is Provenance.RECALLED


def test_future_is_refused(diary: MemoryDiary, clock: StillClock) -> None:
    with pytest.raises(InvalidValueError):
        cramp_at(diary, clock, local=datetime(2026, 11, 22, 2, 32))
    with pytest.raises(InvalidValueError):
        cramp_without_time(clock, night=date(2026, 11, 23))
    with pytest.raises(InvalidValueError):
        tell_night(diary, clock, date(2026, 11, 23), fluids_ml=1)


def test_cramp_added_for_another_zone_lies_in_the_night_of_that_place(
    diary: MemoryDiary, clock: StillClock
) -> None:
    cramp = cramp_at(diary, clock, local=datetime(2026, 11, 21, 11, 30), zone="America/New_York")
    assert (cramp.night, cramp.offset_min) == (date(2026, 11, 20), -300)


def test_last_nights_end_with_last_night_before_and_after_midnight(
    diary: MemoryDiary, clock: StillClock
) -> None:
    assert [count.night for count in last_nights(diary, clock)][-1] == NIGHT
    clock.local = datetime(2026, 11, 22, 23, 0)
    assert [count.night for count in last_nights(diary, clock)][-1] == NIGHT
    clock.local = datetime(2026, 11, 23, 1, 0)
    nights = [count.night for count in last_nights(diary, clock, 3)]
    assert nights == [date(2026, 11, 20), NIGHT, date(2026, 11, 22)]


def test_usual_fluids_are_the_median_of_four_weeks(diary: MemoryDiary, clock: StillClock) -> None:
    assert usual_fluids_ml(diary, NIGHT) is None
    for day, ml in ((10, 1500), (11, 1750), (12, 5000)):
        tell_night(diary, clock, date(2026, 11, day), fluids_ml=ml)
    tell_night(diary, clock, date(2026, 9, 1), fluids_ml=100)
    assert usual_fluids_ml(diary, NIGHT) == 1750


def test_boundary_of_the_night_can_be_moved_for_new_entries(
    diary: MemoryDiary, clock: StillClock
) -> None:
    set_preferences(diary, clock, boundary_hour=18)
    assert preferences(diary).boundary_hour == 18
    clock.local = datetime(2026, 11, 22, 16, 0)
    cramp, _ = start_cramp(diary, clock)
    assert cramp.night == NIGHT
    assert set_preferences(diary, clock, boundary_hour=18) == ()


def test_length_of_a_cramp_says_where_it_comes_from(diary: MemoryDiary, clock: StillClock) -> None:
    start_cramp(diary, clock)
    clock.forward(minutes=2)
    cramp, _ = stop_cramp(diary, clock)
    assert (cramp.duration_basis, cramp.measured_s) == (DurationBasis.TIMED, 120)


def test_cramp_that_goes_on_after_its_stop_is_one_cramp(
    diary: MemoryDiary, clock: StillClock
) -> None:
    cramp, _ = start_cramp(diary, clock)
    clock.forward(minutes=2)
    stop_cramp(diary, clock)
    clock.forward(minutes=1)
    resumed, _ = resume_cramp(diary, clock, cramp.id)
    assert resumed == cramp
    clock.forward(minutes=1)
    assert stop_cramp(diary, clock)[0].duration_s == 240
    assert len(diary.records(Cramp)) == 1


def test_cramp_without_a_time_cannot_go_on(diary: MemoryDiary, clock: StillClock) -> None:
    cramp = Cramp(night=NIGHT)
    log_cramps(diary, clock, cramp)
    with pytest.raises(NotFoundError):
        resume_cramp(diary, clock, cramp.id)


def test_stop_is_forgotten_after_half_an_hour(diary: MemoryDiary, clock: StillClock) -> None:
    cramp, _ = start_cramp(diary, clock)
    clock.forward(minutes=30)
    assert running_cramp(diary, clock.now()) == cramp
    assert not asks_for_length(cramp, clock.now())
    clock.forward(seconds=1)
    assert running_cramp(diary, clock.now()) is None
    assert asks_for_length(cramp, clock.now())


def test_clock_that_was_set_back_does_not_end_a_running_cramp(
    diary: MemoryDiary, clock: StillClock
) -> None:
    cramp, _ = start_cramp(diary, clock)
    clock.forward(hours=-3)
    assert running_cramp(diary, clock.now()) == cramp


def test_stop_pressed_hours_later_counts_in_no_statistics_until_it_is_confirmed(
    diary: MemoryDiary, clock: StillClock
) -> None:
    start_cramp(diary, clock)
    clock.forward(hours=5)
    cramp, _ = stop_cramp(diary, clock)
    assert (cramp.duration_s, cramp.measured_s) == (18_000, None)
    assert asks_for_length(cramp, clock.now())
    told, _ = settle_length(diary, clock, cramp.id, 18_000)
    assert (told.measured_s, asks_for_length(told, clock.now())) == (18_000, False)


@pytest.mark.parametrize(
    ("answer_s", "basis", "measured_s"),
    [(240, DurationBasis.TOLD, 240), (240, DurationBasis.ESTIMATED, None), (None, None, None)],
)
def test_answer_to_the_forgotten_stop_ends_the_cramp(
    diary: MemoryDiary,
    clock: StillClock,
    answer_s: int | None,
    basis: DurationBasis | None,
    measured_s: int | None,
) -> None:
    cramp, _ = start_cramp(diary, clock)
    clock.forward(hours=5)
    told, _ = settle_length(
        diary, clock, cramp.id, answer_s, basis=basis or DurationBasis.ESTIMATED
    )
    assert (told.is_open, told.duration_s, told.duration_basis) == (False, answer_s, basis)
    assert told.measured_s == measured_s
    assert not asks_for_length(told, clock.now())
    assert diary.open_cramps() == []


def test_usual_length_is_the_median_of_what_was_measured(
    diary: MemoryDiary, clock: StillClock
) -> None:
    evening = date(2026, 11, 10)
    lengths = [(60, DurationBasis.TIMED), (9_000, DurationBasis.TIMED), (500, DurationBasis.TOLD)]
    for seconds, basis in lengths:
        log_cramps(diary, clock, Cramp(night=evening, duration_s=seconds, duration_basis=basis))
    assert usual_length_s(diary, NIGHT) is None
    log_cramps(diary, clock, Cramp(night=evening, duration_s=120))
    log_cramps(diary, clock, Cramp(night=NIGHT, duration_s=1))
    assert usual_length_s(diary, NIGHT) == 120
