"""Words of links stand in line with the words around them; amounts and rows keep together."""

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from crampdiary.domain.choices import TreatmentKind
from crampdiary.domain.records import Condition, Phase, Record, Treatment
from crampdiary.ui.shared.buttons import LinkButton
from crampdiary.ui.shared.keep_together import keep_together
from crampdiary.ui.shared.link_edges import LINK_ROOM
from crampdiary.ui.treatments.medicines_card import MedicinesCard
from crampdiary.ui.treatments.page import TreatmentsPage
from tests.ui.treatments.support import card_of, memory_session, shown_page, words_on

WIDE, NARROW = 1060, 560
JANUARY = date(2026, 1, 1)
VITAMIN_D = Treatment(name="Vitamin D3")
STATIN = Treatment(name="Atorvastatin", type=TreatmentKind.MEDICINE)
WARFARIN = Treatment(name="Warfarin", type=TreatmentKind.MEDICINE)
SUN = Condition(name="Little sun")


def _daily(treatment: Treatment, dose: int, unit: str) -> Phase:
    return Phase(treatment_id=treatment.id, start=JANUARY, dose=Decimal(dose), unit=unit)


def _page(qtbot: QtBot, width: int, *more: Record) -> TreatmentsPage:
    page = shown_page(
        qtbot,
        memory_session(VITAMIN_D, _daily(VITAMIN_D, 5000, "IU"), STATIN, WARFARIN, SUN, *more),
    )
    page.resize(width, 900)
    qtbot.wait(1)
    return page


def _left(widget: QWidget, page: QWidget) -> int:
    return widget.mapTo(page, QPoint()).x()


def _link(card: QWidget, words: str) -> LinkButton:
    return next(it for it in card.findChildren(LinkButton) if it.text() == words)


def _label(card: QWidget, words: str) -> QLabel:
    return next(it for it in card.findChildren(QLabel) if it.text() == words)


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_words_of_links_begin_where_the_words_above_them_begin(qtbot: QtBot, width: int) -> None:
    page = _page(qtbot, width)
    card = card_of(page, "Vitamin D3")
    name = _label(card, "Vitamin D3")
    assert _left(_link(card, "Edit"), page) + LINK_ROOM == _left(name, page)


def test_links_below_a_medicine_begin_where_its_name_begins(qtbot: QtBot) -> None:
    page = _page(qtbot, 300)
    (card,) = page.findChildren(MedicinesCard)
    known = _link(card, "What is known")
    assert _left(known, page) + LINK_ROOM == _left(_label(card, "Atorvastatin"), page)


def test_links_of_medicines_stand_beside_them_however_long_the_name_of_a_class(
    qtbot: QtBot,
) -> None:
    page = _page(qtbot, WIDE)
    (card,) = page.findChildren(MedicinesCard)
    links = [it for it in card.findChildren(LinkButton) if it.text() == "What is known"]
    assert len({_left(link, page) for link in links}) == 1
    assert _left(links[0], page) > _left(_label(card, "Warfarin"), page) + 100


def test_a_limit_that_is_exceeded_shows_its_source(qtbot: QtBot) -> None:
    page = _page(qtbot, WIDE)
    (source,) = [it for it in words_on(page.notes_card) if it.startswith("Source: ")]
    assert "EFSA 2023" in source


def test_what_is_not_counted_is_said_more_quietly_than_what_is_above(qtbot: QtBot) -> None:
    citrate = Treatment(name="Magnesium citrate")
    page = _page(qtbot, WIDE, citrate, _daily(citrate, 300, "mg"))
    kinds = {
        type(it).__name__: it.text()
        for it in page.totals_card.findChildren(QLabel)
        if "above" in it.text() or "Not counted" in it.text()
    }
    assert kinds["BodyLabel"].startswith("5,000")
    assert kinds["QuietLabel"].startswith("Not counted")


def _read_out(found: QAccessibleInterface) -> list[str]:
    inner = [_read_out(found.child(at)) for at in range(found.childCount())]
    return [found.text(QAccessible.Text.Name), *(words for part in inner for words in part)]


def test_what_is_taken_is_read_out_before_what_stands_beside_it(qtbot: QtBot) -> None:
    page = _page(qtbot, WIDE)
    said = _read_out(QAccessible.queryAccessibleInterface(page))
    wanted = ["Now taking", "Vitamin D3", "Medicines", "Each day in all", "Conditions"]
    assert [words for words in said if words in wanted] == wanted


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("2.33 mmol/L on 3 Sep", "2.33\u00a0mmol/L on 3 Sep"),
        ("48.5 mg or 300 mg a day", "48.5\u00a0mg or 300\u00a0mg a day"),
        ("5 gains", "5 gains"),
        ("40 % taken", "40\u00a0% taken"),
    ],
)
def test_an_amount_keeps_its_unit_in_the_same_line(text: str, kept: str) -> None:
    assert keep_together(text) == kept
