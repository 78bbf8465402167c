"""Blood tests by panel: few keys, a doubt answered, what is seen afterwards, a retest, undo."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from crampdiary.domain.records import LabResult
from crampdiary.services.labs import add_results
from crampdiary.ui.labs.dialog import ResultsDialog
from crampdiary.ui.labs.panel_chips import LAST
from tests.ui.labs.support import (
    answer,
    by_test,
    cell,
    enter,
    open_form,
    opened,
    result,
    row_for,
    rows_of,
    said_beside,
    shown,
    stored,
)
from tests.ui.treatments.support import (
    NOW,
    memory_session,
    press,
    tab,
    type_into,
    type_on,
    with_the_keys,
)

JANUARY, MAY = date(2026, 1, 21), date(2026, 5, 5)


def type_electrolytes(form: ResultsDialog) -> None:
    """Type five values with one key each beside their digits: the units are understood."""
    press(form.chips.button("electrolytes"))
    for row, value in zip(form.rows, ("4.1", "140", "0.82", "2.21", "1.10"), strict=False):
        assert with_the_keys() is row.value
        type_on(value)
        enter()
    assert [(row.test.text(), row.unit.text()) for row in form.rows[:5]] == [
        (name, "mmol/L")
        for name in ("Potassium", "Sodium", "Magnesium", "Calcium, total", "Phosphate")
    ]


def take_the_other_unit(form: ResultsDialog) -> None:
    """Say mg/dL of 0.82 magnesium, be asked, also on saving, and take mmol/L."""
    magnesium = row_for(form, "Magnesium")
    type_into(magnesium.unit, "mg/dL")
    tab()
    question = "0.82 mg/dL magnesium is very low; did you mean mmol/L?"
    assert magnesium.question.words.text() == question
    words = [button.text() for button in magnesium.question.answers]
    assert words == ["Use mmol/L", "It is 0.82 mg/dL"]
    enter(control=True)
    assert form.isVisible()
    assert with_the_keys() is magnesium.question.answers[0]
    answer(magnesium, "Use mmol/L")
    assert not magnesium.question.is_open
    assert with_the_keys() is form.save_button


def type_a_retest(form: ResultsDialog) -> None:
    """Take the rows of last time; calcium comes in mg/dL now, whose range is another one."""
    form.day.set_day(MAY)
    press(form.chips.button(LAST))
    assert form.laboratory.text() == "Central laboratory"
    calcium = row_for(form, "Calcium")
    assert (calcium.unit.text(), calcium.value.text()) == ("mmol/L", "")
    assert calcium.range.text() == "2.30 to 2.55"
    type_into(calcium.unit, "mg/dL")
    tab()
    assert calcium.range.text() == ""
    type_into(calcium.value, "9.6")
    type_into(row_for(form, "Potassium").value, "4.4")


def test_a_panel_a_doubt_a_retest_in_another_unit_and_undo(qtbot: QtBot) -> None:
    session = memory_session()
    page, form = opened(qtbot, session)
    form.day.set_day(JANUARY)
    type_into(form.laboratory, "Central laboratory")
    type_electrolytes(form)
    type_on("alb")
    tab()
    type_on("38 g/L")
    type_into(row_for(form, "Calcium").range, "2.30 to 2.55")
    take_the_other_unit(form)
    assert stored(session) == []
    enter()

    assert not form.isVisible()
    found = by_test(session)
    assert len(found) == 6
    assert (str(found["Magnesium"].value), found["Magnesium"].unit) == ("0.82", "mmol/L")
    assert {known.taken_on for known in found.values()} == {JANUARY}
    names = [row.lab.test for row in page.table.lab_model.grid.rows]
    calcium = names.index("Calcium, total")
    assert names[calcium + 1] == "Calcium, corrected for albumin"
    assert [cell(page, calcium + below, 0) for below in (0, 1)] == ["2.21", "2.25"]
    assert said_beside(page, calcium, 0) == "low"
    assert page.multiples.cards == []

    page.open_results()
    form = open_form(qtbot, page)
    type_a_retest(form)
    enter(control=True)
    assert not form.isVisible()
    assert len(stored(session)) == 8
    row = page.table.lab_model.grid.rows[calcium].lab
    assert (row.unit, [reading.text for reading in row.readings]) == ("mg/dL", ["8.86", "9.6"])
    assert [reading.is_converted for reading in row.readings] == [True, False]
    assert [reading.trend for reading in row.readings] == [None, "up"]
    tip = str(page.table.lab_model.index(calcium, 0).data(Qt.ItemDataRole.ToolTipRole))
    assert "converted from 2.21 mmol/L" in tip
    assert {card.spark.row.test for card in page.multiples.cards} == {"Calcium, total", "Potassium"}

    session.undo()
    assert len(stored(session)) == 6
    session.undo()
    assert stored(session) == []
    assert page.empty.isVisible()


def test_vitamin_d_shows_its_band_and_a_retest_in_nmol_joins_the_series(qtbot: QtBot) -> None:
    session = memory_session()
    page, form = opened(qtbot, session)
    form.day.set_day(JANUARY)
    type_into(form.rows[0].test, "vit d")
    tab()
    assert form.rows[0].test.text() == "25-OH vitamin D"
    type_on("14.2")
    tab()
    type_on("ng/mL")
    tab()
    type_on("30 - 100")
    enter()
    enter()  # from an empty last row
    assert not form.isVisible()
    assert said_beside(page, 0, 0) == "low, deficient*"
    assert "commonly used bands: below 20 deficient" in page.remark.text()

    page.open_results()
    form = open_form(qtbot, page)
    form.day.set_day(MAY)
    type_into(form.rows[0].test, "25-hydroxy")
    tab()
    assert form.rows[0].unit.text() == "ng/mL"
    type_into(form.rows[0].value, "82.4 nmol/L")
    type_into(form.rows[0].range, "75 - 250 nmol/L")
    press(form.save_button)
    assert not form.isVisible()
    (row,) = rows_of(*stored(session))
    assert (row.unit, [reading.text for reading in row.readings]) == ("nmol/L", ["35.4", "82.4"])
    assert row.latest.trend == "up"
    assert row.latest.flag == ""


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("pot", "Potassium"),
        ("cpk", "Creatine kinase"),
        ("25(OH)D", "25-OH vitamin D"),
        ("magnesuim", "Magnesium"),
        ("vit", "vit"),
        ("Zonulin", "Zonulin"),
        ("1,25-dihydroxyvitamin D", "1,25-dihydroxyvitamin D"),
    ],
)
def test_a_test_is_understood_however_it_is_typed_and_left_alone_where_there_is_doubt(
    qtbot: QtBot, typed: str, name: str
) -> None:
    _, form = opened(qtbot, memory_session())
    type_into(form.rows[0].test, typed)
    tab()
    assert form.rows[0].test.text() == name


def test_the_list_offers_tests_by_any_of_their_names(qtbot: QtBot) -> None:
    _, form = opened(qtbot, memory_session(result("7", test="Zonulin", unit="ng/mL")))
    field = form.rows[0].test
    type_into(field, "vit d")
    model = field.suggestions.model()
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == ["25-OH vitamin D"]
    type_into(field, "zon")
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == ["Zonulin"]


def test_saving_by_keys_from_the_value_understands_it_as_leaving_it_does(qtbot: QtBot) -> None:
    session = memory_session()
    _, form = opened(qtbot, session)
    type_into(form.rows[0].test, "mg")
    tab()
    type_on("0.82")
    enter(control=True)
    assert not form.isVisible()
    (one,) = stored(session)
    assert (one.test, str(one.value), one.unit) == ("Magnesium", "0.82", "mmol/L")


def test_a_unit_behind_the_value_lets_go_of_last_times_range(qtbot: QtBot) -> None:
    before = result("14.2", JANUARY, test="25-OH vitamin D", unit="ng/mL", range_low=Decimal(30))
    session = memory_session(before)
    _, form = opened(qtbot, session)
    press(form.chips.button(LAST))
    assert form.rows[0].range.text() == "30 or more"
    type_on("60 nmol/L")
    enter(control=True)
    (one,) = [one for one in stored(session) if one.id != before.id]
    assert (str(one.value), one.unit, one.range_low, one.flag) == ("60", "nmol/L", None, "")


def test_the_likely_unit_follows_the_value_until_somebody_writes_one(qtbot: QtBot) -> None:
    _, form = opened(qtbot, memory_session())
    row = form.rows[0]
    type_into(row.test, "Calcium")
    for value, unit in (("9.4", "mg/dL"), ("2.33", "mmol/L"), ("9.9", "mg/dL")):
        type_into(row.value, value)
        tab()
        assert row.unit.text() == unit
    type_into(row.unit, "mEq/L")
    type_into(row.value, "2.33")
    tab()
    assert row.unit.text() == "mEq/L"


def test_a_test_of_a_panel_that_was_changed_needs_its_value(qtbot: QtBot) -> None:
    session = memory_session()
    _, form = opened(qtbot, session)
    press(form.chips.button("muscle"))
    type_into(form.rows[0].test, "Zonulin")
    press(form.save_button)
    assert form.isVisible()
    assert "value is empty" in form.rows[0].error.text()


def test_a_stored_result_without_a_unit_gets_none_by_being_looked_at(qtbot: QtBot) -> None:
    bare, other = result("4.1", JANUARY, unit=""), result("4.2", MAY)
    session = memory_session(bare, other)
    page = shown(qtbot, session)
    page.open_results(bare)
    form = open_form(qtbot, page)
    type_into(form.laboratory, "Central laboratory")
    form.rows[0].test.setFocus()
    tab()
    press(form.save_button)
    assert not form.isVisible()
    (kept,) = [one for one in stored(session) if one.id == bare.id]
    assert (kept.unit, kept.laboratory) == ("", "Central laboratory")


def test_rows_of_a_panel_without_a_value_are_left_out_and_no_test_stands_twice(
    qtbot: QtBot,
) -> None:
    session = memory_session()
    _, form = opened(qtbot, session)
    type_into(form.rows[0].test, "k")
    type_into(form.rows[0].value, "4.0")
    tab()
    press(form.chips.button("electrolytes"))
    press(form.chips.button("vitamin_d"))
    names = [row.test.text() for row in form.rows if row.test.text()]
    assert len(set(names)) == len(names)
    assert names[0] == "Potassium"
    press(form.save_button)
    assert [one.test for one in stored(session)] == ["Potassium"]


def test_chips_are_one_tab_stop_and_work_by_keyboard(qtbot: QtBot) -> None:
    _, form = opened(qtbot, memory_session())
    form.laboratory.setFocus()
    tab()
    assert with_the_keys() is form.chips.button("vitamin_d")
    QTest.keyClick(with_the_keys(), Qt.Key.Key_Right)
    enter()
    assert form.rows[0].test.text() == "Potassium"
    assert with_the_keys() is form.rows[0].value
    assert form.chips.button("electrolytes").accessibleName() == "Fill in rows for: Electrolytes"


@pytest.mark.parametrize(
    ("pressed", "kept"),
    [([True], True), ([False], False), ([], None), ([True, True], None)],
    ids=["yes", "no", "not said", "taken back"],
)
def test_fasting_is_said_or_left_open(qtbot: QtBot, pressed: list[bool], kept: bool | None) -> None:
    session = memory_session()
    page, form = opened(qtbot, session)
    for answered in pressed:
        press(form.fasting.button(answered))
    type_into(form.rows[0].test, "Glucose")
    type_into(form.rows[0].value, "90 mg/dL")
    press(form.save_button)
    (one,) = stored(session)
    assert one.fasting is kept
    page.open_results(one)
    assert open_form(qtbot, page).fasting.value is kept


def test_a_dangerous_newest_value_is_told_calmly_with_its_source(qtbot: QtBot) -> None:
    low = result("2.8", JANUARY)
    session = memory_session(low)
    page = shown(qtbot, session)
    assert page.call_card.isVisible()
    (sentence,) = page.call_card.sentences
    assert sentence.startswith("Potassium was 2.8 mmol/L on 21 Jan 2026. Potassium below 3.0")
    assert page.call_card.accessibleName() == "Worth a call today"
    later = result("4.1", MAY)
    session.do(lambda diary, clock: add_results(diary, clock, [later]))
    assert not page.call_card.isVisible()


def test_calculated_and_empty_cells_open_nothing(qtbot: QtBot) -> None:
    session = memory_session(
        result("2.21", JANUARY, test="Calcium, total"),
        result("38", JANUARY, test="Albumin", unit="g/L"),
        result("4.1", MAY),
    )
    page = shown(qtbot, session)
    found: list[LabResult] = []
    page.table.result_opened.connect(found.append)
    model = page.table.lab_model
    for row, column in ((2, 0), (1, 1), (0, 0)):
        rect = page.table.visualRect(model.index(row, column))
        at = rect.center() if not rect.isEmpty() else QPoint()
        QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert found == []
    page.table.setCurrentIndex(model.index(2, 0))
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    assert len(stored(session)) == 3


def test_remarks_stand_below_their_values_where_the_room_is_small(qtbot: QtBot) -> None:
    days = [JANUARY + timedelta(days=30 * number) for number in range(4)]
    results = [
        result("14.2", day, test="25-OH vitamin D", unit="ng/mL", range_low=Decimal(30))
        for day in days
    ]
    page = shown(qtbot, memory_session(*results))
    page.resize(1500, 700)
    qtbot.waitUntil(lambda: page.table.width() > 1300)
    wide = page.table.rowHeight(0)
    page.resize(640, 700)
    qtbot.waitUntil(lambda: page.table.width() < 640)
    assert page.table.rowHeight(0) > wide


def test_everything_in_the_form_has_a_name(qtbot: QtBot) -> None:
    _, form = opened(qtbot, memory_session(result("4.1", NOW.date())))
    press(form.chips.button(LAST))
    wanted: list[Callable[[], str]] = [
        field.accessibleName
        for row in form.rows
        for field in (row.test, row.value, row.unit, row.range)
    ]
    fields: list[QWidget] = [form.day, form.laboratory, form.fasting, form.chips]
    names = [name() for name in wanted] + [field.accessibleName() for field in fields]
    assert all(names)
    assert len(set(names)) == len(names)


def test_the_newest_day_and_the_range_stay_in_sight_when_the_window_changes(qtbot: QtBot) -> None:
    days = [JANUARY + timedelta(days=30 * number) for number in range(8)]
    ends = {"range_low": Decimal(30), "range_high": Decimal(100)}
    page = shown(
        qtbot,
        memory_session(
            *(result("14.2", day, test="25-OH vitamin D", unit="ng/mL", **ends) for day in days)
        ),
    )
    table = page.table
    for width in (760, 1100, 700):
        page.resize(width, 700)
        page.resize(width - 16, 700)

        def newest_is_in_sight() -> bool:
            rect = table.visualRect(table.lab_model.index(0, len(days)))
            header = table.horizontalHeader()
            return rect.right() == table.viewport().width() - 1 and (
                header.offset() == header.length() - table.viewport().width()
            )

        qtbot.waitUntil(newest_is_in_sight)


def test_a_screen_reader_says_which_test_a_value_is_of(qtbot: QtBot) -> None:
    known = result("4.1")
    page, form = opened(qtbot, memory_session(known))
    type_into(form.rows[0].test, "magnes")
    tab()
    row = form.rows[0]
    assert [field.accessibleName() for field in row.widgets.fields] == [
        "Test 1",
        "Value 1, Magnesium",
        "Unit 1, Magnesium",
        "Lab's range 1, Magnesium",
    ]
    form.reject()
    page.open_results(known)
    (row, *_) = open_form(qtbot, page).rows
    assert row.value.accessibleName() == "Value 1, Potassium"
    assert not any(field.placeholderText() for field in (row.test, row.value, row.range))
