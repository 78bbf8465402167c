"""The quiet line at the foot of a form: when an entry was made and changed and how it came in."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from crampdiary.domain.records import Record
from crampdiary.services.history_words import history_words
from crampdiary.ui.shared.labels import QuietLabel
from crampdiary.ui.shared.session import DiarySession


class HistoryLine(QuietLabel):
    """Says "Logged live on Sun 22 Nov 02:31.", and is not there where nothing is known."""

    def __init__(self, *, session: DiarySession, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._session = session
        self.hide()

    def show_entry(self, record: Record | None, parts: Sequence[Record] = ()) -> None:
        """Tell about an entry, with what belongs to it, or about none."""
        words: str | None = ""
        if record is not None:
            entry = record
            words = self._session.do(lambda diary, clock: history_words(diary, clock, entry, parts))
        self.setText(words or "")
        self.setVisible(bool(words))
