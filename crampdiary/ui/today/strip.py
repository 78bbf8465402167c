"""The last nights as a row of squares (weeks where it is narrow); a chosen one opens below."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QWidget

from crampdiary.domain.nights import NightCount, NightState
from crampdiary.tokens import RADIUS_CONTROL, TEXT_LEAD, TEXT_SMALL
from crampdiary.ui.diary.night_paint import look_of, paint_square
from crampdiary.ui.diary.words import WEEKDAYS, count_words, long_day_words
from crampdiary.ui.shared.theme import Theme

_HEIGHT = 58
_GAP = 6
_RING, _FOCUS_RING = 2, 4  # a chosen night may have the focus or not
_WEEK = 7
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
_ROW_STEPS = {**_STEPS, Qt.Key.Key_Up: -_WEEK, Qt.Key.Key_Down: _WEEK}
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class NightSquare(QAbstractButton):
    """One night of the strip; looks pressed while it is the one shown below."""

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.count = NightCount(night=date.min, state=NightState.NOT_RECORDED)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_count(self, count: NightCount, today: date) -> None:
        """Show a night."""
        self.count = count
        words = f"Night of {long_day_words(count.night, today)}: {count_words(count)}"
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.update()

    def sizeHint(self) -> QSize:
        """Wish for room for number and weekday."""
        return QSize(self._theme.px(48), self._theme.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Shrink sideways as far as the number needs."""
        return QSize(self._theme.px(24), self._theme.px(_HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave arrow keys and Enter to the strip; Qt's buttons would keep them."""
        if Qt.Key(event.key()) in _STEPS.keys() | _ENTER:
            event.ignore()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the night's state, its weekday, and a ring where it is chosen or focused."""
        theme, count = self._theme, self.count
        look = look_of(theme, count.state, count.cramps)
        sign = str(count.cramps) if count.state.is_recorded else look.sign
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        square = QRectF(self.rect())
        paint_square(painter, square, look, theme, RADIUS_CONTROL)
        if self.isChecked() or self.hasFocus():
            self._paint_ring(painter)
        painter.setPen(look.ink)
        painter.setFont(theme.font(TEXT_LEAD, QFont.Weight.Bold))
        upper = QRectF(square.x(), square.y(), square.width(), square.height() * 0.62)
        painter.drawText(upper, _CENTRED, sign)
        small = theme.font(TEXT_SMALL - 1)
        painter.setFont(small)
        below = QRectF(square.x(), upper.bottom() - theme.px(6), square.width(), theme.px(22))
        weekday = _weekday(count.night, QFontMetrics(small), square.width())
        if look.is_hatched:
            self._paint_rest(painter, painter.boundingRect(below, _CENTRED, weekday), look.fill)
            painter.setPen(look.ink)
        painter.drawText(below, _CENTRED, weekday)
        painter.end()

    def _paint_rest(self, painter: QPainter, words: QRectF, fill: QColor) -> None:
        """Keep the hatching away from words."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        room = words.adjusted(-_GAP, 0, _GAP, 0)
        painter.drawRoundedRect(room, _GAP, _GAP)

    def _paint_ring(self, painter: QPainter) -> None:
        """Paint a line round the night, kept apart from its fill by a line of the card's colour."""
        colour = self._theme.color("focus" if self.hasFocus() else "ink")
        width = _FOCUS_RING if self.hasFocus() else _RING
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for inset, line in ((width * 1.5, self._theme.color("card")), (width / 2, colour)):
            painter.setPen(QPen(line, width))
            ring = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
            painter.drawRoundedRect(ring, RADIUS_CONTROL - inset, RADIUS_CONTROL - inset)


class NightStrip(QWidget):
    """Nights side by side, one tab stop; arrow keys move, Space or Enter chooses.

    Where they would be too narrow to read, each week is a row of its own.
    """

    night_chosen = Signal(object)

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._squares: list[NightSquare] = []
        self._by_week = False
        self.setAccessibleName("Your last nights")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._layout = QGridLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(_GAP)
        theme.changed.connect(self.update)

    @property
    def latest(self) -> date:
        """Return the last night shown."""
        return self._squares[-1].count.night

    def square(self, night: date) -> NightSquare:
        """Return the square of a night that is shown."""
        return next(square for square in self._squares if square.count.night == night)

    def show_counts(self, counts: Sequence[NightCount], chosen: date, today: date) -> None:
        """Show these nights, and which of them is open below."""
        while len(self._squares) < len(counts):
            self._add_square()
        for square, count in zip(self._squares, counts, strict=True):
            square.show_count(count, today)
            square.setChecked(count.night == chosen)
        self._set_tab_stop()

    def minimumSizeHint(self) -> QSize:
        """Ask for no more width than a week needs."""
        return QSize(self._width_of(_WEEK), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break into weeks where there is no room for one row."""
        super().resizeEvent(event)
        by_week = event.size().width() < self._width_of(len(self._squares))
        if by_week != self._by_week:
            self._by_week = by_week
            self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the neighbour, or choose; Enter on the night that is open is not for the strip."""
        at = next((n for n, square in enumerate(self._squares) if square.hasFocus()), None)
        key = Qt.Key(event.key())
        if at is not None and key in _STEPS:
            there = at + (_ROW_STEPS if self._by_week else _STEPS)[key]
            there = min(max(there, 0), len(self._squares) - 1)
            self._squares[there].setFocus(Qt.FocusReason.TabFocusReason)
        elif at is not None and key in _ENTER and not self._squares[at].isChecked():
            self._squares[at].click()
        else:
            super().keyPressEvent(event)

    def _add_square(self) -> None:
        square = NightSquare(theme=self._theme)
        square.clicked.connect(lambda: self._on_square_clicked(square))
        self._squares.append(square)
        self._arrange()

    def _width_of(self, nights: int) -> int:
        """Return the least width in which so many squares stand side by side."""
        if not self._squares:
            return 0
        return nights * self._squares[0].minimumSizeHint().width() + (nights - 1) * _GAP

    def _arrange(self) -> None:
        columns = _WEEK if self._by_week else max(len(self._squares), 1)
        for number, square in enumerate(self._squares):
            self._layout.addWidget(square, *divmod(number, columns))

    def _on_square_clicked(self, clicked: NightSquare) -> None:
        for square in self._squares:
            square.setChecked(square is clicked)
        self._set_tab_stop()
        self.night_chosen.emit(clicked.count.night)

    def _set_tab_stop(self) -> None:
        chosen = next((square for square in self._squares if square.isChecked()), None)
        for square in self._squares:
            is_stop = square is (chosen or self._squares[-1])
            policy = Qt.FocusPolicy.StrongFocus if is_stop else Qt.FocusPolicy.ClickFocus
            square.setFocusPolicy(policy)


_CENTRED = Qt.AlignmentFlag.AlignCenter


def _weekday(night: date, metrics: QFontMetrics, width: float) -> str:
    """Return as many letters of the weekday as fit: "Wed", else "We" or "W"."""
    name = WEEKDAYS[night.weekday()]
    return next((name[:n] for n in (3, 2) if metrics.horizontalAdvance(name[:n]) <= width), name[0])
