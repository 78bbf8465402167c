"""What a page gets to read and write the diary, and how it hears that something changed."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Protocol, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from crampdiary.domain.changes import Change
from crampdiary.domain.errors import DiaryError, DiaryUnavailableError
from crampdiary.domain.nights import night_of
from crampdiary.domain.ports import Clock, Diary
from crampdiary.domain.preferences import Preferences
from crampdiary.domain.records import RECORD_TYPES
from crampdiary.services import history
from crampdiary.services.cramps import is_forgotten
from crampdiary.services.preferences import preferences
from crampdiary.services.words import sentence

T = TypeVar("T")
ALL_KINDS = frozenset(RECORD_TYPES)
# What a look outside sees: the writes of others, the day, the night that an entry made now belongs
# to, and how many cramps were never ended.
_Sight = tuple[int, date, date, int]
POLL_MS = 2_000
CAN_UNDO = True


class DiaryFile(Diary, Protocol):
    """A diary that lies in a file: it can be closed, and tells when somebody else wrote to it."""

    def __enter__(self) -> Diary:
        """Return the diary itself."""
        ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
        /,
    ) -> None:
        """Close it."""
        ...

    def close(self) -> None:
        """Let go of the file."""
        ...

    def outside_version(self) -> int:
        """Return a number that changes when another process has written to the file."""
        ...


class DiarySession(QObject):
    """The open diary as the window sees it.

    `opened`: a diary was opened (also another one than before): read everything anew.
    `changed(kinds)`: a frozenset of kinds such as "cramp" was written to; refresh if you show them.
    `failed(words)`: something did not work; the sentence is ready to be shown.
    `noted(words, can_undo)`: something was done that deserves a line: "Treatment deleted."
    `demo_requested`, `own_diary_requested`: emit them to open the demo diary and to leave it.
    `night_requested(night)`: emit it to go to a night in the Diary.
    """

    opened = Signal()
    changed = Signal(object)
    failed = Signal(str)
    noted = Signal(str, bool)
    demo_requested = Signal()
    own_diary_requested = Signal()
    night_requested = Signal(object)

    def __init__(
        self,
        *,
        clock: Clock,
        open_file: Callable[[Path], DiaryFile],
        parent: QObject | None = None,
    ) -> None:
        """Open nothing yet; `open_file` opens (or makes) the diary at a path."""
        super().__init__(parent)
        self._clock = clock
        self._open_file = open_file
        self._file: DiaryFile | None = None
        self._path: Path | None = None
        self._preferences: Preferences | None = None
        self._seen: _Sight | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self.look_outside)

    @property
    def diary(self) -> Diary | None:
        """Return the open diary, or None until it is open."""
        return self._file

    @property
    def path(self) -> Path | None:
        """Return where the open diary lies."""
        return self._path

    @property
    def clock(self) -> Clock:
        """Return the clock."""
        return self._clock

    @property
    def preferences(self) -> Preferences:
        """Return the preferences of the open diary, or the defaults."""
        if self._preferences is None and self._file is not None:
            self._preferences = preferences(self._file)
        return self._preferences or Preferences()

    def open(self, path: Path) -> bool:
        """Open a diary in place of the one that is open; on failure that one stays."""
        try:
            file = self._open_file(path)
        except DiaryError as error:
            self.failed.emit(sentence(error))
            return False
        self.close()
        self._file, self._path = file, path
        self._seen = self._look()
        self.opened.emit()
        return True

    def close(self) -> None:
        """Let go of the file."""
        if self._file is not None:
            self._file.close()
        self._file = self._path = self._preferences = None

    def worker_diary(self) -> Callable[[], AbstractContextManager[Diary]]:
        """Return how a worker opens the same diary for itself: `with open_diary() as diary:`.

        Raises `DiaryUnavailableError` while none is open.
        """
        path, open_file = self._opened_path(), self._open_file
        return lambda: open_file(path)

    def do(self, action: Callable[[Diary, Clock], T], *, said: str = "") -> T | None:
        """Run a use case, tell everyone what changed, and return its result.

        `action` returns changes, or a record with its changes, as `services` do. With `said` the
        window shows that sentence with an Undo. On an error `failed` is emitted, and None returned.
        """
        try:
            return self.perform(action, said=said)
        except DiaryError as error:
            self.failed.emit(sentence(error))
            return None

    def perform(self, action: Callable[[Diary, Clock], T], *, said: str = "") -> T:
        """As `do`, but raise the `DiaryError`: for forms, which show it at the field."""
        if self._file is None:
            self._opened_path()
        assert self._file is not None  # noqa: S101 - the line above raises
        result = action(self._file, self._clock)
        kinds = frozenset(change.kind for change in _changes_in(result))
        if kinds:
            self._tell(kinds)
            if said:
                self.noted.emit(said, CAN_UNDO)
        return result

    def undo(self) -> None:
        """Take back the latest change, whatever it was."""
        self._revert(history.undo, "Taken back")

    def redo(self) -> None:
        """Do again what was taken back last."""
        self._revert(history.redo, "Done again")

    def watch(self, *, outside: bool) -> None:
        """Look for other processes' writes every two seconds, or no longer (window hidden)."""
        if outside:
            self.look_outside()
            self._timer.start()
        else:
            self._timer.stop()

    def look_outside(self) -> None:
        """Tell everyone to read anew where another process wrote, or time itself changed what is.

        That is a new day or night on the person's clock (midnight, a journey, a corrected clock),
        and a running cramp whose stop was forgotten meanwhile.
        """
        if self._file is None:
            return
        try:
            seen = self._look()
        except DiaryError:
            return  # busy just now; the next look tells
        if seen != self._seen:
            self._seen = seen
            self._tell(ALL_KINDS)

    def _revert(self, action: Callable[[Diary, Clock], tuple[Change, ...]], words: str) -> None:
        changes = self.do(action)
        if changes:
            label = changes[0].label
            self.noted.emit(f"{words}: {label[0].lower()}{label[1:]}.", not CAN_UNDO)

    def _look(self) -> _Sight:
        now = self._clock.now()
        night = night_of(now, self.preferences.boundary_hour)
        if self._file is None:
            return 0, now.wall_clock.date(), night, 0
        forgotten = sum(is_forgotten(cramp, now) for cramp in self._file.open_cramps())
        return self._file.outside_version(), now.wall_clock.date(), night, forgotten

    def _tell(self, kinds: frozenset[str]) -> None:
        if Preferences.kind in kinds:
            self._preferences = None
        self.changed.emit(kinds)

    def _opened_path(self) -> Path:
        if self._path is None:
            raise DiaryUnavailableError(path=Path("diary"), reason="denied")
        return self._path


def _changes_in(result: object) -> list[Change]:
    """Return the changes in what a use case returned: changes, or a record with its changes."""
    if isinstance(result, Change):
        return [result]
    if isinstance(result, tuple):
        return [change for part in result for change in _changes_in(part)]
    return []
