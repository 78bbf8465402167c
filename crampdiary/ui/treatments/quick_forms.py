"""Small forms for what is done most: another dose from a day on, and stopping."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from crampdiary.domain.errors import DiaryError, InvalidValueError
from crampdiary.domain.phrases import day_words, dose_words
from crampdiary.domain.records import Phase
from crampdiary.domain.regimens import closing, first_overlap
from crampdiary.services import treatments
from crampdiary.services.dose_checks import check_unit, what_it_gives
from crampdiary.services.story import Story
from crampdiary.ui.shared.breakable import breakable
from crampdiary.ui.shared.date_field import DateField
from crampdiary.ui.shared.forms import FormDialog
from crampdiary.ui.shared.labels import BodyLabel
from crampdiary.ui.shared.session import DiarySession
from crampdiary.ui.treatments.growing_form import GrowingForm
from crampdiary.ui.treatments.known_here import catalogues_in
from crampdiary.ui.treatments.overlap import overlap_error
from crampdiary.ui.treatments.phase_fields import PhaseFields


class ChangeDoseDialog(GrowingForm):
    """Ends the dose that goes on and begins another, as one change."""

    def __init__(
        self, *, session: DiarySession, story: Story, parent: QWidget | None = None
    ) -> None:
        super().__init__("Change dose", parent=parent)
        self._session, self._story = session, story
        self._catalogues = catalogues_in(session)
        today = session.clock.now().wall_clock.date()
        self.row = PhaseFields(number=1, start=today, today=today, has_end=False)
        self.row.show_as(1, alone=True)
        if story.main is not None:
            self.row.show_intake(story.main)
            self.row.choice.set_value(story.main.prescribed)
        self.add_row(BodyLabel(breakable(f"{story.treatment.name}. {story.line}.")))
        self.add_row(self.row)
        self._rows.addStretch(1)
        self.row.sketched.connect(self._tell)
        self.row.show_what_it_gives()
        self.row.grown.connect(self.make_room)
        self.row.dose.setFocus(Qt.FocusReason.OtherFocusReason)
        self.row.dose.selectAll()

    def submit(self) -> None:
        """Store the new dose; the one before ends the day before it begins."""
        treatment = self._story.treatment
        phase = self.row.read(treatment.id)
        check_unit(treatment, phase, self._catalogues.supplements)
        self._refuse_overlap(phase)
        self._session.perform(
            lambda diary, clock: treatments.change_dose(diary, clock, treatment, phase),
            said=f"{treatment.name}: {dose_words(phase)} from {_day(phase)}.",
        )

    def show_error(self, error: DiaryError) -> None:
        """Say what is wrong at its field."""
        self.clear_errors()
        self.row.clear_errors()
        if isinstance(error, InvalidValueError) and self.row.show_error(error):
            self.make_room()
            return
        super().show_error(error)

    def _refuse_overlap(self, phase: Phase) -> None:
        """Raise the error for a day that another dose lies on, with what would do."""
        try:
            closing(self._story.phases, phase)
        except InvalidValueError:
            for other in self._story.phases:
                found = first_overlap([other, phase])
                is_closed = other.end is None and other.start < phase.start
                if found is not None and not is_closed:
                    raise overlap_error(*found) from None
            raise

    def _tell(self, phase: Phase | None) -> None:
        known = self._catalogues.supplements
        self.row.say(*what_it_gives(self._story.treatment, phase, known))


class StopDialog(FormDialog):
    """Ends a treatment with a day; what was planned to come goes."""

    def __init__(
        self, *, session: DiarySession, story: Story, parent: QWidget | None = None
    ) -> None:
        super().__init__("Stop", save="Stop", parent=parent)
        self._session, self._story = session, story
        today = session.clock.now().wall_clock.date()
        self.last_day = DateField(name="Last day it is taken", day=today, is_checked=True)
        later = any(phase.start > today for phase in story.phases)
        words = " What is planned after that day goes too." if later else ""
        self.add_row(BodyLabel(breakable(f"{story.treatment.name}. {story.line}.{words}")))
        self.add_field("to", "Last day it is taken", self.last_day)
        self._rows.addStretch(1)
        self.last_day.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        """Store the end."""
        treatment, day = self._story.treatment, self.last_day.day
        self._session.perform(
            lambda diary, clock: treatments.stop_treatment(diary, clock, treatment, day),
            said=f"{treatment.name} stopped, last taken on {day_words(day, year=True)}.",
        )


def _day(phase: Phase) -> str:
    return day_words(phase.start, year=True)
