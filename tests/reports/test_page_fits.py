"""The page is one page, whatever it is to hold."""

import re
from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from tests.reports.reading import sheets
from tests.reports.sheets import PAGE, appendix, inked, lab, pdf_of, period, pictures_of, text_of


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
        flags=(other,) * count,
        hours=long,
        banner="Demo diary: made-up entries",
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
        flags=(word,) * 9,
        hours=word,
    )
    (picture,) = pictures_of(pdf_of(page, paper=paper).content)
    # Page margins are 14 mm (39.7 points, a pixel each) at the sides and 12 mm at the top.
    left, top, right, bottom = inked(picture)
    assert (left, top) >= (38, 32)
    assert right <= picture.width - 38
    assert bottom <= picture.height - 20


def test_chart_of_the_hours_gives_way_to_its_words() -> None:
    said = "Hour of the night Most cramps came between 02:00 and 05:00."
    assert said not in text_of(pdf_of(PAGE).content)
    crowded = replace(PAGE, labs=tuple(lab(1 + number % 28) for number in range(40)))
    text = text_of(pdf_of(crowded).content)
    assert said in text
    assert text.count("drawn text") == 1


def test_all_red_flags_stand_there_where_much_else_is_left_out() -> None:
    page = replace(
        PAGE,
        flags=tuple(f"flag-{number} is met: talk to a doctor" for number in range(5)),
        labs=tuple(lab(1 + number % 28) for number in range(60)),
        periods=tuple(period(number) for number in range(20)),
        medicines=("Hydrochlorothiazide 25 mg daily, since 13 Oct 2022",) * 9,
    )
    text = text_of(pdf_of(page, paper="letter").content)
    assert re.findall(r"flag-(\d) is met: talk to a doctor", text) == list("01234")
    assert "more results, in the diary" in text


def test_word_too_wide_for_its_column_breaks_at_its_hyphen_first() -> None:
    name = "Papadopoulou-Wolfeschlegelstein"
    wide = replace(PAGE, labs=(replace(lab(1), test=name),), medicines=(name,))
    text = text_of(pdf_of(wide).content)
    assert "\N{ZERO WIDTH SPACE}" not in text
    assert "Papadopoulou" in text


def test_letters_that_break_by_themselves_are_left_alone() -> None:
    asked = "\N{CJK UNIFIED IDEOGRAPH-591C}\N{CJK UNIFIED IDEOGRAPH-9593}" * 60
    words = f"{asked}{'W' * 100}"
    text = text_of(pdf_of(replace(PAGE, questions=(words,))).content).replace(" ", "")
    assert words in text


def test_lines_of_arabic_stand_as_far_apart_as_those_of_latin() -> None:
    def step_pt(letter: str) -> float:
        content = pdf_of(PAGE, appendix(letter * 900)).content
        letters, boxes = sheets(content)[1].letters
        feet = {round(boxes[at, 1]) for at, found in enumerate(letters) if found == letter}
        *_, lower, upper = sorted(feet)
        return float(upper - lower)

    assert step_pt("\N{ARABIC LETTER ALEF}") == pytest.approx(step_pt("H"), abs=1)
