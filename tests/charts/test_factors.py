"""What went together with cramps: ratios with their intervals, and in words what cannot be said."""

import math
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from matplotlib.collections import LineCollection, PathCollection

from crampdiary.analysis.factor_results import Factor, FactorFlag, FactorResult
from crampdiary.analysis.rate_ratio import Method, RateRatio
from crampdiary.analysis.results import Side
from crampdiary.charts.chart import Coverage
from crampdiary.charts.dot_scale import even_scale, ratio_scale
from crampdiary.charts.factors import (
    FACTORS,
    TITLE,
    FactorsData,
    factors,
    summary,
    table,
    too_little,
)
from crampdiary.charts.style import PRINT, SCREEN_DAY, SCREEN_NIGHT, ChartStyle
from tests.charts.artists import assert_every_text_has_its_room, drawn, texts
from tests.charts.diaries import FIRST

COVERAGE = Coverage(first=FIRST, last=FIRST + timedelta(days=279), nights_recorded=252)


def side(cramps: int, nights: int) -> Side:
    return Side(
        cramps=cramps,
        nights_recorded=nights,
        nights=nights,
        cramps_per_week=None,
        low=None,
        high=None,
    )


def ratio(middle: float, low: float, high: float | None, level: float = 0.95) -> RateRatio:
    return RateRatio(
        ratio=middle, low=low, high=high, p_value=0.2, level=level, method=Method.BLOCKS
    )


def result(
    factor: Factor,
    found: RateRatio | None = None,
    *,
    adjusted: RateRatio | None = None,
    nights: tuple[int, int] = (21, 90),
    flags: tuple[FactorFlag, ...] = (),
) -> FactorResult:
    return FactorResult(
        factor=factor,
        ratio=found,
        adjusted=adjusted,
        p_value_holm=None,
        with_=side(12, nights[0]),
        without=side(30, nights[1]),
        blocks=9,
        comparisons=8,
        flags=flags,
    )


ALCOHOL = result(Factor.ALCOHOL, ratio(1.714, 0.91, 3.2), adjusted=ratio(1.714, 0.7, 4.2, 0.99375))
HEAT = result(Factor.HEAT, nights=(5, 40), flags=(FactorFlag.TOO_FEW_NIGHTS,))
TRAVEL = result(
    Factor.TRAVEL, nights=(0, 0), flags=(FactorFlag.NOT_TOLD, FactorFlag.TOO_FEW_NIGHTS)
)


def of(*results: FactorResult) -> FactorsData:
    return FactorsData(results=results, coverage=COVERAGE)


def test_a_ratio_is_a_dot_with_its_interval_on_an_axis_of_doublings() -> None:
    figure = factors(of(ALCOHOL), SCREEN_DAY)
    (dots,) = drawn(figure, "filled-dots")
    assert isinstance(dots, PathCollection)
    assert np.asarray(dots.get_offsets())[0, 0] == pytest.approx(math.log2(1.714))
    for kind, ends in (("intervals", (0.91, 3.2)), ("wider-intervals", (0.7, 4.2))):
        (lines,) = drawn(figure, kind)
        assert isinstance(lines, LineCollection)
        (segment,) = lines.get_segments()
        assert np.asarray(segment)[:, 0] == pytest.approx([math.log2(end) for end in ends])
    assert texts(figure, "value") == ["1.71"]
    assert texts(figure, "beside") == ["21 nights with, 90 without"]


def test_a_line_at_1_says_that_there_is_no_difference() -> None:
    figure = factors(of(ALCOHOL), SCREEN_DAY)
    (line,) = drawn(figure, "base-line")
    assert isinstance(line, LineCollection)
    assert {float(x) for one in line.get_segments() for x in np.asarray(one)[:, 0]} == {0.0}
    assert texts(figure, "scale-line") == ["1: no difference"]
    assert texts(figure, "end") == ["fewer cramps", "more cramps"]
    assert texts(figure, "scale") == ["1/4", "1/3", "1/2", "2/3", "1", "1.5", "2", "3", "4"]


def test_a_narrow_figure_keeps_the_doublings_whose_numbers_have_room() -> None:
    assert texts(factors(of(ALCOHOL), SCREEN_DAY, (3, None)), "scale") == [
        "1/4",
        "1/2",
        "1",
        "2",
        "4",
    ]
    wide = result(Factor.ALCOHOL, ratio(1.5, 0.1, 12))
    assert texts(factors(of(wide), SCREEN_DAY), "scale")[0] == "1/8"


@pytest.mark.parametrize(
    ("times", "said"),
    [(0.0631, "0.06"), (0.996, "0.996"), (1, "1.00"), (1.04, "1.04"), (2.84, "2.8"), (12, "12")],
)
def test_a_ratio_has_the_digits_that_tell_it_from_1(times: float, said: str) -> None:
    figure = factors(of(result(Factor.HEAT, ratio(times, times / 2, times * 2))), SCREEN_DAY)
    assert texts(figure, "value") == [said]


def test_title_and_notes_tell_interval_comparisons_and_coverage() -> None:
    figure = factors(of(ALCOHOL), SCREEN_DAY)
    assert texts(figure, "title") == [TITLE]
    said = " ".join(texts(figure, "note"))
    for words in (
        "compared within the same two weeks",
        "thick line: 95 % interval",
        "thin line: allowing for 8 comparisons",
        "252 of 280 nights recorded",
    ):
        assert words in said


def test_what_has_too_little_is_listed_in_words_below() -> None:
    figure = factors(of(ALCOHOL, HEAT, TRAVEL), SCREEN_DAY)
    assert texts(figure, "lane-name") == ["alcohol"]
    assert texts(figure, "below") == [
        "Too little to compare: heat and sweating (5 nights with, 40 without)",
        "Not noted yet: travel",
    ]


def test_nothing_to_compare_gives_a_friendly_sentence_instead_of_axes() -> None:
    data = of(HEAT, TRAVEL)
    assert not factors(data, SCREEN_DAY).axes
    assert too_little(data) == summary(data)
    assert too_little(data).startswith("Too little is noted yet.")


def test_an_interval_beyond_the_scale_has_no_end_there() -> None:
    wide = result(Factor.ALCOHOL, ratio(1.5, 0.5, 900))
    open_ended = result(Factor.HEAT, ratio(1.5, 0.5, None))
    figure = factors(of(wide, open_ended), SCREEN_DAY)
    (lines,), (ends,) = drawn(figure, "intervals"), drawn(figure, "interval-ends")
    assert isinstance(lines, LineCollection)
    assert isinstance(ends, LineCollection)
    right = figure.axes[0].get_xlim()[1]
    assert [np.asarray(one)[1, 0] for one in lines.get_segments()] == [right, right]
    assert [np.asarray(one)[0, 0] for one in ends.get_segments()] == [-1, -1]


def test_the_summary_tells_ratio_interval_and_nights() -> None:
    assert summary(of(ALCOHOL, HEAT)) == (
        "Days with alcohol went together with 1.71 times as many cramps in the night as other days "
        "of the same two weeks (95 % interval 0.91 to 3.2, 21 nights with, 90 without); too little "
        "to compare: heat and sweating (5 nights with, 40 without); 252 of 280 nights recorded, "
        "5 Jan 2026 to 11 Oct 2026."
    )


def test_the_table_has_every_factor_with_both_intervals() -> None:
    assert table(of(ALCOHOL, HEAT)).rows == (
        ("alcohol", 12, 21, 30, 90, 1.714, 0.91, 3.2, 0.7, 4.2, 8),
        ("heat and sweating", 12, 5, 30, 40, None, None, None, None, None, 8),
    )


def test_the_command_line_knows_it_as_factors() -> None:
    assert FACTORS.name == "factors"


@given(st.floats(1.01, 1e6))
def test_half_and_double_lie_as_far_from_1(times: float) -> None:
    scale = ratio_scale([times])
    assert scale.limits[0] == -scale.limits[1]
    assert scale.at(times) == pytest.approx(-scale.at(1 / times))
    assert scale.limits[0] <= scale.clipped(1e-9) <= scale.clipped(times) <= scale.limits[1]


@given(st.lists(st.floats(0, 1e6), max_size=5))
def test_an_even_scale_holds_every_value_and_begins_at_zero(highs: list[float]) -> None:
    scale = even_scale(highs)
    assert scale.limits[0] == 0 < scale.limits[1]
    assert all(scale.holds(high) for high in highs)


sizes = st.sampled_from([0.0001, 0.3, 0.9, 1.0, 1.5, 8.0, 4_000.0])


@st.composite
def results(draw: st.DrawFn) -> FactorResult:
    low, middle, high = sorted((draw(sizes), draw(sizes), draw(sizes)))
    found = draw(st.none() | st.just(ratio(middle, low, draw(st.none() | st.just(high)))))
    adjusted = None if found is None or draw(st.booleans()) else ratio(middle, low / 2, high * 2)
    return result(
        draw(st.sampled_from(Factor)),
        found,
        adjusted=adjusted,
        nights=(draw(st.sampled_from([0, 14, 3_000])), draw(st.sampled_from([0, 90, 7_000]))),
        flags=() if found else (draw(st.sampled_from(list(FactorFlag)[:4])),),
    )


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    found=st.lists(results(), max_size=7),
    style=st.sampled_from([PRINT, SCREEN_NIGHT, SCREEN_DAY.scaled(1.5)]),
    width=st.floats(2.8, 19),
    height=st.none() | st.floats(2.5, 9),
)
def test_whatever_was_noted_no_text_collides_or_leaves_the_figure(
    found: list[FactorResult], style: ChartStyle, width: float, height: float | None
) -> None:
    assert_every_text_has_its_room(factors(of(*found), style, (width, height)))
