"""How a finished picture of the timeline is shown: as it is, or shifted and stretched on the way.

While the view moves only the plot goes along; the heading and the scale at the left stand still.
"""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from crampdiary.ui.insights.canvas import Picture
from crampdiary.ui.insights.navigation import View

_SAME = 1e-3


def shown_px_per_night(picture: Picture, view: View) -> float:
    """Return how wide a night of a view is, which for a young diary has room to spare."""
    geometry = picture.geometry
    assert geometry is not None  # noqa: S101 - asked only of a picture with an axis
    drawn = picture.drawing.data.nights_in_range
    return (geometry.right - geometry.left) / (view.nights * max(1.0, geometry.nights / drawn))


def paint_whole(painter: QPainter, picture: Picture, room: QRectF) -> None:
    """Show all of a picture; while one of a new width is drawn, stretched."""
    painter.setRenderHint(
        QPainter.RenderHint.SmoothPixmapTransform, picture.drawing.width_px != round(room.width())
    )
    painter.drawImage(room, picture.image, QRectF(picture.image.rect()))


def paint_moving(painter: QPainter, picture: Picture, view: View, room: QRectF) -> None:
    """Show a picture's nights where they are in the view; the rest of the picture stands still."""
    geometry, image = picture.geometry, picture.image
    assert geometry is not None  # noqa: S101 - only a picture with an axis moves
    left, top = float(int(geometry.left)), float(int(geometry.top))
    gutter = QRectF(0, 0, left, room.height())
    heading = QRectF(left, 0, room.width() - left, top)
    for part in (gutter, heading):
        painter.drawImage(part, image, _scaled(part, image))
    painter.setClipRect(QRectF(left, top, geometry.right - left + 1, room.height() - top))
    px_per_night = shown_px_per_night(picture, view)
    first = picture.drawing.data.first.toordinal()
    if picture.belt is not None:
        belt = picture.belt
        start = geometry.left + (first - belt.nights_before - view.first) * px_per_night
        _paint_strip(
            painter,
            belt.image,
            QRectF(0, top, belt.image.width() / picture.drawing.ratio, room.height() - top),
            start,
            px_per_night / geometry.px_per_night,
        )
    drawn = picture.drawing.data.nights_in_range * geometry.px_per_night
    source = QRectF(geometry.left, top, drawn, room.height() - top)
    start = geometry.left + (first - view.first) * px_per_night
    _paint_strip(painter, image, source, start, px_per_night / geometry.px_per_night)
    painter.setClipping(False)


def _paint_strip(
    painter: QPainter, image: QImage, source: QRectF, x: float, stretch: float
) -> None:
    """Paint a part of an image from `x` on; where nothing is stretched, pixel for pixel."""
    target = QRectF(x, source.y(), source.width() * stretch, source.height())
    is_same = abs(stretch - 1) < _SAME
    if is_same:
        target = QRectF(round(x), source.y(), source.width(), source.height())
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not is_same)
    painter.drawImage(target, image, _scaled(source, image))


def _scaled(part: QRectF, image: QImage) -> QRectF:
    """Return a part in the pixels of an image."""
    ratio = image.devicePixelRatio()
    return QRectF(part.x() * ratio, part.y() * ratio, part.width() * ratio, part.height() * ratio)
