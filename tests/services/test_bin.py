"""The bin gives back what went, whole, and can be emptied for good."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from uuid import uuid4

import pytest

from crampdiary.domain.choices import DoseStatus
from crampdiary.domain.errors import InvalidValueError, NotFoundError, NothingToUndoError
from crampdiary.domain.nights import NightState
from crampdiary.domain.records import Condition, Cramp, Dose, Night, Phase, Treatment
from crampdiary.services.bin import binned, empty_bin, put_back
from crampdiary.services.cramps import log_cramps, start_cramp
from crampdiary.services.doses import tell_dose
from crampdiary.services.entries import add, delete
from crampdiary.services.history import next_redo, redo, undo
from crampdiary.services.nights import answer_night, night_view
from crampdiary.services.preferences import set_preferences
from crampdiary.services.treatments import save_treatment
from tests.fakes import MemoryDiary, StillClock

NIGHT = date(2026, 11, 21)


@pytest.fixture
def diary() -> MemoryDiary:
    return MemoryDiary()


@pytest.fixture
def clock() -> StillClock:
    return StillClock(datetime(2026, 11, 22, 8, 0))


def test_deleted_cramp_is_in_the_bin_and_comes_back(diary: MemoryDiary, clock: StillClock) -> None:
    cramp = Cramp(night=NIGHT, pain=7)
    log_cramps(diary, clock, cramp)
    delete(diary, clock, cramp)
    (item,) = binned(diary)
    assert (item.label, item.records) == ("Delete a cramp", (cramp,))
    put_back(diary, clock, item.batch)
    assert diary.records(Cramp) == [cramp]
    assert binned(diary) == []
    undo(diary, clock)
    assert [item.records for item in binned(diary)] == [(cramp,)]


def test_latest_deletion_comes_first(diary: MemoryDiary, clock: StillClock) -> None:
    first, second = Condition(name="Diabetes"), Condition(name="Pregnancy")
    add(diary, clock, first, second)
    delete(diary, clock, first)
    delete(diary, clock, second)
    assert [item.records for item in binned(diary)] == [(second,), (first,)]


def test_treatment_comes_back_with_its_phases_and_doses(
    diary: MemoryDiary, clock: StillClock
) -> None:
    treatment = Treatment(name="Vitamin D3")
    phase = Phase(treatment_id=treatment.id, start=NIGHT, dose=Decimal(2000), unit="IU")
    save_treatment(diary, clock, treatment, [phase])
    tell_dose(diary, clock, treatment.id, NIGHT, DoseStatus.MISSED)
    delete(diary, clock, treatment)
    (item,) = binned(diary)
    put_back(diary, clock, item.batch)
    assert diary.records(Phase) == [phase]
    assert [dose.status for dose in diary.records(Dose)] == [DoseStatus.MISSED]


def test_phase_brings_its_treatment_along(diary: MemoryDiary, clock: StillClock) -> None:
    treatment = Treatment(name="Magnesium")
    phase = Phase(treatment_id=treatment.id, start=NIGHT)
    save_treatment(diary, clock, treatment, [phase])
    save_treatment(diary, clock, treatment, [])
    delete(diary, clock, treatment)
    of_treatment, of_phase = binned(diary)
    assert of_treatment.records == (treatment,)
    put_back(diary, clock, of_phase.batch)
    assert (diary.records(Treatment), diary.records(Phase)) == ([treatment], [phase])


def test_phase_whose_days_are_taken_stays_in_the_bin(diary: MemoryDiary, clock: StillClock) -> None:
    treatment = Treatment(name="Magnesium")
    phase = Phase(treatment_id=treatment.id, start=NIGHT)
    save_treatment(diary, clock, treatment, [phase])
    save_treatment(diary, clock, treatment, [Phase(treatment_id=treatment.id, start=NIGHT)])
    (item,) = binned(diary)
    with pytest.raises(InvalidValueError):
        put_back(diary, clock, item.batch)
    assert [item.records for item in binned(diary)] == [(phase,)]


def test_cramp_that_comes_back_outweighs_an_answer_given_since(
    diary: MemoryDiary, clock: StillClock
) -> None:
    cramp = Cramp(night=NIGHT)
    log_cramps(diary, clock, cramp)
    delete(diary, clock, cramp)
    answer_night(diary, clock, NIGHT, NightState.WITHOUT_CRAMPS)
    put_back(diary, clock, binned(diary)[0].batch)
    view = night_view(diary, NIGHT)
    assert view.state is NightState.WITH_CRAMPS
    assert view.record is not None
    assert view.record.answer is None


def test_night_that_comes_back_does_not_gainsay_its_cramps(
    diary: MemoryDiary, clock: StillClock
) -> None:
    answer_night(diary, clock, NIGHT, NightState.WITHOUT_CRAMPS)
    delete(diary, clock, diary.records(Night)[0])
    log_cramps(diary, clock, Cramp(night=NIGHT))
    put_back(diary, clock, binned(diary)[0].batch)
    assert [night.answer for night in diary.records(Night)] == [None]


def test_press_that_was_taken_back_is_in_the_bin_too(diary: MemoryDiary, clock: StillClock) -> None:
    cramp, _ = start_cramp(diary, clock)
    undo(diary, clock)
    assert [item.records for item in binned(diary)] == [(cramp,)]


def test_what_undo_took_is_told_from_what_was_deleted(
    diary: MemoryDiary, clock: StillClock
) -> None:
    cramp, _ = start_cramp(diary, clock)
    undo(diary, clock)
    assert binned(diary)[0].was_taken_back
    redo(diary, clock)
    delete(diary, clock, cramp)
    assert not binned(diary)[0].was_taken_back
    undo(diary, clock)
    redo(diary, clock)
    assert not binned(diary)[0].was_taken_back


def test_cramp_that_was_going_comes_back_as_over(diary: MemoryDiary, clock: StillClock) -> None:
    cramp, _ = start_cramp(diary, clock)
    undo(diary, clock)
    clock.forward(days=3)
    put_back(diary, clock, binned(diary)[0].batch)
    assert diary.open_cramps() == []
    assert diary.records(Cramp) == [replace(cramp, is_open=False)]


def test_cramp_taken_back_by_mistake_goes_on_when_it_comes_back_at_once(
    diary: MemoryDiary, clock: StillClock
) -> None:
    cramp, _ = start_cramp(diary, clock)
    undo(diary, clock)
    clock.forward(minutes=1)
    put_back(diary, clock, binned(diary)[0].batch)
    assert diary.open_cramps() == [cramp]


def test_what_is_left_of_a_change_says_so_in_its_name(
    diary: MemoryDiary, clock: StillClock
) -> None:
    answer_night(diary, clock, NIGHT, NightState.WITHOUT_CRAMPS)
    cramp = Cramp(night=NIGHT)
    log_cramps(diary, clock, cramp)
    undo(diary, clock)
    empty_bin(diary)
    again = next_redo(diary)
    assert again is not None
    assert again.label == "Add a cramp (what is left of it)"
    redo(diary, clock)
    undo(diary, clock)
    assert diary.records(Night)[0].answer is NightState.WITHOUT_CRAMPS


def test_settings_are_never_in_the_bin(diary: MemoryDiary, clock: StillClock) -> None:
    set_preferences(diary, clock, glass_ml=200)
    undo(diary, clock)
    assert binned(diary) == []


def test_emptying_leaves_nothing_to_put_back_to_undo_or_to_redo(
    diary: MemoryDiary, clock: StillClock
) -> None:
    kept, lost = Cramp(night=NIGHT, pain=1), Cramp(night=NIGHT, pain=2)
    log_cramps(diary, clock, kept)
    log_cramps(diary, clock, lost)
    delete(diary, clock, lost)
    batch = binned(diary)[0].batch
    assert empty_bin(diary) == 1
    assert binned(diary) == []
    with pytest.raises(NotFoundError):
        put_back(diary, clock, batch)
    undo(diary, clock)
    assert diary.records(Cramp) == []
    with pytest.raises(NothingToUndoError):
        undo(diary, clock)
    redo(diary, clock)
    assert diary.records(Cramp) == [kept]


def test_what_came_into_the_bin_since_somebody_was_asked_stays_in_it(
    diary: MemoryDiary, clock: StillClock
) -> None:
    first, second = Condition(name="Diabetes"), Condition(name="Pregnancy")
    add(diary, clock, first, second)
    delete(diary, clock, first)
    asked = {item.batch for item in binned(diary)}
    delete(diary, clock, second)
    assert empty_bin(diary, asked) == 1
    assert [item.records for item in binned(diary)] == [(second,)]


def test_what_belonged_to_a_treatment_is_wiped_with_it(
    diary: MemoryDiary, clock: StillClock
) -> None:
    treatment = Treatment(name="Magnesium")
    gone, kept = (Phase(treatment_id=treatment.id, start=day) for day in (NIGHT, date(2026, 11, 1)))
    kept = replace(kept, end=date(2026, 11, 5))
    save_treatment(diary, clock, treatment, [gone, kept])
    save_treatment(diary, clock, treatment, [kept])
    delete(diary, clock, treatment)
    of_treatment = binned(diary)[0]
    assert empty_bin(diary, [of_treatment.batch]) == 3
    assert binned(diary) == []


def test_unknown_entry_is_not_in_the_bin(diary: MemoryDiary, clock: StillClock) -> None:
    with pytest.raises(NotFoundError):
        put_back(diary, clock, uuid4())
