"""What lies behind the window: session, background work, colours, the demo, the log."""

from pathlib import Path

from PySide6.QtCore import QSettings

from crampdiary.app import paths
from crampdiary.app.clock import SystemClock
from crampdiary.app.colours import ColourKeeper
from crampdiary.app.demo import DemoKeeper
from crampdiary.app.logs import start_log
from crampdiary.ui.main_window import MainWindow
from crampdiary.ui.shared.runner import Runner
from crampdiary.ui.shared.session import DiaryFile, DiarySession
from crampdiary.ui.shared.theme import Theme


def open_file(path: Path) -> DiaryFile:
    """Open (or make) the diary at a path; the database is imported only now."""
    from crampdiary.storage.diary import SqliteDiary  # noqa: PLC0415 - a third of a second

    return SqliteDiary(path)


class House:
    """Wires everything to the window once; `open` opens the person's diary."""

    def __init__(self, *, window: MainWindow, theme: Theme, settings: QSettings, own: Path) -> None:
        self._own = own
        self.runner = Runner(parent=window)
        self.session = DiarySession(clock=SystemClock(), open_file=open_file, parent=window)
        ColourKeeper(session=self.session, theme=theme, settings=settings, parent=window)
        DemoKeeper(
            session=self.session,
            runner=self.runner,
            open_file=open_file,
            own=own,
            usual=paths.default_diary(),
            demo=paths.demo_diary(),
            parent=window,
        )
        window.attach(session=self.session, runner=self.runner)

    def open(self) -> None:
        """Begin the log and open the diary."""
        start_log(paths.log_file())
        self.session.open(self._own)

    def close(self) -> None:
        """End the background work and let go of the diary."""
        self.runner.close()
        self.session.close()
