"""A note that saves itself."""

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent
from PySide6.QtWidgets import QWidget

from crampdiary.tokens import GRID
from crampdiary.ui.shared.fields import NOTE_LINES, NoteField

PAUSE_MS = 800


class SavingNoteField(NoteField):
    """Emits `said` with the text after a pause in typing, and when one goes elsewhere.

    `typed` is emitted for each letter. Whoever stores it answers with `show_note`; until then the
    text counts as not stored.
    """

    said = Signal(str)
    typed = Signal()

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name=name, parent=parent)
        self._stored = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.flush)
        self.textChanged.connect(self._on_text_changed)
        self._fit()

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

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Make room to write."""
        super().focusInEvent(event)
        self._fit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Save when one goes elsewhere."""
        super().focusOutEvent(event)
        self.flush()
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Keep room for the lines when the text grows."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Save when the page is left."""
        self.flush()
        super().hideEvent(event)

    def _fit(self) -> None:
        """Take one line while nothing stands there and nobody writes."""
        is_used = self.hasFocus() or bool(self.toPlainText())
        lines = NOTE_LINES if is_used else 1
        bars = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            bars.ScrollBarAsNeeded if is_used else bars.ScrollBarAlwaysOff
        )
        self.setFixedHeight(self.fontMetrics().lineSpacing() * lines + 3 * GRID)

    def _on_text_changed(self) -> None:
        self._fit()
        if not self.is_stored:
            self._pause.start()
            self.typed.emit()
