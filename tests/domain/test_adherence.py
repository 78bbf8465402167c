"""What was taken of what was planned is derived from the exceptions."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crampdiary.domain.adherence import Adherence, adherence, adherence_words
from crampdiary.domain.choices import DoseStatus
from crampdiary.domain.records import Dose, Phase
from crampdiary.domain.regimens import planned_intakes

TREATMENT = UUID(int=4)
TODAY = date(2026, 11, 22)
OCTOBER = Phase(treatment_id=TREATMENT, start=date(2026, 10, 1), end=date(2026, 10, 31))
ONGOING = replace(OCTOBER, end=None)


def told(day: date, status: DoseStatus, count: int | None = None) -> Dose:
    return Dose(treatment_id=TREATMENT, day=day, status=status, count=count)


def october(day: int, status: DoseStatus, count: int | None = None) -> Dose:
    return told(date(2026, 10, day), status, count)


def test_all_of_a_phase_is_taken_unless_it_is_said_otherwise() -> None:
    found = adherence(OCTOBER, [], TODAY)
    assert found == Adherence(planned=31, taken=31, missed=0, extra=0, late=0)
    assert found.share == 1


def test_late_doses_count_as_taken_and_extra_ones_stand_apart() -> None:
    doses = [
        october(3, DoseStatus.MISSED),
        october(4, DoseStatus.MISSED),
        october(5, DoseStatus.LATE),
        october(6, DoseStatus.EXTRA),
    ]
    found = adherence(OCTOBER, doses, TODAY)
    assert found == Adherence(planned=31, taken=29, missed=2, extra=1, late=1)
    assert found.share == Fraction(29, 31)
    assert adherence_words(found) == "94 % taken (29 of 31), 1 extra"


def test_one_of_three_doses_of_a_day_may_be_missed() -> None:
    phase = replace(OCTOBER, times_a_day=3)
    doses = [october(3, DoseStatus.MISSED, 1), october(4, DoseStatus.MISSED)]
    assert adherence(phase, doses, TODAY).missed == 4
    assert adherence(phase, doses, TODAY).planned == 93


def test_more_missed_than_planned_counts_as_all_of_the_day() -> None:
    doses = [october(3, DoseStatus.MISSED, 5), october(4, DoseStatus.LATE, 5)]
    assert adherence(OCTOBER, doses, TODAY).missed == 1
    assert adherence(OCTOBER, doses, TODAY).late == 1


def test_today_lies_open_while_a_phase_goes_on_and_counts_once_it_has_ended() -> None:
    assert adherence(ONGOING, [], TODAY).planned == 52
    assert adherence(replace(ONGOING, end=TODAY), [], TODAY).planned == 53
    assert adherence(replace(ONGOING, end=TODAY + timedelta(days=1)), [], TODAY).planned == 52


def test_phase_to_come_has_no_share() -> None:
    found = adherence(replace(OCTOBER, start=TODAY, end=None), [], TODAY)
    assert (found.planned, found.share, adherence_words(found)) == (0, None, "")


def test_as_needed_counts_what_was_taken() -> None:
    phase = replace(ONGOING, every_days=None)
    doses = [october(3, DoseStatus.EXTRA), october(4, DoseStatus.EXTRA, 2)]
    found = adherence(phase, doses, TODAY)
    assert (found.taken, found.share) == (3, None)
    assert adherence_words(found) == "taken 3 times"
    assert adherence_words(adherence(phase, doses[:1], TODAY)) == "taken once"
    assert adherence_words(adherence(phase, [], TODAY)) == ""


def test_doses_outside_the_phase_are_no_part_of_it() -> None:
    doses = [told(date(2026, 9, 30), DoseStatus.MISSED), told(TODAY, DoseStatus.MISSED)]
    assert adherence(OCTOBER, doses, TODAY).missed == 0


@pytest.mark.parametrize(
    ("taken", "planned", "words"),
    [
        (29, 31, "94 % taken (29 of 31)"),
        (364, 365, "99 % taken (364 of 365)"),
        (1, 999, "1 % taken (1 of 999)"),
        (0, 8, "0 % taken (0 of 8)"),
        (8, 8, "100 % taken (8 of 8)"),
        (1999, 2000, "99 % taken (1,999 of 2,000)"),
    ],
)
def test_a_share_is_never_rounded_up_to_all_or_down_to_none(
    taken: int, planned: int, words: str
) -> None:
    found = Adherence(planned=planned, taken=taken, missed=planned - taken, extra=0, late=0)
    assert adherence_words(found) == words


@given(
    every=st.integers(1, 9),
    times=st.integers(1, 4),
    said=st.dictionaries(
        st.integers(0, 60),
        st.tuples(st.sampled_from(DoseStatus), st.none() | st.integers(1, 6)),
    ),
)
def test_taken_and_missed_are_all_that_was_planned(
    every: int, times: int, said: dict[int, tuple[DoseStatus, int | None]]
) -> None:
    phase = replace(ONGOING, every_days=every, times_a_day=times)
    doses = [
        told(phase.start + timedelta(days=day), status, count)
        for day, (status, count) in said.items()
    ]
    found = adherence(phase, doses, TODAY)
    assert found.planned == planned_intakes(phase, phase.start, TODAY - timedelta(days=1))
    assert found.taken + found.missed == found.planned
    assert 0 <= found.late <= found.taken
    assert found.missed >= 0
