"""The cards of the page: one for each supplement, and one table of medicines."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from crampdiary.domain.phrases import dose_words
from crampdiary.tokens import GRID
from crampdiary.ui.shared.breakable import breakable
from crampdiary.ui.shared.buttons import LinkButton
from crampdiary.ui.shared.cards import Card
from crampdiary.ui.shared.labels import (
    Badge,
    BodyLabel,
    Hairline,
    LeadLabel,
    QuietLabel,
    SectionTitle,
)
from crampdiary.ui.shared.theme import Theme
from crampdiary.ui.treatments.axis import TimeAxis
from crampdiary.ui.treatments.phase_bar import PhaseBar
from crampdiary.ui.treatments.story import Stage, Story, span_words

OTHERS_SHOWN = 3


def _edit_button(story: Story) -> LinkButton:
    button = LinkButton("Edit")
    button.setAccessibleName(f"Edit {story.treatment.name}")
    button.setProperty("focus_key", str(story.treatment.id))
    return button


class TreatmentCard(Card):
    """Name, badges, the phase bar, and in words what is taken now and what was before."""

    edit_requested = Signal(object)

    def __init__(
        self, *, story: Story, axis: TimeAxis, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent=parent)
        self.story = story
        self.edit_button = _edit_button(story)
        self.edit_button.clicked.connect(lambda: self.edit_requested.emit(story))
        head = QHBoxLayout()
        head.setSpacing(GRID)
        name = LeadLabel(breakable(story.treatment.name))
        name.setWordWrap(True)
        head.addWidget(name)
        for words in story.badges:
            head.addWidget(Badge(words))
        head.addStretch(1)
        head.addWidget(self.edit_button, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(head)
        self.bar: PhaseBar | None = None
        if any(axis.extent(phase) for phase in story.phases):
            self.bar = PhaseBar(story=story, axis=axis, theme=theme)
            self.body.addWidget(self.bar)
        self.body.addLayout(self._words())

    def _words(self) -> QVBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(BodyLabel(breakable(self.story.line)))
        others = self.story.others
        for text in others[-OTHERS_SHOWN:]:
            words.addWidget(QuietLabel(breakable(text)))
        hidden = len(others) - OTHERS_SHOWN
        if hidden > 0:
            words.addWidget(QuietLabel(f"and {hidden} more, see Edit"))
        if self.story.treatment.note:
            words.addWidget(QuietLabel(breakable(_first_line(self.story.treatment.note))))
        return words


class MedicinesCard(Card):
    """Medicines as quiet rows: name, dose, since when, Edit; dates go below names where narrow."""

    edit_requested = Signal(object)

    def __init__(self, *, stories: Sequence[Story], parent: QWidget | None = None) -> None:
        super().__init__("Medicines", parent=parent)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(2 * GRID)
        self._grid.setVerticalSpacing(GRID // 2)
        self._grid.setColumnStretch(0, 1)
        self._rows = [self._row(story) for story in stories]
        self.body.addLayout(self._grid)
        self._is_narrow = False
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the dates where there is room."""
        super().resizeEvent(event)
        margins = self.body.contentsMargins()
        room = event.size().width() - margins.left() - margins.right()
        columns = zip(*self._rows, strict=True)
        needed = sum(max(part.sizeHint().width() for part in parts) for parts in columns)
        is_narrow = needed + 3 * self._grid.horizontalSpacing() > room
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            self._arrange()

    def minimumSizeHint(self) -> QSize:
        """Ask for no more width than the narrow arrangement needs."""
        margins = self.body.contentsMargins()
        name, dose, when, edit = (
            max((part.minimumSizeHint().width() for part in parts), default=0)
            for parts in zip(*self._rows, strict=True)
        )
        width = max(name, when) + dose + edit + 3 * self._grid.horizontalSpacing()
        return QSize(margins.left() + width + margins.right(), super().minimumSizeHint().height())

    def _row(self, story: Story) -> tuple[QWidget, QWidget, QWidget, QWidget]:
        name = SectionTitle(breakable(story.treatment.name))
        name.setWordWrap(True)
        main = story.main
        edit = _edit_button(story)
        edit.clicked.connect(lambda: self.edit_requested.emit(story))
        when = "no dates recorded" if main is None else span_words(main, story.today)
        if story.stage is Stage.PLANNED:
            when = f"planned {when}"
        dose = BodyLabel("no dose recorded" if main is None else dose_words(main))
        dose.setWordWrap(False)
        return name, dose, QuietLabel(when, wraps=False), edit

    def _arrange(self) -> None:
        for number, (name, dose, when, edit) in enumerate(self._rows):
            line = 4 * number
            if self._grid.itemAtPosition(line, 0) is None:
                self._grid.addWidget(Hairline(), line, 0, 1, 4)
            for widget in (name, dose, when, edit):
                self._grid.removeWidget(widget)
            middle, lines = Qt.AlignmentFlag.AlignVCenter, 2 if self._is_narrow else 1
            self._grid.addWidget(name, line + 1, 0, middle)
            self._grid.addWidget(dose, line + 1, 1, lines, 1, middle)
            below = (line + 2, 0) if self._is_narrow else (line + 1, 2)
            self._grid.addWidget(when, *below, middle)
            self._grid.addWidget(edit, line + 1, 3, lines, 1, middle)


def _first_line(note: str) -> str:
    line = note.strip().splitlines()[0] if note.strip() else ""
    return line if len(line) <= 120 else f"{line[:119]}…"  # noqa: PLR2004 - two lines on a card
