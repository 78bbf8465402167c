"""Saves a chart to a file that a person names, in the background."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from crampdiary.domain.errors import DiaryError
from crampdiary.exchange.files import write_bytes
from crampdiary.services.charts.catalogue import Drawn
from crampdiary.services.charts.files import chart_bytes, file_kind
from crampdiary.services.insights import Nights
from crampdiary.services.words import sentence
from crampdiary.ui.shared.choosing_files import FileChooser
from crampdiary.ui.shared.runner import Runner
from crampdiary.ui.shared.session import DiarySession
from crampdiary.ui.shared.theme import Theme

KINDS = (("Picture", ".png"), ("Drawing", ".svg"), ("Document", ".pdf"), ("Table", ".csv"))


class ChartSaver:
    """Asks where to, writes, and tells the session what came of it."""

    def __init__(
        self, *, session: DiarySession, theme: Theme, runner: Runner, owner: QWidget
    ) -> None:
        self._session, self._runner = session, runner
        self._chooser = FileChooser(theme=theme, owner=owner)

    def ask(self, drawn: Drawn[object], data: object, nights: Nights) -> None:
        """Ask for a file, and write the chart as its ending says."""
        name = f"{drawn.label} {nights.first} to {nights.last}.png"
        self._chooser.ask_save("Save chart", name, KINDS, lambda path: self.save(drawn, data, path))

    def save(self, drawn: Drawn[object], data: object, path: Path) -> None:
        """Write a chart to a file."""
        self._runner.run(
            lambda: write_bytes(path, chart_bytes(drawn.chart, data, file_kind(path))),
            lambda _: self._session.noted.emit(f"Chart saved: {path}", False),
            self._on_failed,
        )

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, DiaryError):
            raise error
        self._session.failed.emit(sentence(error))
