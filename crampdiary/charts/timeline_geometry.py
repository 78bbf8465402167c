"""Where on a timeline which night lies, read from the finished figure; pure figures, no drawing."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from crampdiary.charts.style import PX_PER_INCH

if TYPE_CHECKING:
    from matplotlib.figure import Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineGeometry:
    """The panels' common axis: `first` begins at `left`, `nights` nights on is `right`.

    All in logical pixels from the sheet's upper left; `top` is where the panel of nights begins and
    `bottom` where the lowest panel ends.
    """

    first: date
    nights: float
    left: float
    right: float
    top: float
    bottom: float

    @property
    def px_per_night(self) -> float:
        """Return how wide a night is."""
        return (self.right - self.left) / self.nights

    def night_at(self, x_px: float) -> date:
        """Return the night drawn at `x_px`, also beyond the edges."""
        return self.first + timedelta(days=(x_px - self.left) // self.px_per_night)

    def x_of(self, night: date) -> float:
        """Return where the middle of a night lies."""
        return self.left + ((night - self.first).days + 0.5) * self.px_per_night


def geometry_of(figure: "Figure", first: date) -> TimelineGeometry | None:
    """Return where the nights of a timeline from `first` on lie; None where it has no panel."""
    panels = [axes for axes in figure.axes if axes.get_label() == "nights"]
    if not panels:
        return None
    width, height = (inches * PX_PER_INCH for inches in figure.get_size_inches())
    places = [axes.get_position() for axes in figure.axes]
    nights, (low, high) = panels[0].get_position(), panels[0].get_xlim()
    return TimelineGeometry(
        first=first,
        nights=float(high - low),
        left=float(nights.x0 * width),
        right=float(nights.x1 * width),
        top=float((1 - nights.y1) * height),
        bottom=float((1 - min(place.y0 for place in places)) * height),
    )
