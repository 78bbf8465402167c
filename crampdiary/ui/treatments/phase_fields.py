"""The fields of one dose within the treatment form: how much, how often, from, to, whose choice."""

from datetime import date
from decimal import Decimal
from uuid import UUID, uuid4

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crampdiary.domain.dose_text import Amount
from crampdiary.domain.errors import InvalidValueError
from crampdiary.domain.phrases import day_words, number_words, unit_words
from crampdiary.domain.records import Phase
from crampdiary.services.dose_checks import SaltReadings
from crampdiary.services.words import sentence
from crampdiary.tokens import GRID
from crampdiary.ui.shared.buttons import LinkButton
from crampdiary.ui.shared.choices import Segmented
from crampdiary.ui.shared.date_field import DateField
from crampdiary.ui.shared.fields import TextField
from crampdiary.ui.shared.labels import (
    ErrorLabel,
    Hairline,
    QuietLabel,
    SectionTitle,
)
from crampdiary.ui.shared.marking import mark
from crampdiary.ui.treatments.more_fields import MoreFields
from crampdiary.ui.treatments.optional_day import OptionalDay
from crampdiary.ui.treatments.reading import read_dose
from crampdiary.ui.treatments.rhythm_fields import RhythmFields
from crampdiary.ui.treatments.salt_question import SaltQuestion
from crampdiary.ui.treatments.side_by_side import LabelledField, SideBySide

_KEYS = {"unit": "dose", "weekday": "every", "times_a_day": "every"}


class PhaseFields(QWidget):
    """One phase; `removed` wishes it away, `moved` says that one of its days changed.

    `edited` says that anything changed by hand, `grown` that it needs another height, `sketched`
    gives the phase as far as it is typed (None: not yet), for whoever can `say` what that comes to.
    """

    removed = Signal()
    moved = Signal()
    edited = Signal()
    grown = Signal()
    sketched = Signal(object)

    def __init__(
        self,
        *,
        number: int,
        start: date,
        today: date,
        phase: Phase | None = None,
        has_end: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        """Show a stored phase, or an empty one from `start`, ongoing; `number` counts from 1.

        Without `has_end` nothing is asked about the last day.
        """
        super().__init__(parent)
        self.phase_id: UUID = uuid4() if phase is None else phase.id
        self.end_follows = False
        self._has_end = has_end
        self._repeated = ""
        # What a stored dose was shown as; left alone, it is kept digit by digit.
        self._stored_dose: dict[str, tuple[Decimal | None, str]] = {}
        which = f"Dose {number}"
        self.title = SectionTitle(which)
        self.remove_button = LinkButton("Remove")
        self.remove_button.setAccessibleName(f"{which}: remove")
        self.dose = TextField(name=f"{which}: how much", placeholder="2,000 IU")
        self.rhythm = RhythmFields(which=which)
        self.start = DateField(
            name=f"{which}: from", day=phase.start if phase else start, is_checked=True
        )
        self.end = OptionalDay(
            name=f"{which}: to",
            open_word="ongoing",
            day=phase.end if phase else None,
            suggested=max(today, phase.start if phase else start),
        )
        self.choice: Segmented[bool] = Segmented(
            [(True, "Prescribed"), (False, "Own choice")], name=f"{which}: whose choice"
        )
        self.more_button = LinkButton("More")
        self.more_button.setAccessibleName(f"{which}: form, reason and note")
        self.more = MoreFields(which=which)
        self.salt = SaltQuestion(which=which)
        self.gives = QuietLabel()
        self._errors = {key: ErrorLabel() for key in ("dose", "every", "from", "to")}
        self._errors |= self.more.errors
        self._build()
        if phase is not None:
            self.show_phase(phase)
        self._connect()

    def show_as(self, number: int, *, alone: bool) -> None:
        """Show the title and the way to remove it only where there are several."""
        self.title.setText(f"Dose {number}")
        for widget in (self.title, self.remove_button, self._line):
            widget.setVisible(not alone)

    def show_phase(self, phase: Phase) -> None:
        """Show what a phase says; its days, who chose it, and everything else."""
        blockers = [QSignalBlocker(it) for it in (self, self.start, self.end, self.rhythm)]
        self.start.set_day(phase.start)
        self.end.set_day(phase.end)
        self.show_intake(phase)
        if phase.prescribed is not None:
            self.choice.set_value(phase.prescribed)
        self.more.show_phase(phase)
        self.show_more(shown=not self.more.is_empty)
        del blockers

    def show_intake(self, phase: Phase) -> None:
        """Show how much and how often alone, such as of the dose before."""
        words = ""
        if phase.dose is not None:
            unit = unit_words(phase.dose, phase.unit)
            words = f"{number_words(phase.dose)} {unit}".strip()
        self.dose.setText(words)
        # As the field shows it: it leaves out what one line cannot hold.
        self._stored_dose = {self.dose.text(): (phase.dose, phase.unit)}
        self.rhythm.show_phase(phase)
        self.salt.set_answer(phase.basis)

    def repeat(self, phase: Phase | None) -> None:
        """Offer how much and how often of a dose before, where nothing is typed; None: no more."""
        if self._repeated and self.dose.text() == self._repeated:
            self.dose.clear()
            self.rhythm.show_daily()
            self.salt.set_answer(None)
        self._repeated = ""
        if phase is not None and not self.dose.text():
            self.show_intake(phase)
            self._repeated = self.dose.text()

    def show_more(self, *, shown: bool = True) -> None:
        """Show form, reason and note, or the way to them."""
        self.more.setVisible(shown)
        self.more_button.setVisible(not shown)

    def read(self, treatment_id: UUID) -> Phase:
        """Return the phase that was typed; raise `InvalidValueError` with the field's name."""
        amount = self._read_dose()
        start, end = self.start.day, self.end.day if self._has_end else None
        if end is not None and end < start:
            raise InvalidValueError(
                field="to",
                problem="ends_before_start",
                value=day_words(end, year=True),
                allowed=f"{day_words(start, year=True)} or later",
            )
        said = self.more.read()
        return Phase(
            id=self.phase_id,
            treatment_id=treatment_id,
            dose=None if amount is None else amount.dose,
            unit="" if amount is None else amount.unit,
            start=start,
            end=end,
            basis=self.salt.answer,
            prescribed=self.choice.value,
            **(said | {"form": said["form"] or ("" if amount is None else amount.form)}),
            **self.rhythm.read(),
        )

    def show_error(self, error: InvalidValueError) -> bool:
        """Say what is wrong at the field it is about and go there; False for other fields."""
        key = _KEYS.get(error.field, error.field)
        label = self._errors.get(key)
        if label is None:
            return False
        field = self._field_of(error.field)
        words = sentence(error)
        if key in self.more.errors:
            self.show_more()
        label.show_text(words)
        mark(field, words)
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def clear_errors(self) -> None:
        """Take all errors away."""
        for key, label in self._errors.items():
            label.show_text("")
            mark(self._field_of(key), "")

    def set_end(self, day: date | None) -> None:
        """Set the last day without telling `moved`."""
        self.end.set_day(day)

    def show_what_it_gives(self) -> None:
        """Read what is typed, as far as it can be read, and let `sketched` tell of it."""
        try:
            phase = self.read(self.phase_id)
        except InvalidValueError:
            phase = None
        self.sketched.emit(phase)

    def say(self, words: str, readings: SaltReadings | None = None) -> None:
        """Show below the dose what it gives a day, and ask what its weight means."""
        before = (self.gives.isHidden(), self.salt.isHidden())
        self.gives.setText(words)
        self.gives.setVisible(bool(words))
        self.salt.ask(readings)
        if (self.gives.isHidden(), self.salt.isHidden()) != before:
            self.grown.emit()

    def _read_dose(self) -> Amount | None:
        stored = self._stored_dose.get(self.dose.text())
        if stored is None or stored[0] is None:
            return read_dose(self.dose.text())
        return Amount(dose=stored[0], unit=stored[1])

    def _field_of(self, key: str) -> QWidget:
        if key in self.more.errors:
            return self.more.field_of(key)
        if _KEYS.get(key, key) == "every":
            return self.rhythm.field_of(key)
        return {"from": self.start, "to": self.end.field}.get(key, self.dose)

    def _build(self) -> None:
        self._line = Hairline()
        self.gives.hide()
        head = QHBoxLayout()
        head.addWidget(self.title)
        head.addStretch(1)
        head.addWidget(self.remove_button)
        errors = self._errors
        intake = SideBySide(
            LabelledField("How much", self.dose, errors["dose"]),
            LabelledField("How often", self.rhythm, errors["every"], buddy=self.rhythm.often),
        )
        start = LabelledField("From", self.start, errors["from"])
        end = LabelledField("To", self.end, errors["to"], buddy=self.end.field)
        days = SideBySide(start, end) if self._has_end else SideBySide(start, QWidget())
        if not self._has_end:
            end.setParent(self)
            end.hide()
        foot = QHBoxLayout()
        foot.addWidget(self.choice)
        foot.addStretch(1)
        foot.addWidget(self.more_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self._line)
        column.addLayout(head)
        for widget in (intake, self.gives, self.salt, days):
            column.addWidget(widget)
        column.addLayout(foot)
        column.addWidget(self.more)
        self.more.hide()

    def _connect(self) -> None:
        self.start.userDateChanged.connect(self.moved)
        self.end.changed.connect(self._on_end_changed)
        self.remove_button.clicked.connect(self.removed)
        self.more_button.clicked.connect(self._on_more_clicked)
        for signal in (
            self.dose.textEdited,
            self.rhythm.changed,
            self.salt.changed,
            self.choice.changed,
        ):
            signal.connect(self._on_intake_edited)

    def _on_intake_edited(self) -> None:
        self.show_what_it_gives()
        self.edited.emit()

    def _on_end_changed(self) -> None:
        self.end_follows = False
        self.moved.emit()

    def _on_more_clicked(self) -> None:
        self.show_more()
        self.grown.emit()
        self.more.form.setFocus(Qt.FocusReason.OtherFocusReason)
