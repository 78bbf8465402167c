"""Which nights are looked at, and what is counted in them."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crampdiary.analysis.rate import rate
from crampdiary.domain.nights import NightState
from crampdiary.domain.records import Cramp, LabResult, Night, Phase, Treatment
from crampdiary.services.insights import (
    Nights,
    Stretch,
    phase_rates,
    stretch_nights,
    stretch_of,
    timeline_data,
)
from tests.fakes import MemoryDiary, StillClock

LAST_NIGHT = date(2026, 11, 21)
CLOCK = StillClock(datetime(2026, 11, 22, 7, 30))
OLD = date(2020, 5, 1)


def without(night: date) -> Night:
    return Night(night=night, answer=NightState.WITHOUT_CRAMPS)


def lab(day: date) -> LabResult:
    return LabResult(test="Potassium", value=Decimal("3.4"), unit="mmol/L", taken_on=day)


@pytest.mark.parametrize(
    ("stretch", "first"),
    [
        (Stretch.THREE_MONTHS, date(2026, 8, 22)),
        (Stretch.SIX_MONTHS, date(2026, 5, 22)),
        (Stretch.NINE_MONTHS, date(2026, 2, 22)),
        (Stretch.YEAR, date(2025, 11, 22)),
        (Stretch.ALL, OLD),
    ],
)
def test_a_stretch_ends_with_last_night_and_has_whole_months(stretch: Stretch, first: date) -> None:
    found = stretch_of(stretch, recorded=(OLD, LAST_NIGHT), latest=LAST_NIGHT)
    assert found == Nights(first=first, last=LAST_NIGHT)


def test_nights_not_recorded_lately_belong_to_the_stretch() -> None:
    recorded = (OLD, LAST_NIGHT - timedelta(days=28))
    assert stretch_of(Stretch.YEAR, recorded=recorded, latest=LAST_NIGHT).last == LAST_NIGHT


def test_a_diary_that_rests_for_more_than_four_weeks_is_shown_up_to_its_last_night() -> None:
    last = LAST_NIGHT - timedelta(days=29)
    found = stretch_of(Stretch.THREE_MONTHS, recorded=(OLD, last), latest=LAST_NIGHT)
    assert found == Nights(first=date(2026, 7, 24), last=last)


def test_a_young_diary_begins_with_its_first_night() -> None:
    young = date(2026, 10, 1)
    found = stretch_of(Stretch.YEAR, recorded=(young, LAST_NIGHT), latest=LAST_NIGHT)
    assert found.first == young


def test_a_young_diary_begins_with_what_was_measured_before_its_first_night() -> None:
    measured = [date(2026, 3, 3), date(2024, 1, 1)]
    young = (date(2026, 10, 1), LAST_NIGHT)
    for stretch, first in (
        (Stretch.YEAR, date(2026, 3, 3)),
        (Stretch.THREE_MONTHS, date(2026, 10, 1)),
        (Stretch.ALL, date(2024, 1, 1)),
    ):
        found = stretch_of(stretch, recorded=young, latest=LAST_NIGHT, measured=measured)
        assert found.first == first


@given(
    st.sampled_from(Stretch),
    st.dates(date(1990, 1, 1), date(2027, 1, 1)),
    st.integers(0, 5000),
)
def test_every_stretch_runs_forward_and_holds_the_last_recorded_night(
    stretch: Stretch, first: date, length: int
) -> None:
    last = first + timedelta(days=length)
    found = stretch_of(stretch, recorded=(first, last), latest=LAST_NIGHT)
    assert first <= found.first <= last <= found.last


def test_a_diary_without_a_recorded_night_has_no_stretch() -> None:
    diary = MemoryDiary([lab(LAST_NIGHT), Night(night=LAST_NIGHT, fluids_ml=500)])
    assert stretch_nights(diary, CLOCK, Stretch.ALL) is None


def test_tonight_belongs_to_the_stretch_once_it_has_a_cramp() -> None:
    tonight = date(2026, 11, 22)
    diary = MemoryDiary([Cramp(night=tonight)])
    evening = StillClock(datetime(2026, 11, 22, 23, 50))
    found = stretch_nights(diary, evening, Stretch.THREE_MONTHS)
    assert found == Nights(first=tonight, last=tonight)


def test_a_timeline_has_every_night_of_the_range_and_only_the_labs_in_it() -> None:
    inside, outside = lab(date(2026, 11, 10)), lab(date(2026, 10, 1))
    treatment = Treatment(name="Magnesium")
    diary = MemoryDiary([inside, outside, treatment, without(LAST_NIGHT)])
    data = timeline_data(diary, date(2026, 11, 1), LAST_NIGHT)
    assert [night.night for night in data.nights][:: data.nights_in_range - 1] == [
        date(2026, 11, 1),
        LAST_NIGHT,
    ]
    assert data.labs == [inside]
    assert data.treatments == [(treatment, ())]


def test_nights_not_recorded_count_neither_as_nights_nor_as_without_cramps() -> None:
    diary = MemoryDiary(
        [
            *(without(LAST_NIGHT - timedelta(days=2 * number)) for number in range(14)),
            Cramp(night=LAST_NIGHT - timedelta(days=1)),
        ]
    )
    found = rate(timeline_data(diary, LAST_NIGHT - timedelta(days=29), LAST_NIGHT).nights)
    assert (found.cramps, found.nights_recorded, found.nights_in_range) == (1, 15, 30)
    assert found.cramps_per_week == pytest.approx(7 / 15)


def test_each_phase_counts_its_own_nights_inside_the_range_in_order_of_its_start() -> None:
    treatment, other = Treatment(name="Vitamin D3"), Treatment(name="Magnesium")
    early = Phase(treatment_id=treatment.id, start=date(2026, 9, 1), end=date(2026, 10, 31))
    later = Phase(treatment_id=treatment.id, start=date(2026, 11, 1))
    gone = Phase(treatment_id=other.id, start=date(2026, 1, 1), end=date(2026, 2, 1))
    begun = Phase(treatment_id=other.id, start=date(2026, 10, 25), end=date(2026, 11, 2))
    nights = [without(date(2026, 10, 20) + timedelta(days=number)) for number in range(20)]
    diary = MemoryDiary(
        [treatment, other, early, later, gone, begun, *nights, Cramp(night=date(2026, 11, 1))]
    )
    found = phase_rates(timeline_data(diary, date(2026, 10, 15), LAST_NIGHT))
    assert [(one.phase, one.rate.nights_recorded, one.rate.cramps) for one in found] == [
        (early, 12, 0),
        (begun, 9, 1),
        (later, 8, 1),
    ]
    assert found[0].nights == Nights(first=date(2026, 10, 15), last=date(2026, 10, 31))
    assert found[2].nights == Nights(first=date(2026, 11, 1), last=LAST_NIGHT)


def test_a_test_keeps_the_unit_of_its_newest_result_where_older_months_are_shown() -> None:
    older = replace(lab(OLD), unit="mg/dL")
    data = timeline_data(MemoryDiary([older, lab(LAST_NIGHT)]), OLD, OLD + timedelta(days=30))
    assert [result.unit for result in data.labs] == ["mg/dL"]
    assert data.known.units == {"k": "mmol/L"}
