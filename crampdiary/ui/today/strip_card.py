"""The card of the last nights: the strip, and how many of them are not recorded."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from crampdiary.domain.nights import NightCount, NightState
from crampdiary.ui.shared.cards import Card
from crampdiary.ui.shared.labels import KeyHint, QuietLabel
from crampdiary.ui.shared.theme import Theme
from crampdiary.ui.today.strip import NightStrip

FILL_KEYS = ("Ctrl+Left", "Ctrl+Right")


class StripCard(Card):
    """Shows the last nights; with some not recorded, also the keys that go to them."""

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("Your last 14 nights", parent=parent)
        self.strip = NightStrip(theme=theme)
        self._words = QuietLabel()
        self._words.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._hint = KeyHint("Ctrl \u2190 \u2192 fill in")
        self.header.addWidget(self._words, 3)
        self.header.addWidget(self._hint)
        self.body.addWidget(self.strip)

    def show_counts(self, counts: Sequence[NightCount], chosen: date, today: date) -> None:
        """Show these nights, and which of them is open below."""
        self.strip.show_counts(counts, chosen, today)
        self._words.setText(strip_words(counts))
        self._hint.setVisible(any(count.state is NightState.NOT_RECORDED for count in counts))


def strip_words(counts: Sequence[NightCount]) -> str:
    """Return "12 recorded, 2 not recorded"; counts nothing at first."""
    recorded = sum(count.state.is_recorded for count in counts)
    if not recorded:
        return "Choose any night to fill it in"
    unknown = sum(count.state is NightState.NOT_RECORDED for count in counts)
    rest = f", {unknown} not recorded" if unknown else ""
    return f"{recorded} recorded{rest}"
