"""The bin: what was deleted or taken back, to be put back or wiped for good."""

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from crampdiary.charts.labels import plural
from crampdiary.services.bin import empty_bin, put_back
from crampdiary.services.bin_words import BinLine, bin_lines
from crampdiary.tokens import GRID
from crampdiary.ui.diary.bin_list import BinList
from crampdiary.ui.shared.buttons import PrimaryButton, SecondaryButton
from crampdiary.ui.shared.cards import Card
from crampdiary.ui.shared.dialog import Dialog
from crampdiary.ui.shared.labels import BodyLabel, KeyHint, PageTitle, QuietLabel
from crampdiary.ui.shared.session import ALL_KINDS, DiarySession
from crampdiary.ui.shared.tab_order import chain_tabs
from crampdiary.ui.shared.toast import Toast
from crampdiary.ui.shared.undo_keys import add_undo_keys

HINT = "What you delete or take back waits here until you empty the bin."
EMPTY = "Nothing is in the bin."
_LETTERS_WIDE, _LINES_HIGH = 76, 32
_ROOM_SHARE = 0.94
_NO_UNDO = False


class BinDialog(Dialog):
    """Lists the bin. Open it with `open()`; it deletes itself when closed."""

    def __init__(self, *, session: DiarySession, parent: QWidget | None = None) -> None:
        super().__init__("Bin", parent=parent)
        self._session = session
        self.list, self.card = BinList(), Card()
        self.empty_words = BodyLabel(EMPTY)
        self.toast = Toast()
        self.close_button = PrimaryButton("Close")
        self.empty_button = SecondaryButton("Empty the bin")
        self._build()
        self._connect()
        self._refresh()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Let Tab go as one reads."""
        chain_tabs(self)
        return super().focusNextPrevChild(forward)

    def _build(self) -> None:
        buttons = _buttons(self.close_button, self.empty_button)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 3 * GRID)
        outer.setSpacing(2 * GRID)
        outer.addWidget(PageTitle("Bin"))
        outer.addWidget(QuietLabel(HINT))
        self.card.body.setContentsMargins(GRID, GRID, GRID, GRID)
        self.card.body.addWidget(self.list)
        self.card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        outer.addWidget(self.card)
        outer.addWidget(self.empty_words)
        outer.addStretch(1)
        outer.addWidget(self.toast)
        outer.addLayout(buttons)
        letters, line = self.fontMetrics().averageCharWidth(), self.fontMetrics().lineSpacing()
        room = self.screen().availableGeometry().size() * _ROOM_SHARE
        self.resize(
            min(letters * _LETTERS_WIDE, room.width()), min(line * _LINES_HIGH, room.height())
        )

    def _connect(self) -> None:
        session = self._session
        self.list.put_back_requested.connect(self._on_put_back_requested)
        self.close_button.clicked.connect(self.accept)
        self.empty_button.clicked.connect(self._on_empty_clicked)
        self.toast.undo_requested.connect(session.undo)
        session.changed.connect(self._refresh)
        session.noted.connect(self._on_noted)
        session.failed.connect(self._on_failed)
        add_undo_keys(self, session)

    def _refresh(self) -> None:
        lines = self._session.do(bin_lines)
        if lines is None:
            return
        self.list.show_lines(lines)
        for widget in (self.card, self.empty_button):
            widget.setVisible(bool(lines))
        self.empty_words.setVisible(not lines)
        (self.list if lines else self.close_button).setFocus()

    def _on_put_back_requested(self, line: BinLine) -> None:
        self._session.do(
            lambda diary, clock: put_back(diary, clock, line.batch), said=f"Put back: {line.what}."
        )

    def _on_empty_clicked(self) -> None:
        asked = list(self.list.bin_model.lines)
        question = EmptyBinQuestion(sum(line.entries for line in asked), parent=self)
        question.accepted.connect(lambda: self._empty(asked))
        question.open()

    def _empty(self, asked: list[BinLine]) -> None:
        batches = {line.batch for line in asked}
        wiped = self._session.do(lambda diary, _clock: empty_bin(diary, batches))
        if wiped is not None:
            # Not a change that can be undone, but what can be is another from now on.
            self._session.changed.emit(ALL_KINDS)
            self._session.noted.emit(f"{_entries(wiped)} wiped for good.", _NO_UNDO)

    def _on_noted(self, words: str, can_undo: bool) -> None:
        self.toast.say(words, can_undo=can_undo)

    def _on_failed(self, words: str) -> None:
        self.toast.say(words, stays=True)


class EmptyBinQuestion(Dialog):
    """The one question of the app: what it is about cannot be taken back. Esc and Enter keep."""

    def __init__(self, entries: int, *, parent: QWidget | None = None) -> None:
        super().__init__("Empty the bin?", parent=parent)
        which = "it" if entries == 1 else "them"
        self.words = BodyLabel(f"This wipes {_entries(entries)} for good. It cannot be taken back.")
        self.keep_button = PrimaryButton(f"Keep {which}")
        self.keep_button.setDefault(True)
        self.empty_button = SecondaryButton("Empty the bin")
        buttons = _buttons(self.keep_button, self.empty_button)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 3 * GRID)
        outer.setSpacing(2 * GRID)
        outer.addWidget(PageTitle("Empty the bin?"))
        outer.addWidget(self.words)
        outer.addStretch(1)
        outer.addLayout(buttons)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 52)
        self.keep_button.clicked.connect(self.reject)
        self.empty_button.clicked.connect(self.accept)
        self.keep_button.setFocus()


def _buttons(leave: QWidget, empty: QWidget) -> QHBoxLayout:
    """Return the safe way out with its key at the left, and what wipes apart from it."""
    row = QHBoxLayout()
    row.setSpacing(GRID)
    row.addWidget(leave)
    row.addWidget(KeyHint("Esc"))
    row.addStretch(1)
    row.addWidget(empty)
    return row


def _entries(number: int) -> str:
    return plural(number, "entry", "entries")
