"""When the window turns red on black, when the app starts on the night screen, and a key for it."""

import sys

from PySide6.QtWidgets import QApplication, QWidget

from crampdiary.domain.preferences import Preferences
from crampdiary.services.starting import command_to_type
from crampdiary.tokens import GRID
from crampdiary.ui.settings.rows import HourField, SettingRow, hour_words, store
from crampdiary.ui.shared.buttons import SecondaryButton
from crampdiary.ui.shared.cards import Card
from crampdiary.ui.shared.choices import ChipRow
from crampdiary.ui.shared.pages import FlowRow
from crampdiary.ui.shared.session import CAN_UNDO, DiarySession

WHEN = (
    ("auto", "These hours"),
    ("always", "Always"),
    ("never", "Never"),
)
_WHEN_WORDS = {"auto": "in the hours of the night", "always": "always", "never": "never"}


class NightCard(Card):
    """Colours and start share the hours of the night."""

    def __init__(self, *, session: DiarySession, parent: QWidget | None = None) -> None:
        super().__init__("At night", parent=parent)
        self._session = session
        self.colours = ChipRow(WHEN, name="Night colours", required=True)
        self.start = ChipRow(WHEN, name="Start with the night screen", required=True)
        self.begin = HourField(name="Night from")
        self.end = HourField(name="Night until")
        self._hours = FlowRow(SettingRow("From", self.begin), SettingRow("Until", self.end))
        self.body.setSpacing(2 * GRID)
        self.body.addWidget(
            SettingRow(
                "Night colours",
                self.colours,
                words="Red on black spares eyes that have just woken. Charts turn red too.",
            )
        )
        self.body.addWidget(SettingRow("Start with the night screen", self.start))
        self.body.addWidget(self._hours)
        self.copy = SecondaryButton("Copy the command")
        if sys.platform.startswith("linux"):  # elsewhere no such settings take a command
            words = "Give it to a key in your desktop's keyboard settings."
            self.body.addWidget(
                SettingRow("Log a cramp by a key, from anywhere", self.copy, words=words)
            )
        self.body.addStretch(1)
        self.colours.changed.connect(self._on_colours_changed)
        self.start.changed.connect(self._on_start_changed)
        self.begin.hour_chosen.connect(self._on_begin_hour_chosen)
        self.end.hour_chosen.connect(self._on_end_hour_chosen)
        self.copy.clicked.connect(self._on_copy_clicked)

    def show_preferences(self, preferences: Preferences) -> None:
        """Show what is stored; the hours where anything goes by them."""
        self.colours.set_value(preferences.night_colours)
        self.start.set_value(preferences.night_start)
        self.begin.show_hour(preferences.night_from_hour)
        self.end.show_hour(preferences.night_to_hour)
        by_the_clock = "auto" in {preferences.night_colours, preferences.night_start}
        self._hours.setVisible(by_the_clock or preferences.reminder_min is not None)

    def _on_colours_changed(self) -> None:
        when = self.colours.value or "auto"
        if when != self._session.preferences.night_colours:
            store(self._session, f"Night colours: {_WHEN_WORDS[when]}.", night_colours=when)

    def _on_start_changed(self) -> None:
        when = self.start.value or "auto"
        if when != self._session.preferences.night_start:
            said = f"Starts with the night screen: {_WHEN_WORDS[when]}."
            store(self._session, said, night_start=when)

    def _on_begin_hour_chosen(self, hour: int) -> None:
        if hour != self._session.preferences.night_from_hour:
            store(self._session, f"The night begins at {hour_words(hour)}.", night_from_hour=hour)

    def _on_end_hour_chosen(self, hour: int) -> None:
        if hour != self._session.preferences.night_to_hour:
            store(self._session, f"The night ends at {hour_words(hour)}.", night_to_hour=hour)

    def _on_copy_clicked(self) -> None:
        command = command_to_type("now")
        QApplication.clipboard().setText(command)
        self._session.noted.emit(f"Copied: {command}", not CAN_UNDO)
