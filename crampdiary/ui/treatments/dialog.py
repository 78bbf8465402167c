"""The form for one treatment with all its doses: adding, changing, ending, deleting."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import uuid4

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from crampdiary.domain.choices import TreatmentKind
from crampdiary.domain.errors import DiaryError, InvalidValueError
from crampdiary.domain.records import Phase, Treatment
from crampdiary.domain.regimen_text import FIELD
from crampdiary.services import entries, treatments
from crampdiary.services.dose_checks import check_unit, what_it_gives
from crampdiary.services.story import Story
from crampdiary.services.words import sentence
from crampdiary.ui.shared.buttons import LinkButton
from crampdiary.ui.shared.choices import Segmented
from crampdiary.ui.shared.fields import NoteField
from crampdiary.ui.shared.history_line import HistoryLine
from crampdiary.ui.shared.link_edges import StickingOut
from crampdiary.ui.shared.session import DiarySession
from crampdiary.ui.treatments.contents_fields import ContentsFields
from crampdiary.ui.treatments.dose_rows import DoseRows
from crampdiary.ui.treatments.growing_form import GrowingForm
from crampdiary.ui.treatments.known_here import catalogues_in
from crampdiary.ui.treatments.marking import mark
from crampdiary.ui.treatments.name_field import CountsAs, ForgivingTypeAhead, names_taken
from crampdiary.ui.treatments.phase_fields import PhaseFields
from crampdiary.ui.treatments.question import AskedError, QuestionPanel
from crampdiary.ui.treatments.questions import questions_about
from crampdiary.ui.treatments.regimen_line import RegimenLine
from crampdiary.ui.treatments.twin_hint import TwinHint
from crampdiary.ui.treatments.untouched import Untouched

WIDTH = 690


class TreatmentDialog(GrowingForm):
    """Name, one or more doses in one go, what it contains, what it is, a note.

    Adding a treatment under a name that is there already adds the doses to that one, so that a
    treatment stays one story. `change_requested` wishes for the form for another dose of that one.
    """

    change_requested = Signal(object)

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
        self._catalogues = catalogues_in(session)
        self._id = story.treatment.id if story else uuid4()
        self._kind_was_chosen = story is not None
        self._name_kept, self._note_kept = Untouched(), Untouched()
        self._make_fields()
        if story is not None:
            self._fill(story)
        if story is None:
            self.doses.append(start=self._today)
        elif not story.phases:
            self.doses.append_spare(self._today)
        self._on_name_settled()
        self._connect()
        self.setMinimumWidth(WIDTH)
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        """Store the treatment with exactly these doses."""
        self._show_what_it_is()  # saved from within the name, nobody has left it yet
        self.line.check()
        treatment, kept = self._read_treatment()
        found = self.doses.read(treatment.id, kept)
        for phase in found:
            self.doses.blame(phase)
            check_unit(treatment, phase, self._catalogues.supplements)
        phases = [*kept, *found]
        for question, yes in questions_about(self._session, treatment, found):
            self.question.ask_once(question, yes=yes)
        verb = "changed" if self._story is not None or kept else "added"
        self._session.perform(
            lambda diary, clock: treatments.save_treatment(diary, clock, treatment, phases),
            said=f"{treatment.name} {verb}.",
        )

    def show_error(self, error: DiaryError) -> None:
        """Say what is wrong at the dose it is about, or at the other fields; or ask."""
        if isinstance(error, AskedError):
            self.clear_errors()
            self.question.show_question(error)
            self.save_button.setText(error.yes)
            self.make_room()
            return
        if isinstance(error, InvalidValueError) and error.field != "name":
            self.clear_errors()
            if self.contents.show_error(error):
                self.go_to(self.contents)
                return
            row = self.doses.show_error(error)
            if row is not None:
                self.go_to(row)
                return
        super().show_error(error)

    def clear_errors(self) -> None:
        """Take all errors away, also those at the doses."""
        super().clear_errors()
        self.doses.clear_errors()
        self.contents.clear_errors()

    def _make_fields(self) -> None:
        own = [story.treatment.name for story in self._known]
        self.name = ForgivingTypeAhead(
            name="Name", entries=names_taken(own, self._catalogues), placeholder="Vitamin D3"
        )
        self.counts_as = CountsAs()
        self.twin = TwinHint(known=self._known, today=self._today)
        self.doses = DoseRows(today=self._today)
        self.doses.row_added.connect(self._on_row_added)
        self.line = RegimenLine(today=self._today)
        self.add_dose_button = LinkButton("+ Add a dose change")
        self.contents = ContentsFields()
        self.kind: Segmented[TreatmentKind] = Segmented(
            [(TreatmentKind.SUPPLEMENT, "Supplement"), (TreatmentKind.MEDICINE, "Medicine")],
            name="What it is",
            required=True,
        )
        self.kind.set_value(TreatmentKind.SUPPLEMENT)
        self.note = NoteField(name="Note")
        self.question = QuestionPanel()
        self._lay_out()

    def _lay_out(self) -> None:
        self.add_field("name", "Name", self.name)
        self._rows.addLayout(StickingOut(self.counts_as, right=True))
        self._rows.addLayout(StickingOut(self.twin, left=True))
        self.add_field(FIELD, "As it was prescribed, or as you take it, in one line", self.line)
        if self._story is not None:
            self.show_field(FIELD, visible=False)
        self.add_row(self.doses)
        self.add_link(self.add_dose_button)
        self._rows.addLayout(StickingOut(self.contents, left=True))
        self.add_field("type", "What it is", self.kind)
        self.add_field("note", "Note", self.note)
        self.add_foot(self.question)
        if self._story is not None:
            self.history = HistoryLine(session=self._session)
            self.add_row(self.history)
            self.history.show_entry(self._story.treatment, self._story.phases)
            self.delete_button = LinkButton("Delete this treatment")
            self.delete_button.setObjectName("delete")
            self.delete_button.clicked.connect(self._on_delete_clicked)
            self.add_link(self.delete_button)
        self._rows.addStretch(1)

    def _connect(self) -> None:
        self.name.editingFinished.connect(self._on_name_settled)
        self.name.textChanged.connect(self._on_name_typed)
        self.twin.change_requested.connect(self._on_change_requested)
        self.counts_as.changed.connect(self._show_what_doses_give)
        self.contents.changed.connect(self._on_contents_changed)
        self.kind.changed.connect(self._on_kind_changed)
        self.add_dose_button.clicked.connect(self._on_add_dose_clicked)
        self.line.understood.connect(self._on_line_understood)
        self.line.refused.connect(self._on_line_refused)
        self.doses.edited.connect(self.line.let_go)
        self.doses.start_moved.connect(self._on_start_moved)
        self.doses.grown.connect(self.make_room)

    def _fill(self, story: Story) -> None:
        treatment = story.treatment
        self.name.setText(treatment.name)
        self._name_kept.remember(treatment.name, shown=self.name.text())
        self.kind.set_value(story.treatment.type)
        self.note.setPlainText(treatment.note)
        self._note_kept.remember(treatment.note, shown=self.note.toPlainText())
        self.contents.show_contents(story.treatment.contents)
        self.counts_as.show_treatment(story.treatment, self._catalogues)
        for phase in story.phases:
            self.doses.append(start=phase.start, phase=phase)

    def _read_treatment(self) -> tuple[Treatment, tuple[Phase, ...]]:
        """Return the treatment as typed, and the doses that stay as they are."""
        twin, contents = self._twin(), self.contents.read()
        said = Treatment(
            id=self._id,
            name=self._name_kept.text(self.name.text(), otherwise=self.name.typed),
            type=self.kind.value or TreatmentKind.SUPPLEMENT,
            substance=self.counts_as.substance,
            contents=contents,
            note=self._note_kept.text(self.note.toPlainText()),
        )
        if twin is None:
            return said, ()
        before = twin.treatment
        joined = "\n".join(note for note in (before.note, said.note) if note.strip())
        kept = replace(said, id=before.id, note=joined, contents=contents or before.contents)
        return kept, twin.phases

    def _sketch(self) -> Treatment:
        """Return the treatment as far as it can be read, for what doses of it give."""
        try:
            contents = self.contents.read()
        except InvalidValueError:
            contents = ()
        return Treatment(
            name=self.name.typed[:200] or "-", substance=self.counts_as.substance, contents=contents
        )

    def _tell(self, row: PhaseFields, phase: Phase | None) -> None:
        """Say at a row what it gives a day."""
        row.say(*what_it_gives(self._sketch(), phase, self._catalogues.supplements))

    def _show_what_doses_give(self) -> None:
        for row in self.doses.rows:
            row.show_what_it_gives()

    def _twin(self) -> Story | None:
        """Return the treatment that is already known under the name, when adding."""
        if self._story is not None:
            return None
        return self.twin.known_as(self.name.typed)

    def _on_row_added(self, row: PhaseFields) -> None:
        row.sketched.connect(lambda phase: self._tell(row, phase))
        row.show_what_it_gives()

    def _on_name_typed(self) -> None:
        """Follow the name with what it counts as where that is in sight; else wait for its end."""
        if not self.counts_as.isHidden():
            self.counts_as.show_name(self.name.typed, self._catalogues)

    def _show_what_it_is(self) -> None:
        """Show what the name counts as, and supplement or medicine unless that was chosen."""
        name, twin = self.name.typed, self._twin()
        self.counts_as.show_name(name, self._catalogues)
        if twin is not None:
            self.kind.set_value(twin.treatment.type)
        elif not self._kind_was_chosen:
            is_supplement = self._catalogues.supplements.find(name) is not None
            is_medicine = not is_supplement and self._catalogues.medicines.find(name) is not None
            self.kind.set_value(TreatmentKind.MEDICINE if is_medicine else TreatmentKind.SUPPLEMENT)

    def _on_name_settled(self) -> None:
        twin = self._twin()
        self._show_what_it_is()
        if twin is not self.twin.shown:
            self.doses.rows[0].repeat(None if twin is None else twin.main)
            self.contents.fill(() if twin is None else twin.treatment.contents)
        self.twin.show_twin(twin)
        self._show_contents()
        self._show_what_doses_give()
        self.make_room()

    def _show_contents(self) -> None:
        name = self.name.typed
        self.contents.settle(
            self._catalogues.supplements.find(name),
            may_open=bool(name) and self.kind.value is TreatmentKind.SUPPLEMENT,
            asks=self._story is None,
        )

    def _on_kind_changed(self) -> None:
        self._kind_was_chosen = True
        self._show_contents()

    def _on_contents_changed(self) -> None:
        self._show_what_doses_give()
        self.make_room()

    def _on_line_understood(self, phases: tuple[Phase, ...]) -> None:
        self.doses.show_phases(phases)

    def _on_line_refused(self, error: InvalidValueError | None) -> None:
        """Say at the line what cannot be read; the focus stays where somebody went."""
        words = "" if error is None else sentence(error)
        field, label = self._fields[FIELD]
        if words != label.text():
            label.show_text(words)
            mark(field, words)
            self.make_room()

    def _on_start_moved(self) -> None:
        self.line.begin_on(self.doses.rows[0].start.day)

    def _on_add_dose_clicked(self) -> None:
        row = self.doses.append_change()
        self.line.let_go()
        self.make_room()
        row.dose.setFocus(Qt.FocusReason.OtherFocusReason)
        self._scroll.ensureWidgetVisible(row)

    def _on_change_requested(self, twin: Story) -> None:
        self.reject()
        self.change_requested.emit(twin)

    def _on_delete_clicked(self) -> None:
        if self._story is None:
            return
        treatment = self._story.treatment
        self._session.do(
            lambda diary, clock: entries.delete(diary, clock, treatment),
            said=f"{treatment.name} deleted.",
        )
        self.reject()
