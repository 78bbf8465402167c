"""What the night screen says, as plain text from plain data."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QLocale

from crampdiary.domain.nights import LocalInstant
from crampdiary.domain.phrases import duration_words, place_words
from crampdiary.domain.records import Cramp
from crampdiary.ui.night.view import GO_ON_KEY, SAME_KEY

ASK_S = 15 * 60
_ENGLISH = QLocale.c()
_LONGEST_PLACE = 32
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
    # A line may end after each comma, and nowhere else.
    parts = [part.replace(" ", _NO_BREAK).replace(f",{_NO_BREAK}", ", ") for part in parts]
    link = ":" if len(cramps) == 1 else ", the last:"
    return f"{len(cramps)} earlier tonight" + (f"{link} {', '.join(parts)}" if parts else "")


def caption_words(cramp: Cramp | None, now: LocalInstant, forgotten: Cramp | None = None) -> str:
    """Return what stands above the time; `forgotten` is a cramp of the night never ended."""
    if cramp is None:
        if forgotten is None:
            return "No cramp is going on"
        return f"The cramp since {clock_words(forgotten)} was not ended; the morning asks about it"
    if cramp.is_open:
        if _going_s(cramp, now) >= ASK_S:
            return "Still going? If it stopped a while ago, leave it: the morning asks"
        return f"cramp since {clock_words(cramp)}, already saved"
    if cramp.duration_s is None:
        return f"cramp at {clock_words(cramp)}, saved without its length"
    return f"cramp at {clock_words(cramp)}, saved; it lasted"


def action_words(cramp: Cramp | None) -> str:
    """Return what the big button does."""
    if cramp is None:
        return "Cramp now"
    return "It has stopped" if cramp.is_open else "Another cramp"


def leave_words(cramp: Cramp | None) -> str:
    """Return what leaving is called."""
    return "To the diary" if cramp is None else "Back to sleep"


def same_words(last: Cramp) -> str:
    """Return the offer of the place of the last cramp: "Left calf again  A".

    Many places at once are not named: a button does not wrap.
    """
    place = place_words(last)
    if len(place) > _LONGEST_PLACE:
        place = "the same places"
    return f"{place[:1].upper()}{place[1:]} again  {SAME_KEY}"


def going_words() -> str:
    """Return the offer that a cramp is not over."""
    return f"It goes on  {GO_ON_KEY}"


def time_words(cramp: Cramp | None, now: LocalInstant) -> str:
    """Return the large figures: since its stored start, or how long it was."""
    if cramp is None:
        return f"{now.wall_clock:%H:%M}"
    if cramp.is_open:
        return timer_words(_going_s(cramp, now))
    return "" if cramp.duration_s is None else timer_words(cramp.duration_s)


def _going_s(cramp: Cramp, now: LocalInstant) -> int:
    return 0 if cramp.start_utc is None else int((now.utc - cramp.start_utc).total_seconds())
