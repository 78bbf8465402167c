"""The form for one cramp, worked by keys."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from crampdiary.domain.choices import DurationBasis, Provenance, Relief, Side, Sign, Site
from crampdiary.domain.nights import NightState
from crampdiary.domain.records import Cramp, Night
from crampdiary.ui.diary.cramp_editor import CrampEditor
from crampdiary.ui.shared.session import DiarySession
from tests.ui.diary_sessions import click, key, open_session, type_text, wait_for_keys

NIGHT = date(2026, 11, 21)
IN_TOKYO = Cramp(
    night=NIGHT,
    start_utc=datetime(2026, 11, 21, 17, 31, 42, tzinfo=UTC),
    zone="Asia/Tokyo",
    offset_min=540,
    duration_s=3725,
    pain=7,
    side=Side.LEFT,
    sites=frozenset({Site.CALF, Site.THIGH}),
    woke_me=True,
    helped=frozenset({Relief.WALKING}),
    signs=frozenset({Sign.TWITCHING}),
    medicine_taken="Quinine",
    note="first line\nsecond line",
    provenance=Provenance.LIVE,
)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    return window


def opened(
    qtbot: QtBot, window: QWidget, session: DiarySession, cramp: Cramp | None = None
) -> CrampEditor:
    editor = CrampEditor(session=session, night=NIGHT, cramp=cramp, parent=window)
    window.show()
    editor.open()
    wait_for_keys(qtbot, editor)
    return editor


def save(editor: CrampEditor) -> None:
    key(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_nothing_has_to_be_said_but_the_night(qtbot: QtBot, window: QWidget) -> None:
    session, diary = open_session()
    editor = opened(qtbot, window, session)
    save(editor)
    (cramp,) = diary.records(Cramp)
    assert cramp == Cramp(night=NIGHT, id=cramp.id, provenance=Provenance.NEXT_MORNING)
    assert not editor.isVisible()


def test_all_that_is_said_is_stored(qtbot: QtBot, window: QWidget) -> None:
    session, diary = open_session()
    editor = opened(qtbot, window, session)
    type_text(editor.time_field, "0248")
    type_text(editor.duration_field, "1m30s")
    type_text(editor.pain.button(0), "6")
    for button in (
        editor.side.button(Side.RIGHT),
        editor.sites.button(Site.FOOT),
        editor.sites.button(Site.TOES),
        editor.woke.button("no"),
        editor.helped.button(Relief.COLD),
        editor.signs.button(Sign.NUMBNESS),
    ):
        click(button)
    type_text(editor.medicine_field, "Magnesium")
    type_text(editor.note_field, "bare feet")
    save(editor)
    (cramp,) = diary.records(Cramp)
    assert cramp == Cramp(
        night=NIGHT,
        id=cramp.id,
        start_utc=datetime(2026, 11, 22, 1, 48, tzinfo=UTC),
        zone="Europe/Berlin",
        offset_min=60,
        duration_s=90,
        duration_basis=DurationBasis.TOLD,
        pain=6,
        side=Side.RIGHT,
        sites=frozenset({Site.FOOT, Site.TOES}),
        woke_me=False,
        helped=frozenset({Relief.COLD}),
        signs=frozenset({Sign.NUMBNESS}),
        medicine_taken="Magnesium",
        note="bare feet",
        provenance=Provenance.NEXT_MORNING,
    )


def test_saving_without_a_change_writes_nothing(qtbot: QtBot, window: QWidget) -> None:
    session, diary = open_session([IN_TOKYO])
    save(opened(qtbot, window, session, IN_TOKYO))
    assert diary.batches() == []


def test_editing_other_fields_keeps_instant_zone_and_offset(qtbot: QtBot, window: QWidget) -> None:
    session, diary = open_session([IN_TOKYO])
    editor = opened(qtbot, window, session, IN_TOKYO)
    type_text(editor.pain.button(7), "4")
    save(editor)
    assert diary.records(Cramp) == [replace(IN_TOKYO, pain=4)]


def test_a_new_time_is_read_in_the_zone_where_it_was_logged(qtbot: QtBot, window: QWidget) -> None:
    session, diary = open_session([IN_TOKYO])
    editor = opened(qtbot, window, session, IN_TOKYO)
    assert "Asia/Tokyo" in editor.when_words
    editor.time_field.selectAll()
    type_text(editor.time_field, "03:00")
    save(editor)
    moved = replace(IN_TOKYO, start_utc=datetime(2026, 11, 21, 18, 0, tzinfo=UTC))
    assert diary.records(Cramp) == [moved]


def test_the_zone_is_not_mentioned_where_it_is_the_present_one(
    qtbot: QtBot, window: QWidget
) -> None:
    here = replace(IN_TOKYO, zone="Europe/Berlin", offset_min=60)
    session, _ = open_session([here])
    assert "Berlin" not in opened(qtbot, window, session, here).when_words


def test_an_emptied_time_leaves_only_the_night(qtbot: QtBot, window: QWidget) -> None:
    session, diary = open_session([IN_TOKYO])
    editor = opened(qtbot, window, session, IN_TOKYO)
    editor.time_field.clear()
    save(editor)
    bare = replace(IN_TOKYO, start_utc=None, zone=None, offset_min=None)
    assert diary.records(Cramp) == [bare]


def test_what_cannot_be_read_is_told_beside_the_field_and_stays(
    qtbot: QtBot, window: QWidget
) -> None:
    session, diary = open_session()
    editor = opened(qtbot, window, session)
    type_text(editor.duration_field, "a while")
    save(editor)
    assert editor.isVisible()
    assert "4m10s" in editor.duration_field.accessibleDescription()
    assert editor.duration_field.text() == "a while"
    assert diary.records(Cramp) == []


def test_a_start_in_the_future_is_refused(qtbot: QtBot, window: QWidget) -> None:
    session, diary = open_session()
    editor = opened(qtbot, window, session)
    type_text(editor.time_field, "11:59")
    save(editor)
    assert "future" in editor.time_field.accessibleDescription()
    assert diary.records(Cramp) == []


def test_a_duration_typed_for_a_running_cramp_ends_it(qtbot: QtBot, window: QWidget) -> None:
    running = replace(IN_TOKYO, is_open=True, duration_s=None)
    session, diary = open_session([running])
    editor = opened(qtbot, window, session, running)
    type_text(editor.pain.button(7), "5")
    save(editor)
    assert diary.records(Cramp) == [replace(running, pain=5)]
    editor = opened(qtbot, window, session, diary.records(Cramp)[0])
    type_text(editor.duration_field, "3")
    save(editor)
    assert diary.records(Cramp) == [
        replace(running, pain=5, is_open=False, duration_s=180, duration_basis=DurationBasis.TOLD)
    ]


def test_a_cramp_moved_to_another_night_takes_that_nights_answer_back(
    qtbot: QtBot, window: QWidget
) -> None:
    friday = date(2026, 11, 20)
    cramp = Cramp(night=NIGHT, pain=2)
    session, diary = open_session([cramp, Night(night=friday, answer=NightState.WITHOUT_CRAMPS)])
    editor = opened(qtbot, window, session, cramp)
    editor.night_field.set_day(friday)
    save(editor)
    assert diary.night_counts(friday, friday)[0].cramps == 1
    assert diary.records(Night)[0].answer is None


def test_delete_offers_the_way_back(qtbot: QtBot, window: QWidget) -> None:
    session, diary = open_session([IN_TOKYO])
    editor = opened(qtbot, window, session, IN_TOKYO)
    with qtbot.waitSignal(session.noted) as noted:
        click(editor.delete_button)
    assert noted.args == ["Cramp deleted.", True]
    assert diary.records(Cramp) == []
    session.undo()
    assert diary.records(Cramp) == [IN_TOKYO]


def test_esc_changes_nothing(qtbot: QtBot, window: QWidget) -> None:
    session, diary = open_session([IN_TOKYO])
    editor = opened(qtbot, window, session, IN_TOKYO)
    type_text(editor.pain.button(7), "1")
    key(editor, Qt.Key.Key_Escape)
    assert diary.records(Cramp) == [IN_TOKYO]
