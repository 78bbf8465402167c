"""Why only some nights are shown: a sentence, and each part of the wish to take away."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crampdiary.services.filtering import NightFilter
from crampdiary.tokens import GRID
from crampdiary.ui.diary.filter_words import Names, found_sentence, wish_parts
from crampdiary.ui.diary.words import capitalised
from crampdiary.ui.shared.buttons import LinkButton
from crampdiary.ui.shared.choices import Chip
from crampdiary.ui.shared.labels import BodyLabel
from crampdiary.ui.shared.pages import FlowRow, clear_layout

LOOKING = "Looking through your nights\u2026"
_TIMES = "\u00d7"


class PartChip(Chip):
    """One part of the wish; a press takes it away."""

    def __init__(self, words: str, *, parent: QWidget | None = None) -> None:
        super().__init__(f"{capitalised(words)}  {_TIMES}", parent=parent)
        self.setCheckable(False)
        self.setAccessibleName(f"Take away: {words}")


class FoundRow(QWidget):
    """Shows a wish; `wish_changed(wish)` tells what is left of it. Hidden while all are shown."""

    wish_changed = Signal(object)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = BodyLabel()
        self.all_button = LinkButton("Show all nights")
        self._chips: list[PartChip] = []
        self._place = QVBoxLayout()
        head = QHBoxLayout()
        head.setSpacing(2 * GRID)
        head.addWidget(self.words, 1)
        head.addWidget(self.all_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addLayout(head)
        column.addLayout(self._place)
        self.all_button.clicked.connect(lambda: self.wish_changed.emit(NightFilter()))
        self.hide()

    @property
    def chips(self) -> list[PartChip]:
        """Return the parts that can be taken away."""
        return list(self._chips)

    def show_wish(self, wish: NightFilter, names: Names, number: int) -> None:
        """Show the parts of a wish, and how many nights have them."""
        self.words.setText(found_sentence(number, wish, names))
        held = next((at for at, chip in enumerate(self._chips) if chip.hasFocus()), None)
        clear_layout(self._place)
        self._chips = []
        for words, left in wish_parts(wish, names):
            chip = PartChip(words)
            chip.clicked.connect(self._taking_to(left))
            self._chips.append(chip)
        row = FlowRow(*self._chips)
        self._place.addWidget(row)
        self.setVisible(bool(self._chips))
        row.show()  # Qt would do so later, and what is hidden takes no focus
        if held is not None and self._chips:
            self._chips[min(held, len(self._chips) - 1)].setFocus()

    def show_looking(self) -> None:
        """Say that it takes a moment."""
        self.words.setText(LOOKING)
        self.show()

    def _taking_to(self, left: NightFilter) -> Callable[[], None]:
        return lambda: self.wish_changed.emit(left)
