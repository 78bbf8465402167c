"""The Diary page, worked by mouse and keys."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crampdiary.domain.choices import Provenance, Side, Site
from crampdiary.domain.nights import NightState
from crampdiary.domain.records import Cramp, Night, Record
from crampdiary.services.entries import delete
from crampdiary.ui.diary.cramp_editor import CrampEditor
from crampdiary.ui.diary.night_dialog import NightDialog
from crampdiary.ui.diary.nights_columns import Column
from crampdiary.ui.diary.page import DiaryPage
from crampdiary.ui.shared.runner import Runner
from crampdiary.ui.shared.theme import Theme
from tests.ui.diary_sessions import click, key, open_session, show, type_text, wait_for_keys

LAST_NIGHT = date(2026, 11, 21)
CRAMP = Cramp(
    night=LAST_NIGHT,
    start_utc=datetime(2026, 11, 22, 1, 31, tzinfo=UTC),
    zone="Europe/Berlin",
    offset_min=60,
    duration_s=250,
    pain=7,
    side=Side.LEFT,
    sites=frozenset({Site.CALF}),
)
DRIVE = Night(night=date(2024, 3, 5), answer=NightState.WITHOUT_CRAMPS, note="Long drive")


class Opened:
    """A page on screen, with the session and the diary behind it."""

    def __init__(self, qtbot: QtBot, runner: Runner, records: Iterable[Record]) -> None:
        self.qtbot = qtbot
        self.session, self.diary = open_session(records)
        self.page = DiaryPage(session=self.session, theme=Theme(scale=1.0), runner=runner)
        qtbot.addWidget(self.page)
        self.page.refresh()
        show(qtbot, self.page)
        self.nights = self.page.nights

    def words(self, row: int) -> list[str]:
        model = self.nights.model()
        texts = [model.index(row, column).data() for column in Column]
        return [str(text).replace("\u00a0", " ") for text in texts]

    def point(self, row: int, column: Column) -> QPoint:
        return self.nights.visualRect(self.nights.model().index(row, column)).center()

    def dialog(self) -> NightDialog:
        dialog = self.page.findChildren(NightDialog)[-1]
        wait_for_keys(self.qtbot, dialog)
        return dialog

    def editor(self) -> CrampEditor:
        editor = self.page.findChildren(CrampEditor)[-1]
        wait_for_keys(self.qtbot, editor)
        return editor


@pytest.fixture
def runner(qtbot: QtBot) -> Iterator[Runner]:
    runner = Runner()
    yield runner
    runner.close()


def double_click(widget: object, point: QPoint) -> None:
    QTest.mouseDClick(widget, Qt.MouseButton.LeftButton, pos=point)  # type: ignore[call-overload]  # any widget


def test_an_empty_diary_says_what_will_be_here_and_offers_the_first_step(
    qtbot: QtBot, runner: Runner
) -> None:
    opened = Opened(qtbot, runner, [])
    assert opened.page.empty.isVisible()
    assert not opened.page.map_card.isVisible()
    click(opened.page.empty.button)
    click(opened.dialog().night_card.answers.button(NightState.WITHOUT_CRAMPS))
    key(opened.dialog(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert opened.words(0) == ["Sat 21 Nov", "none", "", ""]
    assert opened.page.map_card.isVisible()


def test_nights_stand_newest_first_with_their_cramps(qtbot: QtBot, runner: Runner) -> None:
    friday = Night(night=date(2026, 11, 20), answer=NightState.WITHOUT_CRAMPS, fluids_ml=1750)
    opened = Opened(qtbot, runner, [CRAMP, friday])
    assert opened.words(0) == ["Sat 21 Nov", "02:31 left calf, 4 min 10 s, pain 7", "", ""]
    assert opened.words(1) == ["Fri 20 Nov", "none", "1.75 L", ""]
    assert opened.nights.chosen_night == LAST_NIGHT


def test_enter_opens_the_night_and_what_is_told_is_in_the_list(
    qtbot: QtBot, runner: Runner
) -> None:
    opened = Opened(qtbot, runner, [CRAMP])
    opened.nights.setFocus()
    key(opened.nights, Qt.Key.Key_Return)
    type_text(opened.dialog().night_card.sleep.button(0), "6")
    assert opened.words(0)[Column.SLEEP] == "6"


def test_an_open_night_takes_back_and_does_again_by_keys(qtbot: QtBot, runner: Runner) -> None:
    opened = Opened(qtbot, runner, [CRAMP])
    opened.nights.setFocus()
    key(opened.nights, Qt.Key.Key_Return)
    dialog = opened.dialog()
    type_text(dialog.night_card.sleep.button(0), "6")
    control = Qt.KeyboardModifier.ControlModifier
    key(dialog.night_card.sleep.button(6), Qt.Key.Key_Z, control)
    assert dialog.night_card.sleep.value is None
    key(
        dialog.night_card.sleep.button(0),
        Qt.Key.Key_Z,
        control | Qt.KeyboardModifier.ShiftModifier,
    )
    assert dialog.night_card.sleep.value == 6


def test_fill_in_opens_the_unrecorded_night_with_one_click(qtbot: QtBot, runner: Runner) -> None:
    opened = Opened(
        qtbot, runner, [Night(night=date(2026, 11, 19), answer=NightState.DONT_REMEMBER)]
    )
    assert opened.words(1) == ["Fri 20 Nov", "not recorded", "", "Fill in"]
    click(opened.nights.viewport(), opened.point(1, Column.SLEEP))
    click(opened.dialog().night_card.answers.button(NightState.WITHOUT_CRAMPS))
    assert opened.words(1) == ["Fri 20 Nov", "none", "", ""]
    (night,) = opened.diary.records(Night, first=date(2026, 11, 20))
    assert night.provenance is Provenance.RECALLED


def test_a_double_click_on_a_cramp_edits_it_and_elsewhere_opens_the_night(
    qtbot: QtBot, runner: Runner
) -> None:
    opened = Opened(qtbot, runner, [CRAMP])
    double_click(opened.nights.viewport(), opened.point(0, Column.CRAMPS))
    editor = opened.editor()
    assert editor.time_field.text() == "02:31"
    key(editor, Qt.Key.Key_Escape)
    double_click(opened.nights.viewport(), opened.point(0, Column.NIGHT))
    assert opened.dialog().isVisible()


def test_add_a_cramp_adds_to_the_chosen_night(qtbot: QtBot, runner: Runner) -> None:
    opened = Opened(qtbot, runner, [CRAMP])
    click(opened.page.add_button)
    editor = opened.editor()
    type_text(editor.pain.button(0), "3")
    key(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert opened.words(0)[Column.CRAMPS].splitlines() == [
        "time not known, pain 3",
        "02:31 left calf, 4 min 10 s, pain 7",
    ]


def test_a_deleted_cramp_comes_back_by_undo(qtbot: QtBot, runner: Runner) -> None:
    opened = Opened(qtbot, runner, [CRAMP, DRIVE])
    opened.session.do(lambda diary, clock: delete(diary, clock, CRAMP))
    assert opened.words(0)[Column.CRAMPS] == "not recorded"
    opened.session.undo()
    assert opened.words(0)[Column.CRAMPS] == "02:31 left calf, 4 min 10 s, pain 7"


def test_the_map_and_the_list_go_together_over_the_years(qtbot: QtBot, runner: Runner) -> None:
    opened = Opened(qtbot, runner, [CRAMP, DRIVE])
    page = opened.page
    assert page.map_card.title.text() == "November 2025 to November 2026"
    click(page.map_card.earlier_button)
    assert opened.nights.chosen_night == date(2025, 11, 21)
    click(page.map_card.earlier_button)
    assert not page.map_card.earlier_button.isVisible()
    click(page.map_card.map, page.map_card.map.square(DRIVE.night).center())
    assert opened.nights.chosen_night == DRIVE.night
    assert opened.nights.visualRect(opened.nights.currentIndex()).intersects(
        opened.nights.viewport().rect()
    )
    opened.nights.setFocus()
    key(opened.nights, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    assert page.map_card.title.text() == "November 2025 to November 2026"
    assert page.map_card.map.cursor_night == LAST_NIGHT


def test_search_finds_notes_of_nights_and_cramps_and_says_how_many(
    qtbot: QtBot, runner: Runner
) -> None:
    noted = Cramp(night=date(2025, 6, 1), note="after the DRIVE home")
    opened = Opened(qtbot, runner, [CRAMP, DRIVE, noted])
    type_text(opened.page.search_field, "drive")
    qtbot.waitUntil(lambda: opened.nights.model().rowCount() == 2)
    assert opened.page.list_card.found.words.text() == "2 nights: “drive” in a note"
    assert [opened.words(row)[0] for row in (0, 1)] == ["Sun 1 Jun 2025", "Tue 5 Mar 2024"]
    click(opened.page.list_card.found.all_button)
    assert opened.nights.model().rowCount() > 2
    assert opened.page.search_field.text() == ""
    assert not opened.page.list_card.found.words.isVisible()


def test_a_search_without_finds_says_so_and_one_press_ends_it(qtbot: QtBot, runner: Runner) -> None:
    opened = Opened(qtbot, runner, [CRAMP, DRIVE])
    type_text(opened.page.search_field, "sauna")
    qtbot.waitUntil(opened.page.list_card.found.words.isVisible)
    assert opened.page.list_card.found.words.text() == "No night: “sauna” in a note"
    assert not opened.nights.isVisible()
    click(opened.page.list_card.found.all_button)
    assert opened.nights.isVisible()
    assert opened.nights.chosen_night == LAST_NIGHT
    assert opened.page.search_field.text() == ""


@pytest.mark.parametrize("width", [1280, 760])
def test_rows_are_as_high_as_their_words_at_any_width(
    qtbot: QtBot, runner: Runner, width: int
) -> None:
    told = Night(night=LAST_NIGHT, fluids_ml=1000, note="a long note " * 12)
    cramps = [Cramp(night=LAST_NIGHT, pain=pain, note="hurt " * 30) for pain in range(4)]
    opened = Opened(qtbot, runner, [told, *cramps, DRIVE])
    opened.page.resize(width, 800)
    QApplication.processEvents()
    line = opened.nights.fontMetrics().height()
    letters = max(len(word) for word in opened.words(0)[Column.CRAMPS].splitlines())
    assert letters > 100
    assert opened.nights.rowHeight(0) > 8 * line
    assert opened.nights.rowHeight(1) < 3.2 * line


def test_the_chosen_night_stays_chosen_when_something_changes(qtbot: QtBot, runner: Runner) -> None:
    opened = Opened(qtbot, runner, [CRAMP, DRIVE])
    night = LAST_NIGHT - timedelta(days=200)
    opened.nights.choose(night)
    opened.session.do(lambda diary, clock: delete(diary, clock, CRAMP))
    assert opened.nights.chosen_night == night


def test_in_a_low_window_the_list_gives_up_height_before_the_page_scrolls(
    qtbot: QtBot, qapp: QApplication, runner: Runner
) -> None:
    Theme(scale=1.0).apply(qapp)
    opened = Opened(qtbot, runner, [CRAMP, DRIVE])
    for height in (800, 704, 646):  # with a title bar, the banner, and the line of what was done
        opened.page.resize(1044, height)
        QApplication.processEvents()
        assert opened.page.scroll_area.verticalScrollBar().maximum() == 0
        row = opened.nights.visualRect(opened.nights.model().index(1, 0))
        assert opened.nights.viewport().rect().contains(row)
    qapp.setStyleSheet("")
