"""Which appendices follow the page, and in which order."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from crampdiary.domain.choices import ReportPart
from crampdiary.services.report.appendices import appendices
from crampdiary.services.report.visit import Visit
from tests.fakes import MemoryDiary, StillClock

VISIT = Visit(first=date(2026, 5, 1), last=date(2026, 10, 31), on=date(2026, 11, 24))
CLOCK = StillClock(datetime(2026, 11, 22, 9, 0))


def test_nothing_follows_where_nothing_was_asked_for() -> None:
    assert appendices(MemoryDiary(), CLOCK, VISIT) == ()


def test_all_follow_in_the_order_of_the_parts() -> None:
    found = appendices(MemoryDiary(), CLOCK, replace(VISIT, parts=frozenset(ReportPart)))
    assert [(one.part, one.title) for one in found] == [
        (ReportPart.NIGHTS, "Every night"),
        (ReportPart.CRAMPS, "All cramps"),
        (ReportPart.LABS, "All lab results"),
        (ReportPart.ADHERENCE, "Treatments and doses taken"),
        (ReportPart.CHARTS, "More charts"),
        (ReportPart.METHOD, "How it was computed"),
    ]


@pytest.mark.parametrize("part", ReportPart)
def test_each_follows_alone_and_says_something_of_an_empty_diary(part: ReportPart) -> None:
    (found,) = appendices(MemoryDiary(), CLOCK, replace(VISIT, parts=frozenset({part})))
    assert found.part is part
    assert any(isinstance(block, str) for block in found.blocks)
