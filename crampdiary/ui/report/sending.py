"""The ways a report leaves the app: to a file, to the clipboard, to a printer."""

from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from crampdiary.domain.errors import DiaryError
from crampdiary.exchange.files import write_bytes
from crampdiary.services.report.files import report_bytes, report_kind, report_name
from crampdiary.services.report.visit import Visit
from crampdiary.services.words import sentence
from crampdiary.ui.report.progress import Progress
from crampdiary.ui.report.setting import SetReport
from crampdiary.ui.shared.choosing_files import FileChooser
from crampdiary.ui.shared.runner import Runner
from crampdiary.ui.shared.session import DiarySession
from crampdiary.ui.shared.theme import Theme

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

KINDS = (("Document", ".pdf"), ("Web page", ".html"), ("Text", ".txt"))
COPIED = "The report is on the clipboard: paste it into a mail or a letter."
PRINTED = "Sent to the printer."
NO_PRINTER = (
    "This computer knows no printer. \u201cSave\u201d makes a PDF that can be printed elsewhere."
)
_COPYING, _PRINTING = "Copying\u2026", "Printing\u2026"


class Sender:
    """Does one thing at a time in the background, and tells the session what came of it."""

    def __init__(
        self,
        *,
        session: DiarySession,
        theme: Theme,
        runner: Runner,
        progress: Progress,
        owner: QWidget,
    ) -> None:
        self._session, self._theme, self._runner = session, theme, runner
        self._progress, self._owner = progress, owner
        self._chooser = FileChooser(theme=theme, owner=owner)
        self._work = 0
        self._is_stopped = Event()
        progress.stopped.connect(self._on_stopped)

    def ask_file(self, visit: Visit, on_chosen: Callable[[Path], object]) -> None:
        """Ask where to save; the name that is offered tells nothing of the patient."""
        self._chooser.ask_save("Save the report", f"{report_name(visit)}.pdf", KINDS, on_chosen)

    def save(self, made: SetReport, path: Path) -> None:
        """Write what is previewed, or the same as a web page or as text."""

        def written() -> None:
            kind = report_kind(path)
            content = made.pdf if kind == "pdf" else report_bytes(made.report, kind).content
            write_bytes(path, content)

        # Whoever saved sees to the end what came of it.
        self._runner.run(
            written,
            lambda _: self._session.noted.emit(f"Report saved: {path}", False),
            self._on_failed,
        )

    def copy(self, made: SetReport) -> None:
        """Put the report on the clipboard, for mail and for plain text alike."""

        def written() -> tuple[str, str]:
            html, text = (report_bytes(made.report, kind).content for kind in ("html", "txt"))
            return html.decode(), text.decode()

        self._begin(written, self._on_copied, _COPYING)

    def ask_printer(self, made: SetReport) -> None:
        """Open the system's dialog and print; where there is no printer, say what to do."""
        # Qt's part for printers takes a while to load; few people print each time.
        from crampdiary.ui.report import printing  # noqa: PLC0415

        if not printing.has_printer():
            self._session.noted.emit(NO_PRINTER, False)
            return
        visit = made.wished.visit

        def chosen(printer: "QPrinter") -> None:
            self._is_stopped = is_stopped = Event()
            self._begin(
                lambda: printing.print_pages(
                    printer, made.pdf, is_grey=visit.is_grey, is_stopped=is_stopped.is_set
                ),
                lambda _: self._on_printed(printer.outputFileName()),
                _PRINTING,
            )

        printing.ask_printer(
            self._owner,
            name=report_name(visit),
            paper=made.wished.paper,
            pages=len(made.sizes),
            is_night=self._theme.is_night,
            on_chosen=chosen,
        )

    def _begin(
        self, work: Callable[[], object], on_done: Callable[..., object], words: str
    ) -> None:
        self._runner.forget(self._work)
        self._progress.begin(words)
        self._work = self._runner.run(work, on_done, self._on_work_failed)

    def _on_copied(self, found: tuple[str, str]) -> None:
        self._progress.end()
        data = QMimeData()
        data.setHtml(found[0])
        data.setText(found[1])
        QGuiApplication.clipboard().setMimeData(data)
        self._session.noted.emit(COPIED, False)

    def _on_printed(self, path: str) -> None:
        self._progress.end()
        self._session.noted.emit(f"Printed to a file: {path}" if path else PRINTED, False)

    def _on_stopped(self) -> None:
        self._is_stopped.set()
        self._runner.forget(self._work)
        self._progress.end()

    def _on_work_failed(self, error: Exception) -> None:
        self._progress.end()
        self._on_failed(error)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, DiaryError):
            raise error
        self._session.failed.emit(sentence(error))
