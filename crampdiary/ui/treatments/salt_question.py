"""Where a label may mean the element or its salt: which of the two, with what each comes to."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crampdiary.domain.choices import DoseBasis
from crampdiary.services.dose_checks import SaltReadings
from crampdiary.tokens import GRID
from crampdiary.ui.shared.choices import ChipRow
from crampdiary.ui.shared.labels import FieldLabel

NOT_KNOWN = "not known"


class SaltQuestion(QWidget):
    """Hidden until a dose is ambiguous; "not known" is an answer, and the one it begins with."""

    changed = Signal()

    def __init__(self, *, which: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._which = which
        self.question = FieldLabel()
        self.chips: ChipRow[str] = ChipRow(
            [
                (DoseBasis.ELEMENTAL, "The element"),
                (DoseBasis.SALT, "The salt"),
                (NOT_KNOWN, "Not known"),
            ],
            name=f"{which}: what its weight means",
            required=True,
        )
        self.chips.set_value(NOT_KNOWN)
        self._answer: DoseBasis | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GRID // 2, 0, 0)
        column.setSpacing(GRID // 2)
        column.addWidget(self.question)
        column.addWidget(self.chips)
        self.chips.changed.connect(self._on_chosen)
        self.hide()

    @property
    def answer(self) -> DoseBasis | None:
        """Return what was answered, also while the question is not asked."""
        return self._answer

    def set_answer(self, basis: DoseBasis | None) -> None:
        """Show an answer."""
        self._answer = basis
        self.chips.set_value(basis or NOT_KNOWN)

    def ask(self, readings: SaltReadings | None) -> None:
        """Ask about a dose with both its readings, or nothing."""
        self.setVisible(readings is not None)
        if readings is None:
            return
        element = readings.element
        self.question.setText(f"Is this the {element} itself, or the whole salt?")
        salt = f"{readings.as_salt} {element}" if readings.as_salt else f"{element} not known"
        self._say(DoseBasis.ELEMENTAL, f"Itself: {readings.as_element} {element}")
        self._say(DoseBasis.SALT, f"Salt: {salt}")

    def _say(self, value: str, words: str) -> None:
        button = self.chips.button(value)
        button.setText(words)
        button.setAccessibleName(f"{self.question.text()} {words}")

    def _on_chosen(self) -> None:
        chosen = self.chips.value
        self._answer = None if chosen in {None, NOT_KNOWN} else DoseBasis(str(chosen))
        self.changed.emit()
