"""One setting a row: what it is called, the field, and in quiet words what it does."""

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from crampdiary.services.preferences import set_preferences
from crampdiary.ui.shared.fields import Dropdown, TextField
from crampdiary.ui.shared.labels import FieldLabel, QuietLabel
from crampdiary.ui.shared.session import DiarySession

HOURS_A_DAY = 24


class SettingRow(QWidget):
    """A label, its field at the left below it, and an explanation."""

    def __init__(
        self, label: str, *fields: QWidget, words: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(FieldLabel(label, buddy=fields[0]))
        for field in fields:
            column.addWidget(field)
        if words:
            column.addWidget(QuietLabel(words))
        column.addStretch(1)


def is_being_typed(field: TextField) -> bool:
    """Tell whether a field holds letters that a person has typed and not finished."""
    return field.hasFocus() and field.isModified()


def store(session: DiarySession, said: str, **fields: Any) -> None:
    """Store some preferences at once; the window says so, with an Undo."""
    session.do(lambda diary, clock: set_preferences(diary, clock, **fields), said=said)


def hour_words(hour: int) -> str:
    """Return an hour as clocks show it: "12:00 (noon)", "22:00"."""
    return {0: "00:00 (midnight)", 12: "12:00 (noon)"}.get(hour, f"{hour:02}:00")


class StillDropdown(Dropdown):
    """A choice that is only as wide as its words."""

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name=name, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)


class HourField(StillDropdown):
    """An hour of the day; `hour_chosen` tells when a person chooses."""

    hour_chosen = Signal(int)

    def __init__(
        self,
        *,
        name: str,
        hours: Iterable[int] = range(HOURS_A_DAY),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name=name, parent=parent)
        for hour in hours:
            self.addItem(hour_words(hour), hour)
        self.activated.connect(lambda index: self.hour_chosen.emit(self.itemData(index)))

    def show_hour(self, hour: int) -> None:
        """Show an hour."""
        self.setCurrentIndex(self.findData(hour))
