"""The title of a card with what can be done at its right, or below where there is no room."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from crampdiary.tokens import GRID
from crampdiary.ui.shared.labels import SectionTitle
from crampdiary.ui.shared.pages import FlowRow, set_beside


class CardHead(QWidget):
    """Put it first into a card's body. What is added to `tools` may come and go."""

    def __init__(self, title: str, *tools: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = SectionTitle(title)
        self.tools = FlowRow(*tools)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(GRID)
        self._row.addWidget(self.title)
        self._row.addStretch(1)
        self._row.addWidget(self.tools)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the row where it does not fit."""
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Look anew when a tool came, went or changed its words."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        needed = self.title.sizeHint().width() + 2 * GRID + self.tools.sizeHint().width()
        set_beside(self._row, beside=self.tools.isHidden() or needed <= self.width())
