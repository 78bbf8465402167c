"""Names and notes that would push a card wider than the window, made to wrap."""

import re

LONGEST = 20
_RUN = re.compile(rf"(\S{{{LONGEST}}})(?=\S)")
_BREAK = "\u200b"


def breakable(text: str) -> str:
    """Return the text with invisible places to break inside words of more than 20 letters."""
    return _RUN.sub(rf"\1{_BREAK}", text)
