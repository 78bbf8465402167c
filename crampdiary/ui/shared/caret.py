"""The line where the next letter goes, in the ink of the text.

Qt inverts what lies below its own, which is white on black: not at night. Ours covers or replaces
it, and is two pixels wide for eyes without glasses.
"""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

CARET_WIDTH = 2
# QLineEdit.cursorRect() begins this far left of the caret itself.
RECT_MARGIN = 5


def _paint_caret(widget: QWidget, rect: QRect, palette: QPalette) -> None:
    painter = QPainter(widget)
    painter.fillRect(rect, palette.color(QPalette.ColorRole.Text))
    painter.end()


def _may_show_caret(field: QLineEdit | QPlainTextEdit) -> bool:
    """Tell whether Qt may draw its caret: also just before the field's window becomes active."""
    # The line of a date field lends its focus to the whole field.
    owners = (it for it in (field, field.focusProxy()) if isinstance(it, QWidget))
    is_there = field.hasFocus() or field.window().focusWidget() in owners
    return is_there and not field.isReadOnly()


class CaretLine(QLineEdit):
    """One line of text whose caret is never inverted."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the field, then the caret over Qt's own."""
        super().paintEvent(event)
        if _may_show_caret(self):
            rect = self.cursorRect()
            caret = QRect(rect.x() + RECT_MARGIN, rect.y(), CARET_WIDTH, rect.height())
            _paint_caret(self, caret, self.palette())


class CaretText(QPlainTextEdit):
    """Several lines of text whose caret is never inverted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCursorWidth(0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text, then the caret."""
        super().paintEvent(event)
        if _may_show_caret(self):
            rect = self.cursorRect()
            caret = QRect(rect.x(), rect.y(), CARET_WIDTH, rect.height())
            _paint_caret(self.viewport(), caret, self.palette())
