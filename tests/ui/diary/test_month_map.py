"""A month of nights: where squares lie, keys, and the way to other months and to the year."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crampdiary.domain.nights import NightCount, NightState, nights_between
from crampdiary.tokens import DAY, NIGHT
from crampdiary.ui.diary.map_card import MapCard, MapSpan
from crampdiary.ui.diary.map_grid import MonthGrid, last_of_month, month_from
from crampdiary.ui.diary.month_map import MonthMap
from crampdiary.ui.diary.year_map import YearMap
from crampdiary.ui.shared.theme import Theme
from tests.ui.diary_sessions import click, key, show
from tests.ui.pixels import frame, too_blue_or_green

TODAY, LAST = date(2026, 11, 22), date(2026, 11, 21)
FIRST = date(2024, 3, 5)
ANY_STATE = [
    NightCount(night=date(2026, 8, 3), state=NightState.WITHOUT_CRAMPS),
    NightCount(night=date(2026, 8, 4), state=NightState.WITH_CRAMPS, cramps=1),
    NightCount(night=date(2026, 8, 5), state=NightState.WITH_CRAMPS, cramps=4),
    NightCount(night=date(2026, 8, 6), state=NightState.DONT_REMEMBER),
    NightCount(night=date(2026, 8, 7), state=NightState.NOT_TRACKING),
    NightCount(night=date(2026, 8, 8), state=NightState.NOT_RECORDED),
]


@pytest.fixture
def theme(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[Theme]:
    """The application in the colours that a test asks for, by day unless it does."""
    theme = Theme(palette=getattr(request, "param", DAY), scale=1.0)
    theme.apply(qapp)
    yield theme
    theme.use(DAY)
    qapp.setStyleSheet("")


def shown_card(qtbot: QtBot, theme: Theme) -> MapCard:
    """Return a card that shows November 2026."""
    card = MapCard(theme=theme)
    qtbot.addWidget(card)
    none = NightState.WITHOUT_CRAMPS
    card.show_counts(
        [NightCount(night=it, state=none) for it in nights_between(FIRST, LAST)], TODAY
    )
    card.point_at(LAST)
    show(qtbot, card, 1000, 500)
    click(card.span_choice.button(MapSpan.MONTH))
    card.month_map.setFocus()
    return card


@given(day=st.dates(date(1950, 1, 1), date(2150, 1, 1)), width=st.floats(44, 200))
def test_every_night_of_a_month_is_found_again_where_it_is_painted(day: date, width: float) -> None:
    first, last = month_from(day, 0), last_of_month(day)
    grid = MonthGrid(first=first, last=last, width=width, row_height=40, inset=3, head=23)
    square = grid.square(day)
    assert grid.night_at(square.center().toPoint()) == day
    assert square.right() <= 7 * width + 3
    assert square.bottom() <= grid.height
    monday = day - timedelta(days=day.weekday())
    assert monday < first or grid.square(monday).left() == grid.inset


def test_a_month_has_as_many_rows_as_it_touches_weeks() -> None:
    months = {date(2027, 2, 1): 4, date(2026, 11, 1): 6, date(2026, 9, 1): 5}
    for first, rows in months.items():
        last = last_of_month(first)
        grid = MonthGrid(first=first, last=last, width=50, row_height=40, inset=3, head=23)
        assert grid.rows == rows


def test_beside_the_days_of_the_month_there_is_no_night() -> None:
    first, last = date(2026, 9, 1), date(2026, 9, 30)
    grid = MonthGrid(first=first, last=last, width=50, row_height=40, inset=3, head=23)
    for point in (QPoint(10, 40), QPoint(200, 200), QPoint(400, 100), QPoint(10, 5)):
        assert grid.night_at(point) is None


@given(day=st.dates(date(1950, 1, 1), date(2150, 1, 1)), months=st.integers(-40, 40))
def test_so_many_months_on_and_back_again_is_the_same_month(day: date, months: int) -> None:
    there = month_from(day, months)
    assert (there.year * 12 + there.month) - (day.year * 12 + day.month) == months
    assert month_from(there, -months) == day.replace(day=1)


@pytest.mark.parametrize("theme", [DAY, NIGHT], indirect=True)
def test_the_five_states_differ_where_colour_is_taken_away(qtbot: QtBot, theme: Theme) -> None:
    month = MonthMap(theme=theme)
    qtbot.addWidget(month)
    month.show_counts(ANY_STATE, date(2026, 8, 1), date(2026, 8, 31), TODAY)
    show(qtbot, month, 800, 300)
    month.point_at(None)
    image = frame(month).convertToFormat(QImage.Format.Format_Grayscale8)
    seen = set()
    for count in ANY_STATE[:5]:
        square = month.square(count.night)
        right = square.adjusted(square.width() // 2, 4, -4, -4)
        part = image.copy(right)
        darkest = min(part.pixelColor(x, y).value() for x, y in _points(part))
        pattern = tuple(abs(part.pixelColor(x, y).value() - darkest) < 24 for x, y in _points(part))
        seen.add(pattern)
    assert len(seen) == 5


def _points(image: QImage) -> list[tuple[int, int]]:
    return [(x, y) for y in range(image.height()) for x in range(image.width())]


def test_a_switch_shows_the_month_of_the_night_that_is_marked(qtbot: QtBot, theme: Theme) -> None:
    card = shown_card(qtbot, theme)
    assert card.title.text() == "November 2026"
    assert card.map is card.month_map
    card.point_at(date(2026, 8, 20))
    assert card.title.text() == "August 2026"
    assert card.month_map.cursor_night == date(2026, 8, 20)
    click(card.span_choice.button(MapSpan.YEAR))
    assert card.title.text() == "November 2025 to November 2026"
    assert card.year_map.cursor_night == date(2026, 8, 20)


def test_a_press_on_a_months_name_shows_it_and_the_list_follows(qtbot: QtBot, theme: Theme) -> None:
    card = shown_card(qtbot, theme)
    click(card.span_choice.button(MapSpan.YEAR))
    place = next(place for place, month in card.year_map.month_places() if month.month == 6)
    with qtbot.waitSignal(card.turned_to) as chosen:
        click(card.year_map, place.center().toPoint())
    assert chosen.args == [date(2026, 6, 30)]
    assert card.title.text() == "June 2026"
    assert card.month_map.hasFocus()


def test_earlier_and_later_end_with_the_diary(qtbot: QtBot, theme: Theme) -> None:
    card = shown_card(qtbot, theme)
    assert not card.later_button.isVisible()
    with qtbot.waitSignal(card.turned_to) as chosen:
        click(card.earlier_button)
    assert chosen.args == [date(2026, 10, 31)]
    assert card.title.text() == "October 2026"
    click(card.later_button)
    assert card.month_map.cursor_night == LAST
    card.point_at(date(2024, 4, 2))
    click(card.earlier_button)
    assert card.title.text() == "March 2024"
    assert not card.earlier_button.isVisible()


def test_keys_walk_within_the_month_and_across_its_edges(qtbot: QtBot, theme: Theme) -> None:
    card = shown_card(qtbot, theme)
    month = card.month_map
    for pressed, night in (
        (Qt.Key.Key_Up, date(2026, 11, 14)),
        (Qt.Key.Key_Left, date(2026, 11, 13)),
        (Qt.Key.Key_Right, date(2026, 11, 14)),
        (Qt.Key.Key_Down, LAST),
        (Qt.Key.Key_Right, LAST),
        (Qt.Key.Key_Home, date(2026, 11, 1)),
        (Qt.Key.Key_Left, date(2026, 10, 31)),
        (Qt.Key.Key_PageUp, date(2026, 9, 30)),
        (Qt.Key.Key_PageDown, date(2026, 10, 30)),
        (Qt.Key.Key_End, date(2026, 10, 31)),
        (Qt.Key.Key_PageDown, LAST),
    ):
        key(month, pressed)
        assert month.cursor_night == night
        assert card.title.text().startswith({9: "Sept", 10: "Oct", 11: "Nov"}[night.month])
    assert month.hasFocus()
    assert month.accessibleName() == "Nights of the month, Saturday 21 November: no cramps"


def test_enter_and_a_double_click_open_a_night_and_space_chooses(
    qtbot: QtBot, theme: Theme
) -> None:
    card = shown_card(qtbot, theme)
    with qtbot.waitSignal(card.night_opened) as opened:
        key(card.month_map, Qt.Key.Key_Return)
    assert opened.args == [LAST]
    with qtbot.waitSignal(card.night_chosen) as chosen:
        key(card.month_map, Qt.Key.Key_Space)
    assert chosen.args == [LAST]
    middle = card.month_map.square(date(2026, 11, 3)).center()
    with qtbot.waitSignal(card.night_chosen) as chosen:
        click(card.month_map, middle)
    assert chosen.args == [date(2026, 11, 3)]
    with qtbot.waitSignal(card.night_opened) as opened:
        QTest.mouseDClick(card.month_map, Qt.MouseButton.LeftButton, pos=middle)
    assert opened.args == [date(2026, 11, 3)]


def test_the_year_turns_by_keys_too(qtbot: QtBot, theme: Theme) -> None:
    card = shown_card(qtbot, theme)
    click(card.span_choice.button(MapSpan.YEAR))
    card.year_map.setFocus()
    key(card.year_map, Qt.Key.Key_PageUp)
    assert card.year_map.cursor_night == date(2025, 11, 21)
    assert card.title.text() == "November 2024 to November 2025"
    key(card.year_map, Qt.Key.Key_Right)
    assert card.year_map.cursor_night == date(2025, 11, 28)
    for _ in range(3):
        key(card.year_map, Qt.Key.Key_PageUp)
    assert card.year_map.cursor_night == FIRST


def test_the_month_is_told_in_a_sentence(qtbot: QtBot, theme: Theme) -> None:
    card = shown_card(qtbot, theme)
    assert "0 cramps in 0 of 21 recorded nights" in card.month_map.accessibleDescription()


@pytest.mark.parametrize("theme", [NIGHT], indirect=True)
def test_a_month_is_red_at_night_also_where_the_keys_are(qtbot: QtBot, theme: Theme) -> None:
    card = shown_card(qtbot, theme)
    card.show_counts(ANY_STATE, TODAY)
    assert too_blue_or_green(frame(card)) == 0


def test_a_leap_day_has_its_year_before(qtbot: QtBot, theme: Theme) -> None:
    year = YearMap(theme=theme)
    qtbot.addWidget(year)
    leap_day = date(2024, 2, 29)
    counts = [NightCount(night=leap_day, state=NightState.WITHOUT_CRAMPS)]
    year.show_counts(counts, date(2023, 3, 1), leap_day, TODAY)
    show(qtbot, year, 900, 200)
    with qtbot.waitSignal(year.night_sought) as sought:
        key(year, Qt.Key.Key_PageUp)
    assert sought.args == [date(2023, 2, 28)]
