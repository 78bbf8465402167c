"""Settings: stored at once, undone at once, refused in words."""

from datetime import date, datetime

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from crampdiary.domain.preferences import Preferences
from crampdiary.domain.records import Cramp
from crampdiary.services.preferences import preferences, tonight
from crampdiary.tokens import DAY, NIGHT
from crampdiary.ui.settings.morning_card import WORDS
from crampdiary.ui.settings.page import SettingsPage
from crampdiary.ui.settings.rows import HourField
from tests.fakes import StillClock
from tests.ui.diary_sessions import click, type_text
from tests.ui.page_desk import Desk, demo_file
from tests.ui.pixels import frame, too_blue_or_green
from tests.ui.settings.support import MakeDesk

FRIDAY = date(2026, 11, 20)


def _choose(field: HourField, hour: int) -> None:
    """Choose an hour by keyboard."""
    field.setFocus()
    step = Qt.Key.Key_Down if hour > field.currentData() else Qt.Key.Key_Up
    while field.currentData() != hour:
        QTest.keyClick(field, step)


def _type_glass(desk: Desk[SettingsPage], text: str) -> None:
    field = desk.page.habits.glass
    field.setFocus()
    field.selectAll()
    QTest.keyClick(field, Qt.Key.Key_Delete)
    type_text(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)


@pytest.mark.parametrize(
    ("typed", "glass_ml"), [("300", 300), ("330 ml", 330), ("0,2 l", 200), ("2 dl", 200)]
)
def test_another_glass_is_stored_at_once_and_undo_brings_the_old_one_back(
    desk: MakeDesk, typed: str, glass_ml: int
) -> None:
    here = desk()
    _type_glass(here, typed)
    diary = here.session.diary
    assert diary is not None
    assert preferences(diary).glass_ml == glass_ml
    assert here.noted == [f"A glass now counts as {glass_ml} ml."]
    assert here.page.habits.glass.text() == f"{glass_ml} ml"
    here.page.habits.glass.clearFocus()
    here.session.undo()
    assert preferences(diary).glass_ml == 250
    assert here.page.habits.glass.text() == "250 ml"


@pytest.mark.parametrize("typed", ["", "a mug", "3", "5000 ml", "-250", "2 glasses of 1 l"])
def test_an_impossible_glass_is_told_below_the_field_and_changes_nothing(
    desk: MakeDesk, typed: str
) -> None:
    here = desk()
    _type_glass(here, typed)
    assert here.session.preferences.glass_ml == 250
    assert here.page.habits.error.isVisible()
    assert "size of a glass" in here.page.habits.error.text()
    _type_glass(here, "250")
    assert not here.page.habits.error.isVisible()


def test_a_later_boundary_counts_for_entries_from_now_on_only(desk: MakeDesk) -> None:
    early = Cramp(night=FRIDAY)
    here = desk(early)
    _choose(here.page.habits.boundary, 15)
    diary = here.session.diary
    assert diary is not None
    assert diary.records(Cramp) == [early]
    afternoon = StillClock(datetime(2026, 11, 22, 13, 0))
    assert tonight(diary, afternoon.now()) == date(2026, 11, 21)


def test_colours_and_start_share_hours_that_show_while_anything_goes_by_them(
    desk: MakeDesk,
) -> None:
    here = desk()
    night = here.page.night
    _choose(night.begin, 20)
    _choose(night.end, 6)
    stored = here.session.preferences
    assert (stored.night_colours, stored.night_from_hour, stored.night_to_hour) == ("auto", 20, 6)
    click(night.colours.button("never"))
    assert night.begin.isVisible()
    click(night.start.button("always"))
    stored = here.session.preferences
    assert (stored.night_colours, stored.night_start) == ("never", "always")
    assert not night.begin.isVisible()
    here.session.undo()
    assert night.begin.isVisible()
    assert (night.colours.value, night.start.value) == ("never", "auto")


def _choose_reminder(here: Desk[SettingsPage], words: str) -> None:
    """Open the list, type the time and press Enter."""
    field = here.page.morning.reminder
    field.setFocus()
    field.showPopup()
    type_text(field.view(), words)
    QTest.keyClick(field.view(), Qt.Key.Key_Return)


def test_reminder_is_off_until_a_time_is_chosen_and_undo_turns_it_off_again(
    desk: MakeDesk,
) -> None:
    here = desk()
    assert here.page.morning.reminder.currentText() == "Off"
    _choose_reminder(here, "8:30")
    assert here.session.preferences.reminder_min == 510
    assert here.noted == ["The morning reminder comes at 8:30."]
    here.session.undo()
    assert here.page.morning.reminder.currentText() == "Off"
    assert here.session.preferences.reminder_min is None


def test_reminder_within_the_night_says_when_it_comes(desk: MakeDesk) -> None:
    here = desk()
    _choose_reminder(here, "7:00")
    assert here.page.morning.words.text().endswith("at 8:00.")
    _choose(here.page.night.end, 6)
    assert here.page.morning.words.text() == WORDS


def test_night_hours_show_while_a_reminder_waits_for_their_end(desk: MakeDesk) -> None:
    here = desk(Preferences(night_colours="never", night_start="never"))
    assert not here.page.night.end.isVisible()
    _choose_reminder(here, "7:00")
    assert here.page.night.end.isVisible()


@pytest.mark.parametrize("minute", [0, 427, 1439])
def test_a_time_from_elsewhere_is_shown_in_its_place(desk: MakeDesk, minute: int) -> None:
    here = desk(Preferences(reminder_min=minute))
    field = here.page.morning.reminder
    assert field.currentText() == f"{minute // 60}:{minute % 60:02}"
    times = [field.itemData(at) for at in range(1, field.count())]
    assert times == sorted(times)
    here.page.refresh()
    assert field.count() == len(times) + 1


def test_command_for_a_key_is_copied_as_it_is_typed(
    desk: MakeDesk, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    here = desk()
    click(here.page.night.copy)
    assert qapp.clipboard().text() == "crampdiary now"
    assert here.noted == ["Copied: crampdiary now"]


def test_the_wheel_scrolls_the_page_and_never_an_hour(desk: MakeDesk) -> None:
    here = desk()
    field = here.page.night.begin
    field.setFocus()
    middle = QPointF(field.rect().center())
    down = QPoint(0, -120)
    event = QWheelEvent(
        middle,
        QPointF(field.mapToGlobal(middle.toPoint())),
        down,
        down,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003 - Qt takes no keywords
    )
    QApplication.sendEvent(field, event)
    assert field.currentData() == 22
    assert here.session.preferences.night_from_hour == 22


def test_name_and_year_are_stored_when_the_field_is_left(desk: MakeDesk) -> None:
    here = desk()
    person = here.page.person.person
    person.name.setFocus()
    type_text(person.name, " Ada Example ")
    QTest.keyClick(person.name, Qt.Key.Key_Tab)
    type_text(person.birth_year, "1958")
    QTest.keyClick(person.birth_year, Qt.Key.Key_Tab)
    stored = here.session.preferences
    assert (stored.person_name, stored.birth_year) == ("Ada Example", 1958)


@pytest.mark.parametrize("typed", ["1899", "2027", "born 58", "\u0661\u0669\u0665\u0668"])
def test_an_impossible_year_is_told_and_not_stored(desk: MakeDesk, typed: str) -> None:
    here = desk()
    person = here.page.person.person
    person.birth_year.setFocus()
    person.birth_year.setText(typed)  # keys of other scripts cannot be pressed here
    QTest.keyClick(person.birth_year, Qt.Key.Key_Return)
    assert here.session.preferences.birth_year is None
    assert "1900 to 2026" in person.error.text()


def test_the_demo_is_opened_and_left_and_takes_no_files(desk: MakeDesk) -> None:
    here = desk()
    files = here.page.files
    seen = []
    for _ in range(3):
        is_demo = here.session.preferences.is_demo
        seen.append((files.path.text(), is_demo, files.import_button.isEnabled()))
        click(files.demo_button)
    assert seen == [("own", False, True), ("demo", True, False), ("own", False, True)]


def test_settings_at_night_are_red_alone(desk: MakeDesk, qapp: QApplication) -> None:
    here = desk(file=demo_file(), palette=NIGHT)
    here.theme.apply(qapp)
    assert too_blue_or_green(frame(here.window)) == 0
    here.page.habits.boundary.showPopup()
    assert too_blue_or_green(frame(here.page.habits.boundary.view())) == 0
    here.page.habits.boundary.hidePopup()
    here.theme.use(DAY)
    qapp.setStyleSheet("")
