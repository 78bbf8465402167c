"""The Today page: a greeting, the last nights, and one night to fill in; all is saved at once."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from crampdiary.domain.nights import NightCount, NightState
from crampdiary.domain.preferences import Preferences
from crampdiary.domain.records import Cramp, Night
from crampdiary.services.nights import NightView, latest_night
from crampdiary.ui.diary.words import evening_title, greeting, night_span_words, night_title
from crampdiary.ui.shared.pages import GAP, ScrollPage, set_beside
from crampdiary.ui.shared.runner import Runner
from crampdiary.ui.shared.session import DiarySession
from crampdiary.ui.shared.tab_order import held_focus
from crampdiary.ui.shared.theme import Theme
from crampdiary.ui.today.closing import ClosingCard
from crampdiary.ui.today.done_foot import DoneFoot
from crampdiary.ui.today.evening_card import EveningCard
from crampdiary.ui.today.night_card import NightCard
from crampdiary.ui.today.page_keys import PageKeys
from crampdiary.ui.today.reading import Shown, read_shown
from crampdiary.ui.today.strip_card import FILL_KEYS, StripCard
from crampdiary.ui.today.welcome import WelcomeCard
from crampdiary.ui.today.which_night import HOLD_S, WhichNight, next_to_fill, to_fill

SHOWN_KINDS = frozenset({Night.kind, Cramp.kind, Preferences.kind})
_SIDE_BY_SIDE_FROM = 800
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_SCROLLING = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}


class TodayPage(ScrollPage):
    """Shows last night, or the night chosen from the strip.

    It turns over by itself, but not while somebody answers or types: what is said goes to the
    night that is shown.
    """

    def __init__(
        self,
        *,
        session: DiarySession,
        theme: Theme,
        runner: Runner,  # noqa: ARG002 - every page is given the same; this one never needs to wait
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("Today", parent=parent)
        self._session = session
        self._theme = theme
        self._which = WhichNight()
        self._has_begun = False
        self._is_flushing = False
        self._counts: list[NightCount] = []
        self._passed: set[date] = set()
        self._view: NightView | None = None
        self._closed: tuple[date, NightView | None] | None = None
        self._strip_card = StripCard(theme=theme)
        self.strip = self._strip_card.strip
        self.welcome = WelcomeCard()
        self.night_card = NightCard(session=session)
        self.evening_card = EveningCard(session=session, has_keys=True)
        self.closing = ClosingCard()
        self._foot = DoneFoot(page=self)
        self.done_button = self._foot.button
        self._keys = PageKeys(night_card=self.night_card, evening_card=self.evening_card)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(HOLD_S * 1000)
        self._build()
        self._connect()
        self._show_parts(welcome=True)

    @property
    def shown_night(self) -> date | None:
        """Return the night that answers go to."""
        return self._which.shown

    def refresh(self) -> None:
        """Read anew what is shown, and turn over where another night's time has come."""
        if self._session.diary is None or self._is_flushing:
            return
        today = self._session.clock.now().wall_clock.date()
        if self._closed is not None and self._closed[0] != today:
            self._which.choose(None)
        latest = self._session.do(latest_night)
        night = None if latest is None else self._turned_to(self._which.due(latest))
        shown = night and self._session.do(lambda diary, clock: read_shown(diary, clock, night))
        if not shown:
            return
        self._show(shown)
        self._has_begun = self._has_begun or not shown.is_untouched
        welcome = not self._has_begun
        was_closed = self._closed is not None and self._closed != (today, shown.view)
        if welcome or self.welcome.isVisibleTo(self) or was_closed:
            self._show_parts(welcome=welcome)
        if welcome:
            self.set_subtitle("")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the two cards below each other where they would be cramped side by side."""
        super().resizeEvent(event)
        set_beside(self._cards, beside=event.size().width() >= self._theme.px(_SIDE_BY_SIDE_FROM))

    def showEvent(self, event: QShowEvent) -> None:
        """Take the keyboard where nothing else has it, so that letters answer at once."""
        super().showEvent(event)
        held = held_focus(self)
        if held is None or held.isAncestorOf(self):
            self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer by letters; Enter is Done, Esc goes from a field to the page, arrows scroll it."""
        if self.night_card.isVisible():
            if event.key() in _ENTER and not event.isAutoRepeat():
                self._on_done()
                return
            if event.key() == Qt.Key.Key_Escape and not self.hasFocus():
                self.setFocus()
                return
            is_ours, about = self._keys.press(event)
            if about is not None:
                self.scroll_area.ensureWidgetVisible(about)
            if is_ours:
                return
        if self.hasFocus() and event.key() in _SCROLLING:
            self.scroll_area.keyPressEvent(event)
            return
        super().keyPressEvent(event)

    def _build(self) -> None:
        self.evening_card.body.addWidget(self._foot)
        self._cards = QHBoxLayout()
        self._cards.setSpacing(GAP + 2)
        self._cards.addWidget(self.night_card, 55)
        self._cards.addWidget(self.evening_card, 45)
        self.body.addWidget(self.welcome)
        self.body.addWidget(self._strip_card)
        self.body.addWidget(self.closing)
        self.body.addLayout(self._cards)
        self.body.addStretch(1)

    def _connect(self) -> None:
        self._session.opened.connect(self._on_session_opened)
        self.follow(self._session, shows=SHOWN_KINDS)
        self.strip.night_chosen.connect(self._on_strip_night_chosen)
        self.welcome.begin_requested.connect(self._on_welcome_begin_requested)
        self.welcome.demo_requested.connect(self._session.demo_requested)
        self.closing.reopen_requested.connect(self._on_closing_reopen_requested)
        self.closing.next_requested.connect(self._go_to)
        self._foot.pressed.connect(self._on_done)
        self._again.timeout.connect(self.refresh)
        for card in (self.night_card, self.evening_card):
            card.touched.connect(self._on_card_touched)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            self._add_key(keys, self._on_done)
        for keys, later in zip(FILL_KEYS, (False, True), strict=True):
            self._add_key(keys, partial(self._on_fill_keyed, later=later))

    def _add_key(self, keys: str, action: Callable[[], None]) -> None:
        """Let a key work on this page, but not while words are typed into a field."""
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(action)

    def _turned_to(self, due: date) -> date:
        """Return the night to show now: the one that is due, unless somebody is at another."""
        shown = self._which.shown
        if shown not in {None, due} and (
            self._which.is_held(self._session.clock.now()) or not self._flush()
        ):
            self._again.start()
            return shown
        self._which.shown = due
        return due

    def _flush(self) -> bool:
        """Store what was typed; return False where that fails: then show no other night."""
        self._is_flushing = True
        try:
            return self.night_card.flush() and self.evening_card.flush()
        finally:
            self._is_flushing = False

    def _show(self, shown: Shown) -> None:
        now, view = self._session.clock.now().wall_clock, shown.view
        today = now.date()
        self._view, self._counts = view, shown.counts
        self.title.setText(greeting(now.hour))
        self.set_subtitle(night_span_words(view.night, today))
        self._strip_card.show_counts(shown.counts, view.night, today)
        self.night_card.show_view(view, night_title(view.night, today))
        self.evening_card.show_view(view, evening_title(view.night, today), shown.usual_ml)
        following = next_to_fill(shown.counts, view.night, self._passed)
        self._foot.show_next(following, is_older=view.night < shown.counts[-1].night)
        self.closing.show_view(view, today=today, hour=now.hour)
        self.closing.show_next(next_to_fill(shown.counts, view.night, self._passed))

    def _show_parts(self, *, welcome: bool = False, closing: bool = False) -> None:
        self.welcome.setVisible(welcome)
        self._strip_card.setVisible(not welcome)
        self.closing.setVisible(closing)
        self._closed = None
        for card in (self.night_card, self.evening_card):
            card.setVisible(not welcome and not closing)

    def _go_to(self, night: date) -> None:
        """Show another night of the strip, once what was typed for this one is stored."""
        if self._flush():
            self._which.choose(None if night == self.strip.latest else night)
            self._show_parts()
        self.refresh()

    def _on_card_touched(self) -> None:
        self._which.touch(self._session.clock.now())

    def _on_session_opened(self) -> None:
        self._which = WhichNight()
        self._passed.clear()
        self._has_begun = False
        self._show_parts(welcome=True)

    def _on_strip_night_chosen(self, night: date) -> None:
        self._passed.clear()
        self._go_to(night)

    def _on_fill_keyed(self, *, later: bool) -> None:
        shown = self._which.shown
        if shown is None or self.welcome.isVisible():
            return
        night = to_fill(self._counts, shown, later=later)
        if night is None:
            where = "after" if later else "before"
            self._session.noted.emit(f"No night {where} this one is left to fill in.", False)
            return
        self._go_to(night)
        self.setFocus()

    def _on_welcome_begin_requested(self) -> None:
        self._has_begun = True
        self._show_parts()
        self.refresh()
        self.night_card.answers.button(NightState.WITHOUT_CRAMPS).setFocus()

    def _on_closing_reopen_requested(self) -> None:
        self._show_parts()
        self.strip.setFocus()

    def _on_done(self) -> None:
        """Close the check-in; from an older night go on to the next that is not recorded."""
        if not self.night_card.isVisible() or not self._flush():
            return
        self.refresh()
        shown, following = self._which.shown, None
        if shown is not None and shown < self.strip.latest:
            self._passed.add(shown)
            following = next_to_fill(self._counts, shown, self._passed)
        if following is not None:
            self._go_to(following)
            self.setFocus()
            return
        self._passed.clear()
        self._show_parts(closing=True)
        self._closed = (self._session.clock.now().wall_clock.date(), self._view)
        self.closing.reopen_button.setFocus()
