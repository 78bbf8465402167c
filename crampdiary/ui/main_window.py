"""The window: first the sidebar on empty paper, then the pages, and over everything the night.

The first frame comes before diary and pages are even imported; `attach` brings them.
"""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import QSettings, QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QHideEvent, QKeySequence, QPaintEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QStackedWidget, QWidget

from crampdiary.ui.page_table import PAGES
from crampdiary.ui.place import Place
from crampdiary.ui.shared.theme import Theme
from crampdiary.ui.sidebar import CRAMP_KEYS, WINDOW_KEYS, Sidebar

if TYPE_CHECKING:
    from crampdiary.domain.nights import LocalInstant
    from crampdiary.ui.aside import Aside
    from crampdiary.ui.content import Content
    from crampdiary.ui.night.log import NightLog
    from crampdiary.ui.night.screen import NightScreen
    from crampdiary.ui.shared.runner import Runner
    from crampdiary.ui.shared.session import DiarySession

SMALLEST_SIZE = QSize(720, 480)
_LIGHT = "night/light"
_HAS_KEYS = "keys_of_the_window"


class MainWindow(QMainWindow):
    """`painted` is emitted once, when the first frame is out.

    "Cramp now" works from that frame on: a press before the diary is open keeps its instant (by
    `now`) and is stored as soon as it is open. `cramp_running` tells whether a cramp is running on
    the night screen.
    """

    painted = Signal()
    cramp_running = Signal(bool)

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
        self._log: NightLog | None = None
        self._pressed_early: LocalInstant | None = None
        self._was_painted = False
        self._aside: Aside | None = None
        self.setWindowTitle("Cramp Diary")
        self.setMinimumSize(SMALLEST_SIZE)
        self.sidebar = Sidebar([entry.title for entry in PAGES])
        self.sidebar.mark(0)
        self.sidebar.cramp_requested.connect(self.cramp_now)
        self.sidebar.window_requested.connect(self._leave_full_screen)
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
        self._add_shortcut(WINDOW_KEYS, self._leave_full_screen)
        theme.changed.connect(self._on_theme_changed)
        self._shell.setFocus()
        self._place = Place(self, settings)

    def attach(self, *, session: "DiarySession", runner: "Runner") -> None:
        """Bring the pages; they fill in when the session opens a diary."""
        from crampdiary.ui.aside import Aside  # noqa: PLC0415 - after the first frame
        from crampdiary.ui.content import Content  # noqa: PLC0415 - after the first frame
        from crampdiary.ui.shared.held_keys import HeldKeys  # noqa: PLC0415 - as above

        self._session, self._aside = session, Aside(self)
        self.winId()  # a window that was not shown yet has no handle
        HeldKeys(self.windowHandle())
        content = Content(
            session=session, theme=self._theme, runner=runner, settings=self._settings
        )
        self._content = content
        self._row.takeAt(1)
        self._row.addWidget(content, 1)
        self.sidebar.be_tab_stop()
        self.sidebar.page_requested.connect(content.open_page)
        content.page_opened.connect(self.sidebar.mark)
        session.opened.connect(self._on_session_opened)
        session.failed.connect(self._on_session_failed)
        for number in range(len(PAGES)):
            self._add_shortcut(f"Ctrl+{number + 1}", partial(self._on_page_keyed, number))
        self._add_shortcut("Ctrl+Z", session.undo)
        self._add_shortcut("Ctrl+Shift+Z", session.redo)
        session.watch(outside=self.isVisible())
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusWindowChanged.connect(self._on_focus_window_changed)

    @property
    def content(self) -> "Content":
        """Return what stands beside the sidebar; there is none before `attach`."""
        assert self._content is not None  # noqa: S101 - a mistake of ours, not of a person
        return self._content

    @property
    def shows_night(self) -> bool:
        """Tell whether the night screen covers the pages."""
        return self._whole.currentWidget() is not self._shell

    def begin_at_night(self) -> None:
        """Let the very first frame be the night screen. Call before the window is shown."""
        self._cover_with_night()

    def come_forward(self) -> None:
        """Show the window before all others."""
        self.setWindowState(self.windowState() & ~QtCore.Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def show_night(self) -> None:
        """Come forward with the night screen; nothing is stored."""
        if self._session is not None and self._session.diary is not None:
            self._night_log(self._session).resume()
        self._cover_with_night()
        self.come_forward()

    def show_today(self) -> None:
        """Come forward with the page Today."""
        if self.shows_night:
            self._on_night_left()
        self.come_forward()
        self._on_page_keyed(0)

    def let_go_of_forms(self) -> None:
        """Close what is open over the pages, for another diary is about to be opened."""
        if self._aside is not None:
            self._aside.let_go()

    def cramp_now(self) -> None:
        """Store that a cramp starts at this instant, then show the night screen."""
        if self._session is None or self._session.diary is None:
            self._pressed_early = self._pressed_early or self._now()
            return
        self._night_log(self._session).cramp_now(pressed_at=self._pressed_early)
        self._pressed_early = None
        self._cover_with_night()
        self.come_forward()

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
        self._place.remember()
        super().closeEvent(event)

    def _add_shortcut(self, keys: str, action: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self._shell)
        shortcut.activated.connect(action)

    def _on_focus_window_changed(self) -> None:
        """Let a cramp be logged over a form too, which keeps the window's own keys from it."""
        form = QApplication.activeModalWidget()
        if form is not None and form.property(_HAS_KEYS) is None:
            form.setProperty(_HAS_KEYS, CRAMP_KEYS)
            QShortcut(QKeySequence(CRAMP_KEYS), form).activated.connect(self.cramp_now)

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
        elif self.shows_night or self._is_cramp_running(session):
            self._night_log(session).resume()
            self._cover_with_night()

    def _on_session_failed(self, words: str) -> None:
        """Say on a night screen that still waits for its diary why there is none."""
        if self._night is not None and self._log is None:
            self._night.view.say(words)

    def _is_cramp_running(self, session: "DiarySession") -> bool:
        from crampdiary.services.cramps import running_cramp  # noqa: PLC0415 - after the first frame

        return session.diary is not None and (
            running_cramp(session.diary, session.clock.now()) is not None
        )

    def _night_screen(self) -> "NightScreen":
        if self._night is None:
            from crampdiary.ui.night.screen import NightScreen  # noqa: PLC0415 - when needed

            self._night = NightScreen(
                scale=self._theme.scale, light=_whole(self._settings.value(_LIGHT)), parent=self
            )
            self._night.left.connect(self._on_night_left)
            self._night.light_changed.connect(partial(self._settings.setValue, _LIGHT))
            for wish in (self._night.view.act_requested, self._night.view.now_requested):
                wish.connect(self._on_act_requested_early)
            self._whole.addWidget(self._night)
        return self._night

    def _night_log(self, session: "DiarySession") -> "NightLog":
        if self._log is None:
            from crampdiary.ui.night.log import NightLog  # noqa: PLC0415 - when needed

            screen = self._night_screen()
            for wish in (screen.view.act_requested, screen.view.now_requested):
                wish.disconnect(self._on_act_requested_early)
            self._log = NightLog(session=session, screen=screen, parent=self)
            self._log.running_changed.connect(self.cramp_running)
        return self._log

    def _on_act_requested_early(self) -> None:
        """Keep the instant of a press on a night screen that waits for its diary."""
        self.cramp_now()

    def _cover_with_night(self) -> None:
        """Put forms aside and show the night screen, which fills the screen."""
        if self._aside is not None:
            self._aside.put()
        screen = self._night_screen()
        self._whole.setCurrentWidget(screen)
        self._place.fill_screen()
        screen.setFocus()

    def _on_night_left(self) -> None:
        """Show the pages; at night they fill the screen too, or a bright title bar would blind."""
        self._whole.setCurrentWidget(self._shell)
        if self._theme.is_night:
            self.sidebar.window_button.show()
        else:
            self._leave_full_screen()
        if self._content is not None:
            self._content.take_focus()
        if self._aside is not None:
            self._aside.bring_back()

    def _on_theme_changed(self) -> None:
        if not self._theme.is_night and not self.shows_night:
            self._leave_full_screen()

    def _leave_full_screen(self) -> None:
        self.sidebar.window_button.hide()
        self._place.leave_full_screen()


def _whole(value: object) -> int:
    """Return a remembered number; nonsense in the file means 0."""
    text = str(value)
    return int(text) if text.isascii() and text.isdigit() else 0
