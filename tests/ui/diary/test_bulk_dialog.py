"""Many nights and their cramps changed in one form, and deleted with one key and no question."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from crampdiary.domain.choices import EveningTag, Side, Site, Soreness
from crampdiary.domain.nights import NightState
from crampdiary.domain.records import Cramp, Night, Record
from crampdiary.services.bin import binned
from crampdiary.services.history import undo
from crampdiary.tokens import DAY, NIGHT
from crampdiary.ui.diary.bulk_dialog import (
    NOTHING_NEW,
    NOTHING_TO_DELETE,
    NOTHING_YET,
    BulkDialog,
    delete_nights,
)
from crampdiary.ui.shared.labels import SectionTitle
from crampdiary.ui.shared.theme import Theme
from tests.ui.diary_sessions import MemoryFile, click, key, open_session, type_text, wait_for_keys
from tests.ui.pixels import colours, frame, too_blue_or_green

LAST = date(2026, 11, 21)
NIGHTS = [LAST - timedelta(days=back) for back in range(5)]
CRAMPS = [Cramp(night=NIGHTS[0], pain=7, note="bare feet"), Cramp(night=NIGHTS[1])]
TOLD = Night(night=NIGHTS[2], tags=frozenset({EveningTag.ALCOHOL, EveningTag.HEAT}), note="Sauna")
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return window


def opened(
    qtbot: QtBot,
    window: QWidget,
    records: Sequence[Record] = (*CRAMPS, TOLD),
    nights: Sequence[date] = tuple(NIGHTS),
) -> tuple[BulkDialog, MemoryFile]:
    session, diary = open_session(records)
    dialog = BulkDialog(session=session, nights=nights, parent=window)
    dialog.open()
    wait_for_keys(qtbot, dialog)
    return dialog, diary


def save(dialog: BulkDialog) -> None:
    key(dialog, Qt.Key.Key_Return, CONTROL)


def test_what_nobody_pressed_stays_as_it_is(qtbot: QtBot, window: QWidget) -> None:
    dialog, diary = opened(qtbot, window)
    assert dialog.windowTitle() == "Change 5 nights"
    assert dialog.plan_words.text() == NOTHING_YET
    save(dialog)
    assert diary.batches() == []


def test_it_says_what_will_change_and_changes_just_that(qtbot: QtBot, window: QWidget) -> None:
    dialog, diary = opened(qtbot, window)
    click(dialog.answer.button(NightState.DONT_REMEMBER))
    assert dialog.plan_words.text() == "Changes 3 of 5 nights."
    assert dialog.kept_words.text() == "2 of them have cramps; that stays as it is."
    click(dialog.side.button(Side.RIGHT))
    assert dialog.plan_words.text() == "Changes 3 of 5 nights and 2 cramps."
    with qtbot.waitSignal(dialog._session.noted) as noted:
        save(dialog)
    assert noted.args == ["3 nights and 2 cramps changed.", True]
    assert [record.answer for record in diary.records(Night)] == [NightState.DONT_REMEMBER] * 3
    changed = {cramp.id: cramp for cramp in diary.records(Cramp)}
    assert changed == {cramp.id: replace(cramp, side=Side.RIGHT) for cramp in CRAMPS}
    assert len(diary.batches()) == 1
    undo(diary, dialog._session.clock)
    assert [*diary.records(Night), *diary.records(Cramp)] == [TOLD, CRAMPS[1], CRAMPS[0]]


def test_all_that_can_be_pressed_is_stored(qtbot: QtBot, window: QWidget) -> None:
    dialog, diary = opened(qtbot, window)
    for button in (
        dialog.tags_more.button(EveningTag.TRAVEL),
        dialog.tags_away.button(EveningTag.ALCOHOL),
        dialog.fluids.plus,
        dialog.fluids.plus,
        dialog.soreness.button(Soreness.NO),
        dialog.sites.button(Site.FOOT),
        dialog.woke.button("no"),
    ):
        click(button)
    type_text(dialog.pain.button(0), "3")
    assert dialog.plan_words.text() == "Changes 5 nights and 2 cramps."
    save(dialog)
    told = {record.night: record for record in diary.records(Night)}
    assert told[TOLD.night].tags == frozenset({EveningTag.HEAT, EveningTag.TRAVEL})
    assert told[TOLD.night].note == "Sauna"
    assert {record.fluids_ml for record in told.values()} == {500}
    assert {record.soreness for record in told.values()} == {Soreness.NO}
    said = {(cramp.pain, cramp.sites, cramp.woke_me) for cramp in diary.records(Cramp)}
    assert said == {(3, frozenset({Site.FOOT}), False)}


def test_a_tag_is_added_or_taken_away_never_both(qtbot: QtBot, window: QWidget) -> None:
    dialog, _ = opened(qtbot, window)
    click(dialog.tags_more.button(EveningTag.HEAT))
    click(dialog.tags_away.button(EveningTag.HEAT))
    assert (dialog.tags_more.values, dialog.tags_away.values) == ([], [EveningTag.HEAT])
    click(dialog.tags_more.button(EveningTag.HEAT))
    assert (dialog.tags_more.values, dialog.tags_away.values) == ([EveningTag.HEAT], [])
    dialog.reject()


def test_fluids_pressed_by_mistake_are_left_again(qtbot: QtBot, window: QWidget) -> None:
    dialog, _ = opened(qtbot, window)
    assert not dialog.leave_fluids.isVisible()
    click(dialog.fluids.plus)
    assert dialog.plan_words.text() == "Changes 5 nights."
    click(dialog.leave_fluids)
    assert dialog.plan_words.text() == NOTHING_YET
    assert not dialog.leave_fluids.isVisible()
    dialog.reject()


def test_what_is_told_like_that_already_is_said_to_change_nothing(
    qtbot: QtBot, window: QWidget
) -> None:
    dialog, _ = opened(qtbot, window, nights=NIGHTS[:1])
    type_text(dialog.pain.button(0), "7")
    assert dialog.plan_words.text() == NOTHING_NEW
    dialog.reject()


def test_nights_with_cramps_alone_are_not_asked_how_they_were(
    qtbot: QtBot, window: QWidget
) -> None:
    dialog, _ = opened(qtbot, window, nights=NIGHTS[:2])
    assert not dialog.answer.isVisible()
    assert dialog.kept_words.isVisible()
    assert not dialog.tags_away.isVisible()
    dialog.reject()


def test_without_cramps_nothing_is_asked_about_any(qtbot: QtBot, window: QWidget) -> None:
    dialog, _ = opened(qtbot, window, nights=NIGHTS[2:])
    titles = [label.text() for label in dialog.findChildren(SectionTitle)]
    assert titles == ["The nights"]
    assert not dialog.pain.isVisible()
    assert not dialog.kept_words.isVisible()
    dialog.reject()


def test_a_night_to_come_is_refused_with_a_word(qtbot: QtBot, window: QWidget) -> None:
    session, diary = open_session()
    with qtbot.waitSignal(session.failed):
        dialog = BulkDialog(session=session, nights=[LAST + timedelta(days=9)], parent=window)
    dialog.open()
    click(dialog.soreness.button(Soreness.NO))
    save(dialog)
    assert dialog.isVisible()
    assert diary.batches() == []
    dialog.reject()


def test_deleting_asks_nothing_and_offers_undo(qtbot: QtBot) -> None:
    session, diary = open_session([*CRAMPS, TOLD])
    with qtbot.waitSignal(session.noted) as noted:
        delete_nights(session, NIGHTS)
    assert noted.args == ["3 entries deleted.", True]
    assert [*diary.records(Night), *diary.records(Cramp)] == []
    assert len(binned(diary)) == 1
    session.undo()
    assert [*diary.records(Night), *diary.records(Cramp)] == [TOLD, CRAMPS[1], CRAMPS[0]]


def test_deleting_where_nothing_is_recorded_says_so(qtbot: QtBot) -> None:
    session, diary = open_session([*CRAMPS, TOLD])
    with qtbot.waitSignal(session.noted) as noted:
        delete_nights(session, NIGHTS[3:])
    assert noted.args == [NOTHING_TO_DELETE, False]
    assert diary.batches() == []


@pytest.fixture
def red(qapp: QApplication) -> Iterator[Theme]:
    theme = Theme(palette=NIGHT, scale=1.0)
    theme.apply(qapp)
    yield theme
    theme.use(DAY)
    qapp.setStyleSheet("")


def test_the_form_is_red_at_night(qtbot: QtBot, window: QWidget, red: Theme) -> None:
    dialog, _ = opened(qtbot, window)
    click(dialog.fluids.plus)
    click(dialog.answer.button(NightState.NOT_TRACKING))
    image = frame(dialog)
    assert too_blue_or_green(image) == 0
    assert colours(image) >= 8
    dialog.reject()


def test_the_form_is_as_high_as_it_needs_where_the_screen_allows_it(
    qtbot: QtBot, window: QWidget, qapp: QApplication
) -> None:
    Theme(scale=1.0).apply(qapp)
    dialog, _ = opened(qtbot, window, records=[TOLD], nights=NIGHTS[2:])
    (scroll,) = dialog.findChildren(QScrollArea)
    QApplication.processEvents()
    assert scroll.verticalScrollBar().maximum() == 0
    dialog.reject()
    qapp.setStyleSheet("")
