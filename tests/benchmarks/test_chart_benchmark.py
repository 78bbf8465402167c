"""Every chart, data to pixels, against a bare draw of the same artists, nine months and 20 years.

The bare draw is what anyone would write: matplotlib's own axes and texts in the same places, the
same collections, lines and patches added to them, drawn with Agg. It knows where all goes; the
chart has to work that out and still keep up.
"""

from collections.abc import Callable
from statistics import median
from time import perf_counter
from typing import Any

import pytest
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from pytest_benchmark.fixture import BenchmarkFixture

from crampdiary.charts.style import SCREEN_DAY
from crampdiary.services.charts.catalogue import CHARTS
from tests.charts.odd_diaries import data_of

ROUNDS = 9
# As large as the page Insights has room for at 1280 by 800.
SIZE_IN = (1000 / 96, 520 / 96)


def drawn_with_agg(figure: Figure) -> None:
    canvas: Any = FigureCanvasAgg(figure)
    canvas.draw()


class BareDraw:
    """The artists of a finished figure, to be added to bare axes and drawn once more."""

    def __init__(self, figure: Figure) -> None:
        # Their transforms are those of the finished figure, which stays alive for them.
        self._figure = figure
        self._panels = [
            (axes.get_position().bounds, self._drawn_over(axes)) for axes in figure.axes
        ]
        added = (*figure.artists, *figure.patches, *figure.lines)
        self._loose = [artist for artist in added if artist is not figure.patch]
        self._said: list[dict[str, Any]] = [
            {
                "x": text.get_position()[0],
                "y": text.get_position()[1],
                "s": text.get_text(),
                "ha": text.get_horizontalalignment(),
                "va": "center",
                "color": text.get_color(),
                "fontproperties": text.get_fontproperties(),
                "parse_math": False,
            }
            for text in figure.texts
        ]

    @staticmethod
    def _drawn_over(axes: Axes) -> list[Artist]:
        return [*axes.collections, *axes.lines, *axes.patches, *axes.artists]

    def __call__(self) -> None:
        bare = Figure(
            figsize=tuple(self._figure.get_size_inches()),
            dpi=self._figure.dpi,
            facecolor=self._figure.get_facecolor(),
        )
        for bounds, artists in self._panels:
            axes = bare.add_axes(bounds)
            axes.set_axis_off()
            for artist in artists:
                artist.remove()
                axes.add_artist(artist)
        for artist in self._loose:
            artist.remove()
            bare.add_artist(artist)
        for one in self._said:
            bare.text(**one)
        drawn_with_agg(bare)


def timed(action: Callable[[], object]) -> float:
    begin = perf_counter()
    action()
    return perf_counter() - begin


@pytest.mark.parametrize("span", ["nine_months", "twenty_years"])
@pytest.mark.parametrize("name", CHARTS)
def test_chart_against_a_bare_draw_of_its_artists(
    benchmark: BenchmarkFixture, name: str, span: str
) -> None:
    measured: Any = benchmark
    chart = CHARTS[name].chart
    data = data_of(name, "demo" if span == "nine_months" else "twenty_years")

    def whole() -> None:
        drawn_with_agg(chart.figure(data, SCREEN_DAY, SIZE_IN))

    bare = BareDraw(chart.figure(data, SCREEN_DAY, SIZE_IN))
    wholes, bares, built = [], [], []
    for _ in range(ROUNDS):  # in turn, so that both see the same machine
        bares.append(timed(bare))
        wholes.append(timed(whole))
        built.append(timed(lambda: chart.figure(data, SCREEN_DAY, SIZE_IN)))
    measured.pedantic(whole, rounds=1)
    measured.extra_info |= {
        "whole_ms": round(1000 * median(wholes), 1),
        "build_ms": round(1000 * median(built), 1),
        "bare_draw_ms": round(1000 * median(bares), 1),
        "ratio": round(median(wholes) / median(bares), 2),
    }
