"""Charts as the pictures of an appendix: as wide as the page, and never higher than one page."""

from collections.abc import Callable, Iterator
from typing import TypeVar

from crampdiary.charts.chart import Chart
from crampdiary.charts.save import figure_svg
from crampdiary.charts.style import PRINT, ChartStyle
from crampdiary.reports.page import Picture
from crampdiary.services.report.page import CHART_WIDTH_IN
from crampdiary.services.report.visit import Visit

D = TypeVar("D")

# A page of the Letter paper has 8.2 inches; a heading and a sentence stand there too.
MOST_HEIGHT_IN = 7.2


def style_of(visit: Visit) -> ChartStyle:
    """Return what the charts of a report look like."""
    del visit
    return PRINT


def picture(chart: Chart[D], data: D, style: ChartStyle) -> Picture:
    """Return a chart as high as it wants, at most as high as a page."""
    return next(pictures(chart, data, style, lambda _: ()))


def pictures(
    chart: Chart[D], data: D, style: ChartStyle, parts: Callable[[D], tuple[D, ...]]
) -> Iterator[Picture]:
    """Yield a chart in one picture, or in several where it is higher than a page.

    `parts` returns the data in two smaller ones, or nothing where they cannot be parted; such a
    chart is set as high as a page.
    """
    figure = chart.figure(data, style, (CHART_WIDTH_IN, None))
    if figure.get_size_inches()[1] > MOST_HEIGHT_IN:
        smaller = parts(data)
        if smaller:
            for part in smaller:
                yield from pictures(chart, part, style, parts)
            return
        figure = chart.figure(data, style, (CHART_WIDTH_IN, MOST_HEIGHT_IN))
    yield Picture(svg=figure_svg(figure), alt=chart.summary(data))


def nothing_words(said: str) -> str:
    """Return what is said in place of a chart, without what a person is to do in the app."""
    first, dot, _ = said.partition(". ")
    return first + dot.strip()
