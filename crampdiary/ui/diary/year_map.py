"""A year of nights as squares, one column a week; choosing one opens it in the list."""

from datetime import date
from typing import ClassVar

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QMouseEvent, QPainter, QPaintEvent

from crampdiary.domain.nights import ONE_DAY, nights_between
from crampdiary.domain.phrases import MONTHS
from crampdiary.tokens import TEXT_SMALL
from crampdiary.ui.diary.map_grid import GAP, WEEK, YearGrid, year_grid
from crampdiary.ui.diary.night_map import FOCUS_RING, NightMap
from crampdiary.ui.diary.night_paint import look_of, paint_sign, paint_square

_RADIUS = 2.0
_DOT = 1.0
_WEEKDAY_ROWS = ((0, "Mon"), (2, "Wed"), (4, "Fri"))
_ENOUGH_WIDTH = 600


class YearMap(NightMap):
    """Shows up to a year of nights; one tab stop, arrow keys move, Enter chooses.

    `month_chosen` tells which month's name was pressed, by its first day.
    """

    month_chosen = Signal(object)

    name: ClassVar = "Nights of the year"
    steps: ClassVar = {
        Qt.Key.Key_Up: -1,
        Qt.Key.Key_Down: 1,
        Qt.Key.Key_Left: -WEEK,
        Qt.Key.Key_Right: WEEK,
    }
    choosing: ClassVar = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space})

    def sizeHint(self) -> QSize:
        """Be as high as the squares need."""
        return QSize(self._theme.px(_ENOUGH_WIDTH), self._grid().height)

    def month_places(self) -> list[tuple[QRectF, date]]:
        """Return where each month is named, above its first full week, and its first day."""
        grid, metrics = self._grid(), QFontMetrics(self._font())
        last_end = dict.fromkeys(range(grid.bands), 0.0)
        places: list[tuple[QRectF, date]] = []
        for night in nights_between(*self._span):
            if night.day > WEEK or night.weekday():
                continue
            square = grid.square(night)
            band = int(square.top() // grid.band_height)
            width = metrics.horizontalAdvance(_name(night))
            left = min(square.left(), self.width() - width)
            if left >= last_end[band]:
                top = square.top() - grid.head
                places.append((QRectF(round(left), top, width, grid.head), night.replace(day=1)))
                last_end[band] = left + width + GAP * 2
        return places

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show a hand over nights and over names of months."""
        super().mouseMoveEvent(event)
        if self._month_at(event) is not None:
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the night or the month below the pointer."""
        month = self._month_at(event)
        if month is not None and event.button() is Qt.MouseButton.LeftButton:
            self.month_chosen.emit(month)
        else:
            super().mousePressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint months, weekdays, nights, and where the keys have come to."""
        if not self._counts:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        grid = self._grid()
        self._paint_words(painter, grid)
        sign_font = self._theme.font(TEXT_SMALL, QFont.Weight.DemiBold)
        sign_font.setPixelSize(max(round(grid.pitch * 0.62), 7))
        self._paint_time_before(painter, grid)
        for night, count in self._counts.items():
            square = grid.square(night)
            look = look_of(self._theme, count.state, count.cramps)
            paint_square(painter, square, look, self._theme, _RADIUS)
            if look.sign:
                paint_sign(painter, square, look, sign_font)
        if self._cursor is not None:
            self._paint_cursor(painter, grid.square(self._cursor), _RADIUS)
        painter.end()

    def _paint_words(self, painter: QPainter, grid: YearGrid) -> None:
        """Name the months, and every other weekday."""
        painter.setPen(self._theme.color("quiet"))
        painter.setFont(self._font())
        for place, month in self.month_places():
            painter.drawText(QPoint(round(place.left()), round(place.bottom()) - 6), _name(month))
        for band in range(grid.bands):
            for row, words in _WEEKDAY_ROWS:
                top = band * grid.band_height + grid.head + row * grid.pitch
                place = QRectF(0, top - 4, grid.left - 8, grid.pitch - GAP + 8)
                painter.drawText(place, _RIGHT, words)

    def _paint_time_before(self, painter: QPainter, grid: YearGrid) -> None:
        """Paint a dot for each night before the first entry: no state, not even "not recorded".

        A few would look like dust.
        """
        before = list(nights_between(self._span[0], min(self._counts) - ONE_DAY))
        if len(before) < WEEK:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("hatch"))
        for night in before:
            painter.drawEllipse(grid.square(night).center(), _DOT, _DOT)

    def _month_at(self, event: QMouseEvent) -> date | None:
        point = event.position()
        return next((month for place, month in self.month_places() if place.contains(point)), None)

    def _page_from(self, night: date, *, back: bool) -> date:
        year = night.year + (-1 if back else 1)
        return night.replace(
            year=year, day=28 if (night.month, night.day) == (2, 29) else night.day
        )

    def _font(self) -> QFont:
        return self._theme.font(TEXT_SMALL - 1)

    def _grid(self) -> YearGrid:
        line = self._theme.px(TEXT_SMALL)
        room = self.width() - 2 * FOCUS_RING  # the last week's ring is not cut
        return year_grid(*self._span, room, line * 3 + 6, line + 10, self._theme.scale)


_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def _name(month: date) -> str:
    return MONTHS[month.month - 1][:3]
