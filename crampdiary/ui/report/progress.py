"""What takes longer than a moment says so, and can be stopped."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from crampdiary.tokens import GRID
from crampdiary.ui.shared.buttons import LinkButton
from crampdiary.ui.shared.labels import QuietLabel

PATIENCE_MS = 300
STOP = "Stop"


class Progress(QWidget):
    """Shows itself where work takes over 300 ms; `stopped` when the person has enough of it."""

    stopped = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = QuietLabel(wraps=False)
        self.stop_button = LinkButton(STOP)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, GRID // 2, 0, GRID // 2)
        row.setSpacing(GRID)
        row.addWidget(self._words)
        row.addWidget(self.stop_button)
        row.addStretch(1)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PATIENCE_MS)
        self._timer.timeout.connect(self.show)
        self.stop_button.clicked.connect(self.stopped)
        self.hide()

    def begin(self, words: str) -> None:
        """Say what is done, in a moment."""
        self._words.setText(words)
        self.stop_button.setAccessibleName(f"{STOP}: {words}")
        if self.isHidden():
            self._timer.start()

    def end(self) -> None:
        """Say nothing any more."""
        self._timer.stop()
        self.hide()
