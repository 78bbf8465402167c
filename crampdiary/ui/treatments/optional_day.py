"""A day that may be left open: "ongoing", "not known"."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from crampdiary.tokens import GRID
from crampdiary.ui.shared.date_field import DateField
from crampdiary.ui.shared.fields import CheckBox


class OptionalDay(QWidget):
    """A tick with the word for "no day", and a date field that shows while it is not set.

    `changed` is emitted when a person changes either, never by `set_day`.
    """

    changed = Signal()

    def __init__(
        self,
        *,
        name: str,
        open_word: str,
        day: date | None,
        suggested: date,
        parent: QWidget | None = None,
    ) -> None:
        """Show `day`, or the tick; `suggested` is shown first when the tick is taken away."""
        super().__init__(parent)
        self.field = DateField(name=name, day=day or suggested, is_checked=True)
        self.tick = CheckBox(open_word)
        self.tick.setAccessibleName(f"{name}: {open_word}")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addWidget(self.field)
        layout.addWidget(self.tick)
        layout.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_day(day)
        self.tick.clicked.connect(self._on_tick_clicked)
        self.field.userDateChanged.connect(self._on_field_changed)
        self._telling = True

    @property
    def day(self) -> date | None:
        """Return the day, or None where it is left open."""
        return None if self.tick.isChecked() else self.field.day

    def set_day(self, day: date | None) -> None:
        """Show a day, or leave it open."""
        self._telling = False
        self.tick.setChecked(day is None)
        self.field.setVisible(day is not None)
        if day is not None:
            self.field.set_day(day)
        self._telling = True

    def _on_tick_clicked(self) -> None:
        self.field.setVisible(not self.tick.isChecked())
        if not self.tick.isChecked():
            self.field.setFocus()
        self.changed.emit()

    def _on_field_changed(self) -> None:
        if self._telling:
            self.changed.emit()
