"""The finished page, shown as large as the column allows; by night in red on black."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from crampdiary.ui.shared.theme import Theme

_WAITING = "Setting the page\u2026"
_A4 = 297 / 210
_MOST_WIDTH = 900
_GREYS = 256
# Grey words on paper would be too dark in red on black; the paler half of the greys gives way.
_FADING = 2.6


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
    """A picture of the page with a hairline around."""

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._page = QImage()
        self._scaled = QImage()
        self._words = _WAITING
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)
        self.setMinimumWidth(260)
        self.setMaximumWidth(theme.px(_MOST_WIDTH))
        self.setAccessibleName("Preview of the page")
        theme.changed.connect(self._on_theme_changed)
        self._fit()

    @property
    def has_page(self) -> bool:
        """Tell whether a page is shown."""
        return not self._page.isNull()

    def show_page(self, png: bytes, words: str) -> None:
        """Show a page, and in words what stands on it."""
        self._page = QImage.fromData(png)
        self._words = words
        self.setAccessibleDescription(words)
        self._fit()

    def show_words(self, words: str = _WAITING) -> None:
        """Say something in place of a page."""
        self._page = QImage()
        self._words = words
        self.setAccessibleDescription(words)
        self._fit()

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
        if self._scaled.isNull():
            painter.fillRect(frame, self._theme.color("card"))
            painter.setPen(self._theme.color("quiet"))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect().adjusted(24, 24, -24, -24), flags, self._words)
        else:
            painter.drawImage(QRectF(self.rect()), self._scaled, QRectF(self._scaled.rect()))
        painter.setPen(QPen(self._theme.color("hairline"), 1))
        painter.drawRect(frame)
        painter.end()

    def _on_theme_changed(self) -> None:
        self._fit()

    def _fit(self) -> None:
        """Scale the page to the widget's width, sharp on the screen that it is on."""
        shape = self._page.height() / self._page.width() if self.has_page else _A4
        self.setFixedHeight(round(self.width() * shape))
        self._scaled = QImage()
        if self.has_page:
            ratio = self.devicePixelRatioF()
            scaled = self._page.scaled(
                round(self.width() * ratio),
                round(self.height() * ratio),
                Qt.AspectRatioMode.IgnoreAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            if self._theme.is_night:
                ink, paper = self._theme.color("ink"), self._theme.color("paper")
                scaled = reddened(scaled, ink=ink, paper=paper)
            self._scaled = scaled
        self.update()
