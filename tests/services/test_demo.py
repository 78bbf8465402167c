"""The demo diary: marked, the same for the same seed, and like a life."""

from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest

from crampdiary.analysis.rate import rate
from crampdiary.domain.catalogues.catalogue import Catalogue, substance_of
from crampdiary.domain.catalogues.conditions import conditions
from crampdiary.domain.catalogues.lab_tests import lab_tests
from crampdiary.domain.catalogues.medicines import medicines
from crampdiary.domain.catalogues.supplements import supplements
from crampdiary.domain.choices import DoseBasis, DoseStatus, Provenance, TreatmentKind
from crampdiary.domain.corrected_calcium import corrected_calciums
from crampdiary.domain.errors import InvalidValueError
from crampdiary.domain.lab_values import canonical
from crampdiary.domain.nights import NightState, night_of
from crampdiary.domain.phrases import dose_words, value_words
from crampdiary.domain.preferences import Preferences
from crampdiary.domain.records import (
    RECORD_TYPES,
    Condition,
    Cramp,
    Dose,
    LabResult,
    Night,
    Phase,
    Record,
    Treatment,
)
from crampdiary.domain.regimens import first_overlap, planned_intakes
from crampdiary.services.demo import fill_demo
from crampdiary.services.demo_story import story
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
    assert dose_words(loading) == "50,000 IU weekly on Mondays"
    assert (loading.prescribed, loading.reason) == (True, "25-OH vitamin D 14.2 ng/mL")
    assert (dose_words(upkeep), upkeep.prescribed) == ("2,000 IU daily", False)
    assert planned_intakes(loading, loading.start, LAST) == 8
    assert loading.end is not None
    assert (loading.end - loading.start).days + 1 == 56
    assert upkeep.start == loading.end + timedelta(days=1)
    assert first_overlap(phases) is None
    levels = [lab for lab in diary.records(LabResult) if lab.test == "25-OH vitamin D"]
    assert [value_words(lab) for lab in levels] == [
        "14.2 ng/mL",
        "27.5 ng/mL",
        "82.6 nmol/L",
        "36.4 ng/mL",
    ]
    assert len({lab.laboratory for lab in levels}) == 2
    nine_months = LAST - timedelta(days=272)
    assert levels[0].taken_on >= nine_months


@pytest.mark.parametrize("shift", range(7))
def test_the_course_takes_eight_mondays_whatever_day_it_is(shift: int) -> None:
    told = story(LAST + timedelta(days=shift)).records
    course = next(it for it in told if isinstance(it, Phase) and it.weekday is not None)
    assert course.start.weekday() == 0
    assert course.end is not None
    assert planned_intakes(course, course.start, course.end) == 8


def test_story_has_what_a_clinician_records() -> None:
    diary = demo()
    phases, labs = diary.records(Phase), diary.records(LabResult)
    assert any(phase.at_bedtime and phase.basis is DoseBasis.ELEMENTAL for phase in phases)
    assert all(phase.form and phase.prescribed is not None for phase in phases)
    (limit,) = (lab for lab in labs if lab.comparator is not None)
    assert (value_words(limit), limit.range_text) == ("< 20 U/L", "< 190")
    assert [lab.flag for lab in labs if lab.test == "Potassium"] == ["", "low", ""]
    assert len(corrected_calciums(labs, lab_tests())) == 2
    assert {lab.fasting for lab in labs} == {True, False, None}
    assert all(canonical(lab, lab_tests()) for lab in labs)


def test_every_treatment_and_condition_of_the_story_is_known_to_the_catalogues() -> None:
    diary = demo()
    for treatment in diary.records(Treatment):
        of_kind: Catalogue[Any] = (
            supplements() if treatment.type is TreatmentKind.SUPPLEMENT else medicines()
        )
        assert substance_of(treatment, of_kind) is not None, treatment.name
    assert all(conditions().find(one.name) for one in diary.records(Condition))


def test_doses_are_mostly_as_planned_and_one_of_yesterdays_was_missed() -> None:
    diary = demo()
    doses = diary.records(Dose)
    days = sum(planned_intakes(phase, phase.start, LAST) for phase in diary.records(Phase))
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
