"""What is open over the window makes room for the night screen, and comes back after it."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget
from shiboken6 import Shiboken


class Aside(QObject):
    """Puts the forms of a window aside and brings them back, with all that was typed in them."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._put: list[_Form] = []

    def put(self) -> None:
        """Hide what is open; menus and panels, which hold nothing, are closed."""
        forms = [_Form(dialog) for dialog in self._open_dialogs()]
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
            if popup.isVisible():
                break  # it does not want to
        for form in reversed(forms):
            form.dialog.hide()
        self._put += forms

    def bring_back(self) -> None:
        """Show again what was put aside, the last one on top."""
        put, self._put = self._put, []
        for form in put:
            form.come_back()

    def let_go(self) -> None:
        """Close everything without a question: what it is about is another diary's."""
        self.put()
        put, self._put = self._put, []
        for form in put:
            if Shiboken.isValid(form.dialog):
                form.dialog.deleteLater()

    def _open_dialogs(self) -> list[QDialog]:
        """Return the dialogs that are seen, each before those that stand above it."""
        found = [
            widget
            for widget in QApplication.topLevelWidgets()
            if isinstance(widget, QDialog) and widget.isVisible() and self._depth(widget)
        ]
        return sorted(found, key=self._depth)

    def _depth(self, widget: QWidget) -> int:
        """Return how many windows lie below, down to ours; 0 where it is not above ours."""
        depth, below = 0, widget.parentWidget()
        while below is not None:
            depth += 1
            if below is self._window:
                return depth
            below = below.parentWidget()
        return 0


class _Form:
    """A dialog and where one was in it.

    Qt would go to the next field, or select all of a line, and the next letter would replace it.
    """

    def __init__(self, dialog: QDialog) -> None:
        self.dialog = dialog
        self._field: QWidget | None = dialog.focusWidget()
        line = self._field if isinstance(self._field, QLineEdit) else None
        self._at = 0 if line is None else line.cursorPosition()
        self._selected = (0, 0) if line is None else (line.selectionStart(), line.selectionLength())

    def come_back(self) -> None:
        """Open again as it was, unless it is gone."""
        if not Shiboken.isValid(self.dialog):
            return
        self.dialog.open()
        field = self._field
        if field is None or not Shiboken.isValid(field):
            return
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(field, QLineEdit):
            start, length = self._selected
            field.setCursorPosition(self._at)
            if length:
                field.setSelection(start, length)
