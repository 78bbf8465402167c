"""The small signs on fields, drawn in the theme's ink; Qt's own pictures are grey at night."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPalette, QPen
from PySide6.QtWidgets import QWidget

from crampdiary.tokens import TEXT_BODY

CHEVRON_FROM_RIGHT = 18
Shape = tuple[tuple[float, float], ...]
CHEVRON: Shape = ((-4.5, -2), (0, 2.5), (4.5, -2))
TICK: Shape = ((-4.5, 0), (-1, 3.5), (5, -4))


def growth(widget: QWidget) -> float:
    """Return how much larger than usual the text of a widget is."""
    return max(widget.fontInfo().pixelSize() / TEXT_BODY, 1.0)


def paint_lines(
    widget: QWidget, middle: QPointF, shape: Shape, colour: QColor, width: float = 1.6
) -> None:
    """Draw a sign of a few strokes, as much larger as the text is."""
    grown = growth(widget)
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(colour, width * grown)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.drawPolyline([middle + QPointF(right, down) * grown for right, down in shape])
    painter.end()


def paint_chevron(widget: QWidget) -> None:
    """Draw the arrow of a drop-down in the widget's ink; Qt's own pictures are grey at night."""
    middle = QPointF(widget.width() - CHEVRON_FROM_RIGHT, widget.height() / 2)
    group = QPalette.ColorGroup.Active if widget.isEnabled() else QPalette.ColorGroup.Disabled
    paint_lines(widget, middle, CHEVRON, widget.palette().color(group, QPalette.ColorRole.Text))
