"""Names that are written from right to left, among words that are not."""

import unicodedata

_RIGHT_TO_LEFT = frozenset({"R", "AL"})


def apart(name: str) -> str:
    """Return a name so that figures behind it stay behind it.

    "25 mg" behind a Hebrew name would be shown as "25", the name, "mg": the name is therefore set
    apart by first strong isolate and pop directional isolate (Unicode Standard Annex 9). All other
    names are returned as they are.
    """
    if name.isascii() or not any(map(_is_right_to_left, name)):
        return name
    return f"\N{FIRST STRONG ISOLATE}{name}\N{POP DIRECTIONAL ISOLATE}"


def _is_right_to_left(letter: str) -> bool:
    return unicodedata.bidirectional(letter) in _RIGHT_TO_LEFT
