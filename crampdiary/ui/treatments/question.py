"""A question above the buttons of a form, asked once: Save then means yes."""

from dataclasses import dataclass

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from crampdiary.domain.errors import DiaryError
from crampdiary.tokens import GRID
from crampdiary.ui.shared.breakable import breakable
from crampdiary.ui.shared.labels import BodyLabel


@dataclass(eq=False, slots=True, kw_only=True)
class AskedError(DiaryError):
    """Nothing is wrong, but somebody may want to look again; `yes` is what Save is called then."""

    question: str
    yes: str


class QuestionPanel(QFrame):
    """Holds the question; hidden while there is none."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._answered: set[str] = set()
        self.words = BodyLabel()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, GRID)
        column.addWidget(self.words)
        self.hide()

    @property
    def question(self) -> str:
        """Return what is being asked, or nothing."""
        return "" if self.isHidden() else self.words.accessibleName()

    def ask_once(self, question: str, *, yes: str) -> None:
        """Raise `AskedError` for a question that was not shown before."""
        if question not in self._answered:
            raise AskedError(question=question, yes=yes)

    def show_question(self, asked: AskedError) -> None:
        """Show a question; saving once more answers it."""
        self._answered.add(asked.question)
        self.words.setText(breakable(asked.question))
        self.words.setAccessibleName(asked.question)
        self.show()
