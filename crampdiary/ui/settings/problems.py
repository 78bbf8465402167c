"""What is wrong with a file that was not taken in, line by line, to be read and copied."""

from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from crampdiary.charts.labels import plural
from crampdiary.domain.errors import ImportRefusedError
from crampdiary.services.words import row_sentence, sentence
from crampdiary.tokens import GRID
from crampdiary.ui.shared.buttons import PrimaryButton
from crampdiary.ui.shared.dialog import Dialog
from crampdiary.ui.shared.labels import BodyLabel, PageTitle

_WIDTH, _HEIGHT = 640, 480


class ProblemsDialog(Dialog):
    """Every bad row with its line number; open it with `open()`."""

    def __init__(self, error: ImportRefusedError, *, parent: QWidget | None = None) -> None:
        super().__init__("Nothing was imported", parent=parent)
        self.words = BodyLabel(_words(error))
        self.rows = QPlainTextEdit("\n".join(row_sentence(row) for row in error.problems))
        self.rows.setReadOnly(True)
        self.rows.setAccessibleName("Lines to look at")
        self.rows.setTabChangesFocus(True)
        self.rows.setVisible(bool(error.problems))
        self.close_button = PrimaryButton("Close")
        self.close_button.setDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 3 * GRID)
        column.setSpacing(2 * GRID)
        column.addWidget(PageTitle("Nothing was imported"))
        column.addWidget(self.words)
        column.addWidget(self.rows, 1)
        column.addWidget(self.close_button)
        self.close_button.clicked.connect(self.accept)
        self.setMinimumWidth(_WIDTH)
        if error.problems:
            self.resize(_WIDTH, _HEIGHT)


def _words(error: ImportRefusedError) -> str:
    if not error.problems:
        return sentence(error)
    return (
        f"{plural(len(error.problems), 'line')} of {error.path.name} cannot be read, so none of it "
        "was taken in: your diary is unchanged. Put these lines right in the file, then import it "
        "again."
    )
