"""`dose`: what was otherwise than planned on a day."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date

import click

from crampdiary.cli.documents import Document
from crampdiary.cli.frame import Session, command
from crampdiary.cli.lines import clean
from crampdiary.domain.catalogues.catalogue import Catalogue, E, substance_of
from crampdiary.domain.catalogues.matching import NameIndex
from crampdiary.domain.choices import DoseStatus
from crampdiary.domain.errors import NotFoundError
from crampdiary.domain.ids import dose_id
from crampdiary.domain.notation import read_day
from crampdiary.domain.ports import Diary
from crampdiary.domain.records import Dose, Phase, Record, Treatment
from crampdiary.domain.regimens import intakes_on
from crampdiary.services.catalogues import catalogues_of
from crampdiary.services.doses import tell_dose
from crampdiary.services.entries import find_by_id, phases_of, treatment_named

AS_PLANNED = "as-planned"
_STATUSES = {**{status.value: status for status in DoseStatus}, AS_PLANNED: None}


@command(
    "dose",
    'crampdiary dose "Vitamin D3" 2026-09-14 missed',
    "crampdiary dose Ibuprofen 2026-11-20 extra --count 2",
    'crampdiary dose "Vitamin D3" 2026-09-14 as-planned',
)
@click.argument("name")
@click.argument("day", metavar="DATE")
@click.argument("how", type=click.Choice(list(_STATUSES)))
@click.option("--count", type=int, metavar="NUMBER", help="How many doses of that day it is about.")
def dose(session: Session, name: str, day: str, how: str, count: int | None) -> None:
    """Say that a dose was missed, extra or late.

    NAME is that of a treatment, or its id. What is planned counts as taken unless you say so. Taken
    as needed, each dose is an extra one.
    """
    status, when = _STATUSES[how], read_day(day, "day")
    if status is None and count is not None:
        raise click.UsageError("--count goes with missed, extra or late.")
    with session.reading() as diary:
        treatment = treatment_called(diary, name)
        tell_dose(diary, session.clock, treatment.id, when, status, count)
        told = diary.find(Dose, dose_id(treatment.id, when))
        planned = sum(intakes_on(phase, when) for phase in phases_of(diary, treatment.id))
    document = dose_document(treatment, when, told, planned)
    session.say(document, f"{clean(treatment.name)} on {when}: {dose_line(told, planned)}.")


def treatment_called(diary: Diary, text: str) -> Treatment:
    """Return the treatment of a name, told forgivingly where one alone is meant, or of an id.

    Raises `NotFoundError` where none is, or more than one.
    """
    found = treatment_named(diary, text) or _alike(diary, text)
    if found is not None:
        return found
    record: Record | None = None
    with suppress(NotFoundError):
        record = find_by_id(diary, text)
    if isinstance(record, Phase):
        record = diary.find(Treatment, record.treatment_id)
    if isinstance(record, Treatment):
        return record
    raise NotFoundError(kind="treatment", wanted=clean(text))


def _alike(diary: Diary, text: str) -> Treatment | None:
    """Return the one treatment whose name is spelt nearly so, or that is the same substance."""
    treatments = diary.records(Treatment)
    found = NameIndex((it, [it.name]) for it in treatments).find(text)
    if found is not None:
        return found
    catalogues = catalogues_of(diary)
    same = _of_substance(text, treatments, catalogues.supplements)
    same = same or _of_substance(text, treatments, catalogues.medicines)
    return same[0] if len(same) == 1 else None


def _of_substance(
    text: str, treatments: Sequence[Treatment], catalogue: Catalogue[E]
) -> list[Treatment]:
    """Return the treatments that count as what a text names."""
    meant = catalogue.find(text)
    if meant is None:
        return []
    return [it for it in treatments if substance_of(it, catalogue) is meant]


def dose_document(treatment: Treatment, day: date, told: Dose | None, planned: int) -> Document:
    """Return a day's dose: its status (`as_planned` where nothing was said) and how many."""
    return {
        "kind": Dose.kind,
        "day": day.isoformat(),
        "treatment": treatment.name,
        "treatment_id": str(treatment.id),
        "status": "as_planned" if told is None else told.status,
        "count": None if told is None else _count(told, planned),
        "planned": planned,
        "provenance": None if told is None else told.provenance,
    }


def dose_line(told: Dose | None, planned: int) -> str:
    """Return "missed (1 of 2)", "2 extra", "as planned"."""
    if told is None:
        return "as planned" if planned else "nothing planned"
    count = _count(told, planned)
    if told.status is DoseStatus.EXTRA:
        return f"{count} extra"
    return f"{told.status} ({count} of {planned})" if planned else str(told.status)


def _count(told: Dose, planned: int) -> int:
    if told.count is not None:
        return told.count
    return 1 if told.status is DoseStatus.EXTRA else planned
