"""The charts by the names that the command line knows, each with how its data are read.

A new chart is one more line here; the window, the command line and the page take it from here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from crampdiary.charts.adherence import ADHERENCE
from crampdiary.charts.calendar import CALENDAR
from crampdiary.charts.chart import Chart
from crampdiary.charts.comparison import COMPARISON
from crampdiary.charts.factors import FACTORS
from crampdiary.charts.hour_of_night import HOUR_OF_NIGHT
from crampdiary.charts.labs import LABS
from crampdiary.charts.leg_map import LEG_MAP
from crampdiary.charts.night_raster import NIGHT_RASTER
from crampdiary.charts.pain_and_duration import PAIN_AND_DURATION
from crampdiary.charts.timeline import TIMELINE
from crampdiary.charts.weekly_rate import WEEKLY_RATE
from crampdiary.domain.ports import Clock, Diary
from crampdiary.services.charts import (
    adherence,
    calendar,
    comparison,
    factors,
    hour_of_night,
    labs,
    leg_map,
    night_raster,
    pain_and_duration,
    timeline,
    weekly_rate,
)

D = TypeVar("D")


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn(Generic[D]):
    """A chart, what people call it, and how what it shows of `first` to `last` is read."""

    chart: Chart[D]
    label: str
    read: Callable[[Diary, Clock, date, date], D]


_ALL: tuple[Drawn[Any], ...] = (
    Drawn(chart=TIMELINE, label="Timeline", read=timeline.read),
    Drawn(chart=NIGHT_RASTER, label="Every night", read=night_raster.read),
    Drawn(chart=WEEKLY_RATE, label="Week by week", read=weekly_rate.read),
    Drawn(chart=CALENDAR, label="Calendar", read=calendar.read),
    Drawn(chart=HOUR_OF_NIGHT, label="Hours of the night", read=hour_of_night.read),
    Drawn(chart=PAIN_AND_DURATION, label="Pain and duration", read=pain_and_duration.read),
    Drawn(chart=LEG_MAP, label="Places", read=leg_map.read),
    Drawn(chart=COMPARISON, label="Before and while", read=comparison.read),
    Drawn(chart=ADHERENCE, label="Doses taken", read=adherence.read),
    Drawn(chart=FACTORS, label="The day before", read=factors.read),
    Drawn(chart=LABS, label="Lab results", read=labs.read),
)
CHARTS: dict[str, Drawn[Any]] = {one.chart.name: one for one in _ALL}
