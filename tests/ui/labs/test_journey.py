"""Three results of one blood test by keyboard, a typo mended, one deleted and brought back."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crampdiary.domain.choices import Comparator
from crampdiary.domain.records import LabResult
from crampdiary.storage.diary import SqliteDiary
from crampdiary.tokens import NIGHT
from crampdiary.ui.labs.page import LabsPage
from crampdiary.ui.shared.labels import ErrorLabel
from crampdiary.ui.shared.session import DiarySession
from crampdiary.ui.shared.theme import Theme
from tests.fakes import StillClock
from tests.ui.labs.support import cell, open_form, result, shown, stored
from tests.ui.pixels import colours, frame, too_blue_or_green
from tests.ui.treatments.support import (
    NOW,
    memory_session,
    press,
    tab,
    type_into,
    type_on,
    with_the_keys,
)


@pytest.fixture(params=["memory", "sqlite"])
def session(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[DiarySession]:
    if request.param == "memory":
        yield memory_session()
        return
    stored = DiarySession(clock=StillClock(NOW), open_file=SqliteDiary)
    stored.open(tmp_path / "mine.crampdiary")
    yield stored
    stored.close()


def click_cell(page: LabsPage, row: int, column: int) -> None:
    rect = page.table.visualRect(page.table.lab_model.index(row, column))
    QTest.mouseClick(
        page.table.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        rect.center() if not rect.isEmpty() else QPoint(),
    )


def test_three_results_by_keyboard_a_typo_mended_one_deleted_and_brought_back(
    qtbot: QtBot, session: DiarySession
) -> None:
    page = shown(qtbot, session)
    press(page.empty.button)
    form = open_form(qtbot, page)
    type_on("21 Jan 2026")
    while with_the_keys() is form.day:
        tab()
    QTest.keyClick(with_the_keys(), Qt.Key.Key_Space)  # fasting
    tab()
    type_on("Central laboratory")
    tab()
    for test, value, unit, printed in (
        ("25-oh vitamin d", "14,2", "ng/mL", "30 - 100"),
        ("Magnesium", "0.78", None, "0.70-1.00"),
        ("cpk", "< 20", None, "up to 190"),
    ):
        for text in (test, value, unit, printed):
            tab()
            if text is not None:
                type_on(text)
    QTest.keyClick(with_the_keys(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert not form.isVisible()
    found = {known.test: known for known in stored(session)}
    assert set(found) == {"25-OH vitamin D", "Magnesium", "Creatine kinase"}
    kinase, vitamin = found["Creatine kinase"], found["25-OH vitamin D"]
    assert (kinase.comparator, kinase.value, kinase.unit) == (Comparator.BELOW, Decimal(20), "U/L")
    assert (kinase.range_low, kinase.range_high) == (None, Decimal(190))
    assert found["Magnesium"].unit == "mmol/L"
    assert {known.fasting for known in found.values()} == {True}
    assert (str(vitamin.value), vitamin.unit, vitamin.flag) == ("14.2", "ng/mL", "low")
    assert {known.taken_on for known in found.values()} == {date(2026, 1, 21)}
    assert {known.laboratory for known in found.values()} == {"Central laboratory"}
    assert [cell(page, row, 0) for row in range(3)] == ["14.2", "0.78", "< 20"]

    click_cell(page, 1, 0)
    form = open_form(qtbot, page)
    assert with_the_keys() is form.rows[0].value
    type_into(form.rows[0].value, "0.87")
    press(form.save_button)
    assert cell(page, 1, 0) == "0.87"

    page.table.setCurrentIndex(page.table.lab_model.index(2, 0))
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    assert {known.test for known in stored(session)} == {"25-OH vitamin D", "Magnesium"}
    session.undo()
    assert {known.test for known in stored(session)} == set(found)

    page.table.setCurrentIndex(page.table.lab_model.index(0, 0))
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    form = open_form(qtbot, page)
    press(form.delete_button)
    assert "25-OH vitamin D" not in {known.test for known in stored(session)}
    session.undo()
    assert vitamin in stored(session)


BAD = [
    pytest.param({"value": "high"}, "a number such as 14.2, or < 0.41", id="letters"),
    pytest.param({"value": "-3"}, "a number such as 14.2, or < 0.41", id="negative"),
    pytest.param({"value": ""}, "is empty", id="no value"),
    pytest.param({"test": " "}, "its name", id="no test"),
    pytest.param({"test": "x" * 201}, "too long", id="an endless name"),
    pytest.param({"range": "5 - 3"}, "use 3 to 5", id="range upside down"),
    pytest.param({"range": "5 - 3 mg/dL"}, "use mmol/L", id="range in another unit"),
    pytest.param({"unit": "mg/L"}, "use mmol/L or mEq/L", id="a unit of another kind"),
    pytest.param({"value": "41"}, "use 1.5 to 10 mmol/L", id="out of all bounds"),
]


@pytest.mark.parametrize(("typed", "words"), BAD)
def test_what_cannot_be_is_said_at_its_row_and_nothing_is_stored(
    qtbot: QtBot, typed: dict[str, str], words: str
) -> None:
    session = memory_session()
    page = shown(qtbot, session)
    page.open_results()
    form = open_form(qtbot, page)
    for number, good in enumerate(({"test": "Magnesium", "value": "0.8", "unit": "mmol/L"}, {})):
        fields = form.rows[number]
        told = good or {"test": "Potassium", "value": "4.1", "unit": "mmol/L", **typed}
        for name, text in told.items():
            field = getattr(fields, name)
            type_into(field, text) if text else field.clear()
    press(form.save_button)
    assert form.isVisible()
    errors = [label.text() for label in form.findChildren(ErrorLabel) if label.text()]
    assert errors == [form.rows[1].error.text()]
    assert words in errors[0]
    assert stored(session) == []
    focus = form.focusWidget()
    assert focus is not None
    assert focus.accessibleDescription() == errors[0]
    assert form.rows[0].value.text() == "0.8"


def test_a_day_of_the_future_is_refused_at_the_date(qtbot: QtBot) -> None:
    session = memory_session()
    page = shown(qtbot, session)
    page.open_results()
    form = open_form(qtbot, page)
    form.day.set_day(NOW.date() + timedelta(days=1))
    type_into(form.rows[0].test, "Potassium")
    press(form.save_button)
    (error,) = [label.text() for label in form.findChildren(ErrorLabel) if label.text()]
    assert "in the future" in error
    assert form.focusWidget() is form.day
    assert stored(session) == []


def test_a_form_without_any_result_asks_for_one(qtbot: QtBot) -> None:
    page = shown(qtbot, memory_session())
    page.open_results()
    form = open_form(qtbot, page)
    press(form.save_button)
    assert form.isVisible()
    assert "its name" in form.rows[0].error.text()


def test_names_in_any_script_and_a_long_note_are_kept(qtbot: QtBot) -> None:
    one = result("4.1", test="قياس الدم 🩸", unit="")
    session = memory_session(one)
    page = shown(qtbot, session)
    page.open_results(one)
    form = open_form(qtbot, page)
    form.note.setPlainText("n" * 10_001)
    press(form.save_button)
    assert form.isVisible()
    assert stored(session) == [one]
    form.note.setPlainText("n" * 10_000)
    press(form.save_button)
    (kept,) = stored(session)
    assert (kept.id, kept.test, len(kept.note)) == (one.id, one.test, 10_000)


def test_the_unit_used_before_is_filled_in_and_follows_the_test(qtbot: QtBot) -> None:
    session = memory_session(result("70", test="25-OH vitamin D", unit="nmol/L"))
    page = shown(qtbot, session)
    page.open_results()
    fields = open_form(qtbot, page).rows[0]
    type_into(fields.test, "25-oh vitamin d")
    tab()
    assert fields.unit.text() == "nmol/L"
    type_into(fields.test, "Magnesium")
    tab()
    assert fields.unit.text() == ""
    assert fields.unit.placeholderText() == "mmol/L or mg/dL"
    type_into(fields.unit, "mg/dL")
    type_into(fields.test, "Creatine kinase")
    tab()
    assert fields.unit.text() == "mg/dL"


def test_a_unit_typed_behind_the_value_is_understood(qtbot: QtBot) -> None:
    session = memory_session()
    page = shown(qtbot, session)
    page.open_results()
    form = open_form(qtbot, page)
    type_into(form.rows[0].test, "Potassium")
    type_into(form.rows[0].value, "4.1 mmol/L")
    press(form.save_button)
    (one,) = stored(session)
    assert (str(one.value), one.unit) == ("4.1", "mmol/L")


def test_the_newest_days_are_in_sight_and_the_tests_stay(qtbot: QtBot) -> None:
    days = [date(2020, 1, 1) + timedelta(days=100 * number) for number in range(24)]
    page = shown(qtbot, memory_session(*(result("4.1", day) for day in days)))
    table = page.table
    bar = table.horizontalScrollBar()
    assert bar.maximum() > 0
    assert bar.value() == bar.maximum()
    last = table.visualRect(table.lab_model.index(0, len(days)))
    assert table.viewport().rect().contains(last)
    assert table.verticalHeader().isVisible()
    first_column = next(
        column
        for column in range(len(days) + 1)
        if table.visualRect(table.lab_model.index(0, column)).right() > 0
    )
    assert table.visualRect(table.lab_model.index(0, first_column)).left() >= 0


def test_cells_and_headers_speak_in_full(qtbot: QtBot) -> None:
    low = result("3.4", range_low=Decimal("3.5"), range_high=Decimal("5.1"))
    page = shown(qtbot, memory_session(low, result("4.0", date(2026, 9, 30))))
    model = page.table.lab_model
    role = Qt.ItemDataRole.AccessibleTextRole
    assert model.index(0, 0).data(role) == (
        "Potassium, 21 Jan 2026: 3.4 mmol/L, low, the lab's range 3.5 to 5.1"
    )
    assert model.index(0, 2).data(role) == (
        "Potassium, the lab's range: 3.5 to 5.1 (from 21 Jan 2026)"
    )
    assert model.headerData(0, Qt.Orientation.Vertical) == "Potassium mmol/L"
    interface = QAccessible.queryAccessibleInterface(page.table)
    assert interface is not None
    assert interface.text(QAccessible.Text.Name) == "Lab results by test and day"


def test_only_what_the_page_shows_makes_it_read_anew(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = memory_session()
    page = shown(qtbot, session)
    read: list[str] = []
    monkeypatch.setattr(page, "refresh", lambda: read.append("anew"))
    session.changed.emit(frozenset({"cramp", "night", "condition"}))
    assert read == []
    session.changed.emit(frozenset({"lab"}))
    assert read == ["anew"]


def test_an_empty_page_says_what_will_be_here_and_offers_the_first_step(qtbot: QtBot) -> None:
    page = shown(qtbot, memory_session())
    assert page.empty.isVisible()
    assert not page.add_button.isVisible()
    assert not page.table.isVisible()


def in_all_colours() -> list[LabResult]:
    """Return results that use every colour: a call, bands, flags, a converted and a limit value."""
    days = [date(2024, 1, 1) + timedelta(days=60 * number) for number in range(16)]
    low = [result(f"2.{n}", day, range_low=Decimal("3.5")) for n, day in enumerate(days)]
    vitamin_d = [
        result(value, day, test="25-OH vitamin D", unit=unit)
        for value, unit, day in zip(
            ("14.2", "60", "36.4"), ("ng/mL", "nmol/L", "ng/mL"), days, strict=False
        )
    ]
    limits = [
        result(value, day, test="CRP", unit="mg/L", comparator=comparator)
        for value, day, comparator in (
            (("5", days[0], Comparator.BELOW), ("9", days[1], None), ("7", days[2], None))
        )
    ]
    return [*low, *vitamin_d, *limits]


@pytest.fixture
def by_night(qapp: QApplication) -> Iterator[Theme]:
    theme = Theme(palette=NIGHT, scale=1.0)
    before = (qapp.style().objectName(), qapp.font(), qapp.palette())
    theme.apply(qapp)
    yield theme
    qapp.setStyleSheet("")
    qapp.setStyle(before[0])
    qapp.setFont(before[1])
    qapp.setPalette(before[2])


def test_by_night_only_red_light(qtbot: QtBot, by_night: Theme) -> None:
    page = shown(qtbot, memory_session(*in_all_colours()), by_night)
    assert page.call_card.isVisible()
    page.table.setFocus()
    pictures = [frame(page)]
    page.open_results()
    form = open_form(qtbot, page)
    type_into(form.rows[0].test, "pot")
    pictures.append(frame(form.rows[0].test.suggestions))
    press(form.save_button)
    assert form.rows[0].error.text()
    press(form.chips.button("electrolytes"))
    type_into(form.rows[2].value, "0.82 mg/dL")
    tab()
    assert form.rows[2].question.is_open
    form.rows[2].question.answers[0].setFocus()
    pictures.append(frame(form))
    assert [too_blue_or_green(picture) for picture in pictures] == [0, 0, 0]
    assert all(colours(picture) > 1 for picture in pictures)
