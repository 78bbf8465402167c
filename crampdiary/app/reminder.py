"""Looks whether the morning reminder is due, and remembers what was asked so as never to nag."""

from datetime import date

from PySide6.QtCore import QObject, QSettings, QTimer, Signal

from crampdiary.app.instance import diary_key
from crampdiary.domain.errors import DiaryError
from crampdiary.domain.preferences import Preferences
from crampdiary.services.reminders import night_to_ask_for
from crampdiary.ui.shared.session import DiarySession

LOOK_MS = 20_000
REMEMBERED = 8


class ReminderKeeper(QObject):
    """`due` is emitted once for a night, when it is time to ask how it was.

    It looks every 20 seconds instead of waiting for an hour: so it is right after the computer has
    slept, and after the clock was changed.
    """

    due = Signal()

    def __init__(self, *, session: DiarySession, settings: QSettings, parent: QObject) -> None:
        """Take an open session, or one that opens later."""
        super().__init__(parent)
        self._session, self._settings = session, settings
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._wished: int | None = None
        session.opened.connect(self._on_preferences_known)
        session.changed.connect(self._on_session_changed)
        self._on_preferences_known()

    def look(self) -> None:
        """Ask for last night if it is time to."""
        self._session.look_outside()  # which rests while the window is hidden
        if self._take_night():
            self.due.emit()

    def _on_session_changed(self, kinds: frozenset[str]) -> None:
        if Preferences.kind in kinds and self._session.preferences.reminder_min != self._wished:
            self._on_preferences_known()

    def _on_preferences_known(self) -> None:
        """Begin with the next reminder: who opens the window or sets a time past is here."""
        self._wished = self._session.preferences.reminder_min
        if self._wished is None:
            self._timer.stop()
            return
        self._take_night()
        self._timer.start()

    def _take_night(self) -> bool:
        """Tell whether there is a night to ask for, and remember it as asked."""
        diary, path = self._session.diary, self._session.path
        if diary is None or path is None:
            return False
        key = f"reminder/{diary_key(path)}"
        asked = _dates(self._settings.value(key))
        try:
            night = night_to_ask_for(diary, self._session.clock.now(), asked=asked)
        except DiaryError:
            return False  # busy just now; the next look tells
        if night is None:
            return False
        # Several, for travel and a corrected clock may bring back yesterday.
        latest = [*asked, night][-REMEMBERED:]
        self._settings.setValue(key, " ".join(item.isoformat() for item in latest))
        return True


def _dates(value: object) -> list[date]:
    """Return the remembered nights; nonsense in the file means none."""
    found = []
    for word in str(value or "").split():
        try:
            found.append(date.fromisoformat(word))
        except ValueError:
            continue
    return found
