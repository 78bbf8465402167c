"""The word about letters that no font has."""

from crampdiary.reports.glyphs import letters_without_glyph, no_glyph_note


def test_letters_without_a_glyph_are_read_from_what_the_renderer_says() -> None:
    said = (
        'error: PDF/UA-1 error: the text `"\N{DEVANAGARI LETTER DA}"` could not be displayed with '
        'font `"Inter"`\nerror: the text `"\\u{93f}x"` could not be displayed'
    )
    assert letters_without_glyph(said) == "\u0926\u093fx"
    assert letters_without_glyph("error: file not found") == ""


def test_note_names_a_few_letters_and_no_mark_that_cannot_stand_alone() -> None:
    assert ": a b." in no_glyph_note("a\u0301b")
    assert ":" not in no_glyph_note("\u0301").partition(".")[0]
