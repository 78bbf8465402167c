"""The app's sign, a waning moon, drawn where it is needed so that it takes the colours in use."""

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPaintEvent, QPalette, QPixmap
from PySide6.QtWidgets import QWidget

SIZE = 20
_ICON_SIZES = (16, 32, 64, 128, 256)


def moon_path(size: float) -> QPainterPath:
    """Return the moon in a square of `size`: a disc less a disc at its upper right."""
    disc, shadow = QPainterPath(), QPainterPath()
    disc.addEllipse(QRectF(0, 0, size, size))
    shadow.addEllipse(QPointF(size * 0.72, size * 0.34), size * 0.44, size * 0.44)
    return disc.subtracted(shadow)


def moon_icon(colour: QColor) -> QIcon:
    """Return the window's icon."""
    icon = QIcon()
    for size in _ICON_SIZES:
        pixmap = QPixmap(size, size)
        pixmap.fill(QColor(0, 0, 0, 0))
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(moon_path(size), colour)
        painter.end()
        icon.addPixmap(pixmap)
    return icon


class Moon(QWidget):
    """The sign beside the app's name."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(QSize(SIZE, SIZE))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it in the strong colour."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(moon_path(SIZE), self.palette().color(QPalette.ColorRole.Highlight))
        painter.end()
