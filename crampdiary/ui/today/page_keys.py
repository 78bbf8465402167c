"""The letters that answer on Today, so that a usual morning needs no mouse and no Tab."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

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
    count glasses, O goes to what was out of the ordinary, and M from treatment to treatment.
    """

    def __init__(self, *, night_card: NightCard, evening_card: EveningCard) -> None:
        """Work on these two cards."""
        self._evening = evening_card
        rows = night_card.rows
        self._actions: dict[str, Callable[[], object]] = {
            ADD_KEY: night_card.add_cramp,
            EDIT_KEY: rows.toggle_any,
            "s": night_card.ask_next_soreness,
            "x": partial(night_card.tell_sleep, MAX_NUMBER),
        }
        self._actions |= {
            str(told): partial(night_card.tell_sleep, told) for told in range(MAX_NUMBER)
        }
        self._actions |= {
            key.lower(): partial(night_card.answer, answer) for answer, key in ANSWER_KEYS.items()
        }
        self._actions |= {key: partial(rows.press, key) for key in QUESTION_KEYS}

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key stands for; return whether it stands for anything."""
        key = event.text().lower()
        if not key or event.modifiers() & _COMMANDS:
            return False
        if event.isAutoRepeat() and key not in _COUNTING:
            return key in self._actions
        if key in self._actions:
            self._actions[key]()
            return True
        return self._evening.press(key)
