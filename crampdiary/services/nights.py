"""Answering for a night and telling about the evening before it."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from statistics import median
from typing import Any

from crampdiary.domain.changes import Change, Edit
from crampdiary.domain.errors import InvalidValueError, NightHasCrampsError
from crampdiary.domain.ids import night_id
from crampdiary.domain.nights import NightCount, NightState
from crampdiary.domain.ports import Clock, Diary
from crampdiary.domain.records import Cramp, Night
from crampdiary.services.doses import ToldDose, told_doses
from crampdiary.services.preferences import last_night, provenance_for, tonight

USUAL_NIGHTS = 28


@dataclass(frozen=True, slots=True, kw_only=True)
class NightView:
    """One night with everything said about it; `record` is None where nobody said anything.

    `doses` are those of the day before it that were otherwise than planned.
    """

    night: date
    state: NightState
    record: Night | None
    cramps: tuple[Cramp, ...]
    doses: tuple[ToldDose, ...] = ()


def night_view(diary: Diary, night: date) -> NightView:
    """Return one night with its cramps."""
    (count,) = diary.night_counts(night, night)
    return NightView(
        night=night,
        state=count.state,
        record=diary.find(Night, night_id(night)),
        cramps=tuple(diary.records(Cramp, first=night, last=night)),
        doses=told_doses(diary, night, night).get(night, ()),
    )


def latest_night(diary: Diary, clock: Clock) -> date:
    """Return last night, or tonight once it has a cramp."""
    now = clock.now()
    evening = tonight(diary, now)
    begun = evening > last_night(now) and diary.records(Cramp, first=evening, last=evening)
    return evening if begun else last_night(now)


def last_nights(diary: Diary, clock: Clock, count: int = 14) -> list[NightCount]:
    """Return the latest nights, recorded or not, oldest first; tonight too once it has a cramp."""
    last = latest_night(diary, clock)
    return diary.night_counts(last - timedelta(days=count - 1), last)


def answer_night(
    diary: Diary, clock: Clock, night: date, answer: NightState | None
) -> tuple[Change, ...]:
    """Answer for a night: without cramps, don't remember, not tracking; None takes the answer back.

    Raises `NightHasCrampsError` where cramps say otherwise.
    """
    cramps = diary.records(Cramp, first=night, last=night)
    if cramps and answer is not None:
        raise NightHasCrampsError(night=night.isoformat(), cramps=len(cramps))
    return tell_night(diary, clock, night, answer=answer)


def tell_night(diary: Diary, clock: Clock, night: date, **fields: Any) -> tuple[Change, ...]:
    """Store what was said about a night and its evening; what is not named stays as it was.

    Where the night itself is answered for the first time, that is how the entry came in.
    Raises `InvalidValueError` for a night that has not begun.
    """
    now = clock.now()
    if night > max(tonight(diary, now), now.wall_clock.date()):
        raise InvalidValueError(
            field="night", problem="in_the_future", value=night, allowed="a past night"
        )
    stored = diary.find(Night, night_id(night))
    answers = fields.get("answer") is not None and (stored is None or stored.answer is None)
    came_in = provenance_for(night, now) if stored is None or answers else stored.provenance
    fields.setdefault("provenance", came_in)
    wished = replace(stored or Night(night=night), **fields)
    if wished == stored or (
        stored is None and wished == Night(night=night, provenance=wished.provenance)
    ):
        return ()
    edit = Edit(before=stored, after=wished)
    return diary.write([edit], label="Answer about a night", at=now.utc)


def usual_fluids_ml(diary: Diary, before: date) -> int | None:
    """Return the median of the fluids told over the 28 nights before, or None without any."""
    earlier = diary.records(
        Night, first=before - timedelta(days=USUAL_NIGHTS), last=before - timedelta(days=1)
    )
    told = [record.fluids_ml for record in earlier if record.fluids_ml is not None]
    return round(median(told)) if told else None
