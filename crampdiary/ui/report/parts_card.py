"""What may follow the page: a tick each, with a quiet word on what it holds."""

from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crampdiary.domain.choices import ReportPart
from crampdiary.tokens import GRID
from crampdiary.ui.shared.cards import Card
from crampdiary.ui.shared.fields import CheckBox
from crampdiary.ui.shared.labels import QuietLabel
from crampdiary.ui.shared.signs import growth
from crampdiary.ui.shared.stylesheet import INDICATOR

PARTS = (
    (ReportPart.NIGHTS, "Every night", "Drawn, with the cramps by the hour."),
    (ReportPart.CRAMPS, "All cramps", "When, where, how strong, your notes."),
    (ReportPart.LABS, "All lab results", "As the laboratory wrote them."),
    (ReportPart.ADHERENCE, "Treatments and doses taken", "Also medicines and conditions."),
    (ReportPart.CHARTS, "More charts", "Pain, hours, legs, before and after."),
    (ReportPart.METHOD, "How it was computed", "What the figures count, and how."),
)
TITLES = {part: title for part, title, _ in PARTS}


class PartsCard(Card):
    """`changed` is emitted when a person ticks, never by `show_parts`."""

    changed = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__("Further pages", parent=parent)
        self.boxes: dict[ReportPart, CheckBox] = {}
        rows = QVBoxLayout()
        rows.setSpacing(GRID)
        for part, title, words in PARTS:
            box, remark = CheckBox(title), QuietLabel(words)
            box.setAccessibleDescription(words)
            box.clicked.connect(lambda _checked: self.changed.emit())
            # Where the words of the box begin, also with large text.
            remark.setIndent(round(INDICATOR * growth(box)) + 2 * GRID)
            self.boxes[part] = box
            row = QVBoxLayout()
            row.setSpacing(0)
            row.addWidget(box)
            row.addWidget(remark)
            rows.addLayout(row)
        self.body.addLayout(rows)
        self.body.addStretch(1)

    @property
    def parts(self) -> frozenset[ReportPart]:
        """Return what is ticked."""
        return frozenset(part for part, box in self.boxes.items() if box.isChecked())

    def show_parts(self, parts: Collection[ReportPart]) -> None:
        """Tick exactly these."""
        for part, box in self.boxes.items():
            box.setChecked(part in parts)
