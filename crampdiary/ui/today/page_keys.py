"""The letters that answer on Today, so that a usual morning needs no mouse and no Tab."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from crampdiary.ui.shared.choices import MAX_NUMBER
from crampdiary.ui.today.cramp_row import ADD_KEY, EDIT_KEY
from crampdiary.ui.today.evening_card import EveningCard
from crampdiary.ui.today.length_question import QUESTION_KEYS
from crampdiary.ui.today.night_card import ANSWER_KEYS, NightCard

_COMMANDS = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)
# Held down, these go on counting; all others act once a press.
_COUNTING = frozenset("+-=g\u2212")


class PageKeys:
    """Answers to the keys that no field and no button of the page had a use for.

    N ? K answer for the night, A adds a cramp, E opens the first row, Y U D H say how long a
    forgotten one was, 0 to 9 and X how much sleep was disturbed, S how sore one is, + and - (or G)
    count glasses, F says as many as usual, O goes to what was out of the ordinary, and M from
    treatment to treatment, where + and - count its doses once one is said to be otherwise.
    """

    def __init__(self, *, night_card: NightCard, evening_card: EveningCard) -> None:
        """Work on these two cards."""
        self._evening = evening_card
        rows, sleep = night_card.rows, night_card.sleep
        self._actions: dict[str, tuple[Callable[[], object], QWidget | None]] = {
            ADD_KEY: (night_card.add_cramp, None),
            EDIT_KEY: (rows.toggle_any, None),
            "s": (night_card.ask_next_soreness, night_card.sore),
            "x": (partial(night_card.tell_sleep, MAX_NUMBER), sleep),
        }
        for told in range(MAX_NUMBER):
            self._actions[str(told)] = (partial(night_card.tell_sleep, told), sleep)
        for answer, key in ANSWER_KEYS.items():
            self._actions[key.lower()] = (partial(night_card.answer, answer), night_card.answers)
        for key in QUESTION_KEYS:
            self._actions[key] = (partial(rows.press, key), rows)

    def press(self, event: QKeyEvent) -> tuple[bool, QWidget | None]:
        """Do what a key stands for; return whether it does, and what should now be seen, if any."""
        key = event.text().lower()
        if not key or event.modifiers() & _COMMANDS:
            return False, None
        if event.isAutoRepeat() and key not in _COUNTING:
            return key in self._actions, None
        if key in self._actions:
            action, about = self._actions[key]
            action()
            return True, about
        about = self._evening.press(key)
        return about is not None, about
