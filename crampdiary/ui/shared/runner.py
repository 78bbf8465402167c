"""The one place that runs work in the background; it owns its threads and ends with the window."""

import itertools
from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal, Slot

from crampdiary.ui.shared.collecting import collecting

T = TypeVar("T")
_Handler = Callable[[Any], object]
DONE_WITHIN_MS = 30_000


class _Work(QRunnable):
    """One piece of work on a thread of the pool."""

    def __init__(
        self,
        number: int,
        work: Callable[[], object],
        *,
        is_wanted: Callable[[int], bool],
        ended: Callable[..., None],
    ) -> None:
        super().__init__()
        self._number, self._work = number, work
        self._is_wanted, self._ended = is_wanted, ended

    def run(self) -> None:
        """Do the work, unless nobody waits for it any more, and report, whatever happens."""
        if not self._is_wanted(self._number):
            self._ended(self._number, None, None)
            return
        try:
            result = self._work()
        except Exception as error:  # noqa: BLE001 - handed to whoever asked for the work
            self._ended(self._number, None, error)
        else:
            self._ended(self._number, result, None)


class Runner(QObject):
    """Runs work off the window's thread; results come back on the window's thread.

    Work gets plain data, opens its own diary (`session.worker_diary`) and never touches a widget.
    """

    _ended = Signal(int, object, object)

    def __init__(self, *, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool()
        self._pool.setMaxThreadCount(2)
        self._numbers = itertools.count(1)
        self._waiting: dict[int, tuple[_Handler, _Handler | None]] = {}
        self._running: set[int] = set()
        self._ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        work: Callable[[], T],
        on_done: Callable[[T], object],
        on_failed: Callable[[Exception], object] | None = None,
    ) -> int:
        """Start work; call `on_done(result)` or `on_failed(error)` later. Return its number.

        Without `on_failed` an error is raised on the window's thread, where it is logged.
        """
        number = next(self._numbers)
        self._waiting[number] = (on_done, on_failed)
        self._running.add(number)
        collecting.pause()
        wanted = self._waiting.__contains__
        self._pool.start(_Work(number, work, is_wanted=wanted, ended=self._ended.emit))
        return number

    def forget(self, number: int) -> None:
        """Drop work whose asker is gone or has changed their mind; what runs already runs on."""
        self._waiting.pop(number, None)

    @property
    def is_busy(self) -> bool:
        """Tell whether anybody waits for a result."""
        return bool(self._waiting)

    def close(self) -> None:
        """Drop what has not begun, wait for what has, and forget all results."""
        self._waiting.clear()
        self._pool.clear()
        self._pool.waitForDone(DONE_WITHIN_MS)
        for number in list(self._running):
            self._end(number)

    def _end(self, number: int) -> None:
        """Count work as over, once."""
        if number in self._running:
            self._running.remove(number)
            collecting.go_on()

    @Slot(int, object, object)
    def _on_ended(self, number: int, result: object, error: Exception | None) -> None:
        self._end(number)
        on_done, on_failed = self._waiting.pop(number, (None, None))
        if on_done is None:
            return
        if error is None:
            on_done(result)
        elif on_failed is not None:
            on_failed(error)
        else:
            raise error
