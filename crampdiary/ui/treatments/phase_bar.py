"""A treatment's phases as a bar on the page's time axis."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from crampdiary.charts.labels import phase_labels
from crampdiary.charts.style import SCREEN_DAY, SCREEN_NIGHT, mix
from crampdiary.domain.records import Phase
from crampdiary.services.story import Story, phase_words
from crampdiary.tokens import CHART_TEXT, GRID
from crampdiary.ui.shared.theme import Theme
from crampdiary.ui.treatments.axis import TimeAxis, labels

_BAR_HEIGHT = 28
_RADIUS = 7.0
_GAP = 2.0
_LIGHTER = 0.4
_TODAY = "today"


class PhaseBar(QWidget):
    """The phases side by side, each with its dose where that fits; months below.

    What is left out inside a bar stands in full in the card's text, the tooltip, and the
    description for screen readers.
    """

    def __init__(
        self, *, story: Story, axis: TimeAxis, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._story = story
        self._axis = axis
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        words = [phase_words(phase) for phase in story.phases]
        self.setAccessibleName(f"{story.treatment.name}: phases")
        self.setAccessibleDescription("; ".join(words))
        self.setToolTip("\n".join(words))
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Need a bar and one line of months."""
        return QSize(self._theme.px(240), self._bar_height() + self._theme.px(CHART_TEXT * 1.7))

    def minimumSizeHint(self) -> QSize:
        """Be narrow where the window is."""
        return QSize(self._theme.px(120), self.sizeHint().height())

    def phase_rects(self) -> list[tuple[Phase, QRectF]]:
        """Return where each phase is drawn, in pixels; those before the axis are left out."""
        found = []
        for phase in self._story.phases:
            extent = self._axis.extent(phase)
            if extent is not None:
                left, right = (part * self.width() for part in extent)
                width = max(right - left - _GAP, _GAP)
                found.append((phase, QRectF(left, 0, width, self._bar_height())))
        return found

    def phase_label(self, phase: Phase, rect: QRectF) -> str:
        """Return what fits inside a phase: dose and rhythm, the dose alone, or nothing.

        Words are never cut: what does not fit stands in full below the bar, in the card's text.
        """
        metrics = QFontMetricsF(self._font())
        room = rect.width() - 2 * GRID
        fitting = (text for text in phase_labels(phase) if metrics.horizontalAdvance(text) <= room)
        return next(fitting, "")

    def month_labels(self) -> list[tuple[float, str]]:
        """Return the months below the bar, and today unless it is the end: (left edge, words).

        Edges are in pixels; a month that today's label would touch is left out.
        """
        measure, gap = QFontMetricsF(self._font()).horizontalAdvance, self._theme.px(20)
        months = labels(self._axis, self.width(), measure, gap)
        if self._axis.last == self._axis.today:
            return months
        width = measure(_TODAY)
        at = min(self._axis.fraction(self._axis.today) * self.width(), self.width() - width)
        clear = [
            (left, text)
            for left, text in months
            if left + measure(text) + gap / 2 <= at or left >= at + width + gap / 2
        ]
        return sorted([*clear, (at, _TODAY)])

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw track, phases, today, months."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._font())
        track = QPainterPath()
        track.addRoundedRect(QRectF(0, 0, self.width(), self._bar_height()), _RADIUS, _RADIUS)
        painter.fillPath(track, self._theme.color("none_recorded"))
        self._draw_today(painter)  # below the phases, whose words it must not cross
        for number, (phase, rect) in enumerate(self.phase_rects()):
            self._draw_phase(painter, phase, rect, lighter=bool(number % 2))
        self._draw_months(painter)
        painter.end()

    def _draw_phase(self, painter: QPainter, phase: Phase, rect: QRectF, *, lighter: bool) -> None:
        style = SCREEN_NIGHT if self._theme.is_night else SCREEN_DAY
        colour = style.colour_of(self._story.treatment.name)
        fill = style.fill_under_text(mix(colour, style.background, _LIGHTER if lighter else 0.0))
        radius = min(_RADIUS, rect.width() / 2)
        if phase.every_days is None:  # as needed: perhaps nothing was taken, so an outline alone
            painter.setPen(QPen(QColor(colour), 1.5, Qt.PenStyle.DashLine))
            painter.setBrush(self._theme.color("card"))
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), radius, radius)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(fill))
            painter.drawRoundedRect(rect, radius, radius)
        painter.setPen(self._theme.color("ink"))
        inner = rect.adjusted(GRID, 0, -GRID, 0)
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, self.phase_label(phase, rect))

    def _draw_today(self, painter: QPainter) -> None:
        if self._axis.last > self._axis.today:
            at = self._axis.fraction(self._axis.today) * self.width()
            painter.setPen(QPen(self._theme.color("ink"), 1.5))
            painter.drawLine(round(at), 0, round(at), self._bar_height() + 5)

    def _draw_months(self, painter: QPainter) -> None:
        top = self._bar_height()
        for left, text in self.month_labels():
            painter.setPen(QPen(self._theme.color("hatch"), 1))
            painter.drawLine(round(left), top + 1, round(left), top + 5)
            painter.setPen(self._theme.color("quiet"))
            rect = QRectF(left, top + 4, self.width(), self.height() - top - 4)
            painter.drawText(rect, Qt.AlignmentFlag.AlignTop, text)

    def _bar_height(self) -> int:
        return self._theme.px(_BAR_HEIGHT)

    def _font(self) -> QFont:
        return self._theme.font(CHART_TEXT)
