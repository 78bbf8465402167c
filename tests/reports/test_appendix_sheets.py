"""What follows the page: complete, on new sheets, found by the number that the page tells."""

import re
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from crampdiary.domain.choices import ReportPart
from crampdiary.reports.appendix_data import LONGEST_TABLE, appendix_data
from crampdiary.reports.page import Appendix, Column, Grid, Picture, Report, Section
from crampdiary.reports.typesetting import Typeset
from tests.reports.sheets import (
    PAGE,
    Drawn,
    appendix,
    inked,
    lab,
    pdf_of,
    period,
    pictures_of,
    sheets_of,
    tags_of,
    text_of,
)

COLUMNS = (
    Column(title="Night"),
    Column(title="Pain", is_number=True),
    Column(title="Note", share=1),
)
CROWDED = replace(
    PAGE,
    labs=tuple(lab(1 + number % 28) for number in range(60)),
    periods=tuple(period(number) for number in range(40)),
    medicines=("Hydrochlorothiazide 25 mg daily, since 13 Oct 2022",) * 30,
    conditions=("Kidney disease",) * 30,
)


def grid(rows: int, note: str = "walked about") -> Grid:
    """Return a table, each row with a number of its own."""
    return Grid(
        columns=COLUMNS,
        rows=tuple(
            (f"night-{number}", f"pain-{number}", f"{note} {number}") for number in range(rows)
        ),
    )


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_every_row_of_a_long_table_is_there_in_order_under_a_repeated_heading(paper: str) -> None:
    content = pdf_of(PAGE, appendix(grid(300)), paper=paper).content
    page, *sheets = sheets_of(content)
    assert "night-0" not in page
    assert len(sheets) > 3
    assert re.findall(r"night-(\d+) pain-\1 walked about \1\b", " ".join(sheets)) == [
        str(number) for number in range(300)
    ]
    assert all("Night Pain Note" in sheet for sheet in sheets)


def test_table_of_thousands_of_rows_is_set_in_pieces_with_every_row() -> None:
    rows = LONGEST_TABLE + 1
    tables = appendix_data(appendix(grid(rows)))["blocks"]
    cells = [cell for table in tables for cell in table["cells"]]
    assert len(tables) > 1
    assert cells[2::3] == [f"walked about {number}" for number in range(rows)]


def test_row_higher_than_a_sheet_goes_on_overleaf_with_all_its_words() -> None:
    words = [f"word-{number}" for number in range(2_000)]
    block = Grid(columns=COLUMNS, rows=(("a", "1", "short"), ("b", "2", " ".join(words))))
    _, *sheets = sheets_of(pdf_of(PAGE, appendix(block)).content)
    assert len(sheets) > 1
    assert re.findall(r"word-\d+", " ".join(sheets)) == words


def test_cells_of_a_heading_are_tagged_so_and_pictures_are_told_in_words() -> None:
    alone = tags_of(pdf_of(PAGE).content)
    blocks = (
        Section(title="A part"),
        grid(9),
        Picture(svg=Drawn().svg(3, 2), alt="A chart"),
        "Said.",
    )
    both = tags_of(pdf_of(PAGE, appendix(*blocks)).content)
    more = both - alone
    assert (more["/TH"], more["/TD"], more["/TR"]) == (3, 27, 10)
    assert (more["/H1"], more["/H2"], more["/Figure"], more["/Table"]) == (1, 1, 1, 1)


def test_picture_that_is_larger_than_a_sheet_is_set_smaller() -> None:
    large = Picture(svg=Drawn().svg(30, 40), alt="A chart")
    assert len(sheets_of(pdf_of(PAGE, appendix(large)).content)) == 2


def test_each_appendix_begins_on_a_new_sheet_with_its_title_and_the_period_at_the_top() -> None:
    parts = (ReportPart.CRAMPS, ReportPart.LABS, ReportPart.METHOD)
    content = pdf_of(PAGE, *(appendix("Said.", part=part) for part in parts)).content
    page, *sheets = sheets_of(content)
    assert "page 1 of 4" in page
    for number, (part, sheet) in enumerate(zip(parts, sheets, strict=True), start=2):
        assert sheet.startswith(f"Night cramp diary: All {part} {PAGE.period} All {part} Said.")
        assert f"page {number} of 4" in sheet


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_page_tells_the_sheet_of_what_does_not_fit_and_links_to_it(paper: str) -> None:
    long = appendix(grid(200), part=ReportPart.CRAMPS)
    labs = appendix("These are the labs.", part=ReportPart.LABS)
    adherence = appendix("These are the treatments.", part=ReportPart.ADHERENCE)
    content = pdf_of(CROWDED, long, labs, adherence, paper=paper).content
    sheets = sheets_of(content)
    for words, said in (
        ("results", "These are the labs."),
        ("periods", "These are the treatments."),
        ("medicines", "These are the treatments."),
        ("conditions", "These are the treatments."),
    ):
        told = re.search(rf"(\d+) more {words} on page (\d+)\b", sheets[0])
        assert told is not None
        assert said in sheets[int(told[2]) - 1]
    reader = PdfReader(BytesIO(content))
    links: list[Any] = list(reader.pages[0].annotations or ())
    numbers = {page.indirect_reference: number for number, page in enumerate(reader.pages)}
    assert sorted(numbers[link.get_object()["/Dest"][0]] for link in links) == [
        len(sheets) - 2,
        *[len(sheets) - 1] * 3,
    ]


def test_without_the_appendix_the_page_says_that_the_diary_has_the_rest() -> None:
    text = text_of(pdf_of(CROWDED, appendix("Said.", part=ReportPart.LABS)).content)
    assert re.search(r"\d+ more results on page 2\b", text)
    for words in ("periods", "medicines", "conditions"):
        assert f"more {words}, in the diary" in text
    rows = len(CROWDED.labs)
    left_out = re.search(r"(\d+) more results", text)
    assert left_out is not None
    assert text.count("3.4 mmol/L") == rows - int(left_out[1])


WILD = '#read("/etc/passwd") $x$ *bold* <label> @ref \\u{41} = Heading'


def test_words_in_an_appendix_are_printed_never_run() -> None:
    columns = (Column(title=WILD), Column(title="B", share=1))
    blocks = (WILD, Section(title=WILD), Grid(columns=columns, rows=((WILD, WILD),)))
    part = Appendix(part=ReportPart.LABS, title=WILD, blocks=blocks)
    text = text_of(pdf_of(PAGE, part).content).replace(" ", "").replace("\u200b", "")
    # The title stands in the running head too.
    assert text.count(WILD.replace(" ", "")) == 7


def test_endless_words_in_an_appendix_leave_the_margins_white() -> None:
    word = "W" * 900
    columns = tuple(Column(title=word[:40]) for _ in range(4)) + COLUMNS
    rows = ((word,) * 7, ("a", word, "b", word, "c", "d", word)) * 3
    part = appendix(word, Section(title=word), Grid(columns=columns, rows=rows))
    _, *pictures = pictures_of(pdf_of(PAGE, part).content)
    assert pictures
    for picture in pictures:
        left, _, right, _ = inked(picture)
        assert left >= 38
        assert right <= picture.width - 38


def test_nobody_is_named_on_the_sheets_of_an_anonymous_report() -> None:
    page = replace(PAGE, author="", identity="")
    content = pdf_of(page, appendix(grid(100)), appendix("Said.", part=ReportPart.METHOD)).content
    assert "Jordan" not in text_of(content)
    assert b"Jordan" not in content


def test_letter_without_a_font_in_an_appendix_has_its_word_too() -> None:
    rendered = pdf_of(PAGE, appendix("\U000130ff"))
    (note,) = rendered.notes
    assert ": \U000130ff." in note
    assert len(sheets_of(rendered.content)) == 2


MONTHS = tuple(
    block for month in range(30) for block in (Section(title=f"month-{month}"), grid(5 + month % 3))
)


def test_heading_stands_on_the_sheet_of_what_it_is_about() -> None:
    _, *sheets = sheets_of(pdf_of(PAGE, appendix(*MONTHS)).content)
    assert len(sheets) > 3
    headed = re.findall(r"month-(\d+) Night Pain Note night-0 ", " ".join(sheets))
    assert [int(month) for month in headed] == list(range(30))
    for sheet in sheets:
        for month in re.findall(r"month-\d+", sheet):
            assert f"{month} Night Pain Note night-0 " in sheet


def test_pages_are_counted() -> None:
    typeset = Typeset(Report(page=PAGE, appendices=(appendix(*MONTHS),)))
    assert typeset.page_count == len(sheets_of(typeset.pdf)) > 3
