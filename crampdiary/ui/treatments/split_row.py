"""Two things at both ends of a line, or one below the other where the line is too short."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from crampdiary.tokens import GRID
from crampdiary.ui.shared.link_edges import LINK_ROOM, StickingOut
from crampdiary.ui.shared.pages import FlowRow, set_beside


class SplitRow(QWidget):
    """`left` takes what room there is, `right` stands at the end; words are never cut.

    With `is_tight` the right one follows the left one at once. `needs` is the part of the left one
    that has to stand in one line; what else is in it may wrap.
    """

    def __init__(
        self,
        left: QWidget,
        right: QWidget | None,
        *,
        is_tight: bool = False,
        needs: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._left, self._right = left, right
        self._needs = needs or left
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._gap = GRID if is_tight else 2 * GRID
        self._row.addWidget(left, 0 if is_tight else 1)
        if right is not None:
            self._row.addWidget(right, 1 if is_tight else 0, Qt.AlignmentFlag.AlignTop)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    @property
    def width_in_one_line(self) -> int:
        """Return how wide it is where nothing breaks."""
        right = 0 if self._right is None else self._gap + _width(self._right)
        return _width(self._needs) + right

    def minimumSizeHint(self) -> QSize:
        """Need no more width than one below the other: else the row could never get there."""
        parts = [self._left.minimumSizeHint()]
        parts += [] if self._right is None else [self._right.minimumSizeHint()]
        width = max(part.width() for part in parts)
        return QSize(width, max(part.height() for part in parts))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the row where it does not fit."""
        super().resizeEvent(event)
        if self._right is None:
            return
        beside = self.width_in_one_line <= event.size().width()
        self._row.setSpacing(self._gap if beside else 2)
        if isinstance(self._right, QLabel):
            self._right.setWordWrap(not beside)
        set_beside(self._row, beside=beside)


def words_and_links(words: QWidget, links: FlowRow, *, needs: QWidget | None = None) -> QHBoxLayout:
    """Return words with links beside or below them; the words of both stand in line."""
    inner = QWidget()
    column = QVBoxLayout(inner)
    column.setContentsMargins(LINK_ROOM, LINK_ROOM, 0, LINK_ROOM)
    column.addWidget(words)
    return StickingOut(SplitRow(inner, links, needs=needs), left=True, right=True)


def _width(widget: QWidget) -> int:
    """Return how wide something is in one line."""
    if isinstance(widget, QLabel):
        widget.ensurePolished()
        return widget.fontMetrics().horizontalAdvance(widget.text()) + 2
    if isinstance(widget, SplitRow):
        return widget.width_in_one_line
    layout = widget.layout()
    if layout is None:
        return widget.sizeHint().width()
    items = [item for at in range(layout.count()) if (item := layout.itemAt(at))]
    widths = [_width(it) for item in items if (it := item.widget()) is not None]
    if isinstance(layout, QVBoxLayout):
        return max(widths, default=0)
    return sum(widths) + GRID * len(widths)
