"""The name of something that is taken, with what it counts as: "Vit D" counts as vitamin D3."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QWidget

from crampdiary.domain.catalogues.matching import NameIndex
from crampdiary.domain.catalogues.medicines import MedicineClass
from crampdiary.domain.catalogues.supplements import Supplement
from crampdiary.domain.records import Treatment
from crampdiary.services.catalogues import Catalogues
from crampdiary.tokens import GRID
from crampdiary.ui.shared.breakable import breakable
from crampdiary.ui.shared.buttons import LinkButton
from crampdiary.ui.shared.labels import QuietLabel
from crampdiary.ui.shared.type_ahead import SHOWN, TypeAhead, with_own_first

# How doctors and leaflets call what the catalogue names in everyday words.
_INN = {"vitd3": "colecalciferol", "vitd2": "ergocalciferol", "b6": "pyridoxine"}


class ForgivingTypeAhead(TypeAhead):
    """Offers names that mean what is typed, also with slips and abbreviations."""

    def __init__(
        self,
        *,
        name: str,
        entries: Iterable[tuple[str, Sequence[str]]],
        placeholder: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """Take what is offered, each with all names by which it is found."""
        super().__init__(name=name, placeholder=placeholder, parent=parent)
        self._index = NameIndex(entries)
        # What is offered is chosen here; Qt would leave out what does not contain the letters.
        self.completer().setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.textEdited.connect(self._on_text_edited)

    def _on_text_edited(self, text: str) -> None:
        self.offer(self._index.offers(text, SHOWN))


def names_taken(own: Sequence[str], catalogues: Catalogues) -> list[tuple[str, Sequence[str]]]:
    """Return what may be taken: own names, supplements by all their names, and medicines.

    A class of medicines is no name on a box, so each of its members is offered by itself.
    """
    entries: dict[str, tuple[str, Sequence[str]]] = {}
    for name in with_own_first(own, ()):
        entries[name.casefold()] = (name, (name,))
    for supplement in catalogues.supplements.entries:
        entries.setdefault(supplement.name.casefold(), (supplement.name, supplement.names))
    for medicine in catalogues.medicines.entries:
        for name in (*medicine.aliases, medicine.name):
            entries.setdefault(name.casefold(), (name, (name,)))
    return list(entries.values())


def names_of_conditions(
    own: Sequence[str], catalogues: Catalogues
) -> list[tuple[str, Sequence[str]]]:
    """Return the conditions to offer: own names, then those of the catalogue by all their names."""
    entries: dict[str, tuple[str, Sequence[str]]] = {}
    for name in with_own_first(own, ()):
        entries[name.casefold()] = (name, (name,))
    for known in catalogues.conditions.entries:
        entries.setdefault(known.name.casefold(), (known.name, known.names))
    return list(entries.values())


class CountsAs(QWidget):
    """Says quietly what a name counts as, with a way to say that it does not, and back."""

    changed = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = ""
        self._found = ""
        self._stored: str | None = None
        self.is_refused = False
        self.words = QuietLabel()
        self.button = LinkButton()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addWidget(self.words, 1)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        self.button.clicked.connect(self._on_clicked)
        self.hide()

    @property
    def substance(self) -> str | None:
        """Return what a treatment stores: a key, empty for nothing, None where its name decides."""
        return "" if self.is_refused else self._stored

    def show_treatment(self, treatment: Treatment, catalogues: Catalogues) -> None:
        """Show what is stored."""
        self._name = " ".join(treatment.name.split())
        self.is_refused = treatment.substance == ""
        self._stored = treatment.substance or None
        self.show_name(treatment.name, catalogues)

    def show_name(self, name: str, catalogues: Catalogues) -> None:
        """Say what a name counts as; nothing where it is the catalogue's own name, or unknown."""
        name = " ".join(name.split())
        if name != self._name:
            self.is_refused = False
        self._name = name
        entry = self._entry(name, catalogues)
        self._found = ""
        if entry is not None and entry.name.casefold() != name.casefold():
            more = f" ({_INN[entry.key]})" if entry.key in _INN else ""
            self._found = f"{_in_sentence(entry.name)}{more}"
        self._show()

    def _entry(self, name: str, catalogues: Catalogues) -> Supplement | MedicineClass | None:
        supplements, medicines = catalogues.supplements, catalogues.medicines
        if self._stored is not None:
            return supplements.get(self._stored) or medicines.get(self._stored)
        return supplements.find(name) or medicines.find(name)

    def _show(self) -> None:
        self.setVisible(bool(self._found) or self.is_refused)
        if self.is_refused:
            self.words.setText("Counts as nothing but itself.")
            said = f"Count it as {self._found}" if self._found else "Let its name decide"
        else:
            self.words.setText(f"Counts as {breakable(self._found)}.")
            said = "It does not"
        self.button.setText(said)
        self.button.setAccessibleName(f"{self.words.text()} {said}")

    def _on_clicked(self) -> None:
        self.is_refused = not self.is_refused
        self._show()
        self.changed.emit()


def _in_sentence(name: str) -> str:
    """Return a name as it stands within a sentence: "vitamin D3", but "ACE inhibitor"."""
    is_word = name[1:2].islower()
    return f"{name[:1].lower()}{name[1:]}" if is_word else name
