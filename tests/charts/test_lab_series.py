from datetime import date

import pytest

from crampdiary.charts.lab_series import heading_notes, lab_lane, lab_series, split_labs
from crampdiary.charts.style import SCREEN_DAY
from crampdiary.domain.choices import Comparator
from tests.charts.diaries import FIRST, LAST, day, lab


@pytest.mark.parametrize(
    "name", ["25-OH vitamin D", "25(OH)D", "25-hydroxyvitamin D", "Vitamin D, 25-OH", "Calcidiol"]
)
def test_25_oh_vitamin_d_comes_first_however_few_results_it_has(name: str) -> None:
    labs = [lab("Potassium", "4", "mmol/L", day(number)) for number in range(5)]
    tests = split_labs([*labs, lab(name, "20", "ng/mL", day(3))], FIRST, LAST)
    assert [results[0].test for results in tests] == [name, "Potassium"]


def test_otherwise_the_test_with_most_results_comes_first() -> None:
    labs = [lab("Sodium", "140", "mmol/L", day(1))]
    labs += [lab("potassium ", "4", "mmol/L", day(number)) for number in (9, 2)]
    tests = split_labs(labs, FIRST, LAST)
    assert [len(results) for results in tests] == [2, 1]
    assert [result.taken_on for result in tests[0]] == [day(2), day(9)]


def test_results_outside_the_range_are_not_drawn() -> None:
    assert split_labs([lab("Sodium", "140", "mmol/L", date(2020, 1, 1))], FIRST, LAST) == []


def test_a_series_keeps_to_its_most_frequent_unit_and_says_what_it_leaves_out() -> None:
    series = lab_series(
        [
            lab("25-OH vitamin D", "35", "nmol/L", day(1)),
            lab("25-OH vitamin D", "14.2", "ng/mL", day(5)),
            lab("25-OH vitamin D", "20", "NG/ML ", day(9)),
        ]
    )
    assert [float(result.value) for result in series.results] == [14.2, 20]
    assert series.title == "25-OH vitamin D, ng/mL"
    assert "1 result in other units not drawn" in heading_notes(series)


@pytest.mark.parametrize(
    ("unit", "limits", "has_bands"),
    [("ng/mL", None, True), ("nmol/L", None, False), ("ng/mL", ("30", "100"), False)],
)
def test_common_limits_stand_in_only_for_a_missing_range_in_ng_per_ml(
    unit: str, limits: tuple[str, str] | None, has_bands: bool
) -> None:
    series = lab_series([lab("25-OH vitamin D", "20", unit, day(1), limits=limits)])
    assert series.has_common_bands == has_bands
    assert any("commonly used" in note for note in heading_notes(series)) == has_bands


def test_the_labs_own_range_is_named() -> None:
    series = lab_series([lab("Sodium", "140", "mmol/L", day(1), limits=("135", "145"))])
    assert heading_notes(series) == ["shaded: the lab's own range, 135 to 145"]


def test_a_row_of_marks_tells_values_as_the_lab_wrote_them() -> None:
    lane = lab_lane(
        [
            lab("Potassium", "3.20", "mmol/L", day(1), limits=("3.5", "5.1")),
            lab("Potassium", "0.5", "mmol/L", day(2), comparator=Comparator.BELOW),
            lab("Potassium", "16", "mg/dL", day(3)),
        ],
        first=FIRST,
        style=SCREEN_DAY,
    )
    assert lane.name == "Potassium, mmol/L"
    assert [item.labels[0] for item in lane.items] == ["3.20 low", "< 0.5", "16 mg/dL"]
    assert [item.is_open for item in lane.items] == [False, True, False]
