"""The report as plain text: nothing left out, no line too wide, nothing that steers."""

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crampdiary.domain.choices import ReportPart
from crampdiary.reports.page import Report
from crampdiary.reports.printable import clean
from crampdiary.reports.rooms import MOST_LABS
from crampdiary.reports.text import WIDTH, columns_of, render_text, wrapped
from tests.reports.full_report import (
    appendix,
    full_report,
    page,
    period,
    without_appendices,
    words_of,
)


def squeezed(text: str) -> str:
    return "".join(clean(text).split())


def assert_all_is_told(report: Report) -> None:
    text = render_text(report)
    words = "".join(text.split())
    for said in words_of(report):
        assert squeezed(said) in words
    assert all(columns_of(line) <= WIDTH for line in text.splitlines())
    assert not [
        letter for letter in text if unicodedata.category(letter) == "Cc" and letter != "\n"
    ]


def test_every_word_of_the_report_is_in_the_text() -> None:
    assert_all_is_told(replace(full_report(), appendices=()))
    text = render_text(full_report())
    for part in ReportPart:
        assert f"- night-{part.value}; Pain: pain-{part.value}\n" in text
        assert f"\npicture-{part.value}\n" in text
    assert "- night-alone\n" in text


def test_all_rows_stand_on_the_page_where_no_appendix_lists_them() -> None:
    assert_all_is_told(without_appendices(full_report(rows=60)))


def test_rows_beyond_what_paper_holds_are_left_to_the_appendix_that_lists_them() -> None:
    text = render_text(Report(page=page(rows=60), appendices=(appendix(ReportPart.LABS),)))
    assert f"\n{60 - MOST_LABS} more results below: title-labs\n" in text
    assert f"value-{MOST_LABS}" not in text
    assert "treatment-59" in text


def test_figures_periods_and_results_each_have_a_line_that_stands_alone() -> None:
    text = render_text(Report(page=page()))
    assert "- label-1: value one (note one; before one)\n" in text
    assert "- label-2: value two (note two)\n" in text
    assert (
        "- treatment-1: dose-1 (note-1)\n"
        "  first-1 \N{EN DASH} last-1; taken 1 %; nights recorded 1 of 195\n"
        "  cramps per week 1.7 (1.2 to 1.4), overlaps-1\n"
    ) in text
    assert "- test-0, day-1: value-1 flag-1* beside-1 (lab's range range-1)\n" in text
    assert "1. question-1\n2. question-2?\n" in text


def test_what_a_row_does_not_have_is_not_spoken_of() -> None:
    bare = replace(period(1), note="", taken="", overlaps="")
    text = render_text(Report(page=replace(page(), periods=(bare,))))
    assert "- treatment-1: dose-1\n" in text
    assert "taken" not in text
    assert "()" not in text


def test_parts_that_say_nothing_have_no_heading() -> None:
    empty = replace(
        page(), periods=(), labs=(), medicines=(), conditions=(), questions=(), flags=(), hours=""
    )
    text = render_text(Report(page=empty))
    assert text.count("---") == text.count("-" * len("In figures")) * 3
    assert "\n\n\n" not in text


def test_per_cent_stays_with_its_number() -> None:
    for length in range(60, 80):
        for line in wrapped("x" * length + " 92 % taken"):
            assert not line.startswith("%")


def test_wide_letters_take_the_room_of_two() -> None:
    assert columns_of("abc") == 3
    assert columns_of("\u3042\u6f22") == 4
    assert columns_of("e\u0301") == 1
    assert wrapped("\u6f22" * 40) == ["\u6f22" * 39, "\u6f22"]


def test_word_wider_than_a_line_breaks_and_no_letter_loses_its_accent() -> None:
    lines = wrapped("e\u0301" * 100, "- ", "  ")
    assert lines == ["- " + "e\u0301" * 76, "  " + "e\u0301" * 24]


@pytest.mark.parametrize("text", ["", " ", "\x07"])
def test_nothing_gives_no_line(text: str) -> None:
    assert wrapped(text, "- ", "  ") == []


@given(st.text(st.characters(codec="utf-8"), max_size=300))
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_words_are_told_within_the_width(words: str) -> None:
    assert_all_is_told(without_appendices(full_report(words)))
