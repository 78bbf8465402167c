"""What the newest values call for, at the top of the page: calm words, and where they are from.

The sentences themselves are data and still to be reviewed by a clinician.
"""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from crampdiary.services.lab_readings import LabRow
from crampdiary.services.labs import worth_a_call
from crampdiary.ui.labs.words import call_title, call_words
from crampdiary.ui.shared.cards import Card
from crampdiary.ui.shared.labels import BodyLabel, FieldLabel, SectionTitle
from crampdiary.ui.shared.pages import clear_layout


class CallCard(Card):
    """One sentence for each value that deserves attention soon; hidden where none does."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.sentences: list[str] = []
        self.hide()

    def show_rows(self, rows: Sequence[LabRow]) -> None:
        """Show what the newest values of these rows call for."""
        calls = worth_a_call(rows)
        said = [call_words(call) for call in calls]
        self.sentences = [sentence for sentence, _ in said]
        self.setVisible(bool(calls))
        clear_layout(self.body)
        if not calls:
            return
        self.setAccessibleName(call_title(calls))
        self.body.addWidget(SectionTitle(call_title(calls)))
        for sentence in self.sentences:
            self.body.addWidget(BodyLabel(sentence))
        # Most sentences share a source, which is then named once.
        self.body.addWidget(FieldLabel(" ".join(dict.fromkeys(source for _, source in said))))
