"""A field of the report's form with its label."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from crampdiary.tokens import GRID
from crampdiary.ui.shared.labels import FieldLabel


class Labelled(QWidget):
    """Fields below one label."""

    def __init__(self, label: str, *fields: QWidget) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        column.addWidget(FieldLabel(label, buddy=fields[0]))
        for field in fields:
            column.addWidget(field)
        column.addStretch(1)
