"""Rows below the nights: what lies in which row, and how their words find room.

A row is named at its left; its items are bars or marks whose labels stand inside, above or beside.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from crampdiary.charts.boxes import Box, between, first_free
from crampdiary.charts.fonts import printable
from crampdiary.charts.sheet import LINE_HEIGHT, Panel, Sheet, shorten, text_width_px, wrap

_PAD_PX = 5
_BETWEEN_PX = 2.0
_APART_PX = 14
# A bar may be this much lower than a line of text; the letters themselves still lie within it.
_TIGHT = 1.15
# From this height on (in lines of text) a row's name may take two lines.
_TWO_LINES = 2.4
_LEAST_SHARE = 0.22
_MARK_LINES = 0.28
# How far words over a low bar stand above their row, in text sizes: within the gap between rows.
_LIFT = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One bar or mark: from and to in nights (end excluded), labels from longest to shortest.

    `share` is its height as a part of the row's, None for a mark; `is_open` draws it unfilled.
    """

    start: float
    end: float
    labels: tuple[str, ...]
    colour: str
    share: float | None = None
    is_open: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """One row; a second row of the same treatment has no name."""

    name: str
    items: tuple[Item, ...]


def draw_lane(sheet: Sheet, panel: Panel, lane: Lane, room: Box) -> None:
    """Draw one row into `room`, which is as wide as the panel; its name goes to the left of it."""
    draw_name(sheet, lane.name, room)
    line_px = sheet.style.text_px * LINE_HEIGHT
    slack = max(0.0, (line_px - room.height) / 2)
    bounds = Box(
        left=room.left,
        top=room.top - slack,
        right=sheet.width_px - 2,
        bottom=room.bottom + slack,
    )
    bodies = [_body(panel, item, room, line_px) for item in lane.items]
    _draw_marks(sheet, panel, [item for item in lane.items if item.share is None], room)
    for item, body in zip(lane.items, bodies, strict=True):
        if item.share is not None:
            _draw_bar(sheet, panel, item, body)
    written: list[Box] = []
    for item, body in zip(lane.items, bodies, strict=True):
        # A label reaches no further than this to either side of what it names.
        reach = _reach_px(item, sheet.style.text_px)
        strip = body.left - reach, body.right + reach
        others = [box for box in between(bodies, *strip) if box is not body]
        label = _label_place(sheet, item, body, others + between(written, *strip), bounds)
        if label is not None:
            text, box = label
            sheet.text(box.left, box.middle, text, kind="lane-label")
            written.append(box)


def _reach_px(item: Item, size: float) -> float:
    widest = max(text_width_px(printable(label), size) for label in item.labels)
    return widest + 2 * _PAD_PX + _APART_PX


def name_width_px(names: Sequence[str], size_px: float, most_px: float) -> float:
    """Return the room that the rows' names want, at most `most_px`."""
    return min(max((text_width_px(printable(name), size_px) for name in names), default=0), most_px)


def draw_name(sheet: Sheet, name: str, room: Box) -> None:
    """Write a row's name to the left of its room, in two lines where the row is high enough."""
    size = sheet.style.text_px
    space = room.left - 8 - 4
    shown = printable(name)
    lines = wrap(shown.split(" "), space, size)
    if len(lines) > 1 and room.height < _TWO_LINES * size:
        lines = [shorten(shown, space, size)]
    elif len(lines) > 2:  # noqa: PLR2004 - the two that fit
        lines = [lines[0], shorten(" ".join(lines[1:]), space, size)]
    middle = room.middle - (len(lines) - 1) * 0.6 * size
    for row, line in enumerate(lines):
        sheet.text(
            room.left - 8,
            middle + row * 1.2 * size,
            line,
            align="right",
            colour=sheet.style.palette.quiet,
            kind="lane-name",
        )


def _body(panel: Panel, item: Item, room: Box, line_px: float) -> Box:
    left, right = panel.x_px(item.start), panel.x_px(item.end)
    if item.share is None:
        half = _MARK_LINES * line_px
        middle = (left + right) / 2
        return Box(
            left=middle - half,
            top=room.middle - half,
            right=middle + half,
            bottom=room.middle + half,
        )
    height = _bar_height(item.share, room.height)
    return Box(left=left, top=room.bottom - height, right=max(right, left + 2), bottom=room.bottom)


def _bar_height(share: float, room_px: float) -> float:
    """Return the height of a bar; the lowest is still seen."""
    return max(_LEAST_SHARE, share) * room_px


def _draw_marks(sheet: Sheet, panel: Panel, items: Sequence[Item], room: Box) -> None:
    """Draw diamonds, hollow for limits; one artist for all of a kind."""
    from matplotlib.lines import Line2D

    for is_open in (False, True):
        chosen = [item for item in items if item.is_open == is_open]
        if chosen:
            panel.axes.add_artist(
                Line2D(
                    [(item.start + item.end) / 2 for item in chosen],
                    [panel.y_value(room.middle)] * len(chosen),
                    marker="D",
                    markersize=5 * sheet.style.scale,
                    color=chosen[0].colour,
                    markerfacecolor=sheet.style.background if is_open else chosen[0].colour,
                    linestyle="none",
                    clip_on=False,
                    gid="marks",
                )
            )


def _draw_bar(sheet: Sheet, panel: Panel, item: Item, body: Box) -> None:
    from matplotlib.patches import Rectangle

    style, low = sheet.style, panel.y_value(body.bottom)
    nights = item.end - item.start
    # A hair of background between two phases that follow each other.
    gap = min(_BETWEEN_PX / body.width, 0.25) * nights
    panel.axes.add_artist(
        Rectangle(
            (item.start, low),
            nights - gap,
            panel.y_value(body.top) - low,
            linewidth=style.thin_pt,
            facecolor=style.background if item.is_open else style.fill_under_text(item.colour),
            edgecolor=style.mark(item.colour),
            linestyle="--" if item.is_open else "-",
            gid="phase",
        )
    )


def _label_place(
    sheet: Sheet, item: Item, body: Box, taken: Sequence[Box], bounds: Box
) -> tuple[str, Box] | None:
    """Return the longest of the labels that finds room, and where; shortened as a last resort."""
    size = sheet.style.text_px
    labels = [(label, text_width_px(label, size)) for label in map(printable, item.labels)]
    for label, width in labels:
        inside = _inside(item, body, width, size, bounds)
        if inside is not None and not any(inside.meets(other) for other in taken):
            return label, inside
        place = first_free(_outside(body, width, size, bounds), taken, bounds)
        if place is not None:
            return label, place
    # Left of it a label may be taken for that of the item before, so it keeps away from that one.
    for label, width in labels:
        place = _before(body, width, size)
        apart = replace(place, left=place.left - _APART_PX)
        if first_free([apart], taken, replace(bounds, left=bounds.left - _APART_PX)) is not None:
            return label, place
    return _shortened(item, body, taken, bounds, size)


def _inside(item: Item, body: Box, width: float, size: float, bounds: Box) -> Box | None:
    """Return the place in a bar, or over a low one where no line of text has room above it."""
    line = size * LINE_HEIGHT
    if item.share is None or width + 2 * _PAD_PX > body.width:
        return None
    is_low = line > body.height * _TIGHT
    if is_low and body.top - line >= bounds.top:
        return None
    left = body.left + _PAD_PX
    # A little above its row, so that a low bar underlines the words instead of crossing them.
    middle = bounds.top - _LIFT * size + line / 2 if is_low else body.middle
    return Box(left=left, top=middle - line / 2, right=left + width, bottom=middle + line / 2)


def _outside(body: Box, width: float, size: float, bounds: Box) -> list[Box]:
    """Return places above the item (from its start, else up to the edge) and right of it."""
    line = size * LINE_HEIGHT
    above = body.top - line
    low, high = body.middle - line / 2, body.middle + line / 2
    edge = min(body.left, bounds.right - width)
    return [
        Box(left=body.left + 2, top=above, right=body.left + 2 + width, bottom=body.top),
        Box(left=edge, top=above, right=edge + width, bottom=body.top),
        Box(left=body.right + _PAD_PX, top=low, right=body.right + _PAD_PX + width, bottom=high),
    ]


def _before(body: Box, width: float, size: float) -> Box:
    line = size * LINE_HEIGHT
    return Box(
        left=body.left - _PAD_PX - width,
        top=body.middle - line / 2,
        right=body.left - _PAD_PX,
        bottom=body.middle + line / 2,
    )


def _shortened(
    item: Item, body: Box, taken: Sequence[Box], bounds: Box, size: float
) -> tuple[str, Box] | None:
    label = printable(item.labels[0])
    free_to = min((box.left for box in taken if box.left > body.left), default=bounds.right)
    rooms = (
        body.width - 2 * _PAD_PX,
        free_to - body.left - _PAD_PX,
        free_to - body.right - 2 * _PAD_PX,
    )
    for room in sorted(rooms, reverse=True):
        cut = shorten(label, room, size)
        # Half a number would be another number.
        if not cut.startswith(label.split(" ")[0] + " "):
            return None
        width = text_width_px(cut, size)
        inside = _inside(item, body, width, size, bounds)
        candidates = ([inside] if inside else []) + _outside(body, width, size, bounds)
        place = first_free(candidates, taken, bounds)
        if place is not None:
            return cut, place
    return None
