"""The ways in which a chart leaves the window, as a list to choose from."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crampdiary.services.charts.catalogue import CHARTS
from crampdiary.services.charts.files import CSV
from crampdiary.tokens import GRID
from crampdiary.ui.insights.luggage import PDF, PNG, SVG
from crampdiary.ui.insights.subject import Subject
from crampdiary.ui.shared.buttons import LinkButton
from crampdiary.ui.shared.labels import SectionTitle
from crampdiary.ui.shared.popover import Popover

SAVE, SAVE_ALL = "Save chart", "Save all charts"
TAKE, TAKE_HINT = "Copy or drag", "Press to choose, or drag the chart to another program."
COPIES = (
    ("Copy as a picture", PNG),
    ("Copy as a drawing (SVG)", SVG),
    ("Copy as a document (PDF)", PDF),
    ("Copy as a table", CSV),
)
ALL_KINDS = (
    ("Pictures (PNG)", PNG),
    ("Drawings (SVG)", SVG),
    ("Documents (PDF)", PDF),
    ("Tables (CSV)", CSV),
)
_COPY_KEY = "Ctrl+C on the chart does the same."


class LeavingMenu(Popover):
    """`save_chosen` and `copy_chosen(kind)` tell what was chosen; it closes then."""

    save_chosen = Signal()
    copy_chosen = Signal(str)

    def __init__(self, subject: Subject, *, width: int, parent: QWidget) -> None:
        label = CHARTS[subject.name].label
        super().__init__(name=f"Save or copy: {label}", width=width, parent=parent)
        self.body.setSpacing(GRID // 2)
        self.body.addWidget(SectionTitle(label))
        _add_choice(self, SAVE, self.save_chosen.emit)
        for words, kind in COPIES:
            button = _add_choice(self, words, partial(self.copy_chosen.emit, kind))
            if kind == PNG:
                button.setToolTip(_COPY_KEY)
                button.setAccessibleDescription(_COPY_KEY)
        self.body.addStretch(1)
        self.add_close()


class KindsMenu(Popover):
    """`chosen(kind)` tells as what all charts are to be saved."""

    chosen = Signal(str)

    def __init__(self, *, width: int, parent: QWidget) -> None:
        super().__init__(name=f"{SAVE_ALL} as", width=width, parent=parent)
        self.body.setSpacing(GRID // 2)
        self.body.addWidget(SectionTitle(f"{SAVE_ALL} as"))
        for words, kind in ALL_KINDS:
            _add_choice(self, words, partial(self.chosen.emit, kind))
        self.body.addStretch(1)
        self.add_close()


def _add_choice(menu: Popover, words: str, choose: Callable[[], object]) -> LinkButton:
    """Add one thing to choose; the menu is gone before it happens, and the keys are back."""
    button = LinkButton(words)
    button.clicked.connect(menu.close)
    button.clicked.connect(lambda _=False: choose())
    menu.body.addWidget(button)
    return button
