"""The form for one treatment with all its doses: adding, changing, ending, deleting."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from crampdiary.domain.errors import DiaryError, InvalidValueError
from crampdiary.domain.records import Phase
from crampdiary.domain.regimen_text import FIELD
from crampdiary.services import entries, treatments
from crampdiary.services.dose_checks import check_unit, what_it_gives
from crampdiary.services.story import Story
from crampdiary.services.words import sentence
from crampdiary.ui.shared.buttons import LinkButton
from crampdiary.ui.shared.history_line import HistoryLine
from crampdiary.ui.shared.link_edges import StickingOut
from crampdiary.ui.shared.marking import mark
from crampdiary.ui.shared.session import DiarySession
from crampdiary.ui.treatments.dose_rows import DoseRows
from crampdiary.ui.treatments.growing_form import GrowingForm
from crampdiary.ui.treatments.known_here import catalogues_in
from crampdiary.ui.treatments.phase_fields import PhaseFields
from crampdiary.ui.treatments.product_fields import ProductFields
from crampdiary.ui.treatments.question import AskedError, QuestionPanel
from crampdiary.ui.treatments.questions import questions_about
from crampdiary.ui.treatments.regimen_line import RegimenLine

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
        self._story = story
        self._today = session.clock.now().wall_clock.date()
        self._catalogues = catalogues_in(session)
        self.product = ProductFields(
            catalogues=self._catalogues, known=known, story=story, today=self._today, parent=self
        )
        self._make_fields()
        if story is not None:
            self._fill(story)
        if story is None:
            self.doses.append(start=self._today)
        elif not story.phases:
            self.doses.append_spare(self._today)
        self._connect()
        self.product.follow()
        self.setMinimumWidth(WIDTH)
        self.product.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        """Store the treatment with exactly these doses."""
        self.product.show_what_it_is()  # saved from within the name, nobody has left it yet
        self.line.check()
        treatment, kept = self.product.read()
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
            if self.product.contents.show_error(error):
                self.go_to(self.product.contents)
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
        self.product.contents.clear_errors()

    def _make_fields(self) -> None:
        self.doses = DoseRows(today=self._today)
        self.doses.row_added.connect(self._on_row_added)
        self.line = RegimenLine(today=self._today)
        self.add_dose_button = LinkButton("+ Add a dose change")
        self.question = QuestionPanel()
        self._lay_out()

    def _lay_out(self) -> None:
        self.add_field("name", "Name", self.product.name)
        self._rows.addLayout(StickingOut(self.product.counts_as, right=True))
        self._rows.addLayout(StickingOut(self.product.twin, left=True))
        self.add_field(FIELD, "As it was prescribed, or as you take it, in one line", self.line)
        if self._story is not None:
            self.show_field(FIELD, visible=False)
        self.add_row(self.doses)
        self.add_link(self.add_dose_button)
        self._rows.addLayout(StickingOut(self.product.contents, left=True))
        self.add_field("type", "What it is", self.product.kind)
        self.add_field("note", "Note", self.product.note)
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
        self.product.named.connect(self._on_named)
        self.product.changed.connect(self._on_product_changed)
        self.product.twin.change_requested.connect(self._on_change_requested)
        self.add_dose_button.clicked.connect(self._on_add_dose_clicked)
        self.line.understood.connect(self._on_line_understood)
        self.line.refused.connect(self._on_line_refused)
        self.doses.edited.connect(self.line.let_go)
        self.doses.start_moved.connect(self._on_start_moved)
        self.doses.grown.connect(self.make_room)

    def _fill(self, story: Story) -> None:
        self.product.show_treatment(story.treatment)
        for phase in story.phases:
            self.doses.append(start=phase.start, phase=phase)

    def _tell(self, row: PhaseFields, phase: Phase | None) -> None:
        """Say at a row what it gives a day."""
        row.say(*what_it_gives(self.product.sketch(), phase, self._catalogues.supplements))

    def _show_what_doses_give(self) -> None:
        for row in self.doses.rows:
            row.show_what_it_gives()

    def _on_row_added(self, row: PhaseFields) -> None:
        row.sketched.connect(lambda phase: self._tell(row, phase))
        row.show_what_it_gives()

    def _on_named(self, twin: Story | None) -> None:
        """Offer the doses of what is in the diary already."""
        self.doses.rows[0].repeat(None if twin is None else twin.main)

    def _on_product_changed(self) -> None:
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
