"""The form for the results of one blood test, or for one result that is there."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from crampdiary.domain.errors import DiaryError, InvalidValueError
from crampdiary.domain.phrases import day_words
from crampdiary.domain.records import LabResult
from crampdiary.services import entries
from crampdiary.tokens import GRID
from crampdiary.ui.labs.result_fields import BloodTest, ResultFields
from crampdiary.ui.shared.buttons import LinkButton
from crampdiary.ui.shared.fields import DateField, NoteField
from crampdiary.ui.shared.forms import FormDialog
from crampdiary.ui.shared.history_line import HistoryLine
from crampdiary.ui.shared.labels import FieldLabel, QuietLabel
from crampdiary.ui.shared.session import DiarySession
from crampdiary.ui.shared.type_ahead import TypeAhead

# Words and over how many columns they stand.
_TITLES = (("Test", 1), ("Value", 1), ("Unit", 1), ("Lab's range", 2))
_STRETCHES = (7, 3, 4, 3, 3)


class ResultsDialog(FormDialog):
    """Day and laboratory once, then a row for each test; a new row appears as the last is begun."""

    def __init__(
        self,
        *,
        session: DiarySession,
        known: Sequence[LabResult],
        result: LabResult | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Add results, or change `result`; `known` are all that are in the diary, oldest first."""
        super().__init__("Add results" if result is None else "Change result", parent=parent)
        self._session = session
        self._known = known
        self._result = result
        self._today = session.clock.now().wall_clock.date()
        self._wrong_row: ResultFields | None = None
        self.rows: list[ResultFields] = []
        self._make_fields()
        if result is not None:
            self._add_rest(result)
        self._rows.addStretch(1)
        self._append_row()
        if result is None:
            self.day.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.rows[0].value.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        """Store all results together, or none."""
        self._wrong_row = None
        if self.day.day > self._today:
            raise InvalidValueError(
                field="on",
                problem="in_the_future",
                value=day_words(self.day.day, year=True),
                allowed="the day on which blood was taken",
            )
        results = self._read_rows()
        before = self._result
        if before is not None:
            self._session.perform(
                lambda diary, clock: entries.change(diary, clock, before, results[0]),
                said=f"{results[0].test} changed.",
            )
            return
        count = "Result" if len(results) == 1 else f"{len(results)} results"
        self._session.perform(
            lambda diary, clock: entries.add(diary, clock, *results), said=f"{count} added."
        )

    def show_error(self, error: DiaryError) -> None:
        """Say what is wrong below the row it is about, or at the other fields."""
        if self._wrong_row is not None and isinstance(error, InvalidValueError):
            self.clear_errors()
            if self._wrong_row.show_error(error):
                self._fit()
                self._scroll.ensureWidgetVisible(self._wrong_row.error)
                return
        super().show_error(error)

    def clear_errors(self) -> None:
        """Take all errors away, also those below the rows."""
        super().clear_errors()
        for row in self.rows:
            row.clear_error()

    def _make_fields(self) -> None:
        shown = self._result
        self.day = DateField(
            name="Day on which blood was taken", day=shown.taken_on if shown else self._today
        )
        laboratories = [known.laboratory for known in reversed(self._known) if known.laboratory]
        self.laboratory = TypeAhead(
            name="Laboratory",
            names=dict.fromkeys(laboratories),
            placeholder="Laboratory, if you like",
        )
        if shown is not None:
            self.laboratory.setText(shown.laboratory)
        self.add_side_by_side(
            ("on", "Blood taken on", self.day), ("laboratory", "Laboratory", self.laboratory)
        )
        holder = QWidget()
        self._grid = QGridLayout(holder)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GRID)
        self._grid.setVerticalSpacing(4)
        for column, (title, span) in enumerate(_TITLES):
            self._grid.addWidget(FieldLabel(title), 0, column, 1, span)
        for column, stretch in enumerate(_STRETCHES):
            self._grid.setColumnStretch(column, stretch)
        self.add_row(holder)
        if shown is None:
            self.add_row(
                QuietLabel("Write values just as the lab did, also < or >. Empty rows are ignored.")
            )

    def _add_rest(self, result: LabResult) -> None:
        self.note = NoteField(name="Note")
        self.note.setPlainText(result.note)
        self.add_field("note", "Note", self.note)
        self.history = HistoryLine(session=self._session)
        super().add_row(self.history)
        self.history.show_entry(result)
        self.delete_button = LinkButton("Delete this result")
        self.delete_button.clicked.connect(self._on_delete_clicked)
        super().add_row(self.delete_button)

    def _append_row(self) -> None:
        number = len(self.rows) + 1
        row = ResultFields(number=number, known=self._known, result=self._result, parent=self)
        row.begun.connect(self._on_row_begun)
        row.add_to(self._grid, 2 * number)
        self.rows.append(row)

    def _read_rows(self) -> list[LabResult]:
        shared = BloodTest(taken_on=self.day.day, laboratory=self.laboratory.typed)
        note = self.note.toPlainText() if self._result is not None else ""
        results = []
        for row in [row for row in self.rows if not row.is_blank] or self.rows[:1]:
            self._wrong_row = row
            results.append(row.read(shared, note=note))
        self._wrong_row = None
        return results

    def _on_row_begun(self) -> None:
        if self._result is None and self.sender() is self.rows[-1]:
            self._append_row()
            self._rows.activate()
            self._fit()

    def _on_delete_clicked(self) -> None:
        result = self._result
        if result is None:
            return
        self._session.do(
            lambda diary, clock: entries.delete(diary, clock, result),
            said=f"{result.test} deleted.",
        )
        self.reject()
