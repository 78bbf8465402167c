"""Planned is taken unless said otherwise."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crampdiary.domain.changes import Edit
from crampdiary.domain.choices import DoseStatus, Provenance, Weekday
from crampdiary.domain.errors import InvalidValueError, NotFoundError
from crampdiary.domain.records import Dose, Phase, Treatment
from crampdiary.services.doses import ToldDose, is_due, planned_doses, tell_dose, told_doses
from crampdiary.services.entries import delete
from crampdiary.services.history import undo
from crampdiary.services.treatments import save_treatment
from crampdiary.services.words import sentence
from tests.fakes import MemoryDiary, StillClock

DAY = date(2026, 11, 21)
DAILY = Treatment(name="Magnesium")


@pytest.fixture
def clock() -> StillClock:
    return StillClock(datetime(2026, 11, 22, 8, 0))


@pytest.fixture
def diary(clock: StillClock) -> MemoryDiary:
    diary = MemoryDiary()
    save_treatment(diary, clock, DAILY, [Phase(treatment_id=DAILY.id, start=date(2026, 11, 1))])
    return diary


def test_planned_dose_counts_as_taken(diary: MemoryDiary) -> None:
    (dose,) = planned_doses(diary, DAY)
    assert (dose.treatment, dose.status) == (DAILY, None)
    assert planned_doses(diary, date(2026, 10, 31)) == []


def test_exception_is_stored_changed_and_taken_back(diary: MemoryDiary, clock: StillClock) -> None:
    for status in (DoseStatus.MISSED, DoseStatus.LATE):
        tell_dose(diary, clock, DAILY.id, DAY, status)
        assert [dose.status for dose in planned_doses(diary, DAY)] == [status]
    assert tell_dose(diary, clock, DAILY.id, DAY, DoseStatus.LATE) == ()
    tell_dose(diary, clock, DAILY.id, DAY, None)
    assert diary.records(Dose) == []
    undo(diary, clock)
    assert [dose.status for dose in diary.records(Dose)] == [DoseStatus.LATE]


def test_exception_told_days_later_is_recalled(diary: MemoryDiary, clock: StillClock) -> None:
    tell_dose(diary, clock, DAILY.id, DAY, DoseStatus.MISSED)
    tell_dose(diary, clock, DAILY.id, date(2026, 11, 18), DoseStatus.MISSED)
    assert [dose.provenance for dose in diary.records(Dose)] == [
        Provenance.RECALLED,
        Provenance.NEXT_MORNING,
    ]


def test_future_and_unknown_treatments_are_refused(diary: MemoryDiary, clock: StillClock) -> None:
    with pytest.raises(InvalidValueError):
        tell_dose(diary, clock, DAILY.id, date(2026, 11, 23), DoseStatus.MISSED)
    with pytest.raises(NotFoundError):
        tell_dose(diary, clock, Treatment(name="x").id, DAY, DoseStatus.MISSED)


def test_treatment_goes_with_its_doses(diary: MemoryDiary, clock: StillClock) -> None:
    tell_dose(diary, clock, DAILY.id, DAY, DoseStatus.MISSED)
    delete(diary, clock, DAILY)
    assert diary.records(Dose) == []


@given(every=st.integers(1, 60), days=st.integers(0, 400))
def test_every_nth_day_has_a_dose_counted_from_the_first(every: int, days: int) -> None:
    phase = Phase(treatment_id=DAILY.id, start=DAY, every_days=every)
    assert is_due(phase, DAY + timedelta(days=days)) == (days % every == 0)
    assert not is_due(phase, DAY - timedelta(days=every))


def test_as_needed_may_be_said_any_day_of_its_phase() -> None:
    phase = Phase(treatment_id=DAILY.id, start=DAY, end=DAY + timedelta(days=3), every_days=None)
    assert [is_due(phase, DAY + timedelta(days=n)) for n in (-1, 0, 3, 4)] == [
        False,
        True,
        True,
        False,
    ]


def test_extra_dose_of_a_weekly_treatment_shows_on_a_day_without_one(clock: StillClock) -> None:
    diary, weekly = MemoryDiary(), Treatment(name="Vitamin D3")
    first = date(2026, 11, 2)
    phase = Phase(treatment_id=weekly.id, start=first, every_days=7)
    save_treatment(diary, clock, weekly, [phase])
    assert planned_doses(diary, DAY) == []
    tell_dose(diary, clock, weekly.id, DAY, DoseStatus.EXTRA)
    assert [dose.status for dose in planned_doses(diary, DAY)] == [DoseStatus.EXTRA]


THRICE = Phase(treatment_id=DAILY.id, start=date(2026, 11, 1), times_a_day=3)


@pytest.fixture
def thrice(clock: StillClock) -> MemoryDiary:
    diary = MemoryDiary()
    save_treatment(diary, clock, DAILY, [THRICE])
    return diary


def test_one_of_three_doses_of_a_day_is_missed(thrice: MemoryDiary, clock: StillClock) -> None:
    (dose,) = planned_doses(thrice, DAY)
    assert (dose.planned, dose.count) == (3, 0)
    tell_dose(thrice, clock, DAILY.id, DAY, DoseStatus.MISSED, 1)
    (dose,) = planned_doses(thrice, DAY)
    assert (dose.status, dose.planned, dose.count) == (DoseStatus.MISSED, 3, 1)
    assert told_doses(thrice, DAY, DAY)[DAY] == (
        ToldDose(name="Magnesium", status=DoseStatus.MISSED, count=1, planned=3),
    )


def test_all_doses_of_a_day_are_said_in_one_way(thrice: MemoryDiary, clock: StillClock) -> None:
    tell_dose(thrice, clock, DAILY.id, DAY, DoseStatus.MISSED, 3)
    assert [dose.count for dose in thrice.records(Dose)] == [None]
    assert tell_dose(thrice, clock, DAILY.id, DAY, DoseStatus.MISSED) == ()
    assert planned_doses(thrice, DAY)[0].count == 3
    tell_dose(thrice, clock, DAILY.id, DAY, DoseStatus.MISSED, 2)
    assert [dose.count for dose in thrice.records(Dose)] == [2]


def test_more_missed_than_planned_is_refused(thrice: MemoryDiary, clock: StillClock) -> None:
    with pytest.raises(InvalidValueError) as caught:
        tell_dose(thrice, clock, DAILY.id, DAY, DoseStatus.LATE, 4)
    assert (caught.value.field, caught.value.allowed) == ("count", "1 to 3")
    assert thrice.records(Dose) == []


def test_as_needed_doses_are_extra_ones_with_their_count(clock: StillClock) -> None:
    diary, quinine = MemoryDiary(), Treatment(name="Quinine")
    phase = Phase(treatment_id=quinine.id, start=date(2026, 11, 1), every_days=None)
    save_treatment(diary, clock, quinine, [phase])
    tell_dose(diary, clock, quinine.id, DAY, DoseStatus.EXTRA, 2)
    (dose,) = planned_doses(diary, DAY)
    assert (dose.status, dose.planned, dose.count) == (DoseStatus.EXTRA, 0, 2)
    tell_dose(diary, clock, quinine.id, DAY, DoseStatus.EXTRA, 1)
    assert planned_doses(diary, DAY)[0].count == 1
    assert [dose.planned for dose in told_doses(diary, DAY, DAY)[DAY]] == [None]


@pytest.mark.parametrize("status", [DoseStatus.MISSED, DoseStatus.LATE])
@pytest.mark.parametrize("count", [None, 1])
@pytest.mark.parametrize(
    ("phase", "day"),
    [
        (Phase(treatment_id=DAILY.id, start=DAY, every_days=None), DAY),
        (Phase(treatment_id=DAILY.id, start=date(2026, 11, 16), every_days=7), DAY),
        (Phase(treatment_id=DAILY.id, start=DAY), date(2026, 11, 20)),
        (Phase(treatment_id=DAILY.id, start=date(2026, 11, 1), end=date(2026, 11, 20)), DAY),
    ],
    ids=["as needed", "not its day", "before it", "after it"],
)
def test_what_was_never_planned_cannot_be_missed_or_late(
    clock: StillClock, phase: Phase, day: date, status: DoseStatus, count: int | None
) -> None:
    diary = MemoryDiary()
    save_treatment(diary, clock, DAILY, [phase])
    tell_dose(diary, clock, DAILY.id, day, DoseStatus.EXTRA, 2)
    before = diary.records(Dose)
    with pytest.raises(InvalidValueError) as caught:
        tell_dose(diary, clock, DAILY.id, day, status, count)
    assert sentence(caught.value) == (
        f"The day ({day}) has no planned dose that could be missed or late; "
        "use a day with one, or tell it as extra. Nothing was changed."
    )
    assert diary.records(Dose) == before


@pytest.mark.parametrize(
    ("status", "count", "words"),
    [
        (
            DoseStatus.MISSED,
            4,
            "The number of doses (4) is more than was planned for that day; use 1 to 3.",
        ),
        (
            DoseStatus.MISSED,
            0,
            "The number of doses (0) is outside what is possible; use 1 to 24.",
        ),
        (
            DoseStatus.EXTRA,
            -1,
            "The number of doses (-1) is outside what is possible; use 1 to 24.",
        ),
        (
            DoseStatus.EXTRA,
            25,
            "The number of doses (25) is outside what is possible; use 1 to 24.",
        ),
    ],
)
def test_an_impossible_count_is_refused_in_a_sentence_and_nothing_is_lost(
    thrice: MemoryDiary, clock: StillClock, status: DoseStatus, count: int, words: str
) -> None:
    tell_dose(thrice, clock, DAILY.id, DAY, DoseStatus.LATE, 1)
    before = thrice.records(Dose)
    with pytest.raises(InvalidValueError) as caught:
        tell_dose(thrice, clock, DAILY.id, DAY, status, count)
    assert sentence(caught.value) == f"{words} Nothing was changed."
    assert thrice.records(Dose) == before


def test_more_missed_than_is_planned_by_now_is_all_that_is(clock: StillClock) -> None:
    diary = MemoryDiary()
    twice = Phase(treatment_id=DAILY.id, start=DAY, times_a_day=2)
    save_treatment(diary, clock, DAILY, [twice])
    diary.write(
        [Edit(before=None, after=Dose(treatment_id=DAILY.id, day=DAY, count=3))],
        label="from another device",
        at=clock.now().utc,
    )
    assert planned_doses(diary, DAY)[0].count == 2


def test_weekly_dose_is_due_on_its_day_of_the_week() -> None:
    phase = Phase(
        treatment_id=DAILY.id, start=date(2026, 11, 16), every_days=7, weekday=Weekday.SATURDAY
    )
    assert [is_due(phase, date(2026, 11, day)) for day in (16, 20, 21, 22, 28)] == [
        False,
        False,
        True,
        False,
        True,
    ]
