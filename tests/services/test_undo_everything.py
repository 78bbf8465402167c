"""Whatever a service writes can be taken back and done again, by a name that says what it was."""

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from uuid import uuid4

import pytest

import crampdiary.services
from crampdiary.domain.choices import CatalogueKind, DoseStatus
from crampdiary.domain.errors import NothingToUndoError
from crampdiary.domain.nights import NightState
from crampdiary.domain.own_entries import OwnEntry
from crampdiary.domain.ports import Diary
from crampdiary.domain.records import (
    RECORD_TYPES,
    Condition,
    Cramp,
    LabResult,
    Night,
    Phase,
    Record,
    Treatment,
)
from crampdiary.services.bin import binned, put_back
from crampdiary.services.bulk import Wish, change_many, delete_many
from crampdiary.services.cramps import log_cramps, refine_cramp, resume_cramp, stop_cramp
from crampdiary.services.demo import fill_demo
from crampdiary.services.doses import tell_dose
from crampdiary.services.entries import add, change, delete
from crampdiary.services.exporting import export_file
from crampdiary.services.history import next_redo, next_undo, redo, undo
from crampdiary.services.importing import import_file
from crampdiary.services.labs import add_results, change_result
from crampdiary.services.nights import tell_night
from crampdiary.services.own_entries import save_own_entry
from crampdiary.services.paper import count_night
from crampdiary.services.preferences import set_preferences
from crampdiary.services.taking import take_one
from crampdiary.services.treatments import change_dose, save_treatment, stop_treatment
from crampdiary.storage.diary import SqliteDiary
from tests.fakes import MemoryDiary, StillClock

NIGHT = date(2026, 11, 21)
GOING = Cramp(
    night=NIGHT,
    start_utc=datetime(2026, 11, 22, 6, 55, tzinfo=UTC),
    zone="Europe/Berlin",
    offset_min=60,
    is_open=True,
)
ENDED = Cramp(night=date(2026, 11, 20), start_utc=GOING.start_utc, zone="UTC", offset_min=0)
ANSWERED = Night(night=date(2026, 11, 18), answer=NightState.WITHOUT_CRAMPS)
MAGNESIUM = Treatment(name="Magnesium")
PHASE = Phase(treatment_id=MAGNESIUM.id, start=date(2026, 1, 1))
LAB = LabResult(test="Chloride", value=Decimal(100), unit="mmol/L", taken_on=NIGHT)
STORED_LAB = replace(LAB, id=uuid4(), test="Magnesium", value=Decimal("0.82"))
Write = Callable[[Diary, StillClock, Path], object]


def _import(diary: Diary, clock: StillClock, folder: Path) -> object:
    theirs = MemoryDiary([Cramp(night=date(2026, 11, 2)), Treatment(name="Quinine")])
    export_file(theirs, folder / "theirs.json")
    return import_file(diary, clock, folder / "theirs.json")


def _put_back(diary: Diary, clock: StillClock, _folder: Path) -> object:
    return put_back(diary, clock, binned(diary)[0].batch)


WAYS: dict[str, tuple[str, Write]] = {
    "bin.put_back": ("Put back a condition", _put_back),
    "bulk.change_many": (
        "Change 2 entries",
        lambda d, c, _: change_many(d, c, [GOING.night], Wish(pain=3, fluids_ml=1000)),
    ),
    "bulk.delete_many": ("Delete 2 cramps", lambda d, c, _: delete_many(d, c, [GOING, ENDED])),
    "cramps.log_cramps": (
        "Add a cramp",
        lambda d, c, _: log_cramps(d, c, Cramp(night=ANSWERED.night)),
    ),
    "cramps.refine_cramp": ("Change a cramp", lambda d, c, _: refine_cramp(d, c, GOING.id, pain=3)),
    "cramps.resume_cramp": ("Let a cramp go on", lambda d, c, _: resume_cramp(d, c, ENDED.id)),
    "cramps.stop_cramp": ("End a cramp", lambda d, c, _: stop_cramp(d, c)),
    "doses.tell_dose": (
        "Answer about a dose",
        lambda d, c, _: tell_dose(d, c, MAGNESIUM.id, NIGHT, DoseStatus.MISSED),
    ),
    "entries.add": ("Add a treatment", lambda d, c, _: add(d, c, Treatment(name="Quinine"))),
    "entries.change": (
        "Change a treatment",
        lambda d, c, _: change(d, c, MAGNESIUM, replace(MAGNESIUM, name="Mg")),
    ),
    "entries.delete": ("Delete a treatment", lambda d, c, _: delete(d, c, MAGNESIUM)),
    "importing.import_file": ("Import theirs.json", _import),
    "nights.tell_night": (
        "Answer about a night",
        lambda d, c, _: tell_night(d, c, ANSWERED.night, fluids_ml=1500),
    ),
    "paper.count_night": (
        "Add 3 cramps",
        lambda d, c, _: count_night(d, c, date(2026, 11, 1), 3, fluids_ml=500),
    ),
    "preferences.set_preferences": (
        "Change settings",
        lambda d, c, _: set_preferences(d, c, glass_ml=200),
    ),
    "treatments.save_treatment": (
        "Change a treatment",
        lambda d, c, _: save_treatment(d, c, MAGNESIUM, []),
    ),
}
# What goes through one of those, as the pages ask for it.
MORE: dict[str, tuple[str, Write]] = {
    "doses.tell_dose of several": (
        "Answer about a dose",
        lambda d, c, _: tell_dose(d, c, MAGNESIUM.id, NIGHT, DoseStatus.EXTRA, 2),
    ),
    "taking.take_one": (
        "Answer about a dose",
        lambda d, c, _: take_one(d, c, MAGNESIUM.id, NIGHT),
    ),
    "treatments.change_dose": (
        "Change a dose",
        lambda d, c, _: change_dose(
            *(d, c, MAGNESIUM),
            Phase(treatment_id=MAGNESIUM.id, start=NIGHT, dose=Decimal(2), unit="tablet"),
        ),
    ),
    "treatments.stop_treatment": (
        "Stop a treatment",
        lambda d, c, _: stop_treatment(d, c, MAGNESIUM, NIGHT),
    ),
    "labs.add_results": (
        "Add 2 lab results",
        lambda d, c, _: add_results(
            d, c, [LAB, replace(LAB, id=uuid4(), test="Sodium", value=Decimal(140))]
        ),
    ),
    "labs.change_result": (
        "Change a lab result",
        lambda d, c, _: change_result(d, c, STORED_LAB, replace(STORED_LAB, fasting=True)),
    ),
    "own_entries.save_own_entry": (
        "Add an own entry",
        lambda d, c, _: save_own_entry(
            d, c, None, OwnEntry(catalogue=CatalogueKind.MEDICINE, name="Zed")
        ),
    ),
    "preferences.set_preferences of bands": (
        "Change settings",
        lambda d, c, _: set_preferences(d, c, vitamin_d_deficient_below=Decimal(12)),
    ),
}


@pytest.fixture
def clock() -> StillClock:
    return StillClock(datetime(2026, 11, 22, 8, 0))


@pytest.fixture(params=["memory", "sqlite"])
def diary(request: pytest.FixtureRequest, tmp_path: Path, clock: StillClock) -> Iterator[Diary]:
    with SqliteDiary(tmp_path / "diary") as stored:
        opened: Diary = stored if request.param == "sqlite" else MemoryDiary()
        add(opened, clock, MAGNESIUM, PHASE, ANSWERED, GOING, ENDED, STORED_LAB)
        add(opened, clock, gout := Condition(name="Gout"))
        delete(opened, clock, gout)
        yield opened


def _all(diary: Diary) -> set[Record]:
    return {record for kind in RECORD_TYPES.values() for record in diary.records(kind)}


def _name(step: object) -> str | None:
    return getattr(step, "label", None)


@pytest.mark.parametrize("way", [*WAYS, *MORE])
def test_every_change_is_taken_back_and_done_again(
    diary: Diary, clock: StillClock, tmp_path: Path, way: str
) -> None:
    label, write = (WAYS | MORE)[way]
    before = _all(diary)
    write(diary, clock, tmp_path)
    after = _all(diary)
    assert after != before
    assert _name(next_undo(diary)) == label
    undo(diary, clock)
    assert _all(diary) == before
    assert _name(next_redo(diary)) == label
    redo(diary, clock)
    assert _all(diary) == after
    assert _name(next_undo(diary)) == label


def test_what_fills_the_demo_is_nobodys_change_to_take_back(clock: StillClock) -> None:
    diary = MemoryDiary()
    fill_demo(diary, clock)
    made_up = _all(diary)
    assert next_undo(diary) is None
    add(diary, clock, Condition(name="Gout"))
    undo(diary, clock)
    with pytest.raises(NothingToUndoError):
        undo(diary, clock)
    assert _all(diary) == made_up
    assert _name(next_redo(diary)) == "Add a condition"


def test_no_service_that_writes_was_forgotten_here() -> None:
    """Every function of a service that writes is in the list above, or is undo itself."""
    folder = Path(str(crampdiary.services.__file__)).parent
    writing = set()
    for file in folder.glob("*.py"):
        for part in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(part, ast.FunctionDef) and re.search(
                r"\bdiary\.write\(", ast.unparse(part)
            ):
                writing.add(f"{file.stem}.{part.name}")
    assert writing - {"history._revert", "demo.fill_demo"} == set(WAYS)
