"""Waiting for a fact: looked at again and again, and never longer than it takes."""

import time
from collections.abc import Callable
from threading import Event
from typing import TypeVar

T = TypeVar("T")

PATIENCE_S = 30.0
_LOOK_S = 0.005


def until(fact: Callable[[], T | None], what: str, *, patience_s: float = PATIENCE_S) -> T:
    """Return what `fact` returns once that is true; fail, naming `what`, where it never is."""
    last = time.monotonic() + patience_s
    while True:
        found = fact()
        if found:
            return found
        assert time.monotonic() < last, f"waited {patience_s:g} s in vain: {what}"
        Event().wait(_LOOK_S)
