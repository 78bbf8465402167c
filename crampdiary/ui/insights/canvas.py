"""The timeline as a picture: the one file of the window that knows matplotlib.

matplotlib is loaded and draws in the background, so the window never waits for it; the widget shows
the finished picture.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from crampdiary.charts.style import PX_PER_INCH, ChartStyle
from crampdiary.charts.timeline import TimelineData, summary, timeline
from crampdiary.ui.shared.theme import Theme

# Between these shares of the height at which every row has its comfort, the chart takes the room
# that the window has.
_LEAST_SHARE, _MOST_SHARE = 0.78, 1.35
_WAITING_HEIGHT = 360
WAITING = "Drawing the chart\u2026"


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """What is to be drawn: `width_px` and `room_px` in logical pixels, `ratio` of the screen."""

    data: TimelineData
    style: ChartStyle
    width_px: int
    room_px: int
    ratio: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A finished timeline, its height in logical pixels, and what it shows in a sentence."""

    drawing: Drawing
    image: QImage
    height_px: int
    words: str


def draw(drawing: Drawing) -> Picture:
    """Draw a timeline (for a worker: loads matplotlib, touches no widget)."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    width_in = drawing.width_px / PX_PER_INCH
    figure = timeline(drawing.data, drawing.style, (width_in, None))
    natural_px = figure.get_figheight() * PX_PER_INCH
    height_px = round(
        min(max(drawing.room_px, _LEAST_SHARE * natural_px), _MOST_SHARE * natural_px)
    )
    if abs(height_px - natural_px) > 1:
        figure = timeline(drawing.data, drawing.style, (width_in, height_px / PX_PER_INCH))
    figure.set_dpi(PX_PER_INCH * drawing.ratio)
    canvas = FigureCanvasAgg(figure)
    render: Callable[[], None] = canvas.draw
    render()
    pixels: Callable[[], memoryview] = canvas.buffer_rgba
    width, height = canvas.get_width_height(physical=True)
    raw = QImage(bytes(pixels()), width, height, QImage.Format.Format_RGBA8888)
    image = raw.convertToFormat(QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(drawing.ratio)
    return Picture(drawing=drawing, image=image, height_px=height_px, words=summary(drawing.data))


class TimelineCanvas(QWidget):
    """Shows a finished timeline; `resized` tells that one of another width is wanted."""

    resized = Signal()

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.picture: Picture | None = None
        self._words = WAITING
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(280)
        self.show_picture(None)

    def show_picture(self, picture: Picture | None, words: str = WAITING) -> None:
        """Show a timeline, or words in its place."""
        self.picture = picture
        self._words = words if picture is None else picture.words
        height = self._theme.px(_WAITING_HEIGHT) if picture is None else picture.height_px
        self.setFixedHeight(height)
        self.setAccessibleName("Timeline of cramps, treatments and lab results")
        self.setAccessibleDescription(self._words)
        self.update()

    def sizeHint(self) -> QSize:
        """Take the width there is."""
        return QSize(self.minimumWidth(), self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for a new drawing."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.resized.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Show the picture; while one of a new width is drawn, the old one stretched."""
        painter = QPainter(self)
        if self.picture is None:
            painter.setPen(self._theme.color("quiet"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._words)
        else:
            image = self.picture.image
            painter.setRenderHint(
                QPainter.RenderHint.SmoothPixmapTransform,
                self.picture.drawing.width_px != self.width(),
            )
            painter.drawImage(QRectF(self.rect()), image, QRectF(image.rect()))
        painter.end()
