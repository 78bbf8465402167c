"""Marking a field whose value cannot be, for eyes and for screen readers."""

from PySide6.QtWidgets import QWidget


def mark(field: QWidget, words: str) -> None:
    """Draw a field as wrong and let its description say why; with no words, as right again."""
    field.setProperty("wrong", "true" if words else "false")
    field.setAccessibleDescription(words)
    field.style().unpolish(field)
    field.style().polish(field)
