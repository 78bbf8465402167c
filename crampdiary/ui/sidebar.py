"""The column at the left: the pages, "Cramp now", settings."""

from collections.abc import Sequence

from PySide6 import QtCore
from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from crampdiary.tokens import SIDEBAR_WIDTH
from crampdiary.ui.shared.buttons import Button, TwoLineButton
from crampdiary.ui.shared.moon import Moon

CRAMP_KEYS = "Ctrl+Shift+C"
WINDOW_KEYS = "F11"
_EDGE = 14


class AppName(QLabel):
    """The app's name beside its sign."""


class NavButton(Button):
    """Opens a page and stays pressed while it is shown, or does something with the window."""

    def __init__(self, title: str, *, tip: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setToolTip(tip)


class CrampButton(TwoLineButton):
    """The one button that matters at night."""


class Sidebar(QFrame):
    """Where to go. The last of `titles` (settings) stands below "Cramp now"."""

    page_requested = Signal(int)
    cramp_requested = Signal()
    window_requested = Signal()

    def __init__(self, titles: Sequence[str], *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumWidth(SIDEBAR_WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._is_tab_stop = False
        self._group = QButtonGroup(self)
        buttons = [NavButton(title, tip=f"Ctrl+{n}") for n, title in enumerate(titles, start=1)]
        for number, button in enumerate(buttons):
            button.setCheckable(True)
            self._group.addButton(button, number)
        self._group.idClicked.connect(self.page_requested)
        self.cramp_button = CrampButton("Cramp now", CRAMP_KEYS)
        self.cramp_button.clicked.connect(self.cramp_requested)
        column = QVBoxLayout(self)
        column.setContentsMargins(_EDGE, 20, _EDGE, 20)
        column.setSpacing(4)
        column.addLayout(self._make_head())
        column.addSpacing(12)
        for button in buttons[:-1]:
            column.addWidget(button)
        column.addStretch(1)
        column.addWidget(self.cramp_button)
        column.addSpacing(16)
        column.addWidget(buttons[-1])
        self.window_button = NavButton("Leave full screen", tip=WINDOW_KEYS)
        self.window_button.clicked.connect(self.window_requested)
        self.window_button.hide()
        column.addWidget(self.window_button)

    def mark(self, number: int) -> None:
        """Show which page is open."""
        self._group.button(number).setChecked(True)
        if self._is_tab_stop:
            self.be_tab_stop()

    def be_tab_stop(self) -> None:
        """Let Tab reach the open page's button, arrow keys the others, and clicks draw no ring.

        Not done from the start: the first use of `Qt` costs the first frame 14 ms.
        """
        self._is_tab_stop = True
        for button in self._group.buttons():
            is_stop = button.isChecked()
            policy = QtCore.Qt.FocusPolicy.TabFocus if is_stop else QtCore.Qt.FocusPolicy.NoFocus
            button.setFocusPolicy(policy)

    def sizeHint(self) -> QSize:
        """Be as wide as the board, or as the words need."""
        return super().sizeHint().expandedTo(QSize(SIDEBAR_WIDTH, 0))

    def _make_head(self) -> QHBoxLayout:
        name = AppName("Cramp Diary")
        head = QHBoxLayout()
        head.setContentsMargins(12, 0, 0, 0)
        head.setSpacing(9)
        head.addWidget(Moon())
        head.addWidget(name, 1)
        return head
