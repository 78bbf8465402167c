"""The Diary page: the year at a glance, and every night with what was said about it."""

from datetime import date

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from crampdiary.domain.errors import DiaryError
from crampdiary.domain.nights import NightCount
from crampdiary.domain.records import Cramp, Night
from crampdiary.services.browsing import all_nights, night_views, nights_with_note
from crampdiary.services.nights import NightView, latest_night
from crampdiary.services.words import sentence
from crampdiary.ui.diary.cramp_editor import CrampEditor
from crampdiary.ui.diary.map_card import MapCard
from crampdiary.ui.diary.night_dialog import NightDialog
from crampdiary.ui.diary.nights_card import NightsCard
from crampdiary.ui.shared.buttons import SecondaryButton
from crampdiary.ui.shared.cards import Card, EmptyState
from crampdiary.ui.shared.fields import TextField
from crampdiary.ui.shared.pages import ScrollPage
from crampdiary.ui.shared.runner import Runner
from crampdiary.ui.shared.session import DiarySession
from crampdiary.ui.shared.theme import Theme

SHOWN_KINDS = frozenset({Night.kind, Cramp.kind})
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
        self._runner = runner
        self._counts: list[NightCount] = []
        self._search_number = 0
        self.search_field = TextField(name="Search notes", placeholder="Search notes")
        self.add_button = SecondaryButton("Add a cramp")
        self.map_card = MapCard(theme=theme)
        self.list_card = NightsCard(load=self._load, theme=theme)
        self.nights = self.list_card.nights
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
        counts = self._session.do(all_nights)
        if counts is None:
            return
        self._counts = counts
        self.map_card.show_counts(counts, self._today())
        for widget in (self.map_card, self.list_card, self.search_field, self.add_button):
            widget.setVisible(bool(counts))
        self.empty_card.setVisible(not counts)
        if self.search_field.text().strip():
            self._search()
        else:
            self._show_nights(counts)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the search the room that the title does not need."""
        super().resizeEvent(event)
        widest = self._theme.px(_SEARCH_WIDTH)
        share = event.size().width() // _SEARCH_SHARE
        self.search_field.setFixedWidth(min(max(share, _SEARCH_LEAST), widest))

    def _build(self) -> None:
        self.add_action(self.search_field)
        self.add_action(self.add_button)
        self.empty_card = Card()
        self.empty_card.body.addWidget(self.empty)
        self.body.addWidget(self.empty_card, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(self.map_card)
        self.body.addWidget(self.list_card, 1)

    def _connect(self) -> None:
        self._session.opened.connect(self.search_field.clear)
        self.follow(self._session, shows=SHOWN_KINDS)
        self.map_card.night_chosen.connect(self._on_map_night_chosen)
        self.list_card.night_opened.connect(self._open_night)
        self.list_card.cramp_opened.connect(self._open_cramp)
        self.list_card.night_pointed.connect(self.map_card.point_at)
        self.add_button.clicked.connect(self._on_add_clicked)
        self.empty.step_requested.connect(lambda: self._open_night(self._latest()))
        self.search_field.textChanged.connect(self._pause.start)
        self.search_field.returnPressed.connect(self._on_search_paused)
        self._pause.timeout.connect(self._on_search_paused)
        self.list_card.all_button.clicked.connect(self._end_search)

    def _load(self, first: date, last: date) -> list[NightView]:
        return self._session.do(lambda diary, _clock: night_views(diary, first, last)) or []

    def _today(self) -> date:
        return self._session.clock.now().wall_clock.date()

    def _latest(self) -> date:
        return self._session.do(latest_night) or self._today()

    def _show_nights(self, counts: list[NightCount], found: str = "") -> None:
        """Show nights, given oldest first."""
        self.list_card.show_nights(counts[::-1], self._today(), found)

    def _search(self) -> None:
        """Look through all notes in the background; the newest search wins."""
        self._runner.forget(self._search_number)
        text, counts = self.search_field.text().strip(), self._counts
        if not text or not counts:
            self._show_nights(counts)
            return
        open_diary = self._session.worker_diary()
        first, last = counts[0].night, counts[-1].night

        def look() -> set[date]:
            with open_diary() as diary:
                return set(nights_with_note(diary, text, first, last))

        self._search_number = self._runner.run(
            look, lambda found: self._show_found(text, found), self._on_search_failed
        )

    def _end_search(self) -> None:
        self.search_field.clear()
        self._on_search_paused()

    def _show_found(self, text: str, found: set[date]) -> None:
        nights = [count for count in self._counts if count.night in found]
        number = len(nights)
        who = {0: "No night has", 1: "1 night has"}.get(number, f"{number} nights have")
        self._show_nights(nights, f"{who} \u201c{text}\u201d in a note.")

    def _open_night(self, night: date) -> None:
        NightDialog(session=self._session, night=night, parent=self.window()).open()

    def _open_cramp(self, cramp: Cramp | None, night: date | None = None) -> None:
        place = cramp.night if cramp is not None else night or self._latest()
        CrampEditor(session=self._session, night=place, cramp=cramp, parent=self.window()).open()

    def _on_map_night_chosen(self, night: date) -> None:
        if not self.nights.choose(night):
            self._end_search()
            self.nights.choose(night)

    def _on_add_clicked(self) -> None:
        self._open_cramp(None, self.nights.chosen_night)

    def _on_search_paused(self) -> None:
        self._pause.stop()
        self._search()

    def _on_search_failed(self, error: Exception) -> None:
        if not isinstance(error, DiaryError):
            raise error
        self._session.failed.emit(sentence(error))
