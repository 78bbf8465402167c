"""The Diary page: the year at a glance, and every night with what was said about it."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from crampdiary.domain.nights import NightCount
from crampdiary.domain.records import Cramp, Dose, Night, Phase, Treatment
from crampdiary.services.browsing import all_nights, night_views
from crampdiary.services.entries import treatments
from crampdiary.services.nights import NightView, latest_night
from crampdiary.ui.diary.cramp_editor import CrampEditor
from crampdiary.ui.diary.finder import NightsFinder
from crampdiary.ui.diary.foot import DiaryFoot
from crampdiary.ui.diary.map_card import MapCard
from crampdiary.ui.diary.night_actions import NightActions
from crampdiary.ui.diary.night_dialog import NightDialog
from crampdiary.ui.diary.night_search import NightSearch
from crampdiary.ui.diary.nights_card import NightsCard
from crampdiary.ui.shared.buttons import SecondaryButton
from crampdiary.ui.shared.cards import Card, EmptyState
from crampdiary.ui.shared.pages import ScrollPage
from crampdiary.ui.shared.runner import Runner
from crampdiary.ui.shared.session import DiarySession
from crampdiary.ui.shared.theme import Theme

SHOWN_KINDS = frozenset({Night.kind, Cramp.kind, Treatment.kind, Phase.kind, Dose.kind})
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
        self.finder = NightsFinder(session=session, runner=runner, parent=self)
        self.search = NightSearch(finder=self.finder, theme=theme, parent=self)
        self.search_field, self.filter_button = self.search.field, self.search.filter_button
        self.add_button = SecondaryButton("Add a cramp")
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
        self.search.offer_treatments({treatment.id: treatment.name for treatment, _ in told})
        self.map_card.show_counts(self._counts, self._today())
        has_nights = bool(self._counts)
        for widget in (self.map_card, self.list_card, *self._actions_on_nights):
            widget.setVisible(has_nights)
        self.empty_card.setVisible(not has_nights)
        self.body.setStretchFactor(self.empty_card, 0 if has_nights else 1)
        self.finder.look_again(self._counts)

    def show_night(self, night: date) -> None:
        """Go to a night that was asked for elsewhere, and let the keys go on from it."""
        self._on_map_night_chosen(night)
        self.nights.setFocus()

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
        self._session.opened.connect(self.search.clear)
        self.follow(self._session, shows=SHOWN_KINDS)
        self.map_card.night_chosen.connect(self._on_map_night_chosen)
        self.map_card.turned_to.connect(self.nights.choose)
        self.map_card.night_opened.connect(self._open_night)
        self.list_card.night_opened.connect(self._open_night)
        self.list_card.cramp_opened.connect(self._open_cramp)
        self.list_card.night_pointed.connect(self.map_card.point_at)
        self.list_card.wish_changed.connect(self.finder.wish_for)
        self.list_card.order_requested.connect(self.finder.put_in_order)
        self.add_button.clicked.connect(self._on_add_clicked)
        self.empty.step_requested.connect(lambda: self._open_night(self._latest()))
        self.search.settled.connect(self._bring_list_into_sight)
        self.finder.found.connect(self._on_nights_found)
        self.finder.looking.connect(self.list_card.found.show_looking)

    def _load(self, first: date, last: date) -> list[NightView]:
        return self._session.do(lambda diary, _clock: night_views(diary, first, last)) or []

    def _today(self) -> date:
        return self._session.clock.now().wall_clock.date()

    def _latest(self) -> date:
        return self._session.do(latest_night) or self._today()

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
        """Go to a night in the list; one that the filter hides opens, and the filter stays."""
        if not self.nights.choose(night):
            self._open_night(night)

    def _on_add_clicked(self) -> None:
        self._open_cramp(None, self.nights.chosen_night)

    def _on_nights_found(self, counts: list[NightCount]) -> None:
        self.list_card.show_order(self.finder.order)
        self.list_card.show_nights(counts, self._today())
        self.list_card.found.show_wish(self.finder.wish, self.search.names, len(counts))
        self.search.show_number(len(counts))
