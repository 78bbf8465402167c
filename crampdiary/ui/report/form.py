"""What a person chooses for the report: nights, visit, name, questions, paper, what follows."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crampdiary.domain.choices import ReportPart, ReportPeriod
from crampdiary.domain.errors import InvalidValueError
from crampdiary.domain.phrases import day_words
from crampdiary.domain.preferences import Preferences
from crampdiary.domain.records import Treatment
from crampdiary.domain.report_choices import MAX_QUESTION, ReportChoices
from crampdiary.services.insights import Nights
from crampdiary.services.words import sentence
from crampdiary.tokens import GRID
from crampdiary.ui.settings.person import PersonFields
from crampdiary.ui.settings.rows import is_being_typed
from crampdiary.ui.shared.cards import Card
from crampdiary.ui.shared.choices import ChipRow, Segmented
from crampdiary.ui.shared.date_field import DateField
from crampdiary.ui.shared.fields import CheckBox, Dropdown, TextField
from crampdiary.ui.shared.labels import ErrorLabel, FieldLabel, QuietLabel
from crampdiary.ui.shared.pages import FlowRow
from crampdiary.ui.shared.session import DiarySession

PERIODS = (
    (ReportPeriod.THREE_MONTHS, "3 months"),
    (ReportPeriod.SIX_MONTHS, "6 months"),
    (ReportPeriod.NINE_MONTHS, "9 months"),
    (ReportPeriod.YEAR, "12 months"),
    (ReportPeriod.ALL, "All"),
    (ReportPeriod.TREATMENT, "Since a treatment"),
    (ReportPeriod.DATES, "From \u2026 to \u2026"),
)
PAPERS = (("a4", "A4"), ("letter", "Letter"))
INKS = ((False, "Colour"), (True, "Grey"))
PARTS = (
    (ReportPart.NIGHTS, "Every night"),
    (ReportPart.CRAMPS, "All cramps"),
    (ReportPart.LABS, "All lab results"),
    (ReportPart.ADHERENCE, "Treatments and doses"),
    (ReportPart.CHARTS, "More charts"),
    (ReportPart.METHOD, "How it was computed"),
)


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
    """`changed` says that the report would look different, `finished` that it may be remembered."""

    changed = Signal()
    finished = Signal()

    def __init__(self, *, session: DiarySession, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._stored = ReportChoices()
        self._today = today = session.clock.now().wall_clock.date()
        self.period = ChipRow(PERIODS, name="Nights on the page", required=True)
        self.treatment = Dropdown(name="Since which treatment")
        self.first = DateField(name="First night", day=today)
        self.last = DateField(name="Last night", day=today)
        self.on = DateField(name="Date of the visit", day=today)
        self.paper = Segmented(PAPERS, name="Paper", required=True)
        self.ink = Segmented(INKS, name="Ink", required=True)
        self.with_name = CheckBox("Show my name")
        self.person = PersonFields(session=session)
        self.questions = [
            TextField(name=f"Question {number}", placeholder=f"Question {number}")
            for number in (1, 2, 3)
        ]
        self.parts = ChipRow(PARTS, name="Also on further pages", many=True)
        self.error = ErrorLabel()
        self._build()
        self._connect()

    def show_choices(
        self,
        choices: ReportChoices,
        *,
        nights: Nights | None,
        starts: Sequence[tuple[Treatment, date]],
        today: date,
    ) -> None:
        """Show what is remembered, except where the person is typing.

        `nights` are those it comes to: own dates begin as they are.
        """
        self._stored, self._today = choices, today
        self._offer(starts)
        self.period.set_value(choices.period)
        self.paper.set_value(choices.paper or usual_paper())
        self.ink.set_value(choices.is_grey)
        self.parts.set_values(choices.parts)
        self.with_name.blockSignals(True)
        self.with_name.setChecked(choices.with_name)
        self.with_name.blockSignals(False)
        is_own = choices.period is ReportPeriod.DATES
        first, last = (nights.first, nights.last) if nights else (today, today)
        for field, day in (
            (self.first, choices.first if is_own and choices.first else first),
            (self.last, choices.last if is_own and choices.last else last),
            (self.on, max(choices.visit_on or today, today)),
        ):
            if not field.hasFocus():
                field.blockSignals(True)
                field.set_day(day)
                field.blockSignals(False)
        texts = (choices.question_1, choices.question_2, choices.question_3)
        for question, text in zip(self.questions, texts, strict=True):
            if not is_being_typed(question):
                question.setText(text)
        self._show_parts()

    def show_preferences(self, preferences: Preferences) -> None:
        """Show the person's name as it is stored."""
        self.person.show_preferences(preferences)

    def choices(self) -> ReportChoices | None:
        """Return what is chosen now, or None (and say why) where it cannot be."""
        period = self.period.value or ReportPeriod.NINE_MONTHS
        is_own = period is ReportPeriod.DATES
        texts = [field.text() for field in self.questions]
        try:
            found = ReportChoices(
                period=period,
                treatment_id=self.treatment.currentData() or self._stored.treatment_id,
                first=self.first.day if is_own else self._stored.first,
                last=self.last.day if is_own else self._stored.last,
                visit_on=None if self.on.day == self._today else self.on.day,
                paper=self._paper(),
                with_name=self.with_name.isChecked(),
                is_grey=bool(self.ink.value),
                parts=frozenset(self.parts.values),
                question_1=texts[0],
                question_2=texts[1],
                question_3=texts[2],
            )
        except InvalidValueError as error:
            self.error.show_text(sentence(error))
            return None
        self.error.show_text("")
        return found

    def show_error(self, error: InvalidValueError) -> None:
        """Say at the dates what is wrong with them."""
        self.error.show_text(sentence(error))

    def _paper(self) -> str:
        """Return the paper; what the country uses stays unsaid until another was chosen."""
        chosen = self.paper.value or ""
        return "" if not self._stored.paper and chosen == usual_paper() else chosen

    def _offer(self, starts: Sequence[tuple[Treatment, date]]) -> None:
        """Take the treatments that have a start; the chosen one stays."""
        self.treatment.blockSignals(True)
        self.treatment.clear()
        for treatment, day in starts:
            self.treatment.addItem(f"{treatment.name}, {day_words(day, year=True)}", treatment.id)
        found = self.treatment.findData(self._stored.treatment_id)
        self.treatment.setCurrentIndex(max(found, 0) if starts else -1)
        self.treatment.blockSignals(False)
        self.period.button(ReportPeriod.TREATMENT).setVisible(bool(starts))

    def _build(self) -> None:
        self.body.setSpacing(2 * GRID)
        for question in self.questions:
            question.setMaxLength(MAX_QUESTION)
        self._own_dates = FlowRow(
            _Field("First night", self.first), _Field("Last night", self.last)
        )
        self._name_remark = QuietLabel(
            "Kept in this diary; both stand on the page while this is ticked."
        )
        # Fields of one height side by side keep their labels on one line.
        for segmented in (self.paper, self.ink):
            segmented.setMinimumHeight(self.on.sizeHint().height())
        self.body.addWidget(
            _Field("Nights on the page", self.period, self.treatment, self._own_dates, self.error)
        )
        self.body.addWidget(
            FlowRow(
                _Field("Date of the visit", self.on),
                _Field("Paper", self.paper),
                _Field("Ink", self.ink),
            )
        )
        self.body.addWidget(self.with_name)
        self.body.addWidget(self.person)
        self.body.addWidget(self._name_remark)
        self.body.addWidget(_Field("What I want to ask (up to three)", *self.questions))
        self.body.addWidget(_Field("Also on further pages", self.parts))
        self.body.addStretch(1)
        self._show_parts()

    def _connect(self) -> None:
        for chosen in (self.period, self.paper, self.ink, self.parts):
            chosen.changed.connect(self._on_chosen)
        self.with_name.toggled.connect(self._on_name_toggled)
        self.treatment.currentIndexChanged.connect(lambda _index: self._on_chosen())
        for field in (self.first, self.last, self.on):
            field.dateChanged.connect(lambda _day: self.changed.emit())
            field.editingFinished.connect(self.finished)
        for question in self.questions:
            question.textEdited.connect(lambda _text: self.changed.emit())
            question.editingFinished.connect(self._on_question_finished)

    def _show_parts(self) -> None:
        period = self.period.value
        self.treatment.setVisible(period is ReportPeriod.TREATMENT)
        self._own_dates.setVisible(period is ReportPeriod.DATES)
        self.person.setVisible(self.with_name.isChecked())
        self._name_remark.setVisible(self.with_name.isChecked())

    def _on_chosen(self) -> None:
        self._show_parts()
        self.changed.emit()
        self.finished.emit()

    def _on_question_finished(self) -> None:
        for question in self.questions:
            if not question.hasFocus():
                question.setModified(False)
        self.finished.emit()

    def _on_name_toggled(self, checked: bool) -> None:
        if checked and not self.person.name.text():
            self.person.setVisible(True)
            self.person.name.setFocus()
        self._on_chosen()
