"""Every night: all of them as squares, then as rows that can be read."""

import re
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crampdiary.charts.chart import span_words
from crampdiary.domain.nights import ONE_DAY, NightState, from_wall_clock
from crampdiary.domain.records import Cramp, Night, Record
from crampdiary.reports.page import Block, Picture, Section
from crampdiary.services.report.appendix.nights import nights_appendix
from crampdiary.services.report.appendix.pictures import MOST_HEIGHT_IN
from crampdiary.services.report.visit import Visit
from tests.fakes import MemoryDiary, StillClock

LAST = date(2026, 11, 20)
CLOCK = StillClock(datetime(2026, 11, 22, 9, 0))
POINTS_PER_INCH = 72


def visit_of(nights: int) -> Visit:
    return Visit(first=LAST - timedelta(days=nights - 1), last=LAST, on=date(2026, 11, 24))


def blocks(diary: MemoryDiary, visit: Visit) -> tuple[Block, ...]:
    return nights_appendix(diary, CLOCK, visit).blocks


def timed(night: date) -> Cramp:
    start = from_wall_clock(datetime.combine(night + ONE_DAY, datetime.min.time()), "Europe/Berlin")
    return Cramp(night=night, start_utc=start.utc, zone=start.zone, offset_min=start.offset_min)


def kept(visit: Visit, *, every: int = 3) -> MemoryDiary:
    """Return a diary of all nights of a visit, every third of them with a cramp."""
    records: list[Record] = []
    for number in range((visit.last - visit.first).days + 1):
        night = visit.first + timedelta(days=number)
        has_cramp = number % every == 0
        records.append(
            timed(night) if has_cramp else Night(night=night, answer=NightState.WITHOUT_CRAMPS)
        )
    return MemoryDiary(records)


def titles(found: tuple[Block, ...]) -> list[str]:
    return [block.title for block in found if isinstance(block, Section)]


def height_in(picture: Picture) -> float:
    found = re.search(rb'<svg[^>]* height="([\d.]+)pt"', picture.svg)
    assert found
    return float(found[1]) / POINTS_PER_INCH


@settings(max_examples=15)
@given(st.integers(1, 1_500))
def test_rows_of_nights_hold_every_night_once(nights: int) -> None:
    visit = visit_of(nights)
    found = titles(blocks(kept(visit, every=2), visit))
    first, spans = visit.first, []
    for title in found:
        begin, _, end = title.partition(" to ")
        last = datetime.strptime(end or begin, "%d %b %Y").date()  # noqa: DTZ007 - a day
        spans.append(span_words(first, last))
        assert (last - first).days < 184
        first = last + ONE_DAY
    assert spans == found
    assert first == LAST + ONE_DAY


@pytest.mark.parametrize("nights", [1, 30, 92, 274, 366, 731, 733])
def test_no_picture_is_higher_than_a_page(nights: int) -> None:
    visit = visit_of(nights)
    pictures = [one for one in blocks(kept(visit), visit) if isinstance(one, Picture)]
    assert all(height_in(one) <= MOST_HEIGHT_IN for one in pictures)


@pytest.mark.parametrize(
    ("nights", "pictures"),
    [(92, 2), (93, 4), (366, 6), (7_305, 42)],
)
def test_few_nights_need_one_raster_and_many_an_overview_and_several(
    nights: int, pictures: int
) -> None:
    visit = visit_of(nights)
    found = [one for one in blocks(kept(visit), visit) if isinstance(one, Picture)]
    assert len(found) == pictures


def test_words_count_each_kind_of_night() -> None:
    visit = visit_of(6)
    nights: list[Record] = [
        timed(LAST),
        Night(night=LAST - ONE_DAY, answer=NightState.WITHOUT_CRAMPS),
        Night(night=LAST - 2 * ONE_DAY, answer=NightState.DONT_REMEMBER),
        Night(night=LAST - 3 * ONE_DAY, answer=NightState.NOT_TRACKING),
    ]
    said = blocks(MemoryDiary(nights), visit)[0]
    assert isinstance(said, str)
    assert said.startswith(
        "15 Nov 2026 to 20 Nov 2026, 2 of 6 nights recorded: 1 night with cramps, 1 without, "
        "1 not remembered, 1 not tracked, 2 not recorded."
    )


def test_years_without_a_record_are_told_in_a_line() -> None:
    visit = visit_of(10 * 366)
    diary = MemoryDiary([timed(visit.first), timed(LAST)])
    found = blocks(diary, visit)
    begin, end = found.index("No night is recorded."), titles(found)[1]
    assert isinstance(found[begin - 1], Section)
    assert len(titles(found)) == 3
    assert end.count(" to ") == 1


def test_recorded_nights_without_a_cramp_are_told_in_a_line_instead_of_an_empty_raster() -> None:
    visit = visit_of(20)
    nights = [
        Night(night=LAST - number * ONE_DAY, answer=NightState.WITHOUT_CRAMPS)
        for number in range(20)
    ]
    found = blocks(MemoryDiary(nights), visit)
    assert found[-1] == "No cramps in 20 recorded nights."
    assert sum(isinstance(one, Picture) for one in found) == 1


def test_empty_diary_says_so() -> None:
    assert blocks(MemoryDiary(), visit_of(90)) == ("Nothing was recorded in these nights.",)


def test_entries_outside_the_period_are_not_drawn() -> None:
    visit = visit_of(10)
    inside = kept(visit)
    beyond = MemoryDiary(
        [
            *inside.records(Cramp),
            *inside.records(Night),
            timed(visit.first - ONE_DAY),
            timed(visit.last + ONE_DAY),
        ]
    )
    assert blocks(beyond, visit) == blocks(inside, visit)
