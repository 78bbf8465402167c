"""One view of the legs on a sheet: its places shaded, each with its name and both its counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crampdiary.charts.boxes import Box
from crampdiary.charts.legs import HALF_WIDTH, Part, View, legs, middle, part, reach
from crampdiary.charts.sheet import LINE_HEIGHT, Panel, Sheet, text_width_px
from crampdiary.charts.style import ChartStyle, mix
from crampdiary.domain.choices import Side, Site

Counts = Mapping[tuple[Side | None, Site | None], int]

_GAP_PX = 10
_LEADER_PX = 12
_HEAD_LINES = 2  # the view's name, and which leg is which
_PALEST = 0.18
_TITLES = {View.FRONT: "Front", View.BACK: "Back"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A part of the drawing with its name and what was counted there on the left and the right."""

    part: Part
    name: str
    left: int
    right: int


def spots(view: View, counts: Counts) -> list[Spot]:
    """Return the places of a view from above to below.

    Cramps "in the thigh", front or back not noted, shade the thigh in both views; where there are
    such, those in its front or its back alone are a muscle within it.
    """
    own = Site.THIGH_FRONT if view is View.FRONT else Site.THIGH_BACK
    has_any = any(counts.get((side, Site.THIGH)) for side in (Side.LEFT, Side.RIGHT))
    has_own = any(counts.get((side, own)) for side in (Side.LEFT, Side.RIGHT))

    def spot(which: Part, site: Site, name: str) -> Spot:
        left, right = (counts.get((side, site), 0) for side in (Side.LEFT, Side.RIGHT))
        return Spot(part=which, name=name, left=left, right=right)

    found = [spot(Part.THIGH, Site.THIGH if has_any else own, "thigh")]
    if has_any and has_own:
        found.append(spot(Part.THIGH_INNER, own, f"its {view}"))
    if view is View.BACK:
        return [*found, spot(Part.CALF, Site.CALF, "calf")]
    return [*found, spot(Part.FOOT, Site.FOOT, "foot"), spot(Part.TOES, Site.TOES, "toes")]


class LegView:
    """One view, measured before it is drawn; `most` is the count that is darkest in all views."""

    def __init__(self, view: View, shown: Sequence[Spot], style: ChartStyle, *, most: int) -> None:
        self._view, self._spots, self._style, self._most = view, shown, style, most
        size = style.text_px
        self._names_px = max(text_width_px(spot.name, size) for spot in shown)
        counts = [count for spot in shown for count in (spot.left, spot.right)]
        self._count_px = max(text_width_px(f"{count:,}", size, bold=True) for count in counts)

    @property
    def head_px(self) -> float:
        """Return the height of the words above the legs, in pixels."""
        return _HEAD_LINES * 1.45 * self._style.text_px

    def width_px(self, legs_px: float) -> float:
        """Return how wide the view is where the legs are `legs_px` high."""
        aside = self._count_px + _GAP_PX + _LEADER_PX
        return self._names_px + _GAP_PX + 2 * aside + 2 * HALF_WIDTH * legs_px

    def legs_px(self, width_px: float) -> float:
        """Return how high the legs may be in a view of that width."""
        return (width_px - self.width_px(0)) / (2 * HALF_WIDTH)

    def draw(self, sheet: Sheet, box: Box, legs_px: float) -> None:
        """Draw into the box from its top, in its middle."""
        left = box.left + (box.width - self.width_px(legs_px)) / 2
        centre = left + self._names_px + _GAP_PX + self._count_px + _GAP_PX + _LEADER_PX
        centre += HALF_WIDTH * legs_px
        size, quiet = self._style.text_px, self._style.palette.quiet
        y = box.top + 0.7 * size
        sheet.text(centre, y, _TITLES[self._view], align="center", bold=True, kind="view")
        y += 1.45 * size
        apart = max(0.128 * legs_px, text_width_px("right", size) / 2 + 4)
        for x, side in ((centre - apart, "left"), (centre + apart, "right")):
            sheet.text(x, y, side, align="center", colour=quiet, kind="leg")
        top = box.top + self.head_px
        panel = sheet.panel(
            Box(
                left=centre - HALF_WIDTH * legs_px,
                top=top,
                right=centre + HALF_WIDTH * legs_px,
                bottom=top + legs_px,
            ),
            x_limits=(-HALF_WIDTH, HALF_WIDTH),
            y_limits=(1, 0),
            kind=f"legs-{self._view}",
        )
        self._draw_legs(panel)
        self._label(sheet, panel, left)

    def _draw_legs(self, panel: Panel) -> None:
        from matplotlib.collections import PolyCollection

        palette = self._style.palette
        pieces = legs(self._view)
        faces = [palette.none_recorded] * len(pieces)
        edges = [palette.quiet] * len(pieces)
        for spot in self._spots:
            for count, is_left in ((spot.left, True), (spot.right, False)):
                outlines = part(self._view, spot.part, is_left=is_left)
                pieces += outlines
                faces += [self.shade(count)] * len(outlines)
                edges += [palette.cramp if count else palette.hatch] * len(outlines)
        panel.axes.add_artist(
            PolyCollection(
                pieces,
                facecolors=faces,
                edgecolors=edges,
                linewidths=0.7,
                clip_on=False,
                gid="legs",
            )
        )

    def shade(self, count: int) -> str:
        """Return how a place with that many cramps is shaded: the more, the further from bare."""
        palette = self._style.palette
        if not count:
            return palette.none_recorded
        share = _PALEST + (1 - _PALEST) * count / self._most
        return mix(palette.none_recorded, palette.cramp, share)

    def _label(self, sheet: Sheet, panel: Panel, left: float) -> None:
        from matplotlib.collections import LineCollection

        style = self._style
        leaders = []
        places = [middle(spot.part) for spot in self._spots]
        heights = spread([panel.y_px(place) for place in places], LINE_HEIGHT * style.text_px)
        beside = HALF_WIDTH + _LEADER_PX / (panel.x_px(1) - panel.x_px(0))
        for spot, place, y in zip(self._spots, places, heights, strict=True):
            sheet.text(left, y, spot.name, colour=style.palette.quiet, kind="place")
            outline = reach(self._view, place)
            for count, sign in ((spot.left, -1), (spot.right, 1)):
                sheet.text(
                    panel.x_px(sign * beside) + sign * _GAP_PX / 2,
                    y,
                    f"{count:,}",
                    align="right" if sign < 0 else "left",
                    colour=style.palette.ink if count else style.palette.quiet,
                    bold=bool(count),
                    kind="count",
                )
                leaders.append(((sign * beside, panel.y_value(y)), (sign * outline, place)))
        panel.axes.add_artist(
            LineCollection(
                leaders,
                colors=style.palette.hatch,
                linewidths=0.7,
                zorder=0.5,
                clip_on=False,
                gid="leaders",
            )
        )


def spread(wanted: Sequence[float], least: float) -> list[float]:
    """Return heights at least `least` apart: as wanted, or moved up to make room for the lowest."""
    found: list[float] = []
    for height in reversed(wanted):
        found.append(min(height, found[-1] - least) if found else height)
    return found[::-1]
