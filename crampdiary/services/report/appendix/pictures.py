"""Charts as the pictures of an appendix: as wide as the page, and never higher than one page."""

from collections.abc import Callable, Iterator
from typing import TypeVar

from crampdiary.charts.chart import Chart
from crampdiary.charts.save import figure_svg
from crampdiary.charts.style import PRINT, ChartStyle
from crampdiary.reports.page import CHART_WIDTH_IN, Picture
from crampdiary.services.report.visit import Visit

D = TypeVar("D")

# A page of the Letter paper has 9.4 inches; a heading and a sentence or two stand there too.
MOST_HEIGHT_IN = 8.2


def style_of(visit: Visit) -> ChartStyle:
    """Return what the charts of a report look like."""
    del visit
    return PRINT


def picture(
    chart: Chart[D], data: D, style: ChartStyle, *, most_in: float = MOST_HEIGHT_IN
) -> Picture:
    """Return a chart as high as it wants, at most `most_in` inches."""
    return next(pictures(chart, data, style, lambda _: (), most_in=most_in))


def pictures(
    chart: Chart[D],
    data: D,
    style: ChartStyle,
    parts: Callable[[D], tuple[D, ...]],
    *,
    most_in: float = MOST_HEIGHT_IN,
) -> Iterator[Picture]:
    """Yield a chart in one picture, or in several where it is higher than `most_in` inches.

    `parts` returns the data in two smaller ones, or nothing where they cannot be parted; such a
    chart is drawn in that height.
    """
    figure = chart.figure(data, style, (CHART_WIDTH_IN, None))
    if figure.get_size_inches()[1] > most_in:
        smaller = parts(data)
        if smaller:
            for part in smaller:
                yield from pictures(chart, part, style, parts, most_in=most_in)
            return
        figure = chart.figure(data, style, (CHART_WIDTH_IN, most_in))
    yield Picture(svg=figure_svg(figure), alt=chart.summary(data))


def nothing_words(said: str) -> str:
    """Return what is said in place of a chart, without what a person is to do in the app."""
    first, dot, _ = said.partition(". ")
    return first + dot.strip()
