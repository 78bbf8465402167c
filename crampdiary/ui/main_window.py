"""The window: first the sidebar on empty paper, then the pages, and over everything the night.

The first frame comes before diary and pages are even imported; `attach` brings them.
"""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import QByteArray, QSettings, QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QHideEvent, QKeySequence, QPaintEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QWidget

from crampdiary.ui.page_table import PAGES
from crampdiary.ui.shared.theme import Theme
from crampdiary.ui.sidebar import CRAMP_KEYS, Sidebar

if TYPE_CHECKING:
    from crampdiary.domain.nights import LocalInstant
    from crampdiary.ui.content import Content
    from crampdiary.ui.night.screen import NightScreen
    from crampdiary.ui.shared.runner import Runner
    from crampdiary.ui.shared.session import DiarySession

USUAL_SIZE = QSize(1280, 800)
SMALLEST_SIZE = QSize(720, 480)
# What a title bar and borders take at most, so that a small screen holds the whole window.
_FRAME = QSize(16, 48)
_GEOMETRY = "window/geometry"


class MainWindow(QMainWindow):
    """`painted` is emitted once, when the first frame is out.

    "Cramp now" works from that frame on: a press before the diary is open keeps its instant (by
    `now`) and is stored as soon as it is open.
    """

    painted = Signal()

    def __init__(
        self,
        *,
        theme: Theme,
        settings: QSettings,
        now: "Callable[[], LocalInstant]",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._settings, self._now = theme, settings, now
        self._session: DiarySession | None = None
        self._content: Content | None = None
        self._night: NightScreen | None = None
        self._pressed_early: LocalInstant | None = None
        self._state_by_day: QtCore.Qt.WindowState | None = None
        self._was_painted = False
        self.setWindowTitle("Cramp Diary")
        self.setMinimumSize(SMALLEST_SIZE)
        self.sidebar = Sidebar([entry.title for entry in PAGES])
        self.sidebar.mark(0)
        self.sidebar.cramp_requested.connect(self.cramp_now)
        self._shell = QWidget()
        self._row = QHBoxLayout(self._shell)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(self.sidebar)
        self._row.addStretch(1)
        self._whole = QStackedWidget()
        self._whole.addWidget(self._shell)
        self.setCentralWidget(self._whole)
        self._add_shortcut(CRAMP_KEYS, self.cramp_now)
        self._shell.setFocus()
        self.resize(USUAL_SIZE.boundedTo(self.screen().availableSize() - _FRAME))
        geometry = settings.value(_GEOMETRY)
        if isinstance(geometry, QByteArray):
            self.restoreGeometry(geometry)

    def attach(self, *, session: "DiarySession", runner: "Runner") -> None:
        """Bring the pages; they fill in when the session opens a diary."""
        from crampdiary.ui.content import Content  # noqa: PLC0415 - after the first frame

        self._session = session
        content = Content(session=session, theme=self._theme, runner=runner)
        self._content = content
        self._row.takeAt(1)
        self._row.addWidget(content, 1)
        self.sidebar.be_tab_stop()
        self.sidebar.page_requested.connect(content.open_page)
        content.page_opened.connect(self.sidebar.mark)
        session.opened.connect(self._on_session_opened)
        for number in range(len(PAGES)):
            self._add_shortcut(f"Ctrl+{number + 1}", partial(self._on_page_keyed, number))
        self._add_shortcut("Ctrl+Z", session.undo)
        self._add_shortcut("Ctrl+Shift+Z", session.redo)
        session.watch(outside=self.isVisible())

    @property
    def content(self) -> "Content":
        """Return what stands beside the sidebar; there is none before `attach`."""
        assert self._content is not None  # noqa: S101 - a mistake of ours, not of a person
        return self._content

    @property
    def shows_night(self) -> bool:
        """Tell whether the night screen covers the pages."""
        return self._whole.currentWidget() is not self._shell

    def cramp_now(self) -> None:
        """Store that a cramp starts at this instant, then show the night screen."""
        if self._session is None or self._session.diary is None:
            self._pressed_early = self._pressed_early or self._now()
            return
        self._night_screen(self._session).cramp_now(pressed_at=self._pressed_early)
        self._pressed_early = None
        self._show_night(self._session)

    def showEvent(self, event: QShowEvent) -> None:
        """Look for other processes' writes while visible."""
        super().showEvent(event)
        if self._session is not None:
            self._session.watch(outside=True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Look no longer."""
        super().hideEvent(event)
        if self._session is not None:
            self._session.watch(outside=False)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell once that the first frame is out."""
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self.painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember where the window was (by day, where the night screen fills the screen)."""
        if self._state_by_day is None:
            self._remember_place()
        super().closeEvent(event)

    def _add_shortcut(self, keys: str, action: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self._shell)
        shortcut.activated.connect(action)

    def _on_page_keyed(self, number: int) -> None:
        """Open a page and let Tab go on from its first field."""
        self.content.open_page(number)
        self.content.take_focus()

    def _on_session_opened(self) -> None:
        session = self._session
        if session is None or session.diary is None:
            return
        if self._pressed_early is not None:
            self.cramp_now()
        elif session.diary.open_cramps():
            self._night_screen(session).resume()
            self._show_night(session)

    def _night_screen(self, session: "DiarySession") -> "NightScreen":
        if self._night is None:
            from crampdiary.ui.night.screen import NightScreen  # noqa: PLC0415 - when needed

            self._night = NightScreen(session=session, scale=self._theme.scale, parent=self)
            self._night.left.connect(self._on_night_left)
            self._whole.addWidget(self._night)
        return self._night

    def _show_night(self, session: "DiarySession") -> None:
        """Fill the screen: a title bar is bright, and its colours are not ours."""
        screen = self._night_screen(session)
        self._whole.setCurrentWidget(screen)
        if self.isVisible() and not self.isFullScreen():
            self._remember_place()
            self._state_by_day = self.windowState()
            self.showFullScreen()
        screen.setFocus()

    def _on_night_left(self) -> None:
        self._whole.setCurrentWidget(self._shell)
        if self._state_by_day is not None:
            self.setWindowState(self._state_by_day)
            self._state_by_day = None
        self.content.take_focus()

    def _remember_place(self) -> None:
        self._settings.setValue(_GEOMETRY, self.saveGeometry())
