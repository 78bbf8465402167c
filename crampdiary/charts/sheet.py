"""A figure laid out in pixels: what text measures is known before it is placed.

matplotlib's own layout places text first and lets it collide; here every word has its room.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from crampdiary.charts.boxes import Box
from crampdiary.charts.fonts import font, printable
from crampdiary.charts.style import PX_PER_INCH, ChartStyle

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.backends.backend_agg import RendererAgg

ELLIPSIS = "…"
# Renderers differ by a few per cent in the width of the same words (hinting, kerning).
_SAFETY = 1.04
# Paper is set with all that Inter can: an x that stands alone becomes the wider sign for "times".
_TIMES = re.compile(r"(?<!\S)x(?!\S)")
LINE_HEIGHT = 1.35
_LEFT_SHARES = {"left": 0.0, "center": 0.5, "right": 1.0}


@lru_cache(maxsize=1)
def _forget_settings() -> None:
    """Undo a `matplotlibrc` that lay about: a diary's charts look the same wherever drawn."""
    from matplotlib import rcdefaults

    rcdefaults()


@lru_cache(maxsize=1)
def _renderer() -> "RendererAgg":
    from matplotlib.backends.backend_agg import RendererAgg

    make: Callable[[float, float, float], RendererAgg] = RendererAgg
    return make(1, 1, PX_PER_INCH)


@lru_cache(maxsize=4096)
def text_width_px(text: str, size_px: float, *, bold: bool = False) -> float:
    """Return how wide printable text is on one line, in logical pixels, a little to spare."""
    if not text:
        return 0
    measure: Callable[..., tuple[float, float, float]] = _renderer().get_text_width_height_descent
    as_set = _TIMES.sub("\N{MULTIPLICATION SIGN}", text)
    width, _, _ = measure(as_set, font(size_px, bold=bold), ismath=False)
    return width * _SAFETY


def shorten(text: str, room_px: float, size_px: float, *, bold: bool = False) -> str:
    """Return text that fits into `room_px`, cut with an ellipsis; empty below three letters."""
    if text_width_px(text, size_px, bold=bold) <= room_px:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        cut = text[:middle].rstrip() + ELLIPSIS
        if text_width_px(cut, size_px, bold=bold) <= room_px:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + ELLIPSIS if low >= 3 else ""  # noqa: PLR2004 - said above


def wrap(
    words: list[str], room_px: float, size_px: float, *, joint: str = " ", bold: bool = False
) -> list[str]:
    """Set words into lines no wider than `room_px`; a word that is too wide is cut."""
    lines: list[str] = []
    for word in words:
        joined = f"{lines[-1]}{joint}{word}" if lines else word
        if lines and text_width_px(joined, size_px, bold=bold) <= room_px:
            lines[-1] = joined
        else:
            lines.append(shorten(word, room_px, size_px, bold=bold))
    return lines


class Sheet:
    """A figure of `width_px` by `height_px` logical pixels, y counted from above."""

    def __init__(self, *, style: ChartStyle, width_px: float, height_px: float) -> None:
        from matplotlib.figure import Figure

        _forget_settings()
        self.style = style
        self.width_px = width_px
        self.height_px = height_px
        self.figure = Figure(
            figsize=(width_px / PX_PER_INCH, height_px / PX_PER_INCH),
            dpi=PX_PER_INCH,
            facecolor=style.background,
        )

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        align: Literal["left", "center", "right"] = "left",
        colour: str | None = None,
        size_px: float | None = None,
        bold: bool = False,
        kind: str = "label",
    ) -> Box:
        """Write one line with its middle at `y` and return the room it takes, in pixels."""
        from crampdiary.charts.words import Words  # noqa: PLC0415 - it loads matplotlib

        size = size_px or self.style.text_px
        shown = printable(text)
        width = text_width_px(shown, size, bold=bold)
        left_share = _LEFT_SHARES[align]
        if shown:
            words = Words(
                place=(x / self.width_px, 1 - y / self.height_px),
                text=shown,
                size_px=size,
                is_bold=bold,
                left_share=left_share,
                colour=colour or self.style.palette.ink,
                kind=kind,
            )
            words.stand_in(self.figure)
        left = x - left_share * width
        half = size * LINE_HEIGHT / 2
        return Box(left=left, top=y - half, right=left + width, bottom=y + half)

    def blank(self, box: Box) -> None:
        """Clear what lies under a text, so that it can be read on a pattern."""
        from matplotlib.patches import Rectangle

        self.figure.add_artist(
            Rectangle(
                ((box.left - 8) / self.width_px, 1 - (box.bottom + 4) / self.height_px),
                (box.width + 16) / self.width_px,
                (box.height + 8) / self.height_px,
                transform=self.figure.transFigure,
                facecolor=self.style.background,
                linewidth=0,
                zorder=2,
            )
        )

    def panel(
        self, box: Box, *, x_limits: tuple[float, float], y_limits: tuple[float, float], kind: str
    ) -> "Panel":
        """Add axes without frame, ticks or margins that fill `box`."""
        from crampdiary.charts.bare_axes import BareAxes  # noqa: PLC0415 - it loads matplotlib

        axes = self.figure.add_axes(
            (
                box.left / self.width_px,
                1 - box.bottom / self.height_px,
                box.width / self.width_px,
                box.height / self.height_px,
            ),
            gid=kind,
            label=kind,
            axes_class=BareAxes,
        )
        axes.set_axis_off()
        axes.set_xlim(*x_limits)
        axes.set_ylim(*y_limits)
        axes.set_autoscale_on(False)
        return Panel(axes=axes, box=box)


class Panel:
    """Axes with their place on the sheet, so that data can be turned into pixels and back."""

    def __init__(self, *, axes: "Axes", box: Box) -> None:
        self.axes = axes
        self.box = box
        self._x = axes.get_xlim()
        self._y = axes.get_ylim()

    def x_px(self, value: float) -> float:
        """Return where on the sheet a value of the time axis lies, pixels from the left."""
        low, high = self._x
        return self.box.left + (value - low) / (high - low) * self.box.width

    def y_px(self, value: float) -> float:
        """Return where on the sheet a height lies, pixels from above."""
        low, high = self._y
        return self.box.bottom - (value - low) / (high - low) * self.box.height

    def y_value(self, px: float) -> float:
        """Return the height that lies at `px` on the sheet."""
        low, high = self._y
        return low + (self.box.bottom - px) / self.box.height * (high - low)
