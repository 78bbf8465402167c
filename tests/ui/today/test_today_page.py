"""The Today page, worked by mouse and keys."""

from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crampdiary.domain.choices import EveningTag, Provenance, Soreness
from crampdiary.domain.nights import NightState
from crampdiary.domain.records import Cramp, LabResult, Night
from crampdiary.services.cramps import log_cramps
from tests.fakes import StillClock
from tests.ui.diary_sessions import (
    click,
    key,
    type_text,
)
from tests.ui.today.opened import FRIDAY, LAST_NIGHT, RUNNING, TOLD, Opened


def test_an_empty_diary_asks_nothing_and_offers_first_steps(qtbot: QtBot) -> None:
    opened = Opened(qtbot)
    assert opened.page.welcome.isVisible()
    assert not opened.page.night_card.isVisible()
    assert not opened.page.strip.isVisible()
    with qtbot.waitSignal(opened.session.demo_requested):
        click(opened.page.welcome.demo_button)
    click(opened.page.welcome.begin_button)
    assert opened.page.night_card.isVisible()
    assert opened.diary.batches() == []


def test_the_page_greets_and_names_the_night(qtbot: QtBot) -> None:
    page = Opened(qtbot, [TOLD]).page
    assert page.title.text() == "Good morning"
    assert page.subtitle.text() == "The night from Saturday 21 to Sunday 22 November"
    assert page.night_card.title.text() == "Last night"
    assert page.evening_card.title.text() == "Yesterday"


def test_the_chosen_answer_pressed_again_is_taken_back(qtbot: QtBot) -> None:
    opened = Opened(qtbot, [TOLD])
    button = opened.page.night_card.answers.button(NightState.NOT_TRACKING)
    click(button)
    assert opened.diary.night_counts(LAST_NIGHT, LAST_NIGHT)[0].state is NightState.NOT_TRACKING
    click(button)
    assert opened.diary.night_counts(LAST_NIGHT, LAST_NIGHT)[0].state is NightState.NOT_RECORDED


def test_keys_typed_into_the_note_are_words_and_no_answers(qtbot: QtBot) -> None:
    opened = Opened(qtbot, [TOLD])
    note = opened.page.evening_card.note
    note.setFocus()
    type_text(note, "none? Nothing")
    night = opened.night()
    assert note.toPlainText() == "none? Nothing"
    assert night is None or night.answer is None


def test_every_answer_is_saved_at_once(qtbot: QtBot) -> None:
    opened = Opened(qtbot, [TOLD])
    card, evening = opened.page.night_card, opened.page.evening_card
    click(card.sleep.button(6))
    click(card.sore.button(Soreness.A_LITTLE))
    click(evening.fluids.plus)
    click(evening.fluids.plus)
    click(evening.tags.button(EveningTag.TRAVEL))
    assert opened.night() == Night(
        night=LAST_NIGHT,
        sleep_disturbance=6,
        soreness=Soreness.A_LITTLE,
        fluids_ml=500,
        tags=frozenset({EveningTag.TRAVEL}),
        provenance=Provenance.NEXT_MORNING,
    )


def test_the_usual_amount_is_one_press_while_nothing_is_said(qtbot: QtBot) -> None:
    opened = Opened(qtbot, [TOLD])
    card = opened.page.evening_card
    assert card.usual_button.text() == "As usual, 7 (F)"
    click(card.usual_button)
    night = opened.night()
    assert night is not None
    assert night.fluids_ml == 1750
    assert card.fluids_words == "1.75 L, your usual is 7"
    assert not card.usual_button.isVisible()


def test_without_a_usual_amount_none_is_offered(qtbot: QtBot) -> None:
    opened = Opened(qtbot, [])
    opened.page.welcome.begin_button.click()
    card = opened.page.evening_card
    assert card.fluids_words == "Not said yet"
    assert not card.usual_button.isVisible()


def test_a_note_is_saved_when_one_goes_elsewhere(qtbot: QtBot) -> None:
    opened = Opened(qtbot, [TOLD])
    note = opened.page.evening_card.note
    note.setFocus()
    type_text(note, "long drive")
    key(note, Qt.Key.Key_Tab)
    night = opened.night()
    assert night is not None
    assert night.note == "long drive"


def test_a_note_is_saved_to_its_own_night_when_another_is_chosen(qtbot: QtBot) -> None:
    opened = Opened(qtbot, [TOLD])
    note = opened.page.evening_card.note
    note.setFocus()
    type_text(note, "long drive")
    opened.page.strip.square(FRIDAY).click()
    saved = opened.night()
    assert saved is not None
    assert saved.note == "long drive"
    assert opened.night(FRIDAY) is None
    assert note.toPlainText() == ""


def test_a_note_that_cannot_be_stored_stays_and_says_why(qtbot: QtBot) -> None:
    opened = Opened(qtbot, [TOLD])
    note = opened.page.evening_card.note
    note.setFocus()
    with qtbot.waitSignal(opened.session.failed):
        note.setPlainText("x" * 10_001)
        opened.page.strip.square(FRIDAY).click()
    assert len(note.toPlainText()) == 10_001
    assert opened.page.night_card.title.text() == "Last night"
    note.setPlainText("")


def test_a_night_from_the_strip_is_filled_in_below_and_becomes_zero(qtbot: QtBot) -> None:
    opened = Opened(qtbot, [TOLD])
    click(opened.page.strip.square(FRIDAY))
    assert opened.page.night_card.title.text() == "Night of Friday 20 November"
    click(opened.page.night_card.answers.button(NightState.WITHOUT_CRAMPS))
    night = opened.night(FRIDAY)
    assert night is not None
    assert night.provenance is Provenance.RECALLED
    count = opened.page.strip.square(FRIDAY).count
    assert count.state is NightState.WITHOUT_CRAMPS
    assert "no cramps" in opened.page.strip.square(FRIDAY).accessibleName()


def test_the_strip_is_one_tab_stop_worked_by_arrows_and_enter(qtbot: QtBot) -> None:
    opened = Opened(qtbot, [TOLD])
    strip = opened.page.strip
    strip.square(LAST_NIGHT).setFocus()
    key(strip.square(LAST_NIGHT), Qt.Key.Key_Left)
    assert strip.square(FRIDAY).hasFocus()
    assert opened.page.night_card.title.text() == "Last night"
    key(strip.square(FRIDAY), Qt.Key.Key_Return)
    assert opened.page.night_card.title.text() == "Night of Friday 20 November"
    stops = [
        strip.square(count.night).focusPolicy()
        for count in opened.diary.night_counts(FRIDAY, LAST_NIGHT)
    ]
    assert stops == [Qt.FocusPolicy.StrongFocus, Qt.FocusPolicy.ClickFocus]


def test_a_running_cramp_is_ended_from_its_row(qtbot: QtBot) -> None:
    opened = Opened(qtbot, [RUNNING])
    rows = opened.page.night_card.rows
    click(rows.stop_button(RUNNING))
    (stopped,) = opened.diary.records(Cramp)
    assert (stopped.is_open, stopped.duration_s) == (False, 120)


def test_a_night_with_cramps_offers_no_answer_without(qtbot: QtBot) -> None:
    opened = Opened(qtbot, [RUNNING])
    assert not opened.page.night_card.answers.isVisible()
    with qtbot.waitSignal(opened.session.failed):
        type_text(opened.page, "n")
    assert opened.night() is None


def test_done_says_saved_and_lets_one_go_back(qtbot: QtBot) -> None:
    opened = Opened(qtbot, [TOLD])
    type_text(opened.page, "n")
    key(opened.page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    page = opened.page
    assert page.closing.isVisible()
    assert not page.night_card.isVisible()
    assert page.closing.words.text() == "Saved. Have a good day."
    assert page.closing.summary.text() == "Last night: no cramps."
    click(page.closing.reopen_button)
    assert page.night_card.isVisible()


def test_a_cramp_after_done_opens_the_night_again(qtbot: QtBot) -> None:
    opened = Opened(qtbot, [TOLD])
    click(opened.page.done_button)
    assert not opened.page.night_card.isVisible()
    opened.session.do(lambda diary, clock: log_cramps(diary, clock, RUNNING))
    assert opened.page.night_card.isVisible()


def test_the_page_turns_over_at_midnight(qtbot: QtBot) -> None:
    opened = Opened(qtbot, [TOLD])
    click(opened.page.done_button)
    clock = opened.session.clock
    assert isinstance(clock, StillClock)
    clock.forward(days=1)
    opened.session.look_outside()
    assert opened.page.subtitle.text() == "The night from Sunday 22 to Monday 23 November"
    assert opened.page.night_card.isVisible()


def test_in_the_evening_a_cramp_of_tonight_is_shown(qtbot: QtBot) -> None:
    tonight = Cramp(
        night=date(2026, 11, 22),
        start_utc=datetime(2026, 11, 22, 22, 15, tzinfo=UTC),
        zone="Europe/Berlin",
        offset_min=60,
        duration_s=60,
    )
    opened = Opened(qtbot, [tonight], local=datetime(2026, 11, 22, 23, 30))
    assert opened.page.title.text() == "Good evening"
    assert opened.page.night_card.title.text() == "Tonight"
    assert opened.page.evening_card.title.text() == "Today"


def test_only_what_is_shown_makes_the_page_read_anew(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = Opened(qtbot, [TOLD])
    read: list[str] = []
    monkeypatch.setattr(opened.page, "refresh", lambda: read.append("today"))
    opened.session.changed.emit(frozenset({LabResult.kind}))
    assert read == []
    opened.session.changed.emit(frozenset({Cramp.kind}))
    assert read == ["today"]


def test_cards_stand_below_each_other_in_a_narrow_window(qtbot: QtBot) -> None:
    page = Opened(qtbot, [TOLD]).page
    assert page.evening_card.geometry().top() == page.night_card.geometry().top()
    page.resize(700, 680)
    QApplication.processEvents()
    assert page.evening_card.geometry().top() > page.night_card.geometry().bottom()
