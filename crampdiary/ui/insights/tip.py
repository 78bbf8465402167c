"""The calm little note beside the pointer: a night and what is known of it."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from crampdiary.tokens import GRID, TEXT_SMALL
from crampdiary.ui.shared.theme import Theme

_PAD, _APART, _RADIUS = 10, 14, 8
_WIDEST = 300


class Tip(QWidget):
    """Lines of words, the first one bold; drawn by us, so that it is red at night too."""

    def __init__(self, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._over = theme, parent
        self.lines: tuple[str, ...] = ()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def tell(self, lines: Sequence[str], x: float, top: float) -> None:
        """Show lines beside the upright line at `x`, below `top`, inside the parent."""
        self.lines = tuple(lines)
        size = self._wished_size()
        room = self._over.size()
        left = x + _APART
        if left + size.width() > room.width():
            left = max(x - _APART - size.width(), 0)
        self.setGeometry(QRect(round(left), round(top), size.width(), size.height()))
        self.show()
        self.raise_()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the card and the words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color("hatch"), 1))
        painter.setBrush(self._theme.color("card"))
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS
        )
        painter.setPen(self._theme.color("ink"))
        y = float(_PAD)
        for number, line in enumerate(self.lines):
            font = self._font(is_first=number == 0)
            painter.setFont(font)
            metrics = QFontMetrics(font)
            room = self.width() - 2 * _PAD
            shown = metrics.elidedText(line, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QPointF(_PAD, y + metrics.ascent()), shown)
            y += metrics.lineSpacing()
        painter.end()

    def _font(self, *, is_first: bool) -> QFont:
        weight = QFont.Weight.DemiBold if is_first else QFont.Weight.Normal
        return self._theme.font(TEXT_SMALL, weight)

    def _wished_size(self) -> QSize:
        metrics = [
            QFontMetrics(self._font(is_first=not number)) for number in range(len(self.lines))
        ]
        widths = [
            one.horizontalAdvance(line) for one, line in zip(metrics, self.lines, strict=True)
        ]
        height = sum(one.lineSpacing() for one in metrics)
        width = min(max(widths, default=0) + 1, self._theme.px(_WIDEST))
        return QSize(width + 2 * _PAD, height + 2 * _PAD - GRID // 4)
