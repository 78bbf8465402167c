"""Charts as the pictures of an appendix: as wide as the page, and never higher than one page."""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from math import ceil
from typing import TypeVar

from crampdiary.charts.chart import Chart
from crampdiary.charts.save import figure_svg
from crampdiary.charts.style import ChartStyle
from crampdiary.reports.page import CHART_WIDTH_IN, Picture

D = TypeVar("D")
Item = TypeVar("Item")

# A page of the Letter paper has 9.4 inches; a heading and a sentence or two stand there too.
MOST_HEIGHT_IN = 8.2
# What a chart's title, notes and axis take of it, which each part has again.
_HEAD_IN = 1.2


def picture(
    chart: Chart[D], data: D, style: ChartStyle, *, most_in: float = MOST_HEIGHT_IN
) -> Picture:
    """Return a chart as high as it wants, at most `most_in` inches."""
    figure = chart.figure(data, style, (CHART_WIDTH_IN, None))
    if figure.get_size_inches()[1] > most_in:
        figure = chart.figure(data, style, (CHART_WIDTH_IN, most_in))
    return Picture(svg=figure_svg(figure), alt=chart.summary(data))


def pictures(
    chart: Chart[D],
    data: D,
    style: ChartStyle,
    items: Sequence[Item],
    with_items: Callable[[D, Sequence[Item]], D],
) -> Iterator[Picture]:
    """Yield a chart of some items (tests, treatments) in as few pictures as fit a page each.

    `with_items` returns the data with these of its items alone.
    """
    height_in = chart.figure(data, style, (CHART_WIDTH_IN, None)).get_size_inches()[1]
    count = 1
    if height_in > MOST_HEIGHT_IN:
        count = min(max(len(items), 1), ceil((height_in - _HEAD_IN) / (MOST_HEIGHT_IN - _HEAD_IN)))
    if count == 1:
        yield picture(chart, data, style)
        return
    for part in parts_of(items, count):
        yield from pictures(chart, with_items(data, part), style, part, with_items)


def parts_of(items: Sequence[Item], count: int) -> list[Sequence[Item]]:
    """Return items in so many parts of nearly the same length, in their order."""
    edges = [number * len(items) // count for number in range(count + 1)]
    return [items[begin:end] for begin, end in pairwise(edges)]


def nothing_words(said: str) -> str:
    """Return what is said in place of a chart, without what a person is to do in the app."""
    first, dot, _ = said.partition(". ")
    return first + dot.strip()
