"""One cramp of a night: a line that says all, what it asks, and on demand its questions below."""

from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crampdiary.domain.choices import Provenance
from crampdiary.domain.nights import LocalInstant
from crampdiary.domain.records import Cramp
from crampdiary.services.cramps import asks_for_length, is_forgotten, stop_cramp
from crampdiary.tokens import GRID
from crampdiary.ui.diary.words import RECALLED, short_note
from crampdiary.ui.shared.breakable import breakable
from crampdiary.ui.shared.buttons import SecondaryButton
from crampdiary.ui.shared.labels import Badge, Hairline, QuietLabel
from crampdiary.ui.shared.pages import Row
from crampdiary.ui.shared.session import DiarySession
from crampdiary.ui.shared.tab_order import held_focus
from crampdiary.ui.today.cramp_line import CrampLine
from crampdiary.ui.today.cramp_panel import CrampPanel
from crampdiary.ui.today.length_question import LengthQuestion

EDIT_KEY = "e"
# Goes through to the page also while the questions are open: another cramp.
ADD_KEY = "a"


class CrampRow(QWidget):
    """Shows a cramp and stores what is said about it.

    `toggle_requested` wishes the questions opened or closed; `touched` says that somebody answers.
    """

    toggle_requested = Signal()
    touched = Signal()

    def __init__(
        self, *, session: DiarySession, has_keys: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._has_keys = has_keys
        self._cramp: Cramp | None = None
        self._never_ended = False
        self._asked: tuple[UUID, int | None] | None = None
        self.panel: CrampPanel | None = None
        self.question: LengthQuestion | None = None
        self.line = CrampLine()
        self.edit = self.line.edit
        self._note, self._recalled = QuietLabel(), Badge(RECALLED)
        self.stop = SecondaryButton("It has stopped")
        self._build()
        self.edit.clicked.connect(self.toggle_requested)
        self.stop.clicked.connect(self._on_stop_clicked)

    def show_cramp(self, cramp: Cramp, now: LocalInstant, usual_s: int | None) -> None:
        """Show a cramp as it is stored; `usual_s` is how long a cramp usually is, if known."""
        self._cramp = cramp
        self._never_ended = is_forgotten(cramp, now)
        asks = asks_for_length(cramp, now)
        self._note.setText(breakable(short_note(cramp.note)))
        self._note.setVisible(bool(cramp.note))
        self._recalled.setVisible(cramp.provenance is Provenance.RECALLED)
        self.stop.setVisible(cramp.is_open and not asks)
        self._ask((cramp.id, cramp.duration_s) if asks else None, usual_s)
        if self.panel is not None:
            self.panel.show_cramp(cramp)
        self._show_line()

    def open_panel(self) -> CrampPanel | None:
        """Open the questions below the line."""
        if self.panel is None and self._cramp is not None:
            panel = CrampPanel(session=self._session, cramp=self._cramp, has_keys=self._has_keys)
            panel.touched.connect(self.touched)
            self._below.addWidget(panel)
            panel.show()  # at once: what is not seen yet cannot keep the focus
            self.panel = panel
            self._show_line()
        return self.panel

    def close_panel(self) -> None:
        """Close the questions; whoever was in them is on the row again."""
        panel, self.panel = self.panel, None
        if panel is not None:
            self._remove(panel)
            self._show_line()

    def flush(self) -> bool:
        """Store what was typed; where it cannot be, go there, and return False."""
        return all(part.flush() for part in (self.question, self.panel) if part is not None)

    def press(self, key: str) -> bool:
        """Answer what the row asks by a key; return whether it was one."""
        if self.panel is not None and self.panel.press(key):
            return True
        return self.question is not None and self.question.press(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open and close by E, close by Esc, and answer by letters while the questions are open."""
        key = event.text().lower()
        if event.modifiers() & _COMMANDS:
            super().keyPressEvent(event)
        elif key == EDIT_KEY:
            if not event.isAutoRepeat():
                self.toggle_requested.emit()
        elif event.key() == Qt.Key.Key_Escape and self.panel is not None:
            self.toggle_requested.emit()
        elif not self.press(key) and not (
            self.panel is not None and key.isalnum() and key != ADD_KEY
        ):
            super().keyPressEvent(event)

    def _build(self) -> None:
        self._below = QVBoxLayout()
        self._below.setSpacing(GRID)
        self._below.addWidget(self._note)
        self._below.addWidget(self.stop)
        self._below.addLayout(Row(self._recalled))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, GRID)
        column.setSpacing(GRID)
        column.addWidget(Hairline())
        column.addWidget(self.line)
        column.addLayout(self._below)

    def _ask(self, asked: tuple[UUID, int | None] | None, usual_s: int | None) -> None:
        """Ask how long it was, or no longer; a question that is the same stays as it is."""
        if asked == self._asked:
            return
        self._asked = asked
        question, self.question = self.question, None
        if question is not None:
            self._remove(question)
        if asked is not None:
            cramp_id, length_s = asked
            self.question = LengthQuestion(
                session=self._session,
                cramp_id=cramp_id,
                length_s=length_s,
                usual_s=usual_s,
                has_keys=self._has_keys,
            )
            self.question.touched.connect(self.touched)
            self._below.insertWidget(0, self.question)
            self.question.show()

    def _remove(self, part: QWidget) -> None:
        """Take a part away; the focus that was in it goes to the row."""
        focused = held_focus(self)
        if focused is not None and part.isAncestorOf(focused):
            self.edit.setFocus()
        part.hide()
        self._below.removeWidget(part)
        part.deleteLater()

    def _show_line(self) -> None:
        if self._cramp is not None:
            self.line.show_cramp(
                self._cramp, never_ended=self._never_ended, is_open=self.panel is not None
            )

    def _on_stop_clicked(self) -> None:
        cramp = self._cramp
        if cramp is not None:
            self.touched.emit()
            self._session.do(lambda diary, clock: stop_cramp(diary, clock, cramp.id))


_COMMANDS = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)
