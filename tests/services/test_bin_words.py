"""What lies in the bin is told in plain words: what it is, and when and how it went."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crampdiary.domain.choices import (
    CatalogueKind,
    Comparator,
    DoseStatus,
    EveningTag,
    Side,
    Site,
    Soreness,
)
from crampdiary.domain.nights import NightState
from crampdiary.domain.own_entries import OwnEntry
from crampdiary.domain.records import (
    Condition,
    Cramp,
    Dose,
    LabResult,
    Night,
    Phase,
    Record,
    Treatment,
)
from crampdiary.services.bin_words import bin_lines
from crampdiary.services.bulk import delete_many
from crampdiary.services.cramps import start_cramp
from crampdiary.services.entries import delete
from crampdiary.services.history import undo
from crampdiary.services.treatments import save_treatment
from tests import strategies
from tests.fakes import MemoryDiary, StillClock

NIGHT = date(2026, 11, 21)
D3 = Treatment(name="Vitamin D3")
FIRST = Phase(
    treatment_id=D3.id,
    start=date(2026, 3, 16),
    end=date(2026, 5, 10),
    dose=Decimal(50000),
    unit="IU",
    every_days=7,
)
SECOND = Phase(treatment_id=D3.id, start=date(2026, 5, 11))
CRAMP = Cramp(
    night=NIGHT,
    start_utc=datetime(2026, 11, 22, 1, 31, tzinfo=UTC),
    zone="Europe/Berlin",
    offset_min=60,
    pain=7,
    side=Side.LEFT,
    sites=frozenset({Site.CALF}),
)


@pytest.fixture
def clock() -> StillClock:
    return StillClock(datetime(2026, 11, 22, 8, 10))


@pytest.mark.parametrize(
    ("record", "words"),
    [
        (CRAMP, "Cramp, Sat 21 Nov 02:31, left calf, pain 7"),
        (Cramp(night=date(2025, 11, 21)), "Cramp, Fri 21 Nov 2025"),
        (
            Night(
                night=NIGHT,
                answer=NightState.WITHOUT_CRAMPS,
                tags=frozenset({EveningTag.ALCOHOL}),
                sleep_disturbance=4,
                soreness=Soreness.A_LOT,
                note="late",
            ),
            "Night of Sat 21 Nov, no cramps, alcohol, sleep disturbed 4, very sore, with a note",
        ),
        (Night(night=NIGHT, fluids_ml=1250), "Night of Sat 21 Nov, 1.25 L"),
        (D3, "Vitamin D3"),
        (Condition(name="Type 2 diabetes"), "Type 2 diabetes"),
        (
            LabResult(
                test="CK",
                value=Decimal(20),
                comparator=Comparator.BELOW,
                unit="U/L",
                taken_on=date(2026, 1, 21),
            ),
            "CK, < 20 U/L, 21 Jan 2026",
        ),
    ],
)
def test_one_entry_is_told_by_what_it_says(record: Record, words: str, clock: StillClock) -> None:
    diary = MemoryDiary([record])
    delete(diary, clock, record)
    (line,) = bin_lines(diary, clock)
    assert (line.what, line.went, line.entries) == (words, "Deleted on Sun 22 Nov 08:10", 1)


def test_a_treatment_is_told_with_its_phases(clock: StillClock) -> None:
    missed = Dose(treatment_id=D3.id, day=NIGHT, status=DoseStatus.MISSED)
    diary = MemoryDiary([D3, FIRST, SECOND, missed])
    delete(diary, clock, D3)
    (line,) = bin_lines(diary, clock)
    assert (line.what, line.entries) == ("Vitamin D3 with 2 phases", 4)


@pytest.mark.parametrize("keeps_treatment", [True, False])
def test_a_part_of_a_treatment_is_told_by_its_name(
    keeps_treatment: bool, clock: StillClock
) -> None:
    missed = Dose(treatment_id=D3.id, day=NIGHT, status=DoseStatus.MISSED)
    diary = MemoryDiary([D3, FIRST, missed])
    delete(diary, clock, missed)
    save_treatment(diary, clock, D3, [])
    if not keeps_treatment:
        delete(diary, clock, D3)
    assert [line.what for line in bin_lines(diary, clock)][-2:] == [
        "Vitamin D3, 50,000 IU weekly from 16 Mar 2026 to 10 May 2026",
        "Vitamin D3, missed on Sat 21 Nov",
    ]


def test_doses_are_told_with_how_many_they_were(clock: StillClock) -> None:
    missed = Dose(treatment_id=D3.id, day=NIGHT, status=DoseStatus.MISSED, count=2)
    diary = MemoryDiary([D3, FIRST, missed])
    delete(diary, clock, missed)
    assert bin_lines(diary, clock)[0].what == "Vitamin D3, 2 missed on Sat 21 Nov"


@pytest.mark.parametrize(
    ("catalogue", "words"),
    [
        (CatalogueKind.SUPPLEMENT, "Zonk, own supplement"),
        (CatalogueKind.MEDICINE, "Zonk, own medicine"),
        (CatalogueKind.TEST, "Zonk, own lab test"),
        (CatalogueKind.FLAG, "Zonk, value to watch"),
    ],
)
def test_own_entry_is_told_with_what_it_is_one_of(
    catalogue: CatalogueKind, words: str, clock: StillClock
) -> None:
    own = OwnEntry(catalogue=catalogue, name="Zonk", unit="mg/L", low=Decimal(1), note="Call.")
    diary = MemoryDiary([own])
    delete(diary, clock, own)
    assert bin_lines(diary, clock)[0].what == words


def test_many_are_told_by_their_number_and_their_nights(clock: StillClock) -> None:
    cramps = [Cramp(night=date(2026, 11, day)) for day in (19, 12, 15)]
    told = Night(night=NIGHT, fluids_ml=1000)
    same = [Condition(name="Gout"), Condition(name="Diabetes")]
    diary = MemoryDiary([*cramps, told, *same])
    delete_many(diary, clock, same)
    delete_many(diary, clock, [*cramps[:1], told])
    delete_many(diary, clock, cramps[1:])
    assert [line.what for line in bin_lines(diary, clock)] == [
        "2 cramps, Thu 12 Nov to Sun 15 Nov",
        "2 entries, Thu 19 Nov to Sat 21 Nov",
        "2 conditions",
    ]


def test_what_undo_took_was_taken_back(clock: StillClock) -> None:
    diary = MemoryDiary()
    start_cramp(diary, clock)
    undo(diary, clock)
    (line,) = bin_lines(diary, clock)
    assert line.went == "Taken back on Sun 22 Nov 08:10"


@given(st.lists(st.one_of(strategies.records, st.just(FIRST), st.just(D3)), min_size=1, max_size=6))
def test_anything_that_was_deleted_has_words(records: list[Record]) -> None:
    clock = StillClock(datetime(2026, 11, 22, 8, 10))
    own = list({record.id: record for record in records}.values())
    diary = MemoryDiary(own)
    for ways in _ways(own):
        ways(diary, clock)
    assert all(line.what.strip() and line.went for line in bin_lines(diary, clock))


def _ways(records: list[Record]) -> list[Callable[[MemoryDiary, StillClock], object]]:
    """Delete the first by itself and the rest together."""
    first, *rest = records
    return [
        lambda diary, clock: delete_many(diary, clock, [first]),
        lambda diary, clock: delete_many(diary, clock, rest),
    ]
