"""The row of small charts above the table; further ones are a press away."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from crampdiary.services.lab_readings import LabRow
from crampdiary.tokens import GRID
from crampdiary.ui.labs.spark import SparkCard
from crampdiary.ui.shared.buttons import LinkButton
from crampdiary.ui.shared.theme import Theme

MOST_COLUMNS = 4
_CARD_WIDTH = 214
_LEAST_SHARE = 0.4


def axes(rows: Sequence[LabRow]) -> list[tuple[date, date]]:
    """Return the first and last day of each drawing.

    All share one axis, unless that would squeeze one of them into less than 40 % of its width.
    """
    spans = [(row.readings[0].taken_on, row.latest.taken_on) for row in rows]
    if not spans:
        return []
    first, last = min(first for first, _ in spans), max(last for _, last in spans)
    shares = [(end - start) / (last - first) for start, end in spans]
    return spans if min(shares) < _LEAST_SHARE else [(first, last)] * len(spans)


class SmallMultiples(QWidget):
    """As many cards beside each other as fit."""

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._cards: list[SparkCard] = []
        self._shows_all = False
        self._grid = QGridLayout()
        self._grid.setSpacing(GRID + 6)
        self.more_button = LinkButton()
        self.more_button.clicked.connect(self._on_more_clicked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addLayout(self._grid)
        column.addWidget(self.more_button, 0, Qt.AlignmentFlag.AlignLeft)

    @property
    def cards(self) -> list[SparkCard]:
        """Return the cards, shown or not."""
        return self._cards

    def show_rows(self, rows: Sequence[LabRow]) -> None:
        """Draw every test that has values to compare; nothing where there is none."""
        for card in self._cards:
            card.hide()
            card.setParent(None)
            card.deleteLater()
        drawn = [row for row in rows if row.is_series and not row.is_calculated]
        self._cards = [
            SparkCard(row=row, first=first, last=last, theme=self._theme)
            for row, (first, last) in zip(drawn, axes(drawn), strict=True)
        ]
        self.setVisible(bool(drawn))
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use the width there is."""
        super().resizeEvent(event)
        self._arrange()

    def _columns(self) -> int:
        fitting = (self.width() + self._grid.spacing()) // (
            self._theme.px(_CARD_WIDTH) + self._grid.spacing()
        )
        return min(max(fitting, 1), MOST_COLUMNS)

    def _arrange(self) -> None:
        columns = self._columns()
        for column in range(MOST_COLUMNS):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        for number, card in enumerate(self._cards):
            self._grid.removeWidget(card)
            self._grid.addWidget(card, number // columns, number % columns)
            card.setVisible(self._shows_all or number < columns)
        hidden = len(self._cards) - columns
        self.more_button.setVisible(hidden > 0)
        self.more_button.setText("Show fewer charts" if self._shows_all else f"Show {hidden} more")

    def _on_more_clicked(self) -> None:
        self._shows_all = not self._shows_all
        self._arrange()
