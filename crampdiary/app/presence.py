"""What the app is beside its window: the icon in the tray, the reminder, an ear for later starts.

Made once the first frame is out and the diary is open, for none of it may cost start-up.
"""

from pathlib import Path

from PySide6.QtCore import QObject, QSettings
from PySide6.QtWidgets import QApplication

from crampdiary.app.handover import WishServer
from crampdiary.app.instance import Instance
from crampdiary.app.reminder import ReminderKeeper
from crampdiary.app.tray import Tray
from crampdiary.app.wishes import Wish
from crampdiary.domain.nights import NOON
from crampdiary.ui.main_window import MainWindow
from crampdiary.ui.shared.session import DiarySession
from crampdiary.ui.shared.theme import Theme

GREETING, LATE_GREETING = "Good morning", "Cramp Diary"
QUESTION = "How was the night?"


class Presence(QObject):
    """Wires all of it to the window.

    Closing the window ends the app, unless a reminder is set and a tray shows that it is still
    there: then it stays, or the reminder would never come.
    """

    def __init__(
        self,
        app: QApplication,
        *,
        window: MainWindow,
        session: DiarySession,
        theme: Theme,
        settings: QSettings,
        own: Path,
        instance: Instance | None = None,
    ) -> None:
        """`own` is the person's diary; without an `instance` no later start is listened to."""
        super().__init__(window)
        self._app, self._window, self._session, self._own = app, window, session, own
        self._has_asked = False
        self.tray = Tray(theme=theme, parent=window)
        self.tray.log_requested.connect(self._on_log_requested)
        self.tray.open_requested.connect(self._open)
        self.tray.quit_requested.connect(app.quit)
        self.tray.message_clicked.connect(self._open)
        self.reminder = ReminderKeeper(session=session, settings=settings, parent=self)
        self.reminder.due.connect(self._on_reminder_due)
        self.server = WishServer(parent=self)
        self.server.wished.connect(self._on_server_wished)
        if instance is not None and instance.is_first:
            self.server.listen(instance.sockets)
        app.setQuitOnLastWindowClosed(False)
        app.lastWindowClosed.connect(self._on_last_window_closed)

    @property
    def stays(self) -> bool:
        """Tell whether the app goes on when its window is closed."""
        return self._session.preferences.reminder_min is not None and self.tray.is_there

    def close(self) -> None:
        """Take the icon away and listen no longer."""
        self._app.lastWindowClosed.disconnect(self._on_last_window_closed)
        self._app.setQuitOnLastWindowClosed(True)
        self.server.close()
        self.tray.close()

    def _on_last_window_closed(self) -> None:
        if not self.stays:
            self._app.quit()

    def _on_log_requested(self) -> None:
        """Store first, then show; a real cramp belongs in the person's own diary."""
        if self._is_own_diary_open():
            self._window.cramp_now()
            self._window.show_night()
        else:
            self._window.come_forward()  # it says why

    def _on_server_wished(self, wish: str) -> None:
        if wish != Wish.NIGHT:
            self._open()
        elif self._is_own_diary_open():
            self._window.show_night()
        else:
            self._window.come_forward()

    def _open(self) -> None:
        """Come forward; after the reminder with Today, for most desktops do not tell of a click."""
        if self._has_asked:
            self._has_asked = False
            self._window.show_today()
        else:
            self._window.come_forward()

    def _on_reminder_due(self) -> None:
        self._has_asked = True
        if self.tray.is_there:
            is_morning = self._session.clock.now().wall_clock.hour < NOON
            self.tray.say(GREETING if is_morning else LATE_GREETING, QUESTION)
        else:
            self._app.alert(self._window)

    def _is_own_diary_open(self) -> bool:
        """Leave the demo; tell whether that was possible, for the demo is no place for a cramp."""
        if self._session.path not in {None, self._own}:
            self._window.let_go_of_forms()
            self._session.own_diary_requested.emit()
        return self._session.path in {None, self._own}
