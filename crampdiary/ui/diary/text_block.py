"""Words wrapped into a width, measured and painted alike, so that a row is as high as its text."""

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFont, QPainter, QTextLayout, QTextOption

_LINE_SEPARATOR = "\u2028"


class TextBlock:
    """Text laid out at a width in pixels; words longer than that are broken, never cut."""

    def __init__(self, text: str, font: QFont, width: float) -> None:
        self._layout = QTextLayout(text.replace("\n", _LINE_SEPARATOR), font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layout.setTextOption(option)
        self.height = 0.0
        self.end = QPointF(0, 0)
        self._lay_out(max(width, 1.0))

    def paint(self, painter: QPainter, left: float, top: float, colour: QColor) -> None:
        """Paint it with its upper left corner at a point."""
        painter.setPen(colour)
        self._layout.draw(painter, QPointF(left, top))

    def _lay_out(self, width: float) -> None:
        self._layout.beginLayout()
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, self.height))
            self.end = QPointF(line.naturalTextWidth(), self.height)
            self.height += line.height()
        self._layout.endLayout()
