"""Good to know: the few notes that what is taken now calls for, each with its source."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from crampdiary.services.taking import NoteView
from crampdiary.tokens import GRID
from crampdiary.ui.shared.cards import Card
from crampdiary.ui.shared.keep_together import keep_together
from crampdiary.ui.shared.labels import BodyLabel, FieldLabel
from crampdiary.ui.shared.pages import clear_layout


class NotesCard(Card):
    """One paragraph a note; hidden where there is none."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__("Good to know", parent=parent)
        self._list = QVBoxLayout()
        self._list.setSpacing(GRID + GRID // 2)
        self.body.addLayout(self._list)

    def show_notes(self, notes: Sequence[NoteView]) -> None:
        """Show these."""
        clear_layout(self._list)
        for note in notes:
            label = BodyLabel(keep_together(note.text))
            names = ", ".join(treatment.name for treatment in note.note.treatments)
            label.setToolTip(f"{names}\nSource: {note.note.source}")
            label.setAccessibleName(note.text)
            label.setAccessibleDescription(f"{names}. Source: {note.note.source}")
            paragraph = QVBoxLayout()
            paragraph.setSpacing(2)
            paragraph.addWidget(label)
            if note.note.is_of_a_limit:
                paragraph.addWidget(FieldLabel(f"Source: {note.note.source}"))
            self._list.addLayout(paragraph)
        self.setVisible(bool(notes))
