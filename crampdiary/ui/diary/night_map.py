"""What the maps of a year and of a month share: nights as squares, one tab stop, keys, a hand."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import ClassVar

from PySide6.QtCore import QEvent, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from crampdiary.domain.nights import NightCount, NightState
from crampdiary.ui.diary.map_grid import Grid
from crampdiary.ui.diary.words import count_words, long_day_words
from crampdiary.ui.shared.theme import Theme

RING, FOCUS_RING = 2, 3


class NightMap(QWidget):
    """Shows nights as squares; a subclass says where they lie, how they look and what keys do.

    `night_chosen` tells which night was pressed, `night_sought` to which one beyond those shown the
    keys want to go.
    """

    night_chosen = Signal(object)
    night_sought = Signal(object)

    name: ClassVar = "Nights"
    steps: ClassVar[dict[Qt.Key, int]] = {}
    choosing: ClassVar[frozenset[Qt.Key]] = frozenset()

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._counts: dict[date, NightCount] = {}
        self._span = (date(2001, 1, 1), date(2001, 12, 31))
        self._today = date.max
        self._cursor: date | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(self.name)
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
        self._tell_cursor()

    def point_at(self, night: date | None) -> None:
        """Mark a night that was chosen elsewhere."""
        if night in self._counts and night != self._cursor:
            self._cursor = night
            self._tell_cursor()

    def square(self, night: date) -> QRect:
        """Return where a night is painted."""
        return self._grid().square(night).toRect()

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
            self.point_at(night)
            self.night_chosen.emit(night)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move about, or choose."""
        key, night = Qt.Key(event.key()), self._cursor
        if night is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in self.choosing:
            self.night_chosen.emit(night)
        elif (wished := self._wished(key, night)) is not None:
            self._go_to(wished)
        else:
            super().keyPressEvent(event)

    def _wished(self, key: Qt.Key, night: date) -> date | None:
        """Return where a key leads to from a night."""
        if key is Qt.Key.Key_Home:
            return min(self._counts)
        if key is Qt.Key.Key_End:
            return max(self._counts)
        if key is Qt.Key.Key_PageUp:
            return self._page_from(night, back=True)
        if key is Qt.Key.Key_PageDown:
            return self._page_from(night, back=False)
        return night + timedelta(days=self.steps[key]) if key in self.steps else None

    def _go_to(self, night: date) -> None:
        if night in self._counts:
            self.point_at(night)
        else:
            self.night_sought.emit(night)

    def _page_from(self, night: date, *, back: bool) -> date:
        """Return the same day a page earlier or later."""
        raise NotImplementedError

    def _grid(self) -> Grid:
        """Return the grid for the present width."""
        raise NotImplementedError

    def _tell_cursor(self) -> None:
        count = None if self._cursor is None else self._counts.get(self._cursor)
        self.setAccessibleName(f"{self.name}, {self._words(count)}" if count else self.name)
        self.update()

    def _paint_cursor(self, painter: QPainter, square: QRectF, radius: float) -> None:
        """Paint a line round a night, kept apart from its fill by a line of the card's colour."""
        colour = self._theme.color("focus" if self.hasFocus() else "ink")
        width = FOCUS_RING if self.hasFocus() else RING
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for outset, line in ((0, self._theme.color("card")), (width, colour)):
            painter.setPen(QPen(line, width))
            ring = square.adjusted(-outset, -outset, outset, outset)
            painter.drawRoundedRect(ring, radius + outset, radius + outset)

    def _words(self, count: NightCount) -> str:
        return f"{long_day_words(count.night, self._today)}: {count_words(count)}"

    def _fit(self) -> None:
        height = self._grid().height
        if self.height() != height or self.minimumHeight() != height:
            self.setFixedHeight(height)


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
