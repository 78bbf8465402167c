from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from matplotlib.artist import Artist
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch, Rectangle

from crampdiary.charts.style import PRINT, SCREEN_DAY, SCREEN_NIGHT, ChartStyle
from crampdiary.charts.timeline import TITLE, TimelineData, summary, table, timeline
from crampdiary.domain.choices import Comparator
from crampdiary.domain.errors import InvalidValueError
from crampdiary.tokens import DAY
from tests.charts.artists import assert_every_text_has_its_room, drawn, pixels, texts
from tests.charts.diaries import (
    FIRST,
    LAST,
    day,
    lab,
    nights,
    nine_months,
    treated,
    twenty_years,
)


def heights(bars: Artist) -> list[float]:
    assert isinstance(bars, PolyCollection)
    return [path.get_extents().y1 for path in bars.get_paths()]


def test_bars_are_cramps_per_week_and_on_few_recorded_nights_those_counted() -> None:
    counts = [1, 0, 0, None, 0, 0, 1, *[0] * 7, *[None] * 7, 3]
    data = TimelineData(first=FIRST, last=day(21), nights=nights(counts))
    figure = timeline(data, SCREEN_DAY)
    (solid,), (pale,) = drawn(figure, "bars"), drawn(figure, "pale-bars")
    assert heights(solid) == [pytest.approx(7 * 2 / 6)]
    assert heights(pale) == [pytest.approx(3)]
    assert "outlined: few nights recorded, at least so many" in " ".join(texts(figure, "note"))


def test_the_table_rates_no_week_of_few_recorded_nights() -> None:
    counts = [1, *[None] * 3, 0, 0, 1, 3]
    rows = table(TimelineData(first=FIRST, last=day(7), nights=nights(counts))).rows
    assert [row[2:] for row in rows] == [(4, 2, 3.5), (1, 3, None)]


def test_stretches_without_a_record_are_hatched() -> None:
    counts = [*[0] * 20, *[None] * 5, *[1] * 20]
    data = TimelineData(first=FIRST, last=day(44), nights=nights(counts))
    (gaps,) = drawn(timeline(data, SCREEN_DAY), "not-recorded")
    assert isinstance(gaps, PolyCollection)
    assert gaps.get_hatch()
    extents = [path.get_extents() for path in gaps.get_paths()]
    assert [(box.x0, box.x1) for box in extents] == [(20, 25)]


def test_the_line_never_runs_over_a_night_without_a_record() -> None:
    counts = [*[1] * 30, *[None] * 10, *[1] * 30, None, *[0] * 20]
    data = TimelineData(first=FIRST, last=day(90), nights=nights(counts))
    (line,) = drawn(timeline(data, SCREEN_DAY), "line")
    assert isinstance(line, PathPatch)
    pieces = [np.asarray(one)[:, 0] for one in line.get_path().to_polygons(closed_only=False)]
    assert [(piece[0], piece[-1]) for piece in pieces] == [(13, 30), (40, 70), (71, 91)]


def test_there_is_no_line_below_14_recorded_nights() -> None:
    data = TimelineData(first=FIRST, last=day(12), nights=nights([1] * 13))
    figure = timeline(data, SCREEN_DAY)
    assert not drawn(figure, "line")
    assert "the line begins at 14 recorded nights" in " ".join(texts(figure, "note"))


def test_title_and_notes_say_unit_and_interval() -> None:
    figure = timeline(nine_months(), SCREEN_DAY)
    notes = " ".join(texts(figure, "note"))
    assert TITLE in texts(figure, "title")
    for said in ("line: 28-night rate", "band: 95 % interval", "hatched or shaded: not recorded"):
        assert said in notes


@pytest.mark.parametrize(("years", "said"), [(1, "1 week"), (10, "4 weeks"), (25, "13 weeks")])
def test_bars_widen_before_they_get_too_thin(years: int, said: str) -> None:
    length = 365 * years
    data = TimelineData(first=FIRST, last=day(length - 1), nights=nights([1] * length))
    figure = timeline(data, SCREEN_DAY)
    assert f"bars: {said} each" in " ".join(texts(figure, "note"))
    (bars,) = drawn(figure, "bars")
    assert isinstance(bars, PolyCollection)
    bar = bars.get_paths()[0].get_extents(bars.get_transform())
    assert bar.width >= 2.4


def test_phases_share_the_time_axis_with_the_nights() -> None:
    figure = timeline(nine_months(), SCREEN_DAY)
    first, second = (axes.get_xlim() for axes in figure.axes[:2])
    assert first == second
    phases = [artist for artist in drawn(figure, "phase") if isinstance(artist, Rectangle)]
    assert [round(phase.get_x()) for phase in phases] == [70, 126, 154]
    assert "50,000 IU weekly" in texts(figure, "lane-label")
    assert "Vitamin D3" in texts(figure, "lane-name")


def test_a_dashed_line_marks_each_start_in_nights_and_labs() -> None:
    starts = drawn(timeline(nine_months(), SCREEN_DAY), "phase-starts")
    assert len(starts) == 2
    for lines in starts:
        assert isinstance(lines, LineCollection)
        assert [np.asarray(one)[0, 0] for one in lines.get_segments()] == [70, 126, 154]


def test_lab_values_stand_at_their_day_with_their_own_digits() -> None:
    figure = timeline(nine_months(), SCREEN_DAY)
    (values,) = drawn(figure, "lab-values")
    assert isinstance(values, Line2D)
    assert np.asarray(values.get_ydata()).tolist() == [14.2, 27.5, 36.4]
    assert np.asarray(values.get_xdata()).tolist() == [16.5, 120.5, 268.5]
    assert set(texts(figure, "lab-value")) == {"14.2", "27.5", "36.4"}
    assert "3.2 low (3.5 to 5.1)" in texts(figure, "lane-label")


def test_a_limit_is_hollow_and_keeps_its_comparator() -> None:
    labs = [
        lab("Ferritin", "20", "µg/L", day(30), comparator=Comparator.BELOW),
        lab("Ferritin", "85", "µg/L", day(90)),
    ]
    figure = timeline(replace(nine_months(), labs=labs), SCREEN_DAY)
    (limits,) = drawn(figure, "lab-limits")
    assert isinstance(limits, Line2D)
    assert limits.get_markerfacecolor() == SCREEN_DAY.background
    assert set(texts(figure, "lab-value")) == {"< 20", "85"}


def test_the_labs_own_range_is_a_band() -> None:
    labs = [lab("Sodium", "140", "mmol/L", day(30), limits=("135", "145"))]
    (band,) = drawn(timeline(replace(nine_months(), labs=labs), SCREEN_DAY), "lab-band")
    assert isinstance(band, Rectangle)
    assert (band.get_y(), band.get_y() + band.get_height()) == (135, 145)


def test_an_empty_diary_gives_a_sentence_instead_of_empty_axes() -> None:
    figure = timeline(TimelineData(first=FIRST, last=LAST, nights=[]), SCREEN_DAY)
    assert not figure.axes
    assert texts(figure, "hint")[0] == "Nothing is recorded here yet."


def test_a_first_quiet_night_is_told_instead_of_drawn() -> None:
    figure = timeline(TimelineData(first=FIRST, last=FIRST, nights=nights([0])), SCREEN_DAY)
    assert not figure.axes
    assert texts(figure, "hint")[0] == "1 night recorded so far, and no cramp."


def test_the_summary_counts_what_lies_in_the_range_alone() -> None:
    data = replace(nine_months(), last=day(100))
    assert "1 treatment, 2 lab results" in summary(data)


def test_treatments_without_a_recorded_night_are_drawn_below_a_sentence() -> None:
    figure = timeline(replace(nine_months(), nights=[]), SCREEN_DAY)
    assert texts(figure, "hint") == ["No night is recorded in this time"]
    assert drawn(figure, "phase")


def test_a_range_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(InvalidValueError):
        TimelineData(first=LAST, last=FIRST, nights=[])


def test_forty_treatments_all_find_a_row_at_natural_height() -> None:
    many = [
        treated(f"Number {number}", (day(number), day(99 + number), "5", "mg", 1))
        for number in range(40)
    ]
    figure = timeline(replace(nine_months(), treatments=many), SCREEN_DAY)
    assert len(drawn(figure, "phase")) == 40
    assert_every_text_has_its_room(figure)


def test_a_small_figure_says_what_it_leaves_out() -> None:
    many = [treated(f"Number {number}", (day(number), None, "5", "mg", 1)) for number in range(40)]
    figure = timeline(replace(nine_months(), treatments=many), SCREEN_DAY, (9, 5))
    rows = len(drawn(figure, "phase"))
    assert 0 < rows < 40
    assert f"{40 - rows} more treatments not drawn: too little room" in texts(figure, "note")


def test_no_text_is_smaller_than_11_px() -> None:
    for text in timeline(twenty_years(), SCREEN_DAY).texts:
        size_pt = text.get_fontsize()
        assert isinstance(size_pt, float)
        assert size_pt * 96 / 72 >= 11


@pytest.mark.parametrize("make", [nine_months, twenty_years])
@pytest.mark.parametrize("style", [SCREEN_DAY, SCREEN_DAY.scaled(2), PRINT])
@pytest.mark.parametrize("size_in", [None, (10.5, 5.5), (6.7, 3.6), (3.75, 5.0)])
def test_every_text_has_its_room(
    make: Callable[[], TimelineData], style: ChartStyle, size_in: tuple[float, float] | None
) -> None:
    assert_every_text_has_its_room(timeline(make(), style, size_in))


def test_at_night_no_pixel_is_green_or_blue() -> None:
    for data in (nine_months(), TimelineData(first=FIRST, last=LAST, nights=[])):
        assert pixels(timeline(data, SCREEN_NIGHT))[..., 1:3].max() <= 24


def test_by_day_the_colours_are_those_of_the_tokens() -> None:
    shown = pixels(timeline(nine_months(), SCREEN_DAY))[..., :3].reshape(-1, 3)
    found = {"#{:02X}{:02X}{:02X}".format(*colour) for colour in np.unique(shown, axis=0)}
    assert {DAY.vitamin_d, DAY.lab, DAY.cramp_light, DAY.strong} <= found


def test_the_summary_tells_counts_rate_interval_and_coverage() -> None:
    data = TimelineData(first=FIRST, last=day(29), nights=nights([*[1] * 4, *[0] * 10]))
    assert summary(data) == (
        "5 Jan 2026 to 3 Feb 2026, 4 cramps on 14 recorded of 30 nights, 2.0 cramps per week of "
        "recorded nights (95 % interval 0.5 to 5.1), 0 treatments, 0 lab results."
    )
    few = TimelineData(first=FIRST, last=FIRST, nights=nights([1]))
    assert "too few recorded nights for a rate" in summary(few)


names = st.text(
    st.one_of(st.sampled_from("abcdefghij -$\\_^{}%µ"), st.characters(exclude_categories=["Cs"])),
    min_size=1,
    max_size=70,
).filter(lambda name: bool(name.strip()) and "\x00" not in name)
amounts = st.decimals("0", "9999999", places=1).map(str)


@st.composite
def diaries(draw: st.DrawFn) -> TimelineData:
    length = draw(st.sampled_from([1, 5, 20, 90, 400, 3000]))
    gaps = draw(st.sampled_from([0.0, 0.1, 0.9]))
    numbers = draw(st.randoms(use_true_random=False))
    counts = [
        None if numbers.random() < gaps else numbers.choice([0, 0, 1, 3]) for _ in range(length)
    ]

    def days(least: int = -30) -> st.SearchStrategy[date]:
        return st.integers(least, length + 10).map(lambda number: FIRST + timedelta(days=number))

    def phases() -> "Iterable[tuple[date, date | None, str | None, str, int | None]]":
        for _ in range(draw(st.integers(1, 3))):
            start = draw(days())
            yield (
                start,
                None if draw(st.booleans()) else max(start, draw(days())),
                draw(st.none() | amounts),
                draw(names)[:40].strip() or "mg",
                draw(st.sampled_from([None, 1, 7, 30])),
            )

    tests = draw(st.lists(names, min_size=1, max_size=3))
    return TimelineData(
        first=FIRST,
        last=FIRST + timedelta(days=length - 1),
        nights=nights(counts),
        treatments=[treated(name, *phases()) for name in draw(st.lists(names, max_size=6))],
        labs=[
            lab(
                draw(st.sampled_from([*tests, "25-OH vitamin D"])),
                draw(amounts | st.sampled_from(["0", "10000"])),
                draw(st.sampled_from(["ng/mL", "nmol/L", ""])),
                draw(days(0)),
                limits=draw(st.none() | st.just(("30", "100"))),
                comparator=draw(st.none() | st.sampled_from(Comparator)),
            )
            for _ in range(draw(st.integers(0, 8)))
        ],
    )


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    diaries(),
    st.sampled_from([SCREEN_DAY, SCREEN_NIGHT, SCREEN_DAY.scaled(1.5)]),
    st.none() | st.tuples(st.floats(4, 14), st.floats(3.5, 10)),
)
def test_whatever_the_diary_no_text_collides_or_leaves_the_figure(
    data: TimelineData, style: ChartStyle, size_in: tuple[float, float] | None
) -> None:
    assert_every_text_has_its_room(timeline(data, style, size_in))
