"""Charts as pictures: the one file of the window that knows matplotlib.

matplotlib is loaded and draws in the background, so the window never waits for it; widgets show the
finished pictures.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QImage

from crampdiary.analysis.rate import Rate, rate
from crampdiary.charts.chart import Chart
from crampdiary.charts.style import PX_PER_INCH, SCREEN_DAY, SCREEN_NIGHT, ChartStyle
from crampdiary.charts.timeline import TIMELINE, TimelineData, summary, timeline
from crampdiary.charts.timeline_belt import timeline_belt
from crampdiary.charts.timeline_geometry import TimelineGeometry, geometry_of
from crampdiary.ui.shared.theme import Theme

if TYPE_CHECKING:
    from matplotlib.figure import Figure

# Between these shares of the height at which every row has its comfort, the timeline takes the room
# that the window has.
_LEAST_SHARE, _MOST_SHARE = 0.7, 1.6
# Where the rows have not even the least, it rather leaves some out than being higher than the room,
# or than this many pixels at the usual text size where the room is small; large it shows all.
_LEAST_PX = 370
_SENTENCE_PX = 220


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """What is to be drawn: `width_px` and `room_px` in logical pixels, `ratio` of the screen."""

    data: TimelineData
    style: ChartStyle
    width_px: int
    room_px: int
    ratio: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Belt:
    """What lies beside a picture's nights: a strip of plot alone, as high and to the same scale.

    It begins `nights_before` the picture's first night and goes on for `nights` in all.
    """

    image: QImage
    nights_before: int
    nights: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A finished timeline, its height in logical pixels, where its nights lie, and its words.

    `rate` is that of all the nights shown.
    """

    drawing: Drawing
    image: QImage
    height_px: int
    words: str
    rate: Rate
    geometry: TimelineGeometry | None
    belt: Belt | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartPicture:
    """A finished chart: its picture, its height in logical pixels, and what is said in its place.

    `too_little` is empty where there is enough to draw, and else the picture is too.
    """

    image: QImage
    height_px: int
    words: str
    too_little: str


def screen_style(theme: Theme) -> ChartStyle:
    """Return how charts look on a card of the window."""
    style = SCREEN_NIGHT if theme.is_night else SCREEN_DAY
    return replace(style, background=theme.palette.card).scaled(theme.scale)


def draw(drawing: Drawing) -> Picture:
    """Draw a timeline (for a worker: loads matplotlib, touches no widget)."""
    width_in = drawing.width_px / PX_PER_INCH
    figure = timeline(drawing.data, drawing.style, (width_in, None))
    natural_px = figure.get_figheight() * PX_PER_INCH
    least_px = min(_LEAST_SHARE * natural_px, max(drawing.room_px, _LEAST_PX * drawing.style.scale))
    height_px = round(min(max(drawing.room_px, least_px), _MOST_SHARE * natural_px))
    if TIMELINE.too_little(drawing.data):  # a sentence wants no more than a line or two
        height_px = round(_SENTENCE_PX * drawing.style.scale)
    if abs(height_px - natural_px) > 1:
        figure = timeline(drawing.data, drawing.style, (width_in, height_px / PX_PER_INCH))
    return Picture(
        drawing=drawing,
        image=_pixels(figure, drawing.ratio),
        height_px=height_px,
        words=summary(drawing.data),
        rate=rate(drawing.data.nights),
        geometry=geometry_of(figure, drawing.data.first),
    )


def draw_belt(picture: Picture, around: TimelineData) -> Belt | None:
    """Draw what there is of `around` within a screen on either side (for a worker)."""
    geometry, drawing = picture.geometry, picture.drawing
    if geometry is None:
        return None
    # Drawn once more, for a figure is no more than its picture once that is there.
    size_in = drawing.width_px / PX_PER_INCH, picture.height_px / PX_PER_INCH
    figure = timeline(drawing.data, drawing.style, size_in)
    belt = timeline_belt(figure, geometry, drawing.data, around, drawing.style)
    if belt is None:
        return None
    return Belt(
        image=_pixels(belt.figure, drawing.ratio),
        nights_before=belt.nights_before,
        nights=belt.nights,
    )


def draw_chart(
    chart: Chart[Any],
    data: object,
    style: ChartStyle,
    size_px: tuple[int, int | None],
    ratio: float,
) -> ChartPicture:
    """Draw any chart (for a worker), as high as it wants where `size_px` has no height."""
    words, too_little = chart.summary(data), chart.too_little(data)
    if too_little:
        return ChartPicture(image=QImage(), height_px=0, words=words, too_little=too_little)
    width_px, height_px = size_px
    height_in = None if height_px is None else height_px / PX_PER_INCH
    figure = chart.figure(data, style, (width_px / PX_PER_INCH, height_in))
    return ChartPicture(
        image=_pixels(figure, ratio),
        height_px=round(figure.get_figheight() * PX_PER_INCH),
        words=words,
        too_little="",
    )


def _pixels(figure: "Figure", ratio: float) -> QImage:
    """Render a figure for a screen of so many pixels a logical pixel."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    figure.set_dpi(PX_PER_INCH * ratio)
    canvas = FigureCanvasAgg(figure)
    render: Callable[[], None] = canvas.draw
    render()
    pixels: Callable[[], memoryview] = canvas.buffer_rgba
    width, height = canvas.get_width_height(physical=True)
    raw = QImage(bytes(pixels()), width, height, QImage.Format.Format_RGBA8888)
    image = raw.convertToFormat(QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    return image
