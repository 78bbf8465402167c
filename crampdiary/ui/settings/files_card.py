"""Where the diary lies, how entries get in and out, and the demo diary."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from crampdiary.charts.labels import plural
from crampdiary.domain.errors import DiaryError, ImportRefusedError
from crampdiary.services.exporting import ExportOutcome, export_file
from crampdiary.services.importing import ImportOutcome, import_file
from crampdiary.services.words import sentence
from crampdiary.tokens import GRID
from crampdiary.ui.settings.problems import ProblemsDialog
from crampdiary.ui.settings.rows import SettingRow
from crampdiary.ui.shared.breakable import breakable
from crampdiary.ui.shared.buttons import SecondaryButton
from crampdiary.ui.shared.cards import Card
from crampdiary.ui.shared.choosing_files import FileChooser
from crampdiary.ui.shared.labels import BodyLabel, QuietLabel
from crampdiary.ui.shared.pages import FlowRow
from crampdiary.ui.shared.runner import Runner
from crampdiary.ui.shared.session import DiarySession
from crampdiary.ui.shared.theme import Theme

IMPORT_KINDS = (("Tables", ".csv"), ("Cramp Diary export", ".json"))
EVERYTHING = (("Everything", ".json"),)
TABLE = (("Table", ".csv"),)
_NAMES = {
    "nights": ("night", "nights"),
    "cramps": ("cramp", "cramps"),
    "treatments": ("treatment", "treatments"),
    "phases": ("phase", "phases"),
    "doses": ("answer about a dose", "answers about doses"),
    "lab_results": ("lab result", "lab results"),
    "conditions": ("condition", "conditions"),
    "own_entries": ("own entry", "own entries"),
    "preferences": ("setting", "settings"),
    "report_choices": ("choice for the report", "choices for the report"),
}


class FilesCard(Card):
    """The diary as a file, import and export; both work in the background."""

    def __init__(
        self,
        *,
        session: DiarySession,
        theme: Theme,
        runner: Runner,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("Your diary", parent=parent)
        self._session, self._runner = session, runner
        self._chooser = FileChooser(theme=theme, owner=self)
        self.path = BodyLabel()
        self.path.setAccessibleName("Where the diary is kept")
        self.path.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.import_button = SecondaryButton("Import a file")
        self.export_all = SecondaryButton("Everything")
        self.export_nights = SecondaryButton("Table of nights")
        self.export_cramps = SecondaryButton("Table of cramps")
        self.demo_button = SecondaryButton("Open the demo diary")
        self._import_words = QuietLabel()
        self._demo_words = QuietLabel()
        self.body.setSpacing(2 * GRID)
        self.body.addWidget(SettingRow("Kept in this file, and nowhere else", self.path))
        self.body.addWidget(SettingRow("Bring in", self.import_button, self._import_words))
        exports = FlowRow(self.export_all, self.export_nights, self.export_cramps)
        self.body.addWidget(
            SettingRow(
                "Copy out",
                exports,
                words="Everything can be imported again; tables open in a spreadsheet.",
            )
        )
        self.body.addWidget(SettingRow("Look around", self.demo_button, self._demo_words))
        self.body.addStretch(1)
        self.import_button.clicked.connect(self._on_import_clicked)
        self.export_all.clicked.connect(lambda: self._ask_export("diary.json", EVERYTHING))
        self.export_nights.clicked.connect(lambda: self._ask_export("nights.csv", TABLE))
        self.export_cramps.clicked.connect(
            lambda: self._ask_export("cramps.csv", TABLE, cramps=True)
        )
        self.demo_button.clicked.connect(self._on_demo_clicked)

    def show_diary(self, path: Path | None, *, is_demo: bool) -> None:
        """Show where the diary lies, and what can be done with it."""
        self.path.setText(breakable(str(path or "")))
        self.import_button.setEnabled(not is_demo and path is not None)
        self._import_words.setText(
            "The demo diary takes no files: leave it to import into your own."
            if is_demo
            else "A table of nights or cramps (CSV), or everything from another Cramp Diary (JSON)."
            " What is here already stays as it is."
        )
        self.demo_button.setText("Leave the demo" if is_demo else "Open the demo diary")
        self._demo_words.setText(
            "These entries are made up. Your own diary is as you left it."
            if is_demo
            else "Made-up entries to look around in, never mixed with yours."
        )

    def _on_demo_clicked(self) -> None:
        is_demo = self._session.preferences.is_demo
        (self._session.own_diary_requested if is_demo else self._session.demo_requested).emit()

    def _on_import_clicked(self) -> None:
        self._chooser.ask_open("Import a file", IMPORT_KINDS, self.import_from)

    def import_from(self, path: Path) -> None:
        """Take a file in, in the background."""
        open_diary, clock = self._session.worker_diary(), self._session.clock

        def work() -> ImportOutcome:
            with open_diary() as diary:
                return import_file(diary, clock, path)

        self._wait(f"Reading {path.name}\u2026")
        self._runner.run(work, lambda outcome: self._on_imported(path, outcome), self._on_failed)

    def _on_imported(self, path: Path, outcome: ImportOutcome) -> None:
        self._wait("")
        self._session.look_outside()
        added = [
            plural(tally.added, *_NAMES[group])
            for group, tally in outcome.tallies.items()
            if tally.added
        ]
        if not outcome.changes:
            self._session.noted.emit(f"Your diary knows all of {path.name} already.", False)
            return
        said = ", ".join(added) or "entries completed"
        self._session.noted.emit(f"From {path.name}: {said}.", True)

    def _ask_export(
        self, name: str, kinds: tuple[tuple[str, str], ...], *, cramps: bool = False
    ) -> None:
        self._chooser.ask_save(
            "Copy out", name, kinds, lambda path: self.export_to(path, cramps=cramps)
        )

    def export_to(self, path: Path, *, cramps: bool = False) -> None:
        """Write a file, in the background."""
        open_diary = self._session.worker_diary()

        def work() -> ExportOutcome:
            with open_diary() as diary:
                return export_file(diary, path, cramps=cramps, overwrite=True)

        self._runner.run(
            work, lambda _: self._session.noted.emit(f"Saved: {path}", False), self._on_failed
        )

    def _wait(self, words: str) -> None:
        """Say that a file is being read, or no longer."""
        self.import_button.setEnabled(not words)
        self.import_button.setText(words or "Import a file")

    def _on_failed(self, error: Exception) -> None:
        self._wait("")
        if isinstance(error, ImportRefusedError):
            ProblemsDialog(error, parent=self.window()).open()
        elif isinstance(error, DiaryError):
            self._session.failed.emit(sentence(error))
        else:
            raise error
