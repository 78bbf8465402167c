"""The fields of Settings: heard elsewhere, reached by Tab, never cut, true to what is stored."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from crampdiary.domain.preferences import Preferences
from crampdiary.services.preferences import set_preferences
from crampdiary.ui.settings.page import SettingsPage
from crampdiary.ui.today.page import TodayPage
from tests.ui.diary_sessions import click, key, type_text
from tests.ui.page_desk import Desk
from tests.ui.settings.support import MakeDesk


def test_a_glass_of_another_size_is_what_today_counts_in(desk: MakeDesk, qtbot: QtBot) -> None:
    here = desk()
    today = TodayPage(session=here.session, theme=here.theme, runner=here.runner)
    qtbot.addWidget(today)
    today.refresh()
    today.show()
    glass = here.page.habits.glass
    click(glass)
    key(glass, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    type_text(glass, "0,3 l")
    key(glass, Qt.Key.Key_Tab)
    words = [label.text() for label in today.findChildren(QLabel)]
    assert "Fluids, glasses of 300 ml" in words


def test_what_is_stored_shows_in_a_field_with_the_focus_unless_somebody_types_there(
    desk: MakeDesk,
) -> None:
    here = desk(Preferences(person_name="Ann", birth_year=1951, glass_ml=300))
    glass, person = here.page.habits.glass, here.page.person.person
    assert QApplication.focusWidget() is glass
    assert glass.text() == "300 ml"
    click(person.name)
    key(person.name, Qt.Key.Key_End)
    type_text(person.name, "a")
    key(person.name, Qt.Key.Key_Return)
    assert here.session.preferences.person_name == "Anna"
    here.session.undo()
    assert person.name.text() == "Ann"
    click(person.birth_year)
    key(person.birth_year, Qt.Key.Key_Backspace)
    here.session.do(lambda diary, clock: set_preferences(diary, clock, glass_ml=200))
    assert person.birth_year.text() == "195"
    assert glass.text() == "200 ml"


def test_everything_is_reached_by_tab_and_has_a_name(desk: MakeDesk) -> None:
    page = desk().page
    wanted = {
        page.habits.glass,
        page.habits.boundary,
        page.night.colours.button("auto"),
        page.night.start.button("auto"),
        page.night.begin,
        page.night.end,
        page.night.copy,
        page.morning.reminder,
        page.bands.below,
        page.bands.enough,
        *page.own.add_buttons.values(),
        page.person.person.name,
        page.person.person.birth_year,
        page.files.import_button,
        page.files.export_all,
        page.files.export_nights,
        page.files.export_cramps,
        page.files.demo_button,
    }
    page.habits.glass.setFocus()
    seen = set()
    while (focus := QApplication.focusWidget()) not in seen:
        assert focus is not None
        assert focus.accessibleName() or getattr(focus, "text", str)(), type(focus)
        seen.add(focus)
        key(focus, Qt.Key.Key_Tab)
    assert wanted <= seen


def _cut_words(here: Desk[SettingsPage]) -> list[str]:
    def needed(label: QLabel) -> int:
        wrapped = label.heightForWidth(label.width()) if label.wordWrap() else 0
        return max(wrapped, label.fontMetrics().height())

    shown = [label for label in here.page.findChildren(QLabel) if label.isVisible()]
    return [label.text() for label in shown if label.text() and label.height() < needed(label)]


@pytest.mark.parametrize("width", [1068, 600])
def test_nothing_is_cut_and_nothing_scrolls_sideways(desk: MakeDesk, width: int) -> None:
    here = desk(size=(width, 680))
    here.qtbot.waitUntil(lambda: _cut_words(here) == [])
    assert here.page.scroll_area.horizontalScrollBar().maximum() == 0
