from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from crampdiary.domain.records import Cramp
from crampdiary.ui.diary.bin_dialog import BinDialog, EmptyBinQuestion
from crampdiary.ui.main_window import MainWindow
from crampdiary.ui.night.screen import NightScreen
from crampdiary.ui.shared.popover import Popover
from crampdiary.ui.shared.runner import Runner
from crampdiary.ui.shared.session import DiarySession
from crampdiary.ui.shared.theme import Theme
from crampdiary.ui.treatments.dialog import TreatmentDialog
from tests.fakes import StillClock
from tests.ui.diary_sessions import MemoryFile, wait_for_keys

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class House:
    """The window over a diary in memory, and a form that somebody has begun to fill in."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.qtbot, self.file, clock = qtbot, MemoryFile(), StillClock(datetime(2026, 11, 22, 2))
        self.session = DiarySession(clock=clock, open_file=lambda _path: self.file)
        self.runner = Runner()
        settings = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)
        self.window = MainWindow(theme=Theme(scale=1.0), settings=settings, now=clock.now)
        qtbot.addWidget(self.window)
        self.window.attach(session=self.session, runner=self.runner)
        self.session.open(Path("memory"))
        self.window.show()
        wait_for_keys(qtbot, self.window)

    def begin_form(self) -> TreatmentDialog:
        form = TreatmentDialog(session=self.session, known=(), parent=self.window)
        form.open()
        wait_for_keys(self.qtbot, form)
        QTest.keyClicks(self.focused, "Magnesi")
        return form

    @property
    def focused(self) -> QWidget:
        focused = QApplication.focusWidget()
        assert focused is not None
        return focused

    def leave_the_night(self) -> None:
        wait_for_keys(self.qtbot, self.window)
        QTest.keyClick(self.focused, Qt.Key.Key_Escape)


@pytest.fixture
def house(qtbot: QtBot, tmp_path: Path) -> Iterator[House]:
    made = House(qtbot, tmp_path)
    yield made
    made.runner.close()


def test_night_screen_takes_the_keys_from_a_form_that_is_open(house: House) -> None:
    form = house.begin_form()
    house.window.show_night()
    wait_for_keys(house.qtbot, house.window)
    assert not form.isVisible()
    assert isinstance(house.focused, NightScreen)
    QTest.keyClick(house.focused, Qt.Key.Key_Space)
    assert len(house.file.records(Cramp)) == 1


def test_after_the_night_a_form_goes_on_at_the_letter_where_it_was_left(house: House) -> None:
    form = house.begin_form()
    house.window.show_night()
    house.leave_the_night()
    wait_for_keys(house.qtbot, form)
    assert form.isModal()
    QTest.keyClicks(house.focused, "um")
    assert form.product.name.text() == "Magnesium"
    form.reject()


def test_a_cramp_is_logged_over_a_form_by_the_keys_of_the_window(house: House) -> None:
    form = house.begin_form()
    QTest.keyClick(house.focused, Qt.Key.Key_C, CONTROL | SHIFT)
    assert [cramp.is_open for cramp in house.file.records(Cramp)] == [True]
    assert house.window.shows_night
    assert not form.isVisible()


def test_a_second_wish_for_the_night_keeps_what_was_put_aside(house: House) -> None:
    form = house.begin_form()
    house.window.show_night()
    house.window.show_night()
    house.leave_the_night()
    assert form.isVisible()
    form.reject()


def test_dialogs_above_one_another_come_back_in_their_order(house: House) -> None:
    lower = BinDialog(session=house.session, parent=house.window)
    lower.open()
    upper = EmptyBinQuestion(3, parent=lower)
    upper.open()
    house.window.show_night()
    assert not any(isinstance(it, QDialog) and it.isVisible() for it in QApplication.allWidgets())
    house.leave_the_night()
    assert lower.isVisible()
    assert QApplication.activeModalWidget() is upper
    upper.reject()
    lower.reject()


def test_a_panel_is_closed_for_the_night(house: House) -> None:
    panel = Popover(name="Filter", width=200, parent=house.window)
    panel.open_below(house.window.sidebar.cramp_button)
    house.window.show_night()
    assert not panel.isVisible()


def test_forms_of_a_diary_that_is_left_are_closed_and_do_not_come_back(house: House) -> None:
    form = house.begin_form()
    with house.qtbot.waitSignal(form.destroyed):
        house.window.let_go_of_forms()
    house.window.show_night()
    house.leave_the_night()
    assert QApplication.activeModalWidget() is None
