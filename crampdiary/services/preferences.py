"""What belongs to this diary: glass size, the night's boundary, the person's name."""

from dataclasses import replace
from datetime import date
from typing import Any

from crampdiary.domain.changes import Change, Edit
from crampdiary.domain.choices import Provenance
from crampdiary.domain.nights import LocalInstant, day_before, night_of
from crampdiary.domain.ports import Clock, Diary
from crampdiary.domain.preferences import PREFERENCES_ID, Preferences


def preferences(diary: Diary) -> Preferences:
    """Return the diary's preferences, or the defaults where none were ever set."""
    return diary.find(Preferences, PREFERENCES_ID) or Preferences()


def set_preferences(diary: Diary, clock: Clock, **fields: Any) -> tuple[Change, ...]:
    """Change some preferences; raise `InvalidValueError` where one is not possible."""
    stored = diary.find(Preferences, PREFERENCES_ID)
    wished = replace(stored or Preferences(), **fields)
    if wished == stored:
        return ()
    return diary.write(
        [Edit(before=stored, after=wished)], label="Change settings", at=clock.now().utc
    )


def tonight(diary: Diary, now: LocalInstant) -> date:
    """Return the night that an entry made now belongs to."""
    return night_of(now, preferences(diary).boundary_hour)


def last_night(now: LocalInstant) -> date:
    """Return the night that "last night" means today: the one that began yesterday evening."""
    return day_before(now)


def provenance_for(night: date, now: LocalInstant) -> Provenance:
    """Return how an entry made now about a night comes in: next morning, or recalled later."""
    return Provenance.NEXT_MORNING if night >= last_night(now) else Provenance.RECALLED
