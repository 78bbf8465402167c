"""What is taken is entered, changed and stopped, each time as one change."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crampdiary.domain.choices import CatalogueKind, TreatmentKind
from crampdiary.domain.errors import InvalidValueError
from crampdiary.domain.own_entries import OwnEntry
from crampdiary.domain.records import Phase, Treatment
from crampdiary.domain.regimen_text import read_regimen
from crampdiary.domain.regimens import covers
from crampdiary.services.entries import add, phases_of
from crampdiary.services.history import next_undo, redo, undo
from crampdiary.services.treatments import (
    change_dose,
    far_ahead,
    same_substance_overlaps,
    save_treatment,
    stop_treatment,
)
from tests.fakes import MemoryDiary, StillClock

TODAY = date(2026, 11, 22)
D3 = Treatment(name="Vitamin D3")
PHASES = read_regimen(
    "50,000 IU weekly for 8 weeks from 2026-03-16, then 2,000 IU daily", D3.id, today=TODAY
)
LOADING, UPKEEP = PHASES


@pytest.fixture
def clock() -> StillClock:
    return StillClock(datetime(2026, 11, 22, 8, 0))


@pytest.fixture
def diary(clock: StillClock) -> MemoryDiary:
    diary = MemoryDiary()
    save_treatment(diary, clock, D3, PHASES)
    return diary


def test_loading_course_and_upkeep_are_one_treatment_and_one_change(
    diary: MemoryDiary, clock: StillClock
) -> None:
    assert phases_of(diary, D3.id) == [LOADING, UPKEEP]
    assert [batch.label for batch in diary.batches()] == ["Add a treatment"]
    undo(diary, clock)
    assert diary.records(Treatment) == []
    assert diary.records(Phase) == []


def test_change_of_dose_closes_one_phase_and_opens_the_next_as_one_change(
    diary: MemoryDiary, clock: StillClock
) -> None:
    more = replace(UPKEEP, id=uuid4(), start=TODAY, dose=Decimal(4_000))
    change_dose(diary, clock, D3, more)
    ended = replace(UPKEEP, end=TODAY - timedelta(days=1))
    assert phases_of(diary, D3.id) == [LOADING, ended, more]
    step = next_undo(diary)
    assert step is not None
    assert step.label == "Change a dose"
    undo(diary, clock)
    assert phases_of(diary, D3.id) == [LOADING, UPKEEP]
    redo(diary, clock)
    assert phases_of(diary, D3.id) == [LOADING, ended, more]


def test_change_of_dose_within_a_course_that_has_its_end_is_refused(
    diary: MemoryDiary, clock: StillClock
) -> None:
    with pytest.raises(InvalidValueError) as caught:
        change_dose(diary, clock, D3, replace(UPKEEP, id=uuid4(), start=date(2026, 4, 1)))
    assert caught.value.problem == "overlaps"
    assert phases_of(diary, D3.id) == [LOADING, UPKEEP]


def test_stopped_treatment_ends_with_that_day_and_loses_what_was_planned_later(
    diary: MemoryDiary, clock: StillClock
) -> None:
    stop_treatment(diary, clock, D3, date(2026, 4, 5))
    assert phases_of(diary, D3.id) == [replace(LOADING, end=date(2026, 4, 5))]
    undo(diary, clock)
    stop_treatment(diary, clock, D3, TODAY)
    assert phases_of(diary, D3.id) == [LOADING, replace(UPKEEP, end=TODAY)]
    assert stop_treatment(diary, clock, D3, TODAY) == ()
    assert stop_treatment(diary, clock, D3, TODAY + timedelta(days=9)) == ()


def test_treatment_cannot_stop_before_it_began(diary: MemoryDiary, clock: StillClock) -> None:
    with pytest.raises(InvalidValueError) as caught:
        stop_treatment(diary, clock, D3, date(2026, 3, 15))
    assert (caught.value.field, caught.value.problem) == ("to", "ends_before_start")
    assert phases_of(diary, D3.id) == [LOADING, UPKEEP]


@given(st.integers(0, 400))
def test_nothing_is_planned_after_a_stop(days: int) -> None:
    diary, clock = MemoryDiary(), StillClock(datetime(2026, 11, 22, 8, 0))
    save_treatment(diary, clock, D3, PHASES)
    last = LOADING.start + timedelta(days=days)
    stop_treatment(diary, clock, D3, last)
    after = phases_of(diary, D3.id)
    assert not any(covers(phase, last + timedelta(days=1)) for phase in after)
    assert sum(covers(phase, last) for phase in after) == 1


def entered(
    diary: MemoryDiary, clock: StillClock, treatment: Treatment, text: str
) -> tuple[Phase, ...]:
    phases = read_regimen(text, treatment.id, today=TODAY)
    save_treatment(diary, clock, treatment, phases)
    return phases


@pytest.mark.parametrize("name", ["vitamin d", "Cholecalciferol", "Vit D3"])
def test_same_substance_under_another_name_is_told(
    diary: MemoryDiary, clock: StillClock, name: str
) -> None:
    other = Treatment(name=name)
    (phase,) = entered(diary, clock, other, "1,000 IU daily")
    (overlap,) = same_substance_overlaps(diary, other, [phase])
    assert (overlap.phase, overlap.treatment, overlap.other) == (phase, D3, UPKEEP)
    # Both of D3's phases are met by one that goes back to the loading course.
    longer = replace(phase, start=date(2026, 4, 1))
    assert [it.other for it in same_substance_overlaps(diary, other, [longer])] == [LOADING, UPKEEP]


def test_two_salts_of_one_mineral_are_the_same_substance(
    diary: MemoryDiary, clock: StillClock
) -> None:
    entered(diary, clock, Treatment(name="Magnesium citrate"), "300 mg daily")
    oxide = Treatment(name="Magnesium oxide")
    phases = read_regimen("400 mg at bedtime", oxide.id, today=TODAY)
    assert [it.treatment.name for it in same_substance_overlaps(diary, oxide, phases)] == [
        "Magnesium citrate"
    ]


def test_substances_that_differ_or_days_that_do_not_meet_are_no_overlap(
    diary: MemoryDiary, clock: StillClock
) -> None:
    magnesium = Treatment(name="Magnesium")
    assert (
        same_substance_overlaps(diary, magnesium, entered(diary, clock, magnesium, "weekly")) == []
    )
    earlier = Treatment(name="Vitamin D")
    phases = read_regimen("1,000 IU daily from 2026-01-01 to 2026-03-15", earlier.id, today=TODAY)
    assert same_substance_overlaps(diary, earlier, phases) == []


def test_a_treatment_does_not_overlap_itself(diary: MemoryDiary) -> None:
    assert same_substance_overlaps(diary, D3, PHASES) == []


def test_treatment_that_counts_as_nothing_known_goes_by_its_name(
    diary: MemoryDiary, clock: StillClock
) -> None:
    unlike = Treatment(name="Vitamin D balm", substance="")
    phases = read_regimen("daily", unlike.id, today=TODAY)
    assert same_substance_overlaps(diary, unlike, phases) == []
    entered(diary, clock, Treatment(name="vitamin d  BALM", substance=""), "daily")
    assert len(same_substance_overlaps(diary, unlike, phases)) == 1


def test_own_entry_tells_two_names_of_one_supplement(diary: MemoryDiary, clock: StillClock) -> None:
    own = OwnEntry(catalogue=CatalogueKind.SUPPLEMENT, name="Sunny", also_called="Sunny Forte")
    add(diary, clock, own)
    entered(diary, clock, Treatment(name="Sunny"), "1 tablet daily")
    forte = Treatment(name="Sunny Forte")
    phases = read_regimen("1 tablet daily", forte.id, today=TODAY)
    assert len(same_substance_overlaps(diary, forte, phases)) == 1


def test_medicines_of_one_class_are_different_substances(
    diary: MemoryDiary, clock: StillClock
) -> None:
    medicine = TreatmentKind.MEDICINE
    entered(diary, clock, Treatment(name="Simvastatin", type=medicine), "20 mg at bedtime")
    other = Treatment(name="Atorvastatin", type=medicine)
    phases = read_regimen("10 mg daily", other.id, today=TODAY)
    assert same_substance_overlaps(diary, other, phases) == []


def test_start_more_than_a_year_ahead_is_asked_about() -> None:
    soon = replace(UPKEEP, start=date(2027, 11, 22))
    late = replace(UPKEEP, start=date(2037, 11, 22))
    assert far_ahead([LOADING, soon], TODAY) is None
    assert far_ahead([soon, late], TODAY) is late
