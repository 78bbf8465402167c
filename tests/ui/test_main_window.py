from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QSettings, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from crampdiary.domain.choices import Side
from crampdiary.domain.preferences import Preferences
from crampdiary.domain.records import Cramp, Treatment
from crampdiary.services import entries
from crampdiary.services.cramps import start_cramp
from crampdiary.tokens import DAY, NIGHT
from crampdiary.ui.main_window import SMALLEST_SIZE, MainWindow
from crampdiary.ui.night.screen import NightScreen
from crampdiary.ui.page_table import PAGES
from crampdiary.ui.shared.buttons import Button
from crampdiary.ui.shared.pages import ScrollPage
from crampdiary.ui.shared.runner import Runner
from crampdiary.ui.shared.session import DiarySession
from crampdiary.ui.shared.theme import Theme
from crampdiary.ui.sidebar import NavButton
from tests.fakes import StillClock
from tests.ui.diary_sessions import MemoryFile
from tests.ui.page_desk import demo_file

MORNING = datetime(2026, 11, 22, 7, 30)
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


class House:
    """The window over a diary in memory that is not open yet."""

    def __init__(self, qtbot: QtBot, folder: Path, file: MemoryFile) -> None:
        self.file = file
        self.attached = False
        self.clock = StillClock(MORNING)
        self.session = DiarySession(clock=self.clock, open_file=lambda _path: self.file)
        self.runner = Runner()
        self.settings = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)
        self.theme = Theme(scale=1.0)
        self.window = MainWindow(theme=self.theme, settings=self.settings, now=self.clock.now)
        qtbot.addWidget(self.window)

    def attach(self) -> None:
        self.window.attach(session=self.session, runner=self.runner)
        self.attached = True

    def open_diary(self) -> None:
        if not self.attached:
            self.attach()
        self.session.open(Path("memory"))

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = CONTROL) -> None:
        QApplication.processEvents()
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifiers)


class ShownWindows(QObject):
    """Notes every window that is shown, for however short a time."""

    def __init__(self) -> None:
        super().__init__()
        self.kinds: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_shown = event.type() == QEvent.Type.Show
        if is_shown and isinstance(watched, QWidget) and watched.isWindow():
            self.kinds.append(type(watched).__name__)
        return False


@pytest.fixture
def house(qtbot: QtBot, tmp_path: Path) -> Iterator[House]:
    made = House(qtbot, tmp_path, MemoryFile())
    yield made
    made.runner.close()


def test_first_frame_comes_before_any_page_or_diary(qtbot: QtBot, house: House) -> None:
    with qtbot.waitSignal(house.window.painted):
        house.window.show()
    house.attach()
    assert house.window.content.open_pages == []


def test_today_is_shown_once_the_diary_is_open(house: House) -> None:
    house.open_diary()
    assert house.window.content.open_pages == ["today"]


@pytest.mark.parametrize("number", range(len(PAGES)), ids=[entry.key for entry in PAGES])
def test_control_and_a_number_opens_each_page(house: House, number: int) -> None:
    house.open_diary()
    house.window.show()
    house.press(Qt.Key(Qt.Key.Key_1 + number))
    assert house.window.content.shown_page == PAGES[number].key


@pytest.mark.parametrize("is_empty", [True, False], ids=["empty", "demo"])
def test_no_other_window_flashes_up_while_pages_are_built(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, is_empty: bool
) -> None:
    house = House(qtbot, tmp_path, MemoryFile() if is_empty else demo_file())
    house.open_diary()
    house.window.show()
    shown = ShownWindows()
    qapp.installEventFilter(shown)
    for number in range(len(PAGES)):
        house.window.content.open_page(number)
    house.window.cramp_now()
    qapp.removeEventFilter(shown)
    house.runner.close()
    assert shown.kinds == []


def test_no_ring_is_drawn_before_a_key_is_pressed(house: House) -> None:
    house.open_diary()
    house.window.show()
    QApplication.processEvents()
    assert not isinstance(QApplication.focusWidget(), Button)


def test_a_click_in_the_sidebar_opens_a_page_and_draws_no_ring(house: House) -> None:
    house.open_diary()
    house.window.show()
    diary = next(b for b in house.window.sidebar.findChildren(NavButton) if b.text() == "Diary")
    QTest.mouseClick(diary, Qt.MouseButton.LeftButton)
    assert house.window.content.shown_page == "diary"
    assert not diary.hasFocus()
    assert diary.isChecked()


@pytest.mark.parametrize("is_empty", [True, False], ids=["empty", "demo"])
def test_a_click_in_the_sidebar_rings_nothing_on_the_page_either(
    qtbot: QtBot, tmp_path: Path, is_empty: bool
) -> None:
    house = House(qtbot, tmp_path, MemoryFile() if is_empty else demo_file())
    house.open_diary()
    house.window.show()
    house.press(Qt.Key.Key_1)
    for button in house.window.sidebar.findChildren(NavButton):
        if button.isVisible():
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)
            assert isinstance(QApplication.focusWidget(), ScrollPage), button.text()
    house.runner.close()


def test_tab_goes_on_inside_a_page_opened_by_its_key(house: House) -> None:
    house.open_diary()
    house.window.show()
    house.press(Qt.Key.Key_3)
    QTest.keyClick(QApplication.focusWidget() or house.window, Qt.Key.Key_Tab)
    page = house.window.content.open_page(2)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert page.isAncestorOf(focused)


def test_tab_goes_through_today_as_one_reads_also_through_rows_that_came_later(
    qtbot: QtBot, tmp_path: Path
) -> None:
    house = House(qtbot, tmp_path, demo_file())
    house.open_diary()
    house.window.show()
    house.press(Qt.Key.Key_1)
    said = []
    for _ in range(4):
        QTest.keyClick(QApplication.focusWidget() or house.window, Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert isinstance(focused, QAbstractButton)
        said.append((focused.accessibleName() or focused.text())[:8])
    house.runner.close()
    assert said == ["Night of", "Edit the", "Edit the", "+ Add on"]


def test_tab_reaches_the_open_page_in_the_sidebar_and_no_other(house: House) -> None:
    house.open_diary()
    house.window.show()
    house.press(Qt.Key.Key_4)
    reached = []
    for _ in range(20):
        QTest.keyClick(QApplication.focusWidget() or house.window, Qt.Key.Key_Tab)
        reached.append(QApplication.focusWidget())
    assert {it.text() for it in reached if isinstance(it, NavButton)} == {"Lab results"}


def test_enter_presses_the_button_that_has_the_focus(house: House) -> None:
    house.open_diary()
    house.window.show()
    QApplication.processEvents()
    today = house.window.content.open_page(0)
    begin = next(button for button in today.findChildren(Button) if "last night" in button.text())
    begin.setFocus()
    QTest.keyClick(begin, Qt.Key.Key_Return)
    assert not begin.isVisible()


def test_the_focus_of_what_goes_away_stays_on_the_page(qtbot: QtBot, tmp_path: Path) -> None:
    house = House(qtbot, tmp_path, demo_file())
    house.open_diary()
    house.window.show()
    house.press(Qt.Key.Key_1)
    today = house.window.content.open_page(0)
    QTest.keyClick(today, Qt.Key.Key_Return, CONTROL)
    change = QApplication.focusWidget()
    assert isinstance(change, Button)
    assert change.text() == "Change something"
    change.hide()
    house.runner.close()
    assert QApplication.focusWidget() is today


def test_opening_another_diary_leaves_the_focus_on_the_page(house: House) -> None:
    house.open_diary()
    house.window.show()
    QApplication.processEvents()
    today = house.window.content.open_page(0)
    begin = next(button for button in today.findChildren(Button) if "demo" in button.text())
    begin.setFocus()
    house.file = demo_file()
    house.session.open(Path("demo"))
    QApplication.processEvents()
    assert QApplication.focusWidget() is today


def test_pages_are_built_once_and_only_when_opened(house: House) -> None:
    house.open_diary()
    first = house.window.content.open_page(2)
    house.window.content.open_page(0)
    assert house.window.content.open_page(2) is first
    assert house.window.content.open_pages == ["today", "treatments"]


def test_undo_reaches_every_change_from_every_page(house: House) -> None:
    house.open_diary()
    house.window.show()
    house.session.do(lambda d, c: entries.add(d, c, Treatment(name="Magnesium")))
    house.press(Qt.Key.Key_Z)
    assert house.file.records(Treatment) == []
    assert house.window.content.toast.words == "Taken back: add a treatment."
    house.press(Qt.Key.Key_Z, CONTROL | SHIFT)
    assert len(house.file.records(Treatment)) == 1


def test_undo_in_a_field_takes_back_only_what_was_typed_there(house: House) -> None:
    house.open_diary()
    house.window.show()
    house.session.do(lambda d, c: entries.add(d, c, Treatment(name="Magnesium")))
    field = QLineEdit(house.window)
    field.show()
    field.setFocus()
    QTest.keyClicks(field, "abc")
    QTest.keyClick(field, Qt.Key.Key_Z, CONTROL)
    assert field.text() == ""
    assert len(house.file.records(Treatment)) == 1


def test_cramp_now_by_keys_stores_and_shows_the_night_screen(house: House) -> None:
    house.open_diary()
    house.window.show()
    house.press(Qt.Key.Key_C, CONTROL | SHIFT)
    assert [cramp.is_open for cramp in house.file.records(Cramp)] == [True]
    assert house.window.shows_night


@pytest.mark.parametrize("attached", [False, True])
def test_a_press_before_the_diary_is_open_keeps_its_instant(house: House, attached: bool) -> None:
    if attached:
        house.attach()
    house.window.show()
    house.press(Qt.Key.Key_C, CONTROL | SHIFT)
    house.clock.forward(seconds=3)
    house.window.cramp_now()
    house.clock.forward(seconds=2)
    house.open_diary()
    (cramp,) = house.file.records(Cramp)
    assert cramp.start is not None
    assert cramp.start.wall_clock == MORNING
    assert house.window.shows_night


def test_a_cramp_found_going_at_start_is_shown_again(qtbot: QtBot, tmp_path: Path) -> None:
    file = MemoryFile()
    before = House(qtbot, tmp_path, file)
    before.open_diary()
    before.window.cramp_now()
    before.window.close()
    after = House(qtbot, tmp_path, file)
    after.clock.forward(minutes=2)
    after.open_diary()
    assert after.window.shows_night
    assert len(file.records(Cramp)) == 1


def test_escape_leads_back_from_the_night_screen(house: House) -> None:
    house.open_diary()
    house.window.show()
    house.window.cramp_now()
    house.press(Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    assert not house.window.shows_night
    assert house.window.content.shown_page == "today"


def test_night_screen_fills_the_screen_and_gives_the_window_back(house: House) -> None:
    house.open_diary()
    house.window.show()
    house.window.cramp_now()
    assert house.window.isFullScreen()
    house.press(Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    assert not house.window.isFullScreen()


def test_closed_at_night_the_window_comes_back_as_it_was_by_day(
    qtbot: QtBot, tmp_path: Path, house: House
) -> None:
    house.open_diary()
    house.window.resize(760, 600)
    house.window.show()
    house.window.cramp_now()
    house.window.close()
    again = House(qtbot, tmp_path, MemoryFile())
    assert not again.window.isFullScreen()
    assert again.window.size() == QSize(760, 600)


def test_a_failure_is_said_and_stays_until_closed(house: House) -> None:
    house.open_diary()
    house.window.show()
    house.session.failed.emit("The disk is full.")
    assert house.window.content.toast.isVisible()
    assert house.window.content.toast.words == "The disk is full."


def test_demo_is_marked_and_can_be_left(qtbot: QtBot, tmp_path: Path) -> None:
    house = House(qtbot, tmp_path, MemoryFile([Preferences(is_demo=True)]))
    house.open_diary()
    house.window.show()
    assert house.window.content.banner.isVisible()
    with qtbot.waitSignal(house.session.own_diary_requested):
        house.window.content.banner.leave_button.click()
    house.file = MemoryFile()
    house.open_diary()
    assert not house.window.content.banner.isVisible()


def test_place_of_the_window_is_remembered(qtbot: QtBot, tmp_path: Path, house: House) -> None:
    house.window.resize(760, 600)
    house.window.show()
    house.window.close()
    again = House(qtbot, tmp_path, MemoryFile())
    assert again.window.size() == QSize(760, 600)


def test_nonsense_in_the_settings_is_not_minded(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "window.ini").write_text("[window]\ngeometry=nonsense\n", encoding="utf-8")
    unset = tmp_path / "unset"
    unset.mkdir()
    usual = House(qtbot, unset, MemoryFile()).window.size()
    assert House(qtbot, tmp_path, MemoryFile()).window.size() == usual


def test_the_first_window_fits_a_small_screen_together_with_its_title_bar(
    qtbot: QtBot, tmp_path: Path
) -> None:
    window = House(qtbot, tmp_path, MemoryFile()).window
    screen = window.screen().availableSize()
    assert screen.height() < 800 + 40, "the screen of these tests is small"
    assert window.height() <= screen.height() - 40
    assert window.width() <= screen.width()


@pytest.mark.parametrize("size", [QSize(1000, 680), SMALLEST_SIZE])
def test_sidebar_is_whole_in_a_small_window(house: House, size: QSize) -> None:
    house.open_diary()
    house.window.resize(size)
    house.window.show()
    QApplication.processEvents()
    assert house.window.size() == size
    button = house.window.sidebar.cramp_button
    assert house.window.sidebar.rect().contains(button.geometry())
    assert button.height() >= button.sizeHint().height()


def test_night_screen_can_be_called_up_without_logging(house: House) -> None:
    house.open_diary()
    house.window.show()
    house.window.show_night()
    assert house.window.shows_night
    assert house.window.isFullScreen()
    assert house.file.records(Cramp) == []


def test_night_screen_called_up_shows_the_cramp_that_is_running(house: House) -> None:
    house.open_diary()
    house.window.show()
    house.session.do(start_cramp)
    house.window.show_night()
    house.press(Qt.Key.Key_L, Qt.KeyboardModifier.NoModifier)
    assert [cramp.side for cramp in house.file.records(Cramp)] == [Side.LEFT]


def test_today_can_be_called_up_over_the_night_screen(house: House) -> None:
    house.open_diary()
    house.window.show()
    house.window.content.open_page(3)
    house.window.show_night()
    house.window.show_today()
    assert not house.window.shows_night
    assert not house.window.isFullScreen()
    assert house.window.content.shown_page == "today"


def test_started_at_night_escape_leads_to_today_in_a_window_of_the_usual_size(
    qtbot: QtBot, tmp_path: Path
) -> None:
    house = House(qtbot, tmp_path, MemoryFile())
    usual = house.window.size()
    house.window.begin_at_night()
    house.open_diary()
    house.window.show()
    assert (house.window.shows_night, house.window.isFullScreen()) == (True, True)
    house.press(Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    assert (house.window.shows_night, house.window.isFullScreen()) == (False, False)
    assert house.window.size() == usual
    assert house.window.content.shown_page == "today"
    house.runner.close()


def test_closed_on_a_night_screen_it_was_started_with_the_window_keeps_its_place_by_day(
    qtbot: QtBot, tmp_path: Path
) -> None:
    by_day = House(qtbot, tmp_path, MemoryFile())
    by_day.window.resize(760, 600)
    by_day.window.show()
    by_day.window.close()
    at_night = House(qtbot, tmp_path, MemoryFile())
    at_night.window.begin_at_night()
    at_night.window.show()
    at_night.window.close()
    again = House(qtbot, tmp_path, MemoryFile())
    assert not again.window.isFullScreen()
    assert again.window.size() == QSize(760, 600)


def test_brightness_of_the_night_is_remembered(qtbot: QtBot, tmp_path: Path) -> None:
    first = House(qtbot, tmp_path, MemoryFile())
    first.open_diary()
    first.window.show()
    first.window.show_night()
    for _ in range(2):
        first.press(Qt.Key.Key_Minus, Qt.KeyboardModifier.NoModifier)
    again = House(qtbot, tmp_path, MemoryFile())
    again.window.begin_at_night()
    screen = again.window.findChild(NightScreen)
    assert isinstance(screen, NightScreen)
    assert screen.light == 2
    for house in (first, again):
        house.runner.close()


def test_at_night_the_pages_fill_the_screen_too_until_it_is_left_or_day_breaks(
    house: House, qapp: QApplication
) -> None:
    house.open_diary()
    house.theme.use(NIGHT)
    house.window.show()
    house.window.show_night()
    leave = house.window.sidebar.window_button
    for go_back in (
        leave.click,
        lambda: house.press(Qt.Key.Key_F11, Qt.KeyboardModifier.NoModifier),
        lambda: house.theme.use(DAY),
    ):
        house.window.show_night()
        house.press(Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
        assert (house.window.shows_night, house.window.isFullScreen()) == (False, True)
        assert leave.isVisible()
        go_back()
        assert not house.window.isFullScreen()
        assert not leave.isVisible()
    qapp.setStyleSheet("")
