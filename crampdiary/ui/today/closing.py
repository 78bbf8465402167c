"""The calm end of the check-in: everything is saved already, and that is all it says."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crampdiary.domain.nights import NightState
from crampdiary.domain.phrases import fluids_words
from crampdiary.services.nights import NightView
from crampdiary.tokens import GRID
from crampdiary.ui.diary.words import count_words, night_title
from crampdiary.ui.shared.buttons import LinkButton, SecondaryButton
from crampdiary.ui.shared.cards import Card
from crampdiary.ui.shared.labels import LeadLabel, QuietLabel
from crampdiary.ui.shared.pages import FlowRow
from crampdiary.ui.today.done_foot import next_words

_EVENING_FROM, _NIGHT_TO = 18, 5


class ClosingCard(Card):
    """Says that all is saved, what it was, and lets one go back."""

    reopen_requested = Signal()
    next_requested = Signal(object)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.words = LeadLabel(wraps=True)
        self.summary = QuietLabel()
        self.reopen_button = SecondaryButton("Change something")
        self.next_link = LinkButton()
        self._next: date | None = None
        self.body.setContentsMargins(4 * GRID, 4 * GRID, 4 * GRID, 4 * GRID)
        self.body.setSpacing(2 * GRID)
        for widget in (self.words, self.summary):
            self.body.addWidget(widget)
        self.body.addWidget(FlowRow(self.reopen_button, self.next_link))
        self.reopen_button.clicked.connect(self.reopen_requested)
        self.next_link.clicked.connect(lambda: self.next_requested.emit(self._next))

    def show_view(self, view: NightView, *, today: date, hour: int) -> None:
        """Close over a night, at an hour of the day."""
        is_late = hour >= _EVENING_FROM or hour < _NIGHT_TO
        self.words.setText(f"Saved. {'Sleep well.' if is_late else 'Have a good day.'}")
        self.summary.setText(summary_words(view, today))

    def show_next(self, night: date | None) -> None:
        """Offer quietly the next night that is not recorded, where there is one."""
        self._next = night
        self.next_link.setText(next_words(night))
        self.next_link.setVisible(night is not None)


def summary_words(view: NightView, today: date) -> str:
    """Return what is stored about a night: "Last night: 2 cramps, 1.25 L to drink."."""
    title = night_title(view.night, today)
    if view.state is NightState.NOT_RECORDED:
        return f"{title} is not recorded. That is all right; you can fill it in any time."
    parts = [count_words(view)]
    if view.record is not None and view.record.sleep_disturbance is not None:
        parts.append(f"sleep disturbed {view.record.sleep_disturbance} of 10")
    if view.record is not None and view.record.fluids_ml is not None:
        parts.append(f"{fluids_words(view.record.fluids_ml)} to drink")
    return f"{title}: {', '.join(parts)}."
