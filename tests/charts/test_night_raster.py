from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch

from crampdiary.charts.night_raster import NIGHT_RASTER, NightRasterData, night_raster
from crampdiary.charts.raster_rows import FROM_MIN, TO_MIN, CrampMark, nights_per_row
from crampdiary.charts.style import SCREEN_DAY, SCREEN_NIGHT, ChartStyle
from tests.charts.artists import assert_every_text_has_its_room, drawn, pixels, texts
from tests.charts.diaries import FIRST, day, nights

MARKS = ("marks-thin", "marks-light", "marks-middle", "marks-dark")
TWO_O_CLOCK = 26 * 60


def cramp(number: int, minute: float | None = TWO_O_CLOCK, **fields: Any) -> CrampMark:
    return CrampMark(night=day(number), start_min=minute, **fields)


def data_of(length: int, *cramps: CrampMark, gaps: Sequence[int] = ()) -> NightRasterData:
    counts: list[int | None] = [0] * length
    for one in cramps:
        number = (one.night - FIRST).days
        counts[number] = (counts[number] or 0) + 1
    for number in gaps:
        counts[number] = None
    return NightRasterData(first=FIRST, last=day(length - 1), nights=nights(counts), cramps=cramps)


def boxes(figure: Figure, *kinds: str) -> list[tuple[float, float, float, float]]:
    """Return left, top, right and bottom of rectangles, in their axes' own units."""
    found = []
    for kind in kinds:
        for artist in drawn(figure, kind):
            assert isinstance(artist, PathPatch)
            for one in np.asarray(artist.get_path().vertices).reshape(-1, 5, 2):
                (left, top), (right, bottom) = one.min(axis=0), one.max(axis=0)
                found.append((float(left), float(top), float(right), float(bottom)))
    return sorted(found)


def notes(figure: Figure) -> str:
    return " ".join(texts(figure, "note"))


def test_a_mark_lies_in_its_night_and_is_as_long_as_the_cramp() -> None:
    data = data_of(14, cramp(3, duration_s=3600, pain=5))
    ((left, top, right, bottom),) = boxes(night_raster(data, SCREEN_DAY), "marks-middle")
    assert (left, right) == (TWO_O_CLOCK, TWO_O_CLOCK + 60)
    assert 3 < top < 3.5 < bottom < 4


@pytest.mark.parametrize(
    ("pain", "kind"),
    [
        (None, "marks-thin"),
        (0, "marks-light"),
        (3, "marks-light"),
        (4, "marks-middle"),
        (6, "marks-middle"),
        (7, "marks-dark"),
        (10, "marks-dark"),
    ],
)
def test_pain_is_lightness_and_a_thin_mark_has_none(pain: int | None, kind: str) -> None:
    figure = night_raster(data_of(14, cramp(3, pain=pain), cramp(9, pain=2)), SCREEN_DAY)
    assert any(3 < top < 4 for _, top, _, _ in boxes(figure, kind))
    assert "darker: more pain (0 to 3, 4 to 6, 7 to 10)" in notes(figure)
    assert ("thin: pain not noted" in notes(figure)) == (pain is None)


def test_pain_survives_a_grey_copy() -> None:
    data = data_of(14, *(cramp(3 * n, duration_s=7200, pain=3 * n) for n in range(1, 4)))
    figure = night_raster(data, SCREEN_DAY)
    shown = pixels(figure)[..., :3].astype(float) @ [0.299, 0.587, 0.114]
    axes = next(one for one in figure.axes if one.get_gid() == "raster")
    grey = []
    for number in (3, 6, 9):
        x, y = axes.transData.transform((TWO_O_CLOCK + 60, number + 0.5))
        grey.append(float(shown[round(figure.bbox.height - y), round(x)]))
    assert np.diff([255, *grey]).max() < -40


def test_a_cramp_without_a_length_is_still_wide_enough_to_be_seen() -> None:
    figure = night_raster(data_of(250, cramp(3), cramp(200, pain=1)), SCREEN_DAY, (3.0, 5.0))
    axes = next(one for one in figure.axes if one.get_gid() == "raster")
    for left, top, right, bottom in boxes(figure, *MARKS):
        (x0, y0), (x1, y1) = axes.transData.transform([(left, bottom), (right, top)])
        assert x1 - x0 == pytest.approx(4.5)
        assert y1 - y0 >= 2.0 - 1e-6


def test_a_forgotten_stop_is_drawn_short_and_counted() -> None:
    data = data_of(14, cramp(3, duration_s=8 * 3600, pain=5, is_forgotten=True))
    figure = night_raster(data, SCREEN_DAY)
    ((left, _, right, _),) = boxes(figure, "marks-middle")
    assert right - left < 10
    assert "1 forgotten stop: drawn short" in notes(figure)


def test_a_mark_ends_where_its_row_ends() -> None:
    data = data_of(14, cramp(3, TO_MIN - 1, duration_s=3600, pain=5), cramp(4, FROM_MIN, pain=5))
    figure = night_raster(data, SCREEN_DAY)
    found = boxes(figure, "marks-middle")
    assert found[0][0] == FROM_MIN
    assert found[1][2] == TO_MIN
    assert not drawn(figure, "after-marks")


def test_cramps_at_other_times_are_counted_at_the_edges_and_none_is_dropped() -> None:
    data = data_of(
        14,
        cramp(1, FROM_MIN - 1),
        cramp(1, 13 * 60),
        cramp(2, TO_MIN),
        cramp(3, None),
        cramp(3, None, pain=8),
        cramp(3, None),
        cramp(4),
    )
    figure = night_raster(data, SCREEN_DAY)
    assert [int(top) for _, top, _, _ in boxes(figure, "before-marks")] == [1, 1]
    assert [int(top) for _, top, _, _ in boxes(figure, "after-marks")] == [2]
    assert [int(top) for _, top, _, _ in boxes(figure, "no time-marks")] == [3, 3, 3]
    assert texts(figure, "column") == ["3", "no time", "1", "after", "2", "before"]
    assert len(boxes(figure, *MARKS)) == 1


def test_a_narrow_figure_counts_all_of_them_in_one_column() -> None:
    data = data_of(14, cramp(1, 13 * 60), cramp(2, TO_MIN), cramp(3, None), cramp(4))
    figure = night_raster(data, SCREEN_DAY, (3.0, None))
    assert texts(figure, "column") == ["3", "other"]
    assert len(boxes(figure, "other-marks")) == 3
    assert "other: before 20:00, after 10:00 or no time" in notes(figure)


def test_a_night_without_cramps_is_empty_and_one_without_a_record_hatched() -> None:
    figure = night_raster(data_of(14, cramp(3), gaps=[5, 6, 9]), SCREEN_DAY)
    (hatched,) = drawn(figure, "not-recorded")
    assert isinstance(hatched, PolyCollection)
    assert hatched.get_hatch()
    extents = [path.get_extents() for path in hatched.get_paths()]
    assert [(box.y0, box.y1) for box in extents] == [(5, 7), (9, 10)]
    assert "hatched: not recorded" in notes(figure)


def test_a_gap_too_narrow_for_a_hatch_is_shaded() -> None:
    figure = night_raster(data_of(250, cramp(3), gaps=[50, *range(100, 130)]), SCREEN_DAY)
    assert [(top, bottom) for _, top, _, bottom in boxes(figure, "not-recorded-narrow")] == [
        (50, 51)
    ]
    (hatched,) = drawn(figure, "not-recorded")
    assert isinstance(hatched, PolyCollection)
    assert len(hatched.get_paths()) == 1
    assert "hatched or shaded: not recorded" in notes(figure)


def test_the_newest_night_is_at_the_bottom() -> None:
    figure = night_raster(data_of(14, cramp(0), cramp(13)), SCREEN_DAY)
    heights = {text.get_text(): text.get_position()[1] for text in figure.texts}
    assert heights["5 Jan 2026"] > heights["18 Jan"]
    assert "newest at the bottom" in notes(figure)


@pytest.mark.parametrize(
    ("length", "size", "said"),
    [(366, 1, "one row a night"), (800, 7, "one row is 1 week"), (7305, 28, "one row is 4 weeks")],
)
def test_many_nights_share_rows_that_can_be_told_apart(length: int, size: int, said: str) -> None:
    figure = night_raster(data_of(length, cramp(3)), SCREEN_DAY)
    assert said in notes(figure)
    axes = next(one for one in figure.axes if one.get_gid() == "raster")
    assert axes.bbox.height / (length / size) >= 2.2 - 0.01


def test_shared_rows_hold_cramps_per_recorded_night_and_half_hour() -> None:
    cramps = [cramp(0), cramp(1, TWO_O_CLOCK + 29), cramp(1, TWO_O_CLOCK + 30), cramp(2, None)]
    figure = night_raster(data_of(800, *cramps, gaps=[3, 4]), SCREEN_DAY)
    (cells,) = drawn(figure, "cells")
    assert isinstance(cells, PolyCollection)
    extents = [path.get_extents() for path in cells.get_paths()]
    assert [(box.x0, box.x1, box.y0, box.y1) for box in extents] == [
        (TWO_O_CLOCK, TWO_O_CLOCK + 30, 0, 7),
        (TWO_O_CLOCK + 30, TWO_O_CLOCK + 60, 0, 7),
    ]
    darker, lighter = (float(np.sum(face[:3])) for face in np.asarray(cells.get_facecolor()))
    assert darker < lighter
    assert "in that half hour, up to 0.4" in notes(figure)
    assert texts(figure, "column") == ["1", "no time"]


@pytest.mark.parametrize(
    ("length", "kind", "how"),
    [(400, "not-recorded", "hatched"), (1800, "not-recorded-narrow", "shaded")],
)
def test_shared_rows_of_few_recorded_nights_are_not_drawn_as_empty(
    length: int, kind: str, how: str
) -> None:
    gaps = [0, 1, 2, 3, 7, 8, 9]
    figure = night_raster(data_of(length, cramp(20), gaps=gaps), SCREEN_DAY)
    (shown,) = drawn(figure, kind)
    paths = shown.get_paths() if isinstance(shown, PolyCollection) else [shown.get_path()]  # type: ignore[attr-defined]  # a patch
    assert [(path.get_extents().y0, path.get_extents().y1) for path in paths] == [(0, 7)]
    assert f"{how}: fewer than 4 of 7 nights recorded" in notes(figure)


@given(st.integers(1, 20_000), st.floats(40, 2000))
def test_rows_widen_only_as_far_as_they_must(length: int, height_px: float) -> None:
    size = nights_per_row(length, height_px)
    assert size == 364 or height_px / -(-length // size) >= 2.2
    narrower = {7: 1, 28: 7, 91: 28, 364: 91}.get(size)
    assert narrower is None or height_px / -(-length // narrower) < 2.2


def test_hours_are_named_and_a_line_stands_at_each() -> None:
    figure = night_raster(data_of(14, cramp(3)), SCREEN_DAY)
    # Once above the rows and once below them.
    wanted = [f"{hour:02}:00" for hour in (20, 22, 0, 2, 4, 6, 8, 10) for _ in range(2)]
    assert texts(figure, "hour") == wanted
    (lines,) = drawn(figure, "hours")
    assert isinstance(lines, LineCollection)
    assert len(lines.get_segments()) == 8


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (data_of(9, gaps=range(9)), "No night is recorded here yet."),
        (data_of(9), "No cramps in 9 recorded nights."),
        (data_of(9, cramp(3, None)), "The one cramp here has no time of day."),
        (
            data_of(9, cramp(3, None), cramp(4, None)),
            "None of the 2 cramps here has a time of day.",
        ),
        (data_of(9, cramp(3, None), cramp(4)), ""),
    ],
)
def test_without_a_time_to_draw_a_sentence_stands_in_place_of_axes(
    data: NightRasterData, said: str
) -> None:
    found = NIGHT_RASTER.too_little(data)
    assert found.startswith(said)
    assert bool(found) == bool(said)
    assert bool(night_raster(data, SCREEN_DAY).axes) != bool(said)


def test_the_table_has_every_cramp_and_every_night_without_one() -> None:
    data = data_of(
        5, cramp(1, 23 * 60 + 59.9, duration_s=90, pain=7), cramp(1, None), cramp(2), gaps=[3]
    )
    table = NIGHT_RASTER.table(data)
    assert table.columns == ("Night", "What", "Start", "Duration (s)", "Pain")
    assert table.rows == (
        (day(0), "no cramps", None, None, None),
        (day(1), "cramp", "23:59", 90, 7),
        (day(1), "cramp", None, None, None),
        (day(2), "cramp", "02:00", None, None),
        (day(3), "not recorded", None, None, None),
        (day(4), "no cramps", None, None, None),
    )


def test_the_summary_tells_when_most_cramps_came_and_what_has_no_place() -> None:
    data = data_of(9, cramp(1), cramp(2), cramp(3, 25 * 60), cramp(4, None), cramp(5, 13 * 60))
    assert NIGHT_RASTER.summary(data) == (
        "5 Jan 2026 to 13 Jan 2026: 5 cramps, 9 of 9 nights recorded; 3 cramps began from 20:00 "
        "to 10:00, most often from 02:00 to 03:00 (2); 1 at another hour; 1 without a time of day."
    )


def test_cramps_outside_the_range_are_not_drawn() -> None:
    data = data_of(5, cramp(1))
    more = NightRasterData(
        first=data.first,
        last=data.last,
        nights=data.nights,
        cramps=[*data.cramps, cramp(-1), cramp(5)],
    )
    assert len(boxes(night_raster(more, SCREEN_DAY), *MARKS)) == 1
    assert len(NIGHT_RASTER.table(more).rows) == 5


@st.composite
def diaries(draw: st.DrawFn) -> NightRasterData:
    length = draw(st.sampled_from([1, 3, 14, 40, 273, 800, 7305]))
    numbers = draw(st.randoms(use_true_random=False))
    cramps = [cramp(0, draw(st.floats(720, 2159)))]
    share = draw(st.sampled_from([0.0, 0.2, 1.0]))
    for number in range(length):
        for _ in range(numbers.choice([0, 0, 1, 4])):
            minute = None if numbers.random() < share else numbers.uniform(720, 2159)
            pain = numbers.choice([None, 0, 5, 10])
            cramps.append(cramp(number, minute, duration_s=numbers.choice([None, 9999]), pain=pain))
    gaps = numbers.sample(range(1, length), k=int(draw(st.floats(0, 0.9)) * (length - 1)))
    kept = [one for one in cramps if one.night - FIRST not in {timedelta(n) for n in gaps}]
    return data_of(length, *kept, gaps=gaps)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    diaries(),
    st.sampled_from([SCREEN_DAY, SCREEN_NIGHT, SCREEN_DAY.scaled(1.5)]),
    st.floats(280, 1900),
    st.none() | st.floats(400, 900),
)
def test_whatever_the_diary_no_text_collides_or_leaves_the_figure(
    data: NightRasterData, style: ChartStyle, width_px: float, height_px: float | None
) -> None:
    size = width_px / 96, None if height_px is None else height_px / 96
    assert_every_text_has_its_room(night_raster(data, style, size))
