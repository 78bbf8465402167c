"""The end of the check-in: Done, its key, and on an older night which one comes next."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from crampdiary.tokens import GRID
from crampdiary.ui.shared.buttons import PrimaryButton
from crampdiary.ui.shared.labels import KeyHint, QuietLabel
from crampdiary.ui.shared.pages import Row
from crampdiary.ui.today.which_night import short_day

DONE_TODAY, DONE = "Done for today", "Done"


class DoneFoot(QWidget):
    """`pressed` is emitted by the button; the key beside it is the one that works just now."""

    pressed = Signal()

    def __init__(self, *, page: QWidget, parent: QWidget | None = None) -> None:
        """Enter does it while the focus is on the `page` itself, Ctrl+Enter always."""
        super().__init__(parent)
        self._page = page
        self.button = PrimaryButton(DONE_TODAY)
        self._hint = KeyHint("Ctrl+Enter")
        self._next = QuietLabel()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addLayout(Row(self.button, self._hint))
        column.addWidget(self._next)
        self.button.clicked.connect(self.pressed)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)

    def show_next(self, following: date | None, *, is_older: bool) -> None:
        """Say what Done leads to: on an older night the next one that is not recorded."""
        self.button.setText(DONE if is_older else DONE_TODAY)
        self._next.setText(next_words(following) if is_older else "")
        self._next.setVisible(is_older and following is not None)

    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        self._hint.setText("Enter" if now is self._page else "Ctrl+Enter")


def next_words(night: date | None) -> str:
    """Return "Next not recorded: Wed 18", or nothing."""
    return "" if night is None else f"Next not recorded: {short_day(night)}"
