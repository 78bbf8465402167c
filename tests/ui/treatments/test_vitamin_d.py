"""What the project began with: deficient, a loading course, then a daily dose, then the retest."""

from datetime import date
from decimal import Decimal
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from crampdiary.domain.choices import DoseStatus
from crampdiary.domain.records import LabResult, Phase, Treatment
from crampdiary.services.doses import tell_dose
from crampdiary.services.entries import add
from crampdiary.ui.shared.cards import EmptyState
from crampdiary.ui.shared.labels import ErrorLabel
from crampdiary.ui.shared.session import DiarySession
from crampdiary.ui.treatments.dialog import TreatmentDialog
from tests.ui.diary_sessions import wait_for_keys
from tests.ui.treatments.support import (
    card_of,
    memory_session,
    open_form,
    press,
    save,
    shown_page,
    tab,
    type_into,
    type_on,
    words_on,
)

COURSE = "50,000 IU weekly for 8 weeks from 16 March 2026, then 2,000 IU daily"
PRESCRIBED, OWN_CHOICE = True, False
DEFICIENT = LabResult(
    test="25-OH vitamin D", value=Decimal("14.2"), unit="ng/mL", taken_on=date(2026, 3, 12)
)


def stored(session: DiarySession) -> list[tuple[object, ...]]:
    assert session.diary is not None
    return [
        (it.dose, it.unit, it.every_days, it.start, it.end, it.prescribed)
        for it in session.diary.records(Phase)
    ]


def miss(session: DiarySession, *days: date) -> None:
    assert session.diary is not None
    (treatment,) = session.diary.records(Treatment)
    for day in days:
        tell = partial(tell_dose, treatment_id=treatment.id, day=day, status=DoseStatus.MISSED)
        session.do(tell)


def test_the_story_of_vitamin_d_is_told_in_one_line_and_shown_with_all_that_follows(
    qtbot: QtBot,
) -> None:
    session = memory_session(DEFICIENT)
    page = shown_page(qtbot, session)
    (empty,) = page.findChildren(EmptyState)
    press(empty.button)
    form = open_form(qtbot, page, TreatmentDialog)
    type_on("Vit D")
    tab()
    assert "Counts as vitamin D3 (colecalciferol)." in words_on(form)
    wait_for_keys(qtbot, form)
    type_into(form.line, COURSE)
    assert [row.dose.text() for row in form.doses.rows] == ["50,000 IU", "2,000 IU"]
    assert "7,143 IU (179 µg) a day on average" in words_on(form)
    press(form.doses.rows[0].choice.button(PRESCRIBED))
    assert "7,143 IU (179 µg) a day on average: a prescribed course" in words_on(form)
    press(form.doses.rows[1].choice.button(OWN_CHOICE))
    save(form)

    assert stored(session) == [
        (Decimal(50000), "IU", 7, date(2026, 3, 16), date(2026, 5, 10), True),
        (Decimal(2000), "IU", 1, date(2026, 5, 11), None, False),
    ]
    miss(session, date(2026, 3, 23), date(2026, 4, 6))
    card = card_of(page, "Vit D")
    said = words_on(card)
    assert "prescribed course, then own choice" in said
    assert "Now 2,000 IU (50 µg) a day, since 11 May 2026" in said
    assert "Before: 50,000 IU weekly, 16 Mar to 10 May 2026, 75 % taken" in said
    assert "100 % taken" in said
    assert "50,000 IU weekly, 16 Mar to 10 May 2026: 75 % taken (6 of 8)" in card.taken.toolTip()
    assert card.taken.accessibleName() == "100 % taken (195 of 195)"
    assert "A blood test tells most from mid-August on" in said
    in_all = words_on(page.totals_card)
    assert {"Vitamin D", "2,000 IU (50 µg)"} <= set(in_all)
    assert "recommended 600 to 800, upper intake 4,000 IU" in in_all

    retest = LabResult(
        test="25-OH vitamin D", value=Decimal(34), unit="ng/mL", taken_on=date(2026, 9, 1)
    )
    session.do(lambda d, c: add(d, c, retest))
    assert card_of(page, "Vit D").hint is None
    for _ in range(4):  # the result, two missed doses, the treatment
        session.undo()
    assert stored(session) == []
    assert page.findChild(EmptyState) is not None


def test_a_usual_treatment_is_added_with_four_keys_beside_its_letters(qtbot: QtBot) -> None:
    session = memory_session()
    page = shown_page(qtbot, session)
    form = page.open_treatment()
    qtbot.waitUntil(form.product.name.hasFocus)
    type_on("vit d")
    popup = form.product.name.suggestions
    qtbot.waitUntil(popup.isVisible)
    keys = 0
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(popup, key)
        keys += 1
    tab()
    keys += 1
    type_on("2000 IU daily")
    save(form)
    keys += 1
    assert keys == 4
    assert stored(session) == [(Decimal(2000), "IU", 1, date(2026, 11, 22), None, None)]
    assert session.diary is not None
    assert [it.name for it in session.diary.records(Treatment)] == ["Vitamin D3"]


def test_without_the_line_a_daily_dose_needs_as_few_keys(qtbot: QtBot) -> None:
    session = memory_session()
    page = shown_page(qtbot, session)
    form = page.open_treatment()
    qtbot.waitUntil(form.product.name.hasFocus)
    type_on("Zinc")
    tab(2)
    type_on("15 mg")
    save(form)
    assert stored(session) == [(Decimal(15), "mg", 1, date(2026, 11, 22), None, None)]


def test_the_first_day_moved_by_hand_moves_the_whole_course(qtbot: QtBot) -> None:
    page = shown_page(qtbot, memory_session())
    form = page.open_treatment()
    qtbot.waitUntil(form.product.name.hasFocus)
    type_into(form.line, "50,000 IU weekly for 8 weeks, then 2,000 IU daily")
    form.doses.rows[0].start.setFocus()
    type_on("16 Mar 2026")
    starts = [row.start.day for row in form.doses.rows]
    assert starts == [date(2026, 3, 16), date(2026, 5, 11)]
    assert form.doses.rows[0].end.day == date(2026, 5, 10)


def test_a_line_that_cannot_be_read_is_said_only_once_somebody_goes_on(qtbot: QtBot) -> None:
    page = shown_page(qtbot, memory_session())
    form = page.open_treatment()
    qtbot.waitUntil(form.product.name.hasFocus)
    type_into(form.line, "50,000 IU sometimes")
    errors = [label for label in form.findChildren(ErrorLabel) if label.isVisible()]
    assert errors == []
    tab()
    (error,) = [label for label in form.findChildren(ErrorLabel) if label.isVisible()]
    assert "sometimes" in error.text()
    assert form.line.accessibleDescription() == error.text()
    type_into(form.line, "50,000 IU weekly")
    assert not error.isVisible()


def test_a_line_that_no_longer_names_an_amount_leaves_none(qtbot: QtBot) -> None:
    page = shown_page(qtbot, memory_session())
    form = page.open_treatment()
    wait_for_keys(qtbot, form)
    type_into(form.line, "5 mg daily")
    assert form.doses.rows[0].dose.text() == "5 mg"
    type_into(form.line, "weekly")
    assert form.doses.rows[0].dose.text() == ""


def test_doses_changed_by_hand_are_what_counts_and_not_the_line(qtbot: QtBot) -> None:
    session = memory_session()
    page = shown_page(qtbot, session)
    form = page.open_treatment()
    qtbot.waitUntil(form.product.name.hasFocus)
    type_into(form.product.name, "Vitamin D3")
    type_into(form.line, "50,000 IU weekly for 8 weeks, then 2,000 IU daily")
    type_into(form.doses.rows[1].dose, "1,000 IU")
    form.doses.rows[0].start.setFocus()
    type_on("16 Mar 2026")
    save(form)
    assert form.isVisible() is False
    assert [it[0] for it in stored(session)] == [Decimal(50000), Decimal(1000)]


def test_whose_choice_it_is_is_never_assumed_but_read_where_it_is_said(qtbot: QtBot) -> None:
    session = memory_session()
    page = shown_page(qtbot, session)
    form = page.open_treatment()
    wait_for_keys(qtbot, form)
    type_into(form.line, "50,000 IU weekly for 8 weeks, prescribed, then 2,000 IU daily")
    assert [row.choice.value for row in form.doses.rows] == [True, None]


@pytest.mark.parametrize("dose", ["5,000 IU", "125 µg"])
def test_above_the_upper_intake_there_is_one_calm_sentence_with_source(
    qtbot: QtBot, dose: str
) -> None:
    session = memory_session()
    page = shown_page(qtbot, session)
    form = page.open_treatment()
    wait_for_keys(qtbot, form)
    type_into(form.product.name, "Vitamin D3")
    type_into(form.doses.rows[0].dose, dose)
    save(form)
    (sentence,) = [it for it in words_on(page.totals_card) if "above" in it]
    assert "4,000 IU" in sentence
    assert "US National Academies" in sentence
    assert sentence.endswith("Please talk to your doctor or pharmacist.")
