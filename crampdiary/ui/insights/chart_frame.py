"""One chart of the catalogue on the page: read and drawn in the background while it is seen.

It is drawn again only where what it shows has changed, or how it is to look.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from crampdiary.charts.chart import Chart
from crampdiary.charts.style import ChartStyle
from crampdiary.domain.errors import DiaryError
from crampdiary.services.charts.catalogue import CHARTS
from crampdiary.services.insights import Nights
from crampdiary.services.words import sentence
from crampdiary.ui.insights.canvas import ChartPicture, draw_chart, screen_style
from crampdiary.ui.insights.subject import Read, Subject
from crampdiary.ui.insights.timeline_sight import WAITING
from crampdiary.ui.shared.runner import Runner
from crampdiary.ui.shared.session import DiarySession
from crampdiary.ui.shared.theme import Theme

FAILED = "The chart could not be drawn. Your diary is as it was."
_RESIZE_MS = 150
_LEAST_WIDTH, _LEAST_HEIGHT = 280, 110
_OPEN_KEYS = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """How a chart is to look: `height_px` None is as high as it wants."""

    name: str
    style: ChartStyle
    width_px: int
    height_px: int | None
    ratio: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A chart with the data that it shows and its picture."""

    chart: Chart[Any]
    data: Any
    look: _Look
    picture: ChartPicture


class ChartFrame(QWidget):
    """Call `show_nights` whenever they, or the diary, have changed. A press emits `pressed`.

    `drawn` tells that something else is shown now.
    """

    pressed = Signal()
    drawn = Signal()

    def __init__(
        self,
        *,
        session: DiarySession,
        theme: Theme,
        runner: Runner,
        height: int | None = None,
        opens: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """`height` in pixels at the usual text size; one that `opens` takes focus and clicks."""
        super().__init__(parent)
        self._session, self._theme, self._runner = session, theme, runner
        self._height, self._opens = height, opens
        self.name = ""
        self.shown: Shown | None = None
        self._nights: Nights | None = None
        self._read: Read | None = None
        self._asked: tuple[_Look, Nights, int, Read | None] | None = None
        self._version = self._work = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._draw)
        self.setMinimumWidth(_LEAST_WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if opens:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.forget()

    @property
    def is_busy(self) -> bool:
        """Tell whether another picture is on its way."""
        return self._timer.isActive() or bool(self._work)

    @property
    def subject(self) -> Subject | None:
        """Return which chart of which nights is shown, None while there is none."""
        if self._nights is None:
            return None
        return Subject(name=self.name, nights=self._nights, read=self._read)

    def show_nights(
        self, name: str, nights: Nights, version: int, *, read: Read | None = None
    ) -> None:
        """Show a chart of these nights; another `version` says that the diary has changed.

        `read` is another way than the catalogue's to what it shows; a new one is read anew.
        """
        if name != self.name:
            self.forget()
        self.name, self._nights, self._version, self._read = name, nights, version, read
        self._timer.start(0)

    def forget(self) -> None:
        """Take away what was drawn: from another diary it would be wrong, at night too bright."""
        self._runner.forget(self._work)
        self._work, self._asked, self.shown = 0, None, None
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Have it drawn for another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._timer.start(_RESIZE_MS)

    def showEvent(self, event: QShowEvent) -> None:
        """Draw what was put off."""
        super().showEvent(event)
        self._timer.start(0)

    def sizeHint(self) -> QSize:
        """Take the width there is."""
        return QSize(self.minimumWidth(), self.height())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open it on a click."""
        is_inside = self.rect().contains(event.position().toPoint())
        if self._opens and is_inside and event.button() is Qt.MouseButton.LeftButton:
            self.pressed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open it on Enter and Space."""
        if self._opens and Qt.Key(event.key()) in _OPEN_KEYS:
            self.pressed.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Show the picture, or what is said in its place."""
        painter = QPainter(self)
        room = QRectF(self.rect())
        if self.shown is None or self.shown.picture.too_little:
            painter.setPen(self._theme.color("quiet"))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(room.adjusted(16, 8, -16, -8), flags, self._words)
        else:
            image = self.shown.picture.image
            painter.setRenderHint(
                QPainter.RenderHint.SmoothPixmapTransform,
                self.shown.look.width_px != self.width(),
            )
            painter.drawImage(room, image, QRectF(image.rect()))
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._theme.color("focus"), 2))
            painter.drawRoundedRect(room.adjusted(1, 1, -1, -1), 6, 6)
        painter.end()

    def _draw(self) -> None:
        """Have it drawn, unless nobody sees it or it is drawn as wished already."""
        if self._nights is None or self._session.diary is None or not self.isVisible():
            return
        look = _Look(
            name=self.name,
            style=screen_style(self._theme),
            width_px=max(self.width(), _LEAST_WIDTH),
            height_px=None if self._height is None else self._theme.px(self._height),
            ratio=self.devicePixelRatioF(),
        )
        wished = look, self._nights, self._version, self._read
        if wished == self._asked:
            return
        self._runner.forget(self._work)
        self._asked = wished
        self._work = self._runner.run(self._drawing(look), self._on_drawn, self._on_failed)

    def _drawing(self, look: _Look) -> Callable[[], Shown]:
        open_diary, clock = self._session.worker_diary(), self._session.clock
        nights, before, drawn, read = self._nights, self.shown, CHARTS[look.name], self._read
        assert nights is not None  # noqa: S101 - `_draw` asks first

        def work() -> Shown:
            with open_diary() as diary:
                data = (
                    drawn.read(diary, clock, nights.first, nights.last)
                    if read is None
                    else read(diary)
                )
            if before is not None and before.look == look and _is_same(before.data, data):
                return before
            size = look.width_px, look.height_px
            picture = draw_chart(drawn.chart, data, look.style, size, look.ratio)
            return Shown(chart=drawn.chart, data=data, look=look, picture=picture)

        return work

    def _on_drawn(self, shown: Shown) -> None:
        self._work = 0
        if shown is not self.shown:
            self.shown = shown
            self._show()

    def _on_failed(self, error: Exception) -> None:
        self._work = 0
        self.forget()
        self._words = FAILED
        self.update()
        if not isinstance(error, DiaryError):
            raise error
        self._session.failed.emit(sentence(error))

    def _show(self) -> None:
        picture = None if self.shown is None else self.shown.picture
        self._words = WAITING if picture is None else picture.too_little or picture.words
        height = self._theme.px(self._height or _LEAST_HEIGHT)
        if picture is not None and picture.height_px:
            height = picture.height_px
        self.setFixedHeight(height)
        title = CHARTS[self.name].chart.title if self.name in CHARTS else ""
        self.setAccessibleName(f"{title}. Enter opens it" if self._opens else title)
        self.setAccessibleDescription(self._words)
        self.update()
        self.drawn.emit()


def _is_same(one: object, other: object) -> bool:
    """Tell whether two charts would show the same; arrays of numbers cannot say, so they do not."""
    try:
        return bool(one == other)
    except ValueError:
        return False
