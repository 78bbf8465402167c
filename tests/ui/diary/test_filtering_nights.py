"""Filters and order on the Diary page, worked by mouse and keys."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crampdiary.domain.choices import EveningTag, Provenance, Side, Site
from crampdiary.domain.nights import NightState
from crampdiary.domain.records import Cramp, Night, Phase, Record, Treatment
from crampdiary.services.entries import delete
from crampdiary.services.ordering import NightOrder
from crampdiary.ui.diary.found_row import LOOKING
from crampdiary.ui.diary.night_dialog import NightDialog
from crampdiary.ui.diary.nights_columns import Column
from crampdiary.ui.diary.page import DiaryPage
from crampdiary.ui.shared.runner import Runner
from crampdiary.ui.shared.session import DiarySession
from crampdiary.ui.shared.theme import Theme
from tests.ui.diary_sessions import click, key, open_session, show, type_text, wait_for_keys

CALF, FOOT = frozenset({Site.CALF}), frozenset({Site.FOOT})
MAGNESIUM = Treatment(name="Magnesium citrate")
CTRL = Qt.KeyboardModifier.ControlModifier


def night(day: int) -> date:
    return date(2026, 11, day)


RECORDS: list[Record] = [
    Cramp(night=night(15), side=Side.LEFT, sites=CALF, pain=7),
    Cramp(night=night(16), side=Side.RIGHT, sites=FOOT, pain=9, provenance=Provenance.RECALLED),
    Cramp(night=night(17), side=Side.LEFT, sites=CALF, pain=3, note="stairs"),
    Cramp(night=night(17), side=Side.LEFT, sites=CALF, pain=2),
    Night(night=night(18), answer=NightState.WITHOUT_CRAMPS, sleep_disturbance=0),
    Night(night=night(19), answer=NightState.DONT_REMEMBER, sleep_disturbance=4),
    Night(night=night(17), tags=frozenset({EveningTag.ALCOHOL}), sleep_disturbance=7),
    MAGNESIUM,
    Phase(treatment_id=MAGNESIUM.id, start=night(16), end=night(18)),
]


@pytest.fixture
def runner(qtbot: QtBot) -> Iterator[Runner]:
    runner = Runner()
    yield runner
    runner.close()


class Opened:
    """A page on screen and what its list shows."""

    def __init__(self, qtbot: QtBot, runner: Runner, records: list[Record] = RECORDS) -> None:
        self.qtbot, self.runner = qtbot, runner
        self.session: DiarySession
        self.session, _ = open_session(records)
        self.page = DiaryPage(session=self.session, theme=Theme(scale=1.0), runner=runner)
        qtbot.addWidget(self.page)
        self.page.refresh()
        show(qtbot, self.page)
        self.panel, self.found = self.page.search.panel, self.page.list_card.found

    def days(self) -> list[int]:
        """Return the days of the nights that are shown, when they are found."""
        self.qtbot.waitUntil(lambda: not self.runner.is_busy)
        model = self.page.nights.model()
        return [int(model.index(row, 0).data().split()[1]) for row in range(model.rowCount())]

    def open_panel(self) -> None:
        click(self.page.filter_button)
        self.qtbot.waitUntil(self.panel.isVisible)


def test_chips_of_the_panel_narrow_the_list_at_once(qtbot: QtBot, runner: Runner) -> None:
    opened = Opened(qtbot, runner)
    panel = opened.panel
    assert not opened.found.isVisible()
    opened.open_panel()
    click(panel.sides.button(Side.LEFT))
    assert opened.days() == [17, 15]
    click(panel.sites.button(Site.CALF))
    click(panel.pain.button(5))
    assert opened.days() == [15]
    assert panel.number_words.text() == "1 night"
    click(panel.done_button)
    assert not panel.isVisible()
    assert opened.found.words.text() == "1 night: left calf, pain 5 or more"
    chips = [chip.text() for chip in opened.found.chips]
    assert chips == ["Left side  \u00d7", "Calf  \u00d7", "Pain 5 or more  \u00d7"]


def test_each_group_of_the_panel_finds_its_nights(qtbot: QtBot, runner: Runner) -> None:
    opened = Opened(qtbot, runner)
    panel = opened.panel
    opened.open_panel()
    for button, days in (
        (panel.states.button(NightState.NOT_RECORDED), [21, 20]),
        (panel.treatments.button(MAGNESIUM.id), [18, 17, 16]),
        (panel.treatments.button(None), [21, 20, 19, 15]),
        (panel.tags.button(EveningTag.ALCOHOL), [17]),
        (panel.provenances.button(Provenance.RECALLED), [16]),
    ):
        click(button)
        assert opened.days() == days
        click(button)
    assert opened.days() == [21, 20, 19, 18, 17, 16, 15]
    panel.close()


def test_the_search_in_notes_and_the_panel_go_together(qtbot: QtBot, runner: Runner) -> None:
    opened = Opened(qtbot, runner)
    opened.open_panel()
    click(opened.panel.sides.button(Side.LEFT))
    opened.panel.close()
    type_text(opened.page.search_field, "stairs")
    qtbot.waitUntil(lambda: opened.days() == [17])
    assert opened.found.words.text() == "1 night: left side, \u201cstairs\u201d in a note"
    click(opened.found.chips[1])
    assert opened.page.search_field.text() == ""
    assert opened.days() == [17, 15]
    click(opened.found.chips[0])
    assert len(opened.days()) == 7
    assert not opened.found.isVisible()


def test_show_all_nights_takes_everything_away(qtbot: QtBot, runner: Runner) -> None:
    opened = Opened(qtbot, runner)
    opened.open_panel()
    click(opened.panel.pain.button(10))
    click(opened.panel.tags.button(EveningTag.TRAVEL))
    assert opened.days() == []
    assert not opened.page.nights.isVisible()
    assert opened.found.words.text() == "No night: pain 10, travel"
    opened.panel.close()
    click(opened.found.all_button)
    assert len(opened.days()) == 7
    assert opened.panel.pain.value is None
    assert opened.panel.tags.values == []


def test_clear_leaves_the_panel_open_and_the_search_as_it_is(qtbot: QtBot, runner: Runner) -> None:
    opened = Opened(qtbot, runner)
    type_text(opened.page.search_field, "stairs")
    qtbot.waitUntil(lambda: opened.days() == [17])
    opened.open_panel()
    assert not opened.panel.clear_button.isVisible()
    click(opened.panel.pain.button(10))
    assert opened.days() == []
    click(opened.panel.clear_button)
    assert opened.panel.isVisible()
    assert opened.days() == [17]
    opened.panel.close()


def test_the_panel_is_worked_by_keys_alone(qtbot: QtBot, runner: Runner) -> None:
    opened = Opened(qtbot, runner)
    opened.page.search_field.setFocus()
    key(opened.page.search_field, Qt.Key.Key_Tab)
    assert opened.page.filter_button.hasFocus()
    key(opened.page.filter_button, Qt.Key.Key_Return)
    assert opened.panel.sides.button(Side.LEFT).hasFocus()
    key(opened.panel.sides.button(Side.LEFT), Qt.Key.Key_Space)
    assert opened.days() == [17, 15]
    type_text(opened.panel.pain.button(0), "5")
    assert opened.days() == [15]
    key(opened.panel.pain.button(5), Qt.Key.Key_Escape)
    assert not opened.panel.isVisible()
    assert opened.page.filter_button.hasFocus()
    key(opened.page.filter_button, Qt.Key.Key_Return)
    assert opened.panel.sides.button(Side.LEFT).hasFocus()
    opened.panel.close()


def test_ctrl_f_goes_to_the_search(qtbot: QtBot, runner: Runner) -> None:
    opened = Opened(qtbot, runner)
    opened.page.nights.setFocus()
    key(opened.page.nights, Qt.Key.Key_F, CTRL)
    assert opened.page.search_field.hasFocus()


def test_after_a_chip_the_next_one_has_the_focus(qtbot: QtBot, runner: Runner) -> None:
    opened = Opened(qtbot, runner)
    opened.open_panel()
    for side in (Side.LEFT, Side.RIGHT):
        click(opened.panel.sides.button(side))
    opened.panel.close()
    wait_for_keys(qtbot, opened.page)
    assert opened.days() == [17, 16, 15]
    opened.found.chips[0].setFocus()
    key(opened.found.chips[0], Qt.Key.Key_Return)
    assert opened.days() == [16]
    (left,) = opened.found.chips
    assert left.hasFocus()
    assert left.accessibleName() == "Take away: right side"


def test_what_is_written_is_looked_through_at_once(qtbot: QtBot, runner: Runner) -> None:
    opened = Opened(qtbot, runner)
    opened.open_panel()
    click(opened.panel.pain.button(7))
    opened.panel.close()
    assert opened.days() == [16, 15]
    opened.session.do(lambda diary, clock: delete(diary, clock, RECORDS[0]))
    assert opened.days() == [16]
    opened.session.undo()
    assert opened.days() == [16, 15]


def test_a_treatment_that_is_gone_is_wished_for_no_longer(qtbot: QtBot, runner: Runner) -> None:
    opened = Opened(qtbot, runner)
    opened.open_panel()
    click(opened.panel.treatments.button(MAGNESIUM.id))
    opened.panel.close()
    assert opened.days() == [18, 17, 16]
    opened.session.do(lambda diary, clock: delete(diary, clock, MAGNESIUM))
    assert len(opened.days()) == 7
    assert not opened.found.isVisible()


def test_a_long_look_says_so(qtbot: QtBot, runner: Runner) -> None:
    opened = Opened(qtbot, runner)
    opened.page.finder.looking.emit()
    assert opened.found.words.text() == LOOKING
    assert opened.found.isVisible()
    opened.page.refresh()
    assert not opened.found.isVisible()


def press_title(page: DiaryPage, column: Column) -> None:
    header = page.nights.horizontalHeader()
    middle = header.sectionViewportPosition(column) + header.sectionSize(column) // 2
    point = header.viewport().rect().center()
    point.setX(middle)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=point)


def titles(page: DiaryPage) -> list[str]:
    model = page.nights.model()
    return [model.headerData(column, Qt.Orientation.Horizontal) for column in Column]


def test_a_press_on_a_title_sorts_and_a_second_turns_it_round(qtbot: QtBot, runner: Runner) -> None:
    opened = Opened(qtbot, runner)
    page = opened.page
    assert titles(page)[Column.NIGHT] == "Night \u2193"
    press_title(page, Column.NIGHT)
    assert opened.days() == [15, 16, 17, 18, 19, 20, 21]
    assert titles(page)[Column.NIGHT] == "Night \u2191"
    press_title(page, Column.CRAMPS)
    assert opened.days() == [17, 16, 15, 18, 21, 20, 19]
    assert titles(page) == ["Night", "Cramps \u2193", "The evening before", "Sleep disturbed"]
    press_title(page, Column.CRAMPS)
    assert opened.days() == [18, 16, 15, 17, 21, 20, 19]
    press_title(page, Column.SLEEP)
    assert opened.days() == [17, 19, 18, 21, 20, 16, 15]
    press_title(page, Column.EVENING)
    assert page.finder.order is NightOrder.MOST_DISTURBED


def test_the_order_is_chosen_by_keys_and_told_to_who_hears_it(qtbot: QtBot, runner: Runner) -> None:
    opened = Opened(qtbot, runner)
    page, box = opened.page, opened.page.list_card.order_box
    box.setFocus()
    for _ in range(4):
        key(box, Qt.Key.Key_Down)
    assert box.currentText() == "Worst pain first"
    assert opened.days() == [16, 15, 17, 21, 20, 19, 18]
    assert page.nights.accessibleName() == "Nights, worst pain first"
    press_title(page, Column.SLEEP)
    assert opened.days() == [17, 19, 18, 21, 20, 16, 15]
    assert box.currentText() == "Worst sleep first"
    table = QAccessible.queryAccessibleInterface(page.nights)
    spoken = [table.child(at).text(QAccessible.Text.Name) for at in range(len(Column) + 1)]
    assert "Sleep disturbed, worst sleep first" in spoken


def test_the_order_stays_while_something_is_looked_for_and_written(
    qtbot: QtBot, runner: Runner
) -> None:
    opened = Opened(qtbot, runner)
    press_title(opened.page, Column.CRAMPS)
    opened.open_panel()
    click(opened.panel.states.button(NightState.WITH_CRAMPS))
    opened.panel.close()
    assert opened.days() == [17, 16, 15]
    opened.session.do(lambda diary, clock: delete(diary, clock, RECORDS[0]))
    assert opened.days() == [17, 16]


def test_a_chosen_night_stays_chosen_in_another_order(qtbot: QtBot, runner: Runner) -> None:
    opened = Opened(qtbot, runner)
    opened.page.nights.choose(night(18))
    press_title(opened.page, Column.CRAMPS)
    assert opened.page.nights.chosen_night == night(18)
    QApplication.processEvents()
    shown = opened.page.nights.visualRect(opened.page.nights.currentIndex())
    assert opened.page.nights.viewport().rect().contains(shown.center())


def _only_left(qtbot: QtBot, runner: Runner) -> Opened:
    opened = Opened(qtbot, runner)
    opened.open_panel()
    click(opened.panel.sides.button(Side.LEFT))
    opened.panel.close()
    assert opened.days() == [17, 15]
    return opened


def test_a_press_on_the_map_opens_a_night_that_is_filtered_away_and_keeps_the_filter(
    qtbot: QtBot, runner: Runner
) -> None:
    opened = _only_left(qtbot, runner)
    shown = opened.page.map_card.map
    click(shown, shown.square(night(15)).center())
    assert opened.page.nights.chosen_night == night(15)
    assert not opened.page.window().findChildren(NightDialog)
    click(shown, shown.square(night(18)).center())
    (dialog,) = opened.page.window().findChildren(NightDialog)
    assert dialog.isVisible()
    assert "18 November" in dialog.windowTitle()
    dialog.reject()
    assert opened.days() == [17, 15]


def test_another_month_on_the_map_keeps_the_filter(qtbot: QtBot, runner: Runner) -> None:
    opened = _only_left(qtbot, runner)
    opened.page.map_card.turned_to.emit(night(18))
    assert opened.days() == [17, 15]
    assert not opened.page.window().findChildren(NightDialog)


def test_in_a_small_window_what_was_found_comes_into_sight(qtbot: QtBot, runner: Runner) -> None:
    opened = Opened(qtbot, runner)
    opened.page.resize(760, 420)
    QApplication.processEvents()
    type_text(opened.page.search_field, "stairs")
    key(opened.page.search_field, Qt.Key.Key_Return)
    assert opened.days() == [17]
    QApplication.processEvents()
    words = opened.found.words
    middle = words.mapTo(opened.page, words.rect().center())
    assert opened.page.rect().contains(middle)


def test_in_a_narrow_list_the_evening_stands_below_the_cramps(qtbot: QtBot, runner: Runner) -> None:
    opened = Opened(qtbot, runner)
    row = opened.days().index(17)
    wide = opened.page.nights.rowHeight(row)
    opened.page.resize(620, 800)
    QApplication.processEvents()
    nights = opened.page.nights
    assert nights.isColumnHidden(Column.EVENING)
    assert nights.rowHeight(row) >= wide + nights.fontMetrics().height()
    assert titles(opened.page)[Column.SLEEP] == "Sleep\ndisturbed"
    opened.page.resize(1280, 800)
    QApplication.processEvents()
    assert not nights.isColumnHidden(Column.EVENING)
