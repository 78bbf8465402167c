"""One chart large: its picture, what it shows in a sentence, and the same as a table."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crampdiary.charts.chart import Chart
from crampdiary.services.charts.catalogue import CHARTS
from crampdiary.services.insights import Nights
from crampdiary.tokens import GRID
from crampdiary.ui.insights.chart_frame import ChartFrame, Shown
from crampdiary.ui.insights.chart_table import ChartTable
from crampdiary.ui.insights.leaving_menu import TAKE, TAKE_HINT
from crampdiary.ui.insights.speech import announce
from crampdiary.ui.shared.buttons import LinkButton, SecondaryButton
from crampdiary.ui.shared.cards import Card
from crampdiary.ui.shared.labels import QuietLabel
from crampdiary.ui.shared.pages import GAP, FlowRow
from crampdiary.ui.shared.runner import Runner
from crampdiary.ui.shared.session import DiarySession
from crampdiary.ui.shared.theme import Theme

SHOW_TABLE, HIDE_TABLE = "Show as a table", "Hide the table"
_MARGIN = 12


class ChartView(QWidget):
    """`left` asks to go back; Esc does too. `table_shown` tells that the table came."""

    left = Signal()
    table_shown = Signal()

    def __init__(
        self,
        *,
        session: DiarySession,
        theme: Theme,
        runner: Runner,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._said = ""
        self.back_button = SecondaryButton("Back")
        self.table_button = LinkButton(SHOW_TABLE)
        self.copy_button = LinkButton("Copy the table")
        self.take_button = LinkButton(TAKE)
        self.take_button.setToolTip(TAKE_HINT)
        self.frame = ChartFrame(session=session, theme=theme, runner=runner)
        self.words = QuietLabel()
        self.table = ChartTable(theme=theme)
        self._table_card = Card()
        # Focus is what Ctrl+C and the menu key go by; it opens nothing more.
        self.frame.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.frame.setCursor(Qt.CursorShape.OpenHandCursor)
        self._ways = self.take_button, self.table_button, self.copy_button
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(FlowRow(self.back_button, *self._ways))
        card = Card()
        card.body.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN + GRID)
        card.body.addWidget(self.frame)
        card.body.addWidget(self.words)
        self._table_card.body.addWidget(self.table)
        column.addWidget(card)
        column.addWidget(self._table_card)
        column.addStretch(1)
        self._show_table(there=False)
        self.back_button.clicked.connect(self.left)
        self.table_button.clicked.connect(self._on_table_clicked)
        self.copy_button.clicked.connect(self._on_copy_clicked)
        self.frame.drawn.connect(self._on_drawn)

    @property
    def shown(self) -> Shown | None:
        """Return what is seen, once it is drawn."""
        return self.frame.shown

    def show_nights(self, name: str, nights: Nights, version: int) -> Chart[object]:
        """Show a chart of these nights, and return which one it is."""
        if name != self.frame.name:
            self._show_table(there=False)
        self.frame.show_nights(name, nights, version)
        self._announce()
        return CHARTS[name].chart

    def hideEvent(self, event: QHideEvent) -> None:
        """Say all anew when it is opened again."""
        super().hideEvent(event)
        self._said = ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _on_drawn(self) -> None:
        shown = self.frame.shown
        enough = shown is not None and not shown.picture.too_little
        self.words.setText(shown.picture.words if shown is not None and enough else "")
        self._announce()
        self.words.setVisible(enough)
        for button in self._ways:
            button.setVisible(enough)
        if not enough:
            self._show_table(there=False)
        elif self._table_card.isVisible():
            self._fill_table()

    def _announce(self) -> None:
        """Say the summary, once for as long as it stays: a wider window draws the same anew."""
        picture = None if self.shown is None else self.shown.picture
        words = "" if picture is None else picture.too_little or picture.words
        if words and words != self._said and self.isVisible():
            self._said = words
            announce(self.frame, words)

    def _on_table_clicked(self) -> None:
        there = self._table_card.isHidden()
        if there:
            self._fill_table()
        self._show_table(there=there)
        if there:
            self.table.setFocus(Qt.FocusReason.TabFocusReason)
            self.table_shown.emit()

    def _show_table(self, *, there: bool) -> None:
        self._table_card.setVisible(there)
        self.table_button.setText(HIDE_TABLE if there else SHOW_TABLE)

    def _fill_table(self) -> None:
        shown = self.frame.shown
        if shown is not None:
            self.table.show_table(shown.chart.table(shown.data), shown.chart.title)

    def _on_copy_clicked(self) -> None:
        self._fill_table()
        self.table.copy()
        self._session.noted.emit("The table is on the clipboard.", False)
