"""Reading nights: unlogged is unknown, and each bad row is named."""

from datetime import date
from pathlib import Path

import pytest

from crampdiary.domain.choices import EveningTag, Provenance, Soreness
from crampdiary.domain.errors import ImportRefusedError, RowProblem
from crampdiary.domain.nights import NightCount, NightState
from crampdiary.domain.records import Night
from crampdiary.exchange.nights_csv import NightLine, read_nights, write_nights
from crampdiary.exchange.tables import read_table

PATH = Path("nights.csv")
LATEST = date(2026, 11, 22)


def read(text: str, period: str = "") -> tuple[list[NightLine], list[RowProblem]]:
    table = read_table(text.encode(), PATH)
    return read_nights(table, PATH, latest=LATEST, period_column=period)


def problem(text: str) -> tuple[int, str, str]:
    _, problems = read(text)
    (found,) = problems
    return found.line, found.field, found.problem


def test_logged_nights_have_counts_and_unlogged_ones_nothing() -> None:
    lines, problems = read(
        "night_of,logged,cramps\n2026-01-01,1,2\n2026-01-02,1,0\n2026-01-03,0,\n2026-01-04,0,0\n"
    )
    assert problems == []
    assert [len(line.cramps) for line in lines] == [2, 0, 0, 0]
    assert [line.is_answered for line in lines] == [True, True, False, False]
    assert lines[1].told == Night(
        night=date(2026, 1, 2), answer=NightState.WITHOUT_CRAMPS, provenance=Provenance.IMPORTED
    )
    assert lines[2].told is None


def test_cramps_of_a_night_have_the_same_ids_each_time() -> None:
    text = "night_of,logged,episodes\n2026-01-01,1,3\n"
    assert read(text)[0] == read(text)[0]
    assert len({cramp.id for cramp in read(text)[0][0].cramps}) == 3


def test_column_logged_may_be_left_out() -> None:
    lines, _ = read("night_of,cramps\n2026-01-01,0\n2026-01-02,\n")
    assert [line.is_answered for line in lines] == [True, False]


def test_what_other_programs_write_for_counts_and_blanks_is_read() -> None:
    lines, problems = read(
        "night_of,logged,cramps\n2026-01-01,TRUE,3.0\n2026-01-02,FALSE,NA\n2026-01-03,0.0,\n"
    )
    assert problems == []
    assert [len(line.cramps) for line in lines] == [3, 0, 0]


def test_evening_is_read_where_it_is_there() -> None:
    lines, _ = read(
        "night_of,logged,cramps,fluids_ml,tags,sleep_disturbance,soreness,note\n"
        "2026-01-01,1,1,1250,alcohol travel,4,a_little,'=x\n"
        "2026-01-02,0,,800,ordinary,,,\n"
    )
    told = lines[0].told
    assert told is not None
    assert (told.fluids_ml, told.sleep_disturbance, told.soreness, told.note) == (
        1250,
        4,
        Soreness.A_LITTLE,
        "=x",
    )
    assert told.tags == frozenset({EveningTag.ALCOHOL, EveningTag.TRAVEL})
    assert told.answer is None
    unlogged = lines[1].told
    assert unlogged is not None
    assert (unlogged.answer, unlogged.fluids_ml, unlogged.tags) == (None, 800, frozenset())


def test_nights_are_put_in_order() -> None:
    lines, _ = read("night_of,cramps\n2026-01-02,0\n2026-01-01,1\n")
    assert [line.night.day for line in lines] == [1, 2]


@pytest.mark.parametrize(
    ("row", "field", "kind"),
    [
        ("2026-02-30,1,1", "night_of", "not_a_date"),
        (",1,1", "night_of", "empty"),
        ("2026-11-23,1,1", "night_of", "in_the_future"),
        ("1899-12-31,1,0", "night", "out_of_range"),
        ("2026-01-01,1,-1", "cramps", "out_of_range"),
        ("2026-01-01,1,101", "cramps", "out_of_range"),
        ("2026-01-01,1,many", "cramps", "not_a_number"),
        ("2026-01-01,1,1.5", "cramps", "not_a_number"),
        ("2026-01-01,1,", "cramps", "empty"),
        ("2026-01-01,0,2", "logged", "cramps_without_record"),
        ("2026-01-01,,2", "logged", "empty"),
        ("2026-01-01,maybe,2", "logged", "unknown_choice"),
        ("2026-01-01,1", "row", "wrong_count"),
        ("2026-01-01,1,1,1", "row", "wrong_count"),
        ("2026-01-01,1,\x00", "cramps", "unreadable_text"),
    ],
)
def test_bad_row_is_named_with_its_line_and_reason(row: str, field: str, kind: str) -> None:
    assert problem(f"night_of,logged,cramps\n2026-01-05,1,1\n{row}\n") == (3, field, kind)


def test_night_that_occurs_twice_is_a_problem_of_the_second() -> None:
    assert problem("night_of,cramps\n2026-01-01,1\n2026-01-01,1\n") == (3, "night_of", "duplicated")


def test_period_column_takes_only_ones_and_zeros() -> None:
    _, problems = read("night_of,cramps,on\n2026-01-01,1,1\n2026-01-02,1,2\n", "ON")
    assert [(item.line, item.field) for item in problems] == [(3, "on")]


@pytest.mark.parametrize(
    ("text", "period", "reason"),
    [
        ("night_of,logged\n", "", "no_count_column"),
        ("night_of,cramps\n", "on", "no_period_column"),
    ],
)
def test_file_without_a_needed_column_is_refused(text: str, period: str, reason: str) -> None:
    with pytest.raises(ImportRefusedError) as refusal:
        read(text, period)
    assert refusal.value.reason == reason


def test_written_nights_say_what_was_known_of_each() -> None:
    states = [
        (NightState.WITH_CRAMPS, 2),
        (NightState.WITHOUT_CRAMPS, 0),
        (NightState.NOT_RECORDED, 0),
        (NightState.NOT_TRACKING, 0),
        (NightState.DONT_REMEMBER, 0),
    ]
    counts = [
        NightCount(night=date(2026, 1, number), state=state, cramps=cramps)
        for number, (state, cramps) in enumerate(states, start=1)
    ]
    told = Night(night=date(2026, 1, 3), fluids_ml=900, note="-5 degrees")
    text = write_nights(counts, {told.night: told})
    assert text.splitlines()[1:] == [
        "2026-01-01,1,with_cramps,2,,,,,",
        "2026-01-02,1,without_cramps,0,,,,,",
        "2026-01-03,0,not_recorded,,900,,,,'-5 degrees",
        "2026-01-04,0,not_tracking,,,,,,",
        "2026-01-05,0,dont_remember,,,,,,",
    ]
    lines, problems = read(text)
    assert problems == []
    assert [line.told.answer if line.told else None for line in lines] == [
        None,
        NightState.WITHOUT_CRAMPS,
        None,
        NightState.NOT_TRACKING,
        NightState.DONT_REMEMBER,
    ]
