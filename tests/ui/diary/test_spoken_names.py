"""Whoever hears the window instead of seeing it is told what every control is."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from crampdiary.domain.records import Cramp
from crampdiary.ui.diary.cramp_editor import CrampEditor
from crampdiary.ui.diary.night_dialog import NightDialog
from crampdiary.ui.diary.page import DiaryPage
from crampdiary.ui.shared.runner import Runner
from crampdiary.ui.shared.theme import Theme
from crampdiary.ui.today.page import TodayPage
from tests.ui.diary_sessions import open_session

CRAMP = Cramp(night=date(2026, 11, 21), pain=5)


def nameless(widget: QWidget) -> list[str]:
    """Return the visible controls that the Tab key reaches and that have no name."""
    stops = [
        child
        for child in widget.findChildren(QWidget)
        if child.isVisible()
        and child.focusPolicy() & Qt.FocusPolicy.TabFocus
        and child.focusProxy() is None
        and not child.objectName().startswith("qt_")
    ]
    assert len(stops) > 2
    found = []
    for stop in stops:
        interface = QAccessible.queryAccessibleInterface(stop)
        if not interface.text(QAccessible.Text.Name).strip():
            found.append(f"{type(stop).__name__} in {type(stop.parentWidget()).__name__}")
    return found


def test_every_control_of_today_has_a_name(qtbot: QtBot) -> None:
    for records in ([], [CRAMP]):
        session, _ = open_session(records)
        page = TodayPage(session=session, theme=Theme(scale=1.0), runner=Runner())
        qtbot.addWidget(page)
        page.refresh()
        page.show()
        page.welcome.begin_button.click()
        assert nameless(page) == []


def test_every_control_of_the_diary_and_its_forms_has_a_name(qtbot: QtBot) -> None:
    session, _ = open_session([CRAMP])
    page = DiaryPage(session=session, theme=Theme(scale=1.0), runner=Runner())
    qtbot.addWidget(page)
    page.refresh()
    page.show()
    dialog = NightDialog(session=session, night=CRAMP.night, parent=page)
    editor = CrampEditor(session=session, night=CRAMP.night, cramp=CRAMP, parent=page)
    dialog.open()
    editor.open()
    page.filter_button.click()
    panel = page.search.panel
    assert [*nameless(page), *nameless(panel), *nameless(dialog), *nameless(editor)] == []
    panel.close()
    editor.reject()
    dialog.reject()


def test_a_cell_of_the_list_says_its_column_and_what_is_in_it(qtbot: QtBot) -> None:
    session, _ = open_session([CRAMP])
    page = DiaryPage(session=session, theme=Theme(scale=1.0), runner=Runner())
    qtbot.addWidget(page)
    page.refresh()
    page.show()
    interface = QAccessible.queryAccessibleInterface(page.nights)
    cells = [interface.child(number) for number in range(interface.childCount())]
    spoken = [cell.text(QAccessible.Text.Name) for cell in cells]
    assert "Cramps: time not known, pain\u00a05" in spoken
    assert "The evening before: nothing said" in spoken
