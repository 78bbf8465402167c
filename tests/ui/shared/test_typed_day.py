"""A day typed in one go is that day, however it is written and wherever the caret stands."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from crampdiary.ui.shared.date_field import DateField
from crampdiary.ui.shared.typed_day import typed_day

SHOWN = date(2026, 11, 22)
WANTED = date(2025, 3, 16)
WRITTEN = [
    *("16 Mar 2025", "16 March 2025", "16. march 2025", "16 mar, 2025"),
    *("16.3.2025", "16.03.2025", "16/3/2025", "16-03-2025", "16.3.25", "2025-03-16", "3/16/2025"),
]


def _all(field: DateField) -> None:
    field.lineEdit().selectAll()


def _end(field: DateField) -> None:
    field.lineEdit().setCursorPosition(len(field.text()))


def _within_the_day(field: DateField) -> None:
    field.lineEdit().setCursorPosition(1)


def _as_it_is_entered(field: DateField) -> None:
    field.setSelectedSection(DateField.Section.DaySection)


@pytest.fixture
def field(qtbot: QtBot) -> DateField:
    made = DateField(name="From", day=SHOWN)
    qtbot.addWidget(made)
    made.show()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    return made


@pytest.mark.parametrize("written", WRITTEN)
@pytest.mark.parametrize("place", [_all, _end, _within_the_day, _as_it_is_entered])
def test_a_day_typed_in_one_go_is_that_day(
    field: DateField, written: str, place: Callable[[DateField], None]
) -> None:
    place(field)
    QTest.keyClicks(field, written)
    assert field.day == WANTED


def test_day_and_month_alone_leave_the_year(field: DateField) -> None:
    QTest.keyClicks(field, "1.12.")
    assert field.day == date(2026, 12, 1)


def test_a_part_is_written_over_where_the_caret_stands(field: DateField) -> None:
    field.lineEdit().setCursorPosition(len(field.text()))
    QTest.keyClicks(field, "2024")
    assert field.day == date(2024, 11, 22)


def test_arrows_begin_a_new_part(field: DateField) -> None:
    QTest.keyClicks(field, "1")
    QTest.keyClick(field, Qt.Key.Key_Up)
    QTest.keyClicks(field, "5.6.2024")
    assert field.day == date(2024, 6, 5)


@pytest.mark.parametrize(
    "text", ["", "16", "16 Foo 2025", "31.2.2025", "0.1.2025", "16.3.202", "13/13/2025"]
)
def test_what_is_no_day_yet_is_none(text: str) -> None:
    assert typed_day(text, year=2026) is None


def test_a_year_of_two_digits_is_the_near_one() -> None:
    assert typed_day("1.5.31", year=2026) == date(2031, 5, 1)
    assert typed_day("1.5.55", year=2026) == date(1955, 5, 1)


def test_a_click_begins_a_new_day(field: DateField) -> None:
    QTest.keyClicks(field, "1")
    QTest.mouseDClick(field.lineEdit(), Qt.MouseButton.LeftButton)
    QTest.keyClicks(field, "16.3.2025")
    assert field.day == WANTED


def test_a_day_that_cannot_be_is_not_taken(field: DateField) -> None:
    QTest.keyClicks(field, "1.5.1026")
    assert field.day.year != 1026


def test_a_slip_that_a_form_tells_about_is_taken_as_it_is(qtbot: QtBot) -> None:
    field = DateField(name="From", day=SHOWN, is_checked=True)
    qtbot.addWidget(field)
    field.show()
    QTest.keyClicks(field, "1.5.1026")
    assert field.day == date(1026, 5, 1)
