"""What a figure shows, for the tests of every chart: its artists, its words and their room."""

from itertools import combinations
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox

# Fonts' line boxes reach a little over the letters; two rows may share that much.
_LEADING_PX = 2.0


def drawn(figure: Figure, kind: str) -> list[Artist]:
    return [artist for artist in figure.findobj() if artist.get_gid() == kind]


def texts(figure: Figure, *kinds: str) -> list[str]:
    return [text.get_text() for text in figure.texts if not kinds or text.get_gid() in kinds]


def render(figure: Figure) -> Any:
    """Draw with Agg; its canvas has no types."""
    canvas: Any = FigureCanvasAgg(figure)
    canvas.draw()
    return canvas


def boxes(figure: Figure) -> dict[Text, Bbox]:
    render(figure)
    return {text: text.get_window_extent() for text in figure.texts}


def assert_every_text_has_its_room(figure: Figure) -> None:
    extents = boxes(figure)
    width, height = figure.bbox.width, figure.bbox.height
    for text, box in extents.items():
        assert box.x0 >= -0.5, text
        assert box.x1 <= width + 0.5, text
        assert box.y0 >= -0.5, text
        assert box.y1 <= height + 0.5, text
    for (one, first), (other, second) in combinations(extents.items(), 2):
        across = min(first.x1, second.x1) - max(first.x0, second.x0)
        up = min(first.y1, second.y1) - max(first.y0, second.y0)
        assert across <= 0.5 or up <= _LEADING_PX, (one, other)


def pixels(figure: Figure) -> "np.ndarray[tuple[int, ...], np.dtype[np.uint8]]":
    return np.asarray(render(figure).buffer_rgba())
