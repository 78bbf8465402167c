"""Doses by exception: what is planned for a day is taken unless it is said otherwise."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from crampdiary.domain.changes import Change, Edit
from crampdiary.domain.choices import DoseStatus
from crampdiary.domain.errors import InvalidValueError, NotFoundError
from crampdiary.domain.ports import Clock, Diary
from crampdiary.domain.records import Dose, Phase, Treatment, dose_id
from crampdiary.services.entries import treatments
from crampdiary.services.preferences import provenance_for


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedDose:
    """What was planned for a day, and what was said about it; `status` None is "as planned"."""

    treatment: Treatment
    phase: Phase
    status: DoseStatus | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldDose:
    """How a day's dose of a treatment, called by its name, was otherwise than planned."""

    name: str
    status: DoseStatus


def planned_doses(diary: Diary, day: date) -> list[PlannedDose]:
    """Return the treatments whose phase has a dose on a day, in the order they were begun.

    A phase every n days has its doses on its first day and every n days after; one that is taken as
    needed has none planned, but is listed, for an extra dose.
    """
    said = {dose.treatment_id: dose.status for dose in diary.records(Dose, first=day, last=day)}
    return [
        PlannedDose(treatment=treatment, phase=phase, status=said.get(treatment.id))
        for treatment, phases in treatments(diary)
        for phase in phases
        if _covers(phase, day) and (is_due(phase, day) or treatment.id in said)
    ]


def told_doses(diary: Diary, first: date, last: date) -> dict[date, tuple[ToldDose, ...]]:
    """Return for each day from `first` to `last` what was otherwise than planned, by name."""
    doses = diary.records(Dose, first=first, last=last)
    if not doses:
        return {}
    names = {treatment.id: treatment.name for treatment in diary.records(Treatment)}
    told: dict[date, list[ToldDose]] = {}
    for dose in doses:
        name = names.get(dose.treatment_id, "")
        told.setdefault(dose.day, []).append(ToldDose(name=name, status=dose.status))
    return {
        day: tuple(sorted(items, key=lambda item: item.name.casefold()))
        for day, items in told.items()
    }


def is_due(phase: Phase, day: date) -> bool:
    """Tell whether a phase has a dose on a day, or may have one as needed."""
    if not _covers(phase, day):
        return False
    return phase.every_days is None or (day - phase.start).days % phase.every_days == 0


def tell_dose(
    diary: Diary, clock: Clock, treatment_id: UUID, day: date, status: DoseStatus | None
) -> tuple[Change, ...]:
    """Store that a day's dose was missed, extra or late; None says that it was as planned.

    Raises `NotFoundError` for an unknown treatment and `InvalidValueError` for a day to come.
    """
    now = clock.now()
    if diary.find(Treatment, treatment_id) is None:
        raise NotFoundError(kind="treatment", wanted=str(treatment_id))
    if day > now.wall_clock.date():
        raise InvalidValueError(
            field="day", problem="in_the_future", value=day, allowed="today or earlier"
        )
    stored = diary.find(Dose, dose_id(treatment_id, day))
    if (stored.status if stored else None) == status:
        return ()
    # What was taken on a day is asked on the morning after, as its night is.
    provenance = provenance_for(day, now)
    wished = (
        None
        if status is None
        else Dose(treatment_id=treatment_id, day=day, status=status, provenance=provenance)
    )
    edit = Edit(before=stored, after=wished)
    return diary.write([edit], label="Answer about a dose", at=now.utc)


def _covers(phase: Phase, day: date) -> bool:
    return phase.start <= day and (phase.end is None or day <= phase.end)
