"""A question below a row of the form, with quiet answers: no box, and nothing has to be answered.

Saving asks again, and goes to the first answer.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crampdiary.ui.shared.buttons import LinkButton
from crampdiary.ui.shared.labels import BodyLabel
from crampdiary.ui.shared.pages import FlowRow

# What an answer says, and what it does.
Answer = tuple[str, Callable[[], None]]


class QuestionLine(QWidget):
    """One question and its answers as links; hidden while there is nothing to ask."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = BodyLabel()
        self.answers: list[LinkButton] = []
        self._line = QHBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(0)
        column.addWidget(self.words)
        column.addLayout(self._line)
        self.hide()

    def is_asking(self, words: str, answers: Sequence[Answer]) -> bool:
        """Tell whether just this is asked already."""
        said = [button.text() for button in self.answers]
        return self.words.text() == words and said == [answer for answer, _ in answers]

    def ask(self, words: str, answers: Sequence[Answer]) -> None:
        """Ask, instead of what was asked before; the same question keeps the keyboard."""
        if self.is_asking(words, answers):
            return
        self.clear()
        self.words.setText(words)
        row = FlowRow()
        for said, action in answers:
            button = LinkButton(said)
            button.setAccessibleDescription(words)
            button.clicked.connect(lambda _checked=False, action=action: action())
            row.add(button)
            self.answers.append(button)
        self._line.addWidget(row)
        self.show()

    def clear(self) -> None:
        """Ask nothing."""
        while (item := self._line.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.answers.clear()
        self.words.clear()
        self.hide()

    @property
    def has_keyboard(self) -> bool:
        """Tell whether the keyboard is on an answer, or will be once the form is looked at."""
        return self.window().focusWidget() in self.answers

    @property
    def is_open(self) -> bool:
        """Tell whether something is asked."""
        return bool(self.answers)

    def go(self) -> None:
        """Put the keyboard on the first answer."""
        if self.answers:
            self.answers[0].setFocus(Qt.FocusReason.TabFocusReason)
