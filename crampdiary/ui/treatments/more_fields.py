"""What few need to say about a dose: its form, the reason, a note; out of sight until asked for."""

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from crampdiary.domain.dose_text import FORMS
from crampdiary.domain.records import Phase
from crampdiary.ui.shared.fields import NoteField, TextField
from crampdiary.ui.shared.labels import ErrorLabel, FieldLabel
from crampdiary.ui.shared.type_ahead import TypeAhead
from crampdiary.ui.treatments.side_by_side import LabelledField, SideBySide
from crampdiary.ui.treatments.untouched import Untouched


class MoreFields(QWidget):
    """Form, reason and note of one dose."""

    def __init__(self, *, which: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.form = TypeAhead(name=f"{which}: form", names=FORMS, placeholder="tablet, drops")
        self.reason = TextField(name=f"{which}: reason", placeholder="deficiency, 14 ng/mL")
        self.note = NoteField(name=f"{which}: note")
        self._kept = {key: Untouched() for key in ("form", "reason", "note")}
        self.errors = {key: ErrorLabel() for key in ("form", "reason", "note")}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(
            SideBySide(
                LabelledField("Form", self.form, self.errors["form"]),
                LabelledField("Reason", self.reason, self.errors["reason"]),
            )
        )
        column.addWidget(FieldLabel("Note on this dose", buddy=self.note))
        column.addWidget(self.note)
        column.addWidget(self.errors["note"])

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing is said here."""
        return not any(value.strip() for value in self.read().values())

    def read(self) -> dict[str, Any]:
        """Return the fields of a phase."""
        form, reason = self.form.text(), self.reason.text()
        return {
            "form": self._kept["form"].text(form, otherwise=self.form.typed),
            "reason": self._kept["reason"].text(reason, otherwise=reason.strip()),
            "note": self._kept["note"].text(self.note.toPlainText()),
        }

    def show_phase(self, phase: Phase) -> None:
        """Show what is stored; what is left alone is read back letter by letter."""
        self.form.setText(phase.form)
        self.reason.setText(phase.reason)
        self.note.setPlainText(phase.note)
        self._kept["form"].remember(phase.form, shown=self.form.text())
        self._kept["reason"].remember(phase.reason, shown=self.reason.text())
        self._kept["note"].remember(phase.note, shown=self.note.toPlainText())

    def keep(self, said: dict[str, Any]) -> None:
        """Show what was said before, where nothing else is said now."""
        self.form.setText(self.form.text() or said["form"])
        self.reason.setText(self.reason.text() or said["reason"])
        if not self.note.toPlainText():
            self.note.setPlainText(said["note"])

    def field_of(self, key: str) -> QWidget:
        """Return the field of a key."""
        return {"form": self.form, "reason": self.reason, "note": self.note}[key]
