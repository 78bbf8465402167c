"""A night's cramps as rows, of which one may be open to be mended."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from crampdiary.domain.nights import LocalInstant
from crampdiary.domain.records import Cramp
from crampdiary.ui.shared.buttons import LinkButton, SecondaryButton
from crampdiary.ui.shared.labels import Hairline
from crampdiary.ui.shared.session import DiarySession
from crampdiary.ui.today.cramp_panel import CrampPanel
from crampdiary.ui.today.cramp_row import CrampRow


class CrampRows(QWidget):
    """Shows cramps; a row stays the same widget while its cramp is there, so focus stays too."""

    touched = Signal()

    def __init__(
        self, *, session: DiarySession, has_keys: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._has_keys = has_keys
        self._rows: dict[UUID, CrampRow] = {}
        self._open: UUID | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(Hairline())
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    @property
    def open_panel(self) -> CrampPanel | None:
        """Return the questions that are open, or None."""
        return None if self._open is None else self._rows[self._open].panel

    def row(self, cramp: Cramp) -> CrampRow:
        """Return the row of a cramp that is shown."""
        return self._rows[cramp.id]

    def edit_button(self, cramp: Cramp) -> LinkButton:
        """Return the Edit of a cramp that is shown."""
        return self._rows[cramp.id].edit

    def stop_button(self, cramp: Cramp) -> SecondaryButton:
        """Return the "It has stopped" of a running cramp that is shown."""
        return self._rows[cramp.id].stop

    def show_cramps(
        self, cramps: Sequence[Cramp], now: LocalInstant, usual_s: int | None = None
    ) -> None:
        """Show these cramps, in this order; `usual_s` is how long one usually is, if known."""
        wanted = {cramp.id for cramp in cramps}
        for gone in [which for which in self._rows if which not in wanted]:
            self._remove(gone)
        for number, cramp in enumerate(cramps):
            row = self._rows.get(cramp.id) or self._add(cramp)
            row.show_cramp(cramp, now, usual_s)
            if self._column.indexOf(row) != number:
                self._column.insertWidget(number, row)
                row.show()  # at once, for the keyboard may go there now
        widths = [row.line.widths() for row in self._rows.values()]
        for row in self._rows.values():
            when, how_long, pain = (max(column) for column in zip(*widths, strict=True))
            row.line.set_widths((when, how_long, pain))

    def toggle(self, cramp_id: UUID) -> None:
        """Open a row (and close the one that was open), or close it where it is the one."""
        if self._open == cramp_id:
            self.close_row()
        else:
            self.open_row(cramp_id)

    def toggle_any(self) -> None:
        """Close the row that is open, or open the first."""
        which = self._open or next(iter(self._in_order()), None)
        if which is not None:
            self.toggle(which)
            self._rows[which].edit.setFocus()

    def open_row(self, cramp_id: UUID, *, in_time: bool = False) -> None:
        """Open a row below itself, with `in_time` to type when it was; only one is open."""
        if cramp_id not in self._rows or not self.close_row():
            return
        panel = self._rows[cramp_id].open_panel()
        self._open = cramp_id
        if panel is not None and in_time:
            panel.time.setFocus()
        QTimer.singleShot(0, self, self._reveal)

    def close_row(self) -> bool:
        """Close the row that is open; return False where what was typed there cannot be stored."""
        if not self.flush():
            return False
        if self._open is not None:
            self._rows[self._open].close_panel()
        self._open = None
        return True

    def flush(self) -> bool:
        """Store what was typed; where it cannot be, go there, and return False."""
        return all(row.flush() for row in list(self._rows.values()))

    def press(self, key: str) -> bool:
        """Answer the first question that knows a key; return whether there was one."""
        rows = [self._rows[which] for which in self._in_order()]
        return any(row.question is not None and row.question.press(key) for row in rows)

    def _in_order(self) -> list[UUID]:
        return sorted(self._rows, key=lambda which: self._column.indexOf(self._rows[which]))

    def _add(self, cramp: Cramp) -> CrampRow:
        row = CrampRow(session=self._session, has_keys=self._has_keys)
        row.touched.connect(self.touched)
        which = cramp.id
        row.toggle_requested.connect(lambda: self.toggle(which))
        self._rows[which] = row
        return row

    def _remove(self, which: UUID) -> None:
        row = self._rows.pop(which)
        if self._open == which:
            self._open = None
        row.hide()
        self._column.removeWidget(row)
        row.deleteLater()

    def _reveal(self) -> None:
        """Scroll so far that the questions are seen, and the row above them in any case."""
        if self._open is None:
            return
        row, area = self._rows[self._open], self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if isinstance(area, QScrollArea) and row.panel is not None:
            area.ensureWidgetVisible(row.panel)
            area.ensureWidgetVisible(row.edit)
