"""The fields of one dose within the treatment form: how much, how often, from, to."""

from datetime import date
from decimal import Decimal
from uuid import UUID, uuid4

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from crampdiary.domain.errors import InvalidValueError
from crampdiary.domain.phrases import day_words, number_words
from crampdiary.domain.records import Phase
from crampdiary.services.words import sentence
from crampdiary.tokens import GRID
from crampdiary.ui.shared.buttons import LinkButton
from crampdiary.ui.shared.fields import DateField, Dropdown, TextField
from crampdiary.ui.shared.labels import ErrorLabel, FieldLabel, Hairline, SectionTitle
from crampdiary.ui.treatments.optional_day import OptionalDay
from crampdiary.ui.treatments.reading import read_dose, read_every

EVERY_N = -1
AS_NEEDED = 0
_RHYTHMS = (("daily", 1), ("weekly", 7), ("every ... days", EVERY_N), ("as needed", AS_NEEDED))


class PhaseFields(QWidget):
    """One phase; `removed` wishes it away, `moved` says that one of its days changed."""

    removed = Signal()
    moved = Signal()

    def __init__(
        self,
        *,
        number: int,
        start: date,
        today: date,
        phase: Phase | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Show a stored phase, or an empty one from `start`, ongoing; `number` counts from 1."""
        super().__init__(parent)
        self.phase_id: UUID = uuid4() if phase is None else phase.id
        self.end_follows = False
        # What a stored dose was shown as; left alone, it is kept digit by digit.
        self._stored_dose: dict[str, tuple[Decimal | None, str]] = {}
        which = f"Dose {number}"
        self.title = SectionTitle(which)
        self.remove_button = LinkButton("Remove")
        self.remove_button.setAccessibleName(f"{which}: remove")
        self.dose = TextField(name=f"{which}: how much", placeholder="2,000 IU")
        self.rhythm = Dropdown(name=f"{which}: how often")
        for words, days in _RHYTHMS:
            self.rhythm.addItem(words, days)
        self.days = TextField(name=f"{which}: every how many days", placeholder="days")
        self.days.setFixedWidth(self.fontMetrics().horizontalAdvance("0000 days") + 3 * GRID)
        self.days.setMinimumWidth(0)
        self.start = DateField(name=f"{which}: from", day=phase.start if phase else start)
        self.end = OptionalDay(
            name=f"{which}: to",
            open_word="ongoing",
            day=phase.end if phase else None,
            suggested=max(today, phase.start if phase else start),
        )
        self._errors = {key: ErrorLabel() for key in ("dose", "every", "from", "to")}
        self._build()
        if phase is not None:
            self._fill(phase)
        self._on_rhythm_changed()
        self.rhythm.currentIndexChanged.connect(self._on_rhythm_changed)
        self.start.userDateChanged.connect(self.moved)
        self.end.changed.connect(self._on_end_changed)
        self.remove_button.clicked.connect(self.removed)

    def show_as(self, number: int, *, alone: bool) -> None:
        """Show the title and the way to remove it only where there are several."""
        self.title.setText(f"Dose {number}")
        for widget in (self.title, self.remove_button, self._line):
            widget.setVisible(not alone)

    def read(self, treatment_id: UUID) -> Phase:
        """Return the phase that was typed; raise `InvalidValueError` with the field's name."""
        dose, unit = self._stored_dose.get(self.dose.text()) or read_dose(self.dose.text())
        chosen = self.rhythm.currentData()
        every = None if chosen == AS_NEEDED else chosen
        if chosen == EVERY_N:
            every = read_every(self.days.text())
        start, end = self.start.day, self.end.day
        if end is not None and end < start:
            raise InvalidValueError(
                field="to",
                problem="ends_before_start",
                value=day_words(end, year=True),
                allowed=f"{day_words(start, year=True)} or later",
            )
        return Phase(
            id=self.phase_id,
            treatment_id=treatment_id,
            dose=dose,
            unit=unit,
            every_days=every,
            start=start,
            end=end,
        )

    def show_error(self, error: InvalidValueError) -> bool:
        """Say what is wrong at the field it is about and go there; False for other fields."""
        key = {"unit": "dose"}.get(error.field, error.field)
        label = self._errors.get(key)
        if label is None:
            return False
        words = sentence(error)
        field = {"dose": self.dose, "every": self.days, "from": self.start, "to": self.end.field}[
            key
        ]
        label.show_text(words)
        _mark(field, words)
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def clear_errors(self) -> None:
        """Take all errors away."""
        for label in self._errors.values():
            label.show_text("")
        for field in (self.dose, self.days, self.start, self.end.field):
            _mark(field, "")

    def set_end(self, day: date | None) -> None:
        """Set the last day without telling `moved`."""
        self.end.set_day(day)

    def _build(self) -> None:
        self._line = Hairline()
        head = QHBoxLayout()
        head.addWidget(self.title)
        head.addStretch(1)
        head.addWidget(self.remove_button)
        rhythm = QHBoxLayout()
        rhythm.setSpacing(GRID)
        rhythm.addWidget(self.rhythm)
        rhythm.addWidget(self.days)
        rhythm.addStretch(1)
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * GRID)
        grid.setVerticalSpacing(4)
        grid.addWidget(FieldLabel("How much", buddy=self.dose), 0, 0)
        grid.addWidget(FieldLabel("How often", buddy=self.rhythm), 0, 1)
        grid.addWidget(self.dose, 1, 0)
        grid.addLayout(rhythm, 1, 1)
        grid.addWidget(FieldLabel("From", buddy=self.start), 5, 0)
        grid.addWidget(FieldLabel("To", buddy=self.end.field), 5, 1)
        grid.addWidget(self.start, 6, 0)
        grid.addWidget(self.end, 6, 1)
        for line, key in ((2, "dose"), (3, "every"), (7, "from"), (8, "to")):
            grid.addWidget(self._errors[key], line, 0, 1, 2)
        grid.setRowMinimumHeight(4, GRID)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self._line)
        column.addLayout(head)
        column.addLayout(grid)

    def _fill(self, phase: Phase) -> None:
        if phase.dose is not None:
            self.dose.setText(f"{number_words(phase.dose)} {phase.unit}".strip())
            self._stored_dose[self.dose.text()] = (phase.dose, phase.unit)
        wanted = AS_NEEDED if phase.every_days is None else phase.every_days
        index = self.rhythm.findData(wanted)
        if index < 0:
            index = self.rhythm.findData(EVERY_N)
            self.days.setText(str(phase.every_days))
        with QSignalBlocker(self.rhythm):
            self.rhythm.setCurrentIndex(index)

    def _on_rhythm_changed(self) -> None:
        self.days.setVisible(self.rhythm.currentData() == EVERY_N)

    def _on_end_changed(self) -> None:
        self.end_follows = False
        self.moved.emit()


def _mark(field: QWidget, words: str) -> None:
    field.setProperty("wrong", "true" if words else "false")
    field.setAccessibleDescription(words)
    field.style().unpolish(field)
    field.style().polish(field)
