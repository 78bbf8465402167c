"""The one question about the morning reminder: off, or a time."""

from PySide6.QtWidgets import QWidget

from crampdiary.domain.preferences import Preferences
from crampdiary.services.reminders import comes_at_min
from crampdiary.tokens import GRID
from crampdiary.ui.settings.rows import SettingRow, StillDropdown, store
from crampdiary.ui.shared.cards import Card
from crampdiary.ui.shared.labels import QuietLabel
from crampdiary.ui.shared.session import DiarySession

OFF = "Off"
# Every half hour in the morning, and on to the evening for those who sleep by day.
TIMES_MIN = (*range(5 * 60, 12 * 60, 30), *range(12 * 60, 21 * 60, 60))
WORDS = (
    "One quiet message of your desktop, only where last night is not recorded yet. So that it can "
    "come, closing the window leaves Cramp Diary in the tray, where there is one."
)
_HOUR_MIN = 60


class ReminderField(StillDropdown):
    """Off, or a time of the day in minutes after midnight."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(name="Morning reminder", parent=parent)
        self.addItem(OFF, None)
        for minute in TIMES_MIN:
            self.addItem(clock_words(minute), minute)

    def show_minute(self, minute: int | None) -> None:
        """Show a time, also one that is not among those offered (from another program's file)."""
        place = self.findData(minute)
        if place < 0:
            later = (at for at in range(1, self.count()) if self.itemData(at) > (minute or 0))
            place = next(later, self.count())
            self.insertItem(place, clock_words(minute or 0), minute)
        self.setCurrentIndex(place)


class MorningCard(Card):
    """Asks whether the morning may ask."""

    def __init__(self, *, session: DiarySession, parent: QWidget | None = None) -> None:
        super().__init__("In the morning", parent=parent)
        self._session = session
        self.reminder = ReminderField()
        self.words = QuietLabel(WORDS)
        self.body.setSpacing(2 * GRID)
        self.body.addWidget(
            SettingRow("Remind me to say how the night was", self.reminder, self.words)
        )
        self.body.addStretch(1)
        self.reminder.activated.connect(self._on_reminder_activated)

    def show_preferences(self, preferences: Preferences) -> None:
        """Show what is stored, and when it comes where the night lasts longer."""
        self.reminder.show_minute(preferences.reminder_min)
        comes = comes_at_min(preferences)
        waits = comes is not None and comes != preferences.reminder_min
        later = f" It waits for the end of the night, at {clock_words(comes or 0)}."
        self.words.setText(f"{WORDS}{later if waits else ''}")

    def _on_reminder_activated(self, index: int) -> None:
        minute = self.reminder.itemData(index)
        if minute == self._session.preferences.reminder_min:
            return
        said = (
            "No morning reminder."
            if minute is None
            else f"The morning reminder comes at {clock_words(minute)}."
        )
        store(self._session, said, reminder_min=minute)


def clock_words(minute: int) -> str:
    """Return minutes after midnight as clocks show them: "7:30"."""
    return f"{minute // _HOUR_MIN}:{minute % _HOUR_MIN:02}"
