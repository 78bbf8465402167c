"""What the night screen is made of, and how it shows one cramp."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from crampdiary.domain.choices import Side, Site
from crampdiary.domain.records import Cramp
from crampdiary.ui.night import words
from crampdiary.ui.night.parts import (
    NightAction,
    NightChip,
    NightLink,
    NightNumber,
    NightQuiet,
    NightTimer,
)
from crampdiary.ui.shared.flow import FlowLayout

SIDES = ((Side.LEFT, "Left", "L"), (Side.RIGHT, "Right", "R"), (Side.BOTH, "Both", "B"))
SITES = ((Site.CALF, "Calf", "C"), (Site.FOOT, "Foot", "F"), (Site.THIGH, "Thigh", "T"))
WORST = 10
WORST_KEY = "X"
_GROUP_GAP = 24
_MARGIN = 24


class NightBody(QWidget):
    """What scrolls where very large text needs more than the window."""


class NightView(QScrollArea):
    """The widgets of the night screen; it stores nothing and says only what was pressed."""

    act_requested = Signal()
    side_requested = Signal(object)
    site_requested = Signal(object)
    pain_requested = Signal(int)
    undo_requested = Signal()
    leave_requested = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.night, self.earlier, self.caption, self.message = (QLabel() for _ in range(4))
        for label in (self.earlier, self.caption, self.message):
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.earlier.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self.night.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.message.hide()
        self.timer = NightTimer()
        self.action = NightAction("Cramp now", "Space")
        self.action.clicked.connect(self.act_requested)
        self.setWidget(self._make_body())

    def show_cramp(self, cramp: Cramp | None, *, night: date, earlier: Sequence[Cramp]) -> None:
        """Show a cramp that is going or was, or (None) that nothing is going on."""
        self.night.setText(words.night_words(night))
        self.earlier.setText(words.earlier_words(earlier))
        self.caption.setText(words.caption_words(cramp))
        self.action.set_words(words.action_words(cramp), "Space")
        for side, chip in self.sides.items():
            chip.setChecked(cramp is not None and cramp.side is side)
        for site, chip in self.sites.items():
            chip.setChecked(cramp is not None and site in cramp.sites)
        for pain, button in self.pains.items():
            button.setChecked(cramp is not None and cramp.pain == pain)
        for part in (*self.sides.values(), *self.sites.values(), *self.pains.values()):
            part.setVisible(cramp is not None)

    def show_time(self, text: str) -> None:
        """Show how long it has lasted."""
        if text != self.timer.text():
            self.timer.setText(text)

    def say(self, sentence: str) -> None:
        """Show what went wrong, or nothing."""
        self.message.setText(sentence)
        self.message.setVisible(bool(sentence))

    def _make_body(self) -> NightBody:
        head = QHBoxLayout()
        head.addWidget(self.night)
        head.addWidget(self.earlier, 1)
        action_row = QHBoxLayout()
        action_row.addStretch(1)
        action_row.addWidget(self.action, 5)
        action_row.addStretch(1)
        body = NightBody()
        column = QVBoxLayout(body)
        column.setContentsMargins(_MARGIN, 20, _MARGIN, 12)
        column.setSpacing(16)
        column.addLayout(head)
        column.addStretch(1)
        column.addWidget(self.caption)
        column.addWidget(self.timer, 4)
        column.addLayout(action_row)
        column.addLayout(self._make_chips())
        column.addLayout(self._make_numbers())
        column.addWidget(self.message)
        column.addStretch(1)
        column.addLayout(self._make_foot())
        return body

    def _make_chips(self) -> FlowLayout:
        flow = FlowLayout(gap=14, centred=True)
        self.sides = {side: NightChip(f"{name}  {key}") for side, name, key in SIDES}
        self.sites = {site: NightChip(f"{name}  {key}") for site, name, key in SITES}
        for side, chip in self.sides.items():
            chip.clicked.connect(partial(self._ask, self.side_requested, side))
            flow.addWidget(chip)
        gap = QWidget()
        gap.setFixedWidth(_GROUP_GAP - 14)
        flow.addWidget(gap)
        for site, chip in self.sites.items():
            chip.clicked.connect(partial(self._ask, self.site_requested, site))
            flow.addWidget(chip)
        return flow

    def _make_numbers(self) -> FlowLayout:
        flow = FlowLayout(gap=12, centred=True)
        names = [*map(str, range(WORST)), f"{WORST}  {WORST_KEY}"]
        self.pains = {pain: NightNumber(name) for pain, name in enumerate(names)}
        for pain, button in self.pains.items():
            button.setAccessibleName(f"Pain {pain}")
            button.clicked.connect(partial(self._ask, self.pain_requested, pain))
            flow.addWidget(button)
        return flow

    def _make_foot(self) -> FlowLayout:
        flow = FlowLayout(gap=16, centred=True)
        undo, leave = NightLink("Undo  Ctrl Z"), NightLink("Back to sleep  Esc")
        undo.clicked.connect(self.undo_requested)
        leave.clicked.connect(self.leave_requested)
        rest = NightQuiet("Everything else can wait until morning")
        for widget in (undo, leave, rest):
            flow.addWidget(widget)
        return flow

    @staticmethod
    def _ask(signal: SignalInstance, value: object, *_checked: object) -> None:
        signal.emit(value)
