"""What a chart looks like on a screen by day, by night, and on paper; all from `tokens`."""

import re
import zlib
from dataclasses import dataclass, replace

from crampdiary.tokens import CHART_TEXT, CHART_TITLE, DAY, NIGHT, PAPER, PAPER_GREY, Palette

PX_PER_INCH = 96
# WCAG 2.2: body text 4.5:1; the night screen's big red on black is held to 3:1 (design README).
_CONTRAST_DAY = 4.5
_CONTRAST_NIGHT = 3.0
_MIDDLE_LUMINANCE = 0.18
_LINEAR_BELOW = 0.04045  # sRGB, IEC 61966-2-1
# What is darker than half (128 of 255) is black on a fax, all else white; with room for edges that
# lie across two of its dots. Grey as a scanner or a printer makes it (ITU-R BT.601).
FAX_BLACK, FAX_WHITE = 115, 150
_BT601 = (0.299, 0.587, 0.114)
_VITAMIN_D = re.compile(r"\b(vit(amin|\.)?[\s-]*d[23]?|d3|ch?ole?calciferol|ergocalciferol)\b")
_MAGNESIUM = re.compile(r"\b(magnesium|magnesia|mg\s*(citrate|oxide|glycinate))\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartStyle:
    """Colours and type sizes (logical pixels, 96 an inch) that every chart derives from.

    With `says_span` the heading begins with the days shown, for a picture that goes alone: beside
    others on a page or a screen that is said once for all. What is drawn for paper (`is_paper`) has
    to outlive a fax: marks are black there, and what words stand on is white.
    """

    palette: Palette
    background: str
    line: str
    min_contrast: float
    text_px: float = CHART_TEXT
    title_px: float = CHART_TITLE
    says_span: bool = False
    is_paper: bool = False

    def scaled(self, factor: float) -> "ChartStyle":
        """Return the style with text grown by `factor`, for who set a larger font."""
        return replace(self, text_px=self.text_px * factor, title_px=self.title_px * factor)

    def alone(self) -> "ChartStyle":
        """Return the style of a picture that has to stand alone."""
        return replace(self, says_span=True)

    @property
    def stronger(self) -> str:
        """Return what more of something is in this style: darker, or at night brighter."""
        return "darker" if _luminance(self.background) > _MIDDLE_LUMINANCE else "brighter"

    @property
    def thin_pt(self) -> float:
        """Return how wide thin edges and hatching are: on paper as wide as a dot of a fax."""
        return 1.0 if self.is_paper else 0.7

    @property
    def scale(self) -> float:
        """Return how much larger than usual text and the spaces around it are."""
        return self.text_px / CHART_TEXT

    def colour_of(self, substance: str) -> str:
        """Return the one colour that a substance has in every chart, from its name."""
        name = substance.casefold()
        if _VITAMIN_D.search(name):
            return self.palette.vitamin_d
        if _MAGNESIUM.search(name):
            return self.palette.magnesium
        others = self.palette.others
        return others[zlib.crc32(name.strip().encode()) % len(others)]

    def text_on(self, colour: str, *grounds: str) -> str:
        """Return `colour`, mixed with ink until it can be read on each of the grounds."""
        for share in (0.0, 0.2, 0.35, 0.5, 0.65, 0.8):
            mixed = mix(colour, self.palette.ink, share)
            if all(contrast(mixed, ground) >= self.min_contrast for ground in grounds):
                return mixed
        return self.palette.ink

    def mark(self, colour: str) -> str:
        """Return `colour` for bars and edges; on paper with ink until a fax makes it black."""
        for share in (0.0, 0.15, 0.3, 0.45, 0.6, 0.8):
            mixed = mix(colour, self.palette.ink, share)
            if not self.is_paper or grey(mixed) <= FAX_BLACK:
                return mixed
        return self.palette.ink

    def fill_under_text(self, colour: str) -> str:
        """Return `colour`, mixed with the background until ink on it can be read."""
        for share in (0.0, 0.2, 0.35, 0.5, 0.65, 0.8):
            mixed = mix(colour, self.background, share)
            is_white = not self.is_paper or grey(mixed) >= FAX_WHITE
            if is_white and contrast(self.palette.ink, mixed) >= self.min_contrast:
                return mixed
        return self.background


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def mix(colour: str, other: str, share: float) -> str:
    """Return `colour` with a `share` (0 to 1) of `other` in it."""
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(own + (far - own) * share):02X}" for own, far in pairs)


def grey(colour: str) -> float:
    """Return how light a grey copy of a colour is, 0 to 255."""
    return sum(part * share for part, share in zip(_channels(colour), _BT601, strict=True))


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    lights = sorted((_luminance(one), _luminance(other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def _luminance(colour: str) -> float:
    linear = [
        value / 12.92 if value <= _LINEAR_BELOW else ((value + 0.055) / 1.055) ** 2.4
        for value in (channel / 255 for channel in _channels(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


SCREEN_DAY = ChartStyle(
    palette=DAY, background=DAY.card, line=DAY.strong, min_contrast=_CONTRAST_DAY
)
SCREEN_NIGHT = ChartStyle(
    palette=NIGHT, background=NIGHT.paper, line=NIGHT.cramp_dark, min_contrast=_CONTRAST_NIGHT
)
PRINT = ChartStyle(
    palette=PAPER,
    background=PAPER.paper,
    line=PAPER.strong,
    min_contrast=_CONTRAST_DAY,
    is_paper=True,
)
PRINT_GREY = ChartStyle(
    palette=PAPER_GREY,
    background=PAPER_GREY.paper,
    line=PAPER_GREY.strong,
    min_contrast=_CONTRAST_DAY,
    is_paper=True,
)
