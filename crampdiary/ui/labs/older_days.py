"""A link above the table while days before those in sight are hidden at its left."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from crampdiary.ui.shared.buttons import LinkButton


class OlderDaysLink(LinkButton):
    """Shown where there is something older; each press goes one width of the table back."""

    def __init__(self, *, table: QAbstractScrollArea, parent: QWidget | None = None) -> None:
        """Follow the table, which has the keyboard once there is nothing older."""
        super().__init__("\u2039 Older days", parent=parent)
        self.setAccessibleName("Show older days")
        self._table, self._bar = table, table.horizontalScrollBar()
        self._bar.valueChanged.connect(self._on_bar_changed)
        self._bar.rangeChanged.connect(self._on_bar_changed)
        self.clicked.connect(self._on_clicked)
        self._on_bar_changed()

    def _on_bar_changed(self, *_: int) -> None:
        is_more = self._bar.value() > self._bar.minimum()
        if not is_more and self.hasFocus():
            self._table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setVisible(is_more)

    def _on_clicked(self) -> None:
        self._bar.setValue(self._bar.value() - self._bar.pageStep())
