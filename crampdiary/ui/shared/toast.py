"""What was just done, with the way back: "Deleted. Undo", instead of asking "are you sure?"."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from crampdiary.tokens import GRID
from crampdiary.ui.shared.breakable import breakable
from crampdiary.ui.shared.buttons import LinkButton
from crampdiary.ui.shared.labels import BodyLabel

SHOWN_MS = 12_000


class Toast(QFrame):
    """A line at the foot of the window; it goes by itself, the way back (Ctrl+Z) stays."""

    undo_requested = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Message")
        self._words = BodyLabel()
        self._undo = LinkButton("Undo")
        self._close = LinkButton("Close")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2 * GRID, GRID, GRID, GRID)
        layout.addWidget(self._words, 1)
        layout.addWidget(self._undo)
        layout.addWidget(self._close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN_MS)
        self._timer.timeout.connect(self.hide)
        self._undo.clicked.connect(self._on_undo_clicked)
        self._close.clicked.connect(self.hide)
        self.hide()

    @property
    def words(self) -> str:
        """Return what is said."""
        return self._words.accessibleName()

    def say(self, words: str, *, can_undo: bool = False, stays: bool = False) -> None:
        """Show a sentence; without `stays` it goes by itself."""
        self._words.setText(breakable(words))  # it may name a file by a long path
        self._words.setAccessibleName(words)
        self._undo.setVisible(can_undo)
        self.show()
        if stays:
            self._timer.stop()
        else:
            self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Count no longer."""
        super().hideEvent(event)
        self._timer.stop()

    def _on_undo_clicked(self) -> None:
        self.hide()
        self.undo_requested.emit()
