from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from crampdiary.domain.changes import Change, Edit
from crampdiary.domain.choices import Side, Site
from crampdiary.domain.errors import DiaryUnavailableError
from crampdiary.domain.records import Condition, Cramp
from crampdiary.services import bulk, cramps, entries
from crampdiary.ui.night.log import NightLog
from crampdiary.ui.night.screen import NightScreen
from crampdiary.ui.night.style import LIGHTS
from crampdiary.ui.shared.session import DiarySession
from tests.fakes import StillClock
from tests.ui.diary_sessions import MemoryFile, open_session
from tests.ui.pixels import colours, frame, too_blue_or_green

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
HALF_PAST_TWO = datetime(2026, 11, 22, 2, 31)


class Bed:
    """Somebody in bed with the night screen before them."""

    def __init__(self, qtbot: QtBot) -> None:
        self.session, self.diary = open_session(local=HALF_PAST_TWO)
        self.screen = NightScreen()
        self.log = NightLog(session=self.session, screen=self.screen, parent=self.screen)
        qtbot.addWidget(self.screen)
        self.screen.resize(1280, 800)
        self.log.cramp_now()
        self.screen.show()
        self.screen.setFocus()

    @property
    def clock(self) -> StillClock:
        assert isinstance(self.session.clock, StillClock)
        return self.session.clock

    @property
    def cramps(self) -> list[Cramp]:
        return self.diary.records(Cramp)

    def press(self, keys: str, **later: float) -> None:
        self.clock.forward(**(later or {"seconds": 5}))
        for key in keys:
            QTest.keyClick(self.screen, Qt.Key.Key_Space if key == " " else Qt.Key(ord(key)))

    def undo(self) -> None:
        QTest.keyClick(self.screen, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


@pytest.fixture
def bed(qtbot: QtBot) -> Bed:
    return Bed(qtbot)


def test_one_press_stores_the_start_with_its_zone(bed: Bed) -> None:
    (cramp,) = bed.cramps
    assert cramp.is_open
    assert cramp.start is not None
    assert cramp.start.wall_clock == HALF_PAST_TWO
    assert cramp.zone == "Europe/Berlin"
    assert cramp.night.isoformat() == "2026-11-21"


class _WatchfulFile(MemoryFile):
    """Notes what the screen showed at the moment of each write."""

    screen: NightScreen
    log: NightLog
    seen: list[bool]

    def write(self, edits: Sequence[Edit], **rest: Any) -> tuple[Change, ...]:
        self.seen.append(self.screen.isVisible() or self.log.is_running)
        return super().write(edits, **rest)


def test_start_is_stored_before_anything_is_shown(qtbot: QtBot) -> None:
    file = _WatchfulFile()
    file.seen = []
    session = DiarySession(clock=StillClock(HALF_PAST_TWO), open_file=lambda _path: file)
    session.open(Path("memory"))
    file.screen = NightScreen()
    file.log = NightLog(session=session, screen=file.screen, parent=file.screen)
    qtbot.addWidget(file.screen)
    file.log.cramp_now()
    assert file.seen == [False]
    assert file.log.is_running


def test_space_stops_it_and_the_length_is_stored(bed: Bed) -> None:
    bed.press(" ", minutes=4, seconds=10)
    assert [cramp.duration_s for cramp in bed.cramps] == [250]
    assert not bed.log.is_running
    assert bed.screen.view.timer.text() == "4:10"


def test_each_key_is_stored_at_once(bed: Bed) -> None:
    bed.press("L")
    assert bed.cramps[0].side is Side.LEFT
    bed.press("C")
    bed.press("F")
    assert bed.cramps[0].sites == {Site.CALF, Site.FOOT}
    bed.press("7")
    assert bed.cramps[0].pain == 7


def test_three_presses_after_the_first_make_a_complete_record(bed: Bed) -> None:
    bed.press("LC7")
    cramp = bed.cramps[0]
    assert (cramp.side, cramp.sites, cramp.pain) == (Side.LEFT, frozenset({Site.CALF}), 7)


def test_x_is_ten(bed: Bed) -> None:
    bed.press("X")
    assert bed.cramps[0].pain == 10


def test_a_key_pressed_twice_keeps_side_and_pain_and_takes_a_place_back(bed: Bed) -> None:
    bed.press("LL77CC")
    cramp = bed.cramps[0]
    assert (cramp.side, cramp.sites, cramp.pain) == (Side.LEFT, frozenset(), 7)


def test_refining_goes_on_after_it_stopped(bed: Bed) -> None:
    bed.press(" ", minutes=2)
    bed.press("R4")
    cramp = bed.cramps[0]
    assert (cramp.side, cramp.pain, cramp.duration_s) == (Side.RIGHT, 4, 120)


def test_space_after_the_end_begins_another(bed: Bed) -> None:
    bed.press(" ", minutes=3)
    bed.press(" ", minutes=40)
    assert [cramp.is_open for cramp in bed.cramps] == [False, True]
    told = bed.screen.view.earlier.text().replace("\u00a0", " ")
    assert told == "1 earlier tonight: 02:31, 3 min"


def test_a_trembling_second_press_does_not_begin_another(bed: Bed) -> None:
    bed.press(" ", minutes=3)
    bed.press(" ", milliseconds=300)
    assert len(bed.cramps) == 1
    assert not bed.cramps[0].is_open


def test_a_press_held_down_counts_once(bed: Bed) -> None:
    bed.clock.forward(minutes=3)
    QTest.simulateEvent(
        bed.screen,
        True,  # noqa: FBT003 - Qt's own order: press
        Qt.Key.Key_Space,
        Qt.KeyboardModifier.NoModifier,
        " ",
        True,  # noqa: FBT003 - repeated by the keyboard
    )
    assert bed.cramps[0].is_open


def test_space_is_the_screens_wherever_the_focus_is(bed: Bed) -> None:
    chip = bed.screen.view.sides[Side.LEFT]
    chip.setFocus()
    bed.clock.forward(minutes=3)
    QTest.keyClick(chip, Qt.Key.Key_Space)
    assert bed.cramps[0].duration_s == 180
    assert bed.cramps[0].side is None


def test_enter_presses_the_button_that_has_the_focus(bed: Bed) -> None:
    chip = bed.screen.view.sides[Side.LEFT]
    chip.setFocus()
    QTest.keyClick(chip, Qt.Key.Key_Return)
    assert bed.cramps[0].side is Side.LEFT


def test_undo_goes_back_step_by_step_to_nothing(bed: Bed) -> None:
    bed.press("L")
    bed.press(" ", minutes=3)
    bed.undo()
    assert bed.log.is_running
    bed.undo()
    assert bed.cramps[0].side is None
    bed.undo()
    assert bed.cramps == []
    assert bed.screen.view.action.accessibleName() == "Cramp now"


def test_undo_at_night_never_takes_back_what_was_entered_by_day(bed: Bed) -> None:
    bed.session.do(lambda d, c: entries.add(d, c, Condition(name="Diabetes")))
    bed.undo()
    assert len(bed.diary.records(Condition)) == 1
    assert len(bed.cramps) == 1


def test_undo_at_night_never_takes_back_what_was_said_of_other_nights_too(bed: Bed) -> None:
    bed.session.do(lambda d, c: cramps.log_cramps(d, c, Cramp(night=date(2026, 11, 20))))
    nights = [date(2026, 11, 20), date(2026, 11, 21)]
    bed.session.do(lambda d, c: bulk.change_many(d, c, nights, bulk.Wish(pain=5)))
    bed.undo()
    assert [cramp.pain for cramp in bed.cramps] == [5, 5]


def test_the_keys_of_redo_take_nothing_back(bed: Bed) -> None:
    bed.press("L")
    bed.undo()
    QTest.keyClick(bed.screen, Qt.Key.Key_Z, CONTROL | SHIFT)
    assert len(bed.cramps) == 1


@pytest.mark.parametrize("modifier", [CONTROL, Qt.KeyboardModifier.AltModifier])
def test_keys_that_mean_something_else_elsewhere_say_nothing(
    bed: Bed, modifier: Qt.KeyboardModifier
) -> None:
    bed.press(" ", minutes=3)
    bed.clock.forward(minutes=3)
    before = bed.cramps
    for letter in "CLF7 ":
        QTest.keyClick(bed.screen, Qt.Key(ord(letter)), modifier)
    assert bed.cramps == before


def test_figures_of_the_number_pad_tell_the_pain(bed: Bed) -> None:
    QTest.keyClick(bed.screen, Qt.Key.Key_7, Qt.KeyboardModifier.KeypadModifier)
    assert bed.cramps[0].pain == 7


def test_a_cramp_started_elsewhere_is_shown_by_an_open_screen(bed: Bed) -> None:
    bed.press(" ", minutes=3)
    bed.clock.forward(minutes=5)
    bed.session.do(cramps.cramp_now)
    assert bed.log.is_running
    bed.press("L")
    assert [cramp.side for cramp in bed.cramps] == [None, Side.LEFT]


def test_another_cramp_is_stored_while_an_older_one_was_never_ended(bed: Bed) -> None:
    bed.clock.forward(minutes=5)
    bed.session.do(cramps.cramp_now)  # by the command, while the first is going
    bed.log.resume()
    bed.press(" ", minutes=1)
    assert bed.screen.view.action.accessibleName() == "Another cramp"
    bed.press(" ", minutes=1)
    assert [cramp.is_open for cramp in bed.cramps] == [True, False, True]
    bed.press("L")
    assert [cramp.side for cramp in bed.cramps] == [None, None, Side.LEFT]


def test_a_place_told_elsewhere_is_kept_when_another_is_added(bed: Bed) -> None:
    (cramp,) = bed.cramps
    cramps.refine_cramp(bed.diary, bed.clock, cramp.id, sites=frozenset({Site.FOOT}))
    bed.press("C")
    assert bed.cramps[0].sites == {Site.FOOT, Site.CALF}


def test_after_undoing_the_second_start_the_first_cramp_is_shown(bed: Bed) -> None:
    bed.press(" ", minutes=3)
    bed.press(" ", minutes=40)
    bed.undo()
    assert len(bed.cramps) == 1
    assert bed.screen.view.timer.text() == "3:00"
    assert bed.screen.view.action.accessibleName() == "Another cramp"


def test_escape_leaves_and_the_cramp_stays(qtbot: QtBot, bed: Bed) -> None:
    with qtbot.waitSignal(bed.screen.left):
        QTest.keyClick(bed.screen, Qt.Key.Key_Escape)
    assert bed.cramps[0].is_open


def test_cramp_now_while_one_is_going_shows_it_again(bed: Bed) -> None:
    bed.clock.forward(minutes=5)
    bed.log.cramp_now()
    assert len(bed.cramps) == 1
    assert bed.screen.view.timer.text() == "5:00"


def test_a_cramp_found_going_is_shown_as_running(qtbot: QtBot) -> None:
    session, _ = open_session(local=HALF_PAST_TWO)
    session.do(cramps.start_cramp)
    assert isinstance(session.clock, StillClock)
    session.clock.forward(minutes=2, seconds=14)
    screen = NightScreen()
    log = NightLog(session=session, screen=screen, parent=screen)
    qtbot.addWidget(screen)
    log.resume()
    assert log.is_running
    assert screen.view.timer.text() == "2:14"


def test_a_stop_from_elsewhere_is_shown(bed: Bed) -> None:
    bed.clock.forward(minutes=1)
    bed.session.do(cramps.stop_cramp)
    assert not bed.log.is_running


class _FullFile(MemoryFile):
    def write(self, edits: Sequence[Edit], **rest: Any) -> tuple[Change, ...]:
        raise DiaryUnavailableError(path=Path("diary"), reason="full")


def test_a_start_that_cannot_be_stored_is_not_shown_as_running(qtbot: QtBot) -> None:
    session = DiarySession(clock=StillClock(HALF_PAST_TWO), open_file=lambda _path: _FullFile())
    session.open(Path("memory"))
    screen = NightScreen()
    log = NightLog(session=session, screen=screen, parent=screen)
    qtbot.addWidget(screen)
    log.cramp_now()
    screen.show()
    assert not log.is_running
    assert "The disk is full" in screen.view.message.text()


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_a_diary_with_a_long_path_that_fails_leaves_the_buttons_in_sight(
    qtbot: QtBot, scale: float
) -> None:
    screen = NightScreen(scale=scale)
    qtbot.addWidget(screen)
    screen.resize(1000, 680)
    screen.view.say(f"Another program is using the diary at /{'folder' * 30}/diary.crampdiary.")
    screen.show()
    assert screen.view.horizontalScrollBar().maximum() == 0


def test_an_earlier_cramp_in_every_place_leaves_the_buttons_in_sight(qtbot: QtBot) -> None:
    session, diary = open_session(local=HALF_PAST_TWO)
    screen = NightScreen(scale=2.0)
    log = NightLog(session=session, screen=screen, parent=screen)
    qtbot.addWidget(screen)
    screen.resize(1000, 680)
    log.cramp_now()
    (cramp,) = diary.records(Cramp)
    session.do(
        lambda d, c: cramps.refine_cramp(d, c, cramp.id, side=Side.LEFT, sites=frozenset(Site))
    )
    session.do(cramps.stop_cramp)
    assert isinstance(session.clock, StillClock)
    session.clock.forward(minutes=5)
    log.cramp_now()
    screen.show()
    assert screen.view.horizontalScrollBar().maximum() == 0


def test_every_place_has_its_key(bed: Bed) -> None:
    bed.press("CFETHO")
    assert bed.cramps[0].sites == {
        Site.CALF,
        Site.FOOT,
        Site.TOES,
        Site.THIGH,
        Site.HAND,
        Site.OTHER,
    }


def test_a_cramp_that_comes_back_goes_on_as_one(bed: Bed) -> None:
    bed.press(" ", minutes=3)
    assert bed.screen.view.offer.text() == "It goes on  G"
    bed.press("G", minutes=1)
    assert bed.log.is_running
    assert bed.screen.view.timer.text() == "4:00"
    bed.press(" ", minutes=1)
    assert [cramp.duration_s for cramp in bed.cramps] == [300]


def test_a_cramp_that_ended_long_ago_does_not_go_on(bed: Bed) -> None:
    bed.press(" ", minutes=3)
    bed.press("G", minutes=11)
    assert [cramp.duration_s for cramp in bed.cramps] == [180]


def test_offer_to_go_on_ends_while_it_is_shown(bed: Bed) -> None:
    bed.press("L")
    bed.press(" ", minutes=3)
    bed.clock.forward(minutes=11)
    bed.screen.ticked.emit()
    assert not bed.screen.view.offer.isVisible()


def test_place_of_the_last_cramp_takes_one_key(bed: Bed) -> None:
    bed.press("LC")
    bed.press(" ", minutes=3)
    bed.press(" ", minutes=40)
    assert bed.screen.view.offer.text() == "Left calf again  A"
    bed.press("A")
    assert (bed.cramps[1].side, bed.cramps[1].sites) == (Side.LEFT, frozenset({Site.CALF}))
    assert not bed.screen.view.offer.isVisible()


def test_without_an_earlier_place_nothing_is_offered(bed: Bed) -> None:
    assert not bed.screen.view.offer.isVisible()
    bed.press("AG")
    assert (bed.cramps[0].side, bed.cramps[0].is_open) == (None, True)


def test_a_place_that_was_told_is_never_overwritten_by_the_last_one(bed: Bed) -> None:
    bed.press("LC")
    bed.press(" ", minutes=3)
    bed.press(" ", minutes=40)
    bed.press("R")
    bed.press("A")
    assert (bed.cramps[1].side, bed.cramps[1].sites) == (Side.RIGHT, frozenset())


def test_after_a_while_the_screen_asks_whether_it_is_still_going(bed: Bed) -> None:
    bed.clock.forward(minutes=14, seconds=59)
    bed.screen.ticked.emit()
    assert bed.screen.view.caption.text() == "cramp since 02:31, already saved"
    bed.clock.forward(seconds=1)
    bed.screen.ticked.emit()
    assert bed.screen.view.caption.text().startswith("Still going?")


def test_a_cramp_counts_as_running_until_its_stop_is_forgotten(bed: Bed) -> None:
    told: list[bool] = []
    bed.log.running_changed.connect(told.append)
    bed.press(" ", minutes=3)
    bed.press("G", minutes=1)
    assert told == [False, True]
    bed.clock.forward(minutes=26)
    bed.screen.ticked.emit()
    assert told == [False, True]
    bed.clock.forward(minutes=1)
    bed.screen.ticked.emit()
    assert told == [False, True, False]
    assert bed.log.is_running


def test_windows_own_shortcut_starts_a_cramp_here_too_and_never_stops_one(bed: Bed) -> None:
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    bed.press(" ", minutes=3)
    for _ in range(2):
        bed.clock.forward(minutes=1)
        QTest.keyClick(bed.screen, Qt.Key.Key_C, modifiers)
    assert [cramp.is_open for cramp in bed.cramps] == [False, True]


def test_a_screen_left_open_shows_no_cramp_of_a_night_that_is_over(bed: Bed) -> None:
    bed.press("L")
    bed.press(" ", minutes=3)
    bed.clock.local = datetime(2026, 11, 22, 11, 59)
    bed.screen.ticked.emit()
    assert bed.screen.view.action.accessibleName() == "Another cramp"
    bed.clock.local = datetime(2026, 11, 22, 12, 0)
    bed.screen.ticked.emit()
    assert bed.screen.view.action.accessibleName() == "Cramp now"
    assert bed.screen.view.night.text() == "Night of Sun 22 November"
    bed.press("R")
    assert bed.cramps[0].side is Side.LEFT


def test_a_new_cramp_starts_where_the_last_stop_was_forgotten(bed: Bed) -> None:
    bed.clock.forward(hours=2)
    bed.log.cramp_now()
    first, second = bed.cramps
    assert (first.is_open, second.is_open) == (True, True)
    assert second.start is not None
    assert second.start.wall_clock == datetime(2026, 11, 22, 4, 31)
    bed.press(" ", minutes=2)
    assert [cramp.duration_s for cramp in bed.cramps] == [None, 120]


def test_a_forgotten_cramp_is_left_to_the_morning_but_can_go_on(bed: Bed) -> None:
    bed.clock.forward(hours=1)
    bed.log.resume()
    assert not bed.log.is_running
    assert "the morning asks" in bed.screen.view.caption.text()
    bed.press("G")
    assert bed.screen.view.action.accessibleName() == "It has stopped"
    assert bed.screen.view.timer.text() == "1:00:05"


def test_minus_and_plus_dim_and_brighten_within_bounds(qtbot: QtBot, bed: Bed) -> None:
    brightest = _brightest_red(bed.screen)
    for _ in range(len(LIGHTS) + 2):
        QTest.keyClick(bed.screen, Qt.Key.Key_Minus)
    assert bed.screen.light == len(LIGHTS) - 1
    assert _brightest_red(bed.screen) == pytest.approx(brightest * LIGHTS[-1], abs=2)
    with qtbot.waitSignal(bed.screen.light_changed) as told:
        QTest.keyClick(bed.screen, Qt.Key.Key_Plus)
    assert told.args == [len(LIGHTS) - 2]
    for _ in range(len(LIGHTS)):
        QTest.keyClick(bed.screen, Qt.Key.Key_Plus)
    assert _brightest_red(bed.screen) == brightest


def _brightest_red(screen: NightScreen) -> int:
    image = frame(screen)  # its bits live as long as it does
    return max(bytes(image.constBits())[2::4])


def test_dimmed_words_can_still_be_told_from_black(bed: Bed) -> None:
    while bed.screen.light < len(LIGHTS) - 1:
        QTest.keyClick(bed.screen, Qt.Key.Key_Minus)
    assert _brightest_red(bed.screen) > 90


def test_screen_without_its_diary_shows_the_one_press_and_stays_red(qtbot: QtBot) -> None:
    screen = NightScreen()
    qtbot.addWidget(screen)
    screen.resize(1280, 800)
    screen.show()
    image = frame(screen)
    assert too_blue_or_green(image) == 0
    assert colours(image) > 10
    visible = [button for button in screen.findChildren(QPushButton) if button.isVisible()]
    assert visible[0] is screen.view.action
    assert len(visible) == 4  # leave, dimmer, brighter


def _essential(screen: NightScreen) -> list[QPushButton]:
    view = screen.view
    return [view.action, *view.sides.values(), *view.sites.values(), *view.pains.values()]


@pytest.mark.parametrize("size", [(1280, 800), (1000, 680)])
def test_targets_are_large_and_inside_the_screen(bed: Bed, size: tuple[int, int]) -> None:
    bed.screen.resize(*size)
    QApplication.processEvents()
    for button in _essential(bed.screen):
        assert button.height() >= 64
        assert button.width() >= 60
        place = QRect(button.mapTo(bed.screen, QPoint(0, 0)), button.size())
        assert bed.screen.rect().contains(place), button.accessibleName() or button.text()


def test_essential_words_are_at_least_24_px_high(bed: Bed) -> None:
    view = bed.screen.view
    for widget in (view.night, view.earlier, view.caption, *_essential(bed.screen)[1:]):
        widget.ensurePolished()
        assert widget.fontInfo().pixelSize() >= 24


@pytest.mark.parametrize("keys", ["", "LC7", " ", "LC7 R"], ids=["going", "told", "ended", "both"])
def test_no_pixel_is_green_or_blue_by_night_in_a_window_dressed_for_the_day(
    bed: Bed, qapp: QApplication, keys: str
) -> None:
    for key in keys:
        bed.press(key)
    image = frame(bed.screen)
    assert too_blue_or_green(image) == 0
    assert colours(image) > 20


def test_no_pixel_is_green_or_blue_when_nothing_goes_on_or_something_fails(bed: Bed) -> None:
    bed.undo()
    bed.session.failed.emit("The disk is full. Nothing was changed.")
    image = frame(bed.screen)
    assert too_blue_or_green(image) == 0
    assert colours(image) > 20


def test_every_button_focused_stays_red(bed: Bed) -> None:
    bed.screen.activateWindow()
    for button in bed.screen.findChildren(QPushButton):
        button.setFocus(Qt.FocusReason.TabFocusReason)
        assert too_blue_or_green(frame(button)) == 0


@pytest.mark.parametrize(("size", "comforts"), [((1280, 800), True), ((1000, 680), False)])
def test_in_a_small_window_words_give_way_before_the_screen_scrolls(
    bed: Bed, size: tuple[int, int], comforts: bool
) -> None:
    bed.screen.resize(*size)
    bed.press("LC")
    QApplication.processEvents()
    assert bed.screen.view.verticalScrollBar().maximum() == 0
    assert bed.screen.view.rest.isVisible() is comforts
