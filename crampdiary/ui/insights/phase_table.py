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
from crampdiary.ui.shared.breakable import breakable
from crampdiary.ui.shared.cards import Card
from crampdiary.ui.shared.labels import BodyLabel, FieldLabel, Hairline, QuietLabel
from crampdiary.ui.shared.pages import clear_layout
from crampdiary.ui.shared.theme import Theme

_HEADS = ("Treatment", "When", "Nights recorded", "Cramps a week (95 % interval)")
_NAME, _WHEN, _NIGHTS, _RATE = range(len(_HEADS))
_FIGURES = {_NIGHTS, _RATE}
_ONE_LINE_FROM, _COLUMNS_FROM = 820, 440


class PhaseTable(Card):
    """What was taken when, and how the nights of that time were; no line is a comparison."""

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("While you took", parent=parent)
        self._theme = theme
        self._phases: Sequence[PhaseRate] = ()
        self._shown = [_NAME, _WHEN, _NIGHTS, _RATE]
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
        """Put the dates below the names where there is no room beside, then the figures too."""
        super().resizeEvent(event)
        width = event.size().width()
        shown = [_NAME]
        if width >= self._theme.px(_COLUMNS_FROM):
            shown = [_NAME, _NIGHTS, _RATE]
        if width >= self._theme.px(_ONE_LINE_FROM):
            shown = [_NAME, _WHEN, _NIGHTS, _RATE]
        if shown != self._shown:
            self._shown = shown
            self._fill()

    def _fill(self) -> None:
        clear_layout(self._grid)
        is_wide = _WHEN in self._shown
        for column in range(len(_HEADS)):
            self._grid.setColumnStretch(column, int(column == 0 or (is_wide and column == 1)))
        for column, part in enumerate(self._shown):
            head = FieldLabel(_HEADS[part])
            head.setWordWrap(not is_wide)
            self._grid.addWidget(_aligned(head, part), 0, column)
        for number, one in enumerate(self._phases):
            self._add(1 + number * (2 + len(_HEADS)), one)

    def _add(self, line: int, one: PhaseRate) -> None:
        """Add one phase: columns, and below them what has none."""
        is_wide, count = _WHEN in self._shown, len(self._shown)
        self._grid.addWidget(Hairline(), line, 0, 1, count)
        words = (
            f"{one.treatment.name}, {phase_words(one)}",
            phase_span_words(one),
            phase_nights_words(one),
            phase_rate_words(one),
        )
        for column, part in enumerate(self._shown):
            label = BodyLabel(breakable(words[part]))
            label.setAccessibleName(f"{words[_NAME]}, {_HEADS[part]}: {words[part]}")
            label.setWordWrap(part == _NAME or not is_wide)
            self._grid.addWidget(_aligned(label, part), line + 1, column)
        below = [part for part in range(len(_HEADS)) if part not in self._shown]
        for number, part in enumerate(below):
            said = words[part] if part == _WHEN else f"{_HEADS[part]}: {words[part]}"
            self._grid.addWidget(QuietLabel(said), line + 2 + number, 0, 1, count)


def _aligned(label: QLabel, part: int) -> QLabel:
    across = Qt.AlignmentFlag.AlignRight if part in _FIGURES else Qt.AlignmentFlag.AlignLeft
    label.setAlignment(across | Qt.AlignmentFlag.AlignTop)
    return label
