"""Logging cramps: one press stores the start, another the end; all else refines what is stored."""

from collections.abc import Collection
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, timedelta
from statistics import median
from typing import Any
from uuid import UUID

from crampdiary.domain.changes import Change, Edit
from crampdiary.domain.choices import DurationBasis, Provenance
from crampdiary.domain.errors import ConflictError, InvalidValueError, NotFoundError
from crampdiary.domain.ids import night_id
from crampdiary.domain.nights import LocalInstant, from_wall_clock, night_of
from crampdiary.domain.ports import Clock, Diary
from crampdiary.domain.records import FORGOTTEN_S, MAX_DURATION_S, Cramp, Night
from crampdiary.services.labels import batch_label
from crampdiary.services.preferences import preferences, provenance_for

USUAL_NIGHTS = 90
USUAL_CRAMPS = 3
SAME_PRESS_S = 3
TRIES = 9


def start_cramp(
    diary: Diary,
    clock: Clock,
    *,
    pressed_at: LocalInstant | None = None,
    going: Collection[UUID] | None = None,
) -> tuple[Cramp, tuple[Change, ...]]:
    """Store that a cramp starts now (or when the button was pressed).

    It is on disk when this returns. Raises `ConflictError` where other cramps than `going`, if that
    is given, are open by then.
    """
    start = pressed_at or clock.now()
    cramp = Cramp(
        night=night_of(start, preferences(diary).boundary_hour),
        start_utc=start.utc,
        zone=start.zone,
        offset_min=start.offset_min,
        is_open=True,
        provenance=Provenance.LIVE,
    )
    return cramp, log_cramps(diary, clock, cramp, label="Log a cramp", going=going)


def cramp_now(
    diary: Diary, clock: Clock, *, pressed_at: LocalInstant | None = None
) -> tuple[Cramp, tuple[Change, ...]]:
    """Store that a cramp starts now; one that began seconds ago is the same press, and returned.

    A key that is held down starts a command again and again, several at the same instant.
    """
    pressed = pressed_at or clock.now()
    for _ in range(TRIES):
        going = diary.open_cramps()
        for cramp in going:
            if cramp.start_utc is not None and _is_same_press(cramp.start_utc, pressed.utc):
                return cramp, ()
        # A conflict means that another process wrote since `going` was read: look again.
        with suppress(ConflictError):
            ids = [cramp.id for cramp in going]
            return start_cramp(diary, clock, pressed_at=pressed, going=ids)
    return start_cramp(diary, clock, pressed_at=pressed)


def _is_same_press(one: datetime, other: datetime) -> bool:
    """Tell whether two starts are one press; which came first is a matter of scheduling."""
    return abs((one - other).total_seconds()) < SAME_PRESS_S


def running_cramp(diary: Diary, now: LocalInstant) -> Cramp | None:
    """Return the latest cramp that is going, unless its stop was probably forgotten."""
    going = diary.open_cramps()
    return going[0] if going and not is_forgotten(going[0], now) else None


def is_forgotten(cramp: Cramp, now: LocalInstant) -> bool:
    """Tell whether a cramp has been going for so long that its stop was probably forgotten."""
    if not cramp.is_open or cramp.start_utc is None:
        return False
    return (now.utc - cramp.start_utc).total_seconds() > FORGOTTEN_S


def asks_for_length(cramp: Cramp, now: LocalInstant) -> bool:
    """Tell whether the morning should ask how long a cramp was: never ended, or ended very late."""
    return is_forgotten(cramp, now) or cramp.is_long


def stop_cramp(
    diary: Diary, clock: Clock, cramp_id: UUID | None = None
) -> tuple[Cramp, tuple[Change, ...]]:
    """Store that a cramp has stopped (the latest open one without an id).

    A duration that cannot be (a clock set back, a stop forgotten for a day) is stored as unknown.
    Raises `NotFoundError` when no cramp is going.
    """
    going = [cramp for cramp in diary.open_cramps() if cramp_id in {None, cramp.id}]
    if not going or going[0].start_utc is None:
        raise NotFoundError(kind="running", wanted="cramp")
    seconds = round((clock.now().utc - going[0].start_utc).total_seconds())
    known = seconds if 0 <= seconds <= MAX_DURATION_S else None
    basis = None if known is None else DurationBasis.TIMED
    stopped = replace(going[0], is_open=False, duration_s=known, duration_basis=basis)
    edit = Edit(before=going[0], after=stopped)
    return stopped, diary.write([edit], label="End a cramp", at=clock.now().utc)


def resume_cramp(diary: Diary, clock: Clock, cramp_id: UUID) -> tuple[Cramp, tuple[Change, ...]]:
    """Store that a cramp goes on after it seemed to have stopped; its length is open again.

    Raises `NotFoundError` when it is not there or has no time.
    """
    stored = diary.find(Cramp, cramp_id)
    if stored is None or stored.start_utc is None:
        raise NotFoundError(kind="cramp", wanted=str(cramp_id))
    wished = replace(stored, is_open=True, duration_s=None, duration_basis=None)
    if wished == stored:
        return stored, ()
    edit = Edit(before=stored, after=wished)
    return wished, diary.write([edit], label="Let a cramp go on", at=clock.now().utc)


def settle_length(
    diary: Diary,
    clock: Clock,
    cramp_id: UUID,
    duration_s: int | None,
    *,
    basis: DurationBasis = DurationBasis.TOLD,
) -> tuple[Cramp, tuple[Change, ...]]:
    """Store how long a cramp was by the person's word, or (None) that this is not known."""
    told = None if duration_s is None else basis
    return refine_cramp(
        diary, clock, cramp_id, is_open=False, duration_s=duration_s, duration_basis=told
    )


def usual_length_s(diary: Diary, before: date) -> int | None:
    """Return the median of the measured durations of the 90 nights before, from 3 of them on."""
    earlier = diary.records(
        Cramp, first=before - timedelta(days=USUAL_NIGHTS), last=before - timedelta(days=1)
    )
    measured = [cramp.measured_s for cramp in earlier if cramp.measured_s is not None]
    return round(median(measured)) if len(measured) >= USUAL_CRAMPS else None


def cramp_with_place_before(diary: Diary, cramp: Cramp) -> Cramp | None:
    """Return the latest other cramp of the 90 nights up to this one's with a side or a place."""
    first = cramp.night - timedelta(days=USUAL_NIGHTS)
    earlier = diary.records(Cramp, first=first, last=cramp.night)
    told = (item for item in reversed(earlier) if item.id != cramp.id and (item.side or item.sites))
    return next(told, None)


def refine_cramp(
    diary: Diary, clock: Clock, cramp_id: UUID, **fields: Any
) -> tuple[Cramp, tuple[Change, ...]]:
    """Change fields of a stored cramp at once; raise `NotFoundError` when it is not there."""
    stored = diary.find(Cramp, cramp_id)
    if stored is None:
        raise NotFoundError(kind="cramp", wanted=str(cramp_id))
    wished = replace(stored, **fields)
    if wished == stored:
        return stored, ()
    edit = Edit(before=stored, after=wished)
    return wished, diary.write([edit], label=batch_label("Change", [stored]), at=clock.now().utc)


def log_cramps(
    diary: Diary,
    clock: Clock,
    *cramps: Cramp,
    label: str = "",
    going: Collection[UUID] | None = None,
) -> tuple[Change, ...]:
    """Store cramps; a night that was answered otherwise now speaks through its cramps.

    Undo calls it `label`, or "Add a cramp" and the like. `going` is as for `Diary.write`.
    """
    edits = [Edit(before=None, after=cramp) for cramp in cramps]
    for night in sorted({cramp.night for cramp in cramps}):
        stored = diary.find(Night, night_id(night))
        if stored is not None and stored.answer is not None:
            edits.append(Edit(before=stored, after=replace(stored, answer=None)))
    name = label or batch_label("Add", cramps)
    return diary.write(edits, label=name, at=clock.now().utc, going=going)


def cramp_at(
    diary: Diary, clock: Clock, *, local: datetime, zone: str | None = None, **fields: Any
) -> Cramp:
    """Return a cramp (not stored yet) that began at a clock reading, here or in another zone.

    Raises `InvalidValueError` for a start in the future.
    """
    now = clock.now()
    start = from_wall_clock(local, zone or now.zone)
    if start.utc > now.utc:
        raise InvalidValueError(
            field="start", problem="in_the_future", value=local, allowed="a past time"
        )
    night = night_of(start, preferences(diary).boundary_hour)
    fields.setdefault("provenance", provenance_for(night, now))
    return Cramp(
        night=night, start_utc=start.utc, zone=start.zone, offset_min=start.offset_min, **fields
    )


def cramp_without_time(clock: Clock, *, night: date, **fields: Any) -> Cramp:
    """Return a cramp (not stored yet) of which only the night is known."""
    now = clock.now()
    if night > now.wall_clock.date():
        raise InvalidValueError(
            field="night", problem="in_the_future", value=night, allowed="a past night"
        )
    fields.setdefault("provenance", provenance_for(night, now))
    return Cramp(night=night, **fields)
