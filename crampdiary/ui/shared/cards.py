"""White cards on warm paper, and what an empty page says."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from crampdiary.tokens import GRID
from crampdiary.ui.shared.buttons import PrimaryButton
from crampdiary.ui.shared.labels import BodyLabel, LeadLabel, SectionTitle

PADDING = 22


class Card(QFrame):
    """A white card with one hairline. Add rows to `card.body`; never a card inside a card.

    With a title, the title row is `card.header` (add badges, links, counts at its right).
    """

    def __init__(self, title: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(PADDING, PADDING - 2, PADDING, PADDING)
        self.body.setSpacing(GRID)
        self.header = QHBoxLayout()
        self.header.setSpacing(GRID)
        if title:
            self.title = SectionTitle(title)
            self.header.addWidget(self.title)
            self.header.addStretch(1)
            self.body.addLayout(self.header)


class EmptyState(QWidget):
    """What an empty page will hold, in a sentence, and the first step towards it."""

    step_requested = Signal()

    def __init__(
        self, title: str, words: str, *, step: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4 * GRID, 6 * GRID, 4 * GRID, 6 * GRID)
        layout.setSpacing(2 * GRID)
        self._title, self._words = LeadLabel(title, wraps=True), BodyLabel(words)
        for label in (self._title, self._words):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            layout.addWidget(label)
        self.button = PrimaryButton(step)
        self.button.clicked.connect(self.step_requested)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        self.button.setVisible(bool(step))  # earlier, it would be a window of its own

    def set_words(self, title: str, words: str) -> None:
        """Say something else."""
        self._title.setText(title)
        self._words.setText(words)
