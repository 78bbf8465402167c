"""A line of text that saves itself when it is left, and says in words what it cannot take."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from crampdiary.ui.shared.fields import TextField
from crampdiary.ui.shared.labels import ErrorLabel

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_TAKING_BACK = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class SavingLine(TextField):
    """Emits `said` with the text when Enter is pressed or one goes elsewhere.

    Whoever stores it answers with `take` (what is stored now) or `refuse` (why not; what was typed
    stays). `typed` is emitted for each letter, `went_on` when Enter was pressed and all is stored.
    Put `error` below the line.
    """

    said = Signal(str)
    typed = Signal()
    went_on = Signal()

    def __init__(self, *, name: str, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(name=name, placeholder=placeholder, parent=parent)
        self.error = ErrorLabel()
        self._stored = ""
        self.textEdited.connect(self.typed)

    @property
    def is_stored(self) -> bool:
        """Tell whether what stands there is stored."""
        return self.text().strip() == self._stored

    def show_stored(self, text: str) -> None:
        """Show what is stored, unless something was typed that is not stored yet."""
        if self.is_stored:
            self.take(text)
        else:
            self._stored = text

    def take(self, text: str) -> None:
        """Show what is stored, whatever was typed."""
        self._stored = text
        if self.text() != text:
            self.setText(text)
        self._say("")

    def refuse(self, words: str) -> None:
        """Say why what was typed is not stored."""
        self._say(words)

    def flush(self) -> bool:
        """Say what was typed and not stored yet; return whether it is now."""
        if not self.is_stored:
            self.said.emit(self.text())
        return self.is_stored

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Store on Enter; on Esc too, but where it cannot be stored put back what was."""
        if event.key() in _ENTER:
            if self.flush():
                self.went_on.emit()
            return
        if event.key() == Qt.Key.Key_Escape and not self.is_stored:
            if self.error.text():
                self.take(self._stored)
                return
            if not self.flush():
                return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Store when one goes elsewhere."""
        super().focusOutEvent(event)
        self.flush()

    def event(self, event: QEvent) -> bool:
        """Leave Ctrl+Z to the window where there is nothing typed to take back."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and any(event.matches(keys) for keys in _TAKING_BACK)
            and self.is_stored
        ):
            event.ignore()
            return False
        return super().event(event)

    def _say(self, words: str) -> None:
        self.error.show_text(words)
        self.setAccessibleDescription(words)
        self.setProperty("wrong", "true" if words else "false")
        self.style().unpolish(self)
        self.style().polish(self)
