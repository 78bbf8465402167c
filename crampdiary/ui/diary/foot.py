"""The foot of the Diary page: what undo and redo would do by name, and the way to the bin."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from crampdiary.domain.changes import Batch
from crampdiary.services.history import next_steps
from crampdiary.tokens import GRID
from crampdiary.ui.diary.bin_dialog import BinDialog
from crampdiary.ui.shared.buttons import LinkButton
from crampdiary.ui.shared.pages import FlowRow
from crampdiary.ui.shared.session import DiarySession

_LONGEST = 44


class DiaryFoot(QWidget):
    """Quiet links; undo and redo are there only where there is something to take back or redo."""

    def __init__(self, *, session: DiarySession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.undo_link, self.redo_link = LinkButton(), LinkButton()
        self.bin_link = LinkButton("Bin")
        self.bin_link.setToolTip("What was deleted or taken back")
        steps = FlowRow(self.undo_link, self.redo_link)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addWidget(steps, 1)
        layout.addWidget(self.bin_link)
        self.undo_link.clicked.connect(session.undo)
        self.redo_link.clicked.connect(session.redo)
        self.bin_link.clicked.connect(self._on_bin_clicked)
        session.opened.connect(self.refresh)
        session.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Read anew what can be taken back and done again."""
        undo: Batch | None = None
        redo: Batch | None = None
        if self._session.diary is not None:
            undo, redo = self._session.do(lambda diary, _clock: next_steps(diary)) or (None, None)
        had_focus = self.undo_link.hasFocus() or self.redo_link.hasFocus()
        for link, what, keys, step in (
            (self.undo_link, "Undo", "Ctrl+Z", undo),
            (self.redo_link, "Redo", "Ctrl+Shift+Z", redo),
        ):
            label = step.label if step is not None else ""
            words = f"{what}: {_shortened(_in_sentence(label))} ({keys})"
            link.setText(words.replace("&", "&&"))  # else Qt takes a file's "R&D" for a key
            link.setAccessibleName(words)
            link.setToolTip(f"{what}: {_in_sentence(label)}" if len(label) > _LONGEST else "")
            link.setVisible(step is not None)
        if had_focus and not (self.undo_link.hasFocus() or self.redo_link.hasFocus()):
            left = [link for link in (self.undo_link, self.redo_link) if not link.isHidden()]
            (left[0] if left else self.bin_link).setFocus()

    def _on_bin_clicked(self) -> None:
        BinDialog(session=self._session, parent=self.window()).open()


def _in_sentence(label: str) -> str:
    """Return a label as it goes on in a sentence: "change a cramp"."""
    return f"{label[:1].lower()}{label[1:]}"


def _shortened(words: str) -> str:
    """Return a label without its middle where a file's name makes it too long."""
    half = _LONGEST // 2
    return words if len(words) <= _LONGEST else f"{words[:half].rstrip()}\u2026{words[-half:]}"
