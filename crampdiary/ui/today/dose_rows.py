"""Yesterday's treatments: as planned unless something else is said, which is stored at once."""

from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crampdiary.domain.choices import DoseStatus
from crampdiary.domain.records import Dose, Phase, Treatment
from crampdiary.services.doses import PlannedDose, planned_doses, tell_dose
from crampdiary.tokens import GRID
from crampdiary.ui.shared.pages import clear_layout
from crampdiary.ui.shared.session import DiarySession
from crampdiary.ui.today.asking import Question, asked
from crampdiary.ui.today.dose_row import DoseRow
from crampdiary.ui.today.dose_words import chip_statuses

QUESTION = "Treatments, as planned unless you say otherwise"
_KINDS = frozenset({Dose.kind, Treatment.kind, Phase.kind})


class DoseRows(QWidget):
    """The treatments of a day, each with small chips; hidden where nothing is planned.

    It hears by itself when doses or treatments change. `touched` says that somebody answers.
    """

    touched = Signal()

    def __init__(
        self, *, session: DiarySession, has_keys: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._day: date | None = None
        self._rows: dict[UUID, DoseRow] = {}
        self._planned: list[object] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, GRID // 2)
        column.setSpacing(GRID // 2)
        column.addLayout(asked(Question(QUESTION), keys="M" if has_keys else ""))
        self._list = QVBoxLayout()
        self._list.setSpacing(GRID // 2)
        column.addLayout(self._list)
        session.changed.connect(self._on_session_changed)

    @property
    def rows(self) -> list[DoseRow]:
        """Return the rows that are shown, in their order."""
        return list(self._rows.values())

    def show_day(self, day: date) -> None:
        """Show what was planned for a day and what was said about it."""
        self._day = day
        found = self._session.do(lambda diary, _clock: planned_doses(diary, day))
        if found is None:
            return
        planned: list[object] = [
            (day, dose.treatment, dose.phase, chip_statuses(dose)) for dose in found
        ]
        if planned != self._planned:
            self._planned = planned
            self._fill(found)
        for dose in found:
            self._rows[dose.phase.id].show_dose(dose)
        self.setVisible(bool(found))

    def go_on(self) -> QWidget | None:
        """Go to the first treatment, or from one to the next; return its row, if there is any."""
        rows = self.rows
        at = next((number for number, row in enumerate(rows) if row.has_focus), -1)
        if not rows:
            return None
        row = rows[(at + 1) % len(rows)]
        row.take_focus()
        return row

    def _fill(self, doses: list[PlannedDose]) -> None:
        held = next((phase for phase, row in self._rows.items() if row.has_focus), None)
        clear_layout(self._list)
        self._rows = {}
        for dose in doses:
            row = DoseRow(dose)
            row.told.connect(partial(self._tell, dose.treatment.id))
            self._rows[dose.phase.id] = row
            self._list.addWidget(row)
        if held in self._rows:
            self._rows[held].take_focus()

    def _tell(self, treatment_id: UUID, status: DoseStatus | None, count: int | None) -> None:
        day = self._day
        if day is None:
            return
        self.touched.emit()
        told = self._session.do(
            lambda diary, clock: tell_dose(diary, clock, treatment_id, day, status, count)
        )
        if told is None:
            self.show_day(day)

    def _on_session_changed(self, kinds: frozenset[str]) -> None:
        if self._day is not None and kinds & _KINDS:
            self.show_day(self._day)
