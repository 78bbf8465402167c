"""A usual morning needs no mouse and no Tab: letters answer, wherever nothing else wants them."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crampdiary.domain.choices import EveningTag, Soreness
from crampdiary.domain.nights import NightState
from crampdiary.domain.records import Night
from tests.ui.diary_sessions import click
from tests.ui.today.opened import CTRL, FRIDAY, LAST_NIGHT, RUNNING, TOLD, Opened, focused


def told(opened: Opened) -> Night:
    night = opened.night()
    assert night is not None
    return night


@pytest.mark.parametrize(
    ("pressed", "answer"),
    [
        ("n", NightState.WITHOUT_CRAMPS),
        ("N", NightState.WITHOUT_CRAMPS),
        ("?", NightState.DONT_REMEMBER),
        ("k", NightState.NOT_TRACKING),
    ],
)
def test_one_key_answers_for_the_night(qtbot: QtBot, pressed: str, answer: NightState) -> None:
    opened = Opened(qtbot, [TOLD])
    opened.press(pressed)
    assert told(opened).answer is answer
    assert opened.page.night_card.answers.value is answer


@pytest.mark.parametrize(("pressed", "number"), [("0", 0), ("7", 7), ("x", 10)])
def test_a_digit_is_how_much_sleep_was_disturbed(qtbot: QtBot, pressed: str, number: int) -> None:
    opened = Opened(qtbot, [TOLD])
    opened.press(pressed)
    assert told(opened).sleep_disturbance == number


def test_s_goes_round_the_answers_about_soreness(qtbot: QtBot) -> None:
    opened = Opened(qtbot, [TOLD])
    for wanted in (*Soreness, Soreness.NO):
        opened.press("s")
        assert told(opened).soreness is wanted


def test_each_press_is_a_glass(qtbot: QtBot) -> None:
    opened = Opened(qtbot, [TOLD])
    opened.press("+g=-+")
    assert told(opened).fluids_ml == 750


def test_f_says_as_many_glasses_as_usual_unless_others_are_said(qtbot: QtBot) -> None:
    opened = Opened(qtbot, [TOLD])
    opened.press("f")
    assert told(opened).fluids_ml == 1750
    opened.press("-f")
    assert told(opened).fluids_ml == 1500


def test_o_goes_to_the_chips_and_escape_back_to_the_page(qtbot: QtBot) -> None:
    opened = Opened(qtbot, [TOLD])
    opened.press("o")
    opened.hit(Qt.Key.Key_Right)
    opened.press(" ")
    assert told(opened).tags == frozenset({EveningTag.HARD_EXERCISE})
    opened.hit(Qt.Key.Key_Escape)
    assert focused() is opened.page


def test_enter_on_the_page_is_done_but_on_a_button_presses_it(qtbot: QtBot) -> None:
    opened = Opened(qtbot, [TOLD])
    chip = opened.page.evening_card.tags.button(EveningTag.TRAVEL)
    chip.setFocus()
    opened.hit(Qt.Key.Key_Return)
    assert told(opened).tags == frozenset({EveningTag.TRAVEL})
    assert not opened.page.closing.isVisible()
    opened.hit(Qt.Key.Key_Escape)
    opened.hit(Qt.Key.Key_Return)
    assert opened.page.closing.isVisible()


def test_control_enter_is_done_from_anywhere_with_what_was_typed(qtbot: QtBot) -> None:
    opened = Opened(qtbot, [TOLD])
    opened.page.evening_card.note.setFocus()
    opened.press("cold feet")
    opened.hit(Qt.Key.Key_Return, CTRL)
    assert opened.page.closing.isVisible()
    assert told(opened).note == "cold feet"


def test_the_page_takes_the_keyboard_when_it_is_first_shown(qtbot: QtBot) -> None:
    opened = Opened(qtbot, [TOLD])
    assert focused() is opened.page


@pytest.mark.parametrize("letters", ["none? knees", "as 3 x go", "+-mute"])
def test_letters_typed_into_a_field_are_words_and_no_answers(qtbot: QtBot, letters: str) -> None:
    opened = Opened(qtbot, [TOLD])
    opened.page.evening_card.note.setFocus()
    opened.press(letters)
    opened.hit(Qt.Key.Key_Tab)
    assert told(opened) == Night(night=LAST_NIGHT, note=letters)
    assert opened.cramps() == []


def test_letters_with_control_are_no_answers(qtbot: QtBot) -> None:
    opened = Opened(qtbot, [TOLD])
    for letter in (Qt.Key.Key_N, Qt.Key.Key_A, Qt.Key.Key_3, Qt.Key.Key_E):
        opened.hit(letter, CTRL)
    assert opened.night() is None
    assert opened.cramps() == []


def test_a_letter_held_down_answers_once(qtbot: QtBot) -> None:
    opened = Opened(qtbot, [TOLD])
    for is_repeat in (False, True, True):
        event = QKeyEvent(
            QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a", is_repeat
        )
        QApplication.sendEvent(opened.page, event)
    assert len(opened.cramps()) == 1


def test_keys_do_nothing_while_the_page_is_closed_or_welcomes(qtbot: QtBot) -> None:
    empty = Opened(qtbot)
    empty.press("n3+a")
    assert empty.diary.batches() == []
    closed = Opened(qtbot, [TOLD])
    closed.hit(Qt.Key.Key_Return)
    closed.page.setFocus()
    closed.press("n3+a")
    assert closed.diary.batches() == []


def test_a_night_with_cramps_says_why_it_cannot_be_one_without(qtbot: QtBot) -> None:
    opened = Opened(qtbot, [RUNNING])
    with qtbot.waitSignal(opened.session.failed):
        opened.press("n")


def filled(*, but: set[int]) -> list[Night]:
    """Return two weeks of nights answered, but for those so many days before last night."""
    return [
        Night(night=LAST_NIGHT - timedelta(days=back), answer=NightState.WITHOUT_CRAMPS)
        for back in range(14)
        if back not in but
    ]


def back(days: int) -> object:
    return LAST_NIGHT - timedelta(days=days)


def test_a_missed_week_is_filled_in_by_two_keys_a_night(qtbot: QtBot) -> None:
    opened = Opened(qtbot, filled(but={1, 2, 3, 4, 5, 6, 7}))
    click(opened.page.strip.square(LAST_NIGHT - timedelta(days=7)))
    for days in range(7, 0, -1):
        assert opened.page.shown_night == back(days)
        opened.press("n")
        opened.hit(Qt.Key.Key_Return)
    assert opened.page.closing.isVisible()
    states = opened.diary.night_counts(LAST_NIGHT - timedelta(days=13), LAST_NIGHT)
    assert {count.state for count in states} == {NightState.WITHOUT_CRAMPS}


def test_a_night_left_as_it_is_is_not_asked_twice(qtbot: QtBot) -> None:
    opened = Opened(qtbot, filled(but={1, 2, 9}))
    click(opened.page.strip.square(LAST_NIGHT - timedelta(days=2)))
    seen = []
    while not opened.page.closing.isVisible():
        seen.append(opened.page.shown_night)
        opened.hit(Qt.Key.Key_Return)
    assert seen == [back(2), back(1), back(9)]


def test_the_page_says_quietly_which_night_comes_next(qtbot: QtBot) -> None:
    opened = Opened(qtbot, filled(but={1, 3}))
    assert opened.page.done_button.text() == "Done for today"
    click(opened.page.strip.square(FRIDAY))
    assert opened.page.done_button.text() == "Done"
    assert "Next not recorded: Wed 18" in opened.words()
    opened.hit(Qt.Key.Key_Escape)
    opened.hit(Qt.Key.Key_Return)
    assert opened.page.shown_night == back(3)


def test_after_done_for_today_the_next_night_is_offered(qtbot: QtBot) -> None:
    opened = Opened(qtbot, filled(but={3}))
    opened.hit(Qt.Key.Key_Return)
    link = opened.page.closing.next_link
    assert link.text() == "Next not recorded: Wed 18"
    click(link)
    assert opened.page.shown_night == back(3)
    assert opened.page.night_card.isVisible()


def test_control_and_an_arrow_go_to_the_nights_not_recorded(qtbot: QtBot) -> None:
    opened = Opened(qtbot, filled(but={0, 3, 9}))
    for key, days in (
        (Qt.Key.Key_Left, 3),
        (Qt.Key.Key_Left, 9),
        (Qt.Key.Key_Right, 3),
        (Qt.Key.Key_Right, 0),
    ):
        opened.hit(key, CTRL)
        assert opened.page.shown_night == back(days)
    with qtbot.waitSignal(opened.session.noted) as noted:
        opened.hit(Qt.Key.Key_Right, CTRL)
    assert noted.args == ["No night after this one is left to fill in.", False]


def test_an_answer_goes_to_the_night_that_is_shown(qtbot: QtBot) -> None:
    opened = Opened(qtbot, filled(but={3}))
    opened.hit(Qt.Key.Key_Left, CTRL)
    opened.press("5")
    assert opened.night(LAST_NIGHT) == replace(filled(but=set())[0])
    wednesday = opened.night(LAST_NIGHT - timedelta(days=3))
    assert wednesday is not None
    assert wednesday.sleep_disturbance == 5


def test_the_key_beside_done_is_the_one_that_works_just_now(qtbot: QtBot) -> None:
    opened = Opened(qtbot, [TOLD])
    assert "Enter" in opened.words()
    opened.press("o")
    assert "Ctrl+Enter" in opened.words()
    opened.hit(Qt.Key.Key_Escape)
    assert "Enter" in opened.words()
