"""What a person chooses for the report: nights, visit, name, questions, paper, what follows."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from crampdiary.domain.choices import ReportPart
from crampdiary.domain.errors import InvalidValueError
from crampdiary.domain.preferences import Preferences
from crampdiary.domain.records import Treatment
from crampdiary.domain.report_choices import MAX_QUESTION, ReportChoices
from crampdiary.services.insights import Nights
from crampdiary.services.words import sentence
from crampdiary.tokens import GRID
from crampdiary.ui.report.labelled import Labelled
from crampdiary.ui.report.parts_card import PartsCard
from crampdiary.ui.report.period_fields import PeriodFields, show_day
from crampdiary.ui.settings.person import PersonFields
from crampdiary.ui.settings.rows import is_being_typed
from crampdiary.ui.shared.cards import Card
from crampdiary.ui.shared.choices import Segmented
from crampdiary.ui.shared.date_field import DateField
from crampdiary.ui.shared.fields import CheckBox, TextField
from crampdiary.ui.shared.labels import QuietLabel
from crampdiary.ui.shared.pages import GAP, FlowRow, set_beside
from crampdiary.ui.shared.session import DiarySession

RUNS_BACK = "The last night comes before the first one. Choose a later last night."
PAPERS = (("a4", "A4"), ("letter", "Letter"))


def usual_paper() -> str:
    """Return the paper that printers of this country hold."""
    imperial = QLocale.system().measurementSystem()
    is_letter = imperial == QLocale.MeasurementSystem.ImperialUSSystem
    return "letter" if is_letter else "a4"


class VisitForm(QWidget):
    """`changed` says that the report would look different, `finished` that it may be remembered."""

    changed = Signal()
    finished = Signal()

    def __init__(self, *, session: DiarySession, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._stored = ReportChoices()
        self._is_anew, self._has_new_day = True, False
        self._today = today = session.clock.now().wall_clock.date()
        self.nights = PeriodFields(today=today)
        self.on = DateField(name="Date of the visit", day=today)
        self.paper = Segmented(PAPERS, name="Paper", required=True)
        self.with_name = CheckBox("Show my name")
        self.person = PersonFields(session=session)
        self.without_colours = CheckBox("Without colours, for a grey printer")
        self.questions = [
            TextField(name=f"Question {number}", placeholder=f"Question {number}")
            for number in (1, 2, 3)
        ]
        self.further = PartsCard()
        self._build()
        self._connect()

    @property
    def is_typing(self) -> bool:
        """Tell whether a question is being typed, which is stored when it is finished."""
        return any(map(is_being_typed, self.questions))

    def begin_anew(self) -> None:
        """Keep nothing that was typed: another diary is opened."""
        self._is_anew, self._has_new_day = True, False

    def keep_no_day(self) -> None:
        """Let what is remembered take the place of the days: they are remembered."""
        self._has_new_day = False

    def show_choices(
        self,
        choices: ReportChoices,
        *,
        nights: Nights | None,
        starts: Sequence[tuple[Treatment, date]],
        today: date,
    ) -> None:
        """Show what is remembered, except where the person is typing.

        `nights` are those it comes to. A day of the visit that is over gives way to `today`.
        """
        anew, self._is_anew = self._is_anew, False
        self._stored, self._today = choices, today
        self.nights.show_choices(
            choices,
            nights or Nights(first=today, last=today),
            starts,
            keeps_dates=self._has_new_day,
        )
        self.paper.set_value(choices.paper or usual_paper())
        self.further.show_parts(choices.parts)
        self.with_name.setChecked(choices.with_name)
        self.without_colours.setChecked(choices.is_grey)
        if not self._has_new_day:
            show_day(self.on, max(choices.visit_on or today, today))
        texts = (choices.question_1, choices.question_2, choices.question_3)
        for question, text in zip(self.questions, texts, strict=True):
            # What a person does not change here keeps its place for the next letter.
            if anew or not (is_being_typed(question) or question.text() == text):
                question.setText(text)
        self._show_fields()

    def show_preferences(self, preferences: Preferences) -> None:
        """Show the person's name as it is stored."""
        self.person.show_preferences(preferences)

    def choices(self) -> ReportChoices | None:
        """Return what is chosen now, or None (and say why) where it cannot be."""
        period, treatment_id, first, last = self.nights.chosen()
        texts = [field.text() for field in self.questions]
        try:
            found = ReportChoices(
                period=period,
                treatment_id=treatment_id,
                first=first,
                last=last,
                visit_on=None if self.on.day == self._today else self.on.day,
                paper=self._paper(),
                with_name=self.with_name.isChecked(),
                is_grey=self.without_colours.isChecked(),
                parts=self.further.parts,
                question_1=texts[0],
                question_2=texts[1],
                question_3=texts[2],
            )
        except InvalidValueError as error:
            self.show_error(error)
            return None
        self.nights.error.show_text("")
        return found

    def show_error(self, error: InvalidValueError) -> None:
        """Say at the dates what is wrong with them."""
        runs_back = error.problem == "ends_before_start"
        self.nights.error.show_text(RUNS_BACK if runs_back else sentence(error))

    def tick(self, part: ReportPart) -> None:
        """Let a part follow the page."""
        self.further.boxes[part].setChecked(True)
        self._on_chosen()

    def set_wide(self, *, wide: bool) -> None:
        """Put the further pages beside the rest where the form has all the width."""
        set_beside(self._cards, beside=wide)

    def _paper(self) -> str:
        """Return the paper; what the country uses stays unsaid until another was chosen."""
        chosen = self.paper.value or ""
        return "" if not self._stored.paper and chosen == usual_paper() else chosen

    def _build(self) -> None:
        for question in self.questions:
            question.setMaxLength(MAX_QUESTION)
        self._name_remark = QuietLabel(
            "Kept in this diary; both stand on the page while this is ticked."
        )
        # Fields of one height side by side keep their labels on one line.
        self.paper.setMinimumHeight(self.on.sizeHint().height())
        card = Card()
        card.body.setSpacing(2 * GRID)
        for widget in (
            self.nights,
            FlowRow(Labelled("Date of the visit", self.on), Labelled("Paper", self.paper)),
            Labelled("What I want to ask (up to three)", *self.questions),
        ):
            card.body.addWidget(widget)
        ticks = QVBoxLayout()
        ticks.setSpacing(GRID // 2)
        for tick in (self.with_name, self.person, self._name_remark, self.without_colours):
            ticks.addWidget(tick)
        card.body.addLayout(ticks)
        card.body.addStretch(1)
        self._cards = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._cards.setContentsMargins(0, 0, 0, 0)
        self._cards.setSpacing(GAP)
        self._cards.addWidget(card, 1)
        self._cards.addWidget(self.further, 1)
        self._show_fields()

    def _connect(self) -> None:
        self.nights.changed.connect(self._on_day_changed)
        self.nights.finished.connect(self.finished)
        for chosen in (self.paper, self.further):
            chosen.changed.connect(self._on_chosen)
        self.with_name.clicked.connect(self._on_name_clicked)
        self.without_colours.clicked.connect(lambda _checked: self._on_chosen())
        self.on.dateChanged.connect(lambda _day: self._on_day_changed())
        self.on.editingFinished.connect(self.finished)
        for question in self.questions:
            question.textEdited.connect(lambda _text: self.changed.emit())
            question.editingFinished.connect(self._on_question_finished)

    def _show_fields(self) -> None:
        self.person.setVisible(self.with_name.isChecked())
        self._name_remark.setVisible(self.with_name.isChecked())

    def _on_chosen(self) -> None:
        self._show_fields()
        self.changed.emit()
        self.finished.emit()

    def _on_day_changed(self) -> None:
        self._has_new_day = True
        self.changed.emit()

    def _on_question_finished(self) -> None:
        for question in self.questions:
            if not question.hasFocus():
                question.setModified(False)
        self.finished.emit()

    def _on_name_clicked(self, checked: bool) -> None:
        self._on_chosen()
        if checked and not self.person.name.text():
            self.person.name.setFocus()
