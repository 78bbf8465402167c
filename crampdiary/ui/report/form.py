"""What a person chooses for the page: the nights, the visit, the name, the questions, the paper."""

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crampdiary.domain.errors import InvalidValueError
from crampdiary.domain.ports import Diary
from crampdiary.domain.preferences import Preferences
from crampdiary.services.insights import Nights, Stretch, stretch_nights
from crampdiary.services.report.visit import MAX_QUESTIONS, Visit
from crampdiary.services.words import sentence
from crampdiary.tokens import GRID
from crampdiary.ui.settings.person import PersonFields
from crampdiary.ui.shared.cards import Card
from crampdiary.ui.shared.choices import ChipRow, Segmented
from crampdiary.ui.shared.date_field import DateField
from crampdiary.ui.shared.fields import CheckBox, TextField
from crampdiary.ui.shared.labels import ErrorLabel, FieldLabel, QuietLabel
from crampdiary.ui.shared.pages import FlowRow
from crampdiary.ui.shared.session import DiarySession

OWN_DATES = "dates"
PERIODS = (
    (Stretch.THREE_MONTHS.value, "3 months"),
    (Stretch.SIX_MONTHS.value, "6 months"),
    (Stretch.NINE_MONTHS.value, "9 months"),
    (Stretch.YEAR.value, "12 months"),
    (Stretch.ALL.value, "All"),
    (OWN_DATES, "From \u2026 to \u2026"),
)
PAPERS = (("a4", "A4"), ("letter", "Letter"))


def usual_paper() -> str:
    """Return the paper that printers of this country hold."""
    imperial = QLocale.system().measurementSystem()
    is_letter = imperial == QLocale.MeasurementSystem.ImperialUSSystem
    return "letter" if is_letter else "a4"


class _Field(QWidget):
    """A field with its label above."""

    def __init__(self, label: str, *widgets: QWidget) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(FieldLabel(label, buddy=widgets[0]))
        for widget in widgets:
            column.addWidget(widget)
        column.addStretch(1)


class VisitForm(Card):
    """Emits `changed` whenever the page would look different."""

    changed = Signal()

    def __init__(self, *, session: DiarySession, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._session = session
        today = session.clock.now().wall_clock.date()
        self.period = ChipRow(PERIODS, name="Nights on the page", required=True)
        self.period.set_value(Stretch.NINE_MONTHS.value)
        self.first = DateField(name="First night", day=today)
        self.last = DateField(name="Last night", day=today)
        self.on = DateField(name="Date of the visit", day=today)
        self.paper = Segmented(PAPERS, name="Paper", required=True)
        self.paper.set_value(usual_paper())
        self.with_name = CheckBox("Show my name")
        self.person = PersonFields(session=session)
        self.questions = [
            TextField(name=f"Question {number}", placeholder=f"Question {number}")
            for number in range(1, MAX_QUESTIONS + 1)
        ]
        self.error = ErrorLabel()
        self._build()
        self._connect()

    def show_preferences(self, preferences: Preferences) -> None:
        """Show the person's name as it is stored."""
        self.person.show_preferences(preferences)
        if not preferences.person_name and not self.person.name.hasFocus():
            self.with_name.setChecked(False)
        self._show_parts()

    def visit(self, diary: Diary) -> Visit | None:
        """Return what was chosen, or None (and say why) where it cannot be."""
        nights = self._nights(diary)
        if nights is None:
            return None
        preferences = self._session.preferences
        named = self.with_name.isChecked() and bool(preferences.person_name)
        try:
            visit = Visit(
                first=nights.first,
                last=nights.last,
                on=self.on.day,
                name=preferences.person_name if named else None,
                birth_year=preferences.birth_year if named else None,
                questions=tuple(text for field in self.questions if (text := field.text().strip())),
            )
        except InvalidValueError as error:
            self.error.show_text(sentence(error))
            return None
        self.error.show_text("")
        return visit

    def _nights(self, diary: Diary) -> Nights | None:
        """Return the chosen nights; the own dates begin as what was chosen before."""
        if self.period.value == OWN_DATES:
            return Nights(first=self.first.day, last=self.last.day)
        stretch = Stretch(self.period.value or Stretch.ALL)
        nights = stretch_nights(diary, self._session.clock, stretch)
        if nights is not None:
            for field, day in ((self.first, nights.first), (self.last, nights.last)):
                field.blockSignals(True)
                field.set_day(day)
                field.blockSignals(False)
        return nights

    def _build(self) -> None:
        self.body.setSpacing(2 * GRID)
        self._own_dates = FlowRow(
            _Field("First night", self.first), _Field("Last night", self.last)
        )
        self._name_remark = QuietLabel(
            "Kept in this diary; both stand on the page while this is ticked."
        )
        # Fields of one height side by side keep their labels on one line.
        self.paper.setMinimumHeight(self.on.sizeHint().height())
        self.body.addWidget(_Field("Nights on the page", self.period, self._own_dates, self.error))
        self.body.addWidget(
            FlowRow(_Field("Date of the visit", self.on), _Field("Paper", self.paper))
        )
        self.body.addWidget(self.with_name)
        self.body.addWidget(self.person)
        self.body.addWidget(self._name_remark)
        self.body.addWidget(_Field("What I want to ask (up to three)", *self.questions))
        self.body.addStretch(1)
        self._show_parts()

    def _connect(self) -> None:
        self.period.changed.connect(self._on_period_changed)
        self.with_name.toggled.connect(self._on_name_toggled)
        self.paper.changed.connect(self.changed)
        for field in (self.first, self.last, self.on):
            field.dateChanged.connect(lambda _day: self.changed.emit())
        for question in self.questions:
            question.textEdited.connect(lambda _text: self.changed.emit())

    def _show_parts(self) -> None:
        self._own_dates.setVisible(self.period.value == OWN_DATES)
        self.person.setVisible(self.with_name.isChecked())
        self._name_remark.setVisible(self.with_name.isChecked())

    def _on_period_changed(self) -> None:
        self._show_parts()
        self.changed.emit()

    def _on_name_toggled(self, checked: bool) -> None:
        self._show_parts()
        if checked and not self._session.preferences.person_name:
            self.person.name.setFocus()
        self.changed.emit()
