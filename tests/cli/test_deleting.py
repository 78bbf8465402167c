"""What the command line deletes is in the bin, as what is deleted in the window."""

import pytest

from crampdiary.domain.records import RECORD_TYPES, Record
from crampdiary.services.bin import binned, put_back
from tests.cli.desk import Desk

ENTRIES = {
    "cramp": ("add", "cramp", "--night", "2026-11-20", "--pain", "4"),
    "treatment": ("add", "treatment", "Mg", "--from", "2026-01-01"),
    "lab": ("add", "lab", "CK", "--value", "20 U/L", "--on", "2026-01-21"),
    "condition": ("add", "condition", "Gout"),
}


def everything(desk: Desk) -> set[Record]:
    return {record for kind in RECORD_TYPES.values() for record in desk.diary.records(kind)}


def comes_back(desk: Desk, before: set[Record]) -> None:
    (item,) = binned(desk.diary)
    assert not item.was_taken_back
    assert set(item.records) == before - everything(desk)
    put_back(desk.diary, desk.clock, item.batch)
    assert everything(desk) == before


@pytest.mark.parametrize("kind", ENTRIES)
def test_a_deleted_entry_is_in_the_bin(desk: Desk, kind: str) -> None:
    told = desk.told(*ENTRIES[kind])
    identity = (told[0] if isinstance(told, list) else told)["id"]
    before = everything(desk)
    desk.said("delete", identity)
    comes_back(desk, before)


def test_what_was_said_about_a_night_is_in_the_bin(desk: Desk) -> None:
    desk.said("add", "night", "2026-11-20", "--none")
    before = everything(desk)
    desk.said("delete", "2026-11-20")
    comes_back(desk, before)


def test_a_phase_of_a_treatment_is_in_the_bin(desk: Desk) -> None:
    desk.said(*ENTRIES["treatment"])
    before = everything(desk)
    (phase,) = [record for record in before if record.kind == "phase"]
    desk.said("delete", str(phase.id))
    comes_back(desk, before)


def test_what_was_taken_back_is_in_the_bin(desk: Desk) -> None:
    desk.said(*ENTRIES["cramp"])
    before = everything(desk)
    desk.said("undo")
    (item,) = binned(desk.diary)
    assert item.was_taken_back
    assert set(item.records) == before
