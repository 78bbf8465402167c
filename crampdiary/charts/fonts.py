"""The typefaces of charts: the shipped one, then whatever else can print a person's own words.

A letter that no font here has becomes a box, because matplotlib would warn and Typst would refuse.
"""

import logging
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from crampdiary.assets import resource_path
from crampdiary.tokens import FONT_FAMILY

if TYPE_CHECKING:
    from matplotlib.font_manager import FontProperties

# DejaVu Sans comes with matplotlib and holds the box itself; the others are what desktops have for
# Chinese, Japanese, Korean, Arabic, Hebrew and the scripts of India and Thailand.
_FALLBACKS = (
    "DejaVu Sans",
    "Noto Sans CJK SC",
    "Noto Sans CJK JP",
    "Noto Sans CJK KR",
    "Noto Sans Arabic",
    "Noto Sans Hebrew",
    "Noto Sans Devanagari",
    "Noto Sans Thai",
    "Microsoft YaHei",
    "Yu Gothic",
    "Malgun Gothic",
    "Segoe UI",
    "Nirmala UI",
    "Leelawadee UI",
    "PingFang SC",
    "Hiragino Sans",
    "Apple SD Gothic Neo",
    "Arial Unicode MS",
)
_BOX = "\N{WHITE SQUARE}"
POINTS_PER_PX = 72 / 96
BOLD = 600


@lru_cache(maxsize=1)
def families() -> tuple[str, ...]:
    """Register the shipped fonts once and return the families that this machine has, best first."""
    from matplotlib.font_manager import fontManager

    # A fallback without a bold face is used as it is; matplotlib would say so at every word.
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
    try:
        shipped = sorted(resource_path("fonts").glob(f"{FONT_FAMILY}-*.ttf"))
    except FileNotFoundError:
        shipped = []
    for path in shipped:
        fontManager.addfont(path)
    present = {entry.name for entry in fontManager.ttflist}
    return tuple(name for name in (FONT_FAMILY, *_FALLBACKS) if name in present)


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
    from matplotlib.font_manager import FontProperties, findfont, get_font

    return frozenset(get_font(findfont(FontProperties(family=family))).get_charmap())


def _can_print(letter: str) -> bool:
    return any(ord(letter) in _letters(family) for family in families())


@lru_cache(maxsize=4096)
def printable(text: str) -> str:
    """Return text on one line, without control characters, every unknown letter made a box."""
    line = " ".join("".join(" " if letter.isspace() else letter for letter in text).split())
    kept = (letter for letter in line if not unicodedata.category(letter).startswith("C"))
    return "".join(
        letter if letter.isascii() or _can_print(letter) else _BOX
        for letter in unicodedata.normalize("NFC", "".join(kept))
    )
