"""Texts as paper takes them: one line, no control characters, visibly shortened where too long."""

import unicodedata

ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"
# A word cut off after fewer letters goes as a whole.
_LONGEST_END = 12
# Without the first two, letters of Persian or Hindi words join as they should not; the others set a
# name from right to left apart from the figures behind it.
_KEPT = (
    "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"
    "\N{FIRST STRONG ISOLATE}\N{POP DIRECTIONAL ISOLATE}"
)


def clean(text: str) -> str:
    """Return a text on one line without control characters, and nothing of it left out."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    return " ".join("".join(map(_clean, text)).split())


def printable(text: str, letters: int) -> str:
    """Return a text on one line without control characters, visibly shortened where it is long."""
    words = clean(text)
    if len(words) > letters:
        start, space, end = words[:letters].rpartition(" ")
        kept = start if space and len(end) < _LONGEST_END else words[: letters - 1]
        words = kept.rstrip(" ,;") + ELLIPSIS
    return words


def _clean(letter: str) -> str:
    category = unicodedata.category(letter)
    if category == "Cc":
        return " "
    return "" if category.startswith("C") and letter not in _KEPT else letter
