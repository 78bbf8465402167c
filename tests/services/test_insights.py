"""Which nights a stretch has, and that the figures of a range are those of its recorded nights."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from crampdiary.analysis.rate import rate
from crampdiary.domain.nights import NightState
from crampdiary.domain.records import Cramp, LabResult, Night, Phase, Record, Treatment
from crampdiary.services.demo import fill_demo
from crampdiary.services.insights import (
    Nights,
    Stretch,
    months_before,
    phase_rates,
    rate_between,
    stretch_nights,
    stretch_of,
    timeline_data,
)
from tests.fakes import MemoryDiary, StillClock

MORNING = datetime(2026, 11, 22, 7, 30)
LAST_NIGHT = date(2026, 11, 21)
DAYS = st.dates(date(1950, 1, 1), date(2150, 1, 1))


def without(first: date, count: int) -> list[Record]:
    return [
        Night(night=first + timedelta(days=number), answer=NightState.WITHOUT_CRAMPS)
        for number in range(count)
    ]


@given(DAYS, st.integers(0, 300))
def test_months_before_keeps_the_day_or_takes_the_last_of_a_shorter_month(
    day: date, months: int
) -> None:
    earlier = months_before(day, months)
    assert (day.year - earlier.year) * 12 + day.month - earlier.month == months
    is_last_of_month = (earlier + timedelta(days=1)).day == 1
    assert earlier.day == day.day or (earlier.day < day.day and is_last_of_month)


@given(DAYS, DAYS, DAYS, st.sampled_from(Stretch), st.lists(DAYS, max_size=5))
def test_a_stretch_always_runs_forward_and_ends_with_a_night_that_can_be_recorded(
    one: date, other: date, latest: date, stretch: Stretch, measured: list[date]
) -> None:
    recorded = min(one, other), max(one, other)
    nights = stretch_of(stretch, recorded=recorded, latest=latest, measured=measured)
    assert nights.first <= nights.last
    assert nights.last in {recorded[1], latest}
    assert stretch is not Stretch.ALL or nights.first <= recorded[0]


def test_nine_months_end_with_last_night_and_have_as_many_days_as_the_calendar() -> None:
    recorded = date(2020, 1, 1), date(2026, 11, 18)
    nights = stretch_of(Stretch.NINE_MONTHS, recorded=recorded, latest=LAST_NIGHT)
    assert nights == Nights(first=date(2026, 2, 22), last=LAST_NIGHT)


def test_a_year_that_ends_on_a_leap_day_begins_on_the_first_of_march() -> None:
    recorded = date(2020, 1, 1), date(2024, 2, 29)
    nights = stretch_of(Stretch.YEAR, recorded=recorded, latest=date(2024, 2, 29))
    assert nights.first == date(2023, 3, 1)


def test_a_young_diary_begins_with_its_first_night_not_months_before() -> None:
    recorded = date(2026, 11, 1), LAST_NIGHT
    nights = stretch_of(Stretch.YEAR, recorded=recorded, latest=LAST_NIGHT)
    assert nights.first == date(2026, 11, 1)


def test_a_lab_result_before_the_first_night_is_shown_if_it_lies_in_the_stretch() -> None:
    recorded = date(2026, 11, 1), LAST_NIGHT
    measured = [date(2026, 10, 20), date(2019, 5, 5)]
    nights = stretch_of(Stretch.YEAR, recorded=recorded, latest=LAST_NIGHT, measured=measured)
    assert nights.first == date(2026, 10, 20)


def test_a_diary_at_rest_for_more_than_four_weeks_is_shown_up_to_its_last_night() -> None:
    last = LAST_NIGHT - timedelta(days=28)
    for resting, expected in ((last, LAST_NIGHT), (last - timedelta(days=1),) * 2):
        nights = stretch_of(
            Stretch.THREE_MONTHS, recorded=(date(2026, 1, 1), resting), latest=LAST_NIGHT
        )
        assert nights.last == expected


def test_tonight_counts_once_something_is_recorded_for_it() -> None:
    tonight = LAST_NIGHT + timedelta(days=1)
    nights = stretch_of(Stretch.ALL, recorded=(LAST_NIGHT, tonight), latest=LAST_NIGHT)
    assert nights == Nights(first=LAST_NIGHT, last=tonight)


def test_an_empty_diary_has_no_nights_to_show() -> None:
    result = LabResult(test="Iron", value=Decimal(1), unit="mg", taken_on=date(2026, 1, 1))
    assert stretch_nights(MemoryDiary([result]), StillClock(MORNING), Stretch.ALL) is None


def test_timeline_and_rate_are_those_of_the_range_alone() -> None:
    first, last = date(2026, 10, 1), date(2026, 10, 28)
    before = first - timedelta(days=1)
    diary = MemoryDiary(
        [
            *without(before, 30),
            *(Cramp(night=night) for night in (before, first, first, last)),
            LabResult(test="Iron", value=Decimal(9), unit="mg", taken_on=before),
            LabResult(test="Iron", value=Decimal(8), unit="mg", taken_on=last),
        ]
    )
    data = timeline_data(diary, first, last)
    assert [night.night for night in data.nights][:: len(data.nights) - 1] == [first, last]
    assert [lab.value for lab in data.labs] == [Decimal(8)]
    counted = rate_between(diary, first, last)
    assert counted == rate(data.nights)
    assert (counted.cramps, counted.nights_recorded, counted.nights_in_range) == (3, 28, 28)


def test_each_phase_is_rated_on_its_own_nights_within_the_range() -> None:
    first, last = date(2026, 9, 1), date(2026, 10, 30)
    magnesium, iron = Treatment(name="Magnesium"), Treatment(name="Iron")
    phases = [
        Phase(treatment_id=magnesium.id, start=date(2026, 10, 1)),
        Phase(treatment_id=magnesium.id, start=date(2025, 1, 1), end=date(2026, 9, 10)),
        Phase(treatment_id=iron.id, start=date(2026, 10, 31)),
        Phase(treatment_id=iron.id, start=date(2026, 8, 1), end=date(2026, 8, 31)),
    ]
    diary = MemoryDiary(
        [
            magnesium,
            iron,
            *phases,
            *without(first, 20),
            Cramp(night=date(2026, 9, 10)),
            Cramp(night=date(2026, 9, 11)),
        ]
    )
    found = phase_rates(timeline_data(diary, first, last))
    assert [(one.nights.first, one.nights.last) for one in found] == [
        (first, date(2026, 9, 10)),
        (date(2026, 10, 1), last),
    ]
    assert [(one.rate.cramps, one.rate.nights_recorded) for one in found] == [(1, 10), (0, 0)]
    assert [one.rate.cramps_per_week for one in found] == [None, None]


def test_every_phase_of_the_demo_equals_the_rate_of_its_nights() -> None:
    clock = StillClock(MORNING)
    diary = MemoryDiary()
    fill_demo(diary, clock, years=1, seed=7)
    nights = stretch_nights(diary, clock, Stretch.NINE_MONTHS)
    assert nights is not None
    found = phase_rates(timeline_data(diary, nights.first, nights.last))
    assert len(found) >= 3
    assert [one.phase.start for one in found] == sorted(one.phase.start for one in found)
    for one in found:
        assert one.rate == rate_between(diary, one.nights.first, one.nights.last)
