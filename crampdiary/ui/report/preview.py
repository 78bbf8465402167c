"""One page of the report, shown as large as the column allows; by night in red on black."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from crampdiary.reports.raster import Raster
from crampdiary.ui.shared.theme import Theme

WAITING = "Setting the page\u2026"
_A4 = 297 / 210
_MOST_WIDTH = 900
_GREYS = 256
_FOCUS_PX = 3
# Grey words on paper would be too dark in red on black; the paler half of the greys gives way.
_FADING = 2.6


def image_of(raster: Raster) -> QImage:
    """Return pixels as an image of its own."""
    row = 4 * raster.width
    format_ = QImage.Format.Format_RGB32
    return QImage(raster.data, raster.width, raster.height, row, format_).copy()


def reddened(image: QImage, *, ink: QColor, paper: QColor) -> QImage:
    """Return a picture of a white page with black as `ink`, white as `paper`, grey in between."""
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    grey.reinterpretAsFormat(QImage.Format.Format_Indexed8)
    shares = [(value / (_GREYS - 1)) ** _FADING for value in range(_GREYS)]
    grey.setColorTable([_between(ink, paper, share) for share in shares])
    return grey.convertToFormat(QImage.Format.Format_RGB32)


def _between(first: QColor, second: QColor, share: float) -> int:
    return QColor(
        round(first.red() + (second.red() - first.red()) * share),
        round(first.green() + (second.green() - first.green()) * share),
        round(first.blue() + (second.blue() - first.blue()) * share),
    ).rgb()


class PagePreview(QWidget):
    """A picture of a page with a hairline around.

    It is `wanted` when somebody sees it without a picture of its own width; until one comes it
    shows the picture it has, or `words`.
    """

    wanted = Signal()

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shape = _A4
        self._page, self._shown = QImage(), QImage()
        self._is_outdated = self._has_focus = False
        self._words = WAITING
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(260)
        self.setMaximumWidth(theme.px(_MOST_WIDTH))
        theme.changed.connect(self._colour)
        self._fit()

    @property
    def has_page(self) -> bool:
        """Tell whether a page is shown."""
        return not self._page.isNull()

    @property
    def width_px(self) -> int:
        """Return how many pixels of the screen it is wide."""
        return round(self.width() * self.devicePixelRatioF())

    @property
    def is_complete(self) -> bool:
        """Tell whether it shows the present page in its own width."""
        return self._page.width() == self.width_px and not self._is_outdated

    def show_shape(self, ratio: float) -> None:
        """Take the shape of a page, `ratio` times as high as wide; its picture is another one."""
        self._shape = ratio
        self._is_outdated = True
        self._fit()
        self.update()

    def show_image(self, image: QImage) -> None:
        """Show a page."""
        self._page = image
        self._is_outdated = False
        self._colour()

    def show_words(self, words: str) -> None:
        """Say something in place of a page."""
        self._words = words
        self.drop()

    def drop(self) -> None:
        """Let go of the picture: it is wanted again when it is seen."""
        self._page = self._shown = QImage()
        self.update()

    def show_focus(self, *, has_focus: bool) -> None:
        """Draw a stronger line around while the keyboard is at the pages."""
        self._has_focus = has_focus
        self.update()

    def sizeHint(self) -> QSize:
        """Take the width there is."""
        return QSize(480, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the page's shape."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Show the page, or words in its place."""
        painter = QPainter(self)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if self._shown.isNull():
            painter.fillRect(frame, self._theme.color("card"))
            painter.setPen(self._theme.color("quiet"))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect().adjusted(24, 24, -24, -24), flags, self._words)
        else:
            hint = QPainter.RenderHint.SmoothPixmapTransform
            painter.setRenderHint(hint, not self.is_complete)
            painter.drawImage(QRectF(self.rect()), self._shown, QRectF(self._shown.rect()))
        line = QPen(self._theme.color("hairline"), 1)
        if self._has_focus:
            line = QPen(self._theme.color("focus"), _FOCUS_PX)
            frame.adjust(_FOCUS_PX / 2, _FOCUS_PX / 2, -_FOCUS_PX / 2, -_FOCUS_PX / 2)
        painter.setPen(line)
        painter.drawRect(frame)
        painter.end()
        if not self.is_complete:
            self.wanted.emit()

    def _colour(self) -> None:
        self._shown = self._page
        if self.has_page and self._theme.is_night:
            ink, paper = self._theme.color("ink"), self._theme.color("paper")
            self._shown = reddened(self._page, ink=ink, paper=paper)
        self.update()

    def _fit(self) -> None:
        self.setFixedHeight(round(self.width() * self._shape))
