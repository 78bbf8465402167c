"""Where one gets to by panning and zooming: always whole nights that there are."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crampdiary.services.insights import Nights
from crampdiary.ui.insights.navigation import (
    LEAST_NIGHTS,
    View,
    at_rest,
    bring_in,
    pan,
    to_end,
    to_start,
    view_of,
    zoom,
)

days = st.dates(date(1990, 1, 1), date(2080, 1, 1))


@st.composite
def places(draw: st.DrawFn) -> tuple[View, Nights]:
    """Return nights that there are, and a view that lies in them."""
    first = draw(days)
    count = draw(st.integers(1, 9000))
    limits = Nights(first=first, last=first + timedelta(days=count - 1))
    nights = draw(st.integers(1, count))
    start = draw(st.integers(0, count - nights))
    return View(first=first.toordinal() + start, nights=nights), limits


@given(places(), st.floats(-1e5, 1e5))
def test_panning_keeps_the_number_of_nights_and_stays_where_there_are_some(
    place: tuple[View, Nights], by: float
) -> None:
    view, limits = place
    moved = pan(view, by, limits)
    assert moved.nights == view.nights
    assert _inside(moved, limits)


@given(places(), st.floats(0.01, 100), st.floats(0, 1))
def test_zooming_stays_where_there_are_nights_and_never_shows_too_few(
    place: tuple[View, Nights], factor: float, at: float
) -> None:
    view, limits = place
    moved = zoom(view, factor, at, limits)
    assert _inside(moved, limits)
    assert moved.nights >= min(LEAST_NIGHTS, view_of(limits).nights)


@given(st.floats(0.5, 2), st.floats(0, 1))
def test_what_is_below_the_pointer_stays_there_while_zooming_in_the_middle(
    factor: float, at: float
) -> None:
    limits = Nights(first=date(2000, 1, 1), last=date(2020, 1, 1))
    view = View(first=date(2010, 1, 1).toordinal(), nights=300)
    moved = zoom(view, factor, at, limits)
    assert moved.first + at * moved.nights == pytest.approx(view.first + at * view.nights)


@given(places(), st.floats(-500, 500), st.floats(0.1, 10))
def test_at_rest_there_are_whole_nights_within_the_limits(
    place: tuple[View, Nights], by: float, factor: float
) -> None:
    view, limits = place
    nights = at_rest(zoom(pan(view, by, limits), factor, 0.3, limits), limits)
    assert limits.first <= nights.first <= nights.last <= limits.last


@given(places())
def test_home_and_end_reach_the_ends(place: tuple[View, Nights]) -> None:
    view, limits = place
    assert at_rest(to_start(view, limits), limits).first == limits.first
    assert at_rest(to_end(view, limits), limits).last == limits.last


@given(places(), st.floats(0, 1))
def test_a_night_is_brought_into_view_with_as_little_moving_as_needed(
    place: tuple[View, Nights], share: float
) -> None:
    view, limits = place
    count = (limits.last - limits.first).days
    night = limits.first + timedelta(days=round(share * count))
    moved = bring_in(view, night, limits)
    assert moved.first <= night.toordinal() < moved.end
    if view.first <= night.toordinal() < view.end:
        assert moved == view


def _inside(view: View, limits: Nights) -> bool:
    whole = view_of(limits)
    return whole.first - 1e-6 <= view.first and view.end <= whole.end + 1e-6
