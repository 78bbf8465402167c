"""Which values stand together in the table, what is said beside them, and how values are read."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from crampdiary.domain.errors import InvalidValueError
from crampdiary.domain.records import LabResult, Record
from crampdiary.ui.labs.grid import Column, Grid, grid_of
from crampdiary.ui.labs.multiples import axes
from crampdiary.ui.labs.reading import read_value, two_readings
from crampdiary.ui.labs.shading import shading_of
from crampdiary.ui.labs.words import end_text, footnotes, remark, title_of
from tests.ui.labs.support import result, rows_of

JANUARY, MAY, JULY = date(2026, 1, 21), date(2026, 5, 5), date(2026, 7, 14)


def grid(*records: Record) -> Grid:
    return grid_of(rows_of(*records))


def vitamin_d(value: str, on: date = JANUARY, unit: str = "ng/mL", **more: object) -> LabResult:
    return result(value, on, test="25-OH vitamin D", unit=unit, **more)


def test_columns_are_days_oldest_first_and_a_second_value_of_a_day_has_its_own() -> None:
    found = grid(vitamin_d("33.1", JULY), vitamin_d("14.2"), vitamin_d("14.9"))
    assert found.columns == (Column(day=JANUARY), Column(day=JANUARY, nth=1), Column(day=JULY))
    assert {reading.text for reading in found.rows[0].cells.values()} == {"14.2", "14.9", "33.1"}


def test_the_latest_range_is_shown_and_all_are_told() -> None:
    (row,) = grid(
        vitamin_d("14.2", range_low=Decimal(20), range_high=Decimal(100)),
        vitamin_d("27.5", MAY, range_low=Decimal(30), range_high=Decimal(100)),
        vitamin_d("33", JULY),
    ).rows
    assert row.range_text == "30 to 100"
    assert row.ranges == ["30 to 100 (from 5 May 2026)", "20 to 100 (from 21 Jan 2026)"]


def test_flag_and_band_stand_beside_a_value_and_nothing_where_all_is_well() -> None:
    (row,) = rows_of(
        vitamin_d("14.2", range_low=Decimal(30)),
        vitamin_d("27.5", MAY),
        vitamin_d("36.4", JULY),
    )
    assert [remark(row, reading) for reading in row.readings] == [
        "low, deficient*",
        "insufficient*",
        "",
    ]


def test_only_the_newest_value_is_worth_a_call() -> None:
    (row,) = rows_of(result("2.8"), result("2.7", MAY, range_low=Decimal("3.5")))
    assert [remark(row, reading) for reading in row.readings] == ["", "low, worth a call"]


def test_footnotes_explain_the_marks_that_are_there_and_no_others() -> None:
    plain = footnotes(rows_of(result("4.1")))
    assert plain == (
        "Values are kept exactly as the lab wrote them; low and high are told by the range that "
        "the lab printed."
    )
    told = footnotes(rows_of(vitamin_d("35", MAY, unit="nmol/L"), vitamin_d("14.2")))
    assert "commonly used bands: below 50 deficient, 50 to 75 insufficient (nmol/L" in told
    assert "Converted" in told
    assert "Arrows" in told


def test_a_calculated_row_says_that_it_is() -> None:
    rows = rows_of(result("2.21", test="Calcium, total"), result("38", test="Albumin", unit="g/L"))
    assert [title_of(row) for row in rows] == [
        ("Calcium, total", "mmol/L"),
        ("corrected for albumin, calculated", ""),
        ("Albumin", "g/L"),
    ]


def test_limits_that_nobody_typed_are_rounded_and_typed_ones_are_not() -> None:
    assert end_text(Decimal("0.70")) == "0.70"
    assert end_text(Fraction("49.92")) == "50"
    assert end_text(Fraction("20.5")) == "20.5"
    assert end_text(Fraction(30)) == "30"


def test_the_labs_own_range_is_shaded_first_then_common_bands_then_typical_values() -> None:
    (own,) = rows_of(vitamin_d("25"), vitamin_d("33", MAY, range_low=Decimal(30)))
    (common,) = rows_of(vitamin_d("25"), vitamin_d("33", MAY))
    (typical,) = rows_of(result("4.0"), result("4.1", MAY))
    (words,) = rows_of(result("4.0"), result("4.1", MAY, range_text="negative"))
    (unknown,) = rows_of(result("4.0", test="Boron"), result("4.1", MAY, test="Boron"))
    assert shading_of(own).name == "lab's range 30 or more"
    assert [zone.low for zone in shading_of(own).zones] == [30.0]
    assert shading_of(common).name == "commonly used bands"
    assert [text for _, text in shading_of(common).ends] == ["20", "30"]
    assert len(shading_of(common).zones) == 3
    assert shading_of(typical).name == "typical range 3.5 to 5.1"
    assert shading_of(words).zones == shading_of(unknown).zones == ()


def test_drawings_share_an_axis_unless_it_would_squeeze_one() -> None:
    wide = [result("1", JANUARY, test="A"), result("2", JULY, test="A")]
    narrow = [result("1", JANUARY, test="B"), result("2", JANUARY + timedelta(days=9), test="B")]
    late = [result("1", MAY, test="C"), result("2", JULY + timedelta(days=20), test="C")]
    assert axes(rows_of(*wide, *late)) == [(JANUARY, JULY + timedelta(days=20))] * 2
    assert axes(rows_of(*wide, *narrow))[1] == (JANUARY, JANUARY + timedelta(days=9))
    assert axes([]) == []


@pytest.mark.parametrize(
    ("typed", "comparator", "value", "unit"),
    [
        ("14.2", None, "14.2", ""),
        ("14,2", None, "14.2", ""),
        ("< 0.41", "<", "0.41", ""),
        ("<0,410", "<", "0.410", ""),
        (">= 60", ">=", "60", ""),
        ("> 90 mL/min", ">", "90", "mL/min"),
        ("1.25", None, "1.25", ""),
        ("0,780", None, "0.780", ""),
    ],
)
def test_values_as_laboratories_print_them(
    typed: str, comparator: str | None, value: str, unit: str
) -> None:
    read = read_value(typed)
    assert (read.comparator, str(read.number), read.beside) == (comparator, value, unit)


@pytest.mark.parametrize(
    "typed", ["", "high", "-3", "2,125", "1.250", "<", "1.2.3", "\u0000", "💊"]
)
def test_a_value_in_doubt_is_asked_about(typed: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        read_value(typed)
    assert caught.value.field == "value"


def test_both_readings_of_a_number_are_known_and_one_of_them_can_be_meant() -> None:
    assert [str(number) for number in two_readings("1.250 mg")] == ["1250", "1.250"]
    assert [str(number) for number in two_readings("14.2")] == ["14.2"]
    assert two_readings("high") == ()
    meant = read_value("1.250", is_possible=lambda number, _unit: number < 2)
    assert str(meant.number) == "1.250"
