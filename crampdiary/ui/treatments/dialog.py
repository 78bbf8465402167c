"""The form for one treatment with all its doses: adding, changing, ending, deleting."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crampdiary.domain.choices import TreatmentKind
from crampdiary.domain.errors import DiaryError, InvalidValueError
from crampdiary.domain.records import Phase, Treatment
from crampdiary.domain.regimens import first_overlap
from crampdiary.services import entries, treatments
from crampdiary.tokens import GRID
from crampdiary.ui.shared.breakable import breakable
from crampdiary.ui.shared.buttons import LinkButton
from crampdiary.ui.shared.choices import Segmented
from crampdiary.ui.shared.fields import NoteField
from crampdiary.ui.shared.forms import FormDialog
from crampdiary.ui.shared.history_line import HistoryLine
from crampdiary.ui.shared.labels import QuietLabel
from crampdiary.ui.shared.session import DiarySession
from crampdiary.ui.shared.type_ahead import TypeAhead, with_own_first
from crampdiary.ui.treatments.names import MEDICINES, SUPPLEMENTS
from crampdiary.ui.treatments.overlap import overlap_error
from crampdiary.ui.treatments.phase_fields import PhaseFields
from crampdiary.ui.treatments.story import Story, phase_words

ONE_DAY = timedelta(days=1)
_MEDICINES = {name.casefold() for name in MEDICINES}


class TreatmentDialog(FormDialog):
    """Name, kind, one or more doses in one go, who chose it, a note.

    Adding a treatment under a name that is there already adds the doses to that one, so that a
    treatment stays one story.
    """

    def __init__(
        self,
        *,
        session: DiarySession,
        known: Sequence[Story],
        story: Story | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Add a treatment, or change the one in `story`; `known` are all that are in the diary."""
        title = "Add a treatment" if story is None else "Change treatment"
        super().__init__(title, parent=parent)
        self._session = session
        self._known = known
        self._story = story
        self._today = session.clock.now().wall_clock.date()
        self._wrong_row: PhaseFields | None = None
        self._kind_was_chosen = story is not None
        self.phase_rows: list[PhaseFields] = []
        self._make_fields()
        if story is not None:
            self._fill(story)
        if not self.phase_rows:
            self._append_row(start=self._today)
        self.name.editingFinished.connect(self._on_name_finished)
        self.kind.changed.connect(self._on_kind_changed)
        self.add_dose_button.clicked.connect(self._on_add_dose_clicked)
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        """Store the treatment with exactly these doses."""
        self._wrong_row = None
        treatment, kept = self._read_treatment()
        rows = self._read_rows(treatment)
        self._refuse_overlap(rows, kept)
        phases = [*kept, *(phase for _, phase in rows)]
        verb = "changed" if self._story is not None or kept else "added"
        self._session.perform(
            lambda diary, clock: treatments.save_treatment(diary, clock, treatment, phases),
            said=f"{treatment.name} {verb}.",
        )

    def show_error(self, error: DiaryError) -> None:
        """Say what is wrong at the dose it is about, or at the other fields."""
        if (
            self._wrong_row is not None
            and isinstance(error, InvalidValueError)
            and error.field != "name"
        ):
            self.clear_errors()
            if self._wrong_row.show_error(error):
                self._make_room()
                self._scroll.ensureWidgetVisible(self._wrong_row)
                return
        super().show_error(error)

    def clear_errors(self) -> None:
        """Take all errors away, also those at the doses."""
        super().clear_errors()
        for row in self.phase_rows:
            row.clear_errors()

    def _make_fields(self) -> None:
        own = [story.treatment.name for story in self._known]
        names = with_own_first(own, (*SUPPLEMENTS, *MEDICINES))
        self.name = TypeAhead(name="Name", names=names, placeholder="Vitamin D3")
        self.kind: Segmented[TreatmentKind] = Segmented(
            [(TreatmentKind.SUPPLEMENT, "Supplement"), (TreatmentKind.MEDICINE, "Medicine")],
            name="What it is",
            required=True,
        )
        self.kind.set_value(TreatmentKind.SUPPLEMENT)
        self.twin_hint = QuietLabel()
        self.twin_hint.hide()
        self.prescribed: Segmented[bool] = Segmented(
            [(True, "Prescribed"), (False, "Own choice")], name="Whose choice"
        )
        self.note = NoteField(name="Note")
        self.add_dose_button = LinkButton("+ Add a dose change")
        rows = QWidget()
        self._rows_layout = QVBoxLayout(rows)
        self._rows_layout.setContentsMargins(0, 0, 0, 0)
        self._rows_layout.setSpacing(2 * GRID)
        self.add_field("name", "Name", self.name)
        self.add_row(self.twin_hint)
        self.add_field("type", "", self.kind)
        self.add_row(rows)
        self.add_row(self.add_dose_button)
        self.add_field("prescribed", "Whose choice, if you like to say", self.prescribed)
        self.add_field("note", "Note", self.note)
        if self._story is not None:
            self.history = HistoryLine(session=self._session)
            self.add_row(self.history)
            self.history.show_entry(self._story.treatment, self._story.phases)
            self.delete_button = LinkButton("Delete this treatment")
            self.delete_button.setObjectName("delete")
            self.delete_button.clicked.connect(self._on_delete_clicked)
            self.add_row(self.delete_button)
        self._rows.addStretch(1)

    def _fill(self, story: Story) -> None:
        self.name.setText(story.treatment.name)
        self.kind.set_value(story.treatment.type)
        self.prescribed.set_value(story.main.prescribed if story.main else None)
        self.note.setPlainText(story.treatment.note)
        for phase in story.phases:
            self._append_row(start=phase.start, phase=phase)

    def _read_treatment(self) -> tuple[Treatment, tuple[Phase, ...]]:
        """Return the treatment as typed, and the doses that stay as they are."""
        twin = self._twin()
        said = Treatment(
            id=self._story.treatment.id if self._story else uuid4(),
            name=self.name.typed,
            type=self.kind.value or TreatmentKind.SUPPLEMENT,
            note=self.note.toPlainText(),
        )
        if twin is None:
            return said, ()
        before = twin.treatment
        joined = "\n".join(note for note in (before.note, said.note) if note.strip())
        return replace(said, id=before.id, note=joined), twin.phases

    def _read_rows(self, treatment: Treatment) -> list[tuple[PhaseFields, Phase]]:
        found = []
        for row in self.phase_rows:
            self._wrong_row = row
            phase = row.read(treatment.id)
            found.append((row, replace(phase, prescribed=self.prescribed.value)))
        self._wrong_row = None
        return found

    def _refuse_overlap(
        self, rows: Sequence[tuple[PhaseFields, Phase]], kept: Sequence[Phase]
    ) -> None:
        """Raise `InvalidValueError` at the later of two doses that share a day."""
        overlap = first_overlap([*kept, *(phase for _, phase in rows)])
        if overlap is None:
            return
        row_of = {phase.id: row for row, phase in rows}
        self._wrong_row = row_of.get(overlap[1].id) or row_of.get(overlap[0].id)
        raise overlap_error(*overlap)

    def _twin(self) -> Story | None:
        """Return the treatment that is already known under the name, when adding."""
        if self._story is not None:
            return None
        folded = self.name.typed.casefold()
        return next((s for s in self._known if s.treatment.name.casefold() == folded), None)

    def _append_row(self, *, start: date, phase: Phase | None = None) -> PhaseFields:
        row = PhaseFields(
            number=len(self.phase_rows) + 1, start=start, today=self._today, phase=phase
        )
        row.removed.connect(lambda: self._on_row_removed(row))
        row.moved.connect(lambda: self._on_row_moved(row))
        self.phase_rows.append(row)
        self._rows_layout.addWidget(row)
        row.show()  # at once, so that it can have the focus
        self._number_rows()
        return row

    def _make_room(self) -> None:
        """Let the form grow with what was added to it, where the screen allows."""
        self._rows.activate()
        self._fit()

    def _number_rows(self) -> None:
        for number, row in enumerate(self.phase_rows, start=1):
            row.show_as(number, alone=len(self.phase_rows) == 1)

    def _on_name_finished(self) -> None:
        twin = self._twin()
        self.twin_hint.setVisible(twin is not None)
        if twin is not None:
            main = f": {phase_words(twin.main, self._today)}" if twin.main else ""
            self.twin_hint.setText(
                f"{breakable(twin.treatment.name)} is in your diary already{main}. "
                "What you enter here is added to it."
            )
            self.kind.set_value(twin.treatment.type)
        elif not self._kind_was_chosen:
            is_medicine = self.name.typed.casefold() in _MEDICINES
            self.kind.set_value(TreatmentKind.MEDICINE if is_medicine else TreatmentKind.SUPPLEMENT)

    def _on_kind_changed(self) -> None:
        self._kind_was_chosen = True

    def _on_add_dose_clicked(self) -> None:
        last = self.phase_rows[-1]
        if last.end.day is None:
            start = max(self._today, last.start.day + ONE_DAY)
            last.set_end(start - ONE_DAY)
            last.end_follows = True
        else:
            start = last.end.day + ONE_DAY
        row = self._append_row(start=start)
        self._make_room()
        row.dose.setFocus(Qt.FocusReason.OtherFocusReason)
        self._scroll.ensureWidgetVisible(row)

    def _on_row_moved(self, row: PhaseFields) -> None:
        """Let the dose before end where this one begins, unless its end was chosen."""
        at = self.phase_rows.index(row)
        before = self.phase_rows[at - 1] if at else None
        if before is not None and before.end_follows and row.start.day > before.start.day:
            before.set_end(row.start.day - ONE_DAY)

    def _on_row_removed(self, row: PhaseFields) -> None:
        at = self.phase_rows.index(row)
        if at and self.phase_rows[at - 1].end_follows:
            self.phase_rows[at - 1].set_end(row.end.day)
        self.phase_rows.remove(row)
        self._rows_layout.removeWidget(row)
        row.hide()
        row.deleteLater()
        self._number_rows()
        self.phase_rows[max(at - 1, 0)].dose.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_delete_clicked(self) -> None:
        if self._story is None:
            return
        treatment = self._story.treatment
        self._session.do(
            lambda diary, clock: entries.delete(diary, clock, treatment),
            said=f"{treatment.name} deleted.",
        )
        self.reject()
