"""Which nights the report is about: months, all, since a treatment's start, or own dates."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crampdiary.domain.choices import ReportPeriod
from crampdiary.domain.phrases import day_words
from crampdiary.domain.records import Treatment
from crampdiary.domain.report_choices import ReportChoices
from crampdiary.services.insights import Nights
from crampdiary.tokens import GRID
from crampdiary.ui.report.labelled import Labelled
from crampdiary.ui.shared.choices import ChipRow
from crampdiary.ui.shared.date_field import DateField
from crampdiary.ui.shared.fields import Dropdown
from crampdiary.ui.shared.labels import ErrorLabel
from crampdiary.ui.shared.pages import FlowRow

PERIODS = (
    (ReportPeriod.THREE_MONTHS, "3 months"),
    (ReportPeriod.SIX_MONTHS, "6 months"),
    (ReportPeriod.NINE_MONTHS, "9 months"),
    (ReportPeriod.YEAR, "12 months"),
    (ReportPeriod.ALL, "All"),
    (ReportPeriod.TREATMENT, "Since a treatment"),
    (ReportPeriod.DATES, "From \u2026 to \u2026"),
)


class PeriodFields(QWidget):
    """`changed` says that other nights are chosen, `finished` that they may be remembered."""

    changed = Signal()
    finished = Signal()

    def __init__(self, *, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stored = ReportChoices()
        self.period = ChipRow(PERIODS, name="Nights on the page", required=True)
        self.treatment = Dropdown(name="Since which treatment")
        # A long name is shortened in the field; the list shows it whole.
        self.treatment.setSizeAdjustPolicy(
            Dropdown.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.treatment.setMinimumContentsLength(12)
        self.first = DateField(name="First night", day=today)
        self.last = DateField(name="Last night", day=today)
        self.error = ErrorLabel()
        self._own_dates = FlowRow(
            Labelled("First night", self.first), Labelled("Last night", self.last)
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(Labelled("Nights on the page", self.period))
        for widget in (self.treatment, self._own_dates, self.error):
            column.addWidget(widget)
        self.period.changed.connect(self._on_period_changed)
        self.treatment.activated.connect(lambda _index: self._tell())
        for field in (self.first, self.last):
            field.dateChanged.connect(lambda _day: self.changed.emit())
            field.editingFinished.connect(self.finished)
        self._show_fields()

    def show_choices(
        self,
        choices: ReportChoices,
        nights: Nights,
        starts: Sequence[tuple[Treatment, date]],
        *,
        keeps_dates: bool,
    ) -> None:
        """Show what is remembered; `keeps_dates` leaves what a person has just typed.

        `nights` are those it comes to: own dates begin as they are.
        """
        self._stored = choices
        self._offer(starts)
        is_gone = choices.period is ReportPeriod.TREATMENT and not starts
        self.period.set_value(ReportPeriod.NINE_MONTHS if is_gone else choices.period)
        if not keeps_dates:
            self.error.show_text("")
            show_day(self.first, nights.first)
            show_day(self.last, nights.last)
        self._show_fields()

    def chosen(self) -> tuple[ReportPeriod, UUID | None, date | None, date | None]:
        """Return the period, its treatment and its own dates; kept ones while it is another."""
        period, stored = self.period.value or ReportPeriod.NINE_MONTHS, self._stored
        is_own = period is ReportPeriod.DATES
        is_since = period is ReportPeriod.TREATMENT
        return (
            period,
            self.treatment.currentData() if is_since else stored.treatment_id,
            self.first.day if is_own else stored.first,
            self.last.day if is_own else stored.last,
        )

    def _offer(self, starts: Sequence[tuple[Treatment, date]]) -> None:
        """Take the treatments that have a start, the latest first; the chosen one stays."""
        self.treatment.clear()
        for treatment, day in sorted(starts, key=lambda start: start[1], reverse=True):
            self.treatment.addItem(f"{treatment.name}, {day_words(day, year=True)}", treatment.id)
        found = self.treatment.findData(self._stored.treatment_id)
        self.treatment.setCurrentIndex(max(found, 0) if starts else -1)
        self.period.button(ReportPeriod.TREATMENT).setVisible(bool(starts))

    def _show_fields(self) -> None:
        self.treatment.setVisible(self.period.value is ReportPeriod.TREATMENT)
        self._own_dates.setVisible(self.period.value is ReportPeriod.DATES)

    def _on_period_changed(self) -> None:
        self.error.show_text("")
        stored = self._stored
        if self.period.value is ReportPeriod.DATES and stored.first and stored.last:
            show_day(self.first, stored.first)
            show_day(self.last, stored.last)
        self._show_fields()
        self._tell()

    def _tell(self) -> None:
        self.changed.emit()
        self.finished.emit()


def show_day(field: DateField, day: date) -> None:
    """Show a day that nobody typed; one that is shown keeps its caret."""
    if field.day != day:
        field.blockSignals(True)
        field.set_day(day)
        field.blockSignals(False)
