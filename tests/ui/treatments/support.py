"""A session on a diary in memory, and the few things that several tests of pages do."""

from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from crampdiary.domain.ports import Diary
from crampdiary.domain.records import Record
from crampdiary.ui.shared.buttons import LinkButton
from crampdiary.ui.shared.forms import FormDialog
from crampdiary.ui.shared.runner import Runner
from crampdiary.ui.shared.session import DiarySession
from crampdiary.ui.shared.theme import Theme
from crampdiary.ui.treatments.cards import TreatmentCard
from crampdiary.ui.treatments.page import TreatmentsPage
from tests.fakes import MemoryDiary, StillClock

F = TypeVar("F", bound=FormDialog)
NOW = datetime(2026, 11, 22, 7, 0)


class MemoryFile(MemoryDiary):
    """A diary in memory that a session can open, as if it lay in a file."""

    def __enter__(self) -> Diary:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
        /,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Have nothing to let go of."""

    def outside_version(self) -> int:
        return 0


def memory_session(*records: Record) -> DiarySession:
    """Return a session with an open diary that holds the records; the day is 22 November 2026."""
    file = MemoryFile(records)
    session = DiarySession(clock=StillClock(NOW), open_file=lambda _path: file)
    session.open(Path("memory"))
    return session


def shown_page(qtbot: QtBot, session: DiarySession) -> TreatmentsPage:
    """Return the page in a window of its own, filled."""
    page = TreatmentsPage(session=session, theme=Theme(scale=1.0), runner=Runner())
    qtbot.addWidget(page)
    page.resize(1000, 700)
    with qtbot.waitActive(page):
        page.show()
    page.refresh()
    return page


def open_form(qtbot: QtBot, page: TreatmentsPage, kind: type[F]) -> F:
    """Return the one form of a kind that is open over the page, once it takes keys."""
    (form,) = [form for form in page.findChildren(kind) if form.isVisible()]
    qtbot.waitUntil(lambda: QApplication.activeWindow() is form)
    return form


def card_of(page: TreatmentsPage, name: str) -> TreatmentCard:
    """Return the card of a treatment."""
    (card,) = [
        card
        for card in page.findChildren(TreatmentCard)
        if card.isVisible() and card.story.treatment.name == name
    ]
    return card


def link(widget: QWidget, words: str) -> LinkButton:
    """Return the one link with these words."""
    (found,) = [it for it in widget.findChildren(LinkButton) if it.text() == words]
    return found


def words_on(page: QWidget) -> list[str]:
    """Return all words that are seen, once layouts have shown what was added to them.

    Spaces that a line never breaks at are plain ones here.
    """
    QApplication.processEvents()
    seen = [label for label in page.findChildren(QLabel) if label.isVisible()]
    return [label.text().replace("\u00a0", " ") for label in seen]


def save(form: FormDialog) -> None:
    """Save with the keyboard."""
    QTest.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def type_into(widget: QWidget, text: str) -> None:
    """Type over what a field holds, with real keys; a list that is open closes, as by a click."""
    popup = QApplication.activePopupWidget()
    if popup is not None:
        popup.close()
    widget.setFocus()
    QTest.keyClick(widget, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    type_on(text)


def press(widget: QWidget) -> None:
    """Click with the left mouse button."""
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def with_the_keys() -> QWidget:
    """Return what keys go to: an open list of suggestions, else what has the focus."""
    focus = QApplication.activePopupWidget() or QApplication.focusWidget()
    assert focus is not None
    return focus


def type_on(text: str) -> None:
    """Type to whatever has the focus; fail where nothing has."""
    for letter in text:
        QTest.keyClicks(with_the_keys(), letter)


def tab(times: int = 1, *, back: bool = False) -> None:
    """Press Tab (or Shift+Tab) on whatever has the focus."""
    for _ in range(times):
        if back:
            QTest.keyClick(with_the_keys(), Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
        else:
            QTest.keyClick(with_the_keys(), Qt.Key.Key_Tab)
