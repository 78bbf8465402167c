"""Taking a file into the diary: all of it in one batch, or nothing.

What the diary already says is never changed by a file, so taking the same file in twice changes
nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from uuid import uuid5

from crampdiary.domain.changes import Change, Edit
from crampdiary.domain.errors import ImportRefusedError, RowProblem
from crampdiary.domain.ids import NAMESPACE
from crampdiary.domain.nights import ONE_DAY, NightState
from crampdiary.domain.ports import Clock, Diary
from crampdiary.domain.records import Cramp, Night, Phase, Treatment
from crampdiary.domain.regimens import first_overlap
from crampdiary.exchange import cramps_csv, diary_json, nights_csv
from crampdiary.exchange.files import read_bytes
from crampdiary.exchange.nights_csv import NightLine
from crampdiary.exchange.tables import read_table
from crampdiary.services.entries import phases_of, treatment_named
from crampdiary.services.intake import GROUPS, Intake, Tally
from crampdiary.services.labels import import_label
from crampdiary.services.merging import take_records
from crampdiary.services.preferences import preferences, tonight


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOutcome:
    """What came of a file: a tally for each group that occurred in it, and what was written."""

    tallies: dict[str, Tally]
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodColumn:
    """A column of a CSV of nights whose runs of 1 are the periods of a treatment."""

    column: str
    treatment: str


def import_file(
    diary: Diary, clock: Clock, path: Path, *, period: PeriodColumn | None = None
) -> ImportOutcome:
    """Take in a CSV of nights, a CSV of cramps or a JSON export, recognised by what is in it.

    Raises `FileProblemError` where the file cannot be read and `ImportRefusedError`, with every bad
    row, where it cannot be taken in; then nothing was written.
    """
    data = read_bytes(path)
    intake = Intake()
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in {b"{", b"["}:
        if period is not None:
            raise ImportRefusedError(path=path, reason="period_of_nights")
        records, problems = diary_json.read_diary(data, path, now=clock.now())
        _refuse(path, problems)
        take_records(intake, diary, path, records)
    else:
        _take_table(intake, diary, clock, path, data, period)
    changes = diary.write(intake.edits, label=import_label(path.name), at=clock.now().utc)
    tallies = {name: intake.tallies[name] for name in GROUPS.values() if name in intake.tallies}
    return ImportOutcome(tallies=tallies, changes=changes)


def _refuse(path: Path, problems: Sequence[RowProblem]) -> None:
    if problems:
        ordered = sorted(problems, key=lambda problem: problem.line)
        raise ImportRefusedError(path=path, problems=tuple(ordered))


def _take_table(
    intake: Intake,
    diary: Diary,
    clock: Clock,
    path: Path,
    data: bytes,
    period: PeriodColumn | None,
) -> None:
    if preferences(diary).is_demo:
        raise ImportRefusedError(path=path, reason="into_demo")
    now = clock.now()
    table = read_table(data, path)
    if nights_csv.NIGHT in table.columns:
        latest = max(tonight(diary, now), now.wall_clock.date())
        column = period.column if period else ""
        lines, problems = nights_csv.read_nights(table, path, latest=latest, period_column=column)
        _refuse(path, problems)
        _take_nights(intake, diary, lines)
        if period is not None:
            _take_periods(intake, diary, period.treatment, lines)
        return
    if period is not None:
        raise ImportRefusedError(path=path, reason="period_of_nights")
    boundary_hour = preferences(diary).boundary_hour
    cramps, problems = cramps_csv.read_cramps(table, path, now=now, boundary_hour=boundary_hour)
    _refuse(path, problems)
    _take_cramps(intake, diary, cramps)


def _take_nights(intake: Intake, diary: Diary, lines: Sequence[NightLine]) -> None:
    lines = [line for line in lines if line.is_answered or line.told is not None]
    if not lines:
        return
    first, last = lines[0].night, lines[-1].night
    counts = {count.night: count for count in diary.night_counts(first, last)}
    stored = {record.night: record for record in diary.records(Night, first=first, last=last)}
    known = {cramp.id for cramp in diary.records(Cramp)}
    for line in lines:
        count = counts[line.night]
        before = stored.get(line.night)
        if count.state is not NightState.NOT_RECORDED:
            same = count.cramps == len(line.cramps) and _says_the_same(before, line.told)
            intake.known(Night.kind, same=same)
            continue
        # An id that is known belongs to a cramp that a person has moved to another night since.
        cramps = [cramp for cramp in line.cramps if cramp.id not in known]
        told = _filled(before, line.told)
        if not cramps and told == before:
            intake.known(Night.kind, same=not line.cramps)
            continue
        intake.tally(Night.kind).added += 1
        for cramp in cramps:
            intake.add(cramp)
        if told is not None and told != before:
            intake.edits.append(Edit(before=before, after=told))


def _says_the_same(stored: Night | None, told: Night | None) -> bool:
    return told is None or (stored is not None and _filled(stored, told) == stored)


def _filled(stored: Night | None, told: Night | None) -> Night | None:
    """Return what is stored of a night with its blanks filled from a file; nothing is replaced."""
    if stored is None or told is None:
        return stored or told
    return replace(
        stored,
        answer=stored.answer or told.answer,
        fluids_ml=told.fluids_ml if stored.fluids_ml is None else stored.fluids_ml,
        tags=told.tags if stored.tags is None else stored.tags,
        sleep_disturbance=(
            told.sleep_disturbance if stored.sleep_disturbance is None else stored.sleep_disturbance
        ),
        soreness=stored.soreness or told.soreness,
        note=stored.note or told.note,
    )


def _take_cramps(intake: Intake, diary: Diary, cramps: Sequence[Cramp]) -> None:
    if not cramps:
        return
    nights = [cramp.night for cramp in cramps]
    counts = diary.night_counts(min(nights), max(nights))
    free = {count.night for count in counts if count.state is NightState.NOT_RECORDED}
    stored = {cramp.id: cramp for cramp in diary.records(Cramp)}
    for cramp in cramps:
        known = stored.get(cramp.id)
        if known is not None:
            intake.known(Cramp.kind, same=_as_in_csv(known) == cramp)
        elif cramp.night in free:
            intake.add(cramp)
        else:
            intake.known(Cramp.kind, same=False)


def _as_in_csv(cramp: Cramp) -> Cramp:
    """Return a cramp as the CSV tells it: to the second, and never as still going."""
    start = None if cramp.start_utc is None else cramp.start_utc.replace(microsecond=0)
    return replace(cramp, start_utc=start, is_open=False)


def _take_periods(intake: Intake, diary: Diary, name: str, lines: Sequence[NightLine]) -> None:
    """Make the runs of 1 in the period column phases of a treatment; a gap of nights ends a run."""
    found = treatment_named(diary, name)
    treatment = found or Treatment(
        id=uuid5(NAMESPACE, f"treatment {name.strip().casefold()}"), name=name.strip()
    )
    phases = phases_of(diary, treatment.id)
    runs = _runs([line.night for line in lines if line.in_period])
    if found is not None:
        intake.known(Treatment.kind, same=True)
    elif runs:
        intake.add(treatment)
    for start, end in runs:
        phase = Phase(
            id=uuid5(NAMESPACE, f"phase {treatment.id} {start.isoformat()}"),
            treatment_id=treatment.id,
            start=start,
            end=end,
        )
        covered = any(
            item.start <= start and (item.end is None or item.end >= end) for item in phases
        )
        taken = any(item.id == phase.id for item in phases)
        if covered or taken or first_overlap([*phases, phase]) is not None:
            intake.known(Phase.kind, same=covered)
        else:
            intake.add(phase)
            phases.append(phase)


def _runs(nights: Sequence[date]) -> list[tuple[date, date]]:
    """Return the stretches of consecutive nights, first and last included."""
    runs: list[tuple[date, date]] = []
    for night in nights:
        if runs and night - runs[-1][1] == ONE_DAY:
            runs[-1] = (runs[-1][0], night)
        else:
            runs.append((night, night))
    return runs
