"""A month of nights as large squares, one row a week, with the day and the number of cramps."""

from datetime import date
from typing import ClassVar

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent

from crampdiary.domain.nights import NightCount, NightState, nights_between
from crampdiary.tokens import TEXT_LEAD, TEXT_SMALL
from crampdiary.ui.diary.map_grid import WEEK, MonthGrid, last_of_month, month_from
from crampdiary.ui.diary.night_map import FOCUS_RING, NightMap
from crampdiary.ui.diary.night_paint import keep_clear, look_of, paint_square
from crampdiary.ui.diary.words import WEEKDAYS
from crampdiary.ui.shared.theme import Theme

_RADIUS = 6.0
_WIDEST, _NARROWEST, _ROW = 110, 44, 40
_PAD = 8
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class MonthMap(NightMap):
    """Shows one month; one tab stop, arrow keys move, Enter or a double click opens.

    `night_opened` tells which night is to be opened.
    """

    night_opened = Signal(object)

    name: ClassVar = "Nights of the month"
    steps: ClassVar = {
        Qt.Key.Key_Up: -WEEK,
        Qt.Key.Key_Down: WEEK,
        Qt.Key.Key_Left: -1,
        Qt.Key.Key_Right: 1,
    }
    choosing: ClassVar = frozenset({Qt.Key.Key_Space})

    def sizeHint(self) -> QSize:
        """Be as large as the squares may grow."""
        return QSize(self._theme.px(_WIDEST) * WEEK + 2 * FOCUS_RING, self._grid().height)

    def minimumSizeHint(self) -> QSize:
        """Leave each square room for its day and its number."""
        return QSize(self._theme.px(_NARROWEST) * WEEK, self._grid().height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open on Enter."""
        if Qt.Key(event.key()) in _ENTER and self._cursor is not None and not event.modifiers():
            self.night_opened.emit(self._cursor)
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the night below the pointer."""
        night = self._grid().night_at(event.position().toPoint())
        if night in self._counts and event.button() is Qt.MouseButton.LeftButton:
            self.night_opened.emit(night)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint weekdays, nights, and where the keys have come to."""
        if not self._counts:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        grid = self._grid()
        self._paint_weekdays(painter, grid)
        for night in nights_between(*self._span):
            count = self._counts.get(night)
            if count is None:
                self._paint_other_day(painter, grid.square(night), night)
            else:
                self._paint_night(painter, grid.square(night), count)
        if self._cursor is not None:
            self._paint_cursor(painter, grid.square(self._cursor), _RADIUS)
        painter.end()

    def _paint_weekdays(self, painter: QPainter, grid: MonthGrid) -> None:
        painter.setPen(self._theme.color("quiet"))
        painter.setFont(self._theme.font(TEXT_SMALL - 1))
        for column, words in enumerate(WEEKDAYS):
            left = grid.inset + column * grid.width + self._theme.px(_PAD)
            place = QRectF(left, 0, grid.width - self._theme.px(_PAD), grid.head - 6)
            painter.drawText(place, _LOW_LEFT, words[:3])

    def _paint_other_day(self, painter: QPainter, square: QRectF, day: date) -> None:
        """Paint a day before the first entry or to come: no state, not even "not recorded"."""
        painter.setFont(self._theme.font(TEXT_SMALL))
        painter.setPen(self._theme.color("quiet"))
        painter.drawText(square.adjusted(self._theme.px(_PAD), 0, 0, 0), _LEFT, str(day.day))

    def _paint_night(self, painter: QPainter, square: QRectF, count: NightCount) -> None:
        """Paint a night: its day at the left, and its number of cramps or its sign at the right."""
        look = look_of(self._theme, count.state, count.cramps)
        paint_square(painter, square, look, self._theme, _RADIUS)
        pad = self._theme.px(_PAD)
        inside = square.adjusted(pad, 0, -pad, 0)
        small, bold = self._theme.font(TEXT_SMALL), self._theme.font(TEXT_LEAD, QFont.Weight.Bold)
        sign, font, ink = look.sign, bold, look.ink
        if count.state is NightState.WITH_CRAMPS:
            sign = str(count.cramps)
        elif count.state is NightState.WITHOUT_CRAMPS:  # told, but not as loud as a cramp
            sign, font, ink = "0", small, self._theme.color("quiet")
        day = str(count.night.day)
        if look.is_hatched:
            painter.setFont(small)
            keep_clear(painter, painter.boundingRect(inside, _LEFT, day), look)
        parts = ((day, small, look.ink, _LEFT), (sign, font, ink, _RIGHT))
        for words, written, colour, side in parts:
            painter.setFont(written)
            painter.setPen(colour)
            painter.drawText(inside, side, words)

    def _page_from(self, night: date, *, back: bool) -> date:
        month = month_from(night, -1 if back else 1)
        return month.replace(day=min(night.day, last_of_month(month).day))

    def _grid(self) -> MonthGrid:
        theme: Theme = self._theme
        room = (self.width() - 2 * FOCUS_RING) / WEEK
        return MonthGrid(
            first=self._span[0],
            last=self._span[1],
            width=min(max(room, 1.0), float(theme.px(_WIDEST))),
            row_height=theme.px(_ROW),
            inset=FOCUS_RING,
            head=theme.px(TEXT_SMALL) + 10,
        )


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LOW_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
