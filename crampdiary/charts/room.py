"""How the height of a figure with one panel is shared out between its heading and the panel."""

from collections.abc import Sequence
from dataclasses import dataclass

from crampdiary.charts.boxes import Box
from crampdiary.charts.heading import Heading
from crampdiary.charts.style import ChartStyle

MARGIN_PX = 10
_UNDER_HEADING_PX = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a figure's parts want, in pixels: `foot_px` is what stands below the panel."""

    left: float
    right: float
    panel_px: float
    least_panel_px: float
    above_px: float = 0
    foot_px: float = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """The heading, the panel's place and the height of the whole, in pixels."""

    heading: Heading
    box: Box
    height_px: float


def share_out(
    title: str, notes: Sequence[str], *, style: ChartStyle, wanted: Wanted, height_px: float | None
) -> Shared:
    """Give the panel what the height leaves; where that is too little, the last notes go first."""
    said = list(notes)
    while True:
        heading = Heading(
            title=title,
            notes=said,
            size_px=style.title_px,
            style=style,
            left=MARGIN_PX,
            right=wanted.right,
        )
        top = MARGIN_PX + heading.height_px + _UNDER_HEADING_PX + wanted.above_px
        panel = wanted.panel_px if height_px is None else height_px - top - wanted.foot_px
        if panel >= wanted.least_panel_px or not said:
            break
        said.pop()
    bottom = top + max(panel, 1.0)
    return Shared(
        heading=heading,
        box=Box(left=wanted.left, top=top, right=wanted.right, bottom=bottom),
        height_px=height_px or bottom + wanted.foot_px,
    )
