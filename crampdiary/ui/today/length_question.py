"""The honest question of the morning: how long was a cramp whose stop was forgotten?"""

from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crampdiary.domain.choices import DurationBasis
from crampdiary.domain.errors import DiaryError
from crampdiary.domain.phrases import duration_words
from crampdiary.services.cramps import settle_length
from crampdiary.services.words import sentence
from crampdiary.tokens import GRID
from crampdiary.ui.shared.buttons import SecondaryButton
from crampdiary.ui.shared.labels import BodyLabel
from crampdiary.ui.shared.pages import FlowRow
from crampdiary.ui.shared.session import DiarySession
from crampdiary.ui.today.cramp_times import guess, read_length_s
from crampdiary.ui.today.saving_line import SavingLine

YES_KEY, GUESS_KEY, UNKNOWN_KEY, TYPE_KEY = "y", "u", "d", "h"
QUESTION_KEYS = frozenset({YES_KEY, GUESS_KEY, UNKNOWN_KEY, TYPE_KEY})


class LengthQuestion(QWidget):
    """Asks about one cramp and stores the answer at once: told, a guess they took, or not known."""

    touched = Signal()

    def __init__(
        self,
        *,
        session: DiarySession,
        cramp_id: UUID,
        length_s: int | None,
        usual_s: int | None,
        has_keys: bool,
        parent: QWidget | None = None,
    ) -> None:
        """Ask about a cramp that was ended very late after `length_s`, or (None) never ended.

        `usual_s` (None: not known) is the guess; `has_keys` shows a key on each answer.
        """
        super().__init__(parent)
        self._session = session
        self._cramp_id = cramp_id
        guess_s, guess_words = guess(usual_s)
        self.words = BodyLabel(question_words(length_s))
        self.buttons: dict[str, SecondaryButton] = {}
        choices = FlowRow()
        told, guessed = DurationBasis.TOLD, DurationBasis.ESTIMATED
        for key, answer, seconds, basis in (
            *([(YES_KEY, "Yes", length_s, told)] if length_s is not None else []),
            (GUESS_KEY, guess_words, guess_s, guessed),
            (UNKNOWN_KEY, "I don't know", None, told),
        ):
            button = SecondaryButton(f"{answer} ({key.upper()})" if has_keys else answer)
            button.clicked.connect(partial(self._settle, seconds, basis))
            self.buttons[key] = button
            choices.add(button)
        hint = f"type it ({TYPE_KEY.upper()}): 4 min" if has_keys else "type it: 4 min"
        self.line = SavingLine(name="How long it was", placeholder=hint)
        choices.add(self.line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, GRID // 2)
        column.setSpacing(GRID)
        for part in (self.words, choices, self.line.error):
            column.addWidget(part)
        self.line.typed.connect(self.touched)
        self.line.said.connect(self._on_line_said)

    def press(self, key: str) -> bool:
        """Answer by a key; return whether it was one of this question."""
        if key == TYPE_KEY:
            self.line.setFocus()
        elif key in self.buttons:
            self.buttons[key].click()
        else:
            return False
        return True

    def flush(self) -> bool:
        """Store what was typed; where it cannot be, go there, and return False."""
        if self.line.flush():
            return True
        self.line.setFocus()
        return False

    def _settle(self, seconds: int | None, basis: DurationBasis, *_checked: object) -> None:
        self.touched.emit()
        which = self._cramp_id
        self._session.do(
            lambda diary, clock: settle_length(diary, clock, which, seconds, basis=basis)
        )

    def _on_line_said(self, text: str) -> None:
        self.touched.emit()
        which = self._cramp_id
        try:
            seconds = read_length_s(text)
            self._session.perform(lambda diary, clock: settle_length(diary, clock, which, seconds))
        except DiaryError as error:
            self.line.refuse(sentence(error))
        else:
            self.line.take(duration_words(seconds))


def question_words(length_s: int | None) -> str:
    """Return what is asked about a cramp that was never ended, or only very late."""
    if length_s is None:
        return "This cramp was never ended. How long was it?"
    return f"It was ended after {duration_words(length_s)}. Was it that long?"
