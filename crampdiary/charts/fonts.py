"""The typefaces of charts: the shipped ones, then whatever else can print a person's own words.

A letter that no font here has becomes a box, because matplotlib would warn and Typst would refuse.
"""

import logging
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from crampdiary.assets import resource_path
from crampdiary.tokens import FONT_FAMILIES

if TYPE_CHECKING:
    from matplotlib.font_manager import FontProperties

# DejaVu Sans comes with matplotlib; the others are what desktops have for Korean, for Thai and the
# other scripts of India.
_FALLBACKS = (
    "DejaVu Sans",
    "Noto Sans CJK KR",
    "Noto Sans Thai",
    "Malgun Gothic",
    "Nirmala UI",
    "Leelawadee UI",
    "Apple SD Gothic Neo",
    "Arial Unicode MS",
)
_BOX = "\N{WHITE SQUARE}"
# Seen by nobody, but without them letters of Persian or Hindi words join as they should not.
_JOINERS = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"
POINTS_PER_PX = 72 / 96
BOLD = 600


@lru_cache(maxsize=1)
def families() -> tuple[str, ...]:
    """Register the shipped fonts once and return the families that this machine has, best first."""
    from matplotlib.font_manager import fontManager

    # A fallback without a bold face is used as it is; matplotlib would say so at every word.
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
    try:
        shipped = sorted(resource_path("fonts").glob("*.ttf"))
    except FileNotFoundError:
        shipped = []
    if shipped:
        # One that this machine has under the same name may have outlines that PDF cannot embed.
        fontManager.ttflist = [
            entry for entry in fontManager.ttflist if entry.name not in FONT_FAMILIES
        ]
    for path in shipped:
        fontManager.addfont(path)
    present = {entry.name for entry in fontManager.ttflist}
    return tuple(name for name in (*FONT_FAMILIES, *_FALLBACKS) if name in present)


@lru_cache(maxsize=32)
def font(size_px: float, *, bold: bool = False) -> "FontProperties":
    """Return the chart's font at a size in logical pixels (96 an inch)."""
    from matplotlib.font_manager import FontProperties

    return FontProperties(
        family=list(families()),
        size=size_px * POINTS_PER_PX,
        weight=BOLD if bold else "normal",
    )


@lru_cache(maxsize=32)
def _letters(family: str) -> frozenset[int]:
    """Return what a family can print, bold too: DejaVu has letters in its regular face alone."""
    from matplotlib.font_manager import FontProperties, findfont, get_font

    faces = (FontProperties(family=family, weight=weight) for weight in ("normal", BOLD))
    regular, bold = (frozenset(get_font(findfont(face)).get_charmap()) for face in faces)
    return regular & bold


def _can_print(letter: str) -> bool:
    return any(ord(letter) in _letters(family) for family in families())


@lru_cache(maxsize=4096)
def printable(text: str) -> str:
    """Return text on one line, without control characters, every unknown letter made a box."""
    line = " ".join("".join(" " if letter.isspace() else letter for letter in text).split())
    kept = (
        letter
        for letter in line
        if letter in _JOINERS or not unicodedata.category(letter).startswith("C")
    )
    shown = unicodedata.normalize("NFC", "".join(kept))
    return shown if shown.isascii() else "".join(map(_shown, _clusters(shown)))


def _clusters(text: str) -> list[str]:
    """Return letters with the marks and joiners that stand on them."""
    found: list[str] = []
    for letter in text:
        if found and (letter in _JOINERS or unicodedata.category(letter).startswith("M")):
            found[-1] += letter
        else:
            found.append(letter)
    return found


def _shown(cluster: str) -> str:
    """Return a letter with its marks, or a box for each that cannot be printed with it.

    One font has to hold them all: text is set letter by letter with its marks, and no mark stands
    on a letter of another font.
    """
    base, marks = cluster[0], cluster[1:].strip(_JOINERS)
    if not marks:
        return cluster if base.isascii() or base in _JOINERS or _can_print(base) else _BOX
    if any({ord(letter) for letter in base + marks} <= _letters(family) for family in families()):
        return cluster
    return (base if base.isascii() or _can_print(base) else _BOX) + _BOX * len(marks)
