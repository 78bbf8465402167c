from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch

from crampdiary.charts.calendar import CALENDAR, CalendarData, calendar
from crampdiary.charts.calendar_blocks import calendar_grid, year_blocks
from crampdiary.charts.night_squares import LOOKS, STATE_WORDS
from crampdiary.charts.style import PRINT, SCREEN_DAY, SCREEN_NIGHT, ChartStyle
from crampdiary.domain.nights import NightCount, NightState
from tests.charts.artists import assert_every_text_has_its_room, drawn, pixels, texts

MONDAY = date(2026, 1, 5)
STATES = list(NightState)


def data_of(*states: tuple[NightState, int], first: date = MONDAY) -> CalendarData:
    counts = [
        NightCount(night=first + timedelta(days=number), state=state, cramps=cramps)
        for number, (state, cramps) in enumerate(states)
    ]
    return CalendarData(first=first, last=counts[-1].night, nights=counts)


def of_every_state() -> CalendarData:
    return data_of(
        (NightState.WITHOUT_CRAMPS, 0),
        (NightState.WITH_CRAMPS, 1),
        (NightState.WITH_CRAMPS, 2),
        (NightState.WITH_CRAMPS, 3),
        (NightState.WITH_CRAMPS, 24),
        (NightState.DONT_REMEMBER, 0),
        (NightState.NOT_TRACKING, 0),
        (NightState.NOT_RECORDED, 0),
    )


def plain(nights: int, first: date = MONDAY) -> CalendarData:
    return data_of(*[(NightState.WITHOUT_CRAMPS, 0)] * nights, first=first)


def corners(figure: Figure, kind: str) -> list[tuple[float, float]]:
    """Return the upper left corners of squares, in pixels from the figure's."""
    found = drawn(figure, kind)
    if not found:
        return []
    (squares,) = found
    assert isinstance(squares, PathPatch)
    boxes = np.asarray(squares.get_path().vertices).reshape(-1, 5, 2)
    return [(float(x), float(y)) for x, y in boxes.min(axis=1)]


def test_weeks_are_columns_and_weekdays_rows() -> None:
    figure = calendar(plain(16, first=date(2026, 1, 7)), SCREEN_DAY)
    places = corners(figure, "without")
    lefts = sorted({round(x, 3) for x, _ in places})
    tops = sorted({round(y, 3) for _, y in places})
    assert len(lefts) == 3
    assert len(tops) == 7
    # From Wednesday to the Thursday two weeks later.
    found = [(lefts.index(round(x, 3)), tops.index(round(y, 3))) for x, y in places]
    assert found == [divmod(number, 7) for number in range(2, 18)]


def test_each_state_has_squares_of_its_own() -> None:
    figure = calendar(of_every_state(), SCREEN_DAY)
    assert len(corners(figure, "without")) == 1
    assert len(corners(figure, "cramps-1")) == 1
    assert len(corners(figure, "cramps-2")) == 1
    assert len(corners(figure, "cramps-3")) == 2
    assert len(corners(figure, "dont-remember")) == 1
    assert len(corners(figure, "not-tracking")) == 1
    (sign,) = drawn(figure, "dont-remember-sign")
    assert isinstance(sign, PathCollection)
    (dash,) = drawn(figure, "not-tracking-sign")
    assert isinstance(dash, LineCollection)
    (hatch,) = drawn(figure, "not-recorded")
    assert isinstance(hatch, PathPatch)
    assert not hatch.get_fill()
    assert len(np.asarray(hatch.get_path().vertices)) == 2 * 3


def test_hatching_stays_in_its_square() -> None:
    figure = calendar(data_of((NightState.WITH_CRAMPS, 1), *[(STATES[-1], 0)] * 6), SCREEN_DAY)
    (hatch,) = drawn(figure, "not-recorded")
    assert isinstance(hatch, PathPatch)
    ends = np.asarray(hatch.get_path().vertices).reshape(6, -1, 2)
    ((x, y),) = corners(figure, "cramps-1")
    for number, lines in enumerate(sorted(ends.tolist(), key=lambda one: one[0][1]), start=1):
        top = y + 24 * number
        assert np.min(lines, axis=0) == pytest.approx((x, top))
        assert np.max(lines, axis=0) == pytest.approx((x + 22, top + 22))


@pytest.mark.parametrize("style", [SCREEN_DAY, PRINT, SCREEN_NIGHT])
def test_the_states_differ_without_colour(style: ChartStyle) -> None:
    """Seven squares in grey: those that are filled alone differ by lightness, the rest by signs."""
    shown = pixels(calendar(of_every_state(), style))[..., :3].astype(float)
    grey = shown @ [0.299, 0.587, 0.114]
    figure = calendar(of_every_state(), style)
    values = []
    for kind in ("without", "cramps-1", "cramps-2", "cramps-3"):
        x, y = corners(figure, kind)[0]
        values.append(float(grey[round(y) + 7, round(x) + 7]))
    ordered = sorted(values, reverse=style is not SCREEN_NIGHT)
    assert values == ordered
    assert np.abs(np.diff(values)).min() >= (12 if style is SCREEN_NIGHT else 25)
    for kind in ("dont-remember", "not-tracking"):
        x, y = corners(figure, kind)[0]
        inside = grey[round(y) + 2 : round(y) + 13, round(x) + 2 : round(x) + 13]
        assert np.ptp(inside) > 60, kind


def test_the_key_says_every_state_in_words() -> None:
    figure = calendar(plain(3), SCREEN_DAY)
    assert texts(figure, "key") == [look.words for look in LOOKS]
    for look in LOOKS:
        assert drawn(figure, f"key-{look.gid}")
    assert {look.state for look in LOOKS} == set(NightState) == set(STATE_WORDS)


def test_a_range_of_a_year_is_one_block_and_a_longer_one_a_block_a_year() -> None:
    assert len(year_blocks(date(2025, 11, 22), date(2026, 11, 21))) == 1
    blocks = year_blocks(date(2024, 11, 22), date(2026, 11, 21))
    assert [(block.label, block.first, block.last) for block in blocks] == [
        ("2024", date(2024, 11, 22), date(2024, 12, 31)),
        ("2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("2026", date(2026, 1, 1), date(2026, 11, 21)),
    ]
    assert [block.monday.weekday() for block in blocks] == [0, 0, 0]


@given(st.dates(date(1960, 1, 1), date(2060, 1, 1)), st.integers(1, 9000), st.integers(1, 4))
def test_blocks_hold_each_night_once(first: date, nights: int, parts: int) -> None:
    last = first + timedelta(days=nights - 1)
    blocks = year_blocks(first, last, parts=parts)
    expected = first
    for block in blocks:
        assert block.first == expected
        assert block.monday <= block.first <= block.last
        assert block.weeks <= 54
        expected = block.last + timedelta(days=1)
    assert expected == last + timedelta(days=1)


@given(
    st.dates(date(1960, 1, 1), date(2040, 1, 1)),
    st.integers(1, 9000),
    st.floats(260, 1900),
    st.floats(90, 1400),
)
def test_the_grid_stays_in_its_room_and_blocks_never_meet(
    first: date, nights: int, width: float, height: float
) -> None:
    last = first + timedelta(days=nights - 1)
    grid = calendar_grid(first, last, style=SCREEN_DAY, width_px=width, height_px=height)
    assert grid.blocks[-1].last == last
    boxes = []
    for number, block in enumerate(grid.blocks):
        x, y = grid.origin(number)
        boxes.append((x, y, x + block.weeks * grid.pitch, y + 7 * grid.pitch))
    for number, (left, top, right, bottom) in enumerate(boxes):
        assert left >= 0
        assert right <= width + 0.01
        assert bottom <= max(height, grid.height_px) + 0.01
        for other in boxes[number + 1 :]:
            assert right <= other[0] or bottom <= other[1] or other[2] <= left or other[3] <= top
    assert grid.height_px <= height + 0.01 or grid.pitch <= 3.0


def test_twenty_years_are_twenty_blocks_in_two_columns() -> None:
    figure = calendar(plain(7301, first=date(2006, 11, 27)), SCREEN_DAY)
    years = [text for text in texts(figure, "date") if text.isdigit()]
    assert years == [str(year) for year in range(2006, 2027)]
    sides = {text.get_position()[0] for text in figure.texts if text.get_text() in years}
    assert len(sides) == 2
    assert len(corners(figure, "without")) == 7301


def test_where_there_is_too_little_room_the_oldest_years_are_left_out_and_it_says_so() -> None:
    figure = calendar(plain(7301, first=date(2006, 11, 27)), SCREEN_DAY, (3.2, 4.5))
    years = [text for text in texts(figure, "date") if text.isdigit()]
    assert years[-1] == "2026"
    assert 2 <= len(years) < 20
    assert f"before {years[0]} not drawn: too little room" in texts(figure, "note")


def test_a_january_in_the_middle_of_a_block_names_its_year() -> None:
    words = texts(calendar(plain(365, first=date(2025, 11, 22)), SCREEN_DAY), "date")
    assert words[0] == "2025"
    assert "Jan 2026" in words


def test_the_table_leaves_cramps_empty_where_they_are_not_known() -> None:
    table = CALENDAR.table(of_every_state())
    assert table.columns == ("Night", "State", "Cramps")
    assert [row[1:] for row in table.rows] == [
        ("no cramps", 0),
        ("with cramps", 1),
        ("with cramps", 2),
        ("with cramps", 3),
        ("with cramps", 24),
        ("don't remember", None),
        ("not tracking", None),
        ("not recorded", None),
    ]
    assert table.rows[0][0] == MONDAY


def test_nights_that_are_not_given_are_not_recorded() -> None:
    last = MONDAY + timedelta(days=2)
    data = CalendarData(first=MONDAY, last=last, nights=plain(1).nights)
    assert [row[1] for row in CALENDAR.table(data).rows] == ["no cramps", *["not recorded"] * 2]


def test_the_summary_counts_every_state() -> None:
    assert CALENDAR.summary(of_every_state()) == (
        "5 Jan 2026 to 12 Jan 2026: 30 cramps, 5 of 8 nights recorded; 4 nights with cramps, "
        "1 without cramps, 1 not remembered, 1 not tracked, 1 not recorded."
    )


def test_without_any_answer_a_sentence_stands_in_place_of_axes() -> None:
    data = data_of(*[(NightState.NOT_RECORDED, 0)] * 30)
    assert CALENDAR.too_little(data).startswith("No night is recorded here yet.")
    assert not calendar(data, SCREEN_DAY).axes
    assert not CALENDAR.too_little(data_of((NightState.NOT_TRACKING, 0)))


@st.composite
def diaries(draw: st.DrawFn) -> CalendarData:
    length = draw(st.sampled_from([1, 6, 40, 273, 366, 500, 1500, 7305]))
    first = draw(st.dates(date(1990, 1, 1), date(2030, 1, 1)))
    numbers = draw(st.randoms(use_true_random=False))
    states = [
        (state, numbers.randint(1, 5) if state is NightState.WITH_CRAMPS else 0)
        for state in numbers.choices(STATES, k=length - 1)
    ]
    return data_of((NightState.WITHOUT_CRAMPS, 0), *states, first=first)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    diaries(),
    st.sampled_from([SCREEN_DAY, SCREEN_NIGHT, SCREEN_DAY.scaled(1.5)]),
    st.floats(280, 1900),
    st.none() | st.floats(400, 900),
)
def test_whatever_the_diary_no_text_collides_or_leaves_the_figure(
    data: CalendarData, style: ChartStyle, width_px: float, height_px: float | None
) -> None:
    size = width_px / 96, None if height_px is None else height_px / 96
    assert_every_text_has_its_room(calendar(data, style, size))
