"""The report as a file: real text, the patient's words as data, nothing told beside it."""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from crampdiary.assets import resource_path
from crampdiary.charts.style import PRINT
from crampdiary.charts.timeline import TIMELINE
from crampdiary.domain.errors import InvalidValueError
from crampdiary.reports.glyphs import NO_LETTER_NOTE
from crampdiary.reports.page import Drawing
from crampdiary.tokens import FONT_FAMILIES
from tests.charts.diaries import nine_months, treated
from tests.reports.sheets import PAGE, Drawn, lab, pdf_of, text_of


def test_template_states_no_colour_and_no_typeface_of_its_own() -> None:
    template = "".join(
        path.read_text(encoding="utf-8") for path in resource_path("report").glob("*.typ")
    )
    assert not re.search(r"#[0-9A-Fa-f]{6}\b", template)
    assert not [family for family in FONT_FAMILIES if family in template]


def test_everything_stands_on_the_page_as_real_text() -> None:
    text = text_of(pdf_of(PAGE).content)
    for words in (
        "Jordan Example, born 1961",
        "for a visit on 24 Nov 2026",
        "before: 5.0",
        "Before: the 294 nights from 13 Apr 2025",
        "Counted within the period.",
        "Red flags met Potassium below 3.5: talk to a doctor within days.",
        "Most cramps came between 02:00 and 05:00.",
        "Vitamin D3 1",
        "2,000 IU daily = 2,000 IU a day",
        "92 %",
        "3.4 mmol/L low*",
        "= 13.3 mg/dL",
        "* commonly used",
        "Hydrochlorothiazide 25 mg daily",
        "Type 2 diabetes",
        "Could my water tablet be part of this?",
        "Kept by the patient.",
        "page 1 of 1",
        "drawn text",
    ):
        assert words in text


def test_file_says_that_it_is_tagged_and_for_archives() -> None:
    rendered = pdf_of(PAGE)
    reader = PdfReader(BytesIO(rendered.content))
    assert rendered.notes == ()
    assert {"/StructTreeRoot", "/MarkInfo"} <= set(reader.root_object)
    metadata = rendered.content[rendered.content.index(b"<x:xmpmeta") :].decode("utf-8", "ignore")
    assert "<pdfuaid:part>1<" in metadata
    assert "<pdfaid:conformance>A<" in metadata


def test_same_page_gives_the_same_bytes() -> None:
    assert pdf_of(PAGE).content == pdf_of(PAGE).content


@pytest.mark.parametrize(("paper", "size"), [("a4", (595, 842)), ("letter", (612, 792))])
def test_paper_is_the_one_asked_for(paper: str, size: tuple[int, int]) -> None:
    box = PdfReader(BytesIO(pdf_of(PAGE, paper=paper).content)).pages[0].mediabox
    assert (round(box.width), round(box.height)) == size


def test_other_paper_is_refused() -> None:
    with pytest.raises(InvalidValueError) as caught:
        pdf_of(PAGE, paper="a5")
    assert caught.value.field == "paper"


@pytest.mark.parametrize(
    "name",
    [
        '#read("/etc/passwd")',
        "$x$ *bold* _it_ `raw` <label> @ref \\u{41}",
        "= Heading #pagebreak()",
    ],
)
def test_words_of_the_patient_are_printed_never_run(name: str) -> None:
    page = replace(PAGE, author=name, identity=name, questions=(name,), medicines=(name,))
    content = pdf_of(page).content
    assert text_of(content).replace(" ", "").count(name.replace(" ", "")) == 3
    assert len(PdfReader(BytesIO(content)).pages) == 1


def test_page_without_a_name_names_nobody_anywhere() -> None:
    content = pdf_of(replace(PAGE, author="", identity="")).content
    assert b"Jordan" not in content
    assert "Jordan" not in text_of(content)
    assert PdfReader(BytesIO(content)).metadata.get("/Author") in {None, ""}  # type: ignore[union-attr] # metadata is always written


def test_character_without_a_font_is_printed_all_the_same_with_a_word_about_it() -> None:
    rendered = pdf_of(replace(PAGE, identity="\U000130ff \U000130ff"))
    (note,) = rendered.notes
    assert ": \U000130ff." in note
    assert len(PdfReader(BytesIO(rendered.content)).pages) == 1


def test_words_that_fit_their_column_stay_whole_so_that_they_can_be_found() -> None:
    drug = "Hydrochlorothiazide/Valsartan"
    content = pdf_of(replace(PAGE, medicines=(f"{drug} daily",))).content
    assert f"{drug} daily" in text_of(content)


def test_page_without_a_chart_says_why_in_words() -> None:
    text = text_of(pdf_of(replace(PAGE, chart=None, chart_alt="Nothing.", hours_svg=b"")).content)
    assert "Nothing." in text
    assert "drawn text" not in text


def test_the_mark_is_explained_only_where_a_row_that_is_shown_has_it() -> None:
    plain = replace(lab(1), flag="low")
    assert "* commonly used" in text_of(pdf_of(PAGE).content)
    assert "* commonly used" not in text_of(pdf_of(replace(PAGE, labs=(plain,))).content)


def test_letters_in_a_chart_that_no_program_can_tell_are_printed_with_a_word_about_it() -> None:
    class Marked:
        def svg(self, width_in: float, height_in: float) -> bytes:
            drawn = Drawn().svg(width_in, height_in).decode().replace("drawn text", "\u092a\u094d")
            return drawn.replace('"Inter"', "\"'Noto Sans Devanagari'\"").encode()

    rendered = pdf_of(replace(PAGE, chart=Marked()))
    assert rendered.notes == (NO_LETTER_NOTE,)
    assert len(PdfReader(BytesIO(rendered.content)).pages) == 1


@pytest.mark.parametrize(
    "name",
    [
        "मैग्नीशियम साइट्रेट",
        "क्षत्रिय ज्ञान",
        "סידן שָׁלוֹם",
        "مُحَمَّد مغنيسيوم",
        "夜间小腿抽筋 こむら",
        "Ω мкг e\u0302\u0331",
    ],
)
def test_names_in_a_chart_keep_the_file_tagged_in_every_script(name: str) -> None:
    data = replace(
        nine_months(), treatments=[treated(name, (date(2026, 3, 16), None, "300", "mg", 1))]
    )
    chart = Drawing(chart=TIMELINE, data=data, style=PRINT)
    rendered = pdf_of(replace(PAGE, chart=chart, chart_alt=name))
    assert rendered.notes == ()
