"""A stop that was forgotten is asked about honestly, once, in its place."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crampdiary.domain.choices import DurationBasis
from crampdiary.domain.records import Cramp
from crampdiary.ui.today.cramp_times import guess
from crampdiary.ui.today.length_question import LengthQuestion, question_words
from tests.ui.diary_sessions import click
from tests.ui.today.opened import LAST_NIGHT, RUNNING, Opened, focused

FORGOTTEN = Cramp(
    night=LAST_NIGHT,
    start_utc=datetime(2026, 11, 22, 1, 31, tzinfo=UTC),
    zone="Europe/Berlin",
    offset_min=60,
    is_open=True,
)
LATE = replace(
    FORGOTTEN, is_open=False, duration_s=5 * 3600 + 120, duration_basis=DurationBasis.TIMED
)
USUAL = [
    replace(
        LATE,
        id=Cramp(night=LAST_NIGHT).id,
        night=LAST_NIGHT - timedelta(days=back),
        start_utc=datetime(2026, 11, 22, 1, 31, tzinfo=UTC) - timedelta(days=back),
        duration_s=seconds,
    )
    for back, seconds in ((3, 200), (5, 236), (9, 400))
]


def asked(opened: Opened, cramp: Cramp) -> LengthQuestion:
    QApplication.processEvents()  # what a page shows anew is seen after that
    question = opened.page.night_card.rows.row(cramp).question
    assert question is not None
    assert question.isVisible()
    return question


def length(opened: Opened, cramp: Cramp) -> tuple[bool, int | None, DurationBasis | None]:
    found = opened.diary.find(Cramp, cramp.id)
    assert found is not None
    return found.is_open, found.duration_s, found.duration_basis


def test_the_guess_is_the_usual_in_round_words_and_else_a_few_minutes() -> None:
    assert guess(236) == (240, "About 4 min, your usual")
    assert guess(None) == (180, "A few minutes")
    assert guess(44) == (40, "About 40 s, your usual")
    assert guess(3) == (10, "About 10 s, your usual")
    assert guess(89) == (60, "About 1 min, your usual")


def test_a_cramp_that_was_never_ended_is_asked_about(qtbot: QtBot) -> None:
    opened = Opened(qtbot, [FORGOTTEN, *USUAL])
    question = asked(opened, FORGOTTEN)
    assert question.words.text() == "This cramp was never ended. How long was it?"
    assert [button.text() for button in question.buttons.values()] == [
        "About 4 min, your usual (U)",
        "I don't know (D)",
    ]
    assert not opened.page.night_card.rows.stop_button(FORGOTTEN).isVisible()


@pytest.mark.parametrize(
    ("cramp", "pressed", "stored"),
    [
        (FORGOTTEN, "u", (False, 240, DurationBasis.ESTIMATED)),
        (FORGOTTEN, "d", (False, None, None)),
        (LATE, "y", (False, 5 * 3600 + 120, DurationBasis.TOLD)),
        (LATE, "u", (False, 240, DurationBasis.ESTIMATED)),
        (LATE, "d", (False, None, None)),
    ],
)
def test_one_key_answers_how_long_it_was(
    qtbot: QtBot, cramp: Cramp, pressed: str, stored: tuple[bool, int | None, DurationBasis | None]
) -> None:
    opened = Opened(qtbot, [cramp, *USUAL])
    opened.press(pressed)
    assert length(opened, cramp) == stored
    assert opened.page.night_card.rows.row(cramp).question is None


def test_without_a_usual_the_guess_is_three_minutes(qtbot: QtBot) -> None:
    opened = Opened(qtbot, [FORGOTTEN])
    click(asked(opened, FORGOTTEN).buttons["u"])
    assert length(opened, FORGOTTEN) == (False, 180, DurationBasis.ESTIMATED)


def test_a_length_can_be_typed_and_is_told(qtbot: QtBot) -> None:
    opened = Opened(qtbot, [FORGOTTEN])
    opened.press("h")
    line = asked(opened, FORGOTTEN).line
    assert focused() is line
    opened.press("soon")
    opened.hit(Qt.Key.Key_Return)
    assert "cannot be read" in line.error.text()
    assert length(opened, FORGOTTEN) == (True, None, None)
    line.selectAll()
    opened.press("7")
    opened.hit(Qt.Key.Key_Return)
    assert length(opened, FORGOTTEN) == (False, 420, DurationBasis.TOLD)
    assert focused() is opened.page.night_card.rows.edit_button(FORGOTTEN)


def test_one_that_was_ended_very_late_is_asked_about_and_can_be_true(qtbot: QtBot) -> None:
    opened = Opened(qtbot, [LATE])
    question = asked(opened, LATE)
    assert question.words.text() == "It was ended after 5 h 2 min. Was it that long?"
    assert question.words.text() == question_words(LATE.duration_s)
    click(question.buttons["y"])
    assert length(opened, LATE) == (False, LATE.duration_s, DurationBasis.TOLD)


def test_an_answer_can_be_taken_back_and_is_asked_again(qtbot: QtBot) -> None:
    opened = Opened(qtbot, [FORGOTTEN])
    opened.press("u")
    opened.session.undo()
    assert asked(opened, FORGOTTEN).isVisible()


def test_a_running_cramp_only_says_that_it_has_stopped(qtbot: QtBot) -> None:
    opened = Opened(qtbot, [RUNNING])
    rows = opened.page.night_card.rows
    assert rows.row(RUNNING).question is None
    assert rows.stop_button(RUNNING).isVisible()


def test_the_question_comes_by_itself_when_a_running_cramp_was_forgotten(qtbot: QtBot) -> None:
    opened = Opened(qtbot, [RUNNING])
    opened.clock.forward(minutes=40)
    opened.session.look_outside()
    assert asked(opened, RUNNING).isVisible()


def test_two_forgotten_ones_are_answered_one_after_the_other(qtbot: QtBot) -> None:
    opened = Opened(qtbot, [FORGOTTEN, replace(LATE, id=Cramp(night=LAST_NIGHT).id)])
    opened.press("dd")
    assert [cramp.duration_s for cramp in opened.cramps()] == [None, None]
    assert not any(cramp.is_open for cramp in opened.cramps())


def test_what_is_typed_for_one_question_stays_while_the_page_reads_anew(qtbot: QtBot) -> None:
    opened = Opened(qtbot, [FORGOTTEN])
    opened.press("h1")
    opened.page.refresh()
    assert asked(opened, FORGOTTEN).line.text() == "1"
    assert focused() is asked(opened, FORGOTTEN).line
