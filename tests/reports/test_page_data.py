"""What the template reads of the page."""

from dataclasses import replace

from crampdiary.domain.choices import ReportPart
from crampdiary.reports.page_data import by_test, more_words, page_data
from crampdiary.reports.rooms import Words
from tests.reports.sheets import PAGE, lab, period

WORDS = Words(cell=99, line=99, question=99)


def test_results_of_one_test_stand_together_oldest_first() -> None:
    rows = [lab(30), lab(20, "Calcium"), lab(10), lab(5, "Calcium")]
    assert [(row.test, row.day[:2]) for row in by_test(rows)] == [
        ("Potassium", "10"),
        ("Potassium", "30"),
        ("Calcium", "5 "),
        ("Calcium", "20"),
    ]


def test_tests_stand_in_their_order_whichever_is_the_newest() -> None:
    rows = [replace(lab(30), order=1), replace(lab(20, "Calcium"), order=0)]
    assert [row.test for row in by_test(rows)] == ["Calcium", "Potassium"]


def test_rows_keep_their_order_of_relevance_beside_their_order_on_the_page() -> None:
    page = replace(PAGE, periods=(period(2), period(1), period(3)))
    data = page_data(page, WORDS, ())
    assert [(row["treatment"], row["rank"]) for row in data["periods"]] == [
        ("Vitamin D3 3", 2),
        ("Vitamin D3 2", 0),
        ("Vitamin D3 1", 1),
    ]


def test_for_each_number_of_rows_shown_the_others_are_counted() -> None:
    data = page_data(replace(PAGE, periods=(period(2), period(1))), WORDS, (ReportPart.ADHERENCE,))
    assert data["more"]["periods"] == {
        "words": ["2 more periods", "1 more period", ""],
        "part": "adherence",
    }
    assert data["more"]["labs"]["part"] == ""
    assert more_words(1_234, "result") == "1,234 more results"
