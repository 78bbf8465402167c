"""Fonts shipped with the app, and how large the person's system wants its text."""

import os
import sys

from PySide6.QtGui import QFont, QFontDatabase, QFontInfo

from crampdiary.assets import resource_path
from crampdiary.tokens import FONT_FAMILY, TEXT_BODY

WEIGHTS = ("Regular", "Medium", "SemiBold", "Bold", "Light")
MAX_SCALE = 2.0
# Pixel height of the interface font where nobody changed it: 9 pt on Windows, 13 px on macOS,
# 11 pt on the Linux desktops (a smaller default never shrinks our text).
_USUAL_PX = {"win32": 12.0, "darwin": 13.0}
_USUAL_LINUX_PX = 11 * 96 / 72


def load_fonts() -> None:
    """Register the shipped fonts; without them the system's own are used."""
    for weight in WEIGHTS:
        try:
            path = resource_path("fonts", f"{FONT_FAMILY}-{weight}.ttf")
        except FileNotFoundError:
            continue
        QFontDatabase.addApplicationFont(str(path))


def system_scale() -> float:
    """Return how much larger than usual text is to be drawn, 1.0 to 2.0.

    `CRAMPDIARY_FONT_SCALE` overrides the system's font size.
    """
    wished = os.environ.get("CRAMPDIARY_FONT_SCALE", "")
    try:
        scale = float(wished)
    except ValueError:
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
        usual = _USUAL_PX.get(sys.platform, _USUAL_LINUX_PX)
        scale = QFontInfo(font).pixelSize() / usual
    return min(max(scale, 1.0), MAX_SCALE)


def make_font(size_px: float = TEXT_BODY, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Return the app's font; never with coloured edges, which would be blue and green at night."""
    font = QFont(FONT_FAMILY)
    font.setPixelSize(round(size_px))
    font.setWeight(weight)
    font.setStyleStrategy(QFont.StyleStrategy.NoSubpixelAntialias)
    return font
