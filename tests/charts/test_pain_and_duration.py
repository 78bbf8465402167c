from datetime import date
from typing import cast

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.figure import Figure

from crampdiary.charts.chart import Coverage
from crampdiary.charts.counted_bars import NO_ROOM
from crampdiary.charts.noted_values import (
    BINS,
    MIN_VALUES,
    PainAndDuration,
    bin_of,
    median_duration_words,
    place_of,
)
from crampdiary.charts.pain_and_duration import (
    pain_and_duration,
    summary,
    table,
    too_little,
)
from crampdiary.charts.style import SCREEN_DAY, SCREEN_NIGHT, ChartStyle
from crampdiary.services.report import figures as report_figures
from tests.charts.artists import assert_every_text_has_its_room, drawn, texts

COVERAGE = Coverage(first=date(2026, 1, 5), last=date(2026, 2, 3), nights_recorded=28)
SOME = PainAndDuration(
    coverage=COVERAGE,
    cramps=12,
    pains=(3, 4, 4, 6, 7, 7, 9),
    measured_s=(20, 45, 90, 150, 170, 240, 590, 900),
    estimated_s=(300, 300),
    forgotten=1,
)


def bars(figure: Figure, kind: str) -> list[dict[int, int]]:
    """Return for each panel the heights of the bars of a kind by their number."""
    return [
        {
            int(box.x0): round(box.y1)
            for box in (path.get_extents() for path in cast(PolyCollection, found).get_paths())
        }
        for found in drawn(figure, kind)
    ]


def median_lines(figure: Figure) -> list[float]:
    return [
        np.asarray(cast(LineCollection, line).get_segments()[0])[0, 0]
        for line in drawn(figure, "median-line")
    ]


@pytest.mark.parametrize(
    ("duration_s", "words"),
    [
        (0, "under 30 s"),
        (29, "under 30 s"),
        (30, "30 s to 1 min"),
        (59, "30 s to 1 min"),
        (60, "1 to 2 min"),
        (120, "2 to 5 min"),
        (300, "5 to 10 min"),
        (600, "5 to 10 min"),
        (601, "over 10 min"),
        (86_400, "over 10 min"),
    ],
)
def test_a_duration_belongs_to_the_bin_that_begins_with_it_and_10_minutes_are_not_over_10(
    duration_s: int, words: str
) -> None:
    assert BINS[bin_of(duration_s)] == words


def test_bars_are_the_counts_of_each_pain_and_of_each_bin() -> None:
    figure = pain_and_duration(SOME, SCREEN_DAY)
    pain, duration = bars(figure, "bars")
    assert pain == {3: 1, 4: 2, 6: 1, 7: 2, 9: 1}
    assert duration == {0: 1, 1: 1, 2: 1, 3: 3, 4: 1, 5: 1}


def test_estimated_durations_stand_apart_and_are_in_no_median() -> None:
    figure = pain_and_duration(SOME, SCREEN_DAY)
    assert bars(figure, "apart-bars")[1] == {4: 3}
    assert "1 + 2" in texts(figure, "count")
    assert "median 2 min 40 s" in texts(figure, "median")
    assert "outlined: 2 estimated, not in the median" in " ".join(texts(figure, "note"))


def test_a_forgotten_stop_is_left_out_and_said() -> None:
    said = " ".join(texts(pain_and_duration(SOME, SCREEN_DAY), "note"))
    assert "1 left out, stop probably forgotten" in said


def test_both_medians_are_marked_and_labelled() -> None:
    figure = pain_and_duration(SOME, SCREEN_DAY)
    assert texts(figure, "median") == ["median 6", "median 2 min 40 s"]
    assert median_lines(figure) == [6.5, pytest.approx(3 + 40 / 180)]


def test_a_median_between_two_pains_is_marked_between_them() -> None:
    data = PainAndDuration(coverage=COVERAGE, cramps=6, pains=(1, 2, 4, 5, 5, 9))
    assert median_lines(pain_and_duration(data, SCREEN_DAY)) == [5.0]
    assert texts(pain_and_duration(data, SCREEN_DAY), "median") == ["median 4.5"]


def test_the_line_of_a_median_does_not_cross_a_count() -> None:
    figure = pain_and_duration(SOME, SCREEN_DAY)
    counts = [text.get_window_extent() for text in figure.texts if text.get_gid() == "count"]
    for line in drawn(figure, "median-line"):
        lines = cast(LineCollection, line)
        for piece in lines.get_segments():
            (x, first), (_, last) = lines.get_transform().transform(piece)
            for box in counts:
                beside = x < box.x0 - 1 or x > box.x1 + 1
                assert beside or max(first, last) <= box.y0 + 1 or min(first, last) >= box.y1 - 1


@pytest.mark.parametrize(
    ("duration_s", "place"), [(0, 0), (15, 0.5), (60, 2), (210, 3.5), (600, 5), (86_400, 5.5)]
)
def test_a_median_stands_in_proportion_within_its_bin(duration_s: int, place: float) -> None:
    assert place_of(duration_s) == place


def test_medians_need_as_many_values_as_on_the_doctors_page() -> None:
    assert MIN_VALUES == report_figures.MIN_VALUES
    few = PainAndDuration(coverage=COVERAGE, cramps=9, pains=(1, 2, 3, 4), measured_s=(60,) * 5)
    figure = pain_and_duration(few, SCREEN_DAY)
    assert texts(figure, "median") == ["median 1 min"]
    assert "no median below 5" in " ".join(texts(figure, "note"))


def test_n_rated_of_n_and_coverage_are_said() -> None:
    said = " ".join(texts(pain_and_duration(SOME, SCREEN_DAY), "note"))
    for words in ("rated for 7 of 12", "noted for 8 of 12", "28 of 30 nights recorded"):
        assert words in said


def test_what_was_never_noted_is_said_in_place_of_an_empty_panel() -> None:
    data = PainAndDuration(coverage=COVERAGE, cramps=9, measured_s=(60,) * 5)
    figure = pain_and_duration(data, SCREEN_DAY)
    assert texts(figure, "hint") == ["No pain rated here"]
    assert len(figure.axes) == 1


def test_the_summary_tells_both_medians_with_their_n() -> None:
    assert summary(SOME) == (
        "Pain: median 6 of 10 (rated for 7 of 12 cramps); duration: median 2 min 40 s (noted for "
        "8 of 12 cramps); 28 of 30 nights recorded, 5 Jan 2026 to 3 Feb 2026."
    )
    few = PainAndDuration(coverage=COVERAGE, cramps=5, pains=(3,) * 5)
    assert "duration: too few for a median (noted for 0 of 5 cramps)" in summary(few)


def test_long_medians_are_told_in_whole_minutes() -> None:
    assert median_duration_words(161) == "2 min 41 s"
    assert median_duration_words(614) == "10 min"


def test_the_table_has_every_count_what_is_not_noted_and_both_medians() -> None:
    rows = table(SOME).rows
    assert rows[:13] == (
        ("Pain", "0", 0, None),
        ("Pain", "1", 0, None),
        ("Pain", "2", 0, None),
        ("Pain", "3", 1, None),
        ("Pain", "4", 2, None),
        ("Pain", "5", 0, None),
        ("Pain", "6", 1, None),
        ("Pain", "7", 2, None),
        ("Pain", "8", 0, None),
        ("Pain", "9", 1, None),
        ("Pain", "10", 0, None),
        ("Pain", "not rated", 5, None),
        ("Pain, median", "6", 7, None),
    )
    assert rows[13:] == (
        ("Duration", "under 30 s", 1, 0),
        ("Duration", "30 s to 1 min", 1, 0),
        ("Duration", "1 to 2 min", 1, 0),
        ("Duration", "2 to 5 min", 3, 0),
        ("Duration", "5 to 10 min", 1, 2),
        ("Duration", "over 10 min", 1, 0),
        ("Duration", "stop probably forgotten", 1, None),
        ("Duration", "not noted", 1, None),
        ("Duration, median", "2 min 40 s", 8, None),
    )


@pytest.mark.parametrize(
    ("pains", "durations", "said"),
    [
        (0, 0, "After 5 cramps with pain or duration this will show how they spread."),
        (4, 2, "After 1 more cramp with pain or duration this will show how they spread."),
        (5, 0, ""),
        (0, 5, ""),
    ],
)
def test_it_is_said_how_many_more_are_needed(pains: int, durations: int, said: str) -> None:
    data = PainAndDuration(
        coverage=COVERAGE, cramps=9, pains=(3,) * pains, measured_s=(60,) * durations
    )
    assert too_little(data) == said


def test_panels_stand_side_by_side_where_there_is_room_else_one_below_the_other() -> None:
    wide, narrow = (pain_and_duration(SOME, SCREEN_DAY, (width, None)) for width in (9, 3.2))
    tops = [[axes.get_position().y1 for axes in figure.axes] for figure in (wide, narrow)]
    assert tops[0][0] == pytest.approx(tops[0][1])
    assert tops[1][0] > tops[1][1]


def test_a_figure_too_small_for_both_says_so() -> None:
    figure = pain_and_duration(SOME, SCREEN_DAY, (2.8, 1.5))
    assert "".join(texts(figure, "hint")).replace(" ", "") == NO_ROOM.replace(" ", "")


durations_s = st.integers(0, 900) | st.sampled_from([30, 60, 600, 601, 86_400])


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.integers(0, 10), max_size=60),
    st.lists(durations_s, max_size=60),
    st.lists(durations_s, max_size=20),
    st.sampled_from([1, 30, 900]),
    st.sampled_from([SCREEN_DAY, SCREEN_NIGHT, SCREEN_DAY.scaled(1.5)]),
    st.tuples(st.floats(2.9, 20), st.none() | st.floats(1.5, 9)),
)
def test_whatever_was_noted_no_text_collides_or_leaves_the_figure(
    pains: list[int],
    measured_s: list[int],
    estimated_s: list[int],
    times: int,
    style: ChartStyle,
    size_in: tuple[float, float | None],
) -> None:
    data = PainAndDuration(
        coverage=COVERAGE,
        cramps=times * (max(len(pains), len(measured_s) + len(estimated_s)) + 3),
        pains=pains * times,
        measured_s=measured_s * times,
        estimated_s=estimated_s * times,
        forgotten=2,
    )
    assert_every_text_has_its_room(pain_and_duration(data, style, size_in))
    rows = table(data).rows
    assert sum(cast(int, row[2]) for row in rows if row[0] == "Pain") == data.cramps
    counted = [row for row in rows if row[0] == "Duration"]
    assert sum(cast(int, row[2]) + cast(int, row[3] or 0) for row in counted) == data.cramps
