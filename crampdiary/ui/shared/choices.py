"""Choosing among a few: chips, joined segments, the numbers 0 to 10.

All are one tab stop: arrow keys go from one to the next, Space or Enter chooses. Pressing the
chosen one again takes the answer back (unless `required`), for nobody has to answer.
"""

from collections.abc import Hashable, Iterable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QSizePolicy, QWidget

from crampdiary.ui.shared.buttons import Button
from crampdiary.ui.shared.flow import FlowLayout

V = TypeVar("V", bound=Hashable)
MAX_NUMBER = 10
_BACK = {Qt.Key.Key_Left, Qt.Key.Key_Up}
_ON = {Qt.Key.Key_Right, Qt.Key.Key_Down}


class Chip(Button):
    """A choice that stays pressed."""

    def __init__(self, text: str, *, parent: QWidget | None = None) -> None:
        super().__init__(text, parent=parent)
        self.setCheckable(True)

    def sizeHint(self) -> QSize:
        """Leave room for the bolder words of a chosen one."""
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        wider = QFontMetrics(bold).horizontalAdvance(self.text())
        extra = max(wider - self.fontMetrics().horizontalAdvance(self.text()), 0)
        return super().sizeHint() + QSize(extra + 2, 0)

    def minimumSizeHint(self) -> QSize:
        """Never cut the words."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave arrow keys to the group; Qt's buttons would keep them."""
        if event.key() in _BACK | _ON:
            event.ignore()
            return
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self.click()
            return
        super().keyPressEvent(event)


class Segment(Chip):
    """One part of a `Segmented`."""


class NumberButton(Chip):
    """One number of a `NumberRow`."""


class Choices(QWidget, Generic[V]):
    """A group of buttons for values; the base of the three below.

    `changed` is emitted when a person chooses, never by `set_value` or `set_values`.
    """

    changed = Signal()

    def __init__(
        self,
        choices: Sequence[tuple[V, str]],
        *,
        name: str,
        many: bool = False,
        required: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Take `choices` as (value, words); a screen reader says `name` before the words."""
        super().__init__(parent)
        self._many = many
        self._required = required
        self.setAccessibleName(name)
        self._buttons: dict[V, Chip] = {}
        layout = self._make_layout()
        for number, (value, words) in enumerate(choices):
            button = self._make_button(words, number, len(choices))
            button.setAccessibleName(f"{name}: {words}")
            button.clicked.connect(lambda _checked=False, value=value: self._on_clicked(value))
            self._buttons[value] = button
            layout.addWidget(button)
        self._set_tab_stop()

    @property
    def value(self) -> V | None:
        """Return the chosen value (the first of several), or None."""
        return next(iter(self.values), None)

    @property
    def values(self) -> list[V]:
        """Return the chosen values in the order in which they are shown."""
        return [value for value, button in self._buttons.items() if button.isChecked()]

    def set_value(self, value: V | None) -> None:
        """Choose one value, or none."""
        self.set_values([] if value is None else [value])

    def set_values(self, values: Iterable[V]) -> None:
        """Choose exactly these values."""
        wanted = set(values)
        for value, button in self._buttons.items():
            button.setChecked(value in wanted)
        self._set_tab_stop()

    def button(self, value: V) -> Chip:
        """Return the button of a value."""
        return self._buttons[value]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the neighbour on an arrow key."""
        step = -1 if event.key() in _BACK else 1 if event.key() in _ON else 0
        buttons = list(self._buttons.values())
        focused = next((at for at, button in enumerate(buttons) if button.hasFocus()), None)
        if not step or focused is None:
            super().keyPressEvent(event)
            return
        buttons[(focused + step) % len(buttons)].setFocus(Qt.FocusReason.TabFocusReason)

    def _make_layout(self) -> QLayout:
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        return FlowLayout(self)

    def _make_button(self, words: str, _number: int, _count: int) -> Chip:
        return Chip(words)

    def _on_clicked(self, value: V) -> None:
        pressed = self._buttons[value]
        if not self._many:
            if self._required:
                pressed.setChecked(True)
            for button in self._buttons.values():
                if button is not pressed:
                    button.setChecked(False)
        self._set_tab_stop()
        self.changed.emit()

    def _set_tab_stop(self) -> None:
        """Let Tab reach the chosen button, or the first; several choices are each a stop."""
        stop = next((b for b in self._buttons.values() if b.isChecked()), None)
        for number, button in enumerate(self._buttons.values()):
            reached = self._many or button is stop or (stop is None and number == 0)
            policy = Qt.FocusPolicy.StrongFocus if reached else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(policy)


class ChipRow(Choices[V]):
    """Chips that wrap to further lines; `many` lets several be chosen."""


class Segmented(Choices[V]):
    """Two to five joined buttons, of which one is chosen: "No | A little | A lot"."""

    def _make_layout(self) -> QLayout:
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        return layout

    def _make_button(self, words: str, number: int, count: int) -> Chip:
        segment = Segment(words)
        place = "first" if number == 0 else "last" if number == count - 1 else "middle"
        segment.setProperty("place", "only" if count == 1 else place)
        return segment


class NumberRow(Choices[int]):
    """The numbers 0 to 10; a digit key chooses at once (10 by its button or the arrow keys)."""

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        numbers = [(number, str(number)) for number in range(MAX_NUMBER + 1)]
        super().__init__(numbers, name=name, parent=parent)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by a digit."""
        if event.text().isascii() and event.text().isdigit():
            chosen = int(event.text())
            self.button(chosen).setFocus(Qt.FocusReason.TabFocusReason)
            self.set_value(chosen)
            self.changed.emit()
            return
        super().keyPressEvent(event)

    def _make_button(self, words: str, _number: int, _count: int) -> Chip:
        return NumberButton(words)
