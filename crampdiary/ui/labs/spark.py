"""One test over time, small: a range as a band, values as points, the last one named."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from crampdiary.domain.phrases import day_words
from crampdiary.services.lab_readings import LabReading, LabRow
from crampdiary.services.labs import reading_words
from crampdiary.tokens import CHART_TEXT, GRID
from crampdiary.ui.labs.shading import shading_of
from crampdiary.ui.shared.breakable import breakable
from crampdiary.ui.shared.cards import Card
from crampdiary.ui.shared.labels import FieldLabel, QuietLabel, SectionTitle
from crampdiary.ui.shared.theme import Theme

_HEIGHT = 112
_POINT = 4.5
_AIR = 0.12
_NEAR = 1.2
_SAMPLES = 24
_ROOMY = 2
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """The days and the values that a drawing spans, in the test's own unit."""

    first: date
    last: date
    low: float
    high: float


def scale_of(row: LabRow, first: date, last: date) -> Scale:
    """Return a scale with all values, and each end of what is shaded that is not far off.

    An end further away than 1.2 times the values' spread would press the values flat; the band
    then simply reaches the edge.
    """
    values = [float(reading.shown) for reading in row.readings]
    low, high = min(values), max(values)
    near = max(high - low, 0.1 * abs(high), 1e-9) * _NEAR
    for end, _ in shading_of(row).ends:
        if low - near <= end <= high + near:
            low, high = min(low, end), max(high, end)
    air = max(high - low, 0.1 * abs(high), 1e-9) * _AIR
    return Scale(first=first, last=last, low=low - air, high=high + air)


class Spark(QWidget):
    """The drawing. Limit values (`< 20`) are open triangles and no line runs to them."""

    def __init__(
        self, *, row: LabRow, first: date, last: date, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.row = row
        self.shading = shading_of(row)
        self._theme = theme
        self._scale = scale_of(row, first, last)
        # Asked for with every point; the text's size never changes while it is shown.
        self._metrics = QFontMetricsF(theme.font(CHART_TEXT, QFont.Weight.Bold))
        self._gutter = max((self._measure(text) for _, text in self.shading.ends), default=0.0)
        self._last_width = self._measure(row.latest.text)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{row.test} over time")
        self.setAccessibleDescription("; ".join(reading_words(row, it) for it in row.readings))
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Be low and as wide as there is room."""
        return QSize(self._theme.px(200), self._theme.px(_HEIGHT))

    def plot_rect(self) -> QRectF:
        """Return where points may lie: room for range, dates and the last value is left free."""
        line = self._metrics.height()
        left = self._gutter + GRID if self._gutter else _POINT
        right = self.width() - max(_POINT, self._last_width / 2)
        return QRectF(left, line, right - left, self.height() - 2.5 * line)

    def point(self, reading: LabReading) -> QPointF:
        """Return where a reading lies."""
        plot, scale = self.plot_rect(), self._scale
        days = (scale.last - scale.first).days
        part = (reading.taken_on - scale.first).days / days if days else 1.0
        return QPointF(plot.left() + part * plot.width(), self._y(float(reading.shown)))

    def range_labels(self) -> list[tuple[QRectF, str]]:
        """Return the ends of what is shaded at the left, moved apart where they would touch."""
        plot, line = self.plot_rect(), self._metrics.height()
        found = [
            (self._y(end), text)
            for end, text in self.shading.ends
            if self._scale.low <= end <= self._scale.high
        ]
        if len(found) == 2 and found[0][0] - found[1][0] < line:  # noqa: PLR2004 - low and high
            middle = (found[0][0] + found[1][0]) / 2
            middle = min(max(middle, plot.top() + line / 2), plot.bottom() - line / 2)
            found = [(middle + line / 2, found[0][1]), (middle - line / 2, found[1][1])]
        width = plot.left() - GRID
        return [(QRectF(0, y - line / 2, width, line), text) for y, text in found]

    def date_labels(self) -> list[tuple[QRectF, str]]:
        """Return the first and the last day of the axis; the last alone where both do not fit."""
        plot, line = self.plot_rect(), self._metrics.height()
        top = self.height() - line
        texts = [_month(day) for day in (self._scale.first, self._scale.last)]
        if texts[0] == texts[1]:
            texts = [day_words(day, year=True) for day in (self._scale.first, self._scale.last)]
        widths = [self._measure(text) for text in texts]
        right = min(plot.right() + widths[1] / 2, float(self.width()))
        last = QRectF(right - widths[1], top, widths[1], line)
        first = QRectF(max(plot.left() - widths[0] / 2, 0), top, widths[0], line)
        if self._scale.first == self._scale.last or first.right() + GRID > last.left():
            return [(last, texts[1])]
        return [(first, texts[0]), (last, texts[1])]

    def last_label(self) -> tuple[QRectF, str]:
        """Return the last value and the place near its point where it covers least of the rest."""
        at, height = self.point(self.row.readings[-1]), self._metrics.height()
        text = self.row.latest.text
        width, away = self._last_width, _POINT + 1
        left = min(max(at.x() - width / 2, self.plot_rect().left()), self.width() - width)
        places = [
            QRectF(left, at.y() - away - height, width, height),
            QRectF(left, at.y() + away, width, height),
            QRectF(at.x() - away - width, at.y() - height / 2, width, height),
            QRectF(at.x() - away - width, at.y() - away - height, width, height),
            QRectF(at.x() - away - width, at.y() + away, width, height),
        ]
        room = QRectF(0, 0, self.width(), self.height() - height)
        marks = self._marks(min(place.left() for place in places) - _ROOMY)
        return min(
            (place for place in places if room.contains(place)),
            key=lambda place: self._covered(place, marks),
            default=places[0],
        ), text

    def _marks(self, left: float) -> list[QPointF]:
        """Return other points and sampled lines, of those alone that reach further than `left`."""
        readings = self.row.readings
        marks = [self.point(reading) for reading in readings[:-1]]
        for run in _joined(readings):
            for one, other in pairwise(map(self.point, run)):
                if other.x() >= left:
                    parts = (step / _SAMPLES for step in range(1, _SAMPLES))
                    marks += [one + (other - one) * part for part in parts]
        return [mark for mark in marks if mark.x() >= left]

    def _covered(self, place: QRectF, marks: Sequence[QPointF]) -> int:
        """Return how many of the marks a label would cover, and range labels."""
        roomy = place.adjusted(-_ROOMY, -_ROOMY, _ROOMY, _ROOMY)
        hits = sum(roomy.contains(mark) for mark in marks)
        return hits + _SAMPLES * sum(roomy.intersects(rect) for rect, _ in self.range_labels())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw zones, line, points and labels."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._theme.font(CHART_TEXT))
        self._draw_zones(painter)
        self._draw_line(painter)
        for reading in self.row.readings:
            self._draw_point(painter, reading)
        painter.setPen(self._theme.color("quiet"))
        for rect, text in self.range_labels():
            painter.drawText(rect, _RIGHT, text)
        for rect, text in self.date_labels():
            painter.drawText(rect, _LEFT, text)
        painter.setFont(self._theme.font(CHART_TEXT, QFont.Weight.Bold))
        painter.setPen(self._theme.color("ink"))
        rect, text = self.last_label()
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
        painter.end()

    def _draw_zones(self, painter: QPainter) -> None:
        plot, line = self.plot_rect(), self._metrics.height() / 2
        lowest, highest = plot.bottom() + line / 2, plot.top() - line / 2
        for zone in self.shading.zones:
            bottom, top = (
                edge if end is None else min(max(self._y(end), highest), lowest)
                for end, edge in ((zone.low, lowest), (zone.high, highest))
            )
            band = QRectF(QPointF(plot.left(), top), QPointF(float(self.width()), bottom))
            painter.fillRect(band, self._theme.color(zone.token))
        painter.setPen(QPen(self._theme.color("hatch"), 1, Qt.PenStyle.DotLine))
        for end, _ in self.shading.ends:
            if self._scale.low <= end <= self._scale.high:
                y = self._y(end)
                painter.drawLine(QPointF(plot.left(), y), QPointF(float(self.width()), y))

    def _draw_line(self, painter: QPainter) -> None:
        painter.setPen(QPen(self._theme.color("lab"), 1.4))
        for piece in _joined(self.row.readings):
            painter.drawPolyline([self.point(reading) for reading in piece])

    def _draw_point(self, painter: QPainter, reading: LabReading) -> None:
        at, size = self.point(reading), _POINT
        painter.setPen(QPen(self._theme.color("lab"), 1.4))
        painter.setBrush(self._theme.color("lab" if reading.comparator is None else "card"))
        sign = 1 if reading.comparator and reading.comparator.is_upper else -1
        corners = [(-size, -sign * size), (size, -sign * size), (0.0, sign * size)]
        if reading.comparator is None:
            corners = [(-size, 0.0), (0.0, -size), (size, 0.0), (0.0, size)]
        painter.drawPolygon(QPolygonF([at + QPointF(x, y) for x, y in corners]))

    def _y(self, value: float) -> float:
        plot, scale = self.plot_rect(), self._scale
        part = (value - scale.low) / (scale.high - scale.low)
        return plot.bottom() - part * plot.height()

    def _measure(self, text: str) -> float:
        return self._metrics.horizontalAdvance(text)


def _joined(readings: Sequence[LabReading]) -> list[list[LabReading]]:
    """Return the runs of exact values that a line may join."""
    runs: list[list[LabReading]] = [[]]
    for reading in readings:
        if reading.is_exact:
            runs[-1].append(reading)
        else:
            runs.append([])
    return [run for run in runs if len(run) > 1]


def _month(day: date) -> str:
    return day_words(day, year=True).split(" ", 1)[1]


class SparkCard(Card):
    """A small card: the test, its unit, what is shaded, the drawing."""

    def __init__(
        self, *, row: LabRow, first: date, last: date, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent=parent)
        side = 2 * GRID
        self.body.setContentsMargins(side, side - 2, side, side - 2)
        self.body.setSpacing(2)
        head = QHBoxLayout()
        head.setSpacing(GRID)
        title = SectionTitle(breakable(row.test))
        title.setWordWrap(True)
        head.addWidget(title, 1, Qt.AlignmentFlag.AlignTop)
        head.addWidget(QuietLabel(row.unit, wraps=False), 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(head)
        self.spark = Spark(row=row, first=first, last=last, theme=theme)
        self.caption = FieldLabel(self.spark.shading.name)
        self.body.addWidget(self.caption)
        self.body.addStretch(1)
        self.body.addWidget(self.spark)
