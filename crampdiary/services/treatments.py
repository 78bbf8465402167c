"""Entering and changing what is taken: a treatment with its phases, always as one change."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from crampdiary.domain.catalogues.catalogue import substance_of
from crampdiary.domain.catalogues.supplements import Supplements
from crampdiary.domain.changes import Change, Edit
from crampdiary.domain.codec import is_written_alike
from crampdiary.domain.errors import InvalidValueError
from crampdiary.domain.ports import Clock, Diary
from crampdiary.domain.records import Phase, Treatment
from crampdiary.domain.regimens import check_no_overlap, closing, covers, share_a_day
from crampdiary.services.catalogues import catalogues_of
from crampdiary.services.entries import phases_of, treatments
from crampdiary.services.labels import batch_label

# Plans reach weeks or months ahead; a start further away is mostly a slip in the year.
FAR_AHEAD_DAYS = 366


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """A phase of another treatment of the same substance that shares a day with `phase`."""

    phase: Phase
    treatment: Treatment
    other: Phase


def save_treatment(
    diary: Diary,
    clock: Clock,
    treatment: Treatment,
    phases: Sequence[Phase],
    *,
    label: str | None = None,
) -> tuple[Change, ...]:
    """Store a treatment with exactly these phases: new, changed and removed ones at once.

    Raises `InvalidValueError` where two of them share a day.
    """
    check_no_overlap(phases)
    stored = diary.find(Treatment, treatment.id)
    known = {phase.id: phase for phase in phases_of(diary, treatment.id)}
    is_same = is_written_alike(stored, treatment)
    edits = [] if is_same else [Edit(before=stored, after=treatment)]
    edits += [
        Edit(before=known.get(phase.id), after=phase)
        for phase in phases
        if not is_written_alike(known.get(phase.id), phase)
    ]
    kept = {phase.id for phase in phases}
    edits += [Edit(before=phase, after=None) for phase in known.values() if phase.id not in kept]
    verb = "Add" if stored is None else "Change"
    wanted = label or batch_label(verb, [treatment])
    return diary.write(edits, label=wanted, at=clock.now().utc)


def change_dose(
    diary: Diary, clock: Clock, treatment: Treatment, phase: Phase
) -> tuple[Change, ...]:
    """Let a new dose begin: what goes on ends the day before, as one change.

    See `regimens.closing` for what it replaces, and for what it refuses with `InvalidValueError`.
    """
    phases = closing(phases_of(diary, treatment.id), phase)
    return save_treatment(diary, clock, treatment, phases, label="Change a dose")


def stop_treatment(
    diary: Diary, clock: Clock, treatment: Treatment, last_day: date
) -> tuple[Change, ...]:
    """Let a treatment end with `last_day`; what was planned to begin later goes.

    Nothing happens where it ends earlier already. Raises `InvalidValueError` where all of it begins
    later: then it was never taken, and is deleted rather than stopped.
    """
    phases = phases_of(diary, treatment.id)
    if phases and last_day < phases[0].start:
        raise InvalidValueError(
            field="to",
            problem="ends_before_start",
            value=last_day,
            allowed=f"{phases[0].start} or later",
        )
    kept = [
        replace(phase, end=last_day) if covers(phase, last_day) else phase
        for phase in phases
        if phase.start <= last_day
    ]
    return save_treatment(diary, clock, treatment, kept, label="Stop a treatment")


def same_substance_overlaps(
    diary: Diary, treatment: Treatment, phases: Sequence[Phase]
) -> list[Overlap]:
    """Return where other treatments of the same substance share a day with one of these phases.

    That may be meant (two products), so it is no error: whoever enters it is asked. Treatments
    that the catalogue does not know are the same where their names are.
    """
    known = catalogues_of(diary).supplements
    wanted = _substance_key(treatment, known)
    return [
        Overlap(phase=phase, treatment=other, other=taken)
        for other, taken_phases in treatments(diary)
        if other.id != treatment.id and _substance_key(other, known) == wanted
        for taken in taken_phases
        for phase in phases
        if share_a_day(phase, taken)
    ]


def far_ahead(phases: Sequence[Phase], today: date) -> Phase | None:
    """Return the first phase that begins more than a year from now, to be asked about, or None."""
    return next((it for it in phases if (it.start - today).days > FAR_AHEAD_DAYS), None)


def _substance_key(treatment: Treatment, known: Supplements) -> str:
    """Return what treatments of one substance have in common: a nutrient, an entry, or a name.

    Medicines are told apart by name: the catalogue knows them as classes of several substances.
    """
    found = substance_of(treatment, known)
    if found is not None:
        return found.nutrient or found.key
    return " ".join(treatment.name.split()).casefold()
