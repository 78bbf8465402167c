"""What stands beside the sidebar: the demo's banner, the pages, and what was just done."""

from datetime import date

from PySide6.QtCore import QSettings, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from crampdiary.ui.banner import DemoBanner
from crampdiary.ui.page_table import PAGES
from crampdiary.ui.pages import build_page
from crampdiary.ui.shared.pages import ScrollPage
from crampdiary.ui.shared.runner import Runner
from crampdiary.ui.shared.session import DiarySession
from crampdiary.ui.shared.theme import Theme
from crampdiary.ui.shared.toast import Toast

_NIGHTS_PAGE = "diary"


class Content(QWidget):
    """Shows one page at a time, each built when it is first opened."""

    page_opened = Signal(int)

    def __init__(
        self,
        *,
        session: DiarySession,
        theme: Theme,
        runner: Runner,
        settings: QSettings | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`settings` is where pages remember how they were left."""
        super().__init__(parent)
        self._session, self._theme, self._runner = session, theme, runner
        self._settings = settings
        self._built: dict[str, ScrollPage] = {}
        self.banner, self.toast = DemoBanner(), Toast()
        self.banner.hide()
        self._pages = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banner)
        column.addWidget(self._pages, 1)
        column.addWidget(self.toast)
        self.banner.leave_requested.connect(session.own_diary_requested)
        self.toast.undo_requested.connect(session.undo)
        session.opened.connect(self._on_session_opened)
        session.changed.connect(self._on_session_changed)
        session.failed.connect(self._on_session_failed)
        session.noted.connect(self._on_session_noted)
        session.night_requested.connect(self._on_night_requested)

    @property
    def open_pages(self) -> list[str]:
        """Return the keys of the pages that were opened so far."""
        return list(self._built)

    @property
    def shown_page(self) -> str:
        """Return the key of the page that is shown, or an empty text before the first."""
        shown = self._pages.currentWidget()
        return next((key for key, page in self._built.items() if page is shown), "")

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
            if self._settings is not None:
                page.remember_in(self._settings)
            self._built[entry.key] = page
            self._pages.addWidget(page)
            page.refresh()
        focused = QApplication.focusWidget()
        had_focus = focused is not None and self._pages.isAncestorOf(focused)
        self._pages.setCurrentWidget(self._built[entry.key])
        if had_focus:  # Qt would ring the first field that it finds
            self.take_focus()
        self.page_opened.emit(number)
        return self._built[entry.key]

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Take the focus of what was hidden or removed; Qt would ring a button of the sidebar."""
        focused = QApplication.focusWidget()
        if self.isVisible() and focused is not None and not focused.isVisible():
            self.take_focus()
            return True
        return super().focusNextPrevChild(forward)

    def take_focus(self) -> None:
        """Give the keyboard to the page that is shown."""
        (self._pages.currentWidget() or self).setFocus()

    def _on_night_requested(self, night: date) -> None:
        page = self.open_page(next(at for at, one in enumerate(PAGES) if one.key == _NIGHTS_PAGE))
        page.show_night(night)

    def _on_session_opened(self) -> None:
        if not self._built:
            self.open_page(0)
        self.banner.setVisible(self._session.preferences.is_demo)

    def _on_session_changed(self, _kinds: frozenset[str]) -> None:
        self.banner.setVisible(self._session.preferences.is_demo)

    def _on_session_failed(self, words: str) -> None:
        self.toast.say(words, stays=True)

    def _on_session_noted(self, words: str, can_undo: bool) -> None:
        self.toast.say(words, can_undo=can_undo)
