"""When the morning asks how the night was: once, never at night, and only where nobody has said."""

from collections.abc import Collection
from datetime import date, datetime

from crampdiary.domain.nights import NOON, LocalInstant, NightState
from crampdiary.domain.ports import Diary
from crampdiary.domain.preferences import Preferences
from crampdiary.services.preferences import last_night, preferences

_HOUR_MIN = 60
_NOON_MIN = NOON * _HOUR_MIN
_DAY_MIN = 24 * _HOUR_MIN


def night_to_ask_for(diary: Diary, now: LocalInstant, *, asked: Collection[date]) -> date | None:
    """Return the night to ask for now, or None; `asked` are the nights asked for already.

    A night that has cramps, or any answer, needs no reminder; a demo never has one.
    """
    wishes = preferences(diary)
    night = last_night(now)
    if wishes.is_demo or night in asked or not is_time(wishes, now.wall_clock):
        return None
    (count,) = diary.night_counts(night, night)
    return night if count.state is NightState.NOT_RECORDED else None


def is_time(wishes: Preferences, local: datetime) -> bool:
    """Tell whether a clock reading lies between the reminder's time and noon, outside the night.

    A reminder in the afternoon (somebody who sleeps by day) may come until midnight.
    """
    first_min = comes_at_min(wishes)
    if first_min is None or _is_night(wishes, local.hour):
        return False
    last_min = _NOON_MIN if first_min < _NOON_MIN else _DAY_MIN
    return first_min <= local.hour * _HOUR_MIN + local.minute < last_min


def comes_at_min(wishes: Preferences) -> int | None:
    """Return when the reminder comes, in minutes after midnight: at night's end if that is later.

    None where there is none.
    """
    wished = wishes.reminder_min
    if wished is None or not _is_night(wishes, wished // _HOUR_MIN):
        return wished
    return wishes.night_to_hour * _HOUR_MIN


def _is_night(wishes: Preferences, hour: int) -> bool:
    first, last = wishes.night_from_hour, wishes.night_to_hour
    return first <= hour < last if first <= last else hour >= first or hour < last
