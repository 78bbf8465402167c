"""The order in which nights are shown."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crampdiary.domain.nights import NightCount, NightState
from crampdiary.domain.records import Cramp, Night, Record
from crampdiary.services.filtering import NightFilter
from crampdiary.services.ordering import NightOrder, in_order, nights_shown
from tests.fakes import MemoryDiary, StillClock

CLOCK = StillClock(datetime(2026, 11, 22, 7, 30))


def night(day: int) -> date:
    return date(2026, 11, day)


RECORDS: list[Record] = [
    Cramp(night=night(16), pain=4),
    Cramp(night=night(16), pain=9),
    Night(night=night(17), answer=NightState.WITHOUT_CRAMPS, sleep_disturbance=2),
    Night(night=night(18), answer=NightState.DONT_REMEMBER, sleep_disturbance=8),
    Cramp(night=night(19), pain=0),
    Night(night=night(19), sleep_disturbance=0),
    Cramp(night=night(20)),
]


@pytest.mark.parametrize(
    ("order", "days"),
    [
        (NightOrder.NEWEST, [21, 20, 19, 18, 17, 16]),
        (NightOrder.OLDEST, [16, 17, 18, 19, 20, 21]),
        (NightOrder.MOST_CRAMPS, [16, 20, 19, 17, 21, 18]),
        (NightOrder.FEWEST_CRAMPS, [17, 20, 19, 16, 21, 18]),
        (NightOrder.WORST_PAIN, [16, 19, 21, 20, 18, 17]),
        (NightOrder.MOST_DISTURBED, [18, 17, 19, 21, 20, 16]),
        (NightOrder.LEAST_DISTURBED, [19, 17, 18, 21, 20, 16]),
    ],
)
def test_nights_in_each_order_with_unknown_ones_last(order: NightOrder, days: list[int]) -> None:
    shown = nights_shown(MemoryDiary(RECORDS), CLOCK, NightFilter(), order)
    assert [count.night.day for count in shown] == days


def test_only_found_nights_are_put_in_order() -> None:
    wish = NightFilter(least_pain=0)
    shown = nights_shown(MemoryDiary(RECORDS), CLOCK, wish, NightOrder.WORST_PAIN)
    assert [count.night.day for count in shown] == [16, 19]
    assert nights_shown(MemoryDiary(), CLOCK, wish, NightOrder.WORST_PAIN) == []


@given(
    cramps=st.lists(st.none() | st.integers(0, 3), max_size=30),
    order=st.sampled_from(NightOrder),
)
def test_an_order_neither_loses_nor_doubles_a_night(
    cramps: list[int | None], order: NightOrder
) -> None:
    counts = [
        NightCount(
            night=night(1 + at),
            state=NightState.NOT_RECORDED if number is None else NightState.WITH_CRAMPS,
            cramps=number or 0,
        )
        for at, number in enumerate(cramps)
    ]
    shown = in_order(counts, order)
    assert sorted(count.night for count in shown) == [count.night for count in counts]
