"""Reading and writing cramps: clock readings, zones, and what cannot be."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crampdiary.domain.choices import Provenance, Relief, Side, Site
from crampdiary.domain.errors import ImportRefusedError, RowProblem
from crampdiary.domain.nights import NOON, localise
from crampdiary.domain.records import Cramp
from crampdiary.exchange.cramps_csv import read_cramps, write_cramps
from crampdiary.exchange.tables import read_table
from tests import strategies

PATH = Path("cramps.csv")
NOW = localise(datetime(2041, 1, 1, tzinfo=UTC), "Europe/Berlin")


def read(text: str) -> tuple[list[Cramp], list[RowProblem]]:
    table = read_table(text.encode(), PATH)
    return read_cramps(table, PATH, now=NOW, boundary_hour=NOON)


def test_start_alone_tells_the_night_in_the_zone_of_the_row() -> None:
    (cramp,), problems = read("start_local,zone,pain\n2026-11-22T02:31,America/New_York,7\n")
    assert problems == []
    assert cramp.night == date(2026, 11, 21)
    assert cramp.start_utc == datetime(2026, 11, 22, 7, 31, tzinfo=UTC)
    assert (cramp.zone, cramp.offset_min, cramp.pain) == ("America/New_York", -300, 7)
    assert cramp.provenance is Provenance.IMPORTED


def test_start_without_a_zone_is_in_the_zone_here() -> None:
    (cramp,), _ = read("start_local\n2026-11-22T02:31\n")
    assert cramp.zone == "Europe/Berlin"


def test_night_alone_makes_a_cramp_without_a_time() -> None:
    (cramp,), _ = read("night,sites,side,helped\n2026-11-20,calf foot,left,walking\n")
    assert cramp.start is None
    assert cramp.sites == {Site.CALF, Site.FOOT}
    assert (cramp.side, cramp.helped) == (Side.LEFT, frozenset({Relief.WALKING}))


def test_offset_settles_which_of_two_equal_clock_readings_is_meant() -> None:
    cramps, _ = read(
        "start_local,zone,offset_min\n"
        "2026-10-25T02:31,Europe/Berlin,120\n2026-10-25T02:31,Europe/Berlin,60\n"
    )
    hours = [cramp.start_utc.hour for cramp in cramps if cramp.start_utc is not None]
    assert hours == [0, 1]


def test_rows_without_ids_get_the_same_ones_each_time_and_differ_when_alike() -> None:
    text = "night\n2026-01-01\n2026-01-01\n"
    assert read(text) == read(text)
    assert len({cramp.id for cramp in read(text)[0]}) == 2


@pytest.mark.parametrize(
    ("row", "field", "kind"),
    [
        ("2026-13-01T02:31,,,", "start_local", "not_a_time"),
        ("2026-11-22T02:31+01:00,,,", "start_local", "zone_in_time"),
        ("2050-11-22T02:31,,,", "start_local", "in_the_future"),
        ("0001-01-01T00:00,,,", "start_local", "out_of_range"),
        ("2026-11-22T02:31,Berlin,,", "zone", "unknown_choice"),
        ("2026-11-22T02:31,,2026-01-01,", "night", "not_of_start"),
        (",,2050-01-01,", "night", "in_the_future"),
        (",,,3", "night", "empty"),
        (",,2026-01-01,11", "pain", "out_of_range"),
        (",,2026-01-01,bad", "pain", "not_a_number"),
    ],
)
def test_bad_row_is_named_with_its_line_and_reason(row: str, field: str, kind: str) -> None:
    cramps, problems = read(f"start_local,zone,night,pain\n{row}\n")
    assert [(item.line, item.field, item.problem) for item in problems] == [(2, field, kind)]
    assert cramps == []


def test_unknown_word_is_named_with_those_that_are_known() -> None:
    _, (problem,) = read("night,sites\n2026-01-01,calf elbow\n")
    assert (problem.field, problem.value) == ("sites", "elbow")
    assert "calf" in problem.allowed


def test_id_that_occurs_twice_is_a_problem() -> None:
    identity = "0d5b5a1e-3c7e-4f0e-9d43-0d5e4f6a7b8c"
    _, (problem,) = read(f"night,id\n2026-01-01,{identity}\n2026-01-02,{identity}\n")
    assert (problem.line, problem.field, problem.problem) == (3, "id", "duplicated")


def test_file_that_tells_no_night_is_refused() -> None:
    with pytest.raises(ImportRefusedError) as refusal:
        read("pain,side\n3,left\n")
    assert refusal.value.reason == "no_night_column"


@given(st.lists(strategies.cramps(), unique_by=lambda cramp: cramp.id, max_size=4))
def test_written_cramps_are_read_back_to_the_second(cramps: list[Cramp]) -> None:
    found, problems = read(write_cramps(cramps))
    assert problems == []
    assert found == [
        replace(
            cramp,
            start_utc=cramp.start_utc and cramp.start_utc.replace(microsecond=0),
            is_open=False,
            medicine_taken=cramp.medicine_taken.strip(" "),
            note=cramp.note.strip(" "),
        )
        for cramp in cramps
    ]
