"""Drinks and nights, and the person: settings that are stored in the diary."""

from PySide6.QtWidgets import QWidget

from crampdiary.domain.errors import InvalidValueError
from crampdiary.domain.notation import read_fluids_ml
from crampdiary.domain.preferences import Preferences
from crampdiary.services.preferences import set_preferences
from crampdiary.services.words import sentence
from crampdiary.tokens import GRID
from crampdiary.ui.settings.person import PersonFields
from crampdiary.ui.settings.rows import (
    HourField,
    SettingRow,
    hour_words,
    is_being_typed,
    store,
)
from crampdiary.ui.shared.cards import Card
from crampdiary.ui.shared.fields import TextField
from crampdiary.ui.shared.labels import ErrorLabel, QuietLabel
from crampdiary.ui.shared.session import DiarySession

BOUNDARY_HOURS = range(9, 21)
_GLASS_WIDTH = 140


class HabitsCard(Card):
    """The size of a glass, and the hour at which one night ends and the next begins."""

    def __init__(self, *, session: DiarySession, parent: QWidget | None = None) -> None:
        super().__init__("Drinks and nights", parent=parent)
        self._session = session
        self.glass = TextField(name="Size of a glass")
        self.glass.setMaximumWidth(self.glass.fontMetrics().averageCharWidth() * 4 + _GLASS_WIDTH)
        self.error = ErrorLabel()
        self.boundary = HourField(name="A night ends at", hours=BOUNDARY_HOURS)
        self.body.setSpacing(2 * GRID)
        self.body.addWidget(
            SettingRow(
                "Size of a glass",
                self.glass,
                self.error,
                words="What you drink is counted in glasses of this size.",
            )
        )
        self.body.addWidget(
            SettingRow(
                "A night ends, and the next one begins, at",
                self.boundary,
                words=(
                    "A cramp after midnight belongs to the evening before, up to this hour. Work "
                    "at night and sleep by day? Choose a later one. It counts for entries from now "
                    "on; what is recorded stays where it is."
                ),
            )
        )
        self.body.addStretch(1)
        self.glass.editingFinished.connect(self._on_glass_finished)
        self.boundary.hour_chosen.connect(self._on_boundary_hour_chosen)

    def show_preferences(self, preferences: Preferences) -> None:
        """Show what is stored, except where the person is typing."""
        if not is_being_typed(self.glass):
            self.glass.setText(f"{preferences.glass_ml} ml")
            self.error.show_text("")
        self.boundary.show_hour(preferences.boundary_hour)

    def _on_glass_finished(self) -> None:
        stored = self._session.preferences.glass_ml
        try:
            wished = _read_glass_ml(self.glass.text(), stored)
            if wished != stored:
                self._session.perform(
                    lambda diary, clock: set_preferences(diary, clock, glass_ml=wished),
                    said=f"A glass now counts as {wished} ml.",
                )
        except InvalidValueError as error:
            self.error.show_text(sentence(error))
        else:
            self.error.show_text("")
            self.glass.setText(f"{wished} ml")

    def _on_boundary_hour_chosen(self, hour: int) -> None:
        if hour != self._session.preferences.boundary_hour:
            said = f"A night now ends at {hour_words(hour)}."
            store(self._session, said, boundary_hour=hour)


def _read_glass_ml(text: str, stored: int) -> int:
    """Return the millilitres of "300 ml", "0.3 l" or "300"; raise `InvalidValueError` else."""
    try:
        return read_fluids_ml(text, stored)
    except InvalidValueError as error:
        raise InvalidValueError(
            field="glass_ml", problem=error.problem, value=text, allowed="20 to 2,000 ml"
        ) from error


class PersonCard(Card):
    """Whose diary it is, for the report and for recommended intakes."""

    def __init__(self, *, session: DiarySession, parent: QWidget | None = None) -> None:
        super().__init__("About you", parent=parent)
        self.person = PersonFields(session=session)
        self.body.addWidget(self.person)
        self.body.addWidget(
            QuietLabel(
                "Neither has to be told. The page for your doctor shows them only if you say so. "
                "The year of birth also tells which intake of vitamin D is recommended: 600 IU a "
                "day, 800 IU above 70 years."
            )
        )
        self.body.addStretch(1)

    def show_preferences(self, preferences: Preferences) -> None:
        """Show what is stored."""
        self.person.show_preferences(preferences)
