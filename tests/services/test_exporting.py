"""Writing files: the ending tells what, and nothing is replaced unasked."""

import json
from datetime import date
from pathlib import Path

import pytest

from crampdiary.domain.errors import FileProblemError
from crampdiary.domain.records import Cramp, Night
from crampdiary.services.exporting import export_file, known_span
from tests.fakes import MemoryDiary

DIARY = MemoryDiary(
    [
        Cramp(night=date(2026, 1, 2)),
        Cramp(night=date(2026, 1, 2), note="=1+1"),
        Night(night=date(2026, 1, 4), fluids_ml=800),
    ]
)


def test_json_holds_every_kind_of_record(tmp_path: Path) -> None:
    path = tmp_path / "diary.json"
    outcome = export_file(DIARY, path)
    document = json.loads(path.read_text(encoding="utf-8"))
    assert (document["format"], document["version"]) == ("crampdiary", 4)
    assert {kind: len(found) for kind, found in document["records"].items()} == {
        "condition": 0,
        "cramp": 2,
        "dose": 0,
        "lab": 0,
        "night": 1,
        "own_entry": 0,
        "phase": 0,
        "preferences": 0,
        "report_choices": 0,
        "treatment": 0,
    }
    assert outcome.entries == 3


def test_nights_reach_to_the_last_of_which_anything_is_known(tmp_path: Path) -> None:
    path = tmp_path / "nights.CSV"
    assert export_file(DIARY, path).entries == 3
    rows = path.read_text(encoding="utf-8").splitlines()
    assert rows[1].startswith("2026-01-02,1,with_cramps,2")
    assert rows[2].startswith("2026-01-03,0,not_recorded,,")
    assert rows[3].startswith("2026-01-04,0,not_recorded,,800")


def test_free_text_is_guarded_against_spreadsheets(tmp_path: Path) -> None:
    path = tmp_path / "cramps.csv"
    export_file(DIARY, path, cramps=True)
    assert ",'=1+1," in path.read_text(encoding="utf-8")


def test_file_that_exists_is_replaced_only_when_asked(tmp_path: Path) -> None:
    path = tmp_path / "diary.json"
    path.write_text("mine")
    with pytest.raises(FileProblemError) as refusal:
        export_file(DIARY, path)
    assert refusal.value.reason == "exists"
    assert path.read_text() == "mine"
    export_file(DIARY, path, overwrite=True)
    assert path.read_text() != "mine"


@pytest.mark.parametrize(("name", "cramps"), [("diary.xlsx", False), ("diary.json", True)])
def test_unknown_ending_is_refused_with_those_that_are_known(
    tmp_path: Path, name: str, *, cramps: bool
) -> None:
    with pytest.raises(FileProblemError) as refusal:
        export_file(DIARY, tmp_path / name, cramps=cramps)
    assert refusal.value.reason == "unknown_type"
    assert ".csv" in refusal.value.allowed


def test_empty_diary_exports_heads_only(tmp_path: Path) -> None:
    diary = MemoryDiary()
    assert known_span(diary) is None
    assert export_file(diary, tmp_path / "nights.csv").entries == 0
    assert len((tmp_path / "nights.csv").read_text().splitlines()) == 1
