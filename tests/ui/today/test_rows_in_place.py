"""A cramp's row opens below itself; each answer is stored at once and easy to take back."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crampdiary.domain.choices import DurationBasis, Provenance, Relief, Side, Site
from crampdiary.domain.nights import NightState
from crampdiary.domain.records import Cramp, Night
from crampdiary.services.cramps import refine_cramp
from crampdiary.services.entries import delete
from crampdiary.services.nights import tell_night
from crampdiary.ui.diary.night_dialog import NightDialog
from crampdiary.ui.today.cramp_panel import CrampPanel
from tests.ui.diary_sessions import click, wait_for_keys
from tests.ui.today.opened import CTRL, FRIDAY, LAST_NIGHT, TOLD, Opened, focused

LOGGED = Cramp(
    night=LAST_NIGHT,
    start_utc=datetime(2026, 11, 22, 1, 31, 40, tzinfo=UTC),
    zone="Europe/Berlin",
    offset_min=60,
    duration_s=250,
    duration_basis=DurationBasis.TIMED,
)
EARLIER = replace(
    LOGGED,
    id=Cramp(night=LAST_NIGHT).id,
    start_utc=datetime(2026, 11, 21, 22, 48, tzinfo=UTC),
)


def panel_of(opened: Opened) -> CrampPanel:
    panel = opened.page.night_card.rows.open_panel
    assert panel is not None
    return panel


def stored(opened: Opened, cramp: Cramp = LOGGED) -> Cramp:
    found = opened.diary.find(Cramp, cramp.id)
    assert found is not None
    return found


def test_e_opens_the_first_row_and_e_again_closes_it(qtbot: QtBot) -> None:
    opened = Opened(qtbot, [LOGGED, EARLIER])
    rows = opened.page.night_card.rows
    opened.press("e")
    assert panel_of(opened).cramp == EARLIER
    assert focused() is rows.edit_button(EARLIER)
    opened.press("e")
    assert rows.open_panel is None
    assert focused() is rows.edit_button(EARLIER)


def test_enter_on_a_row_opens_that_row_and_closes_the_other(qtbot: QtBot) -> None:
    opened = Opened(qtbot, [LOGGED, EARLIER])
    rows = opened.page.night_card.rows
    click(rows.edit_button(EARLIER))
    rows.edit_button(LOGGED).setFocus()
    opened.hit(Qt.Key.Key_Return)
    assert panel_of(opened).cramp == LOGGED
    assert rows.row(EARLIER).panel is None
    opened.hit(Qt.Key.Key_Return)
    assert rows.open_panel is None


def test_escape_closes_the_row_from_any_of_its_fields(qtbot: QtBot) -> None:
    opened = Opened(qtbot, [LOGGED])
    rows = opened.page.night_card.rows
    for number in range(3):
        opened.press("e")
        panel = panel_of(opened)
        (panel.time, panel.side.button(Side.LEFT), rows.edit_button(LOGGED))[number].setFocus()
        opened.hit(Qt.Key.Key_Escape)
        assert rows.open_panel is None
        assert focused() is rows.edit_button(LOGGED)


def test_an_open_row_takes_the_letters_of_the_night_screen(qtbot: QtBot) -> None:
    opened = Opened(qtbot, [LOGGED])
    opened.press("elcf7w")
    told = stored(opened)
    assert (told.side, told.sites) == (Side.LEFT, frozenset({Site.CALF, Site.FOOT}))
    assert (told.pain, told.woke_me) == (7, True)
    opened.press("xfrw")
    told = stored(opened)
    assert (told.side, told.sites) == (Side.RIGHT, frozenset({Site.CALF}))
    assert (told.pain, told.woke_me) == (10, False)
    assert opened.night() is None, "a digit in an open row is pain, not disturbed sleep"


def test_letters_that_mean_nothing_in_an_open_row_answer_nothing_else(qtbot: QtBot) -> None:
    opened = Opened(qtbot, [LOGGED])
    opened.press("e")
    with qtbot.assertNotEmitted(opened.session.failed):
        opened.press("nksgo")
    assert opened.night() is None


def test_every_choice_is_stored_at_once(qtbot: QtBot) -> None:
    opened = Opened(qtbot, [LOGGED])
    click(opened.page.night_card.rows.edit_button(LOGGED))
    panel = panel_of(opened)
    click(panel.pain.button(4))
    click(panel.side.button(Side.BOTH))
    click(panel.sites.button(Site.TOES))
    click(panel.woke.button("no"))
    click(panel.helped.button(Relief.WALKING))
    assert stored(opened) == replace(
        LOGGED,
        pain=4,
        side=Side.BOTH,
        sites=frozenset({Site.TOES}),
        woke_me=False,
        helped=frozenset({Relief.WALKING}),
    )
    click(panel.woke.button("no"))
    assert stored(opened).woke_me is None


def test_a_typed_time_moves_the_cramp_within_its_night(qtbot: QtBot) -> None:
    opened = Opened(qtbot, [LOGGED])
    opened.press("e")
    panel = panel_of(opened)
    panel.time.setFocus()
    panel.time.selectAll()
    opened.press("2315")
    assert stored(opened) == LOGGED, "nothing is stored while somebody types"
    opened.hit(Qt.Key.Key_Return)
    moved = stored(opened)
    assert moved.start is not None
    assert moved.start.wall_clock == datetime(2026, 11, 21, 23, 15)
    assert moved.night == LAST_NIGHT
    assert panel.time.text() == "23:15"
    assert focused() is panel.length, "Enter goes on to the next answer"


def test_the_same_minute_typed_again_keeps_the_second_it_was_logged(qtbot: QtBot) -> None:
    opened = Opened(qtbot, [LOGGED])
    opened.press("e")
    panel = panel_of(opened)
    panel.time.setFocus()
    panel.time.setText("2:31")
    opened.hit(Qt.Key.Key_Return)
    assert stored(opened) == LOGGED
    assert panel.time.text() == "02:31"


def test_a_cramp_logged_elsewhere_keeps_the_zone_it_was_logged_in(qtbot: QtBot) -> None:
    tokyo = replace(
        LOGGED,
        start_utc=datetime(2026, 11, 21, 17, 31, tzinfo=UTC),
        zone="Asia/Tokyo",
        offset_min=540,
    )
    opened = Opened(qtbot, [tokyo])
    opened.press("e")
    panel = panel_of(opened)
    assert panel.time.text() == "02:31"
    panel.time.setFocus()
    panel.time.setText("3:10")
    opened.hit(Qt.Key.Key_Return)
    moved = stored(opened)
    assert (moved.zone, moved.offset_min) == ("Asia/Tokyo", 540)
    assert moved.start_utc == datetime(2026, 11, 21, 18, 10, tzinfo=UTC)


def test_a_typed_length_is_told_and_an_emptied_one_not_known(qtbot: QtBot) -> None:
    opened = Opened(qtbot, [LOGGED])
    opened.press("e")
    length = panel_of(opened).length
    length.setFocus()
    length.selectAll()
    opened.press("6m")
    opened.hit(Qt.Key.Key_Tab)
    assert (stored(opened).duration_s, stored(opened).duration_basis) == (
        360,
        DurationBasis.TOLD,
    )
    assert length.text() == "6 min"
    length.setFocus()
    length.clear()
    opened.hit(Qt.Key.Key_Return)
    assert (stored(opened).duration_s, stored(opened).duration_basis) == (None, None)


def test_a_length_left_alone_keeps_where_it_came_from(qtbot: QtBot) -> None:
    opened = Opened(qtbot, [LOGGED])
    opened.press("e")
    panel_of(opened).length.setFocus()
    opened.hit(Qt.Key.Key_Return)
    opened.press("4")
    assert stored(opened) == replace(LOGGED, pain=4)


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("time", "25:99", "not a time"),
        ("time", "11:30", "future"),
        ("length", "for ages", "cannot be read"),
        ("length", "40 h", "up to 24 h"),
    ],
)
def test_a_bad_value_stays_as_typed_and_says_in_words_what_would_do(
    qtbot: QtBot, field: str, typed: str, words: str
) -> None:
    # The night that is still going on: later today is the future.
    opened = Opened(qtbot, [LOGGED])
    opened.press("e")
    line = getattr(panel_of(opened), field)
    line.setFocus()
    line.setText(typed)
    opened.hit(Qt.Key.Key_Return)
    assert line.text() == typed
    assert line.error.isVisible()
    assert words in line.error.text()
    assert "Nothing was changed" in line.error.text()
    assert stored(opened) == LOGGED
    opened.hit(Qt.Key.Key_Escape)
    assert not line.error.isVisible()
    assert line.is_stored
    assert opened.page.night_card.rows.open_panel is not None, "Esc first puts the text back"
    opened.hit(Qt.Key.Key_Escape)
    assert opened.page.night_card.rows.open_panel is None


def test_no_other_row_night_or_done_while_a_bad_value_stands_there(qtbot: QtBot) -> None:
    opened = Opened(qtbot, [LOGGED, EARLIER])
    page, rows = opened.page, opened.page.night_card.rows
    rows.open_row(LOGGED.id)
    time = panel_of(opened).time
    time.setFocus()
    time.setText("late")
    rows.open_row(EARLIER.id)
    assert panel_of(opened).cramp == LOGGED
    assert focused() is time
    click(page.strip.square(FRIDAY))
    assert page.shown_night == LAST_NIGHT
    assert page.strip.square(LAST_NIGHT).isChecked()
    opened.hit(Qt.Key.Key_Return, CTRL)
    assert not page.closing.isVisible()
    assert time.text() == "late"


def test_what_is_being_typed_stays_where_something_else_changes(qtbot: QtBot) -> None:
    opened = Opened(qtbot, [LOGGED])
    opened.press("e")
    time = panel_of(opened).time
    time.setFocus()
    time.selectAll()
    opened.press("33")
    opened.session.do(lambda d, c: refine_cramp(d, c, LOGGED.id, pain=9))
    opened.session.do(lambda d, c: tell_night(d, c, LAST_NIGHT, fluids_ml=500))
    assert time.text() == "33"
    assert focused() is time
    assert panel_of(opened).pain.value == 9


def test_a_row_that_moves_with_its_time_keeps_the_focus(qtbot: QtBot) -> None:
    opened = Opened(qtbot, [LOGGED, EARLIER])
    rows = opened.page.night_card.rows
    rows.open_row(EARLIER.id, in_time=True)
    panel_of(opened).time.selectAll()
    opened.press("0630")
    opened.hit(Qt.Key.Key_Tab)
    assert focused() is panel_of(opened).length
    QApplication.processEvents()
    assert rows.row(EARLIER).y() > rows.row(LOGGED).y()


def test_a_deleted_cramp_comes_back_with_undo(qtbot: QtBot) -> None:
    opened = Opened(qtbot, [LOGGED])
    opened.press("e")
    with qtbot.waitSignal(opened.session.noted) as noted:
        click(panel_of(opened).delete_link)
    assert noted.args == ["Cramp deleted.", True]
    assert opened.cramps() == []
    assert opened.page.night_card.answers.isVisible()
    opened.session.undo()
    assert opened.cramps() == [LOGGED]


def test_a_cramp_that_is_deleted_elsewhere_closes_its_row(qtbot: QtBot) -> None:
    opened = Opened(qtbot, [LOGGED, EARLIER])
    rows = opened.page.night_card.rows
    rows.open_row(LOGGED.id, in_time=True)
    opened.press("9")
    opened.session.do(lambda diary, clock: delete(diary, clock, LOGGED))
    assert rows.open_panel is None
    assert opened.cramps() == [EARLIER]
    opened.press("e")
    assert panel_of(opened).cramp == EARLIER


def test_more_opens_the_whole_form_with_what_was_just_typed(qtbot: QtBot) -> None:
    opened = Opened(qtbot, [LOGGED])
    opened.press("e")
    panel = panel_of(opened)
    panel.time.setFocus()
    panel.time.setText("3:00")
    click(panel.more_link)
    editor = opened.editor()
    assert editor.time_field.text() == "03:00"
    editor.note_field.setPlainText("cold floor")
    editor.save_button.click()
    wait_for_keys(qtbot, opened.page)
    assert stored(opened).note == "cold floor"
    assert panel_of(opened).cramp == stored(opened)


def test_a_adds_one_without_a_time_and_waits_for_it(qtbot: QtBot) -> None:
    opened = Opened(qtbot, [TOLD])
    opened.press("a")
    (added,) = opened.cramps()
    assert (added.night, added.start_utc) == (LAST_NIGHT, None)
    assert added.provenance is Provenance.NEXT_MORNING
    assert focused() is panel_of(opened).time
    opened.press("231")
    opened.hit(Qt.Key.Key_Return)
    opened.press("4")
    opened.hit(Qt.Key.Key_Return)
    opened.press("7lc")
    (told,) = opened.cramps()
    assert told.start is not None
    assert told.start.wall_clock == datetime(2026, 11, 22, 2, 31)
    assert (told.duration_s, told.pain, told.side) == (240, 7, Side.LEFT)
    assert told.sites == frozenset({Site.CALF})


def test_what_was_added_is_taken_back_with_its_answer_put_back(qtbot: QtBot) -> None:
    answered = Night(night=LAST_NIGHT, answer=NightState.WITHOUT_CRAMPS)
    opened = Opened(qtbot, [answered])
    opened.press("a")
    time = panel_of(opened).time
    assert time.isUndoAvailable() is False
    assert opened.night() == replace(answered, answer=None)
    opened.session.undo()
    assert opened.cramps() == []
    assert opened.night() == answered
    assert opened.page.night_card.rows.open_panel is None


def test_one_added_to_an_older_night_is_recalled_later(qtbot: QtBot) -> None:
    opened = Opened(qtbot, [TOLD])
    click(opened.page.strip.square(FRIDAY))
    click(opened.page.night_card.add_link)
    (added,) = opened.cramps()
    assert (added.night, added.provenance) == (FRIDAY, Provenance.RECALLED)


def test_a_second_one_can_be_added_from_an_open_row(qtbot: QtBot) -> None:
    opened = Opened(qtbot, [LOGGED])
    opened.press("ea")
    assert len(opened.cramps()) == 2
    assert panel_of(opened).cramp.start is None
    assert focused() is panel_of(opened).time


def test_a_time_without_more_can_be_emptied_again(qtbot: QtBot) -> None:
    opened = Opened(qtbot, [LOGGED])
    opened.press("e")
    time = panel_of(opened).time
    time.setFocus()
    time.clear()
    opened.hit(Qt.Key.Key_Return)
    assert stored(opened).start is None
    assert stored(opened).night == LAST_NIGHT


def test_a_night_in_its_own_window_works_the_same_and_stays_open_over_a_bad_value(
    qtbot: QtBot,
) -> None:
    opened = Opened(qtbot, [LOGGED])
    dialog = NightDialog(session=opened.session, night=LAST_NIGHT, parent=opened.page)
    dialog.open()
    wait_for_keys(qtbot, dialog)
    rows = dialog.night_card.rows
    rows.edit_button(LOGGED).setFocus()
    opened.press("e7r")
    assert (stored(opened).pain, stored(opened).side) == (7, Side.RIGHT)
    panel = rows.open_panel
    assert panel is not None
    panel.time.setFocus()
    panel.time.setText("noon")
    dialog.done_button.click()
    assert dialog.isVisible()
    assert panel.time.error.isVisible()
    opened.hit(Qt.Key.Key_Escape)
    opened.hit(Qt.Key.Key_Escape)
    assert dialog.isVisible(), "Esc closed the row, not the window"
    with qtbot.waitSignal(dialog.finished):
        opened.hit(Qt.Key.Key_Escape)
    assert stored(opened).start == LOGGED.start
