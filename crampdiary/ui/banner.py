"""The line over every page of the demo diary."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from crampdiary.tokens import GRID
from crampdiary.ui.shared.buttons import LinkButton
from crampdiary.ui.shared.labels import BodyLabel


class DemoBanner(QFrame):
    """Says that what is shown is made up, and leads back."""

    leave_requested = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.leave_button = LinkButton("Leave the demo")
        self.leave_button.clicked.connect(self.leave_requested)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2 * GRID, 4, GRID, 4)
        layout.addWidget(BodyLabel("Demo diary: made-up entries"), 1)
        layout.addWidget(self.leave_button)
