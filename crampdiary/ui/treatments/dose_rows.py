"""The doses of a treatment one below the other: adding one, taking one out, filling all at once."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crampdiary.domain.errors import InvalidValueError
from crampdiary.domain.records import Phase
from crampdiary.domain.regimens import first_overlap
from crampdiary.tokens import GRID
from crampdiary.ui.treatments.overlap import overlap_error
from crampdiary.ui.treatments.phase_fields import PhaseFields

ONE_DAY = timedelta(days=1)


class DoseRows(QWidget):
    """Rows of `PhaseFields`, at least one.

    `grown` says that the form needs another height, `edited` that a dose was changed by hand, and
    `start_moved` that the first one begins on another day.
    """

    grown = Signal()
    edited = Signal()
    start_moved = Signal()
    row_added = Signal(object)

    def __init__(self, *, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._wrong: PhaseFields | None = None
        self._spare: PhaseFields | None = None
        self._spare_as_it_was: Phase | None = None
        self.rows: list[PhaseFields] = []
        self._list = QVBoxLayout(self)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(2 * GRID)

    def append(self, *, start: date, phase: Phase | None = None) -> PhaseFields:
        """Add a row for a stored phase, or an empty one."""
        row = PhaseFields(number=len(self.rows) + 1, start=start, today=self._today, phase=phase)
        row.removed.connect(lambda: self._on_removed(row))
        row.moved.connect(lambda: self._on_moved(row))
        row.grown.connect(self.grown)
        row.edited.connect(self.edited)
        self.rows.append(row)
        self._list.addWidget(row)
        row.show()  # at once, so that it can have the focus
        self._number()
        self.row_added.emit(row)
        return row

    def append_spare(self, start: date) -> None:
        """Add an empty row that counts for nothing as long as nobody touches it."""
        self._spare = self.append(start=start)
        self._spare_as_it_was = self._spare.read(UUID(int=0))

    def show_phases(self, phases: Sequence[Phase]) -> None:
        """Show exactly these phases; what was said of a dose and they do not say stays.

        Whose choice a dose is, is never assumed: what is not prescribed may call for advice.
        """
        for number, phase in enumerate(phases):
            is_new = number >= len(self.rows)
            row = self.append(start=phase.start) if is_new else self.rows[number]
            kept = row.more.read()
            row.show_phase(phase)
            if any(value.strip() for value in kept.values()):
                row.more.keep(kept)
            row.show_what_it_gives()
        for row in self.rows[len(phases) :]:
            self._take_out(row)
        self._number()
        self.grown.emit()

    def append_change(self) -> PhaseFields:
        """Add a row that begins where the last one ends; one without an end ends the day before."""
        last = self.rows[-1]
        if last.end.day is None:
            start = max(self._today, last.start.day + ONE_DAY)
            last.set_end(start - ONE_DAY)
            last.end_follows = True
        else:
            start = last.end.day + ONE_DAY
        return self.append(start=start)

    def read(self, treatment_id: UUID, kept: Sequence[Phase] = ()) -> list[Phase]:
        """Return the phases; raise `InvalidValueError` for a field, or for two that share a day.

        `kept` are phases that stay as they are, and must not share a day with these either.
        """
        found, rows = [], []
        for row in self.rows:
            self._wrong = row
            if row is self._spare and row.read(UUID(int=0)) == self._spare_as_it_was:
                continue
            rows.append(row)
            found.append(row.read(treatment_id))
        overlap = first_overlap([*kept, *found])
        if overlap is not None:
            row_of = {phase.id: row for phase, row in zip(found, rows, strict=True)}
            self._wrong = row_of.get(overlap[1].id) or row_of.get(overlap[0].id)
            raise overlap_error(*overlap)
        self._wrong = None
        return found

    def blame(self, phase: Phase) -> None:
        """Let the next error stand at the row of a phase."""
        self._wrong = next((row for row in self.rows if row.phase_id == phase.id), None)

    def show_error(self, error: InvalidValueError) -> PhaseFields | None:
        """Say what is wrong at the dose it is about; return its row, None for other fields."""
        if self._wrong is None or not self._wrong.show_error(error):
            return None
        return self._wrong

    def clear_errors(self) -> None:
        """Take all errors away."""
        for row in self.rows:
            row.clear_errors()

    def _number(self) -> None:
        for number, row in enumerate(self.rows, start=1):
            row.show_as(number, alone=len(self.rows) == 1)

    def _on_moved(self, row: PhaseFields) -> None:
        """Let the dose before end where this one begins, unless its end was chosen."""
        at = self.rows.index(row)
        before = self.rows[at - 1] if at else None
        if before is not None and before.end_follows and row.start.day > before.start.day:
            before.set_end(row.start.day - ONE_DAY)
        row.show_what_it_gives()
        if at == 0 and row.start.hasFocus():
            self.start_moved.emit()
        else:
            self.edited.emit()

    def _on_removed(self, row: PhaseFields) -> None:
        at = self.rows.index(row)
        if at and self.rows[at - 1].end_follows:
            self.rows[at - 1].set_end(row.end.day)
        self._take_out(row)
        self._number()
        self.edited.emit()
        self.rows[max(at - 1, 0)].dose.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_out(self, row: PhaseFields) -> None:
        self.rows.remove(row)
        self._list.removeWidget(row)
        row.hide()
        row.deleteLater()
