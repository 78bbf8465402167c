"""A night's cramps as rows: time, what, how long, pain; Edit, and the end of a running one."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from crampdiary.domain.choices import Provenance
from crampdiary.domain.records import Cramp
from crampdiary.tokens import GRID
from crampdiary.ui.diary.words import (
    NO_TIME,
    RECALLED,
    capitalised,
    cramp_words,
    duration_or_going_words,
    short_note,
    time_words,
    what_words,
)
from crampdiary.ui.shared.buttons import LinkButton, SecondaryButton
from crampdiary.ui.shared.labels import Badge, BodyLabel, Hairline, QuietLabel, SectionTitle
from crampdiary.ui.shared.pages import clear_layout

_COLUMNS = 5
_WHAT, _HOW_LONG, _PAIN, _EDIT = 1, 2, 3, 4


class CrampRows(QWidget):
    """Shows cramps; built anew only where they changed, so that focus stays where it is."""

    edit_requested = Signal(object)
    stop_requested = Signal(object)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cramps: tuple[Cramp, ...] = ()
        self._edit_buttons: dict[UUID, LinkButton] = {}
        self._stop_buttons: dict[UUID, SecondaryButton] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GRID + GRID // 2)
        self._grid.setVerticalSpacing(GRID + 2)
        self._grid.setColumnStretch(_WHAT, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def edit_button(self, cramp: Cramp) -> LinkButton:
        """Return the Edit of a cramp that is shown."""
        return self._edit_buttons[cramp.id]

    def stop_button(self, cramp: Cramp) -> SecondaryButton:
        """Return the "It has stopped" of a running cramp that is shown."""
        return self._stop_buttons[cramp.id]

    def show_cramps(self, cramps: Sequence[Cramp]) -> None:
        """Show these cramps, in this order."""
        if tuple(cramps) == self._cramps:
            return
        self._cramps = tuple(cramps)
        self._edit_buttons.clear()
        self._stop_buttons.clear()
        clear_layout(self._grid)
        row = 0
        for cramp in self._cramps:
            self._grid.addWidget(Hairline(), row, 0, 1, _COLUMNS)
            row = self._add_cramp(cramp, row + 1)
        if self._cramps:
            self._grid.addWidget(Hairline(), row, 0, 1, _COLUMNS)

    def _add_cramp(self, cramp: Cramp, row: int) -> int:
        """Fill the grid from `row` on and return the first row that is free again."""
        top = Qt.AlignmentFlag.AlignVCenter
        when = SectionTitle(time_words(cramp)) if cramp.start else QuietLabel(NO_TIME, wraps=False)
        self._grid.addWidget(when, row, 0, top)
        self._grid.addWidget(BodyLabel(capitalised(what_words(cramp))), row, _WHAT, top)
        how_long = BodyLabel(duration_or_going_words(cramp))
        how_long.setWordWrap(False)
        self._grid.addWidget(how_long, row, _HOW_LONG, top)
        pain = "" if cramp.pain is None else f"pain {cramp.pain}"
        self._grid.addWidget(QuietLabel(pain, wraps=False), row, _PAIN, top)
        edit = LinkButton("Edit")
        edit.setAccessibleName(f"Edit the cramp: {cramp_words(cramp)}")
        edit.clicked.connect(lambda: self.edit_requested.emit(cramp))
        self._edit_buttons[cramp.id] = edit
        self._grid.addWidget(edit, row, _EDIT, top | Qt.AlignmentFlag.AlignRight)
        row += 1
        if cramp.is_open:
            stop = SecondaryButton("It has stopped")
            stop.clicked.connect(lambda: self.stop_requested.emit(cramp))
            self._stop_buttons[cramp.id] = stop
            self._grid.addWidget(stop, row, _WHAT, 1, _COLUMNS - 1)
            row += 1
        if cramp.note:
            self._grid.addWidget(QuietLabel(short_note(cramp.note)), row, _WHAT, 1, _COLUMNS - 1)
            row += 1
        if cramp.provenance is Provenance.RECALLED:
            self._grid.addWidget(Badge(RECALLED), row, _WHAT, 1, _COLUMNS - 1)
            row += 1
        return row
