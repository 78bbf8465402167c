"""Opening the demo diary and leaving it again; it has a file of its own, never the person's."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

from crampdiary.domain.ports import Clock
from crampdiary.services.cramps import running_cramp
from crampdiary.ui.shared.runner import Runner
from crampdiary.ui.shared.session import CAN_UNDO, DiaryFile, DiarySession

CRAMP_FIRST = "A cramp is running in your diary; the demo can wait."
YEARS = 1
SEED = 7


def make_demo(path: Path, open_file: Callable[[Path], DiaryFile], clock: Clock) -> None:
    """Write a fresh demo diary over an older one, so that its last night is always last night."""
    from crampdiary.services.demo import fill_demo  # noqa: PLC0415 - seldom needed

    path.unlink(missing_ok=True)
    with open_file(path) as diary:
        fill_demo(diary, clock, years=YEARS, seed=SEED)


class DemoKeeper(QObject):
    """Answers the session's wishes to open the demo diary and to go back to the person's own."""

    def __init__(
        self,
        *,
        session: DiarySession,
        runner: Runner,
        open_file: Callable[[Path], DiaryFile],
        own: Path,
        usual: Path,
        demo: Path,
        parent: QObject,
    ) -> None:
        """`own` is the diary started on; `usual` is for leaving one that is itself a demo."""
        super().__init__(parent)
        self._session, self._runner, self._open_file = session, runner, open_file
        self._own, self._usual, self._demo = own, usual, demo
        session.demo_requested.connect(self._on_demo_requested)
        session.own_diary_requested.connect(self._on_own_diary_requested)

    def _on_demo_requested(self) -> None:
        if self._session.path == self._demo:
            return
        clock, open_file, path = self._session.clock, self._open_file, self._demo
        self._runner.run(lambda: make_demo(path, open_file, clock), lambda _: self._open_demo())

    def _open_demo(self) -> None:
        """Open the demo, but never over a cramp: its keys would go astray."""
        diary = self._session.diary
        if diary is not None and running_cramp(diary, self._session.clock.now()) is not None:
            self._session.noted.emit(CRAMP_FIRST, not CAN_UNDO)
        else:
            self._session.open(self._demo)

    def _on_own_diary_requested(self) -> None:
        started_on_a_demo = self._session.path == self._own
        self._session.open(self._usual if started_on_a_demo else self._own)
