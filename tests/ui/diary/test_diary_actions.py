"""On the Diary page: what undo would take back, the bin, and what is done with chosen nights."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from crampdiary.domain.records import Cramp, Night
from crampdiary.services.cramps import refine_cramp
from crampdiary.services.importing import import_file
from crampdiary.services.preferences import set_preferences
from crampdiary.ui.diary.bin_dialog import BinDialog
from crampdiary.ui.diary.bulk_dialog import BulkDialog
from crampdiary.ui.diary.page import DiaryPage
from crampdiary.ui.shared.runner import Runner
from crampdiary.ui.shared.theme import Theme
from tests.ui.diary_sessions import click, key, open_session, show, wait_for_keys

LAST = date(2026, 11, 21)
CRAMPS = [Cramp(night=LAST - timedelta(days=back), pain=back) for back in range(4)]
SHIFT = Qt.KeyboardModifier.ShiftModifier


class Opened:
    """A page with four nights of one cramp each."""

    def __init__(self, qtbot: QtBot, runner: Runner) -> None:
        self.qtbot = qtbot
        self.session, self.diary = open_session(CRAMPS)
        self.page = DiaryPage(session=self.session, theme=Theme(scale=1.0), runner=runner)
        qtbot.addWidget(self.page)
        self.page.refresh()
        show(qtbot, self.page)
        self.foot, self.actions = self.page.foot, self.page.night_actions
        qtbot.waitUntil(lambda: self.page.nights.model().rowCount() == len(CRAMPS))

    def change_pain(self) -> None:
        self.session.do(lambda d, c: refine_cramp(d, c, CRAMPS[0].id, pain=9))

    def choose(self, number: int) -> None:
        self.page.nights.choose(LAST)
        self.page.nights.setFocus()
        for _ in range(number - 1):
            key(self.page.nights, Qt.Key.Key_Down, SHIFT)


@pytest.fixture
def runner(qtbot: QtBot) -> Iterator[Runner]:
    runner = Runner()
    yield runner
    runner.close()


def test_undo_and_redo_are_there_by_name_only_where_there_is_something(
    qtbot: QtBot, runner: Runner
) -> None:
    opened = Opened(qtbot, runner)
    assert not opened.foot.undo_link.isVisible()
    assert not opened.foot.redo_link.isVisible()
    opened.change_pain()
    assert opened.foot.undo_link.text() == "Undo: change a cramp (Ctrl+Z)"
    click(opened.foot.undo_link)
    assert opened.diary.records(Cramp, first=LAST) == [CRAMPS[0]]
    assert not opened.foot.undo_link.isVisible()
    assert opened.foot.redo_link.text() == "Redo: change a cramp (Ctrl+Shift+Z)"
    click(opened.foot.redo_link)
    assert opened.diary.records(Cramp, first=LAST) == [replace(CRAMPS[0], pain=9)]
    assert opened.foot.undo_link.isVisible()
    assert not opened.foot.redo_link.isVisible()


def test_what_no_page_shows_is_named_too(qtbot: QtBot, runner: Runner) -> None:
    opened = Opened(qtbot, runner)
    opened.session.do(lambda d, c: set_preferences(d, c, glass_ml=200))
    assert opened.foot.undo_link.text() == "Undo: change settings (Ctrl+Z)"


def test_the_focus_goes_on_to_what_is_left(qtbot: QtBot, runner: Runner) -> None:
    opened = Opened(qtbot, runner)
    opened.change_pain()
    opened.foot.undo_link.setFocus()
    key(opened.foot.undo_link, Qt.Key.Key_Return)
    assert opened.foot.redo_link.hasFocus()
    key(opened.foot.redo_link, Qt.Key.Key_Return)
    assert opened.foot.undo_link.hasFocus()


def test_a_long_file_name_is_shortened_in_the_middle(
    qtbot: QtBot, runner: Runner, tmp_path: Path
) -> None:
    opened = Opened(qtbot, runner)
    file = tmp_path / f"{'a very long name of a file with nights ' * 3}.csv"
    file.write_text("night_of,logged,cramps\n2026-11-01,1,0\n", "utf-8")
    opened.session.do(lambda d, c: import_file(d, c, file).changes)
    assert opened.foot.undo_link.text() == (
        "Undo: import a very long nam\u2026 file with nights .csv (Ctrl+Z)"
    )
    assert file.name in opened.foot.undo_link.toolTip()


def test_an_ampersand_in_a_file_name_is_no_key(
    qtbot: QtBot, runner: Runner, tmp_path: Path
) -> None:
    opened = Opened(qtbot, runner)
    file = tmp_path / "R&D.csv"
    file.write_text("night_of,logged,cramps\n2026-11-01,1,0\n", "utf-8")
    opened.session.do(lambda d, c: import_file(d, c, file).changes)
    assert opened.foot.undo_link.text() == "Undo: import R&&D.csv (Ctrl+Z)"
    assert opened.foot.undo_link.accessibleName() == "Undo: import R&D.csv (Ctrl+Z)"


def test_the_bin_opens_from_the_foot(qtbot: QtBot, runner: Runner) -> None:
    opened = Opened(qtbot, runner)
    click(opened.foot.bin_link)
    dialog = opened.page.findChildren(BinDialog)[-1]
    wait_for_keys(qtbot, dialog)
    assert dialog.isVisible()
    dialog.reject()


def test_many_are_changed_from_the_list(qtbot: QtBot, runner: Runner) -> None:
    opened = Opened(qtbot, runner)
    opened.choose(1)
    assert not opened.actions.change_button.isVisible()
    opened.choose(3)
    assert opened.actions.change_button.accessibleName() == "Change 3 nights"
    click(opened.actions.change_button)
    dialog = opened.page.findChildren(BulkDialog)[-1]
    wait_for_keys(qtbot, dialog)
    click(dialog.pain.button(5))
    key(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [cramp.pain for cramp in opened.diary.records(Cramp)] == [3, 5, 5, 5]
    assert opened.foot.undo_link.text() == "Undo: change 3 cramps (Ctrl+Z)"


@pytest.mark.parametrize("by_key", [True, False])
def test_what_is_chosen_is_deleted_by_key_or_click_and_undone_at_once(
    qtbot: QtBot, runner: Runner, by_key: bool
) -> None:
    opened = Opened(qtbot, runner)
    opened.session.do(lambda d, c: refine_cramp(d, c, CRAMPS[0].id, note="first"))
    opened.choose(2)
    with qtbot.waitSignal(opened.session.noted) as noted:
        if by_key:
            key(opened.page.nights, Qt.Key.Key_Delete)
        else:
            click(opened.actions.delete_button)
    assert noted.args == ["2 entries deleted.", True]
    assert [cramp.night for cramp in opened.diary.records(Cramp)] == [
        CRAMPS[3].night,
        CRAMPS[2].night,
    ]
    assert opened.foot.undo_link.text() == "Undo: delete 2 cramps (Ctrl+Z)"
    click(opened.foot.undo_link)
    assert len(opened.diary.records(Cramp)) == len(CRAMPS)


def test_delete_in_the_search_field_deletes_letters_only(qtbot: QtBot, runner: Runner) -> None:
    opened = Opened(qtbot, runner)
    opened.page.search_field.setFocus()
    key(opened.page.search_field, Qt.Key.Key_Delete)
    assert len(opened.diary.records(Cramp)) == len(CRAMPS)
    assert opened.diary.records(Night) == []
