"""The bin, worked by mouse and keys."""

from collections.abc import Iterator, Sequence
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from crampdiary.domain.records import Condition, Cramp, Phase, Record, Treatment
from crampdiary.services.bin import binned
from crampdiary.services.entries import add, delete
from crampdiary.services.history import next_steps
from crampdiary.services.treatments import save_treatment
from crampdiary.tokens import DAY, NIGHT
from crampdiary.ui.diary.bin_dialog import EMPTY, BinDialog, EmptyBinQuestion
from crampdiary.ui.shared.session import DiarySession
from crampdiary.ui.shared.theme import Theme
from tests.ui.diary_sessions import MemoryFile, click, key, open_session, wait_for_keys
from tests.ui.pixels import colours, frame, too_blue_or_green

EVENING = date(2026, 11, 21)
CONTROL = Qt.KeyboardModifier.ControlModifier


class Opened:
    """The dialog on screen, over a diary from which the given entries were deleted in turn."""

    def __init__(self, qtbot: QtBot, records: Sequence[Record] = ()) -> None:
        self.qtbot = qtbot
        self.session, self.diary = open_session(records)
        for record in records:
            delete(self.diary, self.session.clock, record)
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.window.show()
        self.dialog = BinDialog(session=self.session, parent=self.window)
        self.dialog.open()
        wait_for_keys(qtbot, self.dialog)

    @property
    def rows(self) -> list[str]:
        model = self.dialog.list.model()
        return [str(model.index(row, 0).data()) for row in range(model.rowCount())]

    def press_put_back(self, row: int) -> None:
        click(self.dialog.list.viewport(), self.dialog.list.link_rect(row).center())

    def question(self) -> EmptyBinQuestion:
        click(self.dialog.empty_button)
        question = self.dialog.findChildren(EmptyBinQuestion)[-1]
        wait_for_keys(self.qtbot, question)
        return question


def conditions(*names: str) -> list[Condition]:
    return [Condition(name=name) for name in names]


def test_an_empty_bin_says_so_and_offers_nothing_to_empty(qtbot: QtBot) -> None:
    opened = Opened(qtbot)
    assert opened.dialog.empty_words.text() == EMPTY
    assert opened.dialog.empty_words.isVisible()
    assert not opened.dialog.empty_button.isVisible()
    key(opened.dialog, Qt.Key.Key_Escape)
    assert not opened.window.findChildren(BinDialog) or not opened.dialog.isVisible()


def test_what_was_deleted_stands_latest_first_and_comes_back_by_a_click(qtbot: QtBot) -> None:
    opened = Opened(qtbot, conditions("Gout", "Diabetes", "Pregnancy"))
    assert opened.rows == ["Pregnancy", "Diabetes", "Gout"]
    opened.press_put_back(1)
    assert opened.rows == ["Pregnancy", "Gout"]
    assert [item.name for item in opened.diary.records(Condition)] == ["Diabetes"]
    assert opened.dialog.toast.words == "Put back: Diabetes."


def test_a_click_beside_the_words_puts_nothing_back(qtbot: QtBot) -> None:
    opened = Opened(qtbot, conditions("Gout"))
    row = opened.dialog.list.visualRect(opened.dialog.list.model().index(0, 0))
    click(opened.dialog.list.viewport(), row.center())
    assert opened.rows == ["Gout"]


def test_enter_puts_back_and_undo_takes_that_back(qtbot: QtBot) -> None:
    opened = Opened(qtbot, conditions("Gout", "Diabetes"))
    assert opened.dialog.list.hasFocus()
    key(opened.dialog.list, Qt.Key.Key_Down)
    key(opened.dialog.list, Qt.Key.Key_Return)
    assert opened.rows == ["Diabetes"]
    key(opened.dialog, Qt.Key.Key_Z, CONTROL)
    assert opened.rows == ["Gout", "Diabetes"]
    key(opened.dialog, Qt.Key.Key_Z, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert opened.rows == ["Diabetes"]


def test_the_last_one_put_back_leaves_the_bin_empty(qtbot: QtBot) -> None:
    opened = Opened(qtbot, conditions("Gout"))
    key(opened.dialog.list, Qt.Key.Key_Return)
    assert opened.dialog.empty_words.isVisible()
    assert opened.dialog.close_button.hasFocus()


def test_what_cannot_come_back_says_why_and_stays(qtbot: QtBot) -> None:
    opened = Opened(qtbot)
    treatment = Treatment(name="Magnesium")
    phases = [Phase(treatment_id=treatment.id, start=EVENING) for _ in range(2)]
    for phase in phases:
        save_treatment(opened.diary, opened.session.clock, treatment, [phase])
    opened.session.do(lambda d, c: add(d, c, Condition(name="Gout")))
    assert opened.rows == ["Magnesium, daily from 21 Nov 2026 on"]
    opened.press_put_back(0)
    assert "Nothing was changed" in opened.dialog.toast.words
    assert opened.rows == ["Magnesium, daily from 21 Nov 2026 on"]


@pytest.mark.parametrize("pressed", [Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_the_safe_answer_is_the_easy_one(qtbot: QtBot, pressed: Qt.Key) -> None:
    opened = Opened(qtbot, conditions("Gout", "Diabetes"))
    question = opened.question()
    assert question.words.text() == "This wipes 2 entries for good. It cannot be taken back."
    key(QApplication.focusWidget() or question, pressed)
    assert not question.isVisible()
    assert opened.rows == ["Diabetes", "Gout"]


def test_emptying_wipes_all_and_tells_everyone(qtbot: QtBot) -> None:
    opened = Opened(qtbot, conditions("Gout", "Diabetes"))
    question = opened.question()
    with qtbot.waitSignal(opened.session.noted) as noted, qtbot.waitSignal(opened.session.changed):
        click(question.empty_button)
    assert noted.args == ["2 entries wiped for good.", False]
    assert opened.rows == []
    assert binned(opened.diary) == []
    assert next_steps(opened.diary) == (None, None)


def test_one_entry_is_spoken_of_as_one(qtbot: QtBot) -> None:
    opened = Opened(qtbot, conditions("Gout"))
    question = opened.question()
    assert question.words.text() == "This wipes 1 entry for good. It cannot be taken back."
    assert question.keep_button.text() == "Keep it"
    question.reject()


def test_what_is_deleted_elsewhere_shows_at_once(qtbot: QtBot) -> None:
    opened = Opened(qtbot)
    gout = Condition(name="Gout")
    opened.session.do(lambda d, c: add(d, c, gout))
    opened.session.do(lambda d, c: delete(d, c, gout))
    assert opened.rows == ["Gout"]


def test_thousands_need_no_more_widgets_than_one_and_each_can_be_reached(qtbot: QtBot) -> None:
    session, _ = _deleted(3000)
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    dialog = BinDialog(session=session, parent=window)
    dialog.open()
    assert len(dialog.list.findChildren(QWidget)) < 20
    wait_for_keys(qtbot, dialog)
    key(dialog.list, Qt.Key.Key_End)
    assert dialog.list.currentIndex().row() == 2999
    dialog.reject()


def test_a_screen_reader_hears_what_it_is_and_how_it_went(qtbot: QtBot) -> None:
    opened = Opened(qtbot, [Cramp(night=EVENING, pain=7)])
    interface: QAccessibleInterface = QAccessible.queryAccessibleInterface(opened.dialog.list)
    row = interface.child(0)
    assert row.text(QAccessible.Text.Name) == (
        "Cramp, Sat 21 Nov, pain 7. Deleted on Sun 22 Nov 07:30."
    )


@pytest.fixture
def red(qapp: QApplication) -> Iterator[Theme]:
    theme = Theme(palette=NIGHT, scale=1.0)
    theme.apply(qapp)
    yield theme
    theme.use(DAY)
    qapp.setStyleSheet("")


def test_bin_and_question_are_red_at_night(qtbot: QtBot, red: Theme) -> None:
    opened = Opened(qtbot, conditions("Gout", "Diabetes"))
    opened.press_put_back(0)
    question = opened.question()
    for widget in (opened.dialog, question):
        image = frame(widget)
        assert too_blue_or_green(image) == 0
        assert colours(image) >= 8
    question.reject()


def _deleted(number: int) -> tuple[DiarySession, MemoryFile]:
    session, diary = open_session()
    for each in range(number):
        condition = Condition(name=f"Condition {each}")
        add(diary, session.clock, condition)
        delete(diary, session.clock, condition)
    return session, diary
