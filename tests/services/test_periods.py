"""Which nights are with a treatment, without it, or neither."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crampdiary.analysis.results import BASELINE, LEFT_OUT, TREATMENT
from crampdiary.domain.catalogues.supplements import supplements
from crampdiary.domain.checks import EARLIEST, LATEST
from crampdiary.domain.choices import TreatmentKind
from crampdiary.domain.records import Phase, Treatment
from crampdiary.services.beside import beside, merged
from crampdiary.services.courses import DEFAULT, Settings, courses_of
from crampdiary.services.night_sheet import LeftOut, Mark
from crampdiary.services.periods import Periods, periods
from tests.strategies import phases as any_phases

FIRST = date(2026, 1, 1)
D3, MG = Treatment(name="Vitamin D3"), Treatment(name="Magnesium")
RAMIPRIL = Treatment(name="Ramipril", type=TreatmentKind.MEDICINE)
Taken = list[tuple[Treatment, list[Phase]]]
NOTHING_LEFT_OUT = Settings(leave_out_before=0, lag=0, wash_out=0)


def phase(
    treatment: Treatment,
    begin: int,
    end: int | None = None,
    *,
    dose: int = 1000,
    every_days: int | None = 1,
) -> Phase:
    """Return a phase by nights counted from 0; `end` is the first night without it."""
    return Phase(
        treatment_id=treatment.id,
        start=FIRST + timedelta(days=begin),
        end=None if end is None else FIRST + timedelta(days=end - 1),
        dose=Decimal(dose),
        unit="IU",
        every_days=every_days,
    )


def seen(
    taken: Taken, *, number: int = -1, nights: int = 400, settings: Settings = DEFAULT
) -> Periods:
    """Return what the nights are to a course of the first treatment, the last of them if unsaid."""
    own, *others = [courses_of(treatment, phases) for treatment, phases in taken]
    courses = [course for found in (own, *others) for course in found]
    last = FIRST + timedelta(days=nights - 1)
    return periods(
        own[number],
        own,
        beside(taken[0][0].id, courses, FIRST, last, supplements()),
        FIRST,
        supplements=supplements(),
        settings=settings,
    )


def where(found: Periods, wanted: object) -> list[tuple[int, int]]:
    """Return the stretches of nights (first, and the one after the last) with a kind or reason."""
    runs: list[tuple[int, int]] = []
    rows = zip(found.kinds, found.reasons, found.marks, strict=True)
    for night, row in enumerate(rows):
        if any(it is wanted or (type(it) is int and it == wanted) for it in row):
            if runs and runs[-1][1] == night:
                runs[-1] = (runs[-1][0], night + 1)
            else:
                runs.append((night, night + 1))
    return runs


class TestOneTreatment:
    def test_four_weeks_before_and_after_a_start_of_vitamin_d_are_left_out(self) -> None:
        found = seen([(D3, [phase(D3, 100)])])
        assert where(found, BASELINE) == [(0, 72)]
        assert where(found, LeftOut.BEFORE_START) == [(72, 100)]
        assert where(found, LeftOut.JUST_BEGUN) == [(100, 128)]
        assert where(found, TREATMENT) == [(128, 400)]

    def test_vitamin_d_builds_up_to_night_84_and_is_steady_from_85(self) -> None:
        found = seen([(D3, [phase(D3, 100)])])
        assert where(found, Mark.BUILDING_UP) == [(128, 184)]
        assert where(found, Mark.STEADY) == [(184, 400)]
        steady = found.kinds_when_steady()
        assert [steady.count(kind) for kind in (BASELINE, TREATMENT)] == [72, 216]

    def test_others_are_left_out_for_a_week_and_have_no_marks(self) -> None:
        found = seen([(MG, [phase(MG, 100, 200)])])
        assert where(found, LeftOut.JUST_BEGUN) == [(100, 107)]
        assert where(found, TREATMENT) == [(107, 200)]
        assert where(found, LeftOut.JUST_STOPPED) == [(200, 207)]
        assert set(found.marks) == {None}

    def test_nights_beyond_the_wash_out_are_without_and_wearing_off_to_night_84(self) -> None:
        found = seen([(D3, [phase(D3, 0, 100)])])
        assert where(found, LeftOut.JUST_STOPPED) == [(100, 128)]
        assert where(found, BASELINE) == [(128, 400)]
        assert where(found, Mark.WEARING_OFF) == [(128, 184)]

    def test_with_nothing_left_out_every_night_is_on_one_side(self) -> None:
        found = seen([(D3, [phase(D3, 100, 200)])], settings=NOTHING_LEFT_OUT)
        assert where(found, TREATMENT) == [(100, 200)]
        assert where(found, BASELINE) == [(0, 100), (200, 400)]

    def test_another_dose_is_neither_side(self) -> None:
        phases = [phase(D3, 100, 156, dose=50_000, every_days=7), phase(D3, 156, dose=2000)]
        found = seen([(D3, phases)])
        assert where(found, LeftOut.OTHER_DOSE) == [(100, 156)]
        assert where(found, LeftOut.JUST_BEGUN) == [(156, 184)]
        assert where(found, TREATMENT) == [(184, 400)]
        assert where(seen([(D3, phases)], number=0), TREATMENT) == [(128, 156)]

    def test_every_start_is_left_out_before_and_a_short_pause_altogether(self) -> None:
        found = seen([(D3, [phase(D3, 60, 120), phase(D3, 150, 160), phase(D3, 300)])])
        assert where(found, LeftOut.BEFORE_START) == [(32, 60), (148, 150), (272, 300)]
        assert where(found, LeftOut.JUST_STOPPED) == [(120, 148), (160, 188)]
        assert where(found, BASELINE) == [(0, 32), (188, 272)]

    def test_a_phase_split_without_a_change_of_dose_begins_nothing_new(self) -> None:
        halves = [phase(D3, 100, 200), phase(D3, 200)]
        found, whole = seen([(D3, halves)]), seen([(D3, [phase(D3, 100)])])
        assert (found.kinds, found.marks) == (whole.kinds, whole.marks)

    def test_nights_as_needed_are_neither_with_nor_without(self) -> None:
        found = seen([(MG, [phase(MG, 50, 100, every_days=None), phase(MG, 200)])])
        assert where(found, LeftOut.AS_NEEDED) == [(50, 100)]
        only = seen([(MG, [phase(MG, 50, 100, every_days=None)])])
        assert TREATMENT not in only.kinds

    def test_weeks_before_the_start_can_be_counted_in_as_a_second_line(self) -> None:
        found = seen([(D3, [phase(D3, 60, 120), phase(D3, 300)])])
        kinds = found.kinds_with_weeks_before()
        assert [night for night, kind in enumerate(kinds) if kind == BASELINE] == [
            *range(60),
            *range(148, 300),
        ]

    def test_a_course_from_before_the_range_has_its_lag_behind_it(self) -> None:
        found = seen([(D3, [phase(D3, -20, 200)])])
        assert where(found, LeftOut.JUST_BEGUN) == [(0, 8)]
        assert where(found, Mark.STEADY) == [(64, 200)]
        assert found.nights == 200

    def test_a_course_outside_the_range_has_no_nights(self) -> None:
        for outside in (phase(D3, 500), phase(D3, -300, -200)):
            found = seen([(D3, [outside])])
            assert (where(found, TREATMENT), found.nights) == ([], 0)
            assert where(found, BASELINE) == [(0, 400)]


class TestBesideOthers:
    def test_the_set_of_others_and_their_doses_makes_the_strata(self) -> None:
        magnesium = [phase(MG, 100, 200, dose=300), phase(MG, 200, 300, dose=400)]
        ramipril = [phase(RAMIPRIL, 150, 350)]
        found = seen([(D3, [phase(D3, 390)]), (MG, magnesium), (RAMIPRIL, ramipril)])
        starts = [0, 100, 150, 200, 300, 350, 400]
        parts = [found.strata[a:b] for a, b in pairwise(starts)]
        assert [len(set(part)) for part in parts] == [1] * 6
        numbers = [part[0] for part in parts]
        assert len(set(numbers)) == 5
        assert numbers[0] == numbers[5]

    def test_the_first_week_of_another_is_left_out_where_sides_are_compared_beside_it(self) -> None:
        taken = [(D3, [phase(D3, 200)]), (MG, [phase(MG, 50)])]
        found = seen(taken)
        assert where(found, LeftOut.OTHER_CHANGED) == [(50, 57)]
        assert where(found, BASELINE) == [(0, 50), (57, 172)]

    def test_the_week_after_another_is_left_out_where_sides_are_compared_without_it(self) -> None:
        found = seen([(D3, [phase(D3, 200)]), (MG, [phase(MG, 0, 50)])])
        assert where(found, LeftOut.OTHER_CHANGED) == [(50, 57)]

    def test_vitamin_d_beside_keeps_its_own_lag_whatever_is_set_for_the_compared_one(self) -> None:
        taken = [(MG, [phase(MG, 200)]), (D3, [phase(D3, 50)])]
        found = seen(taken, settings=NOTHING_LEFT_OUT)
        assert where(found, LeftOut.OTHER_CHANGED) == [(50, 78)]

    def test_another_that_never_changes_between_the_sides_leaves_nothing_out(self) -> None:
        alone = seen([(D3, [phase(D3, 200)])])
        beside = seen([(D3, [phase(D3, 200)]), (MG, [phase(MG, -100)])])
        assert beside.kinds == alone.kinds
        assert set(beside.strata) == {0}

    def test_another_begun_with_it_leaves_no_set_with_both_sides(self) -> None:
        found = seen([(D3, [phase(D3, 200)]), (MG, [phase(MG, 200)])])
        sides = set(zip(found.strata, found.kinds, strict=True))
        assert {(0, BASELINE), (1, TREATMENT)} <= sides
        assert not {(1, BASELINE), (0, TREATMENT)} & sides
        assert LeftOut.OTHER_CHANGED not in found.reasons

    def test_a_swap_of_one_for_another_is_seen_as_two_sets(self) -> None:
        found = seen([(D3, [phase(D3, 200)]), (MG, [phase(MG, 0, 200)])])
        with_, without = (
            {it for it, kind in zip(found.strata, found.kinds, strict=True) if kind == side}
            for side in (TREATMENT, BASELINE)
        )
        assert not with_ & without

    def test_others_as_needed_part_nothing_and_are_named(self) -> None:
        beside = phase(RAMIPRIL, 50, 300, every_days=None)
        found = seen([(D3, [phase(D3, 200)]), (RAMIPRIL, [beside])])
        alone = seen([(D3, [phase(D3, 200)])])
        assert (found.kinds, set(found.strata)) == (alone.kinds, {0})
        (overlap,) = found.overlaps
        assert (overlap.treatment, overlap.nights, overlap.is_regular) == (RAMIPRIL, 100, False)

    def test_what_is_taken_alike_on_every_night_is_constant(self) -> None:
        halves = [phase(MG, -50, 200), phase(MG, 200)]
        (alike,) = seen([(D3, [phase(D3, 100)]), (MG, halves)]).overlaps
        (new,) = seen([(D3, [phase(D3, 100)]), (MG, [phase(MG, 1)])]).overlaps
        assert (alike.is_constant, new.is_constant) == (True, False)

    def test_overlaps_count_the_nights_of_the_course_longest_first(self) -> None:
        found = seen(
            [
                (D3, [phase(D3, 100, 254)]),
                (RAMIPRIL, [phase(RAMIPRIL, 0, 120)]),
                (MG, [phase(MG, 191, 210, dose=1), phase(MG, 210, dose=2)]),
                (Treatment(name="Never then"), [phase(MG, 254)]),
            ]
        )
        assert found.nights == 154
        assert [(it.treatment, it.nights) for it in found.overlaps] == [(MG, 63), (RAMIPRIL, 20)]


@st.composite
def _taken(draw: st.DrawFn) -> Taken:
    """Draw treatments with phases of all sorts near the range, also ones that share days."""
    taken = []
    for treatment in [D3, MG, RAMIPRIL][: draw(st.integers(1, 3))]:
        spans = draw(st.lists(st.tuples(st.integers(-150, 450), st.integers(1, 300)), max_size=4))
        phases = [
            phase(
                treatment,
                begin,
                draw(st.sampled_from([begin + length, None])),
                dose=draw(st.integers(1, 2)),
                every_days=draw(st.sampled_from([1, 7, None])),
            )
            for begin, length in spans
        ]
        taken.append((treatment, phases))
    return taken


_settings = st.builds(
    Settings,
    leave_out_before=st.integers(0, 60),
    lag=st.none() | st.integers(0, 60),
    wash_out=st.none() | st.integers(0, 60),
)


@given(_taken().filter(lambda taken: taken[0][1]), _settings, st.integers(1, 420), st.data())
def test_every_night_has_one_kind_and_a_reason_exactly_where_it_is_left_out(
    taken: Taken, settings: Settings, nights: int, data: st.DataObject
) -> None:
    number = data.draw(st.integers(0, len(courses_of(*taken[0])) - 1))
    found = seen(taken, number=number, nights=nights, settings=settings)
    rows = list(zip(found.kinds, found.reasons, found.marks, found.strata, strict=True))
    assert len(rows) == nights
    assert all((kind == LEFT_OUT) == (reason is not None) for kind, reason, *_ in rows)
    assert all(mark is None for kind, _, mark, _ in rows if kind == LEFT_OUT)
    sides = Counter((number, kind) for kind, _, _, number in rows)
    both = [it for it in set(found.strata) if sides[it, BASELINE] and sides[it, TREATMENT]]
    assert found.matched == tuple(
        sum(sides[number, kind] for number in both) for kind in (BASELINE, TREATMENT)
    )
    course = found.course
    for offset, (kind, _, mark, _) in enumerate(rows):
        day = FIRST + timedelta(days=offset)
        inside = course.start <= day and (course.end is None or day <= course.end)
        if kind == TREATMENT:
            assert inside
            assert course.is_regular
            assert (day - course.start).days >= found.timing.lag
        if kind == BASELINE:
            assert not any(
                it.start <= day and (it.end is None or day <= it.end) for it in taken[0][1]
            )
        assert mark is not Mark.WEARING_OFF or kind == BASELINE
        assert mark not in {Mark.BUILDING_UP, Mark.STEADY} or kind == TREATMENT


@given(_taken().filter(lambda taken: taken[0][1]), st.integers(1, 420))
def test_more_left_out_never_adds_a_night_to_a_side(taken: Taken, nights: int) -> None:
    least = seen(taken, nights=nights, settings=NOTHING_LEFT_OUT)
    most = seen(taken, nights=nights, settings=Settings(leave_out_before=28, lag=28, wash_out=28))
    for kind in (BASELINE, TREATMENT):
        assert Counter(most.kinds)[kind] <= Counter(least.kinds)[kind]
    assert most.strata == least.strata


@given(_taken().filter(lambda taken: taken[0][1]))
def test_nights_of_one_set_have_the_same_others(taken: Taken) -> None:
    found = seen(taken)
    sets: dict[int, frozenset[object]] = {}
    for offset, number in enumerate(found.strata):
        day = FIRST + timedelta(days=offset)
        others = frozenset(
            (treatment.id, it.dose, it.every_days)
            for treatment, phases in taken[1:]
            for it in phases
            if it.every_days and it.start <= day and (it.end is None or day <= it.end)
        )
        assert sets.setdefault(number, others) == others
    assert len(set(sets.values())) == len(sets)


@given(st.lists(any_phases(D3), min_size=1, max_size=3))
def test_phases_at_any_dates_are_read(drawn: list[Phase]) -> None:
    found = seen([(D3, drawn)], nights=60)
    assert len(found.kinds) == 60


@pytest.mark.parametrize("end", [None, LATEST])
def test_dates_at_the_ends_of_the_calendar_are_read(end: date | None) -> None:
    far = replace(phase(D3, 0), start=EARLIEST, end=end)
    assert where(seen([(D3, [far])]), TREATMENT) == [(0, 400)]


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(-5, 20)), max_size=8))
def test_merged_spans_hold_the_same_nights_once_and_in_order(drawn: list[tuple[int, int]]) -> None:
    spans = [range(begin, begin + length) for begin, length in drawn]
    found = merged(spans)
    nights = [night for span in found for night in span]
    assert nights == sorted({night for span in spans for night in span})
    assert all(one.stop < other.start for one, other in pairwise(found))
