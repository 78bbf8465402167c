"""Two fields beside each other, each below its label; one below the other where text is large."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from crampdiary.tokens import GRID
from crampdiary.ui.shared.labels import ErrorLabel, FieldLabel
from crampdiary.ui.shared.pages import set_beside

_GAP = 2 * GRID


class LabelledField(QWidget):
    """A field with its label above and what is wrong with it below."""

    def __init__(
        self, label: str, field: QWidget, *errors: ErrorLabel, buddy: QWidget | None = None
    ) -> None:
        """Take what the label belongs to as `buddy` where that is not the field itself."""
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(FieldLabel(label, buddy=buddy or field))
        column.addWidget(field)
        for error in errors:
            column.addWidget(error)
        column.addStretch(1)


class SideBySide(QWidget):
    """The left field gets one part of the width, the right one two."""

    def __init__(self, left: QWidget, right: QWidget, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts = (left, right)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(_GAP)
        self._row.addWidget(left, 1)
        self._row.addWidget(right, 2)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def minimumSizeHint(self) -> QSize:
        """Need no more width than the wider of the two."""
        needs = [part.minimumSizeHint() for part in self._parts]
        width = max(need.width() for need in needs)
        return QSize(width, max(need.height() for need in needs))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set one below the other where they do not fit beside each other."""
        super().resizeEvent(event)
        needed = sum(part.minimumSizeHint().width() for part in self._parts) + _GAP
        beside = needed <= event.size().width()
        self._row.setSpacing(_GAP if beside else GRID)
        set_beside(self._row, beside=beside)
