"""The charts by the names that the command line knows; a new chart is one more line here."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from crampdiary.charts.timeline import TimelineData, timeline

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from crampdiary.charts.style import ChartStyle

Chart = Callable[[TimelineData, "ChartStyle"], "Figure"]

CHARTS: dict[str, Chart] = {
    "timeline": timeline,
}
