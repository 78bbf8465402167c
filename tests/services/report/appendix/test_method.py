"""How it was computed: every threshold is the one the code goes by, in words without a claim."""

import re
from datetime import date, datetime
from decimal import Decimal

from crampdiary import __version__
from crampdiary.analysis.blocks import LEAST_RECORDED
from crampdiary.analysis.comparison import ENOUGH_BLOCKS
from crampdiary.analysis.rate import MIN_RECORDED_NIGHTS
from crampdiary.analysis.results import ENOUGH_NIGHTS_TO_COMPARE, LEAST_NIGHTS_TO_COMPARE
from crampdiary.domain.preferences import Preferences
from crampdiary.reports.page import Section
from crampdiary.services.courses import VITAMIN_D
from crampdiary.services.report.appendix.method import method_appendix
from crampdiary.services.report.figures import DISTURBED_FROM, MIN_VALUES
from crampdiary.services.report.visit import Visit
from tests.fakes import MemoryDiary, StillClock

VISIT = Visit(first=date(2026, 5, 1), last=date(2026, 10, 31), on=date(2026, 11, 24))
CLOCK = StillClock(datetime(2026, 11, 22, 9, 0))
BANNED = re.compile(
    r"\b(prov(e[sdn]?|ing)|works?|effective\w*|caus(e[sd]?|ing)|significan\w+|missing)\b"
)
# Two minutes at the pace of careful reading.
MOST_WORDS = 800


def text(*records: Preferences) -> str:
    blocks = method_appendix(MemoryDiary(records), CLOCK, VISIT).blocks
    return "\n".join(block.title if isinstance(block, Section) else str(block) for block in blocks)


def test_thresholds_are_those_of_the_code() -> None:
    said = text()
    for words in (
        f"Below {MIN_RECORDED_NIGHTS} recorded nights no rate is given",
        f"from {MIN_VALUES} values on",
        f"noted as {DISTURBED_FROM} or more of 10",
        f"(of which {LEAST_RECORDED} or more are recorded)",
        f"{ENOUGH_NIGHTS_TO_COMPARE} recorded nights, {ENOUGH_BLOCKS} such blocks",
        f"Below {LEAST_NIGHTS_TO_COMPARE} recorded nights on a side nothing is compared",
        f"(vitamin D {VITAMIN_D.lag})",
        f"steady from night {VITAMIN_D.steady_from} on",
    ):
        assert words in said


def test_settings_of_the_diary_are_told() -> None:
    told = Preferences(
        boundary_hour=15,
        vitamin_d_deficient_below=Decimal(12),
        vitamin_d_sufficient_above=Decimal(25),
    )
    assert "from 12:00 to 12:00 on the next day" in text()
    assert "from 15:00 to 15:00 on the next day" in text(told)
    assert "deficient below 12 ng/mL, insufficient up to 25, sufficient above" in text(told)


def test_every_field_is_filled_in() -> None:
    assert not re.search(r"[{}]", text())


def test_version_is_named() -> None:
    assert f"Cramp Diary {__version__}" in text()


def test_it_is_short_and_makes_no_claim() -> None:
    assert len(text().split()) < MOST_WORDS
    assert not BANNED.search(text().casefold())
