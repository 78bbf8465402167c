"""Starts the window: paint first, then import what a diary needs, then open it."""

import sys
import time
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QApplication

from crampdiary.app import paths
from crampdiary.app.colours import remembered
from crampdiary.app.instance import Instance
from crampdiary.app.wishes import Wish
from crampdiary.ui.main_window import MainWindow
from crampdiary.ui.shared.moon import moon_icon
from crampdiary.ui.shared.theme import STYLE, Theme

if TYPE_CHECKING:
    from crampdiary.app.house import House
    from crampdiary.app.presence import Presence
    from crampdiary.domain.nights import LocalInstant

UNEXPECTED = (
    "Something unexpected went wrong. What was saved is safe; if it happens again, start "
    "Cramp Diary anew."
)


def _now() -> "LocalInstant":
    """Return the instant of a press that comes before the rest of the app."""
    from crampdiary.app.clock import SystemClock  # noqa: PLC0415 - seldom needed so early

    return SystemClock().now()


def _on_cramp_running(running: bool) -> None:  # noqa: FBT001 - a signal carries it
    """Keep the screen on while somebody may want to press that it has stopped."""
    from crampdiary.app.awake import keep_awake  # noqa: PLC0415 - at the first cramp

    keep_awake(running)


class WindowApp:
    """The running window. `start` shows it; once painted it moves in; `close` lets all go."""

    def __init__(
        self,
        app: QApplication,
        *,
        diary_path: Path | None = None,
        wish: Wish = Wish.OPEN,
        instance: Instance | None = None,
    ) -> None:
        """With `Wish.NIGHT` the night screen comes at any hour; `instance` hears later starts."""
        self.app = app
        self._instance = instance
        self._own = diary_path or paths.default_diary()
        self._settings = QSettings(str(paths.settings_file()), QSettings.Format.IniFormat)
        # The hour is enough for the first frame's colours, and needs no time zones.
        hour, night = time.localtime().tm_hour, remembered(self._settings)
        self.theme = Theme(palette=night.colours_at(hour), parent=app)
        self.theme.apply(app)
        self.window = MainWindow(theme=self.theme, settings=self._settings, now=_now)
        if wish is Wish.NIGHT or night.starts_at(hour):
            self.window.begin_at_night()
        self.window.painted.connect(self._on_window_painted)
        self.window.cramp_running.connect(_on_cramp_running)
        self._house: House | None = None
        self.presence: Presence | None = None
        self._is_closed = False

    @property
    def house(self) -> "House":
        """Return what lies behind the window; made at the first look, or after the first frame."""
        if self._house is None:
            from crampdiary.app.house import House  # noqa: PLC0415 - after the first frame

            self._house = House(
                window=self.window, theme=self.theme, settings=self._settings, own=self._own
            )
        return self._house

    def start(self) -> None:
        """Show the window; the diary opens once the first frame is out."""
        sys.excepthook = self._on_crash
        self.window.show()

    def close(self) -> None:
        """End the background work and let go of the diary."""
        self._is_closed = True
        if self.presence is not None:
            self.presence.close()
        if self._house is not None:
            self._house.close()
        sys.excepthook = sys.__excepthook__

    def _on_window_painted(self) -> None:
        self.app.setWindowIcon(moon_icon(self.theme.color("strong")))
        self.house.open()
        QTimer.singleShot(0, self.window, self._be_present)

    def _be_present(self) -> None:
        """Bring the tray, the reminder, and an ear for later starts; the diary is shown by now."""
        if self._is_closed:
            return
        from crampdiary.app.presence import Presence  # noqa: PLC0415 - after the first frame

        self.presence = Presence(
            self.app,
            window=self.window,
            session=self.house.session,
            theme=self.theme,
            settings=self._settings,
            own=self._own,
            instance=self._instance,
        )

    def _on_crash(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        from crampdiary.app.logs import log_crash  # noqa: PLC0415 - hopefully never

        log_crash(kind, error, trace)
        if self._house is not None:
            self._house.session.failed.emit(_words_for(error))


def _words_for(error: BaseException) -> str:
    """Return what is said of an error that nobody caught, such as a busy diary at a mere look."""
    from crampdiary.domain.errors import DiaryError  # noqa: PLC0415 - hopefully never
    from crampdiary.services.words import sentence  # noqa: PLC0415 - as above

    return sentence(error) if isinstance(error, DiaryError) else UNEXPECTED


def open_window(diary_path: Path | None = None, *, wish: Wish = Wish.OPEN) -> int:
    """Run the window on a diary (by default the person's own); return the exit code.

    Where it is open already, that window does what is wished, and this returns.
    """
    instance = Instance(diary_path or paths.default_diary(), folder=paths.data_folder())
    if not instance.take():
        # Imported only here, for a first start needs no more than the lock.
        from crampdiary.app.handover import NO_ANSWER, Answer, hand_over  # noqa: PLC0415 - see above

        answer = hand_over(instance, wish)
        if answer is Answer.DONE:
            return 0
        if answer is Answer.NONE:
            sys.stderr.write(f"{NO_ANSWER}\n")
            return 1
    try:
        return _run_window(diary_path, wish, instance)
    finally:
        instance.release()


def _run_window(diary_path: Path | None, wish: Wish, instance: Instance) -> int:
    QApplication.setApplicationName("Cramp Diary")
    QApplication.setDesktopFileName("crampdiary")
    QApplication.setStyle(STYLE)  # before the platform's own is made, for nothing
    app = QApplication(sys.argv[:1])
    running = WindowApp(app, diary_path=diary_path, wish=wish, instance=instance)
    running.start()
    try:
        return app.exec()
    finally:
        running.close()
