"""A small question above a field, with the key that answers it."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout

from crampdiary.ui.shared.labels import FieldLabel, KeyHint
from crampdiary.ui.shared.pages import Row


class Question(FieldLabel):
    """A question that takes one line where there is room beside its key, and wraps else."""

    def sizeHint(self) -> QSize:
        """Wish for one line; Qt would wish for a block."""
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self.text()) + 2, metrics.lineSpacing())


def asked(question: Question, *, keys: str = "") -> QHBoxLayout:
    """Return a question in its row, followed by the keys that answer it, if any."""
    return Row(question, KeyHint(keys)) if keys else Row(question)
