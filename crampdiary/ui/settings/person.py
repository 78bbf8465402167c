"""Name and year of birth: asked for nowhere, needed only on the page for the doctor."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crampdiary.domain.errors import InvalidValueError
from crampdiary.domain.preferences import Preferences
from crampdiary.services.preferences import set_preferences
from crampdiary.services.words import sentence
from crampdiary.tokens import GRID
from crampdiary.ui.settings.rows import is_being_typed
from crampdiary.ui.shared.fields import TextField
from crampdiary.ui.shared.labels import ErrorLabel, FieldLabel
from crampdiary.ui.shared.session import DiarySession


class PersonFields(QWidget):
    """Two fields that store what is typed as soon as it is finished."""

    def __init__(self, *, session: DiarySession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.name = TextField(name="Your name")
        self.birth_year = TextField(name="Year of birth", placeholder="such as 1958")
        self.error = ErrorLabel()
        row = QHBoxLayout()
        row.setSpacing(2 * GRID)
        for label, field, share in (
            ("Your name", self.name, 3),
            ("Year of birth", self.birth_year, 2),
        ):
            column = QVBoxLayout()
            column.setSpacing(4)
            column.addWidget(FieldLabel(label, buddy=field))
            column.addWidget(field)
            row.addLayout(column, share)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(4)
        outer.addLayout(row)
        outer.addWidget(self.error)
        self.name.editingFinished.connect(self._on_name_finished)
        self.birth_year.editingFinished.connect(self._on_birth_year_finished)

    def show_preferences(self, preferences: Preferences) -> None:
        """Show what is stored, except where the person is typing."""
        if not is_being_typed(self.name):
            self.name.setText(preferences.person_name)
        if not is_being_typed(self.birth_year):
            self.birth_year.setText(str(preferences.birth_year or ""))
            self.error.show_text("")

    def _on_name_finished(self) -> None:
        name = self.name.text().strip()
        self.name.setModified(False)
        if name != self._session.preferences.person_name:
            self._session.do(lambda diary, clock: set_preferences(diary, clock, person_name=name))

    def _on_birth_year_finished(self) -> None:
        text = self.birth_year.text().strip()
        try:
            year = _read_year(text, latest=self._session.clock.now().wall_clock.year)
            if year != self._session.preferences.birth_year:
                self._session.perform(
                    lambda diary, clock: set_preferences(diary, clock, birth_year=year)
                )
        except InvalidValueError as error:
            self.error.show_text(sentence(error))
        else:
            self.error.show_text("")
            self.birth_year.setText(str(year or ""))


def _read_year(text: str, *, latest: int) -> int | None:
    """Return a year of birth, or None for nothing; raise `InvalidValueError` otherwise."""
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and 1900 <= int(text) <= latest):  # noqa: PLR2004
        raise InvalidValueError(
            field="birth_year", problem="out_of_range", value=text, allowed=f"1900 to {latest}"
        )
    return int(text)
