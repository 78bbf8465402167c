"""More charts: each that stands nowhere else, with its sentence, or a line where there is none."""

import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache

from crampdiary.domain.choices import ReportPart
from crampdiary.domain.nights import NightState
from crampdiary.domain.records import Night, Phase, Record, Treatment
from crampdiary.reports.page import Block, Picture, Section
from crampdiary.services.charts.catalogue import CHARTS
from crampdiary.services.comparisons import compare_all
from crampdiary.services.demo import fill_demo
from crampdiary.services.report.appendix.charts import charts_appendix
from crampdiary.services.report.visit import Visit
from tests.fakes import MemoryDiary, StillClock

LAST = date(2026, 11, 21)
VISIT = Visit(first=date(2026, 2, 1), last=LAST, on=date(2026, 11, 24))
CLOCK = StillClock(datetime(2026, 11, 22, 9, 0))
SECTIONS = [
    "Week by week",
    "Hours of the night",
    "Pain and duration",
    "Places",
    "Before and while",
    "The day before",
    "Calendar",
]
BANNED = re.compile(r"\b(prov(e[sdn]?|ing)|works?|effective\w*|caus(e[sd]?|ing)|significan\w+)\b")


@cache
def demo() -> MemoryDiary:
    diary = MemoryDiary()
    fill_demo(diary, CLOCK)
    return diary


def blocks(diary: MemoryDiary, visit: Visit = VISIT) -> dict[str, list[Block]]:
    """Return what stands below each heading."""
    found: dict[str, list[Block]] = {}
    title = ""
    for block in charts_appendix(diary, CLOCK, visit).blocks:
        if isinstance(block, Section):
            title = block.title
            continue
        found.setdefault(title, []).append(block)
    return found


def test_each_chart_stands_below_its_name_and_above_its_sentence() -> None:
    found = blocks(demo())
    assert list(found) == SECTIONS
    for one in CHARTS.values():
        if one.label in found and one.label != "Before and while":
            picture, sentence = found[one.label]
            data = one.read(demo(), CLOCK, VISIT.first, VISIT.last)
            assert isinstance(picture, Picture)
            assert sentence == one.chart.summary(data)
            assert picture.alt.startswith(one.chart.title)


def test_calendar_is_left_out_where_another_appendix_draws_it() -> None:
    visit = replace(VISIT, parts=frozenset({ReportPart.CHARTS, ReportPart.NIGHTS}))
    assert list(blocks(demo(), visit)) == SECTIONS[:-1]


def test_comparison_says_all_its_sentences_and_its_method() -> None:
    said = " ".join(block for block in blocks(demo())["Before and while"] if isinstance(block, str))
    for one in compare_all(demo(), CLOCK, VISIT.first, VISIT.last):
        if one.comparison.baseline.nights_recorded:
            assert one.sentences[0] in said
            for sentence in one.sentences[1:]:
                told = sentence.replace(one.treatment.name, "the treatment")
                assert sentence in said or told in said
    assert said.count("This is one person, not blinded, not randomised.") == 1
    assert "Method: " in said


def test_treatment_taken_on_all_nights_is_named_in_one_line() -> None:
    said = [block for block in blocks(demo())["Before and while"] if isinstance(block, str)]
    assert said[0].endswith("is recorded: Hydrochlorothiazide and Atorvastatin.")
    assert not any("Hydrochlorothiazide" in sentence for sentence in said[1:4:3])


def test_many_treatments_are_compared_in_several_pictures_and_none_is_left_out() -> None:
    records: list[Record] = [
        Night(night=VISIT.first + timedelta(days=number), answer=NightState.WITHOUT_CRAMPS)
        for number in range(290)
    ]
    for number in range(20):
        one = Treatment(name=f"Herb {number:02}")
        start = VISIT.first + timedelta(days=60 + 7 * number)
        dose = Phase(treatment_id=one.id, start=start, dose=Decimal(1), unit="tablet")
        records += [one, dose]
    found = blocks(MemoryDiary(records))["Before and while"]
    drawn = [block.svg for block in found if isinstance(block, Picture)]
    assert len(drawn) > 1
    assert all(f">Herb {number:02}<".encode() in b"".join(drawn) for number in range(20))


def test_chart_with_too_little_is_one_line_and_no_empty_axis() -> None:
    nights = [
        Night(night=LAST - timedelta(days=number), answer=NightState.WITHOUT_CRAMPS)
        for number in range(20)
    ]
    found = blocks(MemoryDiary(nights))
    for title in ("Hours of the night", "Pain and duration", "Places", "Before and while"):
        assert found[title] == ["Too little was noted in this period to show it."]


def test_no_sentence_makes_a_claim() -> None:
    for said in blocks(demo()).values():
        for block in said:
            if isinstance(block, str):
                assert not BANNED.search(block.casefold())


def test_empty_diary_says_so() -> None:
    appendix = charts_appendix(MemoryDiary(), CLOCK, VISIT)
    assert appendix.blocks == ("Nothing was recorded in these nights.",)
