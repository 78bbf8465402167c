"""The frame of a page: title row with actions at its right, and a body that scrolls."""

from datetime import date

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from crampdiary.tokens import GRID
from crampdiary.ui.shared.flow import FlowLayout
from crampdiary.ui.shared.labels import PageTitle, QuietLabel
from crampdiary.ui.shared.session import DiarySession
from crampdiary.ui.shared.tab_order import chain_tabs, held_focus

MARGIN = 4 * GRID
GAP = 2 * GRID


class PageBody(QWidget):
    """What scrolls inside a `ScrollPage`."""


class ScrollPage(QWidget):
    """The base of every page. Add actions with `add_action`, cards to `self.body`.

    `self.title` and `self.subtitle` (hidden while empty) may change. `refresh()` reads everything
    anew; the window calls it once, when it has built the page. `follow()` does the rest.
    """

    def __init__(self, title: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shows: frozenset[str] = frozenset()
        self._is_behind = False
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title = PageTitle(title)
        self.subtitle = QuietLabel()
        self.subtitle.hide()
        titles = QVBoxLayout()
        titles.setSpacing(2)
        titles.addWidget(self.title)
        titles.addWidget(self.subtitle)
        self._actions = QHBoxLayout()
        self._actions.setSpacing(GRID + 2)
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.setSpacing(2 * GRID)
        self._head.addLayout(titles, 1)
        self._head.addLayout(self._actions)
        content = PageBody()
        content.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(content)
        column.setContentsMargins(MARGIN, 28, MARGIN, MARGIN)
        column.setSpacing(GAP)
        column.addLayout(self._head)
        self.body = QVBoxLayout()
        self.body.setSpacing(GAP)
        column.addLayout(self.body, 1)
        self.scroll_area = QScrollArea()
        self.scroll_area.setFrameShape(QFrame.Shape.NoFrame)
        self.scroll_area.setWidgetResizable(True)
        self.scroll_area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroll_area.setWidget(content)
        self._below = QVBoxLayout()
        self._below.setContentsMargins(MARGIN, 0, MARGIN, 0)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.scroll_area, 1)
        outer.addLayout(self._below)

    def set_subtitle(self, words: str) -> None:
        """Show quiet words below the title, or none."""
        self.subtitle.setText(words)
        self.subtitle.setVisible(bool(words))

    def add_footer(self, widget: QWidget) -> None:
        """Put below the body what is to be seen wherever it is scrolled to."""
        self._below.addWidget(widget)

    def add_action(self, widget: QWidget) -> None:
        """Put a button or a field at the right of the title."""
        self._actions.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)

    def follow(self, session: DiarySession, *, shows: frozenset[str]) -> None:
        """Refresh when another diary is opened, or when one of the kinds shown was written to.

        A page that is not visible waits until it is. One that has to forget something when another
        diary is opened connects to that first.
        """
        self._shows = shows
        session.opened.connect(self._on_other_diary)
        session.changed.connect(self._on_written)

    def remember_in(self, settings: QSettings) -> None:
        """Come back as the page was left, and remember it there from now on; most have nothing."""

    def show_night(self, night: date) -> None:
        """Show a night, on a page that shows nights."""

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Let Tab go as one reads."""
        chain_tabs(self)
        return super().focusNextPrevChild(forward)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the actions below the title where there is no room beside it."""
        super().resizeEvent(event)
        # The viewport has its new width only after this event.
        room = event.size().width() - self.scroll_area.verticalScrollBar().width() - 2 * MARGIN
        wished = self.title.fontMetrics().horizontalAdvance(self.title.text()) + 2 * GRID
        beside = wished + self._actions.sizeHint().width() <= room
        if beside != (self._head.direction() is QBoxLayout.Direction.LeftToRight):
            set_beside(self._head, beside=beside)
            left = Qt.AlignmentFlag.AlignLeft
            self._head.setAlignment(self._actions, Qt.AlignmentFlag(0) if beside else left)

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while the page was not visible."""
        super().showEvent(event)
        if self._is_behind:
            self._is_behind = False
            self.refresh()

    def _on_other_diary(self) -> None:
        self._on_written(self._shows)

    def _on_written(self, kinds: frozenset[str]) -> None:
        if not kinds & self._shows:
            return
        self._is_behind = not self.isVisible()
        if self._is_behind:
            return
        self.refresh()
        # While a form is open, nothing takes the place of a removed button that it will return to.
        held = held_focus(self)
        if held is None or not held.isVisible():
            self.setFocus()

    def refresh(self) -> None:
        """Read anew what the page shows; each page says how."""
        raise NotImplementedError


class Row(QHBoxLayout):
    """Widgets side by side with the usual gap, the last one followed by free room."""

    def __init__(self, *widgets: QWidget, gap: int = GRID) -> None:
        super().__init__()
        self.setSpacing(gap)
        for widget in widgets:
            self.addWidget(widget)
        self.addStretch(1)


class FlowRow(QWidget):
    """Widgets side by side that wrap to a new line where the width ends."""

    def __init__(self, *widgets: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = FlowLayout(self)
        for widget in widgets:
            self._flow.addWidget(widget)

    def add(self, widget: QWidget) -> None:
        """Append a widget."""
        self._flow.addWidget(widget)


def set_beside(columns: QBoxLayout, *, beside: bool) -> None:
    """Put what a layout holds side by side, or one below the other where there is no room."""
    ways = QBoxLayout.Direction
    columns.setDirection(ways.LeftToRight if beside else ways.TopToBottom)


def clear_layout(layout: QLayout) -> None:
    """Remove and delete everything in a layout, so that a page can fill it anew."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif inner is not None:
            clear_layout(inner)
            inner.deleteLater()
