"""What was chosen for the report is remembered in the diary."""

from datetime import datetime

import pytest

from crampdiary.domain.choices import ReportPart, ReportPeriod
from crampdiary.domain.errors import InvalidValueError
from crampdiary.domain.report_choices import MAX_QUESTION, ReportChoices
from crampdiary.services.bin import binned
from crampdiary.services.history import undo
from crampdiary.services.report.choices import report_choices, set_report_choices
from tests.fakes import MemoryDiary, StillClock

CLOCK = StillClock(datetime(2026, 11, 22, 9, 0))


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
