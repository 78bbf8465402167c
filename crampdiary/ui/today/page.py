"""The Today page: a greeting, the last nights, and one night to fill in; all is saved at once."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from crampdiary.domain.nights import NightCount, NightState
from crampdiary.domain.ports import Clock, Diary
from crampdiary.domain.records import Cramp, Night, Preferences
from crampdiary.services.nights import (
    NightView,
    last_nights,
    latest_night,
    night_view,
    usual_fluids_ml,
)
from crampdiary.ui.diary.words import evening_title, greeting, night_span_words, night_title
from crampdiary.ui.shared.buttons import PrimaryButton
from crampdiary.ui.shared.cards import Card
from crampdiary.ui.shared.labels import KeyHint, QuietLabel
from crampdiary.ui.shared.pages import GAP, Row, ScrollPage, set_beside
from crampdiary.ui.shared.runner import Runner
from crampdiary.ui.shared.session import DiarySession
from crampdiary.ui.shared.theme import Theme
from crampdiary.ui.today.closing import ClosingCard
from crampdiary.ui.today.evening_card import EveningCard
from crampdiary.ui.today.night_card import ANSWER_KEYS, NightCard
from crampdiary.ui.today.strip import NightStrip
from crampdiary.ui.today.welcome import WelcomeCard

SHOWN_KINDS = frozenset({Night.kind, Cramp.kind, Preferences.kind})
_SIDE_BY_SIDE_FROM = 800


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown:
    """What the page shows, read in one go."""

    counts: list[NightCount]
    view: NightView
    usual_ml: int | None
    is_untouched: bool


def _read(diary: Diary, clock: Clock, chosen: date | None) -> _Shown:
    night = chosen or latest_night(diary, clock)
    return _Shown(
        counts=last_nights(diary, clock),
        view=night_view(diary, night),
        usual_ml=usual_fluids_ml(diary, night),
        is_untouched=diary.recorded_range() is None and not diary.records(Night),
    )


class TodayPage(ScrollPage):
    """Shows last night, or the night chosen from the strip."""

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
        self._chosen: date | None = None
        self._has_begun = False
        self._view: NightView | None = None
        self._closed: NightView | None = None
        self.strip = NightStrip(theme=theme)
        self._strip_words = QuietLabel()
        self._strip_card = Card("Your last 14 nights")
        self.welcome = WelcomeCard()
        self.night_card = NightCard(session=session)
        self.evening_card = EveningCard(session=session)
        self.closing = ClosingCard()
        self.done_button = PrimaryButton("Done for today")
        self._build()
        self._connect()
        self._show_parts(welcome=True)

    def refresh(self) -> None:
        """Read anew what is shown."""
        if self._session.diary is None:
            return
        shown = self._session.do(lambda diary, clock: _read(diary, clock, self._chosen))
        if shown is None:
            return
        now = self._session.clock.now().wall_clock
        today, view = now.date(), shown.view
        self._view = view
        self.title.setText(greeting(now.hour))
        welcome = shown.is_untouched and not self._has_begun
        self.set_subtitle("" if welcome else night_span_words(view.night, today))
        self.strip.show_counts(shown.counts, view.night, today)
        self._strip_words.setText(_strip_words(shown.counts))
        self.night_card.show_view(view, night_title(view.night, today))
        self.evening_card.show_view(view, evening_title(view.night, today), shown.usual_ml)
        self.closing.show_view(view, today=today, hour=now.hour)
        if welcome or self.welcome.isVisibleTo(self) or self._closed not in {None, view}:
            self._show_parts(welcome=welcome)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the two cards below each other where they would be cramped side by side."""
        super().resizeEvent(event)
        set_beside(self._cards, beside=event.size().width() >= self._theme.px(_SIDE_BY_SIDE_FROM))

    def _build(self) -> None:
        self._strip_words.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._strip_card.header.addWidget(self._strip_words, 3)
        self._strip_card.body.addWidget(self.strip)
        self.evening_card.body.addLayout(Row(self.done_button, KeyHint("Ctrl+Enter")))
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
        self.done_button.clicked.connect(self._on_done)
        for answer, keys in ANSWER_KEYS.items():
            self._add_key(keys, partial(self._answer, answer))
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            self._add_key(keys, self._on_done)

    def _add_key(self, keys: str, action: Callable[[], None]) -> None:
        """Let a key work on this page, but not while words are typed into a field."""
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(action)

    def _show_parts(self, *, welcome: bool = False, closing: bool = False) -> None:
        self.welcome.setVisible(welcome)
        self._strip_card.setVisible(not welcome)
        self.closing.setVisible(closing)
        self._closed = None
        for card in (self.night_card, self.evening_card):
            card.setVisible(not welcome and not closing)

    def _answer(self, answer: NightState) -> None:
        if self.night_card.isVisible():
            self.night_card.answer(answer)

    def _on_session_opened(self) -> None:
        self._chosen = None
        self._has_begun = False
        self._show_parts(welcome=True)

    def _on_strip_night_chosen(self, night: date) -> None:
        if self.evening_card.flush():
            self._chosen = None if night == self.strip.latest else night
            self._show_parts()
        self.refresh()

    def _on_welcome_begin_requested(self) -> None:
        self._has_begun = True
        self._show_parts()
        self.refresh()
        self.night_card.answers.button(NightState.WITHOUT_CRAMPS).setFocus()

    def _on_closing_reopen_requested(self) -> None:
        self._show_parts()
        self.strip.setFocus()

    def _on_done(self) -> None:
        if self.night_card.isVisible() and self.evening_card.flush():
            self._show_parts(closing=True)
            self._closed = self._view
            self.closing.reopen_button.setFocus()


def _strip_words(counts: list[NightCount]) -> str:
    """Return "12 recorded, 2 not recorded: choose one to fill it in"; counts nothing at first."""
    recorded = sum(count.state.is_recorded for count in counts)
    if not recorded:
        return "Choose any night to fill it in"
    unknown = sum(count.state is NightState.NOT_RECORDED for count in counts)
    rest = f", {unknown} not recorded: choose one to fill it in" if unknown else ""
    return f"{recorded} recorded{rest}"
