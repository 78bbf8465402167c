"""Going through a page with Tab until something has the keyboard."""

from contextlib import suppress
from functools import partial

from tests.journeys.desk import Desk
from tests.journeys.waiting import until

MOST_TABS = 40
_MOVES_WITHIN_S = 3.0


def tab_to(desk: Desk, name: str, key: str = "Tab") -> None:
    """Go to what has this in its name with Tab (or another key), one press after the other."""
    for _ in range(MOST_TABS):
        before = _focus(desk)
        if any(name in words for words in before):
            return
        desk.display.press(key)
        with suppress(AssertionError):  # from day to month to year it is the same field
            until(partial(_moved, desk, before), "another field", patience_s=_MOVES_WITHIN_S)
    raise AssertionError(f"{MOST_TABS} presses of {key} do not reach {name!r}")


def has_focus(desk: Desk, kind: str) -> bool:
    """Tell whether a part of this class has the keyboard."""
    seen = desk.see()
    return seen is not None and any(part.kind == kind and part.has_focus for part in seen.parts)


def _focus(desk: Desk) -> frozenset[str]:
    """Return the words of what has the keyboard."""
    seen = desk.see()
    parts = () if seen is None else seen.parts
    return frozenset(words for part in parts if part.has_focus for words in (part.text, part.name))


def _moved(desk: Desk, before: frozenset[str]) -> frozenset[str] | None:
    now = _focus(desk)
    return now if now and now != before else None
