"""The screen at half past two: black and red from the first frame on, every wish one key.

It is there before the diary; `NightLog` stores what its view says was pressed.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crampdiary.tokens import NIGHT
from crampdiary.ui.night.style import LIGHTS, night_stylesheet
from crampdiary.ui.night.view import (
    GO_ON_KEY,
    SAME_KEY,
    SIDES,
    SITES,
    WORST,
    WORST_KEY,
    NightView,
)
from crampdiary.ui.shared.theme import qt_palette

TICK_MS = 250
_DIMMER = (Qt.Key.Key_Minus, Qt.Key.Key_Underscore, Qt.Key.Key_Down)
_BRIGHTER = (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Up)
_CONTROL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_HELD = _CONTROL | _SHIFT | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class NightScreen(QWidget):
    """Turns keys into what its view says. `left` is emitted on "back to sleep".

    Keys: Space starts or stops, Ctrl+Shift+C starts, L R B side, C F E T H O place, 0 to 9 and X
    (ten) pain, A the same place again or G it goes on, Ctrl+Z takes back, minus and plus dim and
    brighten, Esc leaves.
    `ticked` comes while it is seen; `light_changed` tells the new step of brightness.
    """

    left = Signal()
    ticked = Signal()
    light_changed = Signal(int)

    def __init__(
        self, *, scale: float = 1.0, light: int = 0, parent: QWidget | None = None
    ) -> None:
        """`light` is a step of `LIGHTS`: 0 is the brightest."""
        super().__init__(parent)
        self._scale = scale
        self._light = min(max(light, 0), len(LIGHTS) - 1)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setPalette(qt_palette(NIGHT))
        self.setStyleSheet(night_stylesheet(scale, LIGHTS[self._light]))
        self._ticks = QTimer(self)
        self._ticks.setInterval(TICK_MS)
        self._ticks.timeout.connect(self.ticked)
        self.view = NightView()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.view)
        self.view.leave_requested.connect(self.left)
        self.view.light_requested.connect(self._on_light_requested)
        self._keys = self._make_keys()

    @property
    def light(self) -> int:
        """Return the step of brightness: 0 is the brightest."""
        return self._light

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the key says; one that is held down says it once."""
        if event.isAutoRepeat():
            return
        held = event.modifiers() & _HELD
        # Told apart to the letter: Ctrl+Shift+Z is redo elsewhere, and Ctrl+C copies.
        if event.key() == Qt.Key.Key_Z and held == _CONTROL:
            self.view.undo_requested.emit()
        elif event.key() == Qt.Key.Key_C and held == _CONTROL | _SHIFT:
            self.view.now_requested.emit()
        elif not held & ~_SHIFT and (action := self._keys.get(event.key())) is not None:
            action()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Let the time run while it is seen."""
        super().showEvent(event)
        self._ticks.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Let it rest."""
        super().hideEvent(event)
        self._ticks.stop()
        self.view.say("")

    def _make_keys(self) -> dict[int, Callable[[], object]]:
        view = self.view
        keys: dict[int, Callable[[], object]] = {
            int(Qt.Key.Key_Space): view.act_requested.emit,
            int(Qt.Key.Key_Escape): view.leave_requested.emit,
            ord(WORST_KEY): partial(view.pain_requested.emit, WORST),
            ord(SAME_KEY): partial(self._take_offer, SAME_KEY),
            ord(GO_ON_KEY): partial(self._take_offer, GO_ON_KEY),
        }
        keys |= {int(key): partial(view.light_requested.emit, -1) for key in _DIMMER}
        keys |= {int(key): partial(view.light_requested.emit, 1) for key in _BRIGHTER}
        keys |= {ord(key): partial(view.side_requested.emit, side) for side, _, key in SIDES}
        keys |= {ord(key): partial(view.site_requested.emit, site) for site, _, key in SITES}
        keys |= {ord(str(pain)): partial(view.pain_requested.emit, pain) for pain in range(WORST)}
        return keys

    def _take_offer(self, key: str) -> None:
        """Take what is offered, where it is this that is offered."""
        if self.view.offer.text().endswith(key):
            self.view.offer_requested.emit()

    def _on_light_requested(self, step: int) -> None:
        light = min(max(self._light - step, 0), len(LIGHTS) - 1)
        if light != self._light:
            self._light = light
            self.setStyleSheet(night_stylesheet(self._scale, LIGHTS[light]))
            self.light_changed.emit(light)
