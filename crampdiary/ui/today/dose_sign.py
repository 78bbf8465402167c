"""A sign of what became of a dose, as high as a line of text."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from crampdiary.domain.choices import DoseStatus
from crampdiary.services.doses import PlannedDose
from crampdiary.tokens import TEXT_BODY

_Line = tuple[tuple[float, float], ...]
_TICK: tuple[_Line, ...] = (((-5.0, 0.5), (-1.5, 4.0), (5.5, -4.0)),)
_CROSS: tuple[_Line, ...] = (((-4.0, -4.0), (4.0, 4.0)), ((-4.0, 4.0), (4.0, -4.0)))
_DASH: tuple[_Line, ...] = (((-4.0, 0.0), (4.0, 0.0)),)


class DoseSign(QWidget):
    """A tick for what was taken, a cross for what was missed, a dash for what was not needed."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = _TICK
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_dose(self, dose: PlannedDose) -> None:
        """Show what became of a dose; any missed one of the day is a cross."""
        untaken = dose.status is None and not dose.planned
        self._lines = _CROSS if dose.status is DoseStatus.MISSED else _DASH if untaken else _TICK
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
