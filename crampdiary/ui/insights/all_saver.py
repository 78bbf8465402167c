"""Saves all charts into a folder: one after the other, with a line that says how far it is."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from crampdiary.domain.errors import DiaryError, FileProblemError
from crampdiary.exchange.files import write_bytes
from crampdiary.services.charts.catalogue import CHARTS
from crampdiary.services.charts.leaving import leaving
from crampdiary.services.insights import Nights
from crampdiary.services.words import sentence
from crampdiary.tokens import GRID
from crampdiary.ui.insights.leaving_menu import SAVE_ALL, KindsMenu
from crampdiary.ui.insights.speech import announce
from crampdiary.ui.shared.buttons import LinkButton
from crampdiary.ui.shared.choosing_files import FileChooser, free_path
from crampdiary.ui.shared.labels import QuietLabel
from crampdiary.ui.shared.runner import Runner
from crampdiary.ui.shared.session import DiarySession
from crampdiary.ui.shared.theme import Theme

_MENU_WIDTH = 300
_TRIES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class _Saved:
    """What came of one chart: its file, or no path where there is too little to show."""

    label: str
    path: Path | None = None
    is_numbered: bool = False


@dataclass(slots=True, kw_only=True)
class _Errand:
    """What is under way."""

    folder: Path
    kind: str
    nights: Nights
    names: Iterator[str]
    came: list[_Saved] = field(default_factory=list)
    is_cancelled: bool = False

    @property
    def words(self) -> str:
        """Return what was saved, under which names, and what was left out."""
        saved = [one for one in self.came if one.path is not None]
        numbered = sum(one.is_numbered for one in saved)
        left_out = ", ".join(one.label for one in self.came if one.path is None)
        charts = "1 chart" if len(saved) == 1 else f"{len(saved) or 'No'} charts"
        said = [f"{charts} saved in {self.folder}."]
        if numbered:
            said.append(f"{numbered} got a number: files of that name were there already.")
        if left_out:
            said.append(f"Too little to show: {left_out}.")
        return " ".join(said)


class AllSaver(QWidget):
    """Is seen only while something is under way; `cancel` keeps what is saved by then.

    `started` tells that it came into sight.
    """

    started = Signal()

    def __init__(
        self,
        *,
        session: DiarySession,
        theme: Theme,
        runner: Runner,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._theme, self._runner = session, theme, runner
        self._errand: _Errand | None = None
        self.words = QuietLabel()
        self.cancel_button = LinkButton("Cancel")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        row.addWidget(self.words, 1)
        row.addWidget(self.cancel_button)
        self.cancel_button.clicked.connect(self.cancel)
        session.opened.connect(self.cancel)
        self.hide()

    @property
    def is_busy(self) -> bool:
        """Tell whether charts are being saved."""
        return self._errand is not None

    def ask(self, nights: Nights, button: QWidget) -> None:
        """Ask below a button for the kind, then for the folder, and save the charts there."""
        menu = KindsMenu(width=self._theme.px(_MENU_WIDTH), parent=button)
        menu.chosen.connect(lambda kind: self._ask_folder(nights, kind, button))
        menu.open_below(button)

    def _ask_folder(self, nights: Nights, kind: str, button: QWidget) -> None:
        chooser = FileChooser(theme=self._theme, owner=button)
        chooser.ask_folder(SAVE_ALL, lambda folder: self.save(folder, kind, nights))

    def save(self, folder: Path, kind: str, nights: Nights) -> None:
        """Save all charts of these nights; what is under way is stopped."""
        self.cancel()
        self._errand = _Errand(folder=folder, kind=kind, nights=nights, names=iter(CHARTS))
        self._go_on()

    def cancel(self) -> None:
        """Leave it at what is saved, and say what that is."""
        errand, self._errand = self._errand, None
        self.hide()
        if errand is not None:
            errand.is_cancelled = True
            self._session.noted.emit(f"Cancelled. {errand.words}", False)

    def _go_on(self) -> None:
        errand = self._errand
        if errand is None:
            return
        name = next(errand.names, None)
        if name is None:
            self._errand = None
            self.hide()
            self._session.noted.emit(errand.words, False)
            return
        number = len(errand.came) + 1
        self.words.setText(f"Saving chart {number} of {len(CHARTS)}: {CHARTS[name].label}")
        self.show()
        if number == 1:
            announce(self, f"Saving {len(CHARTS)} charts")
            self.started.emit()
        open_diary, clock = self._session.worker_diary(), self._session.clock
        nights = errand.nights.first, errand.nights.last

        def work() -> _Saved:
            with open_diary() as diary:
                drawn = leaving(name, diary, clock, nights)
            if not drawn.has(errand.kind):
                return _Saved(label=drawn.drawn.label)
            wished, content = errand.folder / drawn.name(errand.kind), drawn.content(errand.kind)
            path = None if errand.is_cancelled else _write(wished, content)
            return _Saved(label=drawn.drawn.label, path=path, is_numbered=path != wished)

        self._runner.run(
            work,
            lambda saved: self._on_saved(errand, saved),
            lambda error: self._on_failed(errand, error),
        )

    def _on_saved(self, errand: _Errand, saved: _Saved) -> None:
        errand.came.append(saved)
        if errand is self._errand:
            self._go_on()

    def _on_failed(self, errand: _Errand, error: Exception) -> None:
        if errand is self._errand:
            self._errand = None
            self.hide()
        if not isinstance(error, DiaryError):
            raise error
        self._session.failed.emit(sentence(error))


def _write(wished: Path, content: bytes) -> Path:
    """Write beside what is there already, and return where."""
    for _ in range(_TRIES):
        path = free_path(wished)
        try:
            write_bytes(path, content, overwrite=False)
        except FileProblemError as error:
            if error.reason != "exists":  # another program was quicker
                raise
        else:
            return path
    raise FileProblemError(path=wished, reason="exists")
