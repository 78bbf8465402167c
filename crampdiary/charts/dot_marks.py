"""The rows of a dot plot as marks: dots, their intervals, and the upright lines behind them."""

from collections.abc import Sequence
from dataclasses import dataclass

from crampdiary.charts.boxes import Box
from crampdiary.charts.dot_scale import DotScale
from crampdiary.charts.sheet import Panel
from crampdiary.charts.style import ChartStyle, contrast, mix

# Pixels at 100 % text.
DOT_PX = 8.0
_END_PX = 4.0
_POINTS_PER_PX = 0.75
# WCAG 2.2, 1.4.11: what is not text.
_LEAST_CONTRAST = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class DotRow:
    """A row: a value with its limits, or without a value the `words` that tell why.

    `high` None has no upper limit; `wider` are limits that allow for more, drawn thin. `beside` is
    what it rests on ("28 cramps, 84 nights"). Of `shorter` and `beside_short` as much is taken as
    needed. `colour` is that of its mark. A row that `is_heading` names those below it; one that
    `is_minor` is the first to go where there is little room.
    """

    name: str
    shorter: tuple[str, ...] = ()
    value: float | None = None
    low: float = 0
    high: float | None = None
    wider: tuple[float, float | None] | None = None
    label: str = ""
    words: str = ""
    beside: str = ""
    beside_short: str = ""
    colour: str = ""
    is_hollow: bool = False
    is_heading: bool = False
    is_minor: bool = False


def mark_colour(colour: str, style: ChartStyle) -> str:
    """Return `colour`, mixed with ink until a thin line of it can be seen on the background."""
    for share in (0.0, 0.1, 0.2, 0.3, 0.4, 0.6):
        mixed = mix(style.mark(colour), style.palette.ink, share)
        if contrast(mixed, style.background) >= _LEAST_CONTRAST:
            return mixed
    return style.palette.ink


def reach(row: DotRow, scale: DotScale) -> tuple[float, float]:
    """Return from where to where on the axis a row draws."""
    low, high = row.wider or (row.low, row.high)
    return scale.clipped(min(low, row.low)), max(_end(high, scale), _end(row.high, scale))


def draw_lines(
    panel: Panel,
    scale: DotScale,
    values: Sequence[float],
    places: Sequence[Box],
    style: ChartStyle,
) -> None:
    """Draw an upright line at each value in each of the places; that at the base is darker."""
    from matplotlib.collections import LineCollection

    palette = style.palette
    for is_base, colour, width in ((False, palette.hairline, 0.7), (True, palette.quiet, 1.0)):
        panel.axes.add_artist(
            LineCollection(
                [
                    (
                        (scale.at(value), panel.y_value(place.top)),
                        (scale.at(value), panel.y_value(place.bottom)),
                    )
                    for value in values
                    if (value == scale.base) == is_base
                    for place in places
                ],
                colors=colour,
                linewidths=width,
                zorder=0.5,
                clip_on=False,
                gid="base-line" if is_base else "scale",
            )
        )


def draw_dots(
    panel: Panel, scale: DotScale, rows: Sequence[tuple[DotRow, float]], style: ChartStyle
) -> None:
    """Draw rows that have a value at their heights (pixels from above): interval, ends and dot."""
    from matplotlib.collections import LineCollection

    drawn = [(row, panel.y_value(y)) for row, y in rows]
    spans = [(scale.clipped(row.low), _end(row.high, scale), y, row) for row, y in drawn]
    wider = [
        (scale.clipped(row.wider[0]), _end(row.wider[1], scale), y, row)
        for row, y in drawn
        if row.wider is not None
    ]
    half = panel.y_value(0) - panel.y_value(_END_PX * style.scale)
    # An end mark where an interval ends; without one it goes on beyond the scale.
    ends = [
        (x, y, row)
        for low, high, y, row in spans
        for x, is_end in (
            (low, scale.holds(row.low)),
            (high, row.high is not None and scale.holds(row.high)),
        )
        if is_end
    ]
    for gid, segments, found, widths in (
        ("wider-intervals", [((low, y), (high, y)) for low, high, y, _ in wider], wider, [1.0]),
        (
            "intervals",
            [((low, y), (high, y)) for low, high, y, _ in spans],
            spans,
            [1.3 if row.is_hollow else 2.6 for row, _ in drawn],
        ),
        ("interval-ends", [((x, y - half), (x, y + half)) for x, y, _ in ends], ends, [1.3]),
    ):
        panel.axes.add_artist(
            LineCollection(
                segments,
                colors=[one[-1].colour for one in found],
                linewidths=widths,
                capstyle="butt",
                zorder=2,
                clip_on=False,
                gid=gid,
            )
        )
    _draw_marks(panel, scale, drawn, style)


def _draw_marks(
    panel: Panel, scale: DotScale, drawn: Sequence[tuple[DotRow, float]], style: ChartStyle
) -> None:
    for is_hollow in (False, True):
        chosen = [(row, y) for row, y in drawn if row.is_hollow == is_hollow]
        if not chosen:
            continue
        colours = [row.colour for row, _ in chosen]
        marks = panel.axes.scatter(
            [scale.clipped(row.value or 0) for row, _ in chosen],
            [y for _, y in chosen],
            s=(DOT_PX * style.scale * _POINTS_PER_PX) ** 2,
            c=style.background if is_hollow else colours,
            edgecolors=colours,
            linewidths=1.5,
            zorder=3,
            clip_on=False,
        )
        marks.set_gid("hollow-dots" if is_hollow else "filled-dots")


def _end(high: float | None, scale: DotScale) -> float:
    return scale.limits[1] if high is None else scale.clipped(high)
