"""Whole mornings in the real window, over a real file where it says so."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from crampdiary.domain.choices import EveningTag, Soreness
from crampdiary.domain.nights import NightState
from crampdiary.domain.records import Cramp, Night
from crampdiary.services.nights import answer_night
from crampdiary.storage.diary import SqliteDiary
from crampdiary.ui.diary.cramp_editor import CrampEditor
from crampdiary.ui.diary.page import DiaryPage
from crampdiary.ui.main_window import MainWindow
from crampdiary.ui.shared.runner import Runner
from crampdiary.ui.shared.session import DiaryFile, DiarySession
from crampdiary.ui.shared.theme import Theme
from crampdiary.ui.today.page import TodayPage
from tests.fakes import StillClock
from tests.ui.diary_sessions import MORNING, MemoryFile, click, key, show, type_text, wait_for_keys

LAST_NIGHT = date(2026, 11, 21)
FRIDAY = date(2026, 11, 20)
CTRL = Qt.KeyboardModifier.ControlModifier


class Journey:
    """The window with a diary, and hands to work with."""

    def __init__(self, qtbot: QtBot, path: Path, open_file: Callable[[Path], DiaryFile]) -> None:
        self.qtbot = qtbot
        self.theme = Theme(scale=1.0)
        self.runner = Runner()
        self.session = DiarySession(clock=StillClock(MORNING), open_file=open_file)
        settings = QSettings(str(path.with_suffix(".ini")), QSettings.Format.IniFormat)
        now = self.session.clock.now
        self.window = MainWindow(theme=self.theme, settings=settings, now=now)
        self.window.attach(session=self.session, runner=self.runner)
        qtbot.addWidget(self.window)
        show(qtbot, self.window)
        self.session.open(path)

    @property
    def today(self) -> TodayPage:
        page = self.window.content.open_page(0)
        assert isinstance(page, TodayPage)
        return page

    @property
    def diary_page(self) -> DiaryPage:
        page = self.window.content.open_page(1)
        assert isinstance(page, DiaryPage)
        return page

    def editor(self) -> CrampEditor:
        editor = self.window.findChildren(CrampEditor)[-1]
        wait_for_keys(self.qtbot, editor)
        return editor

    def save(self, editor: CrampEditor) -> None:
        key(editor, Qt.Key.Key_Return, CTRL)
        wait_for_keys(self.qtbot, self.window)

    def cramps(self) -> list[Cramp]:
        diary = self.session.diary
        assert diary is not None
        return diary.records(Cramp)

    def night(self, night: date) -> Night | None:
        diary = self.session.diary
        assert diary is not None
        return next(iter(diary.records(Night, first=night, last=night)), None)

    def state(self, night: date) -> NightState:
        diary = self.session.diary
        assert diary is not None
        return diary.night_counts(night, night)[0].state

    def close(self) -> None:
        self.window.close()
        self.runner.close()
        self.session.close()


@pytest.fixture(params=["memory", "file"])
def journey(request: pytest.FixtureRequest, qtbot: QtBot, tmp_path: Path) -> Iterator[Journey]:
    """Yield a journey that begins with an empty diary."""
    memory = MemoryFile()
    opens: dict[str, Callable[[Path], DiaryFile]] = {
        "memory": lambda _path: memory,
        "file": SqliteDiary,
    }
    journey = Journey(qtbot, tmp_path / "my.crampdiary", opens[request.param])
    yield journey
    journey.close()


def test_first_start_then_a_cramp_is_added_seen_edited_deleted_and_brought_back(
    journey: Journey,
) -> None:
    today = journey.today
    assert today.welcome.isVisible()
    click(today.welcome.begin_button)
    press = _presser(journey)
    press("a231")
    key(_focused(), Qt.Key.Key_Return)
    key(_focused(), Qt.Key.Key_Return)
    press("7lc")
    assert today.strip.square(LAST_NIGHT).count.cramps == 1

    nights = journey.diary_page.nights
    shown = nights.model().index(0, 1)
    assert shown.data().replace("\u00a0", " ") == "02:31 left calf, pain 7"
    (cramp,) = journey.cramps()
    _on_page(journey)
    panel = today.night_card.rows.open_panel
    assert panel is not None
    click(panel.pain.button(4))
    assert journey.cramps()[0].pain == 4
    assert journey.cramps()[0].start_utc == cramp.start_utc

    click(panel.more_link)
    editor = journey.editor()
    type_text(editor.medicine_field, "quinine")
    journey.save(editor)
    assert journey.cramps()[0].medicine_taken == "quinine"

    click(panel.delete_link)
    assert journey.cramps() == []
    assert journey.state(LAST_NIGHT) is NightState.NOT_RECORDED
    assert "deleted" in journey.window.content.toast.words
    wait_for_keys(journey.qtbot, journey.window)
    key(journey.window, Qt.Key.Key_Z, CTRL)
    assert [cramp.pain for cramp in journey.cramps()] == [4]
    assert journey.today.strip.square(LAST_NIGHT).count.cramps == 1


def test_one_added_by_mistake_is_taken_back_from_its_open_time_field(journey: Journey) -> None:
    journey.session.do(
        lambda diary, clock: answer_night(diary, clock, LAST_NIGHT, NightState.DONT_REMEMBER)
    )
    press = _on_page(journey)
    press("a")
    assert len(journey.cramps()) == 1
    press("2")
    key(_focused(), Qt.Key.Key_Z, CTRL)
    assert len(journey.cramps()) == 1, "first what was typed goes"
    key(_focused(), Qt.Key.Key_Z, CTRL)
    assert journey.cramps() == []
    assert journey.state(LAST_NIGHT) is NightState.DONT_REMEMBER
    assert _focused() is journey.today


def test_a_night_not_recorded_becomes_zero_from_the_strip(journey: Journey) -> None:
    journey.session.do(
        lambda diary, clock: answer_night(diary, clock, LAST_NIGHT, NightState.DONT_REMEMBER)
    )
    today = journey.today
    assert journey.state(FRIDAY) is NightState.NOT_RECORDED
    click(today.strip.square(FRIDAY))
    click(today.night_card.answers.button(NightState.WITHOUT_CRAMPS))
    assert journey.state(FRIDAY) is NightState.WITHOUT_CRAMPS
    assert journey.diary_page.nights.model().index(1, 1).data() == "none"


def test_a_whole_morning_by_keys_alone(journey: Journey) -> None:
    journey.session.do(
        lambda diary, clock: answer_night(diary, clock, FRIDAY, NightState.WITHOUT_CRAMPS)
    )
    today = journey.today
    today.strip.square(LAST_NIGHT).setFocus()
    press = _presser(journey)
    press("n")
    _tab_to(journey, today.night_card.sleep.button(0))
    press("3")
    _tab_to(journey, today.night_card.sore.button(Soreness.NO))
    key(_focused(), Qt.Key.Key_Right)
    press(" ")
    _tab_to(journey, today.evening_card.fluids.minus)
    press("+++++")
    _tab_to(journey, today.evening_card.tags.button(EveningTag.LONG_SITTING))
    press(" ")
    _tab_to(journey, today.evening_card.note)
    press("On the train all day?")
    key(_focused(), Qt.Key.Key_Return, CTRL)
    assert today.closing.isVisible()
    told = journey.night(LAST_NIGHT)
    assert told is not None
    assert told.answer is NightState.WITHOUT_CRAMPS
    assert (told.sleep_disturbance, told.soreness) == (3, Soreness.A_LITTLE)
    assert told.fluids_ml == 5 * 250
    assert told.tags == frozenset({EveningTag.LONG_SITTING})
    assert told.note == "On the train all day?"


def _focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def _presser(journey: Journey) -> Callable[[str], None]:
    wait_for_keys(journey.qtbot, journey.window)

    def press(text: str) -> None:
        for letter in text:  # one by one, for the focus may move
            type_text(_focused(), letter)

    return press


def _on_page(journey: Journey) -> Callable[[str], None]:
    press = _presser(journey)
    key(journey.window, Qt.Key.Key_1, CTRL)
    return press


def _tab_to(journey: Journey, wanted: QWidget) -> None:
    """Press Tab until the wanted widget has the focus, as a person would."""
    for _ in range(40):
        if _focused() is wanted:
            return
        key(_focused(), Qt.Key.Key_Tab)
    raise AssertionError(f"Tab never reached {wanted.accessibleName()}")
