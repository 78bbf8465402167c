"""What lies beside a timeline's nights: its plot drawn on to the left and right, without words.

A window shows it while a person moves along, until the timeline is drawn anew where they stop. So
it keeps the heights, the rows and the scales of the timeline that it goes on from.
"""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from crampdiary.analysis.weeks import night_series
from crampdiary.charts.boxes import Box
from crampdiary.charts.lab_panel import draw_labs
from crampdiary.charts.lab_series import lab_lane, lab_series, split_labs
from crampdiary.charts.lanes import Lane, draw_lane
from crampdiary.charts.night_panel import draw_nights, picture
from crampdiary.charts.sheet import Panel, Sheet
from crampdiary.charts.style import PX_PER_INCH, ChartStyle
from crampdiary.charts.time_axis import draw_time_axis
from crampdiary.charts.timeline import TimelineData
from crampdiary.charts.timeline_geometry import TimelineGeometry
from crampdiary.charts.treatment_lanes import Range, treatment_rows
from crampdiary.domain.records import LabResult

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.collections import LineCollection
    from matplotlib.figure import Figure
    from matplotlib.patches import Rectangle

# Words that would be wrong on a scale that is not their own, or that say what is in view.
_NOT_DRAWN = {"lab-value", "hint", "title", "note"}


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineBelt:
    """A figure of `nights` from edge to edge, which begins `nights_before` the timeline's first."""

    figure: "Figure"
    nights_before: int
    nights: int


def timeline_belt(
    timeline: "Figure",
    geometry: TimelineGeometry,
    data: TimelineData,
    around: TimelineData,
    style: ChartStyle,
) -> TimelineBelt | None:
    """Return what there is of `around` within a screen on either side of a drawn timeline.

    None where there is nothing beside it. `data` is what the timeline shows.
    """
    nights = data.nights_in_range
    before = min((data.first - around.first).days, nights)
    after = min((around.last - data.last).days, nights)
    shown = picture(night_series(data.nights, data.first, data.last), geometry.px_per_night)
    before -= before % shown.bars.nights_per_bin  # so that bars begin where the timeline's do
    if before + after <= 0:
        return None
    first, last = data.first - timedelta(days=before), data.last + timedelta(days=after)
    labs = [one for one in around.labs if first <= one.taken_on <= last]
    wide = replace(around, first=first, last=last, labs=labs)
    figure = _Belt(timeline, geometry, data, wide, style).draw()
    return TimelineBelt(figure=figure, nights_before=before, nights=wide.nights_in_range)


class _Belt:
    def __init__(
        self,
        timeline: "Figure",
        geometry: TimelineGeometry,
        data: TimelineData,
        wide: TimelineData,
        style: ChartStyle,
    ) -> None:
        self._data, self._wide, self._style = data, wide, style
        self._axes = {str(axes.get_label()): axes for axes in timeline.axes}
        self._px_per_night = geometry.px_per_night
        self._x_limits = (0.0, float(wide.nights_in_range))
        self._height_px = float(timeline.get_figheight() * PX_PER_INCH)
        self._sheet = Sheet(
            style=style,
            width_px=wide.nights_in_range * geometry.px_per_night,
            height_px=self._height_px,
        )

    def draw(self) -> "Figure":
        lowest = self._draw_nights()
        lowest = self._draw_rows() or lowest
        lowest = self._draw_labs() or lowest
        draw_time_axis(self._sheet, lowest, first=self._wide.first, last=self._wide.last)
        for text in self._sheet.figure.texts:
            text.set_visible(text.get_gid() not in _NOT_DRAWN)
        return self._sheet.figure

    def _box(self, kind: str) -> Box:
        """Return where a panel of the timeline is, from edge to edge."""
        place = self._axes[kind].get_position()
        top, bottom = ((1 - y) * self._height_px for y in (place.y1, place.y0))
        return Box(left=0, top=top, right=self._sheet.width_px, bottom=bottom)

    def _draw_nights(self) -> Panel:
        wide = self._wide
        series = night_series(wide.nights, wide.first, wide.last)
        shown = picture(series, self._px_per_night)
        panel = draw_nights(self._sheet, shown, self._box("nights"), self._x_limits)
        return self._on_its_scale(panel, "nights")

    def _draw_labs(self) -> Panel | None:
        tests = self._tests(self._data)
        if "labs" not in self._axes or not tests:
            return None
        name = lab_series(tests[0], self._data.known).test
        wide = [lab_series(one, self._wide.known) for one in self._tests(self._wide)]
        series = next((one for one in wide if one.test == name), None)
        if series is None:
            return None
        panel = draw_labs(
            self._sheet,
            series,
            self._box("labs"),
            first=self._wide.first,
            nights=self._wide.nights_in_range,
            x_limits=self._x_limits,
            avoid=(),
        )
        return self._on_its_scale(panel, "labs")

    def _draw_rows(self) -> Panel | None:
        """Go on with the timeline's rows, if it had room for all that it was to show."""
        if "rows" not in self._axes:
            return None
        axes, box, lanes = self._axes["rows"], self._box("rows"), self._lanes()
        panel = self._sheet.panel(
            box, x_limits=self._x_limits, y_limits=axes.get_ylim(), kind="rows"
        )
        bars = _bars_of(axes)
        own = [item for lane in self._lanes_in_view() for item in lane.items]
        if not bars or len(bars) != sum(item.share is not None for item in own):
            return panel
        step = box.height / len(lanes)
        # A bar stands on the foot of its row, and below that is the gap to the next.
        row_px = (axes.get_ylim()[1] - bars[0].get_y()) % step or step
        for number, lane in enumerate(lanes):
            y = box.top + number * step
            room = Box(left=0, top=y, right=box.right, bottom=y + row_px)
            if lane is not None:
                draw_lane(self._sheet, panel, lane, room)
        return panel

    def _lanes_in_view(self) -> list[Lane]:
        return self._lanes_of(self._data, self._data)

    def _lanes(self) -> list[Lane | None]:
        """Return for each row of the timeline what it holds on the belt."""
        wide = self._lanes_of(self._wide, self._data)
        found: list[Lane | None] = []
        for lane in self._lanes_in_view():
            same = next((one for one in wide if one.name == lane.name and lane.name), None)
            found.append(same)
            if same is not None:
                wide.remove(same)
        return found

    def _lanes_of(self, data: TimelineData, seen: TimelineData) -> list[Lane]:
        """Return the rows of what is `seen`, as far as `data` goes."""
        view, drawn = _range(seen), _range(data)
        treatments = [one for one in data.treatments if any(map(view.holds_part_of, one[1]))]
        rows = treatment_rows(treatments, drawn, self._style, data.known.supplements)
        tests = [
            lab_lane(one, first=data.first, style=self._style, known=data.known)
            for one in self._tests(data)
        ]
        return [lane for one in rows for lane in one.lanes] + tests["labs" in self._axes :]

    def _tests(self, data: TimelineData) -> list[list[LabResult]]:
        return split_labs(data.labs, data.first, data.last, data.known)

    def _on_its_scale(self, panel: Panel, kind: str) -> Panel:
        """Give a panel the heights and the lines of the timeline's own."""
        own = self._axes[kind]
        for artist in panel.axes.get_children():
            artist.set_clip_on(True)
        panel.axes.set_ylim(own.get_ylim())
        for lines, drawn in zip(_scale_of(panel.axes), _scale_of(own), strict=True):
            heights = [segment[0][1] for segment in drawn.get_segments()]
            end = self._x_limits[1]
            lines.set_segments([[(0, height), (end, height)] for height in heights])
        return panel


def _bars_of(axes: "Axes") -> "list[Rectangle]":
    from matplotlib.patches import Rectangle

    return [one for one in axes.patches if isinstance(one, Rectangle) and one.get_gid() == "phase"]


def _range(data: TimelineData) -> Range:
    return Range(first=data.first, last=data.last)


def _scale_of(axes: "Axes") -> "list[LineCollection]":
    from matplotlib.collections import LineCollection

    return [
        one
        for one in axes.collections
        if isinstance(one, LineCollection) and one.get_gid() == "scale"
    ]
