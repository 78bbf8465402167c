"""Which values stand together in a row, and what is offered while typing."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crampdiary.domain.choices import Comparator
from crampdiary.domain.errors import InvalidValueError
from crampdiary.domain.records import LabResult
from crampdiary.ui.labs.grid import Column, grid_of
from crampdiary.ui.labs.multiples import axes
from crampdiary.ui.labs.names import fold_unit, units_for
from crampdiary.ui.labs.reading import read_limit, read_value
from crampdiary.ui.labs.words import bare_value, spoken

JANUARY, MAY, JULY = date(2026, 1, 21), date(2026, 5, 5), date(2026, 7, 14)


def result(
    value: str,
    on: date = JANUARY,
    *,
    test: str = "25-OH vitamin D",
    unit: str = "ng/mL",
    comparator: Comparator | None = None,
    low: str | None = None,
    high: str | None = None,
) -> LabResult:
    return LabResult(
        test=test,
        value=Decimal(value),
        unit=unit,
        taken_on=on,
        comparator=comparator,
        range_low=None if low is None else Decimal(low),
        range_high=None if high is None else Decimal(high),
    )


def test_two_units_of_one_test_are_two_rows() -> None:
    grid = grid_of([result("14.2"), result("70", MAY, unit="nmol/L")])
    assert [(row.test, row.unit) for row in grid.rows] == [
        ("25-OH vitamin D", "ng/mL"),
        ("25-OH vitamin D", "nmol/L"),
    ]
    assert not any(row.can_be_drawn for row in grid.rows)


def test_one_unit_in_two_spellings_is_one_row_spelled_as_last() -> None:
    grid = grid_of([result("14.2", unit="ng/ml"), result("27.5", MAY, test="25-oh Vitamin d")])
    (row,) = grid.rows
    assert (row.unit, len(row.results), row.can_be_drawn) == ("ng/mL", 2, True)


def test_milli_and_mega_are_never_one_unit() -> None:
    assert fold_unit("mU/L") != fold_unit("MU/L")
    assert fold_unit("\u03bcmol/l") == fold_unit("\u00b5mol/L")


def test_columns_are_days_oldest_first_and_a_second_value_of_a_day_has_its_own() -> None:
    grid = grid_of([result("33.1", JULY), result("14.2"), result("14.9")])
    assert grid.columns == (Column(day=JANUARY), Column(day=JANUARY, nth=1), Column(day=JULY))
    assert {bare_value(value) for value in grid.rows[0].cells.values()} == {"14.2", "14.9", "33.1"}


@given(st.lists(st.tuples(st.sampled_from("ABC"), st.sampled_from(["mg", "g"]), st.integers(0, 9))))
def test_every_result_stands_in_exactly_one_cell(told: list[tuple[str, str, int]]) -> None:
    results = [
        result(str(number), JANUARY + timedelta(days=number), test=test, unit=unit)
        for test, unit, number in told
    ]
    cells = [value.id for row in grid_of(results).rows for value in row.cells.values()]
    assert sorted(cells) == sorted(value.id for value in results)


def test_known_tests_stand_in_their_order_and_others_below() -> None:
    names = ["Zinc", "Potassium", "Boron", "25-OH vitamin D"]
    grid = grid_of([result("1", test=name) for name in names])
    assert [row.test for row in grid.rows] == ["25-OH vitamin D", "Potassium", "Boron", "Zinc"]


def test_the_latest_range_is_shown_and_all_are_told() -> None:
    (row,) = grid_of(
        [
            result("14.2", low="20", high="100"),
            result("27.5", MAY, low="30", high="100"),
            result("33", JULY),
        ]
    ).rows
    assert row.range_text == "30 to 100"
    assert row.ranges == ["30 to 100 (from 5 May 2026)", "20 to 100 (from 21 Jan 2026)"]


def test_a_limit_value_alone_cannot_be_compared() -> None:
    (row,) = grid_of([result("20", comparator=Comparator.BELOW), result("25", MAY)]).rows
    assert not row.can_be_drawn


def test_a_value_is_told_as_the_laboratory_wrote_it() -> None:
    one = result("0.410", comparator=Comparator.BELOW, low="0.70")
    assert bare_value(one) == "< 0.410"
    assert spoken(one) == (
        "25-OH vitamin D, 21 Jan 2026: < 0.410 ng/mL, low, the lab's range 0.70 or more"
    )


def test_units_offered_are_those_used_before_then_the_usual_ones() -> None:
    known = [result("70", unit="nmol/l")]
    assert units_for("25-oh vitamin D", known) == ["nmol/l", "ng/mL"]
    assert units_for("Potassium", known) == ["mmol/L", "mEq/L"]
    assert units_for("Boron", known) == []


def test_drawings_share_an_axis_unless_it_would_squeeze_one() -> None:
    wide = [result("1", JANUARY, test="A"), result("2", JULY, test="A")]
    narrow = [result("1", JANUARY, test="B"), result("2", JANUARY + timedelta(days=9), test="B")]
    late = [result("1", MAY, test="C"), result("2", JULY + timedelta(days=20), test="C")]
    assert axes(grid_of(wide + late).rows) == [(JANUARY, JULY + timedelta(days=20))] * 2
    assert axes(grid_of(wide + narrow).rows)[1] == (JANUARY, JANUARY + timedelta(days=9))
    assert axes([]) == []


@pytest.mark.parametrize(
    ("typed", "comparator", "value", "unit"),
    [
        ("14.2", None, "14.2", ""),
        ("14,2", None, "14.2", ""),
        ("< 0.41", "<", "0.41", ""),
        ("<0,410", "<", "0.410", ""),
        ("> 90 mL/min", ">", "90", "mL/min"),
        ("1.25", None, "1.25", ""),
        ("0,780", None, "0.780", ""),
    ],
)
def test_values_as_laboratories_print_them(
    typed: str, comparator: str | None, value: str, unit: str
) -> None:
    read = read_value(typed)
    assert (read[0], str(read[1]), read[2]) == (comparator, value, unit)


@pytest.mark.parametrize(
    "typed", ["", "high", "-3", "2,125", "1.250", "<", "1.2.3", "\u0000", "💊"]
)
def test_a_value_in_doubt_is_asked_about(typed: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        read_value(typed)
    assert caught.value.field == "value"


def test_a_stored_value_is_not_asked_about_again() -> None:
    stored = Decimal("1.250")
    assert read_value("1.250", stored=stored)[1] == stored
    assert read_limit("1.250", "low", stored=stored) == stored
    with pytest.raises(InvalidValueError):
        read_value("1.251", stored=stored)


def test_ends_of_a_range_may_be_left_out() -> None:
    assert read_limit(" ", "low") is None
    assert read_limit("2,15", "low") == Decimal("2.15")
    with pytest.raises(InvalidValueError):
        read_limit("< 3", "high")
