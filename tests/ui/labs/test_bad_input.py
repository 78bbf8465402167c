"""What cannot be is told at its field, and everything typed stays."""

import pytest
from pytestqt.qtbot import QtBot

from crampdiary.domain.checks import MAX_NAME
from tests.ui.labs.support import (
    cell,
    open_form,
    opened,
    row_for,
    said,
    stored,
)
from tests.ui.treatments.support import (
    memory_session,
    press,
    tab,
    type_into,
    type_on,
    with_the_keys,
)


@pytest.mark.parametrize(
    ("printed", "low", "high", "text"),
    [
        ("<0.41", None, "0.41", "<0.41"),
        ("> 30", "30", None, "> 30"),
        ("negative", None, None, "negative"),
    ],
)
def test_the_range_is_kept_as_it_was_printed_and_shown_so_again(
    qtbot: QtBot, printed: str, low: str | None, high: str | None, text: str
) -> None:
    session = memory_session()
    page, form = opened(qtbot, session)
    type_into(form.rows[0].test, "CRP")
    type_into(form.rows[0].value, "0.5")
    type_into(form.rows[0].range, printed)
    press(form.save_button)
    (one,) = stored(session)
    ends = tuple(None if end is None else str(end) for end in (one.range_low, one.range_high))
    assert (*ends, one.range_text) == (low, high, text)
    assert cell(page, 0, 1) == printed
    page.open_results(one)
    form = open_form(qtbot, page)
    assert form.rows[0].range.text() == printed
    press(form.save_button)
    assert stored(session) == [one]


def test_a_range_whose_figures_cannot_be_read_is_kept_and_that_is_said(qtbot: QtBot) -> None:
    session = memory_session()
    _, form = opened(qtbot, session)
    row = form.rows[0]
    type_into(row.test, "Potassium")
    type_into(row.value, "4.1")
    type_into(row.range, "women 3.5 - 5.1, men 3.6 - 5.2")
    tab()
    assert "kept as words" in row.question.words.text()
    assert not row.question.is_open
    press(form.save_button)
    (one,) = stored(session)
    assert one.range_text == "women 3.5 - 5.1, men 3.6 - 5.2"
    assert one.flag == ""


def test_a_unit_of_another_kind_is_told_as_soon_as_it_is_left(qtbot: QtBot) -> None:
    _, form = opened(qtbot, memory_session())
    row = form.rows[0]
    type_into(row.test, "25-OH vitamin D")
    type_into(row.value, "1.250")
    type_into(row.unit, "mmol/mol")
    tab()
    assert row.error.text() == (
        "The unit (mmol/mol) does not fit here; use ng/mL or nmol/L. Nothing was changed."
    )
    assert with_the_keys() is row.range


def test_a_range_typed_without_its_value_is_not_thrown_away(qtbot: QtBot) -> None:
    session = memory_session()
    _, form = opened(qtbot, session)
    press(form.chips.button("muscle"))
    row = row_for(form, "CK")
    type_into(row.range, "up to 190")
    press(form.save_button)
    assert form.isVisible()
    assert "value is empty" in row.error.text()
    assert row.range.text() == "up to 190"


@pytest.mark.parametrize(
    ("typed", "words"),
    [("21 Jan 1026", "a day since 1900"), ("23 Nov 2026", "in the future")],
    ids=["a thousand years old", "tomorrow"],
)
def test_a_day_that_cannot_be_is_kept_as_typed_and_told(
    qtbot: QtBot, typed: str, words: str
) -> None:
    session = memory_session()
    _, form = opened(qtbot, session)
    form.day.setSelectedSection(form.day.Section.DaySection)
    type_on(typed)
    type_into(form.rows[0].test, "Potassium")
    type_into(form.rows[0].value, "4.1")
    press(form.save_button)
    assert form.isVisible()
    (error,) = said(form)
    assert words in error
    assert form.day.text() == typed
    assert form.rows[0].value.text() == "4.1"
    assert stored(session) == []


@pytest.mark.parametrize("name", ["קליניקה 🩸", "مختبر المدينة", "Labor «Müller» & Söhne"])
def test_a_laboratory_may_be_called_anything(qtbot: QtBot, name: str) -> None:
    session = memory_session()
    _, form = opened(qtbot, session)
    form.laboratory.setText(name)
    type_into(form.rows[0].test, "Potassium")
    type_into(form.rows[0].value, "4.1")
    tab()
    press(form.save_button)
    assert [one.laboratory for one in stored(session)] == [name]


def test_an_endless_laboratory_is_refused_at_its_field_and_all_stays(qtbot: QtBot) -> None:
    session = memory_session()
    _, form = opened(qtbot, session)
    form.laboratory.setText("L" * (MAX_NAME + 1))
    type_into(form.rows[0].test, "Potassium")
    type_into(form.rows[0].value, "4.1")
    tab()
    press(form.save_button)
    (error,) = said(form)
    assert "too long" in error
    assert form.focusWidget() is form.laboratory
    assert stored(session) == []
    assert (form.rows[0].test.text(), form.rows[0].value.text()) == ("Potassium", "4.1")


def test_one_bad_row_of_six_stores_none_of_them(qtbot: QtBot) -> None:
    session = memory_session()
    _, form = opened(qtbot, session)
    press(form.chips.button("electrolytes"))
    for row, value in zip(form.rows, ("4.1", "140", "0.82", "2.21", "110"), strict=False):
        type_into(row.value, value)
        tab()
    type_into(row_for(form, "Phosphate").unit, "mmol/L")
    press(form.save_button)
    assert form.isVisible()
    assert "outside what is possible" in row_for(form, "Phosphate").error.text()
    assert stored(session) == []
    assert [row.value.text() for row in form.rows[:5]] == ["4.1", "140", "0.82", "2.21", "110"]
