import string
import unicodedata
import warnings

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import RendererAgg

from crampdiary.charts.fonts import _letters, families, font, printable
from crampdiary.charts.sheet import shorten, text_width_px, wrap
from crampdiary.tokens import FONT_FAMILIES


def test_there_is_always_a_family_that_holds_the_box() -> None:
    assert "DejaVu Sans" in families()
    assert printable("□") == "□"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("two\nlines\tand  more ", "two lines and more"),
        ("bell\x07 and \u200bzero", "bell and zero"),
        ("12.50 µg · 25(OH)D ≥ 30", "12.50 µg · 25(OH)D ≥ 30"),
        ("\U0001f9b5", "□"),
        ("", ""),
    ],
)
def test_printable_text_is_one_line_of_known_letters(text: str, shown: str) -> None:
    assert printable(text) == shown


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=30))
def test_any_text_is_measured_without_a_warning(text: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert text_width_px(printable(text), 12) >= 0


@settings(max_examples=50, deadline=None)
@given(st.text("abcdefgh WM,.", min_size=1, max_size=60), st.floats(0, 300))
def test_shortened_text_fits_its_room(text: str, room_px: float) -> None:
    shown = printable(text)
    cut = shorten(shown, room_px, 12)
    assert text_width_px(cut, 12) <= room_px
    assert cut in {shown, ""} or cut.endswith("…")


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text("abcWM", min_size=1, max_size=20), max_size=8), st.floats(40, 300))
def test_wrapped_lines_fit_their_room(words: list[str], room_px: float) -> None:
    assert all(text_width_px(line, 12) <= room_px for line in wrap(words, room_px, 12))


def test_a_bold_font_is_bold() -> None:
    renderer = RendererAgg(1, 1, 96)  # type: ignore[no-untyped-call] # matplotlib has no types here
    plain, bold = (
        renderer.get_text_width_height_descent(
            "Cramps per week", font(14, bold=is_bold), ismath=False
        )  # type: ignore[no-untyped-call] # as above
        for is_bold in (False, True)
    )
    assert bold[0] > plain[0]


@pytest.mark.parametrize(
    "name",
    [
        "Jordan Example",
        "Ελένη Παπαδοπούλου",
        "Дарья Ёлкина",
        "محمد الأمين",
        "יעל כהן",
        "प्रिया शर्मा",
        "王小明",
        "髙橋 さくら",
        "カタカナ",
    ],
)
def test_names_in_shipped_scripts_have_no_box_and_no_warning(name: str) -> None:
    assert printable(name) == name
    assert set(FONT_FAMILIES) <= set(families())
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for bold in (False, True):
            assert text_width_px(name, 12, bold=bold) > 0


def test_a_mark_on_a_letter_of_another_script_is_a_box() -> None:
    assert printable("@\u1ced") == "@□"
    assert printable("e\u0301") == "é"
    assert printable("\u0915\u094d\u200d\u0937") == "\u0915\u094d\u200d\u0937"


def test_shipped_fonts_come_first_and_the_one_of_digits_before_all() -> None:
    assert families()[: len(FONT_FAMILIES)] == FONT_FAMILIES
    assert {ord(letter) for letter in string.printable.strip()} <= _letters(FONT_FAMILIES[0])


@pytest.mark.parametrize("codec", ["gb2312", "gbk", "big5", "euc_jp"])
def test_shipped_fonts_have_every_chinese_and_japanese_letter(codec: str) -> None:
    shipped = frozenset[int]().union(*map(_letters, FONT_FAMILIES))
    # Private places and Latin phonetics stand in these sets too.
    for number in range(0x3005, 0xE000):
        letter = chr(number)
        if unicodedata.category(letter) == "Lo" and _is_in(letter, codec):
            assert number in shipped, letter


def _is_in(letter: str, codec: str) -> bool:
    try:
        letter.encode(codec)
    except UnicodeEncodeError:
        return False
    return True
