"""Wires the window: paint first, then open the diary; everything else when it is needed."""

import sys
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from crampdiary.app import paths
from crampdiary.app.clock import SystemClock
from crampdiary.app.colours import ColourKeeper, colours_at, remembered
from crampdiary.app.demo import DemoKeeper
from crampdiary.ui.main_window import MainWindow
from crampdiary.ui.shared.moon import moon_icon
from crampdiary.ui.shared.runner import Runner
from crampdiary.ui.shared.session import DiaryFile, DiarySession
from crampdiary.ui.shared.theme import Theme

UNEXPECTED = (
    "Something unexpected went wrong. What was saved is safe; if it happens again, start "
    "Cramp Diary anew."
)


def open_file(path: Path) -> DiaryFile:
    """Open (or make) the diary at a path; the database is imported only now."""
    from crampdiary.storage.diary import SqliteDiary  # noqa: PLC0415 - a third of a second

    return SqliteDiary(path)


class WindowApp:
    """The running window and what belongs to it; `start` shows it, `close` lets everything go."""

    def __init__(self, app: QApplication, *, diary_path: Path | None = None) -> None:
        self.app = app
        self._own = diary_path or paths.default_diary()
        clock = SystemClock()
        settings = QSettings(str(paths.settings_file()), QSettings.Format.IniFormat)
        now = clock.now().wall_clock
        self.theme = Theme(palette=colours_at(remembered(settings), now), parent=app)
        self.theme.apply(app)
        app.setWindowIcon(moon_icon(self.theme.color("strong")))
        self.runner = Runner(parent=app)
        self.session = DiarySession(clock=clock, open_file=open_file, parent=app)
        self.window = MainWindow(
            session=self.session, theme=self.theme, runner=self.runner, settings=settings
        )
        ColourKeeper(session=self.session, theme=self.theme, settings=settings, parent=self.window)
        DemoKeeper(
            session=self.session,
            runner=self.runner,
            open_file=open_file,
            own=self._own,
            usual=paths.default_diary(),
            demo=paths.demo_diary(),
            parent=self.window,
        )
        self.window.painted.connect(self._on_window_painted)

    def start(self) -> None:
        """Show the window; the diary opens once the first frame is out."""
        sys.excepthook = self._on_crash
        self.window.show()

    def close(self) -> None:
        """End the background work and let go of the diary."""
        self.runner.close()
        self.session.close()
        sys.excepthook = sys.__excepthook__

    def _on_window_painted(self) -> None:
        from crampdiary.app.logs import start_log  # noqa: PLC0415 - after the first frame

        start_log(paths.log_file())
        self.session.open(self._own)

    def _on_crash(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        from crampdiary.app.logs import log_crash  # noqa: PLC0415 - hopefully never

        log_crash(kind, error, trace)
        self.session.failed.emit(UNEXPECTED)


def open_window(diary_path: Path | None = None) -> int:
    """Run the window on a diary (by default the person's own); return the exit code."""
    QApplication.setApplicationName("Cramp Diary")
    QApplication.setDesktopFileName("crampdiary")
    app = QApplication(sys.argv[:1])
    running = WindowApp(app, diary_path=diary_path)
    running.start()
    try:
        return app.exec()
    finally:
        running.close()
