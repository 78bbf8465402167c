"""Links whose words stand in line with the words around them.

A `LinkButton` has room around its words for the ring of the focus; where a line begins or ends with
one, that room sticks out.
"""

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QHBoxLayout, QWidget

# Border and padding of a `LinkButton` at each side, as its style says.
LINK_ROOM = 5


class StickingOut(QHBoxLayout):
    """One widget that is wider than its place by the room of a link, at one side or at both.

    Qt takes a margin below zero for none.
    """

    def __init__(self, widget: QWidget, *, left: bool = False, right: bool = False) -> None:
        super().__init__()
        self._left, self._right = LINK_ROOM * left, LINK_ROOM * right
        self.setContentsMargins(0, 0, 0, 0)
        self.addWidget(widget)

    def setGeometry(self, rect: QRect) -> None:
        """Take more room than there is."""
        super().setGeometry(rect.adjusted(-self._left, 0, self._right, 0))

    def heightForWidth(self, width: int) -> int:
        """Return the height of the widget at its own width."""
        return super().heightForWidth(width + self._left + self._right)

    def sizeHint(self) -> QSize:
        """Wish for less room than the widget does."""
        return self._within(super().sizeHint())

    def minimumSize(self) -> QSize:  # noqa: N802 - Qt's name
        """Need less room than the widget does."""
        return self._within(super().minimumSize())

    def _within(self, size: QSize) -> QSize:
        return QSize(max(size.width() - self._left - self._right, 0), size.height())
