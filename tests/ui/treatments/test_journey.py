"""A course of vitamin D told in one go, changed, ended, deleted and brought back."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crampdiary.domain.choices import TreatmentKind
from crampdiary.domain.records import Phase, Treatment
from crampdiary.storage.diary import SqliteDiary
from crampdiary.ui.shared.cards import EmptyState
from crampdiary.ui.shared.runner import Runner
from crampdiary.ui.shared.session import DiarySession
from crampdiary.ui.shared.theme import Theme
from crampdiary.ui.treatments.cards import TreatmentCard
from crampdiary.ui.treatments.dialog import TreatmentDialog
from crampdiary.ui.treatments.page import TreatmentsPage
from tests.fakes import StillClock
from tests.ui.treatments.support import NOW, memory_session, press, tab, type_into, type_on

PRESCRIBED = True


@pytest.fixture(params=["memory", "sqlite"])
def session(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[DiarySession]:
    if request.param == "memory":
        yield memory_session()
        return
    stored = DiarySession(clock=StillClock(NOW), open_file=SqliteDiary)
    stored.open(tmp_path / "mine.crampdiary")
    yield stored
    stored.close()


def shown_page(qtbot: QtBot, session: DiarySession) -> TreatmentsPage:
    page = TreatmentsPage(session=session, theme=Theme(scale=1.0), runner=Runner())
    qtbot.addWidget(page)
    page.resize(1000, 700)
    with qtbot.waitActive(page):
        page.show()
    page.refresh()
    return page


def open_form(qtbot: QtBot, page: TreatmentsPage) -> TreatmentDialog:
    (form,) = [form for form in page.findChildren(TreatmentDialog) if form.isVisible()]
    qtbot.waitUntil(lambda: QApplication.activeWindow() is form)
    return form


def only_card(page: TreatmentsPage) -> TreatmentCard:
    (card,) = [card for card in page.findChildren(TreatmentCard) if card.isVisible()]
    return card


def phases(session: DiarySession) -> list[tuple[Decimal | None, int | None, date, date | None]]:
    assert session.diary is not None
    return [(p.dose, p.every_days, p.start, p.end) for p in session.diary.records(Phase)]


def test_a_course_is_told_in_one_go_changed_ended_deleted_and_brought_back(
    qtbot: QtBot, session: DiarySession
) -> None:
    page = shown_page(qtbot, session)
    said: list[str] = []
    session.noted.connect(lambda words, _can_undo: said.append(words))

    assert not page.add_button.isVisible()
    (empty,) = page.findChildren(EmptyState)
    press(empty.button)
    form = open_form(qtbot, page)
    type_on("Vitamin D3")
    tab(2)
    type_on("50,000 IU")
    tab()
    type_on("w")
    tab(2)
    type_on("16 Mar 2026")
    press(form.doses.rows[0].choice.button(PRESCRIBED))
    press(form.doses.rows[0].end.tick)
    form.doses.rows[0].end.field.set_day(date(2026, 5, 10))
    press(form.add_dose_button)
    type_on("2,000 IU")
    press(form.doses.rows[1].choice.button(PRESCRIBED))
    press(form.save_button)

    loading = (Decimal(50000), 7, date(2026, 3, 16), date(2026, 5, 10))
    assert phases(session) == [loading, (Decimal(2000), 1, date(2026, 5, 11), None)]
    card = only_card(page)
    assert card.story.line == "Now 2,000 IU (50 µg) a day, since 11 May 2026"
    assert said == ["Vitamin D3 added."]

    press(card.edit_button)
    form = open_form(qtbot, page)
    press(form.add_dose_button)
    type_on("1,000 IU")
    press(form.save_button)
    assert phases(session)[1:] == [
        (Decimal(2000), 1, date(2026, 5, 11), date(2026, 11, 21)),
        (Decimal(1000), 1, date(2026, 11, 22), None),
    ]

    press(only_card(page).edit_button)
    form = open_form(qtbot, page)
    press(form.doses.rows[2].end.tick)
    QTest.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert phases(session)[2][3] == date(2026, 11, 22)

    before = phases(session)
    press(only_card(page).edit_button)
    press(open_form(qtbot, page).delete_button)
    assert phases(session) == []
    assert session.diary is not None
    assert session.diary.records(Treatment) == []
    assert said[-1] == "Vitamin D3 deleted."

    session.undo()
    assert phases(session) == before
    assert len(session.diary.records(Treatment)) == 1
    assert [phase.prescribed for phase in session.diary.records(Phase)] == [True, True, None]
    assert only_card(page).isVisible()


def test_a_dose_added_under_a_known_name_belongs_to_that_treatment(qtbot: QtBot) -> None:
    known = Treatment(name="Vitamin D3", note="from Dr. Example")
    past = Phase(treatment_id=known.id, start=date(2025, 1, 1), end=date(2025, 2, 1))
    session = memory_session(known, past)
    page = shown_page(qtbot, session)
    press(page.add_button)
    form = open_form(qtbot, page)
    type_into(form.product.name, "vitamin d3")
    tab()
    assert "is in your diary already" in form.product.twin.words.text()
    type_into(form.doses.rows[0].dose, "800 IU")
    press(form.save_button)
    assert session.diary is not None
    assert session.diary.records(Treatment) == [known]
    assert [phase.dose for phase in session.diary.records(Phase)] == [None, Decimal(800)]


def test_a_medicine_that_is_known_is_taken_for_one_until_somebody_says_otherwise(
    qtbot: QtBot,
) -> None:
    page = shown_page(qtbot, memory_session())
    page.open_treatment()
    form = open_form(qtbot, page)
    type_into(form.product.name, "Furosemide")
    tab()
    assert form.product.kind.values == [TreatmentKind.MEDICINE]
    press(form.product.kind.button(TreatmentKind.SUPPLEMENT))
    type_into(form.product.name, "Losartan")
    tab()
    assert form.product.kind.values == [TreatmentKind.SUPPLEMENT]


def test_names_are_offered_while_typing_and_taken_by_keys(qtbot: QtBot) -> None:
    page = shown_page(qtbot, memory_session())
    page.open_treatment()
    form = open_form(qtbot, page)
    form.product.name.setFocus()
    type_on("citr")
    popup = form.product.name.suggestions
    qtbot.waitUntil(popup.isVisible)
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert form.product.name.text() == "Magnesium citrate"
    assert form.isVisible()


def test_a_dose_that_is_left_alone_is_kept_digit_by_digit(qtbot: QtBot) -> None:
    treatment = Treatment(name="Thyroxine", type=TreatmentKind.MEDICINE)
    phase = Phase(
        treatment_id=treatment.id, start=date(2026, 1, 1), dose=Decimal("1.250"), unit="mg"
    )
    session = memory_session(treatment, phase)
    page = shown_page(qtbot, session)
    page.open_treatment(page.stories[0])
    form = open_form(qtbot, page)
    type_into(form.product.note, "with water")
    press(form.save_button)
    assert session.diary is not None
    assert session.diary.records(Phase) == [phase]
    assert session.diary.records(Treatment)[0].note == "with water"


def test_the_dose_before_ends_where_the_next_begins_until_its_end_is_chosen(qtbot: QtBot) -> None:
    page = shown_page(qtbot, memory_session())
    page.open_treatment()
    form = open_form(qtbot, page)
    first = form.doses.rows[0]
    first.start.set_day(date(2026, 1, 1))
    press(form.add_dose_button)
    second = form.doses.rows[1]
    assert (first.end.day, second.start.day) == (date(2026, 11, 21), date(2026, 11, 22))
    second.start.set_day(date(2026, 6, 1))
    assert first.end.day == date(2026, 5, 31)
    first.end.field.set_day(date(2026, 5, 1))
    second.start.set_day(date(2026, 7, 1))
    assert first.end.day == date(2026, 5, 1)
    press(second.remove_button)
    assert form.doses.rows == [first]
    assert first.end.day == date(2026, 5, 1)


def test_the_focus_stays_with_the_treatment_that_was_changed(qtbot: QtBot) -> None:
    treatment = Treatment(name="Iron")
    page = shown_page(
        qtbot, memory_session(treatment, Phase(treatment_id=treatment.id, start=NOW.date()))
    )
    only_card(page).edit_button.setFocus()
    page.refresh()
    assert only_card(page).edit_button.hasFocus()
