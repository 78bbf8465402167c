from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crampdiary.charts.known import Known, group_of
from crampdiary.charts.lab_series import heading_notes, lab_lane, lab_series, split_labs
from crampdiary.charts.style import SCREEN_DAY
from crampdiary.domain.choices import Comparator
from tests.charts.diaries import FIRST, LAST, day, lab

KNOWN = Known()


@pytest.mark.parametrize(
    "name", ["25-OH vitamin D", "25(OH)D", "25-hydroxyvitamin D", "Vitamin D, 25-OH", "Vit D"]
)
def test_25_oh_vitamin_d_comes_first_however_few_results_it_has(name: str) -> None:
    labs = [lab("Potassium", "4", "mmol/L", day(number)) for number in range(5)]
    tests = split_labs([*labs, lab(name, "20", "ng/mL", day(3))], FIRST, LAST, KNOWN)
    assert [results[0].test for results in tests] == [name, "Potassium"]


def test_otherwise_the_test_with_most_results_comes_first() -> None:
    labs = [lab("Sodium", "140", "mmol/L", day(1))]
    labs += [lab("potassium ", "4", "mmol/L", day(number)) for number in (9, 2)]
    tests = split_labs(labs, FIRST, LAST, KNOWN)
    assert [len(results) for results in tests] == [2, 1]
    assert [result.taken_on for result in tests[0]] == [day(2), day(9)]


def test_results_outside_the_range_are_not_drawn() -> None:
    assert split_labs([lab("Sodium", "140", "mmol/L", date(2020, 1, 1))], FIRST, LAST, KNOWN) == []


def test_a_series_converts_into_the_unit_of_the_newest_result_and_says_so() -> None:
    series = lab_series(
        [
            lab("25-OH vitamin D", "14.2", "ng/mL", day(1), limits=("30", "100")),
            lab("Vit D (25-OH)", "70", "nmol/l", day(5), limits=("75", "250")),
            lab("25(OH)D", "20", "NG/ML ", day(9), limits=("30", "100")),
        ],
        KNOWN,
    )
    assert series.title == "25-OH vitamin D, ng/mL"
    assert [one.label for one in series.points] == ["14.2", "28.0", "20"]
    assert [one.flag for one in series.points] == ["low", "low", "low"]
    assert series.points[1].value == pytest.approx(70 / 2.496)
    assert series.points[1].limits == (30.05, 100.2)
    assert heading_notes(series) == [
        "shaded: each lab's own range",
        "1 result converted from nmol/l",
    ]


def test_what_cannot_be_converted_is_left_out_and_counted() -> None:
    series = lab_series(
        [
            lab("Potassium", "4.1", "mmol/L", day(1)),
            lab("Potassium", "4.1", "apples", day(3)),
            lab("Potassium", "4.3", "mEq/L", day(5)),
            lab("Potassium", "4", "", day(7)),
        ],
        KNOWN,
    )
    assert [one.label for one in series.points] == ["4.1", "4.3"]
    assert series.unit == "mEq/L"
    assert "2 results in other units not drawn" in heading_notes(series)


def test_a_test_that_is_not_known_keeps_to_its_most_frequent_unit() -> None:
    series = lab_series(
        [
            lab("Zonulin", str(value), unit, day(value))
            for value, unit in ((1, "a"), (2, "a"), (3, "b"))
        ],
        KNOWN,
    )
    assert (series.unit, series.not_drawn) == ("a", 1)
    assert [one.value for one in series.points] == [1, 2]


@given(
    st.decimals("0.1", "300", places=1),
    st.sampled_from(["ng/mL", "nmol/L", "µg/L", "ng/dL"]),
    st.sampled_from(["ng/mL", "nmol/L"]),
)
def test_no_two_units_are_ever_drawn_as_one(value: Decimal, unit: str, newest: str) -> None:
    name = "25-OH vitamin D"
    series = lab_series(
        [lab(name, str(value), unit, day(1)), lab(name, "20", newest, day(2))], KNOWN
    )
    in_nmol = {"ng/mL": 2.496, "µg/L": 2.496, "ng/dL": 0.02496, "nmol/L": 1.0}
    assert series.unit == newest
    assert series.points[0].value * in_nmol[newest] == pytest.approx(float(value) * in_nmol[unit])


@pytest.mark.parametrize(
    ("unit", "limits", "common"),
    [
        ("ng/mL", None, (20, 30)),
        ("nmol/L", None, (49.92, 74.88)),
        ("ng/mL", ("30", "100"), None),
        ("apples", None, None),
    ],
)
def test_common_limits_stand_in_only_where_no_lab_gave_a_range(
    unit: str, limits: tuple[str, str] | None, common: tuple[float, float] | None
) -> None:
    series = lab_series([lab("25-OH vitamin D", "20", unit, day(1), limits=limits)], KNOWN)
    assert series.common == common
    assert any("commonly used" in note for note in heading_notes(series)) == (
        limits is None and unit != "apples"
    )


def test_a_range_in_words_keeps_common_limits_away_too() -> None:
    result = replace(lab("25-OH vitamin D", "20", "ng/mL", day(1)), range_text="see comment")
    assert lab_series([result], KNOWN).common is None


def test_limits_of_their_own_are_those_that_are_shaded() -> None:
    mine = Known(limits=(Decimal(12), Decimal("20.5")))
    series = lab_series([lab("25-OH vitamin D", "20", "ng/mL", day(1))], mine)
    assert series.common == (12.0, 20.5)
    assert heading_notes(series) == ["shaded: below 12 and below 20.5, commonly used limits"]


@pytest.mark.parametrize(
    ("printed", "limits"),
    [("<190", (None, 190)), ("> 30", (30, None)), ("30 - 100", (30, 100)), ("negative", None)],
)
def test_a_range_as_printed_is_shaded_as_far_as_it_tells(
    printed: str, limits: tuple[float | None, float | None] | None
) -> None:
    result = replace(lab("Creatine kinase", "100", "U/L", day(1)), range_text=printed)
    series = lab_series([result], KNOWN)
    assert series.ranges == ({limits} if limits else set())
    said = [f"shaded: the lab's own range, {printed}"] if limits else []
    assert heading_notes(series) == said


def test_the_labs_own_range_is_named() -> None:
    series = lab_series([lab("Sodium", "140", "mmol/L", day(1), limits=("135", "145"))], KNOWN)
    assert heading_notes(series) == ["shaded: the lab's own range, 135 to 145"]


def test_a_row_of_marks_tells_values_as_the_lab_wrote_them() -> None:
    lane = lab_lane(
        [
            lab("Potassium", "3.20", "mmol/L", day(1), limits=("3.5", "5.1")),
            lab("Potassium", "0.5", "mmol/L", day(2), comparator=Comparator.BELOW),
            lab("Potassium", "16", "mg/dL", day(3)),
            lab("Potassium", "4.00", "mmol/L", day(4)),
            lab("Potassium", "4", "apples", day(5)),
        ],
        first=FIRST,
        style=SCREEN_DAY,
        known=KNOWN,
    )
    assert lane.name == "Potassium, mmol/L"
    assert [item.labels[0] for item in lane.items] == [
        "3.20 low (3.5 to 5.1)",
        "< 0.5",
        "16 mg/dL",
        "4.00",
        "4 apples",
    ]
    assert [item.is_open for item in lane.items] == [False, True, False, False, False]


def test_a_row_tells_the_labs_own_range_where_it_is_first_met_changes_or_is_left() -> None:
    lane = lab_lane(
        [
            lab("Potassium", "4.0", "mmol/L", day(1), limits=("3.5", "5.1")),
            lab("Potassium", "4.1", "mmol/L", day(2), limits=("3.5", "5.1")),
            lab("Potassium", "3.2", "mmol/L", day(3), limits=("3.5", "5.1")),
            lab("Potassium", "4.3", "mmol/L", day(4), limits=("3.4", "5.0")),
        ],
        first=FIRST,
        style=SCREEN_DAY,
        known=KNOWN,
    )
    assert [item.labels[0] for item in lane.items] == [
        "4.0 (3.5 to 5.1)",
        "4.1",
        "3.2 low (3.5 to 5.1)",
        "4.3 (3.4 to 5.0)",
    ]
    assert [item.labels[1] for item in lane.items[2:]] == ["3.2 low", "4.3"]


def test_the_unit_of_the_diarys_newest_result_stays_where_others_are_shown() -> None:
    shown = [lab("Vitamin D", "82.6", "nmol/L", day(10))]
    assert lab_series(shown, KNOWN).unit == "nmol/L"
    known = Known(units={group_of("25-OH vitamin D", KNOWN.tests): "ng/mL"})
    assert lab_series(shown, known).unit == "ng/mL"
    unlike = Known(units={group_of("25-OH vitamin D", KNOWN.tests): "points"})
    assert lab_series(shown, unlike).unit == "nmol/L"
