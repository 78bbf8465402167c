from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from crampdiary.domain.errors import ConflictError, DiaryError, InvalidValueError
from crampdiary.ui.shared.date_field import DateField
from crampdiary.ui.shared.fields import NoteField, TextField
from crampdiary.ui.shared.forms import FormDialog
from crampdiary.ui.shared.labels import ErrorLabel


class NameForm(FormDialog):
    """A form that stores what it is told to, or fails as it is told to."""

    def __init__(self, *, problem: DiaryError | None = None, parent: QWidget | None = None) -> None:
        super().__init__("Add a name", parent=parent)
        self.problem = problem
        self.stored: list[str] = []
        self.name = TextField(name="Name")
        self.day = DateField(name="Day", day=date(2026, 11, 22))
        self.note = NoteField(name="Note")
        self.add_field("name", "Name", self.name)
        self.add_field("on", "Day", self.day)
        self.add_field("note", "Note", self.note)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)

    def submit(self) -> None:
        if self.problem is not None:
            raise self.problem
        self.stored.append(self.name.text())


@pytest.fixture
def form(qtbot: QtBot) -> NameForm:
    dialog = NameForm()
    qtbot.addWidget(dialog)
    dialog.open()
    return dialog


def _shown_errors(form: FormDialog) -> list[str]:
    return [label.text() for label in form.findChildren(ErrorLabel) if label.isVisible()]


def test_control_enter_saves_from_any_field(qtbot: QtBot, form: NameForm) -> None:
    form.name.setText("Magnesium")
    form.note.setFocus()
    with qtbot.waitSignals([form.saved, form.accepted]):
        QTest.keyClick(form.note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert form.stored == ["Magnesium"]


def test_escape_cancels_and_stores_nothing(qtbot: QtBot, form: NameForm) -> None:
    form.name.setText("Magnesium")
    with qtbot.waitSignal(form.rejected), qtbot.assertNotEmitted(form.saved):
        QTest.keyClick(form.name, Qt.Key.Key_Escape)
    assert form.stored == []


def test_an_error_stands_at_its_field_and_nothing_typed_is_lost(form: NameForm) -> None:
    form.problem = InvalidValueError(field="on", problem="in_the_future")
    form.name.setText("Magnesium")
    form.note.setPlainText("with breakfast")
    form.save_button.click()
    assert _shown_errors(form) == ["The date lies in the future. Nothing was changed."]
    assert form.day.hasFocus()
    assert form.day.accessibleDescription() == _shown_errors(form)[0]
    assert (form.name.text(), form.note.toPlainText()) == ("Magnesium", "with breakfast")
    assert form.isVisible()


def test_an_error_of_no_field_stands_above_the_buttons(form: NameForm) -> None:
    form.problem = ConflictError(kind="lab", record_id="x")
    form.save_button.click()
    assert len(_shown_errors(form)) == 1
    assert form.isVisible()


def test_errors_go_when_the_next_save_succeeds(qtbot: QtBot, form: NameForm) -> None:
    form.problem = InvalidValueError(field="name", problem="empty")
    form.save_button.click()
    form.problem = None
    with qtbot.waitSignal(form.accepted):
        form.save_button.click()
    form.clear_errors()
    assert _shown_errors(form) == []


def test_tab_goes_down_the_fields_and_then_to_the_buttons(form: NameForm) -> None:
    form.activateWindow()
    form.name.setFocus()
    order: list[QWidget] = []
    for _ in range(7):  # the day's three parts are a stop each
        focused = form.focusWidget()
        assert focused is not None
        if focused not in order:
            order.append(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert order == [form.name, form.day, form.note, form.save_button, form.cancel_button]
