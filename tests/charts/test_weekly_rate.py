from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch

from crampdiary.analysis.rate import garwood
from crampdiary.charts.style import SCREEN_DAY, SCREEN_NIGHT, ChartStyle
from crampdiary.charts.weekly_rate import WEEKLY_RATE, WeeklyRateData, weekly_rate
from tests.charts.artists import assert_every_text_has_its_room, drawn, pixels, texts
from tests.charts.diaries import FIRST, day, nights, nine_months

FULL_WEEK = [1, 0, 2, 0, 0, 0, 1]


def data_of(counts: Sequence[int | None]) -> WeeklyRateData:
    return WeeklyRateData(first=FIRST, last=day(len(counts) - 1), nights=nights(counts))


def points(figure: Figure, kind: str) -> list[tuple[float, float]]:
    return [
        (float(x), float(y))
        for line in drawn(figure, kind)
        if isinstance(line, Line2D)
        for x, y in np.asarray(line.get_xydata())
    ]


def intervals(figure: Figure) -> list[tuple[float, float, float]]:
    (lines,) = drawn(figure, "intervals")
    assert isinstance(lines, LineCollection)
    segments = [np.asarray(one) for one in lines.get_segments()]
    return [(float(one[0, 0]), float(one[0, 1]), float(one[1, 1])) for one in segments]


def notes(figure: Figure) -> str:
    return " ".join(texts(figure, "note"))


def test_a_week_is_a_dot_in_its_middle_with_its_garwood_interval() -> None:
    figure = weekly_rate(data_of([*FULL_WEEK, 3, None, 0, 0, 0, 0, None]), SCREEN_DAY)
    assert np.allclose(points(figure, "dots"), [(3.5, 4), (10.5, 7 * 3 / 5)])
    limits = [garwood(4, 7, scale=7), garwood(3, 5, scale=7)]
    wanted = [(x, one.low, one.high) for x, one in zip((3.5, 10.5), limits, strict=True)]
    assert np.allclose(intervals(figure), wanted)
    assert "bar: its interval" in notes(figure)
    assert "dot: 1 week" in notes(figure)


def test_a_week_of_three_recorded_nights_is_hollow_and_has_no_interval() -> None:
    figure = weekly_rate(data_of([*FULL_WEEK, 0, 1, 0, *[None] * 4]), SCREEN_DAY)
    assert np.allclose(points(figure, "hollow-dots"), [(10.5, 7 / 3)])
    assert [x for x, _, _ in intervals(figure)] == [3.5]
    assert "hollow: fewer than 4 nights recorded" in notes(figure)


def test_a_wild_rate_of_one_night_is_an_arrow_and_does_not_stretch_the_scale() -> None:
    figure = weekly_rate(data_of([*FULL_WEEK, 20, *[None] * 6]), SCREEN_DAY)
    top = figure.axes[0].get_ylim()[1]
    assert top == pytest.approx(1.04 * garwood(4, 7, scale=7).high)
    ((x, y),) = points(figure, "above")
    assert x == 10.5
    assert y < top
    assert "arrow: above the scale" in notes(figure)


def test_nights_too_few_for_a_hatch_are_shaded_and_the_notes_say_so() -> None:
    figure = weekly_rate(data_of([*[1] * 30, None, *[1] * 239]), SCREEN_DAY)
    assert not drawn(figure, "not-recorded")
    assert len(drawn(figure, "not-recorded-narrow")) == 1
    assert "shaded: not recorded" in notes(figure)


def test_stretches_without_a_recorded_night_are_hatched_not_zero() -> None:
    figure = weekly_rate(data_of([*FULL_WEEK, *[None] * 14, *FULL_WEEK]), SCREEN_DAY)
    (gaps,) = drawn(figure, "not-recorded")
    assert isinstance(gaps, PolyCollection)
    assert gaps.get_hatch()
    extents = [path.get_extents() for path in gaps.get_paths()]
    assert [(box.x0, box.x1) for box in extents] == [(7, 21)]
    assert [x for x, _ in points(figure, "dots")] == [3.5, 24.5]
    assert "hatched: not recorded" in notes(figure)


def test_the_line_never_runs_over_a_night_without_a_record() -> None:
    figure = weekly_rate(data_of([*[1] * 30, *[None] * 10, *[1] * 30]), SCREEN_DAY)
    (line,) = drawn(figure, "line")
    assert isinstance(line, PathPatch)
    pieces = [np.asarray(one)[:, 0] for one in line.get_path().to_polygons(closed_only=False)]
    assert [(piece[0], piece[-1]) for piece in pieces] == [(13, 30), (40, 70)]
    assert "line: 28-night rate" in notes(figure)


@pytest.mark.parametrize(
    ("width_px", "said", "has_line"),
    [(1900, "dot: 4 weeks", True), (700, "dot: 13 weeks", False), (280, "dot: 52 weeks", False)],
)
def test_dots_widen_before_they_touch_and_then_there_is_no_line(
    width_px: int, said: str, *, has_line: bool
) -> None:
    figure = weekly_rate(data_of([1] * 365 * 12), SCREEN_DAY, (width_px / 96, None))
    assert said in notes(figure)
    assert bool(drawn(figure, "line")) == has_line
    middles = [x for x, _ in points(figure, "dots")]
    shown = figure.axes[0].transData.transform([(x, 0) for x in middles[:-1]])[:, 0]
    assert np.diff(shown).min() >= 7


def test_a_wider_dot_needs_fourteen_recorded_nights_for_its_interval() -> None:
    counts = [*[1] * 41, *[None] * 15, *[1] * 28 * 28]
    figure = weekly_rate(data_of(counts), SCREEN_DAY, (3.75, None))
    assert "hollow: fewer than 14 nights recorded" in notes(figure)
    assert [x for x, _ in points(figure, "hollow-dots")] == [42]


def test_the_scale_reaches_over_every_interval_and_the_line() -> None:
    numbers = np.random.default_rng(5)
    counts = [int(count) for count in numbers.poisson(1.5, 280)]
    figure = weekly_rate(data_of(counts), SCREEN_DAY)
    top = figure.axes[0].get_ylim()[1]
    assert max(high for _, _, high in intervals(figure)) < top
    (line,) = drawn(figure, "line")
    assert isinstance(line, PathPatch)
    assert np.asarray(line.get_path().vertices)[:, 1].max() < top


def test_the_table_has_every_week_with_its_limits_and_nothing_where_nothing_is_known() -> None:
    table = WEEKLY_RATE.table(data_of([*FULL_WEEK, *[None] * 7, 0, 1, 0, *[None] * 4, 2]))
    assert table.columns == (
        "Week from",
        "Nights",
        "Nights recorded",
        "Cramps",
        "Cramps per week",
        "95 % from",
        "95 % to",
    )
    assert table.rows == (
        (FIRST, 7, 7, 4, 4.0, 1.09, 10.24),
        (day(7), 7, 0, None, None, None, None),
        (day(14), 7, 3, 1, 2.33, None, None),
        (day(21), 1, 1, 2, 14.0, None, None),
    )


def test_the_summary_tells_counts_range_of_rates_and_the_rate_of_all() -> None:
    assert WEEKLY_RATE.summary(data_of([*FULL_WEEK, *[0] * 7, *[None] * 6])) == (
        "5 Jan 2026 to 24 Jan 2026: 4 cramps, 14 of 20 nights recorded; from 0.0 to 4.0 cramps "
        "per week in 2 weeks with at least 4 recorded nights; 2.0 overall (95 % interval 0.5 to "
        "5.1)."
    )


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ([None] * 9, "No night is recorded here yet. "),
        ([1], "1 night recorded so far. A weekly rate begins with 4 recorded nights."),
        ([1, None, 0, 0], "3 nights recorded so far. "),
        ([1, 0, 0, 0], ""),
    ],
)
def test_below_four_recorded_nights_a_sentence_stands_in_place_of_axes(
    counts: list[int | None], said: str
) -> None:
    data = data_of(counts)
    assert WEEKLY_RATE.too_little(data).startswith(said)
    assert bool(WEEKLY_RATE.too_little(data)) == bool(said)
    assert bool(weekly_rate(data, SCREEN_DAY).axes) != bool(said)


def test_at_night_no_pixel_is_green_or_blue() -> None:
    shown = nine_months()
    data = WeeklyRateData(first=shown.first, last=shown.last, nights=shown.nights)
    assert pixels(weekly_rate(data, SCREEN_NIGHT))[..., 1:3].max() <= 24


@st.composite
def random_nights(draw: st.DrawFn) -> list[int | None]:
    length = draw(st.sampled_from([1, 4, 20, 90, 400, 3000]))
    unrecorded = draw(st.sampled_from([0.0, 0.1, 0.6, 0.95]))
    numbers = draw(st.randoms(use_true_random=False))
    return [
        None if numbers.random() < unrecorded else numbers.choice([0, 0, 0, 1, 3, 24])
        for _ in range(length)
    ]


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    random_nights(),
    st.sampled_from([SCREEN_DAY, SCREEN_NIGHT, SCREEN_DAY.scaled(1.5)]),
    st.floats(280, 1900),
    st.none() | st.floats(330, 900),
)
def test_whatever_the_diary_no_text_collides_or_leaves_the_figure(
    counts: list[int | None], style: ChartStyle, width_px: float, height_px: float | None
) -> None:
    size = width_px / 96, None if height_px is None else height_px / 96
    assert_every_text_has_its_room(weekly_rate(data_of(counts), style, size))
