"""One treatment of a day: a sign, its name and dose, and small chips for what was otherwise."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QHBoxLayout, QLayout, QSizePolicy, QWidget

from crampdiary.domain.choices import DoseStatus
from crampdiary.domain.phrases import number_words
from crampdiary.services.doses import PlannedDose
from crampdiary.tokens import GRID, TEXT_BODY
from crampdiary.ui.diary.words import UNBROKEN
from crampdiary.ui.shared.breakable import breakable
from crampdiary.ui.shared.choices import Chip, ChipRow
from crampdiary.ui.shared.flow import FlowLayout
from crampdiary.ui.shared.labels import BodyLabel

AS_NEEDED = "as needed"
_PLANNED = [(status, status.value.capitalize()) for status in DoseStatus]
_ON_DEMAND = [(DoseStatus.EXTRA, "Taken")]
_Line = tuple[tuple[float, float], ...]
_TICK: tuple[_Line, ...] = (((-5.0, 0.5), (-1.5, 4.0), (5.5, -4.0)),)
_CROSS: tuple[_Line, ...] = (((-4.0, -4.0), (4.0, 4.0)), ((-4.0, 4.0), (4.0, -4.0)))
_DASH: tuple[_Line, ...] = (((-4.0, 0.0), (4.0, 0.0)),)


class DoseName(BodyLabel):
    """What was planned; in the colour of danger where it was missed."""


class DoseChip(Chip):
    """A small chip beside a treatment."""


class DoseChips(ChipRow[DoseStatus]):
    """What was otherwise than planned; none is pressed while all was as planned."""

    def _make_layout(self) -> QLayout:
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        return FlowLayout(self, gap=GRID // 2)

    def _make_button(self, words: str, _number: int, _count: int) -> Chip:
        return DoseChip(words)


class DoseSign(QWidget):
    """A tick for what was taken, a cross for what was missed, a dash for what was not needed."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = _TICK
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_status(self, status: DoseStatus | None, *, as_needed: bool) -> None:
        """Show what became of a dose."""
        untaken = as_needed and status is None
        self._lines = _CROSS if status is DoseStatus.MISSED else _DASH if untaken else _TICK
        self.update()

    def sizeHint(self) -> QSize:
        """Be as high as a line of text."""
        side = self.fontMetrics().height()
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the sign, as much larger as the text is."""
        grown = max(self.fontInfo().pixelSize() / TEXT_BODY, 1.0)
        roles = QPalette.ColorRole
        role = roles.BrightText if self._lines is _CROSS else roles.Text
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(self.palette().color(role), 1.8 * grown)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        middle = QPointF(self.width() / 2, self.height() / 2)
        for line in self._lines:
            painter.drawPolyline([middle + QPointF(right, down) * grown for right, down in line])
        painter.end()


class DoseRow(QWidget):
    """Shows one planned dose and what was said about it."""

    def __init__(self, planned: PlannedDose, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words = dose_words(planned)
        self._as_needed = planned.phase.every_days is None
        self._sign, self.name = DoseSign(), DoseName(breakable(words))
        choices = _ON_DEMAND if self._as_needed else _PLANNED
        self._statuses = [status for status, _words in choices]
        self.chips = DoseChips(choices, name=words)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(GRID - 2)
        line.addWidget(self._sign)
        line.addWidget(self.name, 1)
        line.addWidget(self.chips)
        self.show_status(planned.status)

    @property
    def has_focus(self) -> bool:
        """Tell whether the keyboard is at one of the chips."""
        return any(self.chips.button(status).hasFocus() for status in self._statuses)

    def take_focus(self) -> None:
        """Let the keyboard work on the chips, at the pressed one or the first."""
        self.chips.button(self.chips.value or self._statuses[0]).setFocus(
            Qt.FocusReason.TabFocusReason
        )

    def show_status(self, status: DoseStatus | None) -> None:
        """Show what is stored about the dose; None is as planned."""
        self.chips.set_value(status)
        self._sign.show_status(status, as_needed=self._as_needed)
        missed = "true" if status is DoseStatus.MISSED else "false"
        if self.name.property("missed") != missed:
            self.name.setProperty("missed", missed)
            self.name.style().unpolish(self.name)
            self.name.style().polish(self.name)


def dose_words(planned: PlannedDose) -> str:
    """Return "Vitamin D3 2,000 IU", "Quinine 200 mg, as needed", or the name alone."""
    phase = planned.phase
    dose = "" if phase.dose is None else f" {number_words(phase.dose)}{UNBROKEN}{phase.unit}"
    rhythm = f", {AS_NEEDED}" if phase.every_days is None else ""
    return f"{planned.treatment.name}{dose}{rhythm}"
