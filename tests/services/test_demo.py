"""The demo diary: marked, the same for the same seed, and like a life."""

from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest

from crampdiary.analysis.rate import rate
from crampdiary.domain.choices import DoseStatus, Provenance
from crampdiary.domain.errors import InvalidValueError
from crampdiary.domain.nights import NightState, night_of
from crampdiary.domain.records import (
    RECORD_TYPES,
    Cramp,
    Dose,
    LabResult,
    Night,
    Phase,
    Preferences,
    Record,
    Treatment,
)
from crampdiary.domain.regimens import first_overlap
from crampdiary.services.demo import fill_demo
from crampdiary.services.doses import planned_doses
from tests.fakes import MemoryDiary, StillClock

CLOCK = StillClock(datetime(2026, 11, 22, 9, 0))
LAST = date(2026, 11, 21)


def demo(*, years: int = 1, seed: int = 7) -> MemoryDiary:
    diary = MemoryDiary()
    fill_demo(diary, CLOCK, years=years, seed=seed)
    return diary


def everything(diary: MemoryDiary) -> list[Record]:
    return [record for kind in RECORD_TYPES.values() for record in diary.records(kind)]


def test_same_seed_gives_the_same_diary_and_another_seed_another() -> None:
    assert everything(demo(seed=3)) == everything(demo(seed=3))
    assert everything(demo(seed=3)) != everything(demo(seed=4))


def test_demo_is_marked_and_ends_with_last_night() -> None:
    diary = demo()
    (marked,) = diary.records(Preferences)
    assert marked.is_demo
    span = diary.recorded_range()
    assert span is not None
    assert span[1] == LAST
    assert timedelta(days=350) < span[1] - span[0] < timedelta(days=366)


@pytest.mark.parametrize("seed", range(5))
def test_year_has_every_state_and_fewer_cramps_at_its_end(seed: int) -> None:
    diary = demo(seed=seed)
    nights = diary.night_counts(LAST - timedelta(days=363), LAST)
    assert {night.state for night in nights} == set(NightState)
    first, last = rate(nights[:140]), rate(nights[-140:])
    assert first.cramps_per_week is not None
    assert last.cramps_per_week is not None
    assert 2.5 < first.cramps_per_week < 7
    assert last.cramps_per_week < first.cramps_per_week


def test_cramps_are_at_night_in_the_past_and_in_their_own_night() -> None:
    cramps = demo().records(Cramp)
    timed = [cramp.start for cramp in cramps if cramp.start is not None]
    assert len(timed) < len(cramps)
    assert all(start.utc <= CLOCK.now().utc for start in timed)
    assert all(start.wall_clock.hour >= 21 or start.wall_clock.hour < 12 for start in timed)
    assert all(night_of(cramp.start) == cramp.night for cramp in cramps if cramp.start is not None)
    assert {cramp.provenance for cramp in cramps} == set(Provenance) - {Provenance.IMPORTED}


def test_demo_opened_in_the_small_hours_knows_nothing_of_the_future() -> None:
    diary = MemoryDiary()
    clock = StillClock(datetime(2026, 11, 22, 0, 5))
    fill_demo(diary, clock)
    starts = [cramp.start for cramp in diary.records(Cramp) if cramp.start is not None]
    assert all(start.utc <= clock.now().utc for start in starts)


def test_cramps_of_a_night_come_one_after_the_other() -> None:
    by_night: dict[date, list[datetime]] = {}
    for cramp in demo(years=3).records(Cramp):
        if cramp.start_utc is not None:
            by_night.setdefault(cramp.night, []).append(cramp.start_utc)
    assert all(
        later - earlier >= timedelta(minutes=9)
        for starts in by_night.values()
        for earlier, later in pairwise(starts)
    )


def test_vitamin_d_is_loaded_then_maintained_and_measured() -> None:
    diary = demo()
    (vitamin_d,) = [item for item in diary.records(Treatment) if item.name == "Vitamin D3"]
    phases = [phase for phase in diary.records(Phase) if phase.treatment_id == vitamin_d.id]
    loading, upkeep = phases
    assert (str(loading.dose), loading.every_days, str(upkeep.dose), upkeep.every_days) == (
        "50000",
        7,
        "2000",
        1,
    )
    assert loading.end is not None
    assert (loading.end - loading.start).days + 1 == 56
    assert upkeep.start == loading.end + timedelta(days=1)
    assert first_overlap(phases) is None
    levels = [lab for lab in diary.records(LabResult) if lab.test == "25-OH vitamin D"]
    assert [str(lab.value) for lab in levels] == ["14.2", "27.5", "33.1", "36.4"]
    nine_months = LAST - timedelta(days=272)
    assert levels[0].taken_on >= nine_months


def test_doses_are_mostly_as_planned_and_one_of_yesterdays_was_missed() -> None:
    diary = demo()
    doses = diary.records(Dose)
    days = sum(
        ((phase.end or LAST) - phase.start).days // (phase.every_days or 1) + 1
        for phase in diary.records(Phase)
    )
    assert 0.02 * days < len(doses) < 0.12 * days
    assert {dose.status for dose in doses} == set(DoseStatus)
    said = [dose.status for dose in planned_doses(diary, LAST)]
    assert said.count(DoseStatus.MISSED) == 1
    assert said.count(None) == len(said) - 1 > 0


def test_evenings_are_told_for_most_recorded_nights() -> None:
    nights = [night for night in demo().records(Night) if night.fluids_ml is not None]
    assert len(nights) > 150
    assert {tag for night in nights for tag in night.tags or ()}


@pytest.mark.parametrize("years", [0, -1, 31])
def test_impossible_number_of_years_is_refused(years: int) -> None:
    diary = MemoryDiary()
    with pytest.raises(InvalidValueError):
        fill_demo(diary, CLOCK, years=years)
    assert everything(diary) == []


@pytest.mark.slow
def test_twenty_years_hold_about_thirty_thousand_cramps_in_few_batches() -> None:
    diary = demo(years=20)
    span = diary.recorded_range()
    assert span is not None
    assert abs((span[1] - span[0]).days + 1 - 7_305) < 20
    assert 27_000 < len(diary.records(Cramp)) < 33_000
    assert len(diary.batches()) < 8
