"""How the two views of the legs and the list of places share a figure, from wide to narrow."""

from collections.abc import Sequence
from dataclasses import dataclass

from crampdiary.charts.boxes import Box
from crampdiary.charts.leg_views import LegView
from crampdiary.charts.rows import Row, least_width_px, row_height_px
from crampdiary.charts.style import ChartStyle

MARGIN_PX = 10
_GAP_PX = 28
_ABOVE_LIST_PX = 14
_LEGS_PX, _LEAST_LEGS_PX = 260, 150
_LIST_SHARE, _MOST_LIST_PX = 0.36, 460


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Where the views and the list go, in pixels from below the heading; `height_px` holds all."""

    views: tuple[Box, ...]
    legs_px: float
    rows: Box | None
    height_px: float


class Layout:
    """Arrangements in a figure of `width_px`; each takes the height there is, or None for its own.

    In a given height the legs grow and shrink, the list keeps its lines.
    """

    def __init__(
        self, views: Sequence[LegView], rows: Sequence[Row], style: ChartStyle, width_px: float
    ) -> None:
        self._views = views
        self._inner_px = width_px - 2 * MARGIN_PX
        self._scale = style.scale
        self._list_px = len(rows) * row_height_px(style)
        wanted = max(least_width_px(rows, style), _LIST_SHARE * self._inner_px)
        self._list_width_px = min(wanted, _MOST_LIST_PX * style.scale)

    def with_legs(self, room_px: float | None, *, needs_list: bool) -> Plan | None:
        """Return the first arrangement with legs that width and height have room for, if any.

        `needs_list` says that the legs alone would not show every place.
        """
        arrangements = [self._in_a_row, self._list_below, self._stacked]
        if not needs_list:
            arrangements.append(self._legs_alone)
        for arrange in arrangements:
            plan = arrange(room_px)
            fits = room_px is None or plan.height_px <= room_px + 0.5
            if fits and plan.legs_px >= _LEAST_LEGS_PX * self._scale:
                return plan
        return None

    def list_alone(self, room_px: float | None) -> Plan:
        """Return the plan without legs."""
        height = self._list_px if room_px is None else room_px
        return Plan(views=(), legs_px=0, rows=self._rows_box(0, height), height_px=height)

    def _in_a_row(self, room_px: float | None) -> Plan:
        views_px = self._inner_px - self._list_width_px - _GAP_PX
        legs_px, boxes, height = self._side_by_side(views_px, room_px)
        right = MARGIN_PX + self._inner_px
        lines = max(self._list_px, height) if room_px is None else height
        rows = Box(left=right - self._list_width_px, top=0, right=right, bottom=lines)
        return Plan(views=boxes, legs_px=legs_px, rows=rows, height_px=lines)

    def _list_below(self, room_px: float | None) -> Plan:
        below = self._list_px + _ABOVE_LIST_PX
        left_px = None if room_px is None else room_px - below
        legs_px, boxes, height = self._side_by_side(self._inner_px, left_px)
        rows = self._rows_box(height + _ABOVE_LIST_PX, self._list_px)
        return Plan(views=boxes, legs_px=legs_px, rows=rows, height_px=height + below)

    def _stacked(self, room_px: float | None) -> Plan:
        head = self._views[0].head_px
        widest = min(view.legs_px(self._inner_px) for view in self._views)
        legs_px = min(_LEGS_PX * self._scale, widest)
        if room_px is not None:
            legs_px = min(legs_px, (room_px - self._list_px) / 2 - _ABOVE_LIST_PX - head)
        step = head + legs_px + _ABOVE_LIST_PX
        right = MARGIN_PX + self._inner_px
        return Plan(
            views=tuple(
                Box(left=MARGIN_PX, top=top, right=right, bottom=top + head + legs_px)
                for top in (0, step)
            ),
            legs_px=legs_px,
            rows=self._rows_box(2 * step, self._list_px),
            height_px=2 * step + self._list_px,
        )

    def _legs_alone(self, room_px: float | None) -> Plan:
        legs_px, boxes, height = self._side_by_side(self._inner_px, room_px)
        return Plan(views=boxes, legs_px=legs_px, rows=None, height_px=height)

    def _side_by_side(
        self, width_px: float, room_px: float | None
    ) -> tuple[float, tuple[Box, ...], float]:
        """Return how high the legs are, where both views go, and how high they are with words."""
        half = (width_px - _GAP_PX) / 2
        head = self._views[0].head_px
        widest = min(view.legs_px(half) for view in self._views)
        legs_px = min(_LEGS_PX * self._scale if room_px is None else room_px - head, widest)
        height = head + legs_px
        boxes = tuple(
            Box(left=left, top=0, right=left + half, bottom=height)
            for left in (MARGIN_PX, MARGIN_PX + half + _GAP_PX)
        )
        return legs_px, boxes, height

    def _rows_box(self, top: float, height: float) -> Box:
        width = min(self._inner_px, _MOST_LIST_PX * self._scale)
        return Box(left=MARGIN_PX, top=top, right=MARGIN_PX + width, bottom=top + height)
