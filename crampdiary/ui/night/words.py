"""What the night screen says, as plain text from plain data."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QLocale

from crampdiary.domain.nights import LocalInstant
from crampdiary.domain.phrases import duration_words, place_words
from crampdiary.domain.records import Cramp

_ENGLISH = QLocale.c()
_NO_BREAK = "\u00a0"


def night_words(night: date) -> str:
    """Return "Night of Sat 21 November"."""
    day = _ENGLISH.dayName(night.isoweekday(), QLocale.FormatType.ShortFormat)
    return f"Night of {day} {night.day} {_ENGLISH.monthName(night.month)}"


def clock_words(cramp: Cramp) -> str:
    """Return when a cramp began on the clock where it was logged: "02:31", or nothing."""
    return "" if cramp.start is None else f"{cramp.start.wall_clock:%H:%M}"


def timer_words(seconds: int) -> str:
    """Return "2:14" or "1:02:14"; a clock that was set back shows "0:00"."""
    minutes, rest = divmod(max(seconds, 0), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def earlier_words(cramps: Sequence[Cramp]) -> str:
    """Return "1 earlier tonight: 00:48, left calf, 3 min", telling of the last one; or nothing."""
    if not cramps:
        return ""
    last = cramps[-1]
    length = "" if last.duration_s is None else duration_words(last.duration_s)
    parts = [part for part in (clock_words(last), place_words(last), length) if part]
    parts = [part.replace(" ", _NO_BREAK) for part in parts]
    link = ":" if len(cramps) == 1 else ", the last:"
    return f"{len(cramps)} earlier tonight" + (f"{link} {', '.join(parts)}" if parts else "")


def caption_words(cramp: Cramp | None) -> str:
    """Return what stands above the time."""
    if cramp is None:
        return "No cramp is going on"
    if cramp.is_open:
        return f"cramp since {clock_words(cramp)}, already saved"
    if cramp.duration_s is None:
        return f"cramp at {clock_words(cramp)}, saved without its length"
    return f"cramp at {clock_words(cramp)}, saved; it lasted"


def action_words(cramp: Cramp | None) -> str:
    """Return what the big button does."""
    if cramp is None:
        return "Cramp now"
    return "It has stopped" if cramp.is_open else "Another cramp"


def time_words(cramp: Cramp | None, now: LocalInstant) -> str:
    """Return the large figures: since its stored start, or how long it was."""
    if cramp is None:
        return f"{now.wall_clock:%H:%M}"
    if cramp.is_open and cramp.start_utc is not None:
        return timer_words(int((now.utc - cramp.start_utc).total_seconds()))
    return "" if cramp.duration_s is None else timer_words(cramp.duration_s)
