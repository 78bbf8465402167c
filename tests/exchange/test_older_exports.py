"""Exports of earlier versions."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from crampdiary.domain.nights import localise
from crampdiary.domain.records import Phase
from crampdiary.exchange.diary_json import read_diary

NOW = localise(datetime(2026, 11, 22, tzinfo=UTC), "Europe/Berlin")
TREATMENT = "0d5b5a1e-3c7e-4f0e-9d43-0d5e4f6a7b8c"
PHASE = "1d5b5a1e-3c7e-4f0e-9d43-0d5e4f6a7b8c"


def read(version: int, treatment: dict[str, Any]) -> tuple[list[Any], list[Any]]:
    groups = {
        "treatment": [{"id": TREATMENT, "name": "Vitamin D3", **treatment}],
        "phase": [{"id": PHASE, "treatment_id": TREATMENT, "start": "2026-03-16"}],
    }
    document = {"format": "crampdiary", "version": version, "records": groups}
    return read_diary(json.dumps(document).encode(), Path("diary.json"), now=NOW)


@pytest.mark.parametrize("version", [1, 2])
@pytest.mark.parametrize(("told", "expected"), [(1, True), (0, False), (None, None)])
def test_who_chose_a_treatment_comes_in_with_its_phases(
    version: int, told: int | None, expected: bool | None
) -> None:
    records, wrong = read(version, {"prescribed": told})
    assert wrong == []
    (phase,) = [record for record in records if isinstance(record, Phase)]
    assert phase.prescribed is expected


def test_present_export_that_says_it_of_a_treatment_is_refused() -> None:
    _, wrong = read(3, {"prescribed": 1})
    assert (wrong[0].field, wrong[0].problem) == (
        "treatment prescribed",
        "unknown_field",
    )
