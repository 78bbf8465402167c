"""Which nights the page shows: the last months, a year, all, or from a treatment's start on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from crampdiary.domain.phrases import day_words
from crampdiary.services.insights import Stretch
from crampdiary.tokens import GRID
from crampdiary.ui.insights.choice import Since, Wish
from crampdiary.ui.shared.buttons import LinkButton
from crampdiary.ui.shared.choices import Chip, ChipRow, Choices, Segmented
from crampdiary.ui.shared.popover import Popover
from crampdiary.ui.shared.theme import Theme

CHOICES = (
    (Stretch.THREE_MONTHS, "3 months"),
    (Stretch.NINE_MONTHS, "9 months"),
    (Stretch.YEAR, "1 year"),
    (Stretch.ALL, "All"),
)
SINCE = "Since a treatment"
_LARGEST_JOINED = 1.3
_POPOVER_WIDTH = 380


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """A treatment that one can look back to the first start of."""

    treatment: UUID
    name: str
    day: date

    @property
    def words(self) -> str:
        """Return "Vitamin D3, 16 Mar 2026"."""
        return f"{self.name}, {day_words(self.day, year=True)}"


class RangeBar(QWidget):
    """`changed` tells that a person chose; `wish` is what, None once they moved on by hand."""

    changed = Signal()

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._starts: Sequence[Start] = ()
        self.wish: Wish | None = Stretch.NINE_MONTHS
        # Joined buttons cannot go on to a second line, which very large text needs.
        self.is_joined = theme.scale <= _LARGEST_JOINED
        kind = Segmented if self.is_joined else ChipRow
        self.stretch: Choices[Stretch] = kind(CHOICES, name="Nights shown")
        self.since = Chip(SINCE)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addWidget(self.stretch)
        # Among the others it takes a line of its own only where it needs one.
        line = layout if self.is_joined else self.stretch.layout() or layout
        line.addWidget(self.since)
        self.stretch.changed.connect(self._on_stretch_chosen)
        self.since.clicked.connect(self._on_since_clicked)
        self.show_wish(self.wish)

    def offer(self, starts: Sequence[Start]) -> None:
        """Take the treatments that have a start."""
        self._starts = starts
        self.since.setVisible(bool(starts))
        self.show_wish(self.wish)

    def show_wish(self, wish: Wish | None) -> None:
        """Show what is in force."""
        self.wish = wish
        self.stretch.set_value(wish if isinstance(wish, Stretch) else None)
        treatment = wish.treatment if isinstance(wish, Since) else None
        start = next((one for one in self._starts if one.treatment == treatment), None)
        self.since.setChecked(start is not None)
        said = f"{SINCE}: {start.words}" if start is not None else SINCE
        self.since.setAccessibleName(said)
        self.since.setToolTip("" if start is None else f"Since {start.words}")

    def _on_stretch_chosen(self) -> None:
        # A second press on the chosen one comes back to it, from wherever the view was moved to.
        self._choose(self.stretch.value or self.wish)

    def _choose(self, wish: Wish | None) -> None:
        self.show_wish(wish)
        self.changed.emit()

    def _on_since_clicked(self) -> None:
        self.show_wish(self.wish)  # it is chosen only in the list
        panel = _Starts(self._starts, width=self._theme.px(_POPOVER_WIDTH), parent=self)
        panel.chosen.connect(lambda treatment: self._choose(Since(treatment=treatment)))
        panel.open_below(self.since)


class _Starts(Popover):
    """The treatments by the day on which they began; one press chooses and closes."""

    chosen = Signal(object)

    def __init__(self, starts: Sequence[Start], *, width: int, parent: QWidget) -> None:
        super().__init__(name="Since the start of", width=width, parent=parent)
        self.body.setSpacing(GRID // 2)
        for start in starts:
            button = LinkButton(start.words)
            button.clicked.connect(lambda _=False, start=start: self._on_clicked(start))
            self.body.addWidget(button)
        self.body.addStretch(1)
        self.add_close()

    def _on_clicked(self, start: Start) -> None:
        self.close()
        self.chosen.emit(start.treatment)
