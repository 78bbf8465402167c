"""The phases of treatments with their nights and rates, one line each."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from crampdiary.services.insights import PhaseRate
from crampdiary.tokens import GRID
from crampdiary.ui.insights.words import (
    REMARK,
    phase_nights_words,
    phase_rate_words,
    phase_span_words,
    phase_words,
)
from crampdiary.ui.shared.cards import Card
from crampdiary.ui.shared.labels import BodyLabel, FieldLabel, Hairline, QuietLabel, SectionTitle
from crampdiary.ui.shared.pages import clear_layout
from crampdiary.ui.treatments.breakable import breakable

_HEADS = ("Treatment", "Nights recorded", "Cramps a week (95 % interval)")
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop


class PhaseTable(Card):
    """What was taken when, and how the nights of that time were; no line is a comparison."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__("While you took", parent=parent)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(2 * GRID)
        self._grid.setVerticalSpacing(GRID // 2)
        self._grid.setColumnStretch(0, 1)
        self.body.addLayout(self._grid)
        self.body.addStretch(1)
        self.body.addWidget(QuietLabel(REMARK))

    def show_phases(self, phases: Sequence[PhaseRate]) -> None:
        """Show these phases; nothing at all where there are none."""
        clear_layout(self._grid)
        self.setVisible(bool(phases))
        for column, words in enumerate(_HEADS):
            head = FieldLabel(words)
            if column:
                head.setAlignment(_RIGHT)
            self._grid.addWidget(head, 0, column)
        for number, one in enumerate(phases):
            self._add(3 * number + 1, one)

    def _add(self, line: int, one: PhaseRate) -> None:
        self._grid.addWidget(Hairline(), line, 0, 1, len(_HEADS))
        name = SectionTitle(breakable(f"{one.treatment.name}, {phase_words(one)}"))
        name.setWordWrap(True)
        self._grid.addWidget(name, line + 1, 0)
        self._grid.addWidget(QuietLabel(phase_span_words(one)), line + 2, 0)
        for column, words in ((1, phase_nights_words(one)), (2, phase_rate_words(one))):
            label = BodyLabel(words)
            label.setAlignment(_RIGHT)
            label.setAccessibleName(f"{one.treatment.name}, {_HEADS[column]}: {words}")
            self._grid.addWidget(label, line + 1, column, 2, 1)
