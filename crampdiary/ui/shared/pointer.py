"""The pointer of the night: an arrow in red, where the desktop's own is white."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QCursor, QPainter, QPixmap, QPolygonF

_SIDE = 24
_ARROW = ((1, 1), (1, 18), (5.2, 14.2), (8.2, 20.6), (11, 19.3), (8.1, 13), (13.6, 13))


def red_arrow(colour: QColor, scale: float = 1.0) -> QCursor:
    """Return an arrow of a colour, as much larger than usual as text is."""
    image = QPixmap(round(_SIDE * scale), round(_SIDE * scale))
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(scale, scale)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in _ARROW]))
    painter.end()
    return QCursor(image, 1, 1)
