"""The phases of treatments with their nights and rates, one line each."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

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
from crampdiary.ui.shared.labels import BodyLabel, FieldLabel, Hairline, QuietLabel
from crampdiary.ui.shared.pages import clear_layout
from crampdiary.ui.shared.theme import Theme
from crampdiary.ui.shared.breakable import breakable

_HEADS = ("Treatment", "When", "Nights recorded", "Cramps a week (95 % interval)")
_NAME, _WHEN, _NIGHTS, _RATE = range(len(_HEADS))
_FIGURES = {_NIGHTS, _RATE}
_ONE_LINE_FROM = 820


class PhaseTable(Card):
    """What was taken when, and how the nights of that time were; no line is a comparison."""

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("While you took", parent=parent)
        self._theme = theme
        self._phases: Sequence[PhaseRate] = ()
        self._is_wide = True
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(3 * GRID)
        self._grid.setVerticalSpacing(GRID // 2)
        self.body.addLayout(self._grid)
        self.body.addSpacing(GRID)
        self.body.addWidget(QuietLabel(REMARK))

    def show_phases(self, phases: Sequence[PhaseRate]) -> None:
        """Show these phases; nothing at all where there are none."""
        self._phases = phases
        self.setVisible(bool(phases))
        self._fill()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the dates below the names where there is no room beside."""
        super().resizeEvent(event)
        is_wide = event.size().width() >= self._theme.px(_ONE_LINE_FROM)
        if is_wide != self._is_wide:
            self._is_wide = is_wide
            self._fill()

    def _fill(self) -> None:
        clear_layout(self._grid)
        shown = [_NAME, _WHEN, _NIGHTS, _RATE] if self._is_wide else [_NAME, _NIGHTS, _RATE]
        for column in range(len(_HEADS)):
            takes_room = column == 0 or (self._is_wide and column == 1)
            self._grid.setColumnStretch(column, int(takes_room))
        for column, part in enumerate(shown):
            head = FieldLabel(_HEADS[part])
            head.setWordWrap(not self._is_wide)
            self._grid.addWidget(_aligned(head, part), 0, column)
        for number, one in enumerate(self._phases):
            self._add(3 * number + 1, one, shown)

    def _add(self, line: int, one: PhaseRate, shown: Sequence[int]) -> None:
        self._grid.addWidget(Hairline(), line, 0, 1, len(shown))
        words = {
            _NAME: f"{one.treatment.name}, {phase_words(one)}",
            _WHEN: phase_span_words(one),
            _NIGHTS: phase_nights_words(one),
            _RATE: phase_rate_words(one),
        }
        for column, part in enumerate(shown):
            label = BodyLabel(breakable(words[part]))
            label.setAccessibleName(f"{words[_NAME]}, {_HEADS[part]}: {words[part]}")
            label.setWordWrap(part == _NAME or not self._is_wide)
            self._grid.addWidget(_aligned(label, part), line + 1, column)
        if not self._is_wide:
            self._grid.addWidget(QuietLabel(words[_WHEN]), line + 2, 0, 1, len(shown))


def _aligned(label: QLabel, part: int) -> QLabel:
    across = Qt.AlignmentFlag.AlignRight if part in _FIGURES else Qt.AlignmentFlag.AlignLeft
    label.setAlignment(across | Qt.AlignmentFlag.AlignTop)
    return label
