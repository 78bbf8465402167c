"""Cramps per week without a treatment and with each dose, each with its own 95 % interval."""

from datetime import timedelta

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.figure import Figure

from crampdiary.analysis.rate import garwood
from crampdiary.analysis.results import Side
from crampdiary.charts.chart import Coverage
from crampdiary.charts.comparison import (
    COMPARISON,
    TITLE,
    ComparisonData,
    ComparisonGroup,
    ComparisonRow,
    Part,
    comparison,
    summary,
    table,
    too_little,
)
from crampdiary.charts.dot_marks import mark_colour
from crampdiary.charts.style import PRINT, SCREEN_DAY, SCREEN_NIGHT, ChartStyle, contrast
from tests.charts.artists import assert_every_text_has_its_room, drawn, texts
from tests.charts.diaries import FIRST
from tests.charts.odd_diaries import LONG_NAMES

COVERAGE = Coverage(first=FIRST, last=FIRST + timedelta(days=279), nights_recorded=252)


def side(cramps: int, nights: int) -> Side:
    rate = low = high = None
    if nights >= 14:
        limits = garwood(cramps, nights, scale=7)
        rate, low, high = 7 * cramps / nights, limits.low, limits.high
    return Side(
        cramps=cramps,
        nights_recorded=nights,
        nights=nights,
        cramps_per_week=rate,
        low=low,
        high=high,
    )


def row(
    name: str, part: Part, cramps: int, nights: int, *, is_minor: bool = False
) -> ComparisonRow:
    return ComparisonRow(name=name, part=part, side=side(cramps, nights), is_minor=is_minor)


def group(*rows: ComparisonRow, treatment: str = "Vitamin D3", lag: int = 28) -> ComparisonGroup:
    return ComparisonGroup(treatment=treatment, rows=rows, left_out_before=28, lag=lag)


def of(*groups: ComparisonGroup, throughout: tuple[str, ...] = (), why: str = "") -> ComparisonData:
    return ComparisonData(groups=groups, coverage=COVERAGE, throughout=throughout, why=why)


BEFORE = row("before", Part.WITHOUT, 63, 90)
DAILY = row("2,000 IU daily", Part.WITH, 31, 84)
BUILDING = row("building up, to night 84", Part.BUILDING_UP, 15, 40, is_minor=True)
FEW = row("50,000 IU weekly", Part.WITH, 3, 9)
VITAMIN_D = of(group(BEFORE, FEW, DAILY, BUILDING))


def dots(figure: Figure, kind: str) -> list[float]:
    found = drawn(figure, kind)
    return [
        float(x)
        for marks in found
        if isinstance(marks, PathCollection)
        for x in np.asarray(marks.get_offsets())[:, 0]
    ]


def intervals(figure: Figure) -> list[tuple[float, float]]:
    (lines,) = drawn(figure, "intervals")
    assert isinstance(lines, LineCollection)
    segments = [np.asarray(one)[:, 0] for one in lines.get_segments()]
    return [(float(one[0]), float(one[1])) for one in segments]


def test_each_row_has_its_rate_with_its_interval() -> None:
    figure = comparison(VITAMIN_D, SCREEN_DAY)
    assert texts(figure, "title") == [TITLE]
    assert dots(figure, "filled-dots") == pytest.approx([7 * 63 / 90, 7 * 31 / 84])
    found = [one.side for one in (BEFORE, DAILY, BUILDING)]
    assert intervals(figure) == [pytest.approx((one.low, one.high)) for one in found]
    assert texts(figure, "value") == ["4.9", "2.6", "2.6"]
    assert texts(figure, "row-name") + texts(figure, "lane-name") == [
        "before",
        "50,000 IU weekly",
        "2,000 IU daily",
        "building up, to night 84",
    ]


def test_what_was_still_building_up_is_hollow() -> None:
    figure = comparison(VITAMIN_D, SCREEN_DAY)
    assert dots(figure, "hollow-dots") == pytest.approx([7 * 15 / 40])
    assert "hollow: building up" in " ".join(texts(figure, "note"))
    assert not drawn(comparison(of(group(BEFORE, DAILY)), SCREEN_DAY), "hollow-dots")


def test_too_few_nights_are_said_in_words_instead_of_a_mark() -> None:
    figure = comparison(VITAMIN_D, SCREEN_DAY)
    assert texts(figure, "row-words") == ["too few nights (9)"]
    assert len(intervals(figure)) == 3


def test_the_notes_tell_what_was_left_out_and_what_the_rows_rest_on() -> None:
    figure = comparison(VITAMIN_D, SCREEN_DAY)
    said = " ".join(texts(figure, "note"))
    for words in (
        "Vitamin D3",
        "left out: 28 nights before a start, 28 nights after it",
        "each row's interval stands by itself",
        "252 of 280 nights recorded",
    ):
        assert words in said
    assert texts(figure, "beside") == [
        "63 cramps, 90 nights",
        "3 cramps, 9 nights",
        "31 cramps, 84 nights",
        "15 cramps, 40 nights",
    ]


def test_several_treatments_each_have_a_heading() -> None:
    data = of(
        group(BEFORE, DAILY),
        group(BEFORE, DAILY, treatment="Magnesium", lag=7),
        throughout=("Atorvastatin",),
    )
    figure = comparison(data, SCREEN_DAY)
    assert texts(figure, "row-heading") == ["Vitamin D3", "Magnesium"]
    assert "28 nights before a start, 7 or 28 nights after it" in " ".join(texts(figure, "note"))
    assert texts(figure, "below") == ["No recorded night without: Atorvastatin"]
    assert "; no recorded night without Atorvastatin." in summary(data)


def test_it_stays_readable_as_small_as_it_stands_beside_the_timeline() -> None:
    figure = comparison(VITAMIN_D, SCREEN_DAY, (270 / 96, 150 / 96))
    assert texts(figure, "title") == [TITLE]
    assert texts(figure, "lane-name") == ["before", "50,000 IU weekly", "2,000 IU daily"]
    assert texts(figure, "value") == ["4.9", "2.6"]
    assert texts(figure, "row-words") == ["too few nights (9)"]
    assert "Vitamin D3" in " ".join(texts(figure, "note"))
    assert_every_text_has_its_room(figure)


def test_rows_without_room_are_counted() -> None:
    many = of(*(group(BEFORE, DAILY, treatment=f"Number {number}") for number in range(9)))
    figure = comparison(many, SCREEN_DAY, (3, 2.5))
    names = len(texts(figure, "lane-name"))
    assert 0 < names < 18
    assert texts(figure, "below") == [f"{18 - names} more not drawn: too little room"]


def test_nothing_to_compare_gives_a_friendly_sentence_instead_of_axes() -> None:
    few = of(group(row("before", Part.WITHOUT, 1, 9), FEW))
    for data, begins in (
        (of(), "Nothing can be compared yet."),
        (of(why="No dates are recorded for K."), "No dates are recorded for K."),
        (few, "Too few nights are recorded to compare."),
    ):
        assert not comparison(data, SCREEN_DAY).axes
        assert too_little(data).startswith(begins)
        assert summary(data) == too_little(data)


def test_the_summary_tells_each_rate_with_its_interval_and_counts() -> None:
    assert summary(of(group(BEFORE, FEW, DAILY))) == (
        "Cramps per week, 5 Jan 2026 to 11 Oct 2026, 252 of 280 nights recorded: Vitamin D3, before"
        " 4.9 (95 % interval 3.8 to 6.3, 63 cramps, 90 nights), 50,000 IU weekly too few nights (9)"
        ", 2,000 IU daily 2.6 (95 % interval 1.8 to 3.7, 31 cramps, 84 nights)."
    )


def test_the_table_has_each_row_with_counts_and_limits() -> None:
    found = table(of(group(BEFORE, FEW)))
    assert found.rows == (
        ("Vitamin D3", "before", "without", 63, 90, 90, 4.9, 3.7653, 6.2692),
        ("Vitamin D3", "50,000 IU weekly", "with", 3, 9, 9, None, None, None),
    )


def test_no_cramps_at_all_is_drawn_at_zero() -> None:
    figure = comparison(of(group(row("before", Part.WITHOUT, 0, 90), DAILY)), SCREEN_DAY)
    assert dots(figure, "filled-dots")[0] == 0
    assert texts(figure, "value")[0] == "0.0"


@pytest.mark.parametrize("style", [SCREEN_DAY, PRINT, SCREEN_NIGHT])
def test_thin_lines_of_any_substance_can_be_seen(style: ChartStyle) -> None:
    for name in ("Vitamin D3", "Magnesium", *LONG_NAMES):
        assert contrast(mark_colour(style.colour_of(name), style), style.background) >= 3


def test_the_command_line_knows_it_as_comparison() -> None:
    assert COMPARISON.name == "comparison"


rows = st.builds(
    row,
    st.sampled_from([*LONG_NAMES, "before", "without", "50,000 IU weekly on Mondays, building up"]),
    st.sampled_from(Part),
    st.sampled_from([0, 1, 4, 30, 30_000]),
    st.sampled_from([0, 9, 14, 60, 7_305]),
    is_minor=st.booleans(),
)
groups = st.lists(
    st.builds(
        lambda found, name: group(*found, treatment=name),
        st.lists(rows, min_size=1, max_size=6),
        st.sampled_from([*LONG_NAMES, "K"]),
    ),
    max_size=8,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    found=groups,
    throughout=st.lists(st.sampled_from(LONG_NAMES), max_size=3).map(tuple),
    style=st.sampled_from([PRINT, SCREEN_NIGHT, SCREEN_DAY.scaled(1.5)]),
    width=st.floats(2.8, 19),
    height=st.none() | st.floats(2.5, 9),
)
def test_whatever_is_compared_no_text_collides_or_leaves_the_figure(
    found: list[ComparisonGroup],
    throughout: tuple[str, ...],
    style: ChartStyle,
    width: float,
    height: float | None,
) -> None:
    data = of(*found, throughout=throughout)
    assert_every_text_has_its_room(comparison(data, style, (width, height)))


@settings(max_examples=40, deadline=None)
@given(st.lists(rows, min_size=1, max_size=5), st.floats(2.8, 12), st.none() | st.floats(1.6, 6))
def test_each_rate_that_is_drawn_has_its_figure(
    found: list[ComparisonRow], width: float, height: float | None
) -> None:
    figure = comparison(of(group(*found)), SCREEN_DAY, (width, height))
    marks = dots(figure, "filled-dots") + dots(figure, "hollow-dots")
    assert len(texts(figure, "value")) == len(marks)
