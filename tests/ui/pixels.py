"""Reading frames back: which of their pixels break the rule of the night."""

from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QWidget

MOST_GREEN_OR_BLUE = 24


def frame(widget: QWidget) -> QImage:
    """Return what a widget shows, as 32-bit pixels; what it leaves transparent is black."""
    QApplication.processEvents()
    image = QImage(widget.size(), QImage.Format.Format_RGB32)
    image.fill(QColor(0, 0, 0))
    widget.render(image)
    return image


def too_blue_or_green(image: QImage) -> int:
    """Count the pixels with more green or blue than the night allows."""
    data = bytes(image.constBits())
    green_or_blue = data[0::4], data[1::4]  # little-endian 0xffRRGGBB: blue, green, red, ff
    allowed = bytes(range(MOST_GREEN_OR_BLUE + 1))
    return sum(len(channel.translate(None, allowed)) for channel in green_or_blue)


def colours(image: QImage) -> int:
    """Count the different colours, so that an empty frame cannot pass for a dark one."""
    data = bytes(image.constBits())
    return len({data[at : at + 3] for at in range(0, len(data), 4)})
