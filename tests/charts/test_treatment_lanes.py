from dataclasses import replace
from datetime import timedelta

import pytest

from crampdiary.charts.labels import phase_labels
from crampdiary.charts.style import SCREEN_DAY, mix
from crampdiary.charts.treatment_lanes import Range, fitting, treatment_rows
from crampdiary.domain.catalogues.supplements import supplements
from crampdiary.domain.choices import Weekday
from crampdiary.tokens import DAY
from tests.charts.diaries import FIRST, LAST, Treated, day, treated

DRAWN = Range(first=FIRST, last=LAST)


def rows_of(*treatments: Treated) -> list[tuple[str, list[tuple[float, float]]]]:
    return [
        (lane.name, [(item.start, item.end) for item in lane.items])
        for treatment in treatment_rows(treatments, DRAWN, SCREEN_DAY, supplements())
        for lane in treatment.lanes
    ]


def test_a_bar_is_as_tall_as_what_it_gives_a_day() -> None:
    given = treated(
        "Vitamin D3", (day(0), day(9), "50000", "IU", 7), (day(10), None, "2000", "IU", 1)
    )
    items = treatment_rows([given], DRAWN, SCREEN_DAY, supplements())[0].lanes[0].items
    assert items[0].share == 1
    assert items[1].share is not None
    assert abs(items[1].share - 2000 * 7 / 50000) < 1e-9
    assert {item.colour for item in items} == {DAY.vitamin_d}
    assert items[0].labels == ("50,000 IU weekly", "50,000 IU")


def test_the_same_nutrient_compares_across_units_and_treatments() -> None:
    course = treated("Vitamin D3", (day(0), day(55), "50000", "IU", 7))
    drops = treated("Vitamin D2", (day(60), None, "50", "µg", 1))
    found = treatment_rows([course, drops], DRAWN, SCREEN_DAY, supplements())
    (first,), (second,) = (one.lanes[0].items for one in found)
    assert first.share == 1
    assert second.share == pytest.approx(2_000 / (50_000 / 7))


def test_a_salt_whose_element_is_not_known_compares_only_within_its_treatment() -> None:
    unsure = treated("Magnesium citrate", (day(0), day(9), "600", "mg", 1))
    sure = treated("Magnesium chloride", (day(0), day(9), "10", "mmol", 1))
    found = treatment_rows([unsure, sure], DRAWN, SCREEN_DAY, supplements())
    assert [item.share for one in found for item in one.lanes[0].items] == [1, 1]


def test_doses_in_other_units_are_not_compared() -> None:
    given = treated("Zinc", (day(0), day(9), "5", "mg", 1), (day(10), None, "9000", "µg", 1))
    items = treatment_rows([given], DRAWN, SCREEN_DAY, supplements())[0].lanes[0].items
    assert [item.share for item in items] == [1, 1]


def test_only_as_needed_is_drawn_open() -> None:
    given = treated(
        "Quinine",
        (day(0), day(9), "200", "mg", None),
        (day(10), day(19), None, "", 1),
        (day(20), None, "0", "mg", 1),
    )
    items = treatment_rows([given], DRAWN, SCREEN_DAY, supplements())[0].lanes[0].items
    assert [item.is_open for item in items] == [True, False, False]


def test_phases_are_cut_to_the_range_and_end_with_their_last_night() -> None:
    before = treated("Before", (FIRST - timedelta(days=90), FIRST - timedelta(days=1), "1", "g", 1))
    across = treated("Across", (FIRST - timedelta(days=90), day(4), "1", "g", 1))
    going_on = treated("Going on", (day(270), None, "1", "g", 1))
    assert rows_of(before, across, going_on) == [("Across", [(0, 5)]), ("Going on", [(270, 280)])]


def test_overlapping_phases_take_rows_of_their_own_under_one_name() -> None:
    given = treated(
        "Iron",
        (day(0), day(9), "1", "mg", 1),
        (day(9), day(20), "2", "mg", 1),
        (day(10), None, "3", "mg", 1),
    )
    assert rows_of(given) == [("Iron", [(0, 10), (10, 280)]), ("", [(9, 21)])]


def test_a_phase_there_from_the_beginning_has_no_start_line() -> None:
    given = treated("Iron", (FIRST, day(9), "1", "mg", 1), (day(10), None, "2", "mg", 1))
    assert treatment_rows([given], DRAWN, SCREEN_DAY, supplements())[0].starts == {10}


def test_where_rows_are_few_the_longest_treatments_are_kept_in_their_order() -> None:
    treatments = [
        treated("Long", (day(1), None, "1", "mg", 1)),
        treated("Short", (day(5), day(6), "1", "mg", 1)),
        treated("Middling", (day(50), day(150), "1", "mg", 1)),
    ]
    kept = fitting(treatment_rows(treatments, DRAWN, SCREEN_DAY, supplements()), 2)
    assert [one.lanes[0].name for one in kept] == ["Long", "Middling"]


def test_where_rows_are_few_what_was_taken_unchanged_all_through_gives_way() -> None:
    treatments = [
        treated("Unchanged", (FIRST - timedelta(days=90), None, "1", "mg", 1)),
        treated("Short", (day(5), day(6), "1", "mg", 1)),
    ]
    found = treatment_rows(treatments, DRAWN, SCREEN_DAY, supplements())
    assert [one.lanes[0].name for one in fitting(found, 1)] == ["Short"]


def test_what_was_taken_unchanged_all_through_is_paler_than_what_began() -> None:
    before = FIRST - timedelta(days=90)
    for start, colour in ((day(1), DAY.vitamin_d), (before, mix(DAY.vitamin_d, DAY.card, 0.5))):
        treatments = [treated("Vitamin D3", (start, None, "1000", "IU", 1))]
        (row,) = treatment_rows(treatments, DRAWN, SCREEN_DAY, supplements())
        assert [item.colour for item in row.lanes[0].items] == [colour]


def test_what_was_taken_unchanged_all_through_comes_last() -> None:
    found = rows_of(
        treated("Unchanged", (FIRST - timedelta(days=90), None, "1", "mg", 1)),
        treated("Changed", (FIRST, day(9), "1", "mg", 1), (day(10), None, "2", "mg", 1)),
        treated("Begun later", (day(5), None, "1", "mg", 1)),
    )
    assert [name for name, _ in found] == ["Changed", "Begun later", "Unchanged"]


def test_a_weekday_is_left_out_before_the_rhythm_is() -> None:
    _, (phase,) = treated("Vitamin D3", (day(0), None, "50000", "IU", 7))
    assert phase_labels(replace(phase, weekday=Weekday.MONDAY)) == (
        "50,000 IU weekly on Mondays",
        "50,000 IU weekly",
        "50,000 IU",
    )
