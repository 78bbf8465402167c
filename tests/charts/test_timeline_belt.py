"""What lies beside a timeline goes on from it: the same heights, rows, scales and width a night."""

from dataclasses import replace
from datetime import timedelta

import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from crampdiary.charts.style import PX_PER_INCH, SCREEN_DAY
from crampdiary.charts.timeline import TimelineData, timeline
from crampdiary.charts.timeline_belt import TimelineBelt, timeline_belt
from crampdiary.charts.timeline_geometry import TimelineGeometry, geometry_of
from tests.charts.diaries import nine_months, twenty_years

WIDTH_IN = 10.0


def _part(around: TimelineData, start: int, nights: int) -> TimelineData:
    first = around.first + timedelta(days=start)
    return replace(around, first=first, last=first + timedelta(days=nights - 1))


def _drawn(
    around: TimelineData, start: int, nights: int
) -> tuple[Figure, TimelineGeometry, TimelineBelt | None]:
    data = _part(around, start, nights)
    figure = timeline(data, SCREEN_DAY, (WIDTH_IN, 5.0))
    geometry = geometry_of(figure, data.first)
    assert geometry is not None
    return figure, geometry, timeline_belt(figure, geometry, data, around, SCREEN_DAY)


def _panels(figure: Figure) -> dict[str, Axes]:
    return {str(axes.get_label()): axes for axes in figure.axes}


@pytest.mark.parametrize("around", [nine_months(), twenty_years()])
def test_it_keeps_every_panels_place_scale_and_width_a_night(around: TimelineData) -> None:
    figure, geometry, belt = _drawn(around, 90, 120)
    assert belt is not None
    assert belt.figure.get_figheight() == figure.get_figheight()
    width_px = belt.figure.get_figwidth() * PX_PER_INCH
    assert width_px == pytest.approx(belt.nights * geometry.px_per_night)
    own, beside = _panels(figure), _panels(belt.figure)
    assert beside.keys() == own.keys()
    for kind, axes in own.items():
        assert beside[kind].get_ylim() == axes.get_ylim()
        ours, theirs = beside[kind].get_position(), axes.get_position()
        assert (ours.y0, ours.y1) == pytest.approx((theirs.y0, theirs.y1))
        assert beside[kind].get_xlim() == (0, belt.nights)


def test_it_begins_a_screen_before_at_a_bars_edge_and_ends_a_screen_after() -> None:
    around = twenty_years()
    _, _, belt = _drawn(around, 1000, 120)
    assert belt is not None
    assert 113 <= belt.nights_before <= 120
    assert belt.nights_before % 7 == 0
    assert belt.nights == belt.nights_before + 120 + 120


def test_it_goes_no_further_than_there_are_nights() -> None:
    around = nine_months()
    _, _, belt = _drawn(around, 0, 150)
    assert belt is not None
    assert belt.nights_before == 0
    assert belt.nights == around.nights_in_range
    assert _drawn(around, 0, around.nights_in_range)[2] is None


def test_it_has_no_words_of_its_own_but_dates_and_doses() -> None:
    _, _, belt = _drawn(nine_months(), 60, 100)
    assert belt is not None
    kinds = {str(text.get_gid()) for text in belt.figure.texts if text.get_visible()}
    assert {"date", "lane-label"} <= kinds
    assert not {"title", "note", "lab-value", "hint"} & kinds


def test_a_night_and_its_place_on_the_axis_say_the_same() -> None:
    _, geometry, _ = _drawn(nine_months(), 30, 100)
    for number in range(100):
        night = geometry.first + timedelta(days=number)
        assert geometry.night_at(geometry.x_of(night)) == night


def test_a_figure_of_words_alone_has_no_axis() -> None:
    empty = replace(nine_months(), nights=(), treatments=(), labs=())
    assert geometry_of(timeline(empty, SCREEN_DAY), empty.first) is None
