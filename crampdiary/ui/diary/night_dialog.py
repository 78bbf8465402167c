"""One night in its own window: the same cards as on Today, saving at once just the same."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from crampdiary.domain.preferences import Preferences
from crampdiary.domain.records import Cramp, Night
from crampdiary.services.nights import night_view, usual_fluids_ml
from crampdiary.tokens import GRID
from crampdiary.ui.diary.words import evening_title, night_span_words, night_title
from crampdiary.ui.shared.buttons import PrimaryButton
from crampdiary.ui.shared.dialog import Dialog
from crampdiary.ui.shared.history_line import HistoryLine
from crampdiary.ui.shared.labels import KeyHint, PageTitle, QuietLabel
from crampdiary.ui.shared.pages import GAP, Row
from crampdiary.ui.shared.session import DiarySession
from crampdiary.ui.shared.tab_order import chain_tabs
from crampdiary.ui.shared.undo_keys import add_undo_keys
from crampdiary.ui.today.evening_card import EveningCard
from crampdiary.ui.today.night_card import NightCard

SAVED_WORDS = "All is saved at once."
_SHOWN_KINDS = frozenset({Night.kind, Cramp.kind, Preferences.kind})
_LETTERS_WIDE, _LINES_HIGH = 68, 41
_ROOM_SHARE = 0.94


class NightDialog(Dialog):
    """Fills in or corrects one night. Open it with `open()`; it deletes itself when closed."""

    def __init__(
        self, *, session: DiarySession, night: date, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent=parent)
        self._session = session
        self._night = night
        self.night_card = NightCard(session=session, has_keys=False)
        self.evening_card = EveningCard(session=session)
        self.history = HistoryLine(session=session)
        self.done_button = PrimaryButton("Done")
        self._build()
        self._session.changed.connect(self._on_session_changed)
        self.done_button.clicked.connect(self.accept)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.accept)
        add_undo_keys(self, session)
        self._refresh()

    def done(self, result: int) -> None:
        """Close, unless something typed could not be stored (it says why)."""
        if self.night_card.flush() and self.evening_card.flush():
            super().done(result)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Let Tab go as one reads."""
        chain_tabs(self)
        return super().focusNextPrevChild(forward)

    def _build(self) -> None:
        today = self._session.clock.now().wall_clock.date()
        title = night_title(self._night, today)
        self.setWindowTitle(title)
        content = QWidget()
        cards = QVBoxLayout(content)
        cards.setContentsMargins(0, 0, 0, 0)
        cards.setSpacing(GAP)
        cards.addWidget(self.night_card)
        cards.addWidget(self.evening_card)
        cards.addWidget(self.history)
        cards.addStretch(1)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(content)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 3 * GRID)
        outer.setSpacing(GAP)
        outer.addWidget(PageTitle(title))
        outer.addWidget(QuietLabel(f"{night_span_words(self._night, today)}. {SAVED_WORDS}"))
        outer.addWidget(scroll, 1)
        outer.addLayout(Row(self.done_button, KeyHint("Ctrl+Enter")))
        letters, line = self.fontMetrics().averageCharWidth(), self.fontMetrics().lineSpacing()
        room = self.screen().availableSize() * _ROOM_SHARE
        self.resize(
            min(letters * _LETTERS_WIDE, room.width()), min(line * _LINES_HIGH, room.height())
        )

    def _refresh(self) -> None:
        night = self._night
        read = self._session.do(
            lambda diary, _clock: (night_view(diary, night), usual_fluids_ml(diary, night))
        )
        if read is None:
            return
        view, usual_ml = read
        today = self._session.clock.now().wall_clock.date()
        self.night_card.show_view(view, "The night")
        self.evening_card.show_view(view, evening_title(night, today), usual_ml)
        self.history.show_entry(view.record)

    def _on_session_changed(self, kinds: frozenset[str]) -> None:
        if kinds & _SHOWN_KINDS:
            self._refresh()
