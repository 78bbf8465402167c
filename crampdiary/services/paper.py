"""Taking over a diary kept on paper: how many cramps a night had, without times."""

from dataclasses import replace
from datetime import date
from typing import Any

from crampdiary.domain.changes import Change, Edit
from crampdiary.domain.errors import InvalidValueError, NightHasCrampsError
from crampdiary.domain.ids import night_id
from crampdiary.domain.nights import NightState
from crampdiary.domain.ports import Clock, Diary
from crampdiary.domain.records import Cramp, Night
from crampdiary.services.cramps import cramp_without_time
from crampdiary.services.labels import batch_label
from crampdiary.services.nights import tell_night
from crampdiary.services.preferences import provenance_for

MAX_COUNT = 100


def count_night(
    diary: Diary, clock: Clock, night: date, count: int, **evening: Any
) -> tuple[Change, ...]:
    """Store how many cramps a night had (0 is none), with what is known of its evening, at once.

    Raises `NightHasCrampsError` where cramps of that night are stored already, so that none is
    counted twice, and `InvalidValueError` for a count or a night that cannot be.
    """
    stored_cramps = diary.records(Cramp, first=night, last=night)
    if stored_cramps:
        raise NightHasCrampsError(night=night.isoformat(), cramps=len(stored_cramps))
    if not 0 <= count <= MAX_COUNT:
        raise InvalidValueError(
            field="cramps", problem="out_of_range", value=count, allowed=f"0 to {MAX_COUNT}"
        )
    if count == 0:
        return tell_night(diary, clock, night, answer=NightState.WITHOUT_CRAMPS, **evening)
    cramps = [cramp_without_time(clock, night=night) for _ in range(count)]
    edits = [Edit(before=None, after=cramp) for cramp in cramps]
    stored = diary.find(Night, night_id(night))
    now = clock.now()
    known = stored or Night(night=night, provenance=provenance_for(night, now))
    told = replace(known, answer=None, **evening)
    if told != known or (stored is not None and told != stored):
        edits.append(Edit(before=stored, after=told))
    return diary.write(edits, label=batch_label("Add", cramps), at=now.utc)
