from collections.abc import Iterable, Mapping
from datetime import date
from typing import cast

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure

from crampdiary.charts.chart import Coverage
from crampdiary.charts.leg_map import leg_map, summary, table, too_little
from crampdiary.charts.leg_views import LegView, spots
from crampdiary.charts.legs import Part, View
from crampdiary.charts.places import LegMap, Place, Where, percent_words, places
from crampdiary.charts.style import PRINT, SCREEN_DAY, SCREEN_NIGHT, ChartStyle
from crampdiary.domain.choices import Side, Site
from tests.charts.artists import assert_every_text_has_its_room, drawn, texts

COVERAGE = Coverage(first=date(2026, 1, 5), last=date(2026, 2, 3), nights_recorded=28)
LEFT, RIGHT, BOTH = Side.LEFT, Side.RIGHT, Side.BOTH


def noted(*answers: tuple[Side | None, Iterable[Site], int]) -> LegMap:
    counts: Mapping[Where, int] = {(side, frozenset(sites)): n for side, sites, n in answers}
    return LegMap(coverage=COVERAGE, noted=counts)


SOME = noted(
    (LEFT, [Site.CALF], 20),
    (RIGHT, [Site.CALF], 9),
    (BOTH, [Site.CALF, Site.FOOT], 3),
    (LEFT, [Site.TOES], 2),
    (LEFT, [], 1),
    (None, [Site.THIGH_BACK], 1),
    (RIGHT, [Site.HAND], 1),
    (None, [], 4),
)


def row_bars(figure: Figure) -> list[float]:
    (found,) = drawn(figure, "row-bars")
    paths = cast(PolyCollection, found).get_paths()
    return [round(float(path.get_extents().x1), 3) for path in paths]


def test_a_cramp_in_both_legs_or_in_several_places_counts_in_each() -> None:
    assert [(one.words, one.cramps) for one in places(SOME)] == [
        ("left calf", 23),
        ("right calf", 12),
        ("left foot", 3),
        ("right foot", 3),
        ("left toes", 2),
        ("back of thigh, side not noted", 1),
        ("right hand", 1),
        ("left leg, place not noted", 1),
    ]
    assert (SOME.cramps, SOME.located) == (41, 37)
    said = " ".join(texts(leg_map(SOME, SCREEN_DAY), "note"))
    assert "a cramp in both legs or several places counts in each" in said


def test_each_place_on_the_legs_is_labelled_with_its_counts_left_and_right() -> None:
    counts = {(one.side, one.site): one.cramps for one in places(SOME)}
    back = [(spot.name, spot.left, spot.right) for spot in spots(View.BACK, counts)]
    front = [(spot.name, spot.left, spot.right) for spot in spots(View.FRONT, counts)]
    assert back == [("thigh", 0, 0), ("calf", 23, 12)]
    assert front == [("thigh", 0, 0), ("foot", 3, 3), ("toes", 2, 0)]
    figure = leg_map(SOME, SCREEN_DAY)
    assert texts(figure, "place") == ["thigh", "foot", "toes", "thigh", "calf"]
    assert texts(figure, "count") == ["0", "0", "3", "3", "2", "0", "0", "0", "23", "12"]


def test_the_persons_left_stands_on_the_left_in_both_views_and_the_figure_says_so() -> None:
    figure = leg_map(SOME, SCREEN_DAY)
    assert texts(figure, "view") == ["Front", "Back"]
    assert texts(figure, "leg") == ["left", "right", "left", "right"]
    said = " ".join(texts(figure, "note"))
    assert "left is the person's left, the front as in a mirror" in said
    x = {text.get_text(): text.get_position()[0] for text in figure.texts}
    assert x["23"] < x["12"]


def test_a_thigh_without_front_or_back_is_in_both_views_its_known_side_a_muscle_within() -> None:
    data = noted((LEFT, [Site.THIGH], 5), (LEFT, [Site.THIGH_BACK], 2))
    counts = {(one.side, one.site): one.cramps for one in places(data)}
    front, back = (spots(view, counts) for view in View)
    assert [(spot.part, spot.name, spot.left) for spot in front[:1]] == [(Part.THIGH, "thigh", 5)]
    assert [(spot.part, spot.name, spot.left) for spot in back[:2]] == [
        (Part.THIGH, "thigh", 5),
        (Part.THIGH_INNER, "its back", 2),
    ]
    said = " ".join(texts(leg_map(data, SCREEN_DAY), "note"))
    assert "thigh in both views where front or back is not noted" in said


def test_a_thigh_whose_back_alone_is_noted_is_bare_in_front() -> None:
    counts = {
        (one.side, one.site): one.cramps for one in places(noted((LEFT, [Site.THIGH_BACK], 2)))
    }
    front, back = (spots(view, counts) for view in View)
    assert (front[0].left, back[0].left) == (0, 2)


@pytest.mark.parametrize("style", [SCREEN_DAY, SCREEN_NIGHT, PRINT])
def test_more_cramps_are_further_from_bare_skin_in_grey_too(style: ChartStyle) -> None:
    view = LegView(View.BACK, spots(View.BACK, {(LEFT, Site.CALF): 100}), style, most=100)

    def grey(colour: str) -> float:
        red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
        return 0.299 * red + 0.587 * green + 0.114 * blue

    steps = [abs(grey(view.shade(count)) - grey(view.shade(0))) for count in (1, 30, 60, 100)]
    assert steps == sorted(steps)
    assert steps[0] >= 6
    assert min(np.diff(steps)) >= 6


def test_the_list_has_every_place_with_bar_count_and_share() -> None:
    figure = leg_map(SOME, SCREEN_DAY)
    assert texts(figure, "row-name") == [
        *(one.words for one in places(SOME)),
        "place not noted",
    ]
    said = texts(figure, "row-said")
    assert said[:3] == ["23 (62 %)", "12 (32 %)", "3 (8 %)"]
    assert said[-1] == "4"
    assert row_bars(figure) == [23, 12, 3, 3, 2, 1, 1, 1]


def test_without_any_side_no_legs_are_drawn_but_the_list_is() -> None:
    data = noted((None, [Site.CALF], 8), (None, [], 2))
    figure = leg_map(data, SCREEN_DAY)
    assert not drawn(figure, "legs")
    assert texts(figure, "row-name") == ["calf, side not noted", "place not noted"]
    assert "mirror" not in " ".join(texts(figure, "note"))


def test_a_figure_too_low_for_legs_keeps_the_list_and_says_what_it_leaves_out() -> None:
    figure = leg_map(SOME, SCREEN_DAY, (3, 1.6))
    assert not drawn(figure, "legs")
    assert texts(figure, "row-name")[0] == "left calf"
    assert any("more not drawn: too little room" in said for said in texts(figure, "note"))
    assert_every_text_has_its_room(figure)


@pytest.mark.parametrize("size_in", [(10, 3.2), (5, 3.4), (7, 5), (3.2, 8)])
def test_no_place_off_the_legs_is_lost_for_want_of_room(size_in: tuple[float, float]) -> None:
    figure = leg_map(SOME, SCREEN_DAY, size_in)
    left_out = any("more not drawn" in said for said in texts(figure, "note"))
    assert left_out or "right hand" in texts(figure, "row-name")


def test_the_summary_tells_where_most_were() -> None:
    assert summary(SOME) == (
        "Most often left calf, 23 cramps, 62 % of those with a place (noted for 37 of 41 cramps; "
        "28 of 30 nights recorded, 5 Jan 2026 to 3 Feb 2026)."
    )
    tied = noted((BOTH, [Site.CALF], 10))
    assert summary(tied).startswith("Most often left calf and right calf, 10 cramps each, 100 %")


@pytest.mark.parametrize(
    "data",
    [
        noted((LEFT, [Site.CALF], 9)),
        noted((BOTH, [Site.CALF, Site.FOOT], 20)),
        noted((None, [], 20)),
    ],
)
def test_the_summary_claims_nothing_of_few_cramps_or_of_many_equals(data: LegMap) -> None:
    assert summary(data).startswith("The place of cramps is noted for ")


def test_the_table_has_place_side_count_and_share() -> None:
    rows = table(SOME).rows
    assert rows[0] == ("calf", "left", 23, 62.2)
    assert ("thigh back", "not noted", 1, 2.7) in rows
    assert ("not noted", "left", 1, 2.7) in rows
    assert rows[-1] == ("not noted", "not noted", 4, None)


def test_without_a_place_it_is_said_what_will_be_here() -> None:
    assert too_little(noted((None, [], 12)))
    assert not too_little(noted((None, [Site.CALF], 1)))
    assert not leg_map(noted((None, [], 12)), SCREEN_DAY).axes


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [(0, 9, "0 %"), (1, 999, "< 1 %"), (998, 999, "> 99 %"), (1, 2, "50 %"), (9, 9, "100 %")],
)
def test_0_and_100_per_cent_are_said_of_none_and_all_alone(
    part: int, whole: int, words: str
) -> None:
    assert percent_words(part, whole) == words


def test_other_places_are_named_before_their_side() -> None:
    assert Place(side=LEFT, site=Site.OTHER, cramps=1).words == "other place, left"


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.dictionaries(
        st.tuples(
            st.none() | st.sampled_from(Side), st.frozensets(st.sampled_from(Site), max_size=4)
        ),
        st.sampled_from([1, 4, 57, 999, 16_663]),
        max_size=25,
    ),
    st.sampled_from([SCREEN_DAY, SCREEN_NIGHT, SCREEN_DAY.scaled(1.5)]),
    st.tuples(st.floats(2.9, 20), st.none() | st.floats(3, 11)),
)
def test_whatever_the_places_no_text_collides_or_leaves_the_figure(
    counts: dict[Where, int], style: ChartStyle, size_in: tuple[float, float | None]
) -> None:
    data = LegMap(coverage=COVERAGE, noted=counts)
    figure = leg_map(data, style, size_in)
    assert_every_text_has_its_room(figure)
    rows = [row for row in table(data).rows if row[3] is not None]
    expected = sum(
        count * (2 if side is BOTH else 1) * max(len(sites), 1)
        for (side, sites), count in counts.items()
        if side or sites
    )
    assert sum(cast(int, row[2]) for row in rows) == expected
