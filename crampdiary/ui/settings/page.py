"""The Settings page: what belongs to this diary; everything is stored at once and can be undone."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from crampdiary import __version__
from crampdiary.domain.own_entries import OwnEntry
from crampdiary.domain.preferences import Preferences
from crampdiary.services.own_entries import own_entries
from crampdiary.ui.settings.bands_card import BandsCard
from crampdiary.ui.settings.diary_cards import HabitsCard, PersonCard
from crampdiary.ui.settings.files_card import FilesCard
from crampdiary.ui.settings.morning_card import MorningCard
from crampdiary.ui.settings.night_card import NightCard
from crampdiary.ui.settings.own_card import OwnEntriesCard
from crampdiary.ui.shared.labels import QuietLabel
from crampdiary.ui.shared.pages import GAP, ScrollPage, set_beside
from crampdiary.ui.shared.runner import Runner
from crampdiary.ui.shared.session import DiarySession
from crampdiary.ui.shared.theme import Theme

ABOUT = (
    "Cramp Diary {version}. Free software under the MIT licence; the typeface is Inter, under the "
    "SIL Open Font Licence. A diary, not a medical device: talk to your doctor about what you see."
)
_SIDE_BY_SIDE_FROM = 760


class SettingsPage(ScrollPage):
    """Cards in two columns, or in one where that would be cramped."""

    def __init__(
        self,
        *,
        session: DiarySession,
        theme: Theme,
        runner: Runner,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("Settings", parent=parent)
        self._session, self._theme = session, theme
        self.habits = HabitsCard(session=session)
        self.night = NightCard(session=session)
        self.morning = MorningCard(session=session)
        self.person = PersonCard(session=session)
        self.bands = BandsCard(session=session)
        self.own = OwnEntriesCard(session=session)
        self.files = FilesCard(session=session, theme=theme, runner=runner)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(GAP)
        left = (self.habits, self.night, self.bands)
        right = (self.files, self.morning, self.person, self.own)
        for cards in (left, right):
            column = QVBoxLayout()
            column.setSpacing(GAP)
            for card in cards:
                column.addWidget(card)
            column.addStretch(1)
            self._columns.addLayout(column, 1)
        self.body.addLayout(self._columns)
        self.body.addWidget(QuietLabel(ABOUT.format(version=__version__)))
        self.body.addStretch(1)
        self.follow(session, shows=frozenset({Preferences.kind, OwnEntry.kind}))

    def refresh(self) -> None:
        """Show what is stored."""
        preferences = self._session.preferences
        for card in (self.habits, self.night, self.morning, self.person, self.bands):
            card.show_preferences(preferences)
        diary = self._session.diary
        self.own.show_entries([] if diary is None else own_entries(diary))
        self.files.show_diary(self._session.path, is_demo=preferences.is_demo)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use the room there is."""
        super().resizeEvent(event)
        beside = event.size().width() >= self._theme.px(_SIDE_BY_SIDE_FROM)
        set_beside(self._columns, beside=beside)
