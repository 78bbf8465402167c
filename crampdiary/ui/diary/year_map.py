"""A year of nights as squares, one column a week; choosing one opens it in the list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from crampdiary.domain.nights import ONE_DAY, NightCount, NightState, nights_between
from crampdiary.tokens import TEXT_SMALL
from crampdiary.ui.diary.night_paint import look_of, paint_sign, paint_square
from crampdiary.ui.diary.words import MONTHS, count_words, long_day_words
from crampdiary.ui.shared.theme import Theme

WEEK = 7
_GAP = 2
_RADIUS = 2.0
_DOT = 1.0
_RING, _FOCUS_RING = 2, 3
_LARGEST = 17
_SMALLEST = 10
_WEEKDAY_ROWS = ((0, "Mon"), (2, "Wed"), (4, "Fri"))
_STEPS = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Left: -WEEK,
    Qt.Key.Key_Right: WEEK,
}
_CHOOSE = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}


@dataclass(frozen=True, slots=True, kw_only=True)
class MapGrid:
    """Where squares lie: weeks in columns, and in further bands below where one is too narrow.

    Lengths are pixels; `pitch` is a square with its gap.
    """

    monday: date
    weeks: int
    bands: int
    pitch: float
    left: int
    head: int

    @property
    def weeks_a_band(self) -> int:
        """Return how many columns a band has."""
        return -(-self.weeks // self.bands)

    @property
    def band_height(self) -> float:
        """Return the height of a band with its months."""
        return self.head + WEEK * self.pitch

    @property
    def height(self) -> int:
        """Return the height of all bands."""
        return round(self.bands * self.band_height) + 2 * _GAP

    def square(self, night: date) -> QRectF:
        """Return where a night is painted."""
        week, row = divmod((night - self.monday).days, WEEK)
        band, column = divmod(week, self.weeks_a_band)
        top = band * self.band_height + self.head + row * self.pitch
        side = self.pitch - _GAP
        return QRectF(self.left + column * self.pitch, top, side, side)

    def night_at(self, point: QPoint) -> date | None:
        """Return the night whose square (with half its gaps) holds a point."""
        band, below = divmod(point.y(), self.band_height)
        row = int((below - self.head) // self.pitch)
        column = int((point.x() - self.left) // self.pitch)
        if not (0 <= row < WEEK and 0 <= column < self.weeks_a_band and band < self.bands):
            return None
        week = int(band) * self.weeks_a_band + column
        return self.monday + timedelta(days=week * WEEK + row)


def grid_for(first: date, last: date, width: int, left: int, head: int, scale: float) -> MapGrid:
    """Return the grid for the nights from `first` to `last` in a width; in two bands if need be."""
    monday = first - timedelta(days=first.weekday())
    weeks = (last - monday).days // WEEK + 1
    bands = 1 if (width - left) / weeks >= _SMALLEST * scale else 2
    pitch = min((width - left) / -(-weeks // bands), _LARGEST * scale)
    return MapGrid(
        monday=monday, weeks=weeks, bands=bands, pitch=max(pitch, 4.0), left=left, head=head
    )


class YearMap(QWidget):
    """Shows up to a year of nights; one tab stop, arrow keys move, Enter chooses."""

    night_chosen = Signal(object)

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._counts: dict[date, NightCount] = {}
        self._span = (date(2001, 1, 1), date(2001, 12, 31))
        self._today = date.max
        self._cursor: date | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName("Nights of the year")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    @property
    def cursor_night(self) -> date | None:
        """Return the night that the arrow keys have come to."""
        return self._cursor

    def show_counts(
        self, counts: Sequence[NightCount], first: date, last: date, today: date
    ) -> None:
        """Show nights, oldest first, in a map with room from `first` to `last`."""
        self._counts = {count.night: count for count in counts}
        self._span = (first, last)
        self._today = today
        if self._cursor not in self._counts:
            self._cursor = counts[-1].night if counts else None
        self.setAccessibleDescription(map_summary(counts, today))
        self._fit()
        self.update()

    def point_at(self, night: date | None) -> None:
        """Mark a night that was chosen elsewhere."""
        if night in self._counts and night != self._cursor:
            self._cursor = night
            self.update()

    def square(self, night: date) -> QRect:
        """Return where a night is painted."""
        return self._grid().square(night).toRect()

    def sizeHint(self) -> QSize:
        """Be as high as the squares need."""
        return QSize(self._theme.px(600), self._grid().height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the squares into the width."""
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Say in a tooltip what a square means."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            count = self._counts.get(self._grid().night_at(event.pos()) or date.min)
            QToolTip.showText(event.globalPos(), self._words(count) if count else "", self)
            return True
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show a hand over nights."""
        hand = self._grid().night_at(event.position().toPoint()) in self._counts
        self.setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the night below the pointer."""
        night = self._grid().night_at(event.position().toPoint())
        if night in self._counts and event.button() is Qt.MouseButton.LeftButton:
            self._move_to(night)
            self.night_chosen.emit(night)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by days and weeks, or choose."""
        key = Qt.Key(event.key())
        if self._cursor is None or key not in _STEPS.keys() | _CHOOSE:
            super().keyPressEvent(event)
        elif key in _CHOOSE:
            self.night_chosen.emit(self._cursor)
        else:
            wished = self._cursor + timedelta(days=_STEPS[key])
            if wished in self._counts:
                self._move_to(wished)

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
            self._paint_cursor(painter, grid.square(self._cursor))
        painter.end()

    def _paint_cursor(self, painter: QPainter, square: QRectF) -> None:
        """Paint a line round a night, kept apart from its fill by a line of the card's colour."""
        colour = self._theme.color("focus" if self.hasFocus() else "ink")
        width = _FOCUS_RING if self.hasFocus() else _RING
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for outset, line in ((0, self._theme.color("card")), (width, colour)):
            painter.setPen(QPen(line, width))
            ring = square.adjusted(-outset, -outset, outset, outset)
            painter.drawRoundedRect(ring, _RADIUS + outset, _RADIUS + outset)

    def _paint_time_before(self, painter: QPainter, grid: MapGrid) -> None:
        """Paint a dot for each night before the first entry: no state, not even "not recorded"."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("hatch"))
        for night in nights_between(self._span[0], min(self._counts) - ONE_DAY):
            painter.drawEllipse(grid.square(night).center(), _DOT, _DOT)

    def _paint_words(self, painter: QPainter, grid: MapGrid) -> None:
        """Name the first full week of each month, and every other weekday."""
        painter.setPen(self._theme.color("quiet"))
        painter.setFont(self._font())
        last_end = dict.fromkeys(range(grid.bands), 0.0)
        for night in nights_between(*self._span):
            if night.day > WEEK or night.weekday():
                continue
            square, words = grid.square(night), MONTHS[night.month - 1][:3]
            band = int(square.top() // grid.band_height)
            width = painter.fontMetrics().horizontalAdvance(words)
            left = min(square.left(), self.width() - width)
            if left >= last_end[band]:
                painter.drawText(QPoint(round(left), round(square.top()) - 6), words)
                last_end[band] = left + width + _GAP * 2
        for band in range(grid.bands):
            for row, words in _WEEKDAY_ROWS:
                top = band * grid.band_height + grid.head + row * grid.pitch
                place = QRectF(0, top - 4, grid.left - 8, grid.pitch - _GAP + 8)
                painter.drawText(place, _RIGHT, words)

    def _words(self, count: NightCount) -> str:
        return f"{long_day_words(count.night, self._today)}: {count_words(count)}"

    def _move_to(self, night: date) -> None:
        self._cursor = night
        self.setAccessibleName(f"Nights of the year, {self._words(self._counts[night])}")
        self.update()

    def _font(self) -> QFont:
        return self._theme.font(TEXT_SMALL - 1)

    def _grid(self) -> MapGrid:
        """Return the grid for the present width."""
        line = self._theme.px(TEXT_SMALL)
        room = self.width() - 2 * _FOCUS_RING  # the last week's ring is not cut
        return grid_for(*self._span, room, line * 3 + 6, line + 10, self._theme.scale)

    def _fit(self) -> None:
        height = self._grid().height
        if self.height() != height or self.minimumHeight() != height:
            self.setFixedHeight(height)


_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def map_summary(counts: Sequence[NightCount], today: date) -> str:
    """Return the map in a sentence, for whoever hears instead of sees it."""
    if not counts:
        return "No nights yet."
    recorded = [count for count in counts if count.state.is_recorded]
    with_cramps = [count for count in recorded if count.state is NightState.WITH_CRAMPS]
    cramps = sum(count.cramps for count in with_cramps)
    first, last = (long_day_words(counts[at].night, today) for at in (0, -1))
    return (
        f"{first} to {last}: {cramps} cramps in {len(with_cramps)} of {len(recorded)} recorded "
        f"nights; {len(counts) - len(recorded)} of {len(counts)} nights have no count."
    )
