"""Text that is set once and drawn as a picture where pixels are drawn; elsewhere it stays text.

A chart is mostly words, and setting them letter by letter takes most of its drawing. This module
loads with the first figure, never before.
"""

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

import numpy as np  # noqa: TID253 - see above
from matplotlib.backend_bases import RendererBase  # noqa: TID253 - see above
from matplotlib.backends.backend_agg import RendererAgg  # noqa: TID253 - see above
from matplotlib.colors import to_rgba  # noqa: TID253 - see above
from matplotlib.figure import Figure  # noqa: TID253 - see above
from matplotlib.text import Text  # noqa: TID253 - see above

from crampdiary.charts.fonts import font

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]

# Some thirty charts full of different words; one takes about 20 kB.
_MOST_KEPT = 2048
# Room around the letters for accents and tails that reach out of their line.
_PAD_PX = 4
_OPAQUE = 255
_SIDES: "dict[float, Literal['left', 'center', 'right']]" = {0: "left", 0.5: "center", 1: "right"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Picture:
    """Words as pixels, lowest row first, and how wide they are without the pad."""

    pixels: "Pixels"
    width: float


class Words(Text):
    """One upright line in a chart's own font, its middle at its height."""

    def __init__(
        self,
        *,
        place: tuple[float, float],
        text: str,
        size_px: float,
        is_bold: bool,
        left_share: float,
        colour: str,
        kind: str,
    ) -> None:
        """Stand at `place` (in parts of the figure), `left_share` of the width left of it."""
        super().__init__(
            *place,
            text,
            color=colour,
            horizontalalignment=_SIDES[left_share],
            verticalalignment="center",
            fontproperties=font(size_px, bold=is_bold),
            parse_math=False,
            usetex=False,
            gid=kind,
        )
        self._size_px = size_px
        self._is_bold = is_bold
        self._left_share = left_share

    def stand_in(self, figure: Figure) -> None:
        """Become one of the figure's texts."""
        self.set_figure(figure)
        self.set_transform(figure.transFigure)
        figure.texts.append(self)

    def draw(self, renderer: RendererBase) -> None:
        """Draw a picture of the words with Agg, the words themselves with anything else."""
        if not isinstance(renderer, RendererAgg):
            super().draw(renderer)
            return
        if not self.get_visible():
            return
        canvas: Any = renderer
        shown = _picture(
            self.get_text(),
            self._size_px,
            is_bold=self._is_bold,
            dpi=float(canvas.dpi),
            colour=to_rgba(self.get_color()),
        )
        x, y = self.get_transform().transform(self.get_position())
        # Whole pixels: the letters stay as sharp as they were set.
        left = round(x - self._left_share * shown.width) - _PAD_PX
        bottom = round(y) - len(shown.pixels) // 2
        context = canvas.new_gc()
        canvas.draw_image(context, left, bottom, shown.pixels)
        context.restore()
        self.stale = False


@lru_cache(maxsize=_MOST_KEPT)
def _picture(
    text: str, size_px: float, *, is_bold: bool, dpi: float, colour: tuple[float, ...]
) -> _Picture:
    figure = Figure(dpi=dpi)
    words = Text(
        0,
        0,
        text,
        verticalalignment="center",
        fontproperties=font(size_px, bold=is_bold),
        parse_math=False,
        usetex=False,
    )
    words.set_figure(figure)
    new_page: Any = RendererAgg
    extent = words.get_window_extent(new_page(1, 1, dpi))
    half = math.ceil(extent.height / 2) + _PAD_PX
    page = new_page(math.ceil(extent.width) + 2 * _PAD_PX, 2 * half, dpi)
    words.set_position((_PAD_PX, half))
    words.draw(page)
    pixels = np.array(page.buffer_rgba())[::-1]
    pixels[..., :3] = np.round(np.multiply(colour[:3], _OPAQUE))
    return _Picture(pixels=pixels, width=extent.width)
