"""Moving a cramp into another night."""

from dataclasses import replace
from datetime import date, datetime

from crampdiary.domain.nights import NightState
from crampdiary.domain.records import Cramp, Night
from crampdiary.services.entries import change
from crampdiary.services.history import undo
from crampdiary.services.nights import night_view
from tests.fakes import MemoryDiary, StillClock

CLOCK = StillClock(datetime(2026, 11, 22, 7, 30))
FRIDAY, SATURDAY = date(2026, 11, 20), date(2026, 11, 21)


def test_a_cramp_moved_into_a_night_without_cramps_takes_that_answer_back() -> None:
    cramp = Cramp(night=SATURDAY, pain=4)
    answered = Night(night=FRIDAY, answer=NightState.WITHOUT_CRAMPS, fluids_ml=1500)
    diary = MemoryDiary([cramp, answered])
    change(diary, CLOCK, cramp, replace(cramp, night=FRIDAY))
    friday = night_view(diary, FRIDAY)
    assert friday.state is NightState.WITH_CRAMPS
    assert friday.record == replace(answered, answer=None)
    assert night_view(diary, SATURDAY).state is NightState.NOT_RECORDED
    undo(diary, CLOCK)
    assert night_view(diary, FRIDAY).state is NightState.WITHOUT_CRAMPS
    assert night_view(diary, SATURDAY).cramps == (cramp,)


def test_correcting_nothing_writes_nothing() -> None:
    cramp = Cramp(night=SATURDAY, pain=4)
    diary = MemoryDiary([cramp])
    assert change(diary, CLOCK, cramp, replace(cramp)) == ()
    assert diary.batches() == []
