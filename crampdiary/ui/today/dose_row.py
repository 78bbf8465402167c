"""One treatment of a day: a sign, what was planned, and small chips for what was otherwise."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from crampdiary.domain.choices import DoseStatus
from crampdiary.domain.records import MAX_DOSES_A_DAY
from crampdiary.services.doses import PlannedDose
from crampdiary.tokens import GRID
from crampdiary.ui.shared.breakable import breakable
from crampdiary.ui.shared.choices import Chip, ChipRow
from crampdiary.ui.shared.flow import FlowLayout
from crampdiary.ui.shared.labels import BodyLabel
from crampdiary.ui.today.dose_counter import STEP_KEYS, DoseChip, DoseCounter
from crampdiary.ui.today.dose_sign import DoseSign
from crampdiary.ui.today.dose_words import (
    chip_statuses,
    chip_words,
    is_as_needed,
    is_counted,
    planned_words,
    told_words,
)

_TOP = Qt.AlignmentFlag.AlignTop
_RIGHT = Qt.AlignmentFlag.AlignRight


class DoseName(BodyLabel):
    """What was planned; in the colour of danger where it was missed."""


class DoseChips(ChipRow[DoseStatus]):
    """What was otherwise than planned; none is pressed while all was as planned."""

    def _make_layout(self) -> QLayout:
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        return FlowLayout(self, gap=GRID // 2)

    def _make_button(self, words: str, _number: int, _count: int) -> Chip:
        return DoseChip(words)


class DoseRow(QWidget):
    """Shows one planned dose and what was said about it, and how many intakes that is.

    A chip is about all that were planned, or about one extra; minus and plus beside it, and those
    keys while the row has the keyboard, say fewer or more, down to none. `told` carries the status
    (None: as planned) and the count (None: what the chip alone says).
    """

    told = Signal(object, object)

    def __init__(self, dose: PlannedDose, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dose = dose
        self._words = planned_words(dose)
        self._statuses = chip_statuses(dose)
        self._sign, self.name = DoseSign(), DoseName(breakable(self._words))
        choices = [(status, chip_words(dose, status)) for status in self._statuses]
        self.chips = DoseChips(choices, name=self._words)
        self.counter = DoseCounter(name=self._words)
        self._line = line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(GRID - 2)
        line.addWidget(self._sign)
        line.addWidget(self.name, 1)
        self._answers = self._chips_and_counter()
        line.addWidget(self._answers)
        self.chips.changed.connect(lambda: self.told.emit(self.chips.value, None))
        self.counter.step_requested.connect(self._step)
        self.show_dose(dose)

    @property
    def has_focus(self) -> bool:
        """Tell whether the keyboard is at one of the chips, or at minus or plus."""
        at_chips = any(self.chips.button(status).hasFocus() for status in self._statuses)
        return at_chips or self.counter.has_focus

    def take_focus(self) -> None:
        """Let the keyboard work on the chips, at the pressed one or the first."""
        self.chips.button(self.chips.value or self._statuses[0]).setFocus(
            Qt.FocusReason.TabFocusReason
        )

    def show_dose(self, dose: PlannedDose) -> None:
        """Show what is stored about the dose."""
        self._dose = dose
        self.chips.set_value(dose.status)
        for status in self._statuses:
            button, words = self.chips.button(status), chip_words(dose, status)
            button.setText(words)
            button.setAccessibleName(f"{self._words}: {words}")
            button.setAccessibleDescription(told_words(dose) if status is dose.status else "")
        self._sign.show_dose(dose)
        if self.counter.has_focus and not is_counted(dose):
            self.take_focus()
        self.counter.show_count(told_words(dose), self._spoken())
        self.counter.setVisible(is_counted(dose))
        self._align()
        missed = "true" if dose.status is DoseStatus.MISSED else "false"
        if self.name.property("missed") != missed:
            self.name.setProperty("missed", missed)
            self.name.style().unpolish(self.name)
            self.name.style().polish(self.name)

    def showEvent(self, event: QShowEvent) -> None:
        """Align anew: only now the fonts are known."""
        super().showEvent(event)
        self._align()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Count by + and - where there is something to count; else they are the page's."""
        step = STEP_KEYS.get(event.text(), 0)
        if not step or not is_counted(self._dose):
            super().keyPressEvent(event)
            return
        self._step(step)

    def _chips_and_counter(self) -> QWidget:
        """Return chips and counter: side by side as needed, for its one chip leaves the room.

        The counter comes first there, so that the chip stays where it was pressed.
        """
        answers = QWidget()
        answers.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        if is_as_needed(self._dose):
            line = FlowLayout(answers, gap=GRID // 2)
            line.addWidget(self.counter)
            line.addWidget(self.chips)
            return answers
        column = QVBoxLayout(answers)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        column.addWidget(self.chips, 0, _RIGHT)
        column.addWidget(self.counter, 0, _RIGHT)
        return answers

    def _align(self) -> None:
        """Set sign and name beside the chips, not between them and a counter below."""
        is_below = is_counted(self._dose) and not is_as_needed(self._dose)
        chip, text = self.chips.sizeHint().height(), self.name.fontMetrics().height()
        down = max(chip - text, 0) // 2
        self.name.setContentsMargins(0, down if is_below else 0, 0, 0)
        self._sign.setFixedHeight(max(chip, text) if is_below else text)
        for part in (self._sign, self.name, self._answers):
            self._line.setAlignment(part, _TOP if is_below else Qt.AlignmentFlag(0))
        self._line.setContentsMargins(0, 0, 0, GRID if is_below else 0)

    def _spoken(self) -> str:
        if is_as_needed(self._dose):
            return f"took {self._dose.count}"
        return told_words(self._dose)

    def _step(self, step: int) -> None:
        dose = self._dose
        most = MAX_DOSES_A_DAY if dose.status is DoseStatus.EXTRA else dose.planned
        count = min(max(dose.count + step, 0), most)
        if count != dose.count:
            self.told.emit(dose.status if count else None, count or None)
