"""A whole regimen in one line: "50,000 IU weekly for 8 weeks, then 2,000 IU daily"."""

from datetime import date
from uuid import uuid4

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crampdiary.domain.errors import InvalidValueError
from crampdiary.domain.regimen_text import FIELD, read_regimen
from crampdiary.ui.shared.fields import TextField

EXAMPLE = "50,000 IU weekly for 8 weeks, then 2,000 IU daily"


class RegimenLine(TextField):
    """Reads on every letter; what cannot be read is said once the field is left, or on Save.

    `understood` gives the phases. `refused` gives the error, or None where all is well again.
    """

    understood = Signal(object)
    refused = Signal(object)

    def __init__(self, *, today: date, parent: QWidget | None = None) -> None:
        """Let the first dose begin today, unless the line names another day."""
        super().__init__(
            name="As it was prescribed, or as you take it, in one line",
            placeholder=EXAMPLE,
            parent=parent,
        )
        self._today = self._start = today
        self._error: InvalidValueError | None = None
        self._is_in_force = False
        self.textEdited.connect(self.read_anew)
        self.editingFinished.connect(self._on_finished)

    def begin_on(self, day: date) -> None:
        """Let the first dose begin on a day, at once where the doses are those of the line."""
        self._start = day
        if self._is_in_force:
            self.read_anew()

    def let_go(self) -> None:
        """Leave the doses alone from now on: somebody changed them by hand."""
        self._is_in_force = False

    def check(self) -> None:
        """Raise `InvalidValueError` where the line cannot be read."""
        if self._error is not None:
            raise self._error

    def read_anew(self) -> None:
        """Read the line and give its phases; say nothing yet about what cannot be read."""
        self._error, self._is_in_force = None, False
        self.refused.emit(None)
        if not self.text().strip():
            return
        try:
            phases = read_regimen(self.text(), uuid4(), today=self._today, start=self._start)
        except InvalidValueError as error:
            self._error = InvalidValueError(
                field=FIELD, problem=error.problem, value=error.value, allowed=error.allowed
            )
        else:
            self._is_in_force = True
            self.understood.emit(phases)

    def _on_finished(self) -> None:
        if self._error is not None:
            self.refused.emit(self._error)
