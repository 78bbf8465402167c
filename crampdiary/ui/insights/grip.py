"""What takes hold of a chart: the mouse drags it out, Ctrl+C copies it, the menu key asks."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QMimeData, QObject, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QDrag, QImage, QKeyEvent, QKeySequence, QMouseEvent, QPixmap
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from crampdiary.ui.insights.leaver import Leaver
from crampdiary.ui.insights.subject import Subject

_SEEN_PX = QSize(240, 160)


class Grip(QObject):
    """Watches a widget that shows a chart; a press that does not move stays the widget's own.

    `menu_requested(subject)` tells that the menu of the chart is asked for. `subject` says which
    chart it is, None while there is none. Without `drags` the mouse is the widget's alone.
    """

    menu_requested = Signal(object)

    def __init__(
        self,
        widget: QWidget,
        *,
        leaver: Leaver,
        subject: Callable[[], Subject | None],
        drags: bool = True,
        start: Callable[[QWidget, QMimeData], object],
    ) -> None:
        """`start` is what begins a drag, such as `drag`."""
        super().__init__(widget)
        self._widget, self._leaver, self._subject = widget, leaver, subject
        self._drags = drags
        self._start = start
        self._pressed: QPointF | None = None
        self._cursor = widget.cursor()
        self._is_far = False
        self._work = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take what is meant for the chart as a whole."""
        kind = event.type()
        if kind is QEvent.Type.ContextMenu:
            subject = self._subject()
            if subject is not None:
                self._let_go()
                self.menu_requested.emit(subject)
                return True
        if isinstance(event, QKeyEvent) and kind is QEvent.Type.KeyPress:
            return self._copy(event)
        if isinstance(event, QMouseEvent) and self._drags:
            return self._follow(event)
        return super().eventFilter(watched, event)

    def _copy(self, event: QKeyEvent) -> bool:
        subject = self._subject()
        if not event.matches(QKeySequence.StandardKey.Copy) or subject is None:
            return False
        if not event.isAutoRepeat():
            self._leaver.copy(subject)
        return True

    def _follow(self, event: QMouseEvent) -> bool:
        """Follow the mouse; tell whether the widget is to know nothing of it."""
        kind = event.type()
        if kind is QEvent.Type.MouseButtonPress and event.button() is Qt.MouseButton.LeftButton:
            self._pressed, self._is_far = event.position(), False
        elif kind is QEvent.Type.MouseMove and self._pressed is not None and not self._is_far:
            way = (event.position() - self._pressed).manhattanLength()
            self._is_far = way >= QApplication.startDragDistance()
            subject = self._subject()
            if self._is_far and subject is not None:
                self._cursor = self._widget.cursor()
                self._widget.setCursor(Qt.CursorShape.ClosedHandCursor)
                self._work = self._leaver.take(subject, self._on_ready)
        elif kind is QEvent.Type.MouseButtonRelease:
            was_far = self._is_far
            self._let_go()
            return was_far
        return self._is_far

    def _on_ready(self, data: QMimeData) -> None:
        """Begin the drag, unless the button was let go meanwhile."""
        if self._pressed is None:
            return
        self._let_go()
        self._is_far = True  # where the drop's release still comes here, it opens nothing
        self._start(self._widget, data)

    def _let_go(self) -> None:
        if self._work:
            self._leaver.forget(self._work)
            self._widget.setCursor(self._cursor)
            if isinstance(self._widget, QAbstractButton):
                self._widget.setDown(False)  # it never hears of the button's end
        self._pressed, self._is_far, self._work = None, False, 0


def drag(widget: QWidget, data: QMimeData, *, is_night: bool) -> None:
    """Drag out of the window; ends with the drop.

    The picture below the pointer is of white paper: by night there is none.
    """
    dragged = QDrag(widget)
    image = data.imageData()
    if isinstance(image, QImage) and not is_night:
        ratio = widget.devicePixelRatioF()
        seen = QPixmap.fromImage(image).scaled(
            _SEEN_PX * ratio,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        seen.setDevicePixelRatio(ratio)
        dragged.setPixmap(seen)
    dragged.setMimeData(data)
    dragged.exec(Qt.DropAction.CopyAction)
