"""What is asked about an own entry of a catalogue: other fields for each kind."""

from decimal import Decimal
from typing import Any, Protocol

from crampdiary.domain.catalogues.dose_units import nutrient_facts
from crampdiary.domain.choices import CatalogueKind, Nutrient
from crampdiary.domain.notation import Expected, read_number
from crampdiary.domain.own_entries import OwnEntry
from crampdiary.services.own_entries import percent_of, share_of
from crampdiary.ui.shared.fields import Dropdown, NoteField, TextField
from crampdiary.ui.shared.forms import FormDialog
from crampdiary.ui.shared.type_ahead import TypeAhead

Fields = dict[str, Any]
# How errors call the two limits of a value to watch, which records keep as low and high.
WATCHED = {"low": "below", "high": "above"}
NOTHING = "nothing that is added up"
# Only these are sold as salts whose weight is not that of the element.
SALTS = frozenset({Nutrient.MAGNESIUM, Nutrient.CALCIUM, Nutrient.POTASSIUM})
_UNITS = ("mg", "µg", "g", "IU", "ml", "drops")
_LAB_UNITS = ("mg/dL", "mmol/L", "ng/mL", "nmol/L", "µg/L", "U/L", "mEq/L", "g/L", "%")


class NumberField(TextField):
    """A number that may be left out; what is stored already is not asked about again."""

    def __init__(self, *, name: str, stored: Decimal | None, placeholder: str = "") -> None:
        super().__init__(name=name, placeholder=placeholder)
        self._shown = "" if stored is None else f"{stored:f}"
        self._stored = stored
        self.setText(self._shown)

    def read(self, field: str) -> Decimal | None:
        """Return the number, or None; raise `InvalidValueError` about `field`."""
        text = self.text().strip()
        if text == self._shown:
            return self._stored
        return read_number(text, field, expected=Expected.MEASURED) if text else None


class SupplementFields:
    """What it counts for, the unit it is dosed in, and the share of a salt."""

    def __init__(self, form: FormDialog, entry: OwnEntry | None) -> None:
        self.nutrient = Dropdown(name="Counts for")
        self.nutrient.addItem(NOTHING, None)
        for nutrient, facts in nutrient_facts().items():
            self.nutrient.addItem(facts.name, nutrient)
        self.unit = TypeAhead(name="Unit of a dose", names=_UNITS, placeholder="mg")
        self.share = NumberField(
            name="Share by weight, percent", stored=percent_of(entry.factor if entry else None)
        )
        self.note = NoteField(name="Note")
        form.add_side_by_side(
            ("nutrient", "Counts for", self.nutrient), ("unit", "Unit of a dose", self.unit)
        )
        form.add_field(
            "factor",
            "Of 100 mg, how many are the mineral itself? Leave empty where the label says it.",
            self.share,
        )
        form.add_field("note", "Note", self.note)
        if entry is not None:
            self.nutrient.setCurrentIndex(max(self.nutrient.findData(entry.nutrient), 0))
            self.unit.setText(entry.unit)
            self.note.setPlainText(entry.note)
        self._show_share(form)
        self.nutrient.activated.connect(lambda: self._show_share(form))

    def read(self) -> Fields:
        """Return what was typed, by the names of the record's fields."""
        share = self.share.read("factor") if self._counts_for in SALTS else None
        return {
            "nutrient": self._counts_for,
            "unit": self.unit.typed,
            "factor": share_of(share, "factor"),
            "note": self.note.toPlainText().strip(),
        }

    @property
    def _counts_for(self) -> Nutrient | None:
        # Qt gives a plain text back.
        chosen = self.nutrient.currentData()
        return Nutrient(chosen) if chosen else None

    def _show_share(self, form: FormDialog) -> None:
        form.show_field("factor", visible=self._counts_for in SALTS)


class MedicineFields:
    """What is known of it."""

    def __init__(self, form: FormDialog, entry: OwnEntry | None) -> None:
        self.note = NoteField(name="What is known")
        form.add_field("note", "What is known, such as what the leaflet says of cramps", self.note)
        if entry is not None:
            self.note.setPlainText(entry.note)

    def read(self) -> Fields:
        """Return what was typed, by the names of the record's fields."""
        return {"note": self.note.toPlainText().strip()}


class LabTestFields:
    """Its units, how one leads to the other, and the typical range."""

    def __init__(self, form: FormDialog, entry: OwnEntry | None) -> None:
        self.unit = TypeAhead(name="Unit", names=_LAB_UNITS, placeholder="mg/dL")
        self.other_unit = TypeAhead(name="Other unit, if any", names=_LAB_UNITS)
        self.factor = NumberField(
            name="How many of the other unit one is", stored=entry.factor if entry else None
        )
        self.low = NumberField(name="Typical from", stored=entry.low if entry else None)
        self.high = NumberField(name="Typical to", stored=entry.high if entry else None)
        form.add_side_by_side(
            ("unit", "Unit", self.unit), ("other_unit", "Other unit, if any", self.other_unit)
        )
        form.add_field("factor", "1 unit is", self.factor)
        form.add_side_by_side(("low", "Typical from", self.low), ("high", "Typical to", self.high))
        if entry is not None:
            self.unit.setText(entry.unit)
            self.other_unit.setText(entry.other_unit)
        self._show_factor(form)
        for field in (self.unit, self.other_unit):
            field.textChanged.connect(lambda _text: self._show_factor(form))

    def read(self) -> Fields:
        """Return what was typed, by the names of the record's fields."""
        other = self.other_unit.typed
        return {
            "unit": self.unit.typed,
            "other_unit": other,
            "factor": self.factor.read("factor") if other else None,
            "low": self.low.read("low"),
            "high": self.high.read("high"),
        }

    def _show_factor(self, form: FormDialog) -> None:
        unit, other = self.unit.typed or "unit", self.other_unit.typed
        words = f"1 {unit} is how many {other}?"
        form.show_field("factor", visible=bool(other), label=words if other else "")


class WatchFields:
    """The unit, the limits, and what it should say beyond them."""

    def __init__(self, form: FormDialog, entry: OwnEntry | None) -> None:
        self.unit = TypeAhead(name="Unit", names=_LAB_UNITS, placeholder="mmol/L")
        self.low = NumberField(name="Below", stored=entry.low if entry else None)
        self.high = NumberField(name="Above", stored=entry.high if entry else None)
        self.note = NoteField(name="What it should say")
        form.add_side_by_side(
            (WATCHED["low"], "Below", self.low),
            (WATCHED["high"], "Above", self.high),
            ("unit", "Unit", self.unit),
        )
        form.add_field("note", "What it should say", self.note)
        if entry is not None:
            self.unit.setText(entry.unit)
            self.note.setPlainText(entry.note)

    def read(self) -> Fields:
        """Return what was typed, by the names of the record's fields."""
        return {
            "unit": self.unit.typed,
            "low": self.low.read("low"),
            "high": self.high.read("high"),
            "note": self.note.toPlainText().strip(),
        }


class KindFields(Protocol):
    """The fields of one kind of entry."""

    def read(self) -> Fields:
        """Return what was typed, by the names of the record's fields."""
        ...


def fields_for(kind: CatalogueKind, form: FormDialog, entry: OwnEntry | None) -> KindFields:
    """Add the fields of a kind to a form, filled with what is stored."""
    match kind:
        case CatalogueKind.SUPPLEMENT:
            return SupplementFields(form, entry)
        case CatalogueKind.MEDICINE:
            return MedicineFields(form, entry)
        case CatalogueKind.TEST:
            return LabTestFields(form, entry)
        case CatalogueKind.FLAG:
            return WatchFields(form, entry)
