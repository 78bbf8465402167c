"""Taking one diary's export into another: records are told apart by their ids."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

from crampdiary.domain.changes import Edit
from crampdiary.domain.errors import ImportRefusedError
from crampdiary.domain.ports import Diary
from crampdiary.domain.preferences import Preferences
from crampdiary.domain.records import RECORD_TYPES, Cramp, Night, Phase, Record, Setting
from crampdiary.domain.regimens import first_overlap
from crampdiary.services.exporting import all_records
from crampdiary.services.intake import Intake


def take_records(intake: Intake, diary: Diary, path: Path, records: Sequence[Record]) -> None:
    """Gather the records that the diary does not have; what it has stays as it is.

    Raises `ImportRefusedError` where a demo diary and a person's own entries would meet.
    """
    stored: dict[UUID, Record] = {record.id: record for record in all_records(diary)}
    _keep_demo_apart(path, records, stored)
    answered: dict[date, Night] = {
        record.night: record
        for record in stored.values()
        if isinstance(record, Night) and record.answer is not None
    }
    new = [record for record in records if record.id not in stored]
    for record in records:
        if record.id in stored:
            intake.known(record.kind, same=stored[record.id] == record)
    speaking = {cramp.night for cramp in [*stored.values(), *new] if isinstance(cramp, Cramp)}
    phases = [record for record in stored.values() if isinstance(record, Phase)]
    for kind in RECORD_TYPES.values():
        for record in new:
            if not isinstance(record, kind):
                continue
            if isinstance(record, Night) and record.night in speaking:
                intake.add(replace(record, answer=None))
            elif isinstance(record, Phase):
                _take_phase(intake, record, phases)
            else:
                intake.add(record)
    # A night that was answered otherwise now speaks through its cramps.
    for night in sorted({record.night for record in new if isinstance(record, Cramp)}):
        if night in answered:
            before = answered[night]
            intake.edits.append(Edit(before=before, after=replace(before, answer=None)))


def _take_phase(intake: Intake, phase: Phase, taken: list[Phase]) -> None:
    """Take in a phase that shares no day with those taken before of the same treatment."""
    others = [item for item in taken if item.treatment_id == phase.treatment_id]
    if first_overlap([*others, phase]) is not None:
        intake.known(Phase.kind, same=False)
        return
    intake.add(phase)
    taken.append(phase)


def _keep_demo_apart(path: Path, records: Sequence[Record], stored: dict[UUID, Record]) -> None:
    demo = any(isinstance(record, Preferences) and record.is_demo for record in records)
    own = [record for record in stored.values() if not isinstance(record, Setting)]
    marked = any(isinstance(record, Preferences) and record.is_demo for record in stored.values())
    if demo and own and not marked:
        raise ImportRefusedError(path=path, reason="demo")
    if marked and not demo:
        raise ImportRefusedError(path=path, reason="into_demo")
