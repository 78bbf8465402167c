"""The JSON export: everything goes round, and nothing that no diary could hold comes in."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crampdiary.domain.errors import ImportRefusedError
from crampdiary.domain.nights import localise
from crampdiary.domain.records import Record
from crampdiary.exchange.diary_json import read_diary, write_diary
from tests import strategies

PATH = Path("diary.json")
NOW = localise(datetime(2041, 1, 1, tzinfo=UTC), "Europe/Berlin")
ID = "0d5b5a1e-3c7e-4f0e-9d43-0d5e4f6a7b8c"
OTHER = "1d5b5a1e-3c7e-4f0e-9d43-0d5e4f6a7b8c"


def export(**groups: list[Any]) -> bytes:
    return json.dumps({"format": "crampdiary", "version": 1, "records": groups}).encode()


def problems(**groups: list[Any]) -> list[tuple[str, str]]:
    _, found = read_diary(export(**groups), PATH, now=NOW)
    return [(item.field, item.problem) for item in found]


@given(st.lists(strategies.records, unique_by=lambda record: record.id, max_size=8))
def test_every_record_is_read_back_as_it_was(records: list[Record]) -> None:
    found, wrong = read_diary(write_diary(records).encode(), PATH, now=NOW)
    assert wrong == []
    assert sorted(found, key=lambda item: str(item.id)) == sorted(
        records, key=lambda item: str(item.id)
    )


def test_diary_kept_further_east_may_be_a_day_ahead() -> None:
    morning = localise(datetime(2026, 11, 21, 20, tzinfo=UTC), "America/New_York")
    night, later = ({"id": ID, "night": day} for day in ("2026-11-22", "2026-11-23"))
    found, wrong = read_diary(export(cramp=[night]), PATH, now=morning)
    assert (len(found), wrong) == (1, [])
    _, wrong = read_diary(export(cramp=[later]), PATH, now=morning)
    assert [item.problem for item in wrong] == ["in_the_future"]


@given(strategies.treatments_with_phases())
def test_treatment_is_read_back_with_its_phases(records: list[Record]) -> None:
    found, wrong = read_diary(write_diary(records).encode(), PATH, now=NOW)
    assert wrong == []
    assert {item.id: item for item in found} == {item.id: item for item in records}


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"{", "not_json"),
        (b"[" * 100_000, "not_json"),
        (b'{"format": NaN}', "not_json"),
        (b'{"format": "crampdiary", "format": "crampdiary"}', "not_json"),
        (b'{"format": "crampdiary", "version": 1.0, "records": {}}', "not_json"),
        (b'{"a": "\xff"}', "not_utf8"),
        (b"{}", "not_an_export"),
        (b"[]", "not_an_export"),
        (b'{"format": "crampdiary", "version": 1, "records": []}', "not_an_export"),
        (b'{"format": "crampdiary", "version": 5, "records": {}}', "newer_export"),
    ],
)
def test_file_that_is_no_export_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(ImportRefusedError) as refusal:
        read_diary(data, PATH, now=NOW)
    assert refusal.value.reason == reason


@pytest.mark.parametrize(
    ("record", "field", "problem"),
    [
        ({"id": ID, "night": "2026-01-01", "pain": 11}, "pain", "out_of_range"),
        ({"id": ID, "night": "2026-01-01", "pain": "3"}, "pain", "unreadable"),
        ({"id": ID, "night": "2026-01-01", "pain": [3]}, "pain", "unreadable"),
        ({"id": ID, "night": "2026-01-01", "mood": 3}, "mood", "unknown_field"),
        ({"id": ID, "night": "2050-01-01"}, "night", "in_the_future"),
        ({"id": ID}, "cramp", "incomplete"),
        ({"night": "2026-01-01"}, "id", "incomplete"),
        ({"id": ID.upper(), "night": "2026-01-01"}, "id", "unreadable"),
        ("cramp", "id", "incomplete"),
        (
            {
                "id": ID,
                "night": "2026-01-01",
                "start_utc": "2026-01-02T00:00:00Z",
                "zone": "Europe/Berlin",
                "offset_min": 99_999_999,
            },
            "offset_min",
            "out_of_range",
        ),
        (
            {
                "id": ID,
                "night": "2020-01-01",
                "start_utc": "2026-01-02T00:00:00Z",
                "zone": "Europe/Berlin",
                "offset_min": 60,
            },
            "night",
            "not_of_start",
        ),
        (
            {
                "id": ID,
                "night": "2026-01-01",
                "start_utc": "2026-01-02T00:00:00Z",
                "zone": "Nowhere",
                "offset_min": 60,
            },
            "zone",
            "unknown_choice",
        ),
    ],
)
def test_bad_record_is_named(record: object, field: str, problem: str) -> None:
    assert problems(cramp=[record]) == [(f"cramp {field}", problem)]


def test_record_that_occurs_twice_is_named() -> None:
    record = {"id": ID, "night": "2026-01-01"}
    assert problems(cramp=[record, record]) == [("cramp id", "duplicated")]


def test_phase_needs_its_treatment() -> None:
    phase = {"id": ID, "treatment_id": OTHER, "start": "2026-01-01"}
    assert problems(phase=[phase]) == [("phase treatment_id", "without_treatment")]
    treatment = {"id": OTHER, "name": "Magnesium"}
    assert problems(phase=[phase], treatment=[treatment]) == []


def test_amount_with_endless_digits_is_named() -> None:
    lab = {"id": ID, "test": "K", "value": "1E-999999", "unit": "", "taken_on": "2026-01-01"}
    assert problems(lab=[lab]) == [("lab value", "too_long")]


def test_night_and_preferences_keep_their_own_ids() -> None:
    assert problems(night=[{"id": ID, "night": "2026-01-01"}]) == [("night id", "unreadable")]
    assert problems(preferences=[{"id": ID}]) == [("preferences id", "unreadable")]


def test_unknown_kind_is_named() -> None:
    assert problems(mood=[{"id": ID}]) == [("mood kind", "unknown_choice")]


def test_problem_names_the_line_of_its_record() -> None:
    text = export(cramp=[{"id": ID, "night": "2026-01-01"}, {"id": OTHER, "night": "x"}]).decode()
    data = text.replace("}, {", "},\n{").encode()
    _, (problem,) = read_diary(data, PATH, now=NOW)
    assert problem.line == 2
