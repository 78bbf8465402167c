"""What Today says while the diary is empty: what will be here, and the first steps."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from crampdiary.tokens import GRID
from crampdiary.ui.shared.buttons import PrimaryButton, SecondaryButton
from crampdiary.ui.shared.cards import Card
from crampdiary.ui.shared.labels import BodyLabel, LeadLabel, QuietLabel
from crampdiary.ui.shared.pages import FlowRow

TITLE = "Your nights will be here"
WORDS = (
    "When a cramp wakes you, press \u201cCramp now\u201d at the left. That is saved at once; "
    "everything else can wait until morning.\n\n"
    "In the morning this page shows the night, asks how you slept, and what the day before was "
    "like. Answer what you like, and leave the rest."
)
DEMO_WORDS = "The demo diary is made up, to look around in. It is never mixed with yours."
_WORDS_SHARE = 4


class WelcomeCard(Card):
    """Invites without asking."""

    begin_requested = Signal()
    demo_requested = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.begin_button = PrimaryButton("Add last night")
        self.demo_button = SecondaryButton("Open the demo diary")
        self.body.setContentsMargins(4 * GRID, 4 * GRID, 4 * GRID, 4 * GRID)
        self.body.setSpacing(2 * GRID)
        self.body.addWidget(LeadLabel(TITLE, wraps=True))
        line = QHBoxLayout()
        line.addWidget(BodyLabel(WORDS), _WORDS_SHARE)
        line.addStretch(1)
        self.body.addLayout(line)
        self.body.addSpacing(GRID)
        self.body.addWidget(FlowRow(self.begin_button, self.demo_button))
        self.body.addWidget(QuietLabel(DEMO_WORDS))
        self.begin_button.clicked.connect(self.begin_requested)
        self.demo_button.clicked.connect(self.demo_requested)
