"""A small panel that opens below a button, takes the keys, and goes with Esc or a click beside."""

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from crampdiary.tokens import GRID
from crampdiary.ui.shared.buttons import LinkButton
from crampdiary.ui.shared.tab_order import chain_tabs, tab_stops

_FROM_EDGE = GRID


class Popover(QFrame):
    """Add rows to `self.body`, and what must stay in sight to `self.foot`.

    Keeps within its window, and scrolls where that is too small. The button it was opened from has
    the focus again when it closes (`closed`).
    """

    closed = Signal()

    def __init__(self, *, name: str, width: int, parent: QWidget) -> None:
        """Make it for the window of `parent`; `width` in pixels is what it has where there is."""
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAccessibleName(name)
        self.setWindowTitle(name)
        # A click on the button that opened it closes it, and does not open it again.
        self.setAttribute(Qt.WidgetAttribute.WA_NoMouseReplay)
        self._wished_width = width
        self._button: QWidget | None = None
        self._content = QWidget()
        self.body = QVBoxLayout(self._content)
        self.body.setContentsMargins(2, 2, GRID, 2)
        self.body.setSpacing(2 * GRID)
        self.scroll_area = QScrollArea()
        self.scroll_area.setFrameShape(QFrame.Shape.NoFrame)
        self.scroll_area.setWidgetResizable(True)
        self.scroll_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroll_area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroll_area.setWidget(self._content)
        self.foot = QHBoxLayout()
        self.foot.setSpacing(GRID)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        self._column.setSpacing(2 * GRID)
        self._column.addWidget(self.scroll_area, 1)
        self._column.addLayout(self.foot)

    def add_close(self) -> None:
        """Add a link that closes it, for one that is only read; it is gone after that."""
        close = LinkButton("Close")
        close.clicked.connect(self.close)
        self.foot.addStretch(1)
        self.foot.addWidget(close)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def open_below(self, button: QWidget) -> None:
        """Open with its right edge below that of a button, and go to the first thing in it."""
        self._button = button
        window = button.window()
        room = window.size() - QSize(2 * _FROM_EDGE, 2 * _FROM_EDGE)
        size = self._wished_size(room.width()).boundedTo(room)
        corner = button.mapTo(window, QPoint(button.width() - size.width(), button.height() + 4))
        left = min(max(corner.x(), _FROM_EDGE), window.width() - size.width() - _FROM_EDGE)
        top = min(max(corner.y(), _FROM_EDGE), window.height() - size.height() - _FROM_EDGE)
        self.setFixedSize(size)
        self.move(window.mapToGlobal(QPoint(left, top)))
        self.show()
        first = next(tab_stops(self), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.PopupFocusReason)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Let Tab go as one reads."""
        chain_tabs(self)
        return super().focusNextPrevChild(forward)

    def hideEvent(self, event: QHideEvent) -> None:
        """Give the focus back."""
        super().hideEvent(event)
        if self._button is not None and self._button.isVisible():
            self._button.setFocus(Qt.FocusReason.PopupFocusReason)
            self.closed.emit()

    def _wished_size(self, room: int) -> QSize:
        """Return the size at which nothing scrolls, in a window so many pixels wide."""
        width = min(self._wished_width, room)
        margins = self._column.contentsMargins()
        beside = margins.left() + margins.right() + 2 * self.frameWidth()
        self.ensurePolished()
        inner = self._content.heightForWidth(width - beside)
        below = margins.top() + margins.bottom() + 2 * self.frameWidth()
        height = max(inner, self._content.minimumSizeHint().height())
        return QSize(width, height + self._column.spacing() + self.foot.sizeHint().height() + below)
