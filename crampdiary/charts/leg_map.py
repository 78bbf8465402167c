"""Where on the legs cramps were: a drawing with counts, and the same places as a list."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from crampdiary.charts.boxes import Box
from crampdiary.charts.chart import Chart, Size, Table, size_px
from crampdiary.charts.heading import Heading, with_span
from crampdiary.charts.hint import hint_sheet
from crampdiary.charts.labels import plural
from crampdiary.charts.leg_layout import MARGIN_PX, Layout, Plan
from crampdiary.charts.leg_views import LegView, spots
from crampdiary.charts.legs import View
from crampdiary.charts.places import LegMap, counts_in_several, percent_words, places
from crampdiary.charts.rows import Row, draw_rows, row_height_px
from crampdiary.charts.sheet import Sheet
from crampdiary.charts.style import ChartStyle
from crampdiary.domain.choices import Side, Site

if TYPE_CHECKING:
    from matplotlib.figure import Figure

TITLE = "Cramps by place"
WIDTH_IN = 9.5
# Of fewer cramps it is not said where most were.
MIN_LOCATED = 10
_UNDER_HEADING_PX = 8
_LEAST_ROWS = 4
_MOST_TIES = 2


def leg_map(data: LegMap, style: ChartStyle, size_in: Size | None = None) -> "Figure":
    """Return the figure, `size_in` inches wide and high; without a height all is drawn."""
    width_px, height_px = size_px(size_in, WIDTH_IN)
    said = too_little(data)
    if said:
        return hint_sheet(said, style, width_px=width_px, height_px=height_px).figure
    return _Drawing(data, style, width_px, height_px).draw()


class _Drawing:
    """The figure in the making: measure, choose what stands where, then draw."""

    def __init__(
        self, data: LegMap, style: ChartStyle, width_px: float, height_px: float | None
    ) -> None:
        self.data, self.style = data, style
        self.width_px, self.height_px = width_px, height_px
        self.places = places(data)
        self.counts = {(one.side, one.site): one.cramps for one in self.places}
        shown = {view: spots(view, self.counts) for view in View}
        most = max(max(spot.left, spot.right) for one in shown.values() for spot in one)
        # Bare legs would say that there was nothing.
        self.views = [LegView(view, shown[view], style, most=most) for view in View if most]
        self.rows = [
            Row(
                name=one.words,
                size=one.cramps,
                said=f"{one.cramps:,} ({percent_words(one.cramps, data.located)})",
                short=f"{one.cramps:,}",
            )
            for one in self.places
        ]
        if data.cramps > data.located:
            unknown = f"{data.cramps - data.located:,}"
            self.rows.append(Row(name="place not noted", size=None, said=unknown, short=unknown))

    def draw(self) -> "Figure":
        head, plan = self._arranged()
        top = self._under(head)
        height = self.height_px or top + plan.height_px + MARGIN_PX
        sheet = Sheet(style=self.style, width_px=self.width_px, height_px=height)
        head.draw(sheet, MARGIN_PX)
        for view, box in zip(self.views, plan.views, strict=False):
            view.draw(sheet, _moved(box, top), plan.legs_px)
        if plan.rows is not None:
            draw_rows(sheet, self.rows, _moved(plan.rows, top))
        return sheet.figure

    def _under(self, head: Heading) -> float:
        return MARGIN_PX + head.height_px + _UNDER_HEADING_PX * self.style.scale

    def _room(self, head: Heading) -> float | None:
        return None if self.height_px is None else self.height_px - self._under(head) - MARGIN_PX

    def _arranged(self) -> tuple[Heading, Plan]:
        """Return heading and plan; where the height has no room for legs, the list alone."""
        layout = Layout(self.views, self.rows, self.style, self.width_px)
        head = self._heading(self._notes(has_legs=True))
        needs_list = not all(one.is_on_legs for one in self.places)
        plan = layout.with_legs(self._room(head), needs_list=needs_list) if self.views else None
        if plan is not None:
            return head, plan
        said = self._notes(has_legs=False)
        while True:
            head = self._heading(said)
            room = self._room(head)
            least = min(len(self.rows), _LEAST_ROWS) * row_height_px(self.style)
            if room is None or room >= least or not said:
                return head, layout.list_alone(room)
            said.pop()

    def _notes(self, *, has_legs: bool) -> list[str]:
        data = self.data
        said = [
            f"place noted for {data.located:,} of {plural(data.cramps, 'cramp')}",
            data.coverage.words,
        ]
        if has_legs:
            said.append("left is the person's left, the front as in a mirror")
            if any(self.counts.get((side, Site.THIGH)) for side in (Side.LEFT, Side.RIGHT)):
                said.append("thigh in both views where front or back is not noted")
        if counts_in_several(data):
            said.append("a cramp in both legs or several places counts in each")
        span = data.coverage.span_words
        return with_span([*said, span], span, self.style)

    def _heading(self, said: Sequence[str]) -> Heading:
        return Heading(
            title=TITLE,
            notes=said,
            size_px=self.style.title_px,
            style=self.style,
            left=MARGIN_PX,
            right=self.width_px - MARGIN_PX,
        )


def _moved(box: Box, down: float) -> Box:
    return Box(left=box.left, top=box.top + down, right=box.right, bottom=box.bottom + down)


def summary(data: LegMap) -> str:
    """Return in one sentence where most cramps were, with n and coverage."""
    known = f"noted for {data.located:,} of {plural(data.cramps, 'cramp')}"
    coverage = f"{data.coverage.words}, {data.coverage.span_words}"
    found = places(data)
    most = [one for one in found if one.cramps == found[0].cramps] if found else []
    if data.located < MIN_LOCATED or len(most) > _MOST_TIES:
        return f"The place of cramps is {known}; {coverage}."
    where = " and ".join(one.words for one in most)
    each = " each" if len(most) > 1 else ""
    share = percent_words(most[0].cramps, data.located)
    return (
        f"Most often {where}, {most[0].cramps:,} cramps{each}, {share} of those with a place "
        f"({known}; {coverage})."
    )


def table(data: LegMap) -> Table:
    """Return the places with cramps, most first, each with its share of the cramps with a place."""
    rows = [
        (
            one.site.replace("_", " ") if one.site else "not noted",
            one.side.value if one.side else "not noted",
            one.cramps,
            round(100 * one.cramps / data.located, 1),
        )
        for one in places(data)
    ]
    unknown = ("not noted", "not noted", data.cramps - data.located, None)
    return Table(
        columns=("Place", "Side", "Cramps", "Per cent of cramps with a place"),
        rows=(*rows, unknown),
    )


def too_little(data: LegMap) -> str:
    """Return what is said where no cramp has a place."""
    if data.located:
        return ""
    return "Note where a cramp is, and this will show the places on both legs."


LEG_MAP = Chart(
    name="leg-map",
    title=TITLE,
    figure=leg_map,
    summary=summary,
    table=table,
    too_little=too_little,
)
