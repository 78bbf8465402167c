"""When the window wears its night colours, and the memory of it that the very first frame needs."""

from datetime import datetime

from PySide6.QtCore import QObject, QSettings, QTimer

from crampdiary.domain.errors import InvalidValueError
from crampdiary.domain.records import Preferences
from crampdiary.tokens import DAY, NIGHT, Palette
from crampdiary.ui.shared.session import DiarySession
from crampdiary.ui.shared.theme import Theme

LOOK_MS = 20_000
_MODE, _FROM, _TO = "colours/night", "colours/from_hour", "colours/to_hour"


def colours_at(preferences: Preferences, wall_clock: datetime) -> Palette:
    """Return the colours to wear at a clock reading; night may reach over midnight."""
    if preferences.night_colours != "auto":
        return NIGHT if preferences.night_colours == "always" else DAY
    first, last = preferences.night_from_hour, preferences.night_to_hour
    hour = wall_clock.hour
    is_night = first <= hour < last if first <= last else hour >= first or hour < last
    return NIGHT if is_night else DAY


def remembered(settings: QSettings) -> Preferences:
    """Return the colour preferences of the last run: the first frame comes before the diary."""
    usual = Preferences()
    try:
        return Preferences(
            night_colours=str(settings.value(_MODE, usual.night_colours)),
            night_from_hour=int(str(settings.value(_FROM, usual.night_from_hour))),
            night_to_hour=int(str(settings.value(_TO, usual.night_to_hour))),
        )
    except (ValueError, InvalidValueError):
        return usual


class ColourKeeper(QObject):
    """Changes the theme when the night begins or ends, or when the preference changes."""

    def __init__(
        self, *, session: DiarySession, theme: Theme, settings: QSettings, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session, self._theme, self._settings = session, theme, settings
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        session.opened.connect(self._on_session_opened)
        session.changed.connect(self._on_session_changed)

    def look(self) -> None:
        """Wear what the present hour asks for."""
        opened = self._session.diary is not None
        preferences = self._session.preferences if opened else remembered(self._settings)
        self._theme.use(colours_at(preferences, self._session.clock.now().wall_clock))

    def _on_session_opened(self) -> None:
        preferences = self._session.preferences
        self._settings.setValue(_MODE, preferences.night_colours)
        self._settings.setValue(_FROM, preferences.night_from_hour)
        self._settings.setValue(_TO, preferences.night_to_hour)
        self.look()

    def _on_session_changed(self, kinds: frozenset[str]) -> None:
        if Preferences.kind in kinds:
            self._on_session_opened()
