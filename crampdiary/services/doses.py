"""Doses by exception: what is planned for a day is taken unless it is said otherwise."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from crampdiary.domain.changes import Change, Edit
from crampdiary.domain.choices import DoseStatus
from crampdiary.domain.errors import InvalidValueError, NotFoundError
from crampdiary.domain.ids import dose_id
from crampdiary.domain.ports import Clock, Diary
from crampdiary.domain.records import Dose, Phase, Treatment
from crampdiary.domain.regimens import covers, intakes_on
from crampdiary.services.entries import phases_of, treatments
from crampdiary.services.preferences import provenance_for


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedDose:
    """What was planned for a day, and what was said about it; `status` None is "as planned".

    `planned` is how many intakes were: 0 as needed, and on a day without one. `count` is how many
    of them (or how many more, for extra ones) the status is about; 0 where all was as planned.
    """

    treatment: Treatment
    phase: Phase
    status: DoseStatus | None
    planned: int
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldDose:
    """How a day's dose of a treatment, called by its name, was otherwise than planned.

    `count` is how many intakes that is about, None for all that were planned, or for one extra.
    `planned` is how many were, None where it is taken as needed.
    """

    name: str
    status: DoseStatus
    count: int | None = None
    planned: int | None = 0


def planned_doses(diary: Diary, day: date) -> list[PlannedDose]:
    """Return the treatments whose phase has a dose on a day, in the order they were begun.

    A phase every n days has its doses on its first day and every n days after; one that is taken as
    needed has none planned, but is listed, for an extra dose.
    """
    said = {dose.treatment_id: dose for dose in diary.records(Dose, first=day, last=day)}
    return [
        _planned(treatment, phase, day, said.get(treatment.id))
        for treatment, phases in treatments(diary)
        for phase in phases
        if covers(phase, day) and (is_due(phase, day) or treatment.id in said)
    ]


def _planned(treatment: Treatment, phase: Phase, day: date, told: Dose | None) -> PlannedDose:
    planned = intakes_on(phase, day)
    count = 0
    if told is not None:
        is_extra = told.status is DoseStatus.EXTRA
        usual = 1 if is_extra else planned
        count = usual if told.count is None else told.count
        if planned and not is_extra:  # more were planned when it was told
            count = min(count, planned)
    return PlannedDose(
        treatment=treatment,
        phase=phase,
        status=told.status if told else None,
        planned=planned,
        count=count,
    )


def told_doses(diary: Diary, first: date, last: date) -> dict[date, tuple[ToldDose, ...]]:
    """Return for each day from `first` to `last` what was otherwise than planned, by name."""
    doses = diary.records(Dose, first=first, last=last)
    if not doses:
        return {}
    names = {treatment.id: treatment.name for treatment in diary.records(Treatment)}
    plans: dict[UUID, list[Phase]] = {}
    for phase in diary.records(Phase):
        plans.setdefault(phase.treatment_id, []).append(phase)
    told: dict[date, list[ToldDose]] = {}
    for dose in doses:
        name, phases = names.get(dose.treatment_id, ""), plans.get(dose.treatment_id, [])
        planned = _planned_of(phases, dose.day)
        told.setdefault(dose.day, []).append(
            ToldDose(name=name, status=dose.status, count=dose.count, planned=planned)
        )
    return {
        day: tuple(sorted(items, key=lambda item: item.name.casefold()))
        for day, items in told.items()
    }


def _planned_of(phases: Iterable[Phase], day: date) -> int | None:
    """Return how many intakes phases plan for a day, None where one is taken as needed then."""
    running = [phase for phase in phases if covers(phase, day)]
    if any(phase.every_days is None for phase in running):
        return None
    return sum(intakes_on(phase, day) for phase in running)


def is_due(phase: Phase, day: date) -> bool:
    """Tell whether a phase has a dose on a day, or may have one as needed."""
    if phase.every_days is None:
        return covers(phase, day)
    return intakes_on(phase, day) > 0


def tell_dose(
    diary: Diary,
    clock: Clock,
    treatment_id: UUID,
    day: date,
    status: DoseStatus | None,
    count: int | None = None,
) -> tuple[Change, ...]:
    """Store that a day's doses were missed, extra or late; None says that it was as planned.

    `count` is how many of the day's intakes were missed or late (None for all), or how many were
    extra (None for one); as needed, each dose that was taken is an extra one. A day has one such
    answer. Raises `NotFoundError` for an unknown treatment and `InvalidValueError` for a day to
    come, for a missed or late dose where none was planned, or for more than were planned. An extra
    one may be told of any day: what is left of a course may be taken after it.
    """
    now = clock.now()
    if diary.find(Treatment, treatment_id) is None:
        raise NotFoundError(kind="treatment", wanted=str(treatment_id))
    if day > now.wall_clock.date():
        raise InvalidValueError(
            field="day", problem="in_the_future", value=day, allowed="today or earlier"
        )
    if status is not None:
        count = _told_count(diary, treatment_id, day, status, count)
    stored = diary.find(Dose, dose_id(treatment_id, day))
    if stored is None and status is None:
        return ()
    if stored is not None and (stored.status, stored.count) == (status, count):
        return ()
    # What was taken on a day is asked on the morning after, as its night is.
    provenance = provenance_for(day, now)
    wished = (
        None
        if status is None
        else Dose(
            treatment_id=treatment_id, day=day, status=status, count=count, provenance=provenance
        )
    )
    edit = Edit(before=stored, after=wished)
    return diary.write([edit], label="Answer about a dose", at=now.utc)


def _told_count(
    diary: Diary, treatment_id: UUID, day: date, status: DoseStatus, count: int | None
) -> int | None:
    """Return the count as it is stored: None where it says no more than the status does."""
    if status is DoseStatus.EXTRA:
        return None if count == 1 else count
    phases = phases_of(diary, treatment_id)
    planned = sum(intakes_on(phase, day) for phase in phases)
    if not planned:
        raise InvalidValueError(
            field="day",
            problem="without_dose",
            value=day,
            allowed="a day with one, or tell it as extra",
        )
    if count is not None and count > planned:
        raise InvalidValueError(
            field="count", problem="is_more_than_planned", value=count, allowed=f"1 to {planned}"
        )
    return None if count == planned else count
