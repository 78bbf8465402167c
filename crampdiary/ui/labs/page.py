"""The Lab results page: what needs a call, small charts, and the table by test and day."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from crampdiary.domain.own_entries import OwnEntry
from crampdiary.domain.preferences import Preferences
from crampdiary.domain.records import LabResult, Phase, Treatment
from crampdiary.services import entries
from crampdiary.services.labs import lab_rows, retest_hint
from crampdiary.tokens import GRID
from crampdiary.ui.labs.call_card import CallCard
from crampdiary.ui.labs.dialog import ResultsDialog
from crampdiary.ui.labs.grid import grid_of
from crampdiary.ui.labs.known import known_of
from crampdiary.ui.labs.multiples import SmallMultiples
from crampdiary.ui.labs.older_days import OlderDaysLink
from crampdiary.ui.labs.table import LabTable
from crampdiary.ui.labs.words import footnotes
from crampdiary.ui.shared.buttons import PrimaryButton
from crampdiary.ui.shared.cards import Card, EmptyState
from crampdiary.ui.shared.labels import QuietLabel
from crampdiary.ui.shared.link_edges import StickingOut
from crampdiary.ui.shared.pages import ScrollPage
from crampdiary.ui.shared.runner import Runner
from crampdiary.ui.shared.session import DiarySession
from crampdiary.ui.shared.theme import Theme


class LabsPage(ScrollPage):
    """Every value as the laboratory wrote it; a click changes one."""

    def __init__(
        self,
        *,
        session: DiarySession,
        theme: Theme,
        runner: Runner,  # noqa: ARG002 - every page is given the same; this one never has to wait
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("Lab results", parent=parent)
        self._session = session
        self.add_button = PrimaryButton("Add results")
        self.add_action(self.add_button)
        self.call_card = CallCard()
        self.hint = QuietLabel()
        self.multiples = SmallMultiples(theme=theme)
        self.table = LabTable(theme=theme)
        self._table_card = Card()
        self._table_card.body.setContentsMargins(2 * GRID, GRID, 2 * GRID, 2 * GRID)
        self.older_link = OlderDaysLink(table=self.table)
        older = QHBoxLayout()
        older.addLayout(StickingOut(self.older_link, left=True))
        older.addStretch(1)
        self._table_card.body.addLayout(older)
        self._table_card.body.addWidget(self.table)
        self.remark = QuietLabel()
        self._empty_card = Card()
        self.empty = EmptyState(
            "Nothing recorded yet",
            "Results of blood tests will stand here by test and day, just as the lab wrote them, "
            "with small charts as soon as a test has two values.",
            step="Add results",
        )
        self._empty_card.body.addWidget(self.empty)
        for widget in (
            self._empty_card,
            self.call_card,
            self.hint,
            self.multiples,
            self._table_card,
            self.remark,
        ):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self.add_button.clicked.connect(self._on_add_requested)
        self.empty.step_requested.connect(self._on_add_requested)
        self.table.result_opened.connect(self.open_results)
        self.table.result_deleted.connect(self._on_table_result_deleted)
        kinds = (LabResult, OwnEntry, Preferences, Treatment, Phase)
        self.follow(session, shows=frozenset(record.kind for record in kinds))

    def refresh(self) -> None:
        """Read the results anew."""
        diary = self._session.diary
        rows = () if diary is None else lab_rows(diary)
        there = bool(rows)
        self._empty_card.setVisible(not there)
        self.add_button.setVisible(there)
        self._table_card.setVisible(there)
        self.remark.setVisible(there)
        self.remark.setText(footnotes(rows))
        self.call_card.show_rows(rows)
        today = self._session.clock.now().wall_clock.date()
        hint = retest_hint(diary, today) if diary is not None and there else ""
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
        self.multiples.show_rows(rows)
        self.table.show_grid(grid_of(rows))

    def open_results(self, result: LabResult | None = None) -> ResultsDialog:
        """Open the form for the results of a blood test, or for one result."""
        known = known_of(self._session.diary)
        dialog = ResultsDialog(
            session=self._session, known=known, result=result, parent=self.window()
        )
        dialog.open()
        return dialog

    def _on_add_requested(self) -> None:
        self.open_results()

    def _on_table_result_deleted(self, result: LabResult) -> None:
        self._session.do(
            lambda diary, clock: entries.delete(diary, clock, result),
            said=f"{result.test} deleted.",
        )
