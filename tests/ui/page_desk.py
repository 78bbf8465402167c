"""A page on its own in a window, with a diary, a runner, and what it told the session."""

from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import Generic, TypeVar

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QDialogButtonBox, QFileDialog, QLineEdit, QMainWindow
from pytestqt.qtbot import QtBot

from crampdiary.domain.records import Record
from crampdiary.services.demo import fill_demo
from crampdiary.tokens import DAY, Palette
from crampdiary.ui.shared.pages import ScrollPage
from crampdiary.ui.shared.runner import Runner
from crampdiary.ui.shared.session import DiaryFile, DiarySession
from crampdiary.ui.shared.theme import Theme
from tests.fakes import StillClock
from tests.ui.diary_sessions import MORNING, MemoryFile, click, show

P = TypeVar("P", bound=ScrollPage)
WAIT_MS = 20_000
OWN, DEMO = Path("own"), Path("demo")


def demo_file(local: datetime = MORNING, *, years: int = 1) -> MemoryFile:
    """Return a demo diary in memory."""
    file = MemoryFile()
    fill_demo(file, StillClock(local), years=years, seed=7)
    return file


class Desk(Generic[P]):
    """The page, shown; `noted` and `failed` keep what would have stood in the toast."""

    def __init__(
        self,
        qtbot: QtBot,
        page_class: Callable[..., P],
        records: Iterable[Record] = (),
        *,
        file: DiaryFile | None = None,
        path: Path = OWN,
        size: tuple[int, int] = (1068, 800),
        palette: Palette = DAY,
    ) -> None:
        self.qtbot = qtbot
        self.files: dict[Path, DiaryFile] = {path: file or MemoryFile(records)}
        self.theme = Theme(palette=palette, scale=1.0)
        self.runner = Runner()
        self.session = DiarySession(clock=StillClock(MORNING), open_file=self.files.__getitem__)
        self.noted: list[str] = []
        self.failed: list[str] = []
        self.session.noted.connect(lambda words, _can_undo: self.noted.append(words))
        self.session.failed.connect(self.failed.append)
        self.session.demo_requested.connect(self._open_demo)
        self.session.own_diary_requested.connect(lambda: self.session.open(path))
        self.window = QMainWindow()
        self.page = page_class(session=self.session, theme=self.theme, runner=self.runner)
        self.window.setCentralWidget(self.page)
        qtbot.addWidget(self.window)
        show(qtbot, self.window, *size)
        self.session.open(path)
        self.page.refresh()

    def wait(self, until: Callable[[], bool]) -> None:
        """Wait until something holds, as long as drawing and printing may take."""
        self.qtbot.waitUntil(until, timeout=WAIT_MS)

    def answer_file_dialog(self, path: Path, kind: str = "") -> None:
        """Put a name into the file dialog that is open (and choose a kind), and press Save."""
        dialog = self.window.findChildren(QFileDialog)[-1]
        self.qtbot.waitUntil(dialog.isVisible)
        if kind:
            kinds = dialog.findChild(QComboBox, "fileTypeCombo")
            assert kinds is not None
            (wanted,) = (words for words in dialog.nameFilters() if kind in words)
            kinds.setFocus()
            QTest.keyClicks(kinds, wanted)
            assert dialog.selectedNameFilter() == wanted
        field = dialog.findChild(QLineEdit, "fileNameEdit")
        buttons = dialog.findChild(QDialogButtonBox)
        assert field is not None
        assert buttons is not None
        field.setText(str(path))  # typing opens a list of completions, which takes the next click
        saving = dialog.acceptMode() is QFileDialog.AcceptMode.AcceptSave
        standard = QDialogButtonBox.StandardButton
        click(buttons.button(standard.Save if saving else standard.Open))
        self.qtbot.waitUntil(lambda: not self.window.findChildren(QFileDialog))

    def close(self) -> None:
        """Let everything go; a page that nobody sees asks for no more drawings."""
        self.window.close()
        self.runner.close()
        self.session.close()

    def _open_demo(self) -> None:
        self.files[DEMO] = demo_file()
        self.session.open(DEMO)
