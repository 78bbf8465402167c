"""When and how long, typed into a cramp's row: what is meant, and what stays. Knows no Qt."""

from dataclasses import replace

from crampdiary.domain.choices import DurationBasis
from crampdiary.domain.errors import InvalidValueError
from crampdiary.domain.notation import read_duration_s
from crampdiary.domain.phrases import duration_words
from crampdiary.domain.ports import Clock, Diary
from crampdiary.domain.records import MAX_DURATION_S, Cramp
from crampdiary.services.cramps import cramp_at
from crampdiary.services.preferences import preferences
from crampdiary.ui.diary.clock_text import moment_in_night, read_clock

USUAL_S = 180
_MINUTE_S = 60


def retimed(diary: Diary, clock: Clock, cramp: Cramp, text: str) -> Cramp:
    """Return the cramp begun at a typed time of its own night, in the zone it was logged in.

    Nothing typed leaves only the night. The night stays in any case: also where the clock skipped
    the day that the time would fall on. Raises `InvalidValueError`.
    """
    at = read_clock(text)
    if at is None:
        return replace(cramp, start_utc=None, zone=None, offset_min=None, is_open=False)
    known = cramp.start.wall_clock.time() if cramp.start else None
    if known is not None and (known.hour, known.minute) == (at.hour, at.minute):
        return cramp
    local = moment_in_night(cramp.night, at, preferences(diary).boundary_hour)
    placed = cramp_at(diary, clock, local=local, zone=cramp.zone)
    return replace(
        cramp, start_utc=placed.start_utc, zone=placed.zone, offset_min=placed.offset_min
    )


def relengthened(cramp: Cramp, text: str) -> Cramp:
    """Return the cramp as long as was typed, by the person's word; nothing typed is not known.

    One that is going goes on where nothing is typed. Raises `InvalidValueError`.
    """
    if not text.strip():
        return replace(cramp, duration_s=None, duration_basis=None)
    seconds = read_length_s(text)
    if seconds == cramp.duration_s:
        return cramp
    return replace(cramp, is_open=False, duration_s=seconds, duration_basis=DurationBasis.TOLD)


def read_length_s(text: str) -> int:
    """Return the seconds of a typed length; raise `InvalidValueError` beyond a day."""
    seconds = read_duration_s(text)
    if seconds > MAX_DURATION_S:
        raise InvalidValueError(
            field="duration", problem="out_of_range", value=text.strip(), allowed="up to 24 h"
        )
    return seconds


def length_text(cramp: Cramp) -> str:
    """Return a stored length as it is typed: "4 min 10 s", or nothing."""
    return "" if cramp.duration_s is None else duration_words(cramp.duration_s)


def guess(usual_s: int | None) -> tuple[int, str]:
    """Return a sensible length in seconds and in words; `usual_s` is what is usual, if known."""
    if usual_s is None:
        return USUAL_S, "A few minutes"
    step = _MINUTE_S if usual_s >= _MINUTE_S else 10
    seconds = max(round(usual_s / step), 1) * step
    return seconds, f"About {duration_words(seconds)}, your usual"
