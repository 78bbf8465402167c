"""The commonly used limits of 25-OH vitamin D: editable, in two units, refused at the field."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt

from crampdiary.domain.preferences import Preferences
from crampdiary.ui.settings.bands_card import BandsCard, LimitField
from crampdiary.ui.settings.page import SettingsPage
from crampdiary.ui.shared.labels import ErrorLabel
from tests.ui.diary_sessions import click, key, type_text
from tests.ui.page_desk import Desk
from tests.ui.settings.support import MakeDesk


def _type(field: LimitField, text: str) -> None:
    field.setFocus()
    field.selectAll()
    key(field, Qt.Key.Key_Delete)
    type_text(field, text)
    key(field, Qt.Key.Key_Return)


def _limits(here: Desk[SettingsPage]) -> tuple[Decimal, Decimal]:
    stored = here.session.preferences
    return stored.vitamin_d_deficient_below, stored.vitamin_d_sufficient_above


def _card(here: Desk[SettingsPage]) -> BandsCard:
    return here.page.bands


def test_limits_are_shown_in_both_units(desk: MakeDesk) -> None:
    card = _card(desk())
    assert (card.below.text(), card.below_words.text()) == ("20 ng/mL", "49.9 nmol/L")
    assert (card.enough.text(), card.enough_words.text()) == ("30 ng/mL", "74.9 nmol/L")
    assert not card.back.isVisible()


@pytest.mark.parametrize(
    ("typed", "stored"),
    [("12", "12"), ("12,5 ng/mL", "12.5"), ("12.5", "12.5"), ("30 nmol/l", "12.01")],
)
def test_another_limit_is_stored_at_once_and_undo_brings_the_old_one_back(
    desk: MakeDesk, typed: str, stored: str
) -> None:
    here = desk()
    _type(_card(here).below, typed)
    assert _limits(here) == (Decimal(stored), Decimal(30))
    assert _card(here).below.text() == f"{stored} ng/mL"
    assert here.noted == [f"25-OH vitamin D: deficient below {stored} ng/mL."]
    here.session.undo()
    assert _limits(here) == (Decimal(20), Decimal(30))
    assert _card(here).below.text() == "20 ng/mL"


def test_a_result_of_exactly_the_nmol_typed_is_not_below_the_limit(desk: MakeDesk) -> None:
    here = desk()
    _type(_card(here).below, "50 nmol/L")
    below, _ = _limits(here)
    assert below <= Decimal(50) / Decimal("2.496") < below + Decimal("0.01")


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("below", "35", "30 ng/mL or less"),
        ("enough", "10", "20 ng/mL or more"),
        ("below", "a few", "is not a number"),
        ("below", "", "is not a number"),
        ("enough", "1.250", "1250 or 1.25"),
        ("below", "<20", "is not a number"),
        ("enough", "-30", "-30"),
        ("enough", "30 mmol", "ng/mL or nmol/L"),
        ("below", "0", "1 to 200"),
    ],
)
def test_an_impossible_limit_is_told_at_the_field_and_changes_nothing(
    desk: MakeDesk, field: str, typed: str, words: str
) -> None:
    here = desk()
    card = _card(here)
    typed_in: LimitField = getattr(card, field)
    error: ErrorLabel = getattr(card, f"{field}_error")
    _type(typed_in, typed)
    assert _limits(here) == (Decimal(20), Decimal(30))
    assert error.isVisible()
    assert words in error.text()
    assert typed_in.accessibleDescription() == error.text()
    _type(typed_in, "25")
    assert not error.isVisible()
    assert typed_in.accessibleDescription() == ""


def test_back_to_20_and_30_is_one_step_and_undone_as_one(desk: MakeDesk) -> None:
    mine = Preferences(
        vitamin_d_deficient_below=Decimal(12), vitamin_d_sufficient_above=Decimal("20.5")
    )
    here = desk(mine)
    card = _card(here)
    assert card.enough.text() == "20.5 ng/mL"
    click(card.back)
    assert _limits(here) == (Decimal(20), Decimal(30))
    assert not card.back.isVisible()
    here.session.undo()
    assert _limits(here) == (Decimal(12), Decimal("20.5"))
    assert card.back.isVisible()
