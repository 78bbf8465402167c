"""What to say about letters that no font on this computer has."""

import re
import unicodedata

NO_GLYPH_NOTE = (
    "Some characters have no font on this computer and are shown as boxes{which}. "
    "The file is therefore not marked up for screen readers and archives."
)
# In a drawing Typst knows the letters of a shape only where one shape stands for them.
NO_LETTER_NOTE = (
    "Some letters in its charts are printed, but cannot be told by a program. "
    "The file is therefore not marked up for screen readers and archives."
)
_NO_LETTER = "text with missing codepoints"
# In the words of Typst's diagnostics; letters come quoted as in Rust source.
_NO_GLYPH = re.compile(r'the text `"([^`]+)"` could not be displayed')
_RUST_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}")
_MOST_NAMED = 8


def glyph_note(diagnostic: str) -> str:
    """Return the word about letters that kept Typst from a file to the standards ("" if none)."""
    missing = letters_without_glyph(diagnostic)
    if missing:
        return no_glyph_note(missing)
    return NO_LETTER_NOTE if _NO_LETTER in diagnostic else ""


def letters_without_glyph(diagnostic: str) -> str:
    """Return the letters that Typst could not print, each once, in order ("" if it is not that)."""
    quoted = "".join(_NO_GLYPH.findall(diagnostic))
    plain = _RUST_ESCAPE.sub(lambda code: chr(int(code[1], 16)), quoted)
    return "".join(dict.fromkeys(letter for letter in plain if not letter.isspace()))


def no_glyph_note(missing: str) -> str:
    """Return the word about letters without a glyph; combining marks cannot be shown alone."""
    alone = [letter for letter in missing if not unicodedata.category(letter).startswith("M")]
    named = " ".join(alone[:_MOST_NAMED])
    return NO_GLYPH_NOTE.format(which=f": {named}" if named else "")
