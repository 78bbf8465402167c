import random
from datetime import date
from typing import cast

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure

from crampdiary.charts.chart import Coverage
from crampdiary.charts.hour_of_night import (
    HOUR_OF_NIGHT,
    SAYS_SOMETHING_FROM,
    TITLE,
    HourOfNight,
    hour_of_night,
    peak,
    summary,
    table,
    too_little,
)
from crampdiary.charts.style import SCREEN_DAY, SCREEN_NIGHT, ChartStyle
from tests.charts.artists import assert_every_text_has_its_room, drawn, texts

COVERAGE = Coverage(first=date(2026, 1, 5), last=date(2026, 2, 3), nights_recorded=28)


def hours(untimed: int = 0, **at: int) -> HourOfNight:
    """Return counts given as `at_2=5`, five cramps from 02:00 to 03:00."""
    counts = [0] * 24
    for name, count in at.items():
        counts[int(name.removeprefix("at_"))] = count
    return HourOfNight(coverage=COVERAGE, by_hour=counts, untimed=untimed)


def bars(figure: Figure, kind: str) -> dict[int, int]:
    """Return the heights of the bars of a kind by the hour at which they stand."""
    (found,) = drawn(figure, kind)
    extents = [path.get_extents() for path in cast(PolyCollection, found).get_paths()]
    return {(20 + int(box.x0)) % 24: round(box.y1) for box in extents}


def test_each_hour_from_20_to_10_has_a_bar_as_high_as_its_count() -> None:
    figure = hour_of_night(hours(at_20=2, at_23=4, at_0=5, at_9=3), SCREEN_DAY)
    assert bars(figure, "bars") == {20: 2, 23: 4, 0: 5, 9: 3}
    assert texts(figure, "count") == ["2", "4", "5", "3"]
    assert TITLE in texts(figure, "title")


def test_the_axis_names_hours_across_midnight() -> None:
    ticks = texts(hour_of_night(hours(at_2=12), SCREEN_DAY, (10, None)), "tick")
    assert ticks[0] == "20:00"
    assert ticks[4] == "00:00"
    assert ticks[-1] == "10:00"


def test_the_hours_that_hold_half_are_darker_and_named() -> None:
    data = hours(at_1=6, at_2=10, at_3=10, at_5=9, at_22=5)
    figure = hour_of_night(data, SCREEN_DAY)
    assert bars(figure, "strong-bars") == {2: 10, 3: 10}
    assert "darker: half of them, between 02:00 and 04:00" in " ".join(texts(figure, "note"))
    assert summary(data) == (
        "Half of the timed cramps began between 02:00 and 04:00 (40 of 40 cramps with a time; "
        "28 of 30 nights recorded, 5 Jan 2026 to 3 Feb 2026)."
    )


@pytest.mark.parametrize(
    ("counts", "share"),
    [
        ({"at_2": 20, "at_23": 20}, "half"),
        ({"at_2": 24, "at_23": 16}, "more than half"),
        ({"at_2": 36, "at_23": 4}, "nearly all"),
        ({"at_2": 40}, "all"),
    ],
)
def test_the_share_of_the_fullest_hours_is_told_in_words(
    counts: dict[str, int], share: str
) -> None:
    found = peak(hours(**counts))
    assert found is not None
    assert found.share_words == share


def test_hours_are_told_across_midnight() -> None:
    found = peak(hours(at_23=15, at_0=15, at_3=10))
    assert found is not None
    assert found.words == "between 23:00 and 01:00"


def test_no_hours_are_named_where_they_may_be_chance() -> None:
    few = hours(at_1=6, at_2=5, at_4=3, at_6=2, at_7=2)
    assert peak(few) is None
    assert summary(few).startswith("No hours stand out in this diary (18 of 18 cramps")
    assert not bars(hour_of_night(few, SCREEN_DAY), "strong-bars")
    assert peak(hours(at_1=12, at_2=10, at_4=6, at_6=4, at_7=4)) is not None


@pytest.mark.parametrize(("width", "cramps"), SAYS_SOMETHING_FROM.items())
def test_evenly_spread_cramps_name_hours_in_few_diaries_only(width: int, cramps: int) -> None:
    chance = random.Random(11)
    named = 0
    for _ in range(1_000):
        counts = [0] * 24
        for _ in range(cramps):
            counts[(23 + chance.randrange(8)) % 24] += 1
        found = peak(HourOfNight(coverage=COVERAGE, by_hour=counts))
        named += found is not None and found.end - found.first == width
    assert named <= 70  # 5 of 100, and what chance adds in a thousand


def test_cramps_by_day_are_told_in_words() -> None:
    data = hours(untimed=3, at_2=10, at_13=2)
    assert data.elsewhen == 2
    said = " ".join(texts(hour_of_night(data, SCREEN_DAY), "note"))
    assert "12 of 15 cramps with a time" in said
    assert "28 of 30 nights recorded" in said
    assert "2 by day, not drawn" in said
    assert "(12 of 15 cramps with a time, 2 of them by day;" in summary(data)


def test_the_table_has_every_hour_what_came_by_day_and_what_has_no_time() -> None:
    rows = table(hours(untimed=7, at_20=1, at_9=4, at_10=2, at_19=3)).rows
    assert len(rows) == 16
    assert rows[0] == ("20:00 to 21:00", 1)
    assert rows[3] == ("23:00 to 00:00", 0)
    assert rows[13] == ("09:00 to 10:00", 4)
    assert rows[14:] == (("10:00 to 20:00", 5), ("time not noted", 7))


@pytest.mark.parametrize(
    ("timed", "said"),
    [
        (0, "After 10 cramps with a time this will show at which hours they come."),
        (4, "After 6 more cramps with a time this will show at which hours they come."),
        (9, "After 1 more cramp with a time this will show at which hours they come."),
        (10, ""),
    ],
)
def test_it_is_said_how_many_more_cramps_are_needed(timed: int, said: str) -> None:
    data = hours(untimed=30, at_2=timed)
    assert too_little(data) == said
    assert bool(hour_of_night(data, SCREEN_DAY).axes) == (not said)


def test_counts_too_wide_for_their_bars_give_way_to_a_scale() -> None:
    data = hours(at_1=4_000, at_2=12_345)
    figure = hour_of_night(data, SCREEN_DAY, (3, 2))
    assert not texts(figure, "count")
    assert "0" in texts(figure, "scale")
    assert texts(hour_of_night(data, SCREEN_DAY, (10, 4)), "count") == ["4,000", "12,345"]


def test_as_small_as_on_the_insights_page_it_keeps_n_coverage_and_readable_bars() -> None:
    data = hours(untimed=3, at_23=2, at_1=15, at_2=21, at_3=21, at_4=18, at_6=3)
    figure = hour_of_night(data, SCREEN_DAY, (270 / 96, 150 / 96))
    assert_every_text_has_its_room(figure)
    assert texts(figure, "note") == ["80 of 83 timed · 28 of 30 nights"]
    assert texts(figure, "count") == ["2", "15", "21", "21", "18", "3"]
    # Nothing says why bars would be darker.
    assert not bars(figure, "strong-bars")
    (axes,) = figure.axes
    assert axes.get_window_extent().height >= 58


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.sampled_from([0, 1, 3, 12, 104, 5_576]), min_size=24, max_size=24),
    st.integers(0, 5_000),
    st.sampled_from([SCREEN_DAY, SCREEN_NIGHT, SCREEN_DAY.scaled(1.5)]),
    st.tuples(st.floats(2.8, 20), st.none() | st.floats(1.2, 9)),
)
def test_whatever_the_hours_no_text_collides_or_leaves_the_figure(
    counts: list[int], untimed: int, style: ChartStyle, size_in: tuple[float, float | None]
) -> None:
    data = HourOfNight(coverage=COVERAGE, by_hour=counts, untimed=untimed)
    figure = hour_of_night(data, style, size_in)
    assert_every_text_has_its_room(figure)
    if figure.axes:
        shown = bars(figure, "bars") | bars(figure, "strong-bars")
        assert sum(shown.values()) == data.timed - data.elsewhen
    assert sum(cast(int, row[1]) for row in HOUR_OF_NIGHT.table(data).rows) == data.cramps


def test_bars_are_few_artists() -> None:
    figure = hour_of_night(hours(at_1=50, at_2=60), SCREEN_DAY)
    assert len([artist for axes in figure.axes for artist in axes.collections]) <= 6
    assert np.isclose(figure.get_figwidth(), 7)
