"""Questions the form asks at a value: which unit, which reading, unlikely, in the diary already."""

from datetime import timedelta

from pytestqt.qtbot import QtBot

from crampdiary.domain.phrases import day_words
from tests.ui.labs.support import answer, enter, opened, result, row_for, said, stored
from tests.ui.treatments.support import (
    NOW,
    memory_session,
    press,
    tab,
    type_into,
    type_on,
    with_the_keys,
)


def test_a_value_whose_unit_is_not_clear_is_asked_about(qtbot: QtBot) -> None:
    session = memory_session()
    _, form = opened(qtbot, session)
    press(form.chips.button("vitamin_d"))
    row = row_for(form, "25-OH vitamin D")
    type_on("36")
    enter()
    assert with_the_keys() is row.unit
    press(form.save_button)
    assert row.question.words.text() == "In which unit did the lab write 36?"
    assert [button.text() for button in row.question.answers] == ["ng/mL", "nmol/L"]
    answer(row, "nmol/L")
    press(form.save_button)
    assert [(str(one.value), one.unit) for one in stored(session)] == [("36", "nmol/L")]


def test_a_number_with_two_readings_is_asked_about_and_kept_as_typed(qtbot: QtBot) -> None:
    session = memory_session()
    _, form = opened(qtbot, session)
    row = form.rows[0]
    type_into(row.test, "Ferritin")
    type_into(row.value, "1.250")
    type_into(row.unit, "ng/mL")
    tab()
    assert row.question.words.text() == "1.250: is that 1,250 or 1.25?"
    answer(row, "1.25")
    assert not row.question.is_open
    assert row.value.text() == "1.250"
    press(form.save_button)
    assert [str(one.value) for one in stored(session)] == ["1.250"]


def test_bounds_decide_between_two_readings_without_a_question(qtbot: QtBot) -> None:
    session = memory_session()
    _, form = opened(qtbot, session)
    type_into(form.rows[0].test, "Calcium, ionised")
    type_into(form.rows[0].value, "1,250")
    type_into(form.rows[0].unit, "mmol/L")
    press(form.save_button)
    assert [str(one.value) for one in stored(session)] == ["1.250"]


def test_an_unlikely_value_can_be_kept_as_it_is(qtbot: QtBot) -> None:
    session = memory_session()
    _, form = opened(qtbot, session)
    row = form.rows[0]
    type_into(row.test, "Magnesium")
    type_into(row.value, "0.82 mg/dL")
    press(form.save_button)
    assert with_the_keys() is row.question.answers[0]
    answer(row, "It is 0.82 mg/dL")
    type_into(row.range, "1.7 - 2.4")
    press(form.save_button)
    (one,) = stored(session)
    assert (str(one.value), one.unit, one.flag) == ("0.82", "mg/dL", "low")


def test_the_other_unit_can_be_taken_also_where_one_stands_beside_the_value(qtbot: QtBot) -> None:
    session = memory_session()
    _, form = opened(qtbot, session)
    row = form.rows[0]
    type_into(row.test, "Magnesium")
    type_into(row.value, "0.82 mg/dL")
    press(form.save_button)
    answer(row, "Use mmol/L")
    press(form.save_button)
    assert [(str(one.value), one.unit) for one in stored(session)] == [("0.82", "mmol/L")]


def test_an_unlikely_value_in_every_unit_offers_to_change_it(qtbot: QtBot) -> None:
    _, form = opened(qtbot, memory_session())
    row = form.rows[0]
    type_into(row.test, "Potassium")
    type_into(row.value, "7.9")
    type_into(row.unit, "mmol/L")
    tab()
    assert [button.text() for button in row.question.answers] == [
        "Change the value",
        "It is 7.9 mmol/L",
    ]
    answer(row, "Change the value")
    assert with_the_keys() is row.value
    assert row.value.selectedText() == "7.9"


def test_a_panel_entered_twice_is_noticed_and_can_be_left_out(qtbot: QtBot) -> None:
    known = [
        result("4.1", on=NOW.date()),
        result("140", test="Sodium", on=NOW.date()),
    ]
    session = memory_session(*known)
    _, form = opened(qtbot, session)
    press(form.chips.button("electrolytes"))
    type_on("4.1")
    enter()
    type_on("140")
    enter(control=True)
    row = form.rows[0]
    day = known[0].taken_on
    assert row.question.words.text() == (
        f"Potassium 4.1 mmol/L of {day_words(day, year=True)} and 1 more are in your diary "
        "already. Add them again?"
    )
    assert with_the_keys() is row.question.answers[0]
    noted: list[str] = []
    session.noted.connect(lambda words, _can_undo: noted.append(words))
    answer(row, "Leave them out")
    assert noted == ["Nothing was added."]
    assert not form.isVisible()
    assert len(stored(session)) == 2


def test_a_double_beside_something_new_is_left_out_or_added_again(qtbot: QtBot) -> None:
    session = memory_session(result("4.1", on=NOW.date()))
    _, form = opened(qtbot, session)
    press(form.chips.button("electrolytes"))
    type_on("4.1")
    enter()
    type_on("140 mmol/L")
    enter(control=True)
    answer(form.rows[0], "Leave it out")
    assert with_the_keys() is form.save_button
    row = form.rows[0]
    assert (row.test.text(), row.value.text(), row.unit.text()) == ("Potassium", "", "mmol/L")
    type_into(row.value, "4.1")
    enter(control=True)
    answer(row, "Add it again")
    enter(control=True)
    assert [known.test for known in stored(session)].count("Potassium") == 2
    assert len(stored(session)) == 3


def test_a_double_on_another_day_is_asked_about_anew(qtbot: QtBot) -> None:
    before = NOW.date() - timedelta(days=1)
    session = memory_session(result("4.1", on=NOW.date()), result("4.1", on=before))
    _, form = opened(qtbot, session)
    press(form.chips.button("electrolytes"))
    type_on("4.1")
    enter(control=True)
    answer(form.rows[0], "Add it again")
    form.day.set_day(before)
    enter(control=True)
    assert day_words(before, year=True) in form.rows[0].question.words.text()
    assert len(stored(session)) == 2


def test_what_is_wrong_in_other_rows_stays_told_while_one_is_asked_about(qtbot: QtBot) -> None:
    _, form = opened(qtbot, memory_session())
    press(form.chips.button("electrolytes"))
    for value in ("1.250", "abc"):
        type_on(value)
        enter()
    enter(control=True)
    assert form.rows[0].question.is_open
    assert "not a number" in form.rows[1].error.text()


def test_the_keyboard_stays_in_its_row_when_a_question_goes(qtbot: QtBot) -> None:
    _, form = opened(qtbot, memory_session())
    press(form.chips.button("electrolytes"))
    type_on("1.250")
    enter(control=True)
    row = form.rows[0]
    assert with_the_keys() is row.question.answers[0]
    row.widgets.clear_words()
    assert with_the_keys() is row.value


def test_a_row_that_a_panel_fills_in_says_no_longer_that_it_is_empty(qtbot: QtBot) -> None:
    _, form = opened(qtbot, memory_session())
    enter(control=True)
    assert said(form)
    press(form.chips.button("electrolytes"))
    assert not said(form)


def test_a_unit_asked_for_straight_from_the_value_stays_asked(qtbot: QtBot) -> None:
    """Moving the keyboard to the answers leaves the value, which was looked at once more."""
    session = memory_session()
    _, form = opened(qtbot, session)
    press(form.chips.button("vitamin_d"))
    type_on("41.5")
    enter(control=True)
    row = form.rows[0]
    assert row.question.words.text() == "In which unit did the lab write 41.5?"
    assert with_the_keys() is row.question.answers[0]
    answer(row, "ng/mL")
    enter(control=True)
    assert [known.unit for known in stored(session)] == ["ng/mL"]


def test_an_error_at_another_field_of_the_row_stays_told(qtbot: QtBot) -> None:
    _, form = opened(qtbot, memory_session())
    press(form.chips.button("electrolytes"))
    row = form.rows[0]
    row.unit.setText("mg/dL")
    type_on("4.1 mmol/L")
    enter(control=True)
    assert said(form)
    assert with_the_keys() is row.unit
