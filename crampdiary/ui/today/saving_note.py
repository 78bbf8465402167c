"""A note that saves itself."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent
from PySide6.QtWidgets import QWidget

from crampdiary.ui.shared.fields import NoteField

PAUSE_MS = 800


class SavingNoteField(NoteField):
    """Emits `said` with the text after a pause in typing, and when one goes elsewhere.

    Whoever stores it answers with `show_note`; until then the text counts as not stored.
    """

    said = Signal(str)

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name=name, parent=parent)
        self._stored = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.flush)
        self.textChanged.connect(self._pause.start)

    @property
    def is_stored(self) -> bool:
        """Tell whether all that was typed is stored."""
        return self.toPlainText() == self._stored

    def show_note(self, note: str) -> None:
        """Show what is stored, unless something is being typed that is not stored yet."""
        may_replace = self.is_stored
        self._stored = note
        if may_replace and self.toPlainText() != note:
            self.setPlainText(note)
            self._pause.stop()

    def flush(self) -> None:
        """Say at once what was typed and not said yet."""
        self._pause.stop()
        if not self.is_stored:
            self.said.emit(self.toPlainText())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Save when one goes elsewhere."""
        super().focusOutEvent(event)
        self.flush()

    def hideEvent(self, event: QHideEvent) -> None:
        """Save when the page is left."""
        self.flush()
        super().hideEvent(event)
