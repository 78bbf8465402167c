from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crampdiary.charts.sheet import text_width_px
from crampdiary.charts.time_axis import choose_ticks

WIDTH_PX = 800


def test_nine_months_are_told_by_the_month() -> None:
    ticks = choose_ticks(date(2026, 1, 5), date(2026, 10, 11), px_per_night=2.8, text_px=12)
    assert [tick.label for tick in ticks] == ["Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct"]
    assert [tick.year for tick in ticks if tick.year] == ["2026"]


def test_each_new_year_is_named_once() -> None:
    ticks = choose_ticks(date(2025, 10, 20), date(2026, 3, 3), px_per_night=5, text_px=12)
    assert [tick.year for tick in ticks if tick.year] == ["2025", "2026"]


def test_twenty_years_are_told_by_years() -> None:
    ticks = choose_ticks(date(2006, 11, 23), date(2026, 11, 22), px_per_night=0.11, text_px=12)
    assert {tick.day.month for tick in ticks} == {1}
    assert all(tick.label == str(tick.day.year) for tick in ticks)


@pytest.mark.parametrize("nights", [1, 2])
def test_a_single_night_has_a_date(nights: int) -> None:
    first = date(2026, 1, 5)
    last = first + timedelta(days=nights - 1)
    ticks = choose_ticks(first, last, px_per_night=60, text_px=12)
    assert (ticks[0].label, ticks[0].year) == ("5 Jan", "2026")


@settings(max_examples=60, deadline=None)
@given(st.dates(date(1901, 1, 1), date(2100, 1, 1)), st.integers(1, 20_000), st.floats(8, 30))
def test_labels_never_touch_and_lie_in_the_range(first: date, nights: int, text_px: float) -> None:
    last = first + timedelta(days=nights - 1)
    px_per_night = WIDTH_PX / max(nights, 14)
    ticks = choose_ticks(first, last, px_per_night=px_per_night, text_px=text_px)
    assert all(first <= tick.day <= last for tick in ticks)
    for row in ("label", "year"):
        shown = [tick for tick in ticks if getattr(tick, row)]
        for one, following in pairwise(shown):
            widths = [text_width_px(getattr(tick, row), text_px) for tick in (one, following)]
            assert (following.day - one.day).days * px_per_night > sum(widths) / 2
