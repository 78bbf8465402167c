"""What is done on a card itself: another dose, stopping, one more taken; each as one change."""

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crampdiary.domain.choices import DoseStatus, TreatmentKind
from crampdiary.domain.records import Dose, Phase, Record, Treatment
from crampdiary.ui.shared.labels import ErrorLabel
from crampdiary.ui.shared.popover import Popover
from crampdiary.ui.shared.session import DiarySession
from crampdiary.ui.treatments.medicines_card import MedicinesCard
from crampdiary.ui.treatments.quick_forms import ChangeDoseDialog, StopDialog
from tests.ui.treatments.support import (
    card_of,
    link,
    memory_session,
    open_form,
    press,
    save,
    shown_page,
    type_into,
    type_on,
    words_on,
)

VITAMIN = Treatment(name="Vitamin D3")
GOING = Phase(
    treatment_id=VITAMIN.id,
    start=date(2026, 5, 11),
    dose=Decimal(2000),
    unit="IU",
    prescribed=False,
)
QUININE = Treatment(name="Quinine", type=TreatmentKind.MEDICINE)
NEEDED = Phase(
    treatment_id=QUININE.id,
    start=date(2026, 1, 1),
    dose=Decimal(200),
    unit="mg",
    every_days=None,
)


def spans(session: DiarySession) -> list[tuple[Decimal | None, date, date | None]]:
    assert session.diary is not None
    return [(it.dose, it.start, it.end) for it in session.diary.records(Phase)]


def batches(session: DiarySession) -> int:
    assert session.diary is not None
    return len(session.diary.batches())


def test_another_dose_closes_the_one_before_as_one_change(qtbot: QtBot) -> None:
    session = memory_session(VITAMIN, GOING)
    page = shown_page(qtbot, session)
    said: list[str] = []
    session.noted.connect(lambda words, _can_undo: said.append(words))
    press(link(card_of(page, "Vitamin D3"), "Change dose"))
    form = open_form(qtbot, page, ChangeDoseDialog)
    assert form.row.dose.text() == "2,000 IU"
    type_on("1,000 IU")
    save(form)
    before, after = (Decimal(2000), date(2026, 5, 11)), (Decimal(1000), date(2026, 11, 22))
    assert spans(session) == [(*before, date(2026, 11, 21)), (*after, None)]
    assert batches(session) == 1
    assert said == ["Vitamin D3: 1,000 IU daily from 22 Nov 2026."]
    session.undo()
    assert spans(session) == [(*before, None)]


def test_another_dose_on_a_day_that_is_spoken_for_is_refused_at_its_field(qtbot: QtBot) -> None:
    planned = Phase(treatment_id=VITAMIN.id, start=date(2026, 12, 1), dose=Decimal(1), unit="IU")
    ended = Phase(
        treatment_id=VITAMIN.id,
        start=date(2026, 5, 11),
        end=date(2026, 11, 30),
        dose=Decimal(2),
        unit="IU",
    )
    session = memory_session(VITAMIN, ended, planned)
    page = shown_page(qtbot, session)
    form = page.open_change(page.stories[0])
    qtbot.waitUntil(form.row.dose.hasFocus)
    type_into(form.row.dose, "5 IU")
    save(form)
    (error,) = [it.text() for it in form.findChildren(ErrorLabel) if it.text()]
    assert "1 Dec 2026 or later" in error
    assert form.row.start.hasFocus()
    assert batches(session) == 0


@pytest.mark.parametrize("dose", ["", "lots", "5 mmol"])
def test_what_cannot_be_a_dose_is_said_at_its_field(qtbot: QtBot, dose: str) -> None:
    session = memory_session(VITAMIN, GOING)
    page = shown_page(qtbot, session)
    form = page.open_change(page.stories[0])
    qtbot.waitUntil(form.row.dose.hasFocus)
    type_into(form.row.dose, dose or " ")
    save(form)
    if not dose:
        assert spans(session)[1] == (None, date(2026, 11, 22), None)
        return
    assert form.isVisible()
    assert form.row.dose.accessibleDescription()
    assert batches(session) == 0


def test_stopping_ends_it_with_a_day_and_takes_what_was_planned_along(qtbot: QtBot) -> None:
    ended = Phase(
        treatment_id=VITAMIN.id,
        start=date(2026, 5, 11),
        end=date(2026, 12, 24),
        dose=Decimal(2000),
        unit="IU",
    )
    later = Phase(treatment_id=VITAMIN.id, start=date(2026, 12, 25), dose=Decimal(1), unit="IU")
    session = memory_session(VITAMIN, ended, later)
    page = shown_page(qtbot, session)
    press(link(card_of(page, "Vitamin D3"), "Stop"))
    form = open_form(qtbot, page, StopDialog)
    assert any("planned after that day goes too" in it for it in words_on(form))
    form.last_day.set_day(date(2026, 11, 20))
    save(form)
    assert spans(session) == [(Decimal(2000), date(2026, 5, 11), date(2026, 11, 20))]
    assert "Ended" in words_on(page)
    assert batches(session) == 1
    session.undo()
    assert len(spans(session)) == 2


def test_stopping_before_it_began_is_refused_at_the_day(qtbot: QtBot) -> None:
    session = memory_session(VITAMIN, GOING)
    page = shown_page(qtbot, session)
    form = page.open_stop(page.stories[0])
    qtbot.waitUntil(form.last_day.hasFocus)
    form.last_day.set_day(date(2026, 1, 1))
    save(form)
    assert form.isVisible()
    assert form.last_day.accessibleDescription()
    assert spans(session) == [(Decimal(2000), date(2026, 5, 11), None)]


def test_after_stopping_the_focus_is_on_what_is_left_of_the_card(qtbot: QtBot) -> None:
    page = shown_page(qtbot, memory_session(VITAMIN, GOING))
    card = card_of(page, "Vitamin D3")
    link(card, "Stop").setFocus()
    form = page.open_stop(card.story)
    qtbot.waitUntil(form.last_day.hasFocus)
    form.last_day.set_day(date(2026, 11, 20))
    save(form)
    page.window().activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is card_of(page, "Vitamin D3").edit_button)


@pytest.mark.parametrize("kind", list(TreatmentKind))
def test_what_is_taken_as_needed_is_noted_with_one_press_and_taken_back(
    qtbot: QtBot, kind: TreatmentKind
) -> None:
    treatment = Treatment(name="Quinine", id=QUININE.id, type=kind)
    session = memory_session(treatment, NEEDED)
    assert session.diary is not None
    page = shown_page(qtbot, session)
    press(link(page, "Took one"))
    press(link(page, "Took one"))
    (dose,) = session.diary.records(Dose)
    assert (dose.day, dose.status, dose.count) == (date(2026, 11, 22), DoseStatus.EXTRA, 2)
    session.undo()
    session.undo()
    assert session.diary.records(Dose) == []


def test_what_is_known_of_a_medicine_opens_below_its_link_and_closes_with_esc(
    qtbot: QtBot,
) -> None:
    page = shown_page(qtbot, memory_session(QUININE, NEEDED))
    (card,) = page.findChildren(MedicinesCard)
    button = link(card, "What is known")
    press(button)
    panel = QApplication.activePopupWidget()
    assert isinstance(panel, Popover)
    said = " ".join(words_on(panel))
    assert "Source:" in said
    assert "Cochrane" in said
    press(link(panel, "Close"))
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)


def test_planned_and_ended_treatments_offer_neither_stopping_nor_another_dose(
    qtbot: QtBot,
) -> None:
    records: tuple[Record, ...] = (
        VITAMIN,
        Phase(treatment_id=VITAMIN.id, start=date(2026, 12, 1)),
    )
    page = shown_page(qtbot, memory_session(*records))
    assert {"Planned"} <= set(words_on(page))
    card = card_of(page, "Vitamin D3")
    assert [it.text() for it in card.findChildren(type(card.edit_button))] == [
        "Edit",
        "What is known",
    ]
