"""Takes charts out of the window: to a file, to the clipboard, to where they are dropped.

All of it is read and drawn in the background, as on paper, and without anybody's name.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from crampdiary.domain.errors import DiaryError
from crampdiary.exchange.files import write_bytes
from crampdiary.services.charts.catalogue import CHARTS
from crampdiary.services.charts.files import CSV, file_kind
from crampdiary.services.charts.leaving import Leaving, leaving
from crampdiary.services.words import sentence
from crampdiary.ui.insights.drag_folder import DragFolder
from crampdiary.ui.insights.luggage import PDF, PNG, SVG, mime_data, packed
from crampdiary.ui.insights.subject import Subject
from crampdiary.ui.shared.choosing_files import FileChooser
from crampdiary.ui.shared.runner import Runner
from crampdiary.ui.shared.session import DiarySession
from crampdiary.ui.shared.theme import Theme

T = TypeVar("T")
KINDS = (("Picture", ".png"), ("Drawing", ".svg"), ("Document", ".pdf"), ("Table", ".csv"))
COPIED = {
    PNG: "The chart is on the clipboard, as a picture.",
    SVG: "The chart is on the clipboard, as a drawing.",
    PDF: "The chart is on the clipboard, as a document.",
    CSV: "The chart's table is on the clipboard.",
}


class _TooLittleError(Exception):
    """There is nothing to take away; said as the chart itself says it."""


class Leaver(QObject):
    """Tells the session what came of it, in a quiet word."""

    def __init__(
        self, *, session: DiarySession, theme: Theme, runner: Runner, owner: QWidget
    ) -> None:
        super().__init__(owner)
        self._session, self._runner = session, runner
        self._chooser = FileChooser(theme=theme, owner=owner)
        self._dragged = DragFolder()
        self._copying = 0

    def ask(self, subject: Subject) -> None:
        """Ask for a file, and write the chart as its ending says."""
        nights = subject.nights
        name = f"{CHARTS[subject.name].label} {nights.first} to {nights.last}.png"
        self._chooser.ask_save("Save chart", name, KINDS, lambda path: self.save(subject, path))

    def save(self, subject: Subject, path: Path) -> None:
        """Write a chart to a file."""

        def write(drawn: Leaving) -> None:
            kind = file_kind(path)
            _check(drawn, kind)
            write_bytes(path, drawn.content(kind))

        self._do(subject, write, lambda _: self._session.noted.emit(f"Chart saved: {path}", False))

    def copy(self, subject: Subject, kind: str = PNG) -> None:
        """Put a chart on the clipboard; what was asked for last is what lies there."""

        def pack(drawn: Leaving) -> dict[str, bytes | str]:
            _check(drawn, kind)
            return packed(drawn, kind)

        def put(contents: dict[str, bytes | str]) -> None:
            QGuiApplication.clipboard().setMimeData(mime_data(contents))
            self._session.noted.emit(COPIED[kind], False)

        self._runner.forget(self._copying)
        self._copying = self._do(subject, pack, put)

    def take(self, subject: Subject, on_ready: Callable[[QMimeData], object]) -> int:
        """Make what is dragged: the picture, and a file of it; return the number of the work."""

        def pack(drawn: Leaving) -> tuple[dict[str, bytes | str], Path]:
            _check(drawn, PNG)
            content = drawn.content(PNG)
            return {"image/png": content}, self._dragged.put(drawn.name(PNG), content)

        return self._do(subject, pack, lambda made: on_ready(mime_data(*made)))

    def forget(self, work: int) -> None:
        """Drop what nobody waits for any more."""
        self._runner.forget(work)

    def _do(
        self, subject: Subject, work: Callable[[Leaving], T], on_done: Callable[[T], object]
    ) -> int:
        open_diary, clock = self._session.worker_diary(), self._session.clock
        nights = subject.nights.first, subject.nights.last

        def do() -> T:
            with open_diary() as diary:
                drawn = leaving(subject.name, diary, clock, nights, subject.read)
            return work(drawn)

        return self._runner.run(do, on_done, self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, _TooLittleError):
            self._session.noted.emit(str(error), False)
        elif isinstance(error, DiaryError):
            self._session.failed.emit(sentence(error))
        else:
            raise error


def _check(drawn: Leaving, kind: str) -> None:
    if not drawn.has(kind):
        raise _TooLittleError(drawn.too_little)
