"""Choosing several nights of the list, by mouse and by keys."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from crampdiary.domain.nights import NightState
from crampdiary.domain.records import Cramp, Night
from crampdiary.services.entries import delete
from crampdiary.ui.diary.night_dialog import NightDialog
from crampdiary.ui.diary.nights_columns import Column
from crampdiary.ui.diary.page import DiaryPage
from crampdiary.ui.shared.buttons import LinkButton
from crampdiary.ui.shared.runner import Runner
from crampdiary.ui.shared.session import DiarySession
from crampdiary.ui.shared.theme import Theme
from tests.ui.diary_sessions import click, key, open_session, show, type_text

LAST_NIGHT = date(2026, 11, 21)
CRAMP = Cramp(night=LAST_NIGHT, pain=5, note="sauna")
FIRST = Night(night=date(2026, 1, 3), answer=NightState.WITHOUT_CRAMPS, note="sauna")
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
PLAIN = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def runner(qtbot: QtBot) -> Iterator[Runner]:
    runner = Runner()
    yield runner
    runner.close()


def opened(qtbot: QtBot, runner: Runner) -> tuple[DiaryPage, DiarySession]:
    session, _ = open_session([CRAMP, FIRST])
    page = DiaryPage(session=session, theme=Theme(scale=1.0), runner=runner)
    qtbot.addWidget(page)
    page.refresh()
    show(qtbot, page)
    page.nights.setFocus()
    return page, session


def back(*days: int) -> list[date]:
    """Return nights so many days before the last one."""
    return [LAST_NIGHT - timedelta(days=number) for number in days]


def press(
    page: DiaryPage,
    row: int,
    modifier: Qt.KeyboardModifier = PLAIN,
    column: Column = Column.NIGHT,
) -> None:
    point = page.nights.visualRect(page.nights.model().index(row, column)).center()
    QTest.mouseClick(page.nights.viewport(), Qt.MouseButton.LeftButton, modifier, point)


def test_shift_click_chooses_all_between_and_ctrl_click_adds_one(
    qtbot: QtBot, runner: Runner
) -> None:
    page, _ = opened(qtbot, runner)
    press(page, 1)
    with qtbot.waitSignal(page.nights.selection_changed):
        press(page, 3, SHIFT)
    assert page.nights.chosen_nights == back(1, 2, 3)
    press(page, 0, CTRL)
    assert page.nights.chosen_nights == back(0, 1, 2, 3)
    press(page, 2, CTRL)
    assert page.nights.chosen_nights == back(0, 1, 3)
    press(page, 4)
    assert page.nights.chosen_nights == back(4)


def test_shift_and_arrows_choose_many_and_ctrl_a_all(qtbot: QtBot, runner: Runner) -> None:
    page, _ = opened(qtbot, runner)
    key(page.nights, Qt.Key.Key_Down, SHIFT)
    key(page.nights, Qt.Key.Key_Down, SHIFT)
    assert page.nights.chosen_nights == back(0, 1, 2)
    key(page.nights, Qt.Key.Key_A, CTRL)
    assert len(page.nights.chosen_nights) == page.nights.model().rowCount()


def test_how_many_are_chosen_is_said_once_it_is_more_than_one(qtbot: QtBot, runner: Runner) -> None:
    page, _ = opened(qtbot, runner)
    card = page.list_card
    assert not card.chosen_words.isVisible()
    key(page.nights, Qt.Key.Key_Down, SHIFT)
    assert card.chosen_words.text() == "2 nights chosen"
    assert card.chosen_words.isVisible()
    assert not card.open_button.isVisible()
    key(page.nights, Qt.Key.Key_Escape)
    assert page.nights.chosen_nights == back(1)
    assert not card.chosen_words.isVisible()
    assert card.open_button.isVisible()


def test_a_shift_click_on_fill_in_chooses_and_opens_nothing(qtbot: QtBot, runner: Runner) -> None:
    page, _ = opened(qtbot, runner)
    press(page, 2, SHIFT, Column.SLEEP)
    assert page.nights.chosen_nights == back(0, 1, 2)
    assert page.findChildren(NightDialog) == []


def test_a_drag_that_ends_on_fill_in_opens_nothing(qtbot: QtBot, runner: Runner) -> None:
    page, _ = opened(qtbot, runner)
    cells = [page.nights.visualRect(page.nights.model().index(row, Column.SLEEP)) for row in (1, 3)]
    view, left = page.nights.viewport(), Qt.MouseButton.LeftButton
    QTest.mousePress(view, left, PLAIN, cells[0].center())
    for point in (cells[0].center() + QPoint(0, 30), cells[1].center()):
        QTest.mouseMove(view, point)
    QTest.mouseRelease(view, left, PLAIN, cells[1].center())
    assert page.findChildren(NightDialog) == []


def test_those_chosen_stay_chosen_when_something_is_written(qtbot: QtBot, runner: Runner) -> None:
    page, session = opened(qtbot, runner)
    press(page, 1)
    press(page, 3, CTRL)
    session.do(lambda diary, clock: delete(diary, clock, CRAMP))
    assert page.nights.chosen_nights == back(1, 3)


def test_a_search_leaves_chosen_only_what_it_shows(qtbot: QtBot, runner: Runner) -> None:
    page, _ = opened(qtbot, runner)
    key(page.nights, Qt.Key.Key_A, CTRL)
    type_text(page.search_field, "sauna")
    qtbot.waitUntil(lambda: page.nights.model().rowCount() == 2)
    assert page.nights.chosen_nights == [LAST_NIGHT, FIRST.night]
    click(page.list_card.found.all_button)
    assert page.nights.chosen_nights == [LAST_NIGHT, FIRST.night]


def test_what_can_be_done_stands_in_the_card_beside_the_number(
    qtbot: QtBot, runner: Runner
) -> None:
    page, _ = opened(qtbot, runner)
    button = LinkButton("Delete")
    page.list_card.add_action(button)
    assert button.isVisible()
    key(page.nights, Qt.Key.Key_Down, SHIFT)
    words = page.list_card.chosen_words
    assert words.mapTo(page, words.rect().center()).x() < button.mapTo(page, QPoint(0, 0)).x()
