"""Ctrl+Z and Ctrl+Shift+Z in a form that saves at once; the window's own do not reach it."""

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from crampdiary.ui.shared.session import DiarySession


def add_undo_keys(widget: QWidget, session: DiarySession) -> None:
    """Let the keys take back and do again while a form has the keyboard."""
    for keys, action in (("Ctrl+Z", session.undo), ("Ctrl+Shift+Z", session.redo)):
        QShortcut(QKeySequence(keys), widget).activated.connect(action)
