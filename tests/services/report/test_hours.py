"""The hour of the night stands on the page only where a few hours stand out from chance."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from crampdiary.charts.hour_of_night import SAYS_SOMETHING_FROM
from crampdiary.domain.nights import from_wall_clock
from crampdiary.domain.records import Cramp
from crampdiary.reports.page import DoctorPage
from crampdiary.services.report.page import doctor_page
from crampdiary.services.report.visit import Visit
from tests.fakes import MemoryDiary

FIRST = date(2026, 8, 1)
VISIT = Visit(first=FIRST, last=date(2026, 10, 31), on=date(2026, 11, 24))


def page_of(hours: Sequence[int | None]) -> DoctorPage:
    """Return the page of a diary with a cramp a night, each at an hour or without a time."""
    return doctor_page(MemoryDiary([_cramp(*one) for one in enumerate(hours)]), VISIT)


def _cramp(number: int, hour: int | None) -> Cramp:
    night = FIRST + timedelta(days=number)
    if hour is None:
        return Cramp(night=night)
    wall = datetime.combine(night + timedelta(days=1), datetime.min.time().replace(hour=hour))
    start = from_wall_clock(wall, "Asia/Tokyo")
    return Cramp(night=night, start_utc=start.utc, zone=start.zone, offset_min=start.offset_min)


def test_hours_in_a_row_that_hold_half_of_the_cramps_are_told_and_drawn() -> None:
    page = page_of([3] * 20 + [1, 2, 4, 5, 6, None])
    assert (
        page.hours == "More than half began between 03:00 and 04:00 (20 of 25 cramps with a time)."
    )
    assert page.hours_svg.lstrip().startswith(b"<?xml")


def test_cramps_spread_over_the_night_say_nothing_of_hours() -> None:
    page = page_of([*range(8)] * 10)
    assert (page.hours, page.hours_svg) == ("", b"")


def test_too_few_timed_cramps_say_nothing_of_hours() -> None:
    least = min(SAYS_SOMETHING_FROM.values())
    assert page_of([3] * (least - 1) + [None] * 30).hours == ""
    assert page_of([3] * least + [None] * 30).hours
