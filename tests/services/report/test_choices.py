"""What was chosen for the report is remembered in the diary."""

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest

from crampdiary.domain.choices import ReportPart, ReportPeriod
from crampdiary.domain.errors import InvalidValueError
from crampdiary.domain.nights import NightState
from crampdiary.domain.preferences import Preferences
from crampdiary.domain.records import Night, Phase, Record, Treatment
from crampdiary.domain.report_choices import MAX_QUESTION, ReportChoices
from crampdiary.services.bin import binned
from crampdiary.services.history import undo
from crampdiary.services.insights import Nights
from crampdiary.services.report.choices import (
    nights_of,
    report_choices,
    started,
    visit_of,
)
from tests.fakes import MemoryDiary, StillClock
from tests.services.report.choosing import set_report_choices

CLOCK = StillClock(datetime(2026, 11, 22, 9, 0))
LAST = date(2026, 11, 21)


def test_one_choice_is_remembered_and_all_others_stay() -> None:
    diary = MemoryDiary()
    set_report_choices(diary, CLOCK, question_1="Why?", parts=frozenset({ReportPart.LABS}))
    set_report_choices(diary, CLOCK, period=ReportPeriod.YEAR)
    found = report_choices(diary)
    assert (found.question_1, found.parts) == ("Why?", frozenset({ReportPart.LABS}))
    assert found.period is ReportPeriod.YEAR


def test_same_choice_again_writes_nothing() -> None:
    diary = MemoryDiary()
    assert set_report_choices(diary, CLOCK, paper="") == ()
    assert set_report_choices(diary, CLOCK, paper="letter")
    assert set_report_choices(diary, CLOCK, paper="letter") == ()


def test_too_long_question_is_refused_and_the_last_one_kept() -> None:
    diary = MemoryDiary()
    set_report_choices(diary, CLOCK, question_1="Why?")
    with pytest.raises(InvalidValueError):
        set_report_choices(diary, CLOCK, question_1="x" * (MAX_QUESTION + 1))
    assert report_choices(diary).question_1 == "Why?"


def test_questions_are_those_that_are_asked() -> None:
    choices = ReportChoices(question_1=" ", question_2=" Is it the statin? ", question_3="Why?")
    assert choices.questions == ("Is it the statin?", "Why?")


def test_choices_taken_back_are_never_in_the_bin() -> None:
    diary = MemoryDiary()
    (change,) = set_report_choices(diary, CLOCK, question_1="Why?")
    undo(diary, CLOCK)
    assert report_choices(diary) == ReportChoices()
    assert binned(diary) == []
    assert change.kind == ReportChoices.kind


def diary_since(first: date, *records: Record) -> MemoryDiary:
    nights = [
        Night(night=first + timedelta(days=number), answer=NightState.WITHOUT_CRAMPS)
        for number in range((LAST - first).days + 1)
    ]
    return MemoryDiary([*nights, *records])


def test_each_period_ends_last_night_and_begins_its_months_before() -> None:
    diary = diary_since(date(2024, 1, 1))
    firsts = {
        ReportPeriod.THREE_MONTHS: date(2026, 8, 22),
        ReportPeriod.SIX_MONTHS: date(2026, 5, 22),
        ReportPeriod.NINE_MONTHS: date(2026, 2, 22),
        ReportPeriod.YEAR: date(2025, 11, 22),
        ReportPeriod.ALL: date(2024, 1, 1),
    }
    for period, first in firsts.items():
        found = nights_of(diary, CLOCK, ReportChoices(period=period))
        assert found == Nights(first=first, last=LAST)


def test_since_a_treatment_begins_with_its_first_day_at_any_dose() -> None:
    pill, planned = Treatment(name="Vitamin D3"), Treatment(name="Magnesium")
    phases = [
        Phase(treatment_id=pill.id, start=date(2026, 6, 1)),
        Phase(treatment_id=pill.id, start=date(2026, 3, 1), end=date(2026, 5, 31)),
        Phase(treatment_id=planned.id, start=date(2026, 12, 1)),
    ]
    diary = diary_since(date(2026, 1, 1), pill, planned, *phases)
    assert [treatment.name for treatment, _ in started(diary)] == ["Vitamin D3"]
    chosen = ReportChoices(period=ReportPeriod.TREATMENT, treatment_id=pill.id)
    assert nights_of(diary, CLOCK, chosen) == Nights(first=date(2026, 3, 1), last=LAST)
    gone = ReportChoices(period=ReportPeriod.TREATMENT, treatment_id=uuid4())
    assert nights_of(diary, CLOCK, gone) == nights_of(diary, CLOCK, ReportChoices())


def test_visit_has_a_name_only_where_it_is_known_and_wished() -> None:
    diary = diary_since(date(2026, 1, 1), Preferences(person_name="Ada", birth_year=1960))
    named = visit_of(diary, CLOCK, ReportChoices(with_name=True))
    assert named is not None
    assert (named.name, named.birth_year) == ("Ada", 1960)
    nobody = visit_of(diary, CLOCK, ReportChoices())
    assert nobody is not None
    assert (nobody.name, nobody.birth_year) == (None, None)
    unknown = visit_of(
        diary_since(date(2026, 1, 1), Preferences(birth_year=1960)),
        CLOCK,
        ReportChoices(with_name=True),
    )
    assert unknown is not None
    assert (unknown.name, unknown.birth_year) == (None, None)


@pytest.mark.parametrize(
    ("chosen", "on"),
    [
        (None, date(2026, 11, 22)),
        (date(2026, 11, 1), date(2026, 11, 22)),
        (date(2026, 12, 1), date(2026, 12, 1)),
    ],
)
def test_day_of_a_visit_that_is_over_gives_way_to_today(chosen: date | None, on: date) -> None:
    visit = visit_of(diary_since(date(2026, 1, 1)), CLOCK, ReportChoices(visit_on=chosen))
    assert visit is not None
    assert visit.on == on


def test_empty_diary_has_no_visit() -> None:
    assert visit_of(MemoryDiary(), CLOCK, ReportChoices()) is None
    assert started(MemoryDiary()) == []


def test_nights_to_come_are_left_out_of_own_dates() -> None:
    diary = diary_since(date(2026, 1, 1))
    chosen = ReportChoices(
        period=ReportPeriod.DATES, first=date(2026, 10, 1), last=date(2026, 12, 31)
    )
    assert nights_of(diary, CLOCK, chosen) == Nights(first=date(2026, 10, 1), last=LAST)
