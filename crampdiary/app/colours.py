"""When the window wears its night colours, and the memory of it that the very first frame needs.

The first frame comes before the diary with its preferences; so they are remembered beside it, and
nothing here imports the records.
"""

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QSettings, QTimer

from crampdiary.tokens import DAY, NIGHT, Palette

if TYPE_CHECKING:
    from crampdiary.ui.shared.session import DiarySession
    from crampdiary.ui.shared.theme import Theme

LOOK_MS = 20_000
_MODE, _FROM, _TO, _START = "colours/night", "colours/from_hour", "colours/to_hour", "night/start"
_MODES = ("auto", "always", "never")
_HOURS = range(24)


class NightWish(NamedTuple):
    """When it is night: for the colours and for the start with the night screen.

    Each is `auto` (from one hour to another), `always` or `never`.
    """

    mode: str = "auto"
    from_hour: int = 22
    to_hour: int = 8
    start: str = "auto"

    def colours_at(self, hour: int) -> Palette:
        """Return the colours to wear at an hour of the clock."""
        return NIGHT if self._holds(self.mode, hour) else DAY

    def starts_at(self, hour: int) -> bool:
        """Tell whether the app starts with the night screen at an hour of the clock."""
        return self._holds(self.start, hour)

    def _holds(self, mode: str, hour: int) -> bool:
        """Tell whether it is night for a mode; a night may reach over midnight."""
        if mode != "auto":
            return mode == "always"
        first, last = self.from_hour, self.to_hour
        return first <= hour < last if first <= last else hour >= first or hour < last


def remembered(settings: QSettings) -> NightWish:
    """Return the wish of the last run; nonsense in the file means the usual one."""
    usual = NightWish()
    try:
        wish = NightWish(
            str(settings.value(_MODE, usual.mode)),
            int(str(settings.value(_FROM, usual.from_hour))),
            int(str(settings.value(_TO, usual.to_hour))),
            str(settings.value(_START, usual.start)),
        )
    except ValueError:
        return usual
    hours = {wish.from_hour, wish.to_hour}
    possible = {wish.mode, wish.start} <= set(_MODES) and hours <= set(_HOURS)
    return wish if possible else usual


class ColourKeeper(QObject):
    """Changes the theme when the night begins or ends, or when the preference changes."""

    def __init__(
        self, *, session: "DiarySession", theme: "Theme", settings: QSettings, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session, self._theme, self._settings = session, theme, settings
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        session.opened.connect(self._on_preferences_known)
        session.changed.connect(self._on_session_changed)

    def look(self) -> None:
        """Wear what the present hour asks for."""
        wish = remembered(self._settings)
        self._theme.use(wish.colours_at(self._session.clock.now().wall_clock.hour))

    def _on_preferences_known(self) -> None:
        known = self._session.preferences
        self._settings.setValue(_MODE, known.night_colours)
        self._settings.setValue(_FROM, known.night_from_hour)
        self._settings.setValue(_TO, known.night_to_hour)
        self._settings.setValue(_START, known.night_start)
        self.look()

    def _on_session_changed(self, kinds: frozenset[str]) -> None:
        if "preferences" in kinds:
            self._on_preferences_known()
