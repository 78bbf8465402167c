"""What several tests of the Lab results page share: results, rows, and the open form."""

from datetime import date
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crampdiary.domain.records import LabResult, Record
from crampdiary.services.lab_readings import LabRow
from crampdiary.services.labs import lab_rows
from crampdiary.ui.labs.dialog import ResultsDialog
from crampdiary.ui.labs.page import LabsPage
from crampdiary.ui.labs.result_fields import ResultFields
from crampdiary.ui.labs.table_model import READING_ROLE, ROW_ROLE
from crampdiary.ui.labs.words import remark
from crampdiary.ui.shared.labels import ErrorLabel
from crampdiary.ui.shared.runner import Runner
from crampdiary.ui.shared.session import DiarySession
from crampdiary.ui.shared.theme import Theme
from tests.fakes import MemoryDiary
from tests.ui.treatments.support import (
    press,
    with_the_keys,
)


def result(value: str, on: date = date(2026, 1, 21), **more: object) -> LabResult:
    """Return a result of potassium, or of what is said."""
    fields: dict[str, object] = {"test": "Potassium", "unit": "mmol/L", **more}
    return LabResult(value=Decimal(value), taken_on=on, **fields)  # type: ignore[arg-type]  # any


def rows_of(*records: Record) -> tuple[LabRow, ...]:
    """Return the rows that a diary with these records has."""
    return lab_rows(MemoryDiary(records))


def stored(session: DiarySession) -> list[LabResult]:
    """Return what is in the diary."""
    assert session.diary is not None
    return session.diary.records(LabResult)


def shown(qtbot: QtBot, session: DiarySession, theme: Theme | None = None) -> LabsPage:
    """Return the page, shown and with the keyboard."""
    page = LabsPage(session=session, theme=theme or Theme(scale=1.0), runner=Runner())
    qtbot.addWidget(page)
    page.resize(1000, 700)
    page.refresh()
    with qtbot.waitActive(page):
        page.show()
    return page


def open_form(qtbot: QtBot, page: LabsPage) -> ResultsDialog:
    """Return the form that is open, once it has the keyboard."""
    (form,) = [form for form in page.findChildren(ResultsDialog) if form.isVisible()]
    qtbot.waitUntil(lambda: QApplication.activeWindow() is form)
    return form


def cell(page: LabsPage, row: int, column: int) -> str:
    """Return the words of a cell."""
    return str(page.table.lab_model.index(row, column).data())


def enter(*, control: bool = False) -> None:
    held = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(with_the_keys(), Qt.Key.Key_Return, held)


def row_for(form: ResultsDialog, test: str) -> ResultFields:
    return next(row for row in form.rows if row.is_about(test))


def answer(row: ResultFields, words: str) -> None:
    (button,) = [button for button in row.question.answers if button.text() == words]
    press(button)


def opened(qtbot: QtBot, session: DiarySession) -> tuple[LabsPage, ResultsDialog]:
    page = shown(qtbot, session)
    page.open_results()
    return page, open_form(qtbot, page)


def by_test(session: DiarySession) -> dict[str, LabResult]:
    return {known.test: known for known in stored(session)}


def said_beside(page: LabsPage, row: int, column: int) -> str:
    index = page.table.lab_model.index(row, column)
    return remark(index.data(ROW_ROLE).lab, index.data(READING_ROLE))


def said(form: ResultsDialog) -> list[str]:
    return [label.text() for label in form.findChildren(ErrorLabel) if label.text()]
