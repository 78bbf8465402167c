from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crampdiary.charts.time_axis import MONTHS, Room, Tick, choose_ticks

WIDTH_PX = 800


def room_for(first: date, last: date, text_px: float = 12) -> Room:
    return Room(
        first=first,
        px_per_night=WIDTH_PX / max((last - first).days + 1, 14),
        left_px=-5,
        right_px=WIDTH_PX + 10,
        text_px=text_px,
    )


def ticks_of(first: date, last: date) -> list[Tick]:
    return choose_ticks(first, last, room=room_for(first, last))


def test_nine_months_are_told_by_the_month() -> None:
    ticks = ticks_of(date(2026, 1, 5), date(2026, 10, 11))
    assert [tick.label for tick in ticks] == list(MONTHS[1:10])
    assert [tick.year for tick in ticks if tick.year] == ["2026"]


def test_each_new_year_is_named_once() -> None:
    ticks = ticks_of(date(2025, 10, 20), date(2026, 3, 3))
    assert [tick.year for tick in ticks if tick.year] == ["2025", "2026"]


def test_twenty_years_are_told_by_years() -> None:
    ticks = ticks_of(date(2006, 11, 23), date(2026, 11, 22))
    assert {tick.day.month for tick in ticks} == {1}
    assert all(tick.label == str(tick.day.year) for tick in ticks)


@pytest.mark.parametrize("nights", [1, 2])
def test_a_single_night_has_a_date(nights: int) -> None:
    first = date(2026, 1, 5)
    tick = ticks_of(first, first + timedelta(days=nights - 1))[0]
    assert (tick.label, tick.year) == ("5 Jan", "2026")


@settings(max_examples=60, deadline=None)
@given(st.dates(date(1901, 1, 1), date(2100, 1, 1)), st.integers(1, 20_000), st.floats(8, 30))
def test_labels_never_touch_and_stay_in_their_room(
    first: date, nights: int, text_px: float
) -> None:
    last = first + timedelta(days=nights - 1)
    room = room_for(first, last, text_px)
    ticks = choose_ticks(first, last, room=room)
    assert all(first <= tick.day <= last for tick in ticks)
    for row in ("label", "year"):
        spans = [room.span(tick.day, text) for tick in ticks if (text := getattr(tick, row))]
        assert all(one[1] < following[0] for one, following in pairwise(spans))
        assert all(room.left_px <= left and right <= room.right_px for left, right in spans)
