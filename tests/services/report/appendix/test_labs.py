"""All lab results: each once, as its laboratory wrote it, in the stretch of time it belongs to."""

import itertools
from collections import Counter
from datetime import date, datetime
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from crampdiary.domain.choices import Comparator
from crampdiary.domain.phrases import day_words, range_words, value_words
from crampdiary.domain.preferences import Preferences
from crampdiary.domain.records import LabResult
from crampdiary.reports.page import Block, Grid, Picture, Section
from crampdiary.services.report.appendix.labs import labs_appendix
from crampdiary.services.report.visit import Visit
from tests import strategies
from tests.fakes import MemoryDiary, StillClock

VISIT = Visit(first=date(2026, 5, 1), last=date(2026, 10, 31), on=date(2026, 11, 24))
CLOCK = StillClock(datetime(2026, 11, 22, 9, 0))
CALCULATED = "calculated"


def result(
    day: date, value: str = "41", *, test: str = "25-OH vitamin D", **more: object
) -> LabResult:
    fields = {"test": test, "value": Decimal(value), "unit": "ng/mL", "taken_on": day} | more
    return LabResult(**fields)  # type: ignore[arg-type] # any fields of a result


def blocks(*results: LabResult | Preferences) -> tuple[Block, ...]:
    return labs_appendix(MemoryDiary(results), CLOCK, VISIT).blocks


def tables(found: tuple[Block, ...]) -> dict[str, Grid]:
    """Return each table by the heading above it."""
    return {
        above.title: block
        for above, block in itertools.pairwise(found)
        if isinstance(above, Section) and isinstance(block, Grid)
    }


def rows(*results: LabResult) -> list[tuple[str, ...]]:
    return [row for grid in tables(blocks(*results)).values() for row in grid.rows]


@settings(max_examples=40)
@given(st.lists(strategies.labs, max_size=8))
def test_every_result_stands_once_as_it_was_written(results: list[LabResult]) -> None:
    found = Counter(
        (row[0], row[1], row[2], row[4]) for row in rows(*results) if row[6] != CALCULATED
    )
    assert found == Counter(
        (one.test, day_words(one.taken_on, year=True), value_words(one), range_words(one))
        for one in results
    )


def test_period_comes_first_then_earlier_and_later_ones() -> None:
    found = tables(
        blocks(
            result(date(2025, 1, 3), "14"),
            result(date(2026, 5, 1), "22"),
            result(date(2026, 11, 1), "30"),
            result(date(2026, 11, 2), "41"),
        )
    )
    assert [(title, [row[2] for row in grid.rows]) for title, grid in found.items()] == [
        # The morning after the last night still belongs to it.
        ("In this period", ["22 ng/mL", "30 ng/mL"]),
        ("Earlier", ["14 ng/mL"]),
        ("Later", ["41 ng/mL"]),
    ]


def test_row_tells_flag_range_laboratory_fasting_and_note_in_full() -> None:
    one = result(
        date(2026, 6, 2),
        "3.4",
        test="Potassium",
        unit="mmol/L",
        range_low=Decimal("3.5"),
        range_high=Decimal("5.1"),
        fasting=False,
        laboratory="Central laboratory",
        note="Drawn late. " * 60,
    )
    assert rows(one) == [
        (
            "Potassium",
            "2 Jun 2026",
            "3.4 mmol/L",
            "low",
            "3.5 to 5.1",
            "",
            f"Central laboratory, not fasting. {('Drawn late. ' * 60).strip()}",
        )
    ]


def test_converted_value_stands_beside_the_written_one() -> None:
    found = rows(result(date(2026, 6, 2), "82.6", unit="nmol/L"), result(date(2026, 9, 2), "36.4"))
    assert [(row[2], row[5]) for row in found] == [
        ("82.6 nmol/L", "33.09 ng/mL"),
        ("36.4 ng/mL", ""),
    ]


def test_limit_value_keeps_its_sign_and_is_not_flagged_without_a_range() -> None:
    (row,) = rows(
        result(date(2026, 6, 2), "20", test="CK", comparator=Comparator.BELOW, unit="U/L")
    )
    assert (row[2], row[3]) == ("< 20 U/L", "")


def test_corrected_calcium_says_that_it_is_calculated() -> None:
    day = date(2026, 6, 2)
    found = rows(
        result(day, "2.21", test="Calcium, total", unit="mmol/L"),
        result(day, "38", test="Albumin", unit="g/L"),
    )
    assert [row[2] for row in found if row[6] == CALCULATED] == ["2.25 mmol/L"]


def test_words_for_vitamin_d_are_said_to_be_commonly_used_with_the_persons_limits() -> None:
    limits = Preferences(
        vitamin_d_deficient_below=Decimal(12), vitamin_d_sufficient_above=Decimal(25)
    )
    said = blocks(result(date(2026, 6, 2), "14"), limits)[0]
    assert isinstance(said, str)
    assert "commonly used ones (below 12 ng/mL, up to 25, above)" in said
    assert rows(result(date(2026, 6, 2), "14"))[0][3] == "deficient"


def test_value_that_meets_a_red_flag_says_so_and_is_not_called_sufficient() -> None:
    high = result(date(2026, 6, 2), "160")
    assert rows(high)[0][3] == "red flag"
    assert rows(result(date(2026, 6, 2), "2.4", test="Potassium", unit="mmol/L"))[0][3] == (
        "red flag"
    )
    assert "A red flag is" in str(blocks(high)[0])
    assert "red flag" not in str(blocks(result(date(2026, 6, 2)))[0]).lower()


def test_calculated_value_that_meets_a_red_flag_says_so() -> None:
    day = date(2026, 6, 2)
    found = rows(
        result(day, "1.80", test="Calcium, total", unit="mmol/L"),
        result(day, "48", test="Albumin", unit="g/L"),
    )
    assert [row[3] for row in found if row[6] == CALCULATED] == ["red flag"]


def test_all_results_are_drawn_in_pictures_no_higher_than_a_page() -> None:
    many = [
        result(date(2026, month, 3), test=f"Test {number}", unit="mg/L")
        for number in range(24)
        for month in (5, 7, 9)
    ]
    pictures = [one for one in blocks(*many) if isinstance(one, Picture)]
    assert len(pictures) > 1
    drawn = b"".join(one.svg for one in pictures)
    assert all(f">Test {number}, mg/L<".encode() in drawn for number in range(24))
    assert b"not drawn" not in drawn


def test_period_without_a_result_says_so_and_shows_the_earlier_ones() -> None:
    found = blocks(result(date(2025, 1, 3)))
    assert "No lab result lies in the period of this report." in found
    assert list(tables(found)) == ["Earlier"]


def test_diary_without_results_says_so() -> None:
    assert blocks() == ("No lab result is in the diary.",)
