"""The quiet table of medicines: name and dose, since when, what class, what is known."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crampdiary.domain.phrases import dose_words
from crampdiary.services.story import Stage, Story, TakenPhase, span_words
from crampdiary.services.taking import Known
from crampdiary.tokens import GRID
from crampdiary.ui.shared.breakable import breakable
from crampdiary.ui.shared.cards import Card
from crampdiary.ui.shared.labels import BodyLabel, Hairline, QuietLabel, SectionTitle
from crampdiary.ui.shared.pages import FlowRow
from crampdiary.ui.treatments.cards import action
from crampdiary.ui.treatments.known_popover import open_known
from crampdiary.ui.treatments.split_row import SplitRow, words_and_links


class MedicinesCard(Card):
    """A row of two lines for each medicine; what can be done goes below where the card is narrow.

    `edit_requested` and `took_one` carry the story.
    """

    edit_requested = Signal(object)
    took_one = Signal(object)

    def __init__(
        self,
        *,
        stories: Sequence[Story],
        known: Mapping[UUID, Known] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("Medicines", parent=parent)
        self.body.setSpacing(GRID // 2)
        self._known = known or {}
        for story in stories:
            self.body.addWidget(Hairline())
            self.body.addLayout(self._row(story))

    def _row(self, story: Story) -> QHBoxLayout:
        """Return name and dose, and below them since when, its class, and what was not taken."""
        main = story.main_taken
        name = SectionTitle(breakable(story.treatment.name))
        name.setWordWrap(True)
        dose = BodyLabel("no dose recorded" if main is None else breakable(dose_words(main.phase)))
        words = QWidget()
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = SplitRow(name, dose, is_tight=True)
        column.addWidget(head)
        known = self._known.get(story.treatment.id)
        if known is not None and known.counts_as != story.treatment.name:
            column.addWidget(QuietLabel(breakable(known.counts_as)))
        when = QuietLabel(_when_words(story, main))
        when.setToolTip("\n".join(story.adherence_lines))
        column.addWidget(when)
        return words_and_links(words, self._actions(story), needs=head)

    def _actions(self, story: Story) -> FlowRow:
        row, name = FlowRow(), story.treatment.name
        main, known = story.main, self._known.get(story.treatment.id)
        if story.stage is Stage.TAKING and main is not None and main.every_days is None:
            took = action("Took one", story, "took")
            took.clicked.connect(lambda: self.took_one.emit(story))
            row.add(took)
        if known is not None and known.text:
            button = action("What is known", story, "known")
            button.clicked.connect(lambda: open_known(name, known, button, self.window()))
            row.add(button)
        edit = action("Edit", story, "edit")
        edit.clicked.connect(lambda: self.edit_requested.emit(story))
        row.add(edit)
        return row


def _when_words(story: Story, main: TakenPhase | None) -> str:
    if main is None:
        return "no dates recorded"
    when = span_words(main.phase, story.today)
    planned = "planned " if story.stage is Stage.PLANNED else ""
    # A medicine is taken for years: only what was not taken deserves a word.
    taken = (
        f", {main.taken_in_short}" if main.adherence.missed or not main.adherence.planned else ""
    )
    return f"{planned}{when}{taken if main.taken_words else ''}"
