"""The window: sidebar, pages built when first opened, and the night screen over everything."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QByteArray, QSettings, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QHideEvent, QKeySequence, QPaintEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from crampdiary.domain.nights import LocalInstant
from crampdiary.ui.banner import DemoBanner
from crampdiary.ui.night.screen import NightScreen
from crampdiary.ui.pages import PAGES, build_page
from crampdiary.ui.shared.pages import ScrollPage
from crampdiary.ui.shared.runner import Runner
from crampdiary.ui.shared.session import DiarySession
from crampdiary.ui.shared.theme import Theme
from crampdiary.ui.shared.toast import Toast
from crampdiary.ui.sidebar import CRAMP_KEYS, Sidebar

USUAL_SIZE = QSize(1280, 800)
SMALLEST_SIZE = QSize(720, 480)
_GEOMETRY = "window/geometry"


class MainWindow(QMainWindow):
    """Shows one page at a time. `painted` is emitted once, when the first frame is on screen."""

    painted = Signal()

    def __init__(
        self,
        *,
        session: DiarySession,
        theme: Theme,
        runner: Runner,
        settings: QSettings,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._theme, self._runner = session, theme, runner
        self._settings = settings
        self._was_painted = False
        self._pressed_early: LocalInstant | None = None
        self._built: dict[str, ScrollPage] = {}
        self._night: NightScreen | None = None
        self.setWindowTitle("Cramp Diary")
        self.setMinimumSize(SMALLEST_SIZE)
        self._build()
        self._connect()
        self._add_shortcuts()
        self.resize(USUAL_SIZE)
        geometry = settings.value(_GEOMETRY)
        if isinstance(geometry, QByteArray):
            self.restoreGeometry(geometry)
        self.sidebar.mark(0)

    @property
    def open_pages(self) -> list[str]:
        """Return the keys of the pages that were opened so far."""
        return list(self._built)

    @property
    def shown_page(self) -> str:
        """Return the key of the page that is shown (below the night screen, if that is), or ""."""
        shown = self._pages.currentWidget()
        return next((key for key, page in self._built.items() if page is shown), "")

    @property
    def shows_night(self) -> bool:
        """Tell whether the night screen covers the pages."""
        return self._whole.currentWidget() is not self._shell

    def open_page(self, number: int) -> ScrollPage:
        """Show a page of the table, building it when it is opened for the first time."""
        entry = PAGES[number]
        if entry.key not in self._built:
            page = build_page(
                entry,
                session=self._session,
                theme=self._theme,
                runner=self._runner,
                parent=self._pages,
            )
            self._built[entry.key] = page
            self._pages.addWidget(page)
            page.refresh()
        self._pages.setCurrentWidget(self._built[entry.key])
        self.sidebar.mark(number)
        return self._built[entry.key]

    def cramp_now(self) -> None:
        """Store that a cramp starts at this instant, then show the night screen.

        A press before the diary is open keeps its instant and is stored as soon as it is open.
        """
        if self._session.diary is None:
            self._pressed_early = self._pressed_early or self._session.clock.now()
            return
        screen = self._night_screen()
        screen.cramp_now(pressed_at=self._pressed_early)
        self._pressed_early = None
        self._show_night()

    def showEvent(self, event: QShowEvent) -> None:
        """Look for other processes' writes while visible."""
        super().showEvent(event)
        self._session.watch(outside=True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Look no longer."""
        super().hideEvent(event)
        self._session.watch(outside=False)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell once that the first frame is out."""
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self.painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember where the window was."""
        self._settings.setValue(_GEOMETRY, self.saveGeometry())
        super().closeEvent(event)

    def _build(self) -> None:
        self.sidebar = Sidebar([entry.title for entry in PAGES])
        self.banner, self.toast = DemoBanner(), Toast()
        self.banner.hide()
        self._pages = QStackedWidget()
        content = QVBoxLayout()
        content.setSpacing(0)
        content.addWidget(self.banner)
        content.addWidget(self._pages, 1)
        content.addWidget(self.toast)
        shell = QWidget()
        layout = QHBoxLayout(shell)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.sidebar)
        layout.addLayout(content, 1)
        self._shell = shell
        self._whole = QStackedWidget()
        self._whole.addWidget(shell)
        self.setCentralWidget(self._whole)

    def _connect(self) -> None:
        self.sidebar.page_requested.connect(self.open_page)
        self.sidebar.cramp_requested.connect(self.cramp_now)
        self.banner.leave_requested.connect(self._session.own_diary_requested)
        self.toast.undo_requested.connect(self._session.undo)
        self._session.opened.connect(self._on_session_opened)
        self._session.changed.connect(self._on_session_changed)
        self._session.failed.connect(self.toast.say)
        self._session.noted.connect(self._on_session_noted)

    def _add_shortcuts(self) -> None:
        keys: list[tuple[str, Callable[[], object]]] = [
            (f"Ctrl+{number + 1}", partial(self.open_page, number)) for number in range(len(PAGES))
        ]
        keys += [(CRAMP_KEYS, self.cramp_now)]
        keys += [("Ctrl+Z", self._session.undo), ("Ctrl+Shift+Z", self._session.redo)]
        for sequence, action in keys:
            shortcut = QShortcut(QKeySequence(sequence), self._shell)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(action)

    def _on_session_opened(self) -> None:
        self.banner.setVisible(self._session.preferences.is_demo)
        diary = self._session.diary
        if not self._built:
            self.open_page(0)
        if self._pressed_early is not None:
            self.cramp_now()
        elif diary is not None and diary.open_cramps():
            self._night_screen().resume()
            self._show_night()

    def _on_session_changed(self, _kinds: frozenset[str]) -> None:
        self.banner.setVisible(self._session.preferences.is_demo)

    def _on_session_noted(self, words: str, can_undo: bool) -> None:
        self.toast.say(words, can_undo=can_undo)

    def _night_screen(self) -> NightScreen:
        if self._night is None:
            self._night = NightScreen(session=self._session, scale=self._theme.scale, parent=self)
            self._night.left.connect(self._on_night_left)
            self._whole.addWidget(self._night)
        return self._night

    def _show_night(self) -> None:
        self._whole.setCurrentWidget(self._night_screen())
        self._night_screen().setFocus()

    def _on_night_left(self) -> None:
        self._whole.setCurrentWidget(self._shell)
        (self._pages.currentWidget() or self.sidebar).setFocus()
