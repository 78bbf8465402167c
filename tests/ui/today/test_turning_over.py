"""The page turns over by itself, and what is said goes to the night that was shown."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from crampdiary.domain.ids import night_id
from crampdiary.domain.nights import NightState
from crampdiary.domain.records import Cramp, Night
from crampdiary.services.cramps import cramp_at, log_cramps
from tests.ui.diary_sessions import click, wait_for_keys
from tests.ui.today.opened import FRIDAY, LAST_NIGHT, RUNNING, TOLD, Opened

SUNDAY = LAST_NIGHT + timedelta(days=1)
LATE_EVENING = datetime(2026, 11, 22, 23, 50)
STOPPED = replace(RUNNING, is_open=False, duration_s=60)


def look(opened: Opened, **forward: float) -> None:
    """Let time pass, and the window look as it does every two seconds."""
    opened.clock.forward(**forward)
    opened.session.look_outside()


def note(opened: Opened, night: date) -> str:
    found = opened.diary.find(Night, night_id(night))
    return "" if found is None else found.note


def test_last_night_becomes_the_new_last_night_at_midnight(qtbot: QtBot) -> None:
    opened = Opened(qtbot, [TOLD], local=LATE_EVENING)
    opened.press("n3")
    look(opened, minutes=11)
    assert opened.page.shown_night == SUNDAY
    assert opened.page.night_card.title.text() == "Last night"
    assert opened.page.night_card.answers.value is None
    assert opened.page.strip.latest == SUNDAY
    opened.press("5")
    assert [night.sleep_disturbance for night in opened.diary.records(Night)][-2:] == [3, 5]


def test_done_for_today_opens_again_on_a_new_day(qtbot: QtBot) -> None:
    opened = Opened(qtbot, [TOLD])
    opened.hit(Qt.Key.Key_Return)
    look(opened, hours=10)
    assert opened.page.closing.isVisible(), "in the evening of the same day all is still said"
    look(opened, hours=10)
    assert opened.page.night_card.isVisible()
    assert opened.page.shown_night == SUNDAY


def test_done_on_an_older_night_opens_at_last_night_on_a_new_day(qtbot: QtBot) -> None:
    answered = [
        Night(night=LAST_NIGHT - timedelta(days=back), answer=NightState.WITHOUT_CRAMPS)
        for back in range(14)
    ]
    opened = Opened(qtbot, answered)
    click(opened.page.strip.square(FRIDAY))
    click(opened.page.done_button)
    assert opened.page.closing.isVisible()
    look(opened, days=1)
    assert opened.page.night_card.isVisible()
    assert opened.page.shown_night == SUNDAY


def test_a_night_chosen_in_the_strip_stays_chosen(qtbot: QtBot) -> None:
    opened = Opened(qtbot, [TOLD])
    click(opened.page.strip.square(FRIDAY))
    look(opened, days=1)
    assert opened.page.shown_night == FRIDAY
    opened.press("4")
    friday = opened.diary.find(Night, night_id(FRIDAY))
    assert friday is not None
    assert friday.sleep_disturbance == 4


def test_a_half_typed_note_is_stored_to_the_night_it_was_typed_for(qtbot: QtBot) -> None:
    opened = Opened(qtbot, [TOLD], local=LATE_EVENING)
    opened.page.evening_card.note.setFocus()
    opened.press("cold fee")
    look(opened, minutes=30)
    assert opened.page.shown_night == SUNDAY
    assert note(opened, LAST_NIGHT) == "cold fee"
    assert opened.page.evening_card.note.toPlainText() == ""
    opened.hit(Qt.Key.Key_Tab)
    assert note(opened, SUNDAY) == ""


def test_midnight_waits_for_whoever_is_typing(qtbot: QtBot) -> None:
    opened = Opened(qtbot, [TOLD], local=datetime(2026, 11, 22, 23, 59, 50))
    opened.page.evening_card.note.setFocus()
    opened.press("cold ")
    look(opened, seconds=20)
    assert opened.page.shown_night == LAST_NIGHT
    assert opened.page.night_card.title.text() == "Night of Saturday 21 November"
    opened.press("feet")
    look(opened, seconds=50)
    assert opened.page.shown_night == LAST_NIGHT
    opened.clock.forward(seconds=20)
    opened.page._again.timeout.emit()
    assert opened.page.shown_night == SUNDAY
    assert (note(opened, LAST_NIGHT), note(opened, SUNDAY)) == ("cold feet", "")


def test_midnight_waits_for_whoever_is_answering(qtbot: QtBot) -> None:
    opened = Opened(qtbot, [TOLD], local=datetime(2026, 11, 22, 23, 59, 58))
    opened.press("n")
    look(opened, seconds=4)
    opened.press("s")
    look(opened, seconds=4)
    assert opened.page.shown_night == LAST_NIGHT
    assert [night.night for night in opened.diary.records(Night)] == [TOLD.night, LAST_NIGHT]


def test_nobody_is_at_it_after_the_computer_slept(qtbot: QtBot) -> None:
    opened = Opened(qtbot, [TOLD])
    opened.press("n")
    look(opened, days=1)
    assert opened.page.shown_night == SUNDAY


def test_a_note_that_cannot_be_stored_keeps_its_night_on_the_page(qtbot: QtBot) -> None:
    opened = Opened(qtbot, [TOLD])
    field = opened.page.evening_card.note
    field.setPlainText("x" * 10_001)
    look(opened, days=1)
    assert opened.page.shown_night == LAST_NIGHT
    assert len(field.toPlainText()) == 10_001
    field.setPlainText("short")
    look(opened, days=1)
    assert opened.page.shown_night == SUNDAY + timedelta(days=1)
    assert note(opened, LAST_NIGHT) == "short"


def test_an_open_row_stores_what_was_typed_to_its_own_night_and_closes(qtbot: QtBot) -> None:
    opened = Opened(qtbot, [STOPPED], local=LATE_EVENING)
    rows = opened.page.night_card.rows
    rows.open_row(STOPPED.id, in_time=True)
    panel = rows.open_panel
    assert panel is not None
    panel.time.selectAll()
    opened.press("0230")
    look(opened, minutes=30)
    assert opened.page.shown_night == SUNDAY
    assert rows.open_panel is None
    (moved,) = opened.cramps()
    assert moved.start is not None
    assert moved.start.wall_clock == datetime(2026, 11, 22, 2, 30)
    assert moved.night == LAST_NIGHT


def test_an_open_row_with_a_bad_value_keeps_its_night_on_the_page(qtbot: QtBot) -> None:
    opened = Opened(qtbot, [STOPPED], local=LATE_EVENING)
    rows = opened.page.night_card.rows
    rows.open_row(STOPPED.id, in_time=True)
    assert rows.open_panel is not None
    rows.open_panel.time.setText("half three")
    look(opened, minutes=30)
    assert opened.page.shown_night == LAST_NIGHT
    assert rows.open_panel.time.text() == "half three"
    assert opened.cramps() == [STOPPED]


def test_a_form_left_open_over_midnight_saves_to_the_night_it_was_opened_for(
    qtbot: QtBot,
) -> None:
    opened = Opened(qtbot, [STOPPED], local=LATE_EVENING)
    opened.press("e")
    panel = opened.page.night_card.rows.open_panel
    assert panel is not None
    click(panel.more_link)
    editor = opened.editor()
    look(opened, minutes=30)
    assert opened.page.shown_night == SUNDAY
    editor.time_field.setText("3:00")
    editor.save_button.click()
    wait_for_keys(qtbot, opened.page)
    (moved,) = opened.cramps()
    assert moved.night == LAST_NIGHT
    assert moved.start is not None
    assert moved.start.wall_clock == datetime(2026, 11, 22, 3, 0)


def test_a_page_that_nobody_saw_turns_over_when_it_is_opened(qtbot: QtBot) -> None:
    opened = Opened(qtbot, [TOLD])
    opened.page.evening_card.note.setFocus()
    opened.press("cold")
    opened.page.hide()
    assert note(opened, LAST_NIGHT) == "cold"
    look(opened, days=1)
    opened.page.show()
    assert opened.page.shown_night == SUNDAY


def test_a_clock_that_is_put_back_shows_the_night_it_was_and_loses_nothing(qtbot: QtBot) -> None:
    opened = Opened(qtbot, [TOLD])
    opened.press("n")
    look(opened, days=-2)
    assert opened.page.shown_night == LAST_NIGHT - timedelta(days=2)
    opened.press("4")
    look(opened, days=2)
    assert opened.page.shown_night == LAST_NIGHT
    assert opened.page.night_card.answers.value is NightState.WITHOUT_CRAMPS
    assert opened.page.night_card.sleep.value is None


@pytest.mark.parametrize(("zone", "night"), [("Asia/Tokyo", LAST_NIGHT), ("Pacific/Apia", SUNDAY)])
def test_a_journey_shows_last_night_by_the_clock_of_the_place(
    qtbot: QtBot, zone: str, night: date
) -> None:
    opened = Opened(qtbot, [TOLD], local=datetime(2026, 11, 22, 13, 0))
    here = opened.clock.now()
    opened.clock.zone = zone
    opened.clock.local = here.utc.replace(tzinfo=None) + timedelta(
        hours={"Asia/Tokyo": 9, "Pacific/Apia": 13}[zone]
    )
    opened.session.look_outside()
    assert opened.page.shown_night == night


def test_a_cramp_before_the_nights_boundary_and_one_after_it_are_two_nights(qtbot: QtBot) -> None:
    opened = Opened(qtbot, [TOLD], local=datetime(2026, 11, 22, 11, 59))
    opened.session.do(lambda d, c: log_cramps(d, c, cramp_at(d, c, local=opened.clock.local)))
    assert opened.page.shown_night == LAST_NIGHT
    look(opened, minutes=2)
    assert opened.page.title.text() == "Good afternoon"
    opened.session.do(lambda d, c: log_cramps(d, c, cramp_at(d, c, local=opened.clock.local)))
    assert opened.page.shown_night == SUNDAY
    assert opened.page.night_card.title.text() == "Tonight"
    assert sorted(cramp.night for cramp in opened.diary.records(Cramp)) == [LAST_NIGHT, SUNDAY]


def test_a_look_tells_of_the_nights_boundary(qtbot: QtBot) -> None:
    opened = Opened(qtbot, [TOLD], local=datetime(2026, 11, 22, 11, 59))
    with qtbot.waitSignal(opened.session.changed):
        look(opened, minutes=2)
    with qtbot.assertNotEmitted(opened.session.changed):
        look(opened, minutes=2)
