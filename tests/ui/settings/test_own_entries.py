"""Own entries in Settings: added, changed and deleted by keyboard, each refused at its field."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from crampdiary.domain.choices import CatalogueKind, Nutrient
from crampdiary.domain.own_entries import OwnEntry
from crampdiary.services.catalogues import catalogues_of
from crampdiary.services.own_entries import own_entries
from crampdiary.tokens import DAY, NIGHT
from crampdiary.ui.settings.own_card import UNUSED
from crampdiary.ui.settings.own_fields import (
    LabTestFields,
    MedicineFields,
    SupplementFields,
    WatchFields,
)
from crampdiary.ui.settings.own_form import OwnEntryDialog
from crampdiary.ui.settings.page import SettingsPage
from crampdiary.ui.shared.buttons import LinkButton
from tests.ui.diary_sessions import click, key, type_text, wait_for_keys
from tests.ui.page_desk import Desk
from tests.ui.pixels import colours, frame, too_blue_or_green
from tests.ui.settings.support import MakeDesk

MALATE = OwnEntry(
    catalogue=CatalogueKind.SUPPLEMENT,
    name="Magnesium malate",
    nutrient=Nutrient.MAGNESIUM,
    unit="mg",
    factor=Decimal("0.155"),
)
LACTATE = OwnEntry(
    catalogue=CatalogueKind.TEST,
    name="Lactate",
    unit="mg/dL",
    other_unit="mmol/L",
    factor=Decimal("0.111"),
    low=Decimal(5),
    high=Decimal(20),
)
WATCH = OwnEntry(
    catalogue=CatalogueKind.FLAG,
    name="Lactate",
    unit="mmol/L",
    high=Decimal(4),
    note="Ask the practice the same day.",
)


def _stored(here: Desk[SettingsPage]) -> list[OwnEntry]:
    assert here.session.diary is not None
    return own_entries(here.session.diary)


def _open(here: Desk[SettingsPage], button: QWidget) -> OwnEntryDialog:
    button.setFocus()
    key(button, Qt.Key.Key_Return)
    dialog = here.window.findChildren(OwnEntryDialog)[-1]
    wait_for_keys(here.qtbot, dialog)
    return dialog


def _add(here: Desk[SettingsPage], kind: CatalogueKind) -> OwnEntryDialog:
    return _open(here, here.page.own.add_buttons[kind])


def _button(here: Desk[SettingsPage], name: str) -> LinkButton:
    (found,) = (
        button
        for button in here.page.own.findChildren(LinkButton)
        if button.accessibleName() == name
    )
    return found


def _save(here: Desk[SettingsPage], dialog: OwnEntryDialog) -> None:
    key(dialog.name, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    here.qtbot.waitUntil(lambda: not here.window.findChildren(OwnEntryDialog))


def _words(here: Desk[SettingsPage]) -> list[str]:
    labels = here.page.own.findChildren(QLabel)
    shown = [label.text() for label in labels if label.isVisible()]
    return [text.replace("\u200b", "").replace("\N{WORD JOINER}", "") for text in shown]


def test_own_supplement_counts_for_its_mineral_by_its_share_of_the_weight(desk: MakeDesk) -> None:
    here = desk()
    dialog = _add(here, CatalogueKind.SUPPLEMENT)
    type_text(dialog.name, "Magnesium malate")
    fields = dialog.fields
    assert isinstance(fields, SupplementFields)
    assert not fields.share.isVisible()
    fields.nutrient.setFocus()
    type_text(fields.nutrient, "magnesium")
    assert fields.share.isVisible()
    type_text(fields.unit, "mg")
    type_text(fields.share, "15,5")
    _save(here, dialog)
    (stored,) = _stored(here)
    assert (stored.nutrient, stored.factor, stored.unit) == (
        Nutrient.MAGNESIUM,
        Decimal("0.155"),
        "mg",
    )
    assert here.noted == ["Magnesium malate added."]
    assert "counts for magnesium, 15.5 % of its weight, in mg" in _words(here)
    assert here.session.diary is not None
    found = catalogues_of(here.session.diary).supplements.find("magnesium malate")
    assert found is not None
    assert found.nutrient is Nutrient.MAGNESIUM
    here.session.undo()
    assert _stored(here) == []


def test_own_medicine_keeps_what_is_known(desk: MakeDesk) -> None:
    here = desk()
    dialog = _add(here, CatalogueKind.MEDICINE)
    type_text(dialog.name, "Zzzoline")
    type_text(dialog.also_called, "Zz, Zedoline")
    assert isinstance(dialog.fields, MedicineFields)
    type_text(dialog.fields.note, "The leaflet names cramps as rare.")
    _save(here, dialog)
    assert here.session.diary is not None
    known = catalogues_of(here.session.diary).medicines.find("Zedoline")
    assert known is not None
    assert known.known == "The leaflet names cramps as rare."


def test_own_test_asks_how_its_units_convert_only_where_there_are_two(desk: MakeDesk) -> None:
    here = desk()
    dialog = _add(here, CatalogueKind.TEST)
    type_text(dialog.name, "Lactate")
    fields = dialog.fields
    assert isinstance(fields, LabTestFields)
    type_text(fields.unit, "mg/dL")
    assert not fields.factor.isVisible()
    type_text(fields.other_unit, "mmol/L")
    assert fields.factor.isVisible()
    type_text(fields.factor, "0.111")
    type_text(fields.low, "5")
    type_text(fields.high, "20")
    _save(here, dialog)
    (stored,) = _stored(here)
    assert (stored.unit, stored.other_unit, str(stored.factor)) == ("mg/dL", "mmol/L", "0.111")
    assert "in mg/dL or mmol/L, 1 mg/dL is 0.111 mmol/L, typical 5 to 20" in _words(here)


def test_own_value_to_watch_is_told_with_its_sentence(desk: MakeDesk) -> None:
    here = desk(LACTATE)
    dialog = _add(here, CatalogueKind.FLAG)
    type_text(dialog.name, "lactate")
    assert isinstance(dialog.fields, WatchFields)
    type_text(dialog.fields.high, "4")
    type_text(dialog.fields.unit, "mmol/L")
    type_text(dialog.fields.note, "Ask the practice the same day.")
    _save(here, dialog)
    assert "above 4 mmol/L: Ask the practice the same day." in _words(here)


@pytest.mark.parametrize(
    ("kind", "typed", "field", "words"),
    [
        (CatalogueKind.SUPPLEMENT, {}, "name", "is empty"),
        (CatalogueKind.MEDICINE, {"name": "x" * 201}, "name", "too long"),
        (CatalogueKind.TEST, {"name": "Vitamin D"}, "name", "known here already"),
        (
            CatalogueKind.TEST,
            {"name": "Lactate", "unit": "mg/dL", "other_unit": "mmol/L"},
            "factor",
            "is empty",
        ),
        (
            CatalogueKind.TEST,
            {"name": "Lactate", "unit": "mg/dL", "low": "9", "high": "5"},
            "high",
            "9 or more",
        ),
        (
            CatalogueKind.TEST,
            {"name": "Lactate", "unit": "mg/dL", "low": "1.250"},
            "low",
            "1250 or 1.25",
        ),
        (
            CatalogueKind.TEST,
            {"name": "Lactate", "unit": "mg/dL", "other_unit": "g/L", "factor": "5"},
            "factor",
            "0.01",
        ),
        (
            CatalogueKind.FLAG,
            {"name": "Moonlight", "high": "4", "unit": "mg/dL", "note": "Look up."},
            "name",
            "no test that is known",
        ),
        (
            CatalogueKind.FLAG,
            {"name": "Potassium", "high": "4", "unit": "ng/mL", "note": "Ask."},
            "unit",
            "mmol/L",
        ),
        (
            CatalogueKind.FLAG,
            {"name": "Potassium", "unit": "mmol/L", "note": "Ask."},
            "low",
            "one limit or both",
        ),
        (
            CatalogueKind.FLAG,
            {"name": "Potassium", "unit": "mmol/L", "low": "6", "high": "4", "note": "Ask."},
            "high",
            "The upper limit (4)",
        ),
        (
            CatalogueKind.FLAG,
            {"name": "Potassium", "unit": "mmol/L", "high": "4"},
            "note",
            "is empty",
        ),
    ],
)
def test_what_could_not_be_used_is_told_at_its_field_and_nothing_is_stored(
    desk: MakeDesk, kind: CatalogueKind, typed: dict[str, str], field: str, words: str
) -> None:
    here = desk()
    dialog = _add(here, kind)
    for name, text in typed.items():
        target = dialog.name if name == "name" else getattr(dialog.fields, name)
        type_text(target, text)
    key(dialog.name, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert dialog.isVisible()
    at = dialog.name if field == "name" else getattr(dialog.fields, field)
    assert words in at.accessibleDescription()
    assert QApplication.focusWidget() is at
    assert _stored(here) == []
    key(dialog, Qt.Key.Key_Escape)


def test_a_name_is_taken_only_once_in_a_catalogue(desk: MakeDesk) -> None:
    here = desk(MALATE)
    dialog = _add(here, CatalogueKind.SUPPLEMENT)
    type_text(dialog.name, "magnesium  MALATE")
    key(dialog.name, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "known here already" in dialog.name.accessibleDescription()
    key(dialog, Qt.Key.Key_Escape)


def test_an_entry_that_is_opened_and_saved_untouched_stays_as_it_is(desk: MakeDesk) -> None:
    entries = (MALATE, LACTATE, WATCH)
    here = desk(*entries)
    for entry in entries:
        buttons = [
            button
            for button in here.page.own.findChildren(LinkButton)
            if button.property("focus_key") == f"Edit {entry.id}"
        ]
        _save(here, _open(here, buttons[0]))
    assert set(_stored(here)) == set(entries)
    assert here.noted == []


def test_deleting_offers_undo_and_leaves_the_focus_on_the_list(desk: MakeDesk) -> None:
    here = desk(MALATE)
    delete = _button(here, "Delete Magnesium malate")
    delete.setFocus()
    key(delete, Qt.Key.Key_Return)
    assert _stored(here) == []
    assert here.noted == ["Magnesium malate deleted."]
    assert QApplication.focusWidget() is here.page.own.add_buttons[CatalogueKind.SUPPLEMENT]
    here.session.undo()
    assert _stored(here) == [MALATE]


def test_a_value_to_watch_without_its_test_says_that_it_is_not_used(desk: MakeDesk) -> None:
    here = desk(WATCH, LACTATE)
    here.qtbot.waitUntil(lambda: "Lactate" in _words(here))
    assert UNUSED not in _words(here)
    (delete, *_) = [
        button
        for button in here.page.own.findChildren(LinkButton)
        if button.property("focus_key") == f"Delete {LACTATE.id}"
    ]
    click(delete)
    here.qtbot.waitUntil(lambda: UNUSED in _words(here))


def test_a_long_or_right_to_left_name_neither_widens_the_page_nor_is_lost(desk: MakeDesk) -> None:
    names = ("\u05de\u05d2\u05e0\u05d6\u05d9\u05d5\u05dd \U0001f48a", "n" * 200)
    entries = [
        OwnEntry(catalogue=CatalogueKind.MEDICINE, name=name, note="long " * 2_000)
        for name in names
    ]
    here = desk(*entries, size=(600, 680))
    here.qtbot.waitUntil(lambda: set(names) <= set(_words(here)))
    assert here.page.scroll_area.horizontalScrollBar().maximum() == 0


def test_by_night_card_and_form_are_red_alone(desk: MakeDesk, qapp: QApplication) -> None:
    here = desk(MALATE, LACTATE, WATCH, palette=NIGHT)
    here.theme.apply(qapp)
    here.page.scroll_area.ensureWidgetVisible(here.page.own)
    assert too_blue_or_green(frame(here.window)) == 0
    dialog = _open(here, _button(here, "Edit Magnesium malate"))
    image = frame(dialog)
    assert too_blue_or_green(image) == 0
    assert colours(image) > 10
    key(dialog, Qt.Key.Key_Escape)
    here.theme.use(DAY)
    qapp.setStyleSheet("")
