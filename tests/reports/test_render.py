"""The doctor's page as a file: one page, real text, the patient's words as data."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader

from crampdiary.assets import resource_path
from crampdiary.domain.choices import ReportPart
from crampdiary.domain.errors import InvalidValueError
from crampdiary.reports.glyphs import letters_without_glyph
from crampdiary.reports.page import DoctorPage, KeyFigure, LabRow, PeriodRow, Report
from crampdiary.reports.page_data import by_test, more_words, page_data
from crampdiary.reports.printable import printable
from crampdiary.reports.render import RenderedPage, render_pages, render_pdf
from crampdiary.reports.rooms import Words
from crampdiary.tokens import FONT_FAMILY


@dataclass(frozen=True)
class Drawn:
    """A chart of any size that says something."""

    def svg(self, width_in: float, height_in: float) -> bytes:
        """Return it in the size asked for."""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width_in}in" height="{height_in}in">'
            '<text x="20" y="40" font-family="Inter">drawn text</text></svg>'
        ).encode()


WORDS = Words(cell=99, line=99, question=99)
FIGURE = KeyFigure(label="Cramps per week", value="2.6", note="95 % interval", before="before: 5.0")


def period(number: int, name: str = "Vitamin D3") -> PeriodRow:
    return PeriodRow(
        starts_on=date(2026, 5, 11) - timedelta(days=number),
        treatment=f"{name} {number}",
        dose="2,000 IU daily",
        first="11 May 2026",
        last="ongoing",
        recorded="157 of 195",
        rate="1.7 (1.2 to 2.4)",
        overlaps="overlaps Magnesium citrate",
        note="= 2,000 IU a day",
        taken="92 %",
    )


def lab(number: int, test: str = "Potassium") -> LabRow:
    return LabRow(
        test=test,
        day=f"{number} Jul 2026",
        value="3.4 mmol/L",
        flag="low*",
        range="3.5 to 5.1",
        beside="= 13.3 mg/dL",
        taken_on=date(2026, 7, number),
    )


PAGE = DoctorPage(
    made_on=date(2026, 11, 24),
    visit="for a visit on 24 Nov 2026",
    author="Jordan Example",
    identity="Jordan Example, born 1961",
    period="1 Feb 2026 to 21 Nov 2026, 294 nights",
    coverage=("250 recorded (85 %)",),
    banner="",
    figures=(FIGURE,) * 5,
    remark="Before: the 294 nights from 13 Apr 2025 to 31 Jan 2026.",
    chart=Drawn(),
    chart_alt="92 cramps on 250 recorded of 294 nights",
    periods=(period(1),),
    periods_remark="Counted within the period.",
    labs=(lab(1),),
    labs_remark="* commonly used",
    medicines=("Hydrochlorothiazide 25 mg daily",),
    conditions=("Type 2 diabetes",),
    questions=("Could my water tablet be part of this?",),
    footer="Kept by the patient.",
)


def pdf_of(page: DoctorPage, *, paper: str = "a4") -> RenderedPage:
    return render_pdf(Report(page=page), paper=paper)


def png_of(page: DoctorPage, *, paper: str = "a4", ppi: float = 72) -> bytes:
    return render_pages(Report(page=page), paper=paper, ppi=ppi)[0]


def text_of(content: bytes) -> str:
    return " ".join(
        " ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).split()
    )


def test_template_states_no_colour_and_no_typeface_of_its_own() -> None:
    template = "".join(
        path.read_text(encoding="utf-8") for path in resource_path("report").glob("*.typ")
    )
    assert not re.search(r"#[0-9A-Fa-f]{6}\b", template)
    assert FONT_FAMILY not in template


def test_everything_stands_on_the_page_as_real_text() -> None:
    text = text_of(pdf_of(PAGE).content)
    for words in (
        "Jordan Example, born 1961",
        "for a visit on 24 Nov 2026",
        "before: 5.0",
        "Before: the 294 nights from 13 Apr 2025",
        "Counted within the period.",
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


def test_letters_without_a_glyph_are_read_from_what_the_renderer_says() -> None:
    said = (
        'error: PDF/UA-1 error: the text `"\N{DEVANAGARI LETTER DA}"` could not be displayed with '
        'font `"Inter"`\nerror: the text `"\\u{93f}x"` could not be displayed'
    )
    assert letters_without_glyph(said) == "\u0926\u093fx"
    assert letters_without_glyph("error: file not found") == ""


def test_what_does_not_fit_is_counted_and_the_page_stays_one() -> None:
    page = replace(
        PAGE,
        periods=tuple(period(number) for number in range(40)),
        labs=tuple(lab(1 + number % 28) for number in range(60)),
        medicines=("Hydrochlorothiazide 25 mg daily, since 13 Oct 2022",) * 12,
        conditions=("Kidney disease",) * 12,
    )
    for paper in ("a4", "letter"):
        content = pdf_of(page, paper=paper).content
        assert len(PdfReader(BytesIO(content)).pages) == 1
        text = text_of(content)
        for what in ("periods", "results", "medicines", "conditions"):
            assert f"more {what}, in the diary" in text


extreme = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs"], max_codepoint=0x24F), max_size=3000
)


@given(extreme, extreme, st.integers(0, 40))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_words_and_any_number_of_rows_give_one_page(long: str, other: str, count: int) -> None:
    page = replace(
        PAGE,
        author=long,
        identity=long,
        periods=tuple(
            replace(period(n), treatment=long, dose=other, note=long) for n in range(count)
        ),
        labs=tuple(
            replace(lab(1), test=other, value=long, range=other, beside=long) for _ in range(count)
        ),
        medicines=(long,) * count,
        conditions=(other,) * count,
        questions=(long, other, long),
    )
    assert len(PdfReader(BytesIO(pdf_of(page, paper="letter").content)).pages) == 1


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize(
    "word", ["W" * 3000, "m" * 500 + " " + "i" * 500, "\N{CYRILLIC CAPITAL LETTER SHCHA}" * 400]
)
def test_endless_words_wrap_or_shorten_and_leave_the_margins_white(word: str, paper: str) -> None:
    page = replace(
        PAGE,
        identity=word,
        periods=(
            replace(period(1), treatment=word, dose=word, rate=word, overlaps=word, note=word),
        )
        * 20,
        labs=(replace(lab(1), test=word, value=word, range=word, beside=word, flag=word),) * 20,
        medicines=(word,) * 9,
        conditions=(word,) * 9,
        questions=(word,) * 3,
    )
    assert len(PdfReader(BytesIO(pdf_of(page, paper=paper).content)).pages) == 1
    picture = Image.open(BytesIO(png_of(page, paper=paper, ppi=72))).convert("L")
    # Page margins are 14 mm (39.7 points, a pixel each) at the sides and 12 mm at the top.
    box = Image.eval(picture, lambda grey: 255 - grey).getbbox()
    assert box is not None
    assert (box[0], box[1]) >= (38, 32)
    assert box[2] <= picture.width - 38
    assert box[3] <= picture.height - 20


def test_words_that_fit_their_column_stay_whole_so_that_they_can_be_found() -> None:
    drug = "Hydrochlorothiazide/Valsartan"
    content = pdf_of(replace(PAGE, medicines=(f"{drug} daily",))).content
    assert f"{drug} daily" in text_of(content)


def test_page_without_a_chart_says_why_in_words() -> None:
    text = text_of(pdf_of(replace(PAGE, chart=None, chart_alt="Nothing.")).content)
    assert "Nothing." in text
    assert "drawn text" not in text


def test_picture_is_a_png_of_the_same_page() -> None:
    assert png_of(PAGE, ppi=50).startswith(b"\x89PNG")


def test_long_text_is_visibly_shortened_and_control_characters_are_gone() -> None:
    assert printable("a\x07b\nc", 99) == "a b c"
    assert printable("so\u00adft \u202eback", 99) == "soft back"
    assert printable("word " * 30, 20) == "word word word word\N{HORIZONTAL ELLIPSIS}"
    assert printable("word wording", 9) == "word\N{HORIZONTAL ELLIPSIS}"
    assert printable("W" * 30, 5) == "WWWW\N{HORIZONTAL ELLIPSIS}"
    assert printable("exactly", 7) == "exactly"


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


def test_the_mark_is_explained_only_where_a_row_that_is_shown_has_it() -> None:
    plain = replace(lab(1), flag="low")
    assert "* commonly used" in text_of(pdf_of(PAGE).content)
    assert "* commonly used" not in text_of(pdf_of(replace(PAGE, labs=(plain,))).content)


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
