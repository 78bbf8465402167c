"""The Diary page: the year at a glance, and every night with what was said about it."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QWidget

from crampdiary.domain.nights import NightCount
from crampdiary.domain.records import Cramp, Dose, Night, Phase, Treatment
from crampdiary.services.browsing import all_nights, night_views
from crampdiary.services.entries import treatments
from crampdiary.services.filtering import NightFilter
from crampdiary.services.nights import NightView, latest_night
from crampdiary.ui.diary.cramp_editor import CrampEditor
from crampdiary.ui.diary.filter_panel import FilterPanel
from crampdiary.ui.diary.finder import NightsFinder
from crampdiary.ui.diary.foot import DiaryFoot
from crampdiary.ui.diary.map_card import MapCard
from crampdiary.ui.diary.night_actions import NightActions
from crampdiary.ui.diary.night_dialog import NightDialog
from crampdiary.ui.diary.nights_card import NightsCard
from crampdiary.ui.shared.buttons import SecondaryButton
from crampdiary.ui.shared.cards import Card, EmptyState
from crampdiary.ui.shared.fields import TextField
from crampdiary.ui.shared.pages import ScrollPage
from crampdiary.ui.shared.runner import Runner
from crampdiary.ui.shared.session import DiarySession
from crampdiary.ui.shared.theme import Theme

SHOWN_KINDS = frozenset({Night.kind, Cramp.kind, Treatment.kind, Phase.kind, Dose.kind})
SEARCH_PAUSE_MS = 250
_SEARCH_WIDTH, _SEARCH_LEAST, _SEARCH_SHARE = 260, 160, 4


class DiaryPage(ScrollPage):
    """Shows all nights; each opens to be filled in or corrected."""

    def __init__(
        self,
        *,
        session: DiarySession,
        theme: Theme,
        runner: Runner,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("Diary", parent=parent)
        self._session = session
        self._theme = theme
        self._counts: list[NightCount] = []
        self._names: dict[UUID, str] = {}
        self.finder = NightsFinder(session=session, runner=runner, parent=self)
        self.search_field = TextField(name="Search notes", placeholder="Search notes")
        self.filter_button = SecondaryButton("Filter")
        self.add_button = SecondaryButton("Add a cramp")
        self.filter_panel = FilterPanel(theme=theme, parent=self)
        self.map_card = MapCard(theme=theme)
        self.list_card = NightsCard(load=self._load, theme=theme)
        self.nights = self.list_card.nights
        self.night_actions = NightActions(session=session, card=self.list_card, parent=self)
        self.foot = DiaryFoot(session=session)
        self.empty = EmptyState(
            "Every night you record will be here",
            "A year at a glance, and below it each night with its cramps and the evening before.",
            step="Add last night",
        )
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(SEARCH_PAUSE_MS)
        self._build()
        self._connect()

    def refresh(self) -> None:
        """Read anew what is shown."""
        if self._session.diary is None:
            return
        read = self._session.do(lambda diary, clock: (all_nights(diary, clock), treatments(diary)))
        if read is None:
            return
        self._counts, told = read
        self._offer({treatment.id: treatment.name for treatment, _ in told})
        self.map_card.show_counts(self._counts, self._today())
        has_nights = bool(self._counts)
        for widget in (self.map_card, self.list_card, *self._actions_on_nights):
            widget.setVisible(has_nights)
        self.empty_card.setVisible(not has_nights)
        self.finder.look_again(self._counts)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the search the room that the title does not need."""
        super().resizeEvent(event)
        widest = self._theme.px(_SEARCH_WIDTH)
        share = event.size().width() // _SEARCH_SHARE
        self.search_field.setFixedWidth(min(max(share, _SEARCH_LEAST), widest))

    def _build(self) -> None:
        self._actions_on_nights = (self.search_field, self.filter_button, self.add_button)
        for widget in self._actions_on_nights:
            self.add_action(widget)
        self.empty_card = Card()
        self.empty_card.body.addWidget(self.empty)
        self.body.addWidget(self.empty_card, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(self.map_card)
        self.body.addWidget(self.list_card, 1)
        self.body.addWidget(self.foot)

    def _connect(self) -> None:
        self._session.opened.connect(self._show_all)
        self.follow(self._session, shows=SHOWN_KINDS)
        self.map_card.night_chosen.connect(self._on_map_night_chosen)
        self.map_card.night_opened.connect(self._open_night)
        self.list_card.night_opened.connect(self._open_night)
        self.list_card.cramp_opened.connect(self._open_cramp)
        self.list_card.night_pointed.connect(self.map_card.point_at)
        self.list_card.wish_changed.connect(self.finder.wish_for)
        self.list_card.order_requested.connect(self.finder.put_in_order)
        self.add_button.clicked.connect(self._on_add_clicked)
        self.empty.step_requested.connect(lambda: self._open_night(self._latest()))
        self.search_field.textChanged.connect(self._pause.start)
        self.search_field.returnPressed.connect(self._on_search_finished)
        self._pause.timeout.connect(self._on_search_paused)
        self.filter_button.clicked.connect(self._on_filter_clicked)
        self.filter_panel.changed.connect(self._on_panel_changed)
        self.filter_panel.closed.connect(self._bring_list_into_sight)
        self.finder.changed.connect(self._on_wish_changed)
        self.finder.found.connect(self._on_nights_found)
        self.finder.looking.connect(self.list_card.found.show_looking)
        search = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        search.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        search.activated.connect(self._on_search_wished)

    def _load(self, first: date, last: date) -> list[NightView]:
        return self._session.do(lambda diary, _clock: night_views(diary, first, last)) or []

    def _today(self) -> date:
        return self._session.clock.now().wall_clock.date()

    def _latest(self) -> date:
        return self._session.do(latest_night) or self._today()

    def _offer(self, names: dict[UUID, str]) -> None:
        """Offer treatments to filter by, and wish no longer for one that is gone."""
        if names == self._names:
            return
        self._names = names
        self.filter_panel.offer_treatments(names)
        wish = self.finder.wish
        self.finder.wish_for(replace(wish, treatments=wish.treatments & names.keys()))

    def _show_all(self) -> None:
        self.search_field.clear()
        self._pause.stop()
        self.finder.wish_for(NightFilter())

    def _bring_list_into_sight(self) -> None:
        """Scroll a small window to what was found, once the list has its new size."""
        if not self.finder.wish.is_empty:
            self.scroll_area.ensureWidgetVisible(self.list_card, 0, 0)

    def _open_night(self, night: date) -> None:
        NightDialog(session=self._session, night=night, parent=self.window()).open()

    def _open_cramp(self, cramp: Cramp | None, night: date | None = None) -> None:
        place = cramp.night if cramp is not None else night or self._latest()
        CrampEditor(session=self._session, night=place, cramp=cramp, parent=self.window()).open()

    def _on_map_night_chosen(self, night: date) -> None:
        if not self.nights.choose(night):
            self._show_all()
            self.nights.choose(night)

    def _on_add_clicked(self) -> None:
        self._open_cramp(None, self.nights.chosen_night)

    def _on_search_wished(self) -> None:
        self.search_field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search_field.selectAll()

    def _on_search_finished(self) -> None:
        self._on_search_paused()
        self._bring_list_into_sight()

    def _on_search_paused(self) -> None:
        self._pause.stop()
        self.finder.wish_for(replace(self.finder.wish, text=self.search_field.text().strip()))

    def _on_filter_clicked(self) -> None:
        self.filter_panel.open_below(self.filter_button)

    def _on_panel_changed(self) -> None:
        self.finder.wish_for(replace(self.filter_panel.wish, text=self.finder.wish.text))

    def _on_wish_changed(self) -> None:
        wish = self.finder.wish
        if self.search_field.text().strip() != wish.text and not self._pause.isActive():
            self.search_field.setText(wish.text)
            self._pause.stop()
        self.filter_panel.set_wish(wish)

    def _on_nights_found(self, counts: list[NightCount]) -> None:
        self.list_card.show_order(self.finder.order)
        self.list_card.show_nights(counts, self._today())
        self.list_card.found.show_wish(self.finder.wish, self._names, len(counts))
        self.filter_panel.show_number(len(counts))
