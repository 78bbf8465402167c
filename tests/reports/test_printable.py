"""Texts as paper takes them."""

from crampdiary.reports.printable import clean, printable


def test_long_text_is_visibly_shortened_and_control_characters_are_gone() -> None:
    assert printable("a\x07b\nc", 99) == "a b c"
    assert printable("so\u00adft \u202eback", 99) == "soft back"
    assert printable("word " * 30, 20) == "word word word word\N{HORIZONTAL ELLIPSIS}"
    assert printable("word wording", 9) == "word\N{HORIZONTAL ELLIPSIS}"
    assert printable("W" * 30, 5) == "WWWW\N{HORIZONTAL ELLIPSIS}"
    assert printable("exactly", 7) == "exactly"


def test_where_nothing_is_shortened_every_word_stays() -> None:
    words = "a note  " * 900
    assert clean(f"{words}\nend\x00") == f"{' '.join(words.split())} end"
