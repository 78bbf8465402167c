"""What the night screen is made of. It knows no diary and no records, so it is there first."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from crampdiary.domain.choices import Side, Site
from crampdiary.ui.night.parts import (
    NightAction,
    NightChip,
    NightLink,
    NightMessage,
    NightNumber,
    NightQuiet,
    NightTimer,
)
from crampdiary.ui.shared.breakable import breakable
from crampdiary.ui.shared.flow import FlowLayout

SIDES = ((Side.LEFT, "Left", "L"), (Side.RIGHT, "Right", "R"), (Side.BOTH, "Both", "B"))
SITES = (
    (Site.CALF, "Calf", "C"),
    (Site.FOOT, "Foot", "F"),
    (Site.TOES, "Toes", "E"),
    (Site.THIGH, "Thigh", "T"),
    (Site.HAND, "Hand", "H"),
    (Site.OTHER, "Other", "O"),
)
WORST = 10
WORST_KEY = "X"
SAME_KEY = "A"
GO_ON_KEY = "G"
_GROUP_GAP = 24
_MARGIN = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class NightShown:
    """What the screen shows: words, and which choices are pressed.

    `refines` tells whether there is a cramp to refine; `offer` is one more thing that can be done
    ("It goes on  G"), or nothing.
    """

    night: str = ""
    earlier: str = ""
    caption: str = ""
    action: str = "Cramp now"
    offer: str = ""
    leave: str = "To the diary"
    refines: bool = False
    side: Side | None = None
    sites: frozenset[Site] = frozenset()
    pain: int | None = None


class NightBody(QWidget):
    """What scrolls where very large text needs more than the window."""


class NightView(QScrollArea):
    """The widgets of the night screen; it stores nothing and says only what was pressed."""

    act_requested = Signal()
    now_requested = Signal()
    side_requested = Signal(object)
    site_requested = Signal(object)
    pain_requested = Signal(int)
    offer_requested = Signal()
    undo_requested = Signal()
    leave_requested = Signal()
    light_requested = Signal(int)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.night, self.earlier, self.caption = (QLabel() for _ in range(3))
        self.message = NightMessage()
        for label in (self.earlier, self.caption, self.message):
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.earlier.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self.night.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.message.hide()
        self.timer = NightTimer()
        self.action = NightAction("Cramp now", "Space")
        self.action.clicked.connect(self.act_requested)
        self.offer = self._make_link("", self.offer_requested)
        self.undo = self._make_link("Undo  Ctrl Z", self.undo_requested)
        self.leave = self._make_link("", self.leave_requested)
        self._may_comfort = False
        self.dimmer = self._make_link("\u2212", self.light_requested, -1)
        self.dimmer.setAccessibleName("Dimmer")
        self.brighter = self._make_link("+", self.light_requested, 1)
        self.brighter.setAccessibleName("Brighter")
        self._body = self._make_body()
        self.setWidget(self._body)
        self.show_night(NightShown())

    def show_night(self, shown: NightShown) -> None:
        """Show a cramp that is going or was, or that nothing is going on."""
        self.night.setText(shown.night)
        self.earlier.setText(shown.earlier)
        self.caption.setText(shown.caption)
        self.action.set_words(shown.action, "Space")
        self.offer.setText(shown.offer)
        self.offer.setVisible(bool(shown.offer))
        self.leave.setText(f"{shown.leave}  Esc")
        for side, chip in self.sides.items():
            chip.setChecked(shown.side is side)
        for site, chip in self.sites.items():
            chip.setChecked(site in shown.sites)
        for pain, button in self.pains.items():
            button.setChecked(shown.pain == pain)
        for part in (*self.sides.values(), *self.sites.values(), *self.pains.values(), self.undo):
            part.setVisible(shown.refines)
        self._may_comfort = shown.refines and not shown.offer
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See anew what there is room for."""
        super().resizeEvent(event)
        self._fit()

    def show_time(self, text: str) -> None:
        """Show how long it has lasted."""
        if text != self.timer.text():
            self.timer.setText(text)

    def say(self, sentence: str) -> None:
        """Show what went wrong, or nothing."""
        self.message.setText(breakable(sentence))  # it may name a file by a long path
        self.message.setAccessibleName(sentence)
        self.message.setVisible(bool(sentence))

    def _fit(self) -> None:
        """Leave the comforting words out where all would scroll for them."""
        self.rest.setVisible(self._may_comfort)
        if self._may_comfort and self._body.heightForWidth(self.width()) > self.height():
            self.rest.hide()

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
        flow = FlowLayout(gap=12, centred=True)
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
        light = QWidget()
        row = QHBoxLayout(light)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for part in (self.dimmer, NightQuiet("Light"), self.brighter):
            row.addWidget(part)
        self.rest = NightQuiet("Everything else can wait until morning")
        flow = FlowLayout(gap=16, centred=True)
        for widget in (self.offer, self.undo, self.leave, light, self.rest):
            flow.addWidget(widget)
        return flow

    def _make_link(self, words: str, signal: SignalInstance, *values: int) -> NightLink:
        link = NightLink(words)
        link.clicked.connect(lambda: signal.emit(*values))
        return link

    @staticmethod
    def _ask(signal: SignalInstance, value: object, *_checked: object) -> None:
        signal.emit(value)
