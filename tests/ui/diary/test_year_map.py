"""The year of nights: where squares lie, how they differ, and how one is chosen."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from crampdiary.domain.nights import NightCount, NightState, nights_between
from crampdiary.tokens import DAY, NIGHT, Palette
from crampdiary.ui.diary.map_grid import year_grid
from crampdiary.ui.diary.night_map import map_summary
from crampdiary.ui.diary.night_paint import hatch_ink, look_of
from crampdiary.ui.diary.year_map import YearMap
from crampdiary.ui.shared.theme import Theme
from tests.ui.diary_sessions import click, key, show
from tests.ui.pixels import frame

TODAY = date(2026, 11, 22)
LAST = date(2026, 11, 21)
FIRST = date(2025, 11, 22)
STATES = [
    NightCount(night=LAST, state=NightState.WITHOUT_CRAMPS),
    NightCount(night=LAST, state=NightState.WITH_CRAMPS, cramps=1),
    NightCount(night=LAST, state=NightState.WITH_CRAMPS, cramps=2),
    NightCount(night=LAST, state=NightState.WITH_CRAMPS, cramps=3),
    NightCount(night=LAST, state=NightState.DONT_REMEMBER),
    NightCount(night=LAST, state=NightState.NOT_TRACKING),
    NightCount(night=LAST, state=NightState.NOT_RECORDED),
]


def year_of(state: NightState = NightState.WITHOUT_CRAMPS) -> list[NightCount]:
    return [NightCount(night=night, state=state) for night in nights_between(FIRST, LAST)]


def shown(qtbot: QtBot, width: int = 960) -> YearMap:
    year_map = YearMap(theme=Theme(scale=1.0))
    qtbot.addWidget(year_map)
    year_map.show_counts(year_of(), FIRST, LAST, TODAY)
    show(qtbot, year_map, width, 200)
    return year_map


@given(
    width=st.integers(300, 2500),
    scale=st.sampled_from([1.0, 1.5, 2.0]),
    first=st.dates(date(2000, 1, 1), date(2030, 1, 1)),
    days=st.integers(0, 366),
    chosen=st.integers(0, 366),
)
def test_every_night_is_found_again_where_it_is_painted(
    width: int, scale: float, first: date, days: int, chosen: int
) -> None:
    last = first + timedelta(days=days)
    grid = year_grid(first, last, width, 45, 24, scale)
    night = first + timedelta(days=min(chosen, days))
    square = grid.square(night)
    assert grid.night_at(square.center().toPoint()) == night
    assert square.right() <= width
    assert square.bottom() <= grid.height


def test_a_narrow_map_goes_on_in_a_second_band() -> None:
    wide = year_grid(FIRST, LAST, 960, 45, 24, 1.0)
    narrow = year_grid(FIRST, LAST, 480, 45, 24, 1.0)
    assert (wide.bands, narrow.bands) == (1, 2)
    assert narrow.pitch > 10


def test_beside_the_squares_there_is_no_night() -> None:
    grid = year_grid(FIRST, LAST, 960, 45, 24, 1.0)
    for point in (QPoint(10, 100), QPoint(100, 5), QPoint(2000, 100), QPoint(100, 2000)):
        assert grid.night_at(point) is None


@pytest.mark.parametrize("palette", [DAY, NIGHT])
def test_the_states_differ_without_colour(qtbot: QtBot, palette: Palette) -> None:
    theme = Theme(palette=palette, scale=1.0)
    looks = [look_of(theme, count.state, count.cramps) for count in STATES]
    seen = {(round(_luminance(look.fill), 2), look.sign, look.is_hatched) for look in looks}
    assert len(seen) == len(STATES)


@pytest.mark.parametrize(("palette", "least"), [(DAY, 3.0), (NIGHT, 2.0)])
def test_one_hatched_night_is_seen_at_its_real_size(
    qtbot: QtBot, palette: Palette, least: float
) -> None:
    theme = Theme(palette=palette, scale=1.0)
    lines, card = _luminance(hatch_ink(theme)), _luminance(theme.color("card"))
    assert (max(lines, card) + 0.05) / (min(lines, card) + 0.05) >= least


@pytest.mark.parametrize(("palette", "least"), [(DAY, 4.5), (NIGHT, 3.0)])
def test_the_number_on_a_square_can_be_read(qtbot: QtBot, palette: Palette, least: float) -> None:
    theme = Theme(palette=palette, scale=1.0)
    for count in STATES:
        look = look_of(theme, count.state, count.cramps)
        lighter, darker = sorted((_luminance(look.fill), _luminance(look.ink)), reverse=True)
        assert (lighter + 0.05) / (darker + 0.05) >= least, count


def test_a_click_chooses_the_night_below_the_pointer(qtbot: QtBot) -> None:
    year_map = shown(qtbot)
    night = date(2026, 2, 3)
    with qtbot.waitSignal(year_map.night_chosen) as chosen:
        click(year_map, year_map.square(night).center())
    assert chosen.args == [night]


def test_keys_walk_by_days_and_weeks_and_choose(qtbot: QtBot) -> None:
    year_map = shown(qtbot)
    for pressed in (Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Right, Qt.Key.Key_Left):
        key(year_map, pressed)
    assert year_map.cursor_night == LAST - timedelta(days=8)
    with qtbot.waitSignal(year_map.night_chosen) as chosen:
        key(year_map, Qt.Key.Key_Return)
    assert chosen.args == [LAST - timedelta(days=8)]
    assert "no cramps" in year_map.accessibleName()


def test_keys_stop_at_the_last_night(qtbot: QtBot) -> None:
    year_map = shown(qtbot)
    key(year_map, Qt.Key.Key_Right)
    key(year_map, Qt.Key.Key_Down)
    assert year_map.cursor_night == LAST


@pytest.mark.parametrize(("nights_before", "is_dotted"), [(1, False), (6, False), (30, True)])
def test_time_before_the_first_entry_is_dotted_where_it_is_more_than_dust(
    qtbot: QtBot, nights_before: int, is_dotted: bool
) -> None:
    year_map = shown(qtbot)
    first = FIRST + timedelta(days=nights_before)
    year_map.show_counts(year_of()[nights_before:], FIRST, LAST, TODAY)
    place = year_map.square(FIRST).center()
    paper = frame(year_map).pixelColor(year_map.width() - 1, 0)
    assert year_map.square(first).isValid()
    assert (frame(year_map).pixelColor(place) != paper) is is_dotted


def test_the_map_is_told_in_a_sentence_and_unknown_is_not_none() -> None:
    counts = [*year_of(NightState.NOT_RECORDED)[:-2], STATES[3], STATES[0]]
    summary = map_summary(counts, TODAY)
    assert "3 cramps in 1 of 2 recorded nights" in summary
    assert "363 of 365 nights have no count" in summary
    assert map_summary([], TODAY) == "No nights yet."


def _luminance(colour: QColor) -> float:
    """Relative luminance as the contrast rules of WCAG 2 define it."""
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
