"""The field and the button by which a person says which nights they look for."""

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from crampdiary.services.filtering import NightFilter
from crampdiary.ui.diary.filter_panel import FilterPanel
from crampdiary.ui.diary.finder import NightsFinder
from crampdiary.ui.shared.buttons import SecondaryButton
from crampdiary.ui.shared.fields import TextField
from crampdiary.ui.shared.theme import Theme

SEARCH_PAUSE_MS = 250


class NightSearch(QObject):
    """Makes wishes of what is typed and chosen; `settled` tells that a person is through.

    Put `field` and `filter_button` on a page. The panel is made when it is first opened.
    """

    settled = Signal()

    def __init__(self, *, finder: NightsFinder, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._page, self._finder, self._theme = parent, finder, theme
        self._panel: FilterPanel | None = None
        self._names: Mapping[UUID, str] = {}
        self._number = 0
        self.field = TextField(name="Search notes", placeholder="Search notes")
        self.filter_button = SecondaryButton("Filter")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(SEARCH_PAUSE_MS)
        self._connect()

    @property
    def names(self) -> Mapping[UUID, str]:
        """Return the names of the treatments that can be filtered by."""
        return self._names

    @property
    def panel(self) -> FilterPanel:
        """Return the panel of choices."""
        if self._panel is None:
            self._panel = FilterPanel(theme=self._theme, parent=self._page)
            self._panel.offer_treatments(self._names)
            self._panel.set_wish(self._finder.wish)
            self._panel.changed.connect(self._on_panel_changed)
            self._panel.closed.connect(self.settled)
        return self._panel

    def offer_treatments(self, names: Mapping[UUID, str]) -> None:
        """Offer treatments to filter by, and wish no longer for one that is gone."""
        if names == self._names:
            return
        self._names = names
        if self._panel is not None:
            self._panel.offer_treatments(names)
        wish = self._finder.wish
        self._finder.wish_for(replace(wish, treatments=wish.treatments & names.keys()))

    def show_number(self, number: int) -> None:
        """Say how many nights were found."""
        self._number = number
        if self._panel is not None:
            self._panel.show_number(number)

    def clear(self) -> None:
        """Look for nothing: show all nights."""
        self.field.clear()
        self._pause.stop()
        self._finder.wish_for(NightFilter())

    def _connect(self) -> None:
        self.field.textChanged.connect(self._pause.start)
        self.field.returnPressed.connect(self._on_return_pressed)
        self._pause.timeout.connect(self._on_paused)
        self.filter_button.clicked.connect(self._on_filter_clicked)
        self._finder.changed.connect(self._on_wish_changed)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self._page)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self._on_find_wished)

    def _on_find_wished(self) -> None:
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def _on_paused(self) -> None:
        self._pause.stop()
        self._finder.wish_for(replace(self._finder.wish, text=self.field.text().strip()))

    def _on_return_pressed(self) -> None:
        self._on_paused()
        self.settled.emit()

    def _on_filter_clicked(self) -> None:
        self.panel.show_number(self._number)
        self.panel.open_below(self.filter_button)

    def _on_panel_changed(self) -> None:
        self._finder.wish_for(replace(self.panel.wish, text=self._finder.wish.text))

    def _on_wish_changed(self) -> None:
        wish = self._finder.wish
        if self.field.text().strip() != wish.text and not self._pause.isActive():
            self.field.setText(wish.text)
            self._pause.stop()
        if self._panel is not None:
            self._panel.set_wish(wish)
