"""Which course of a treatment is compared, beside how many others, and what is said."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crampdiary.analysis.factor_results import Factor
from crampdiary.analysis.rate_ratio import Method
from crampdiary.analysis.results import Flag
from crampdiary.domain.choices import EveningTag, TreatmentKind
from crampdiary.domain.nights import NightState
from crampdiary.domain.records import Cramp, Night, Phase, Record, Treatment
from crampdiary.services.comparisons import (
    NotCompared,
    TreatmentComparison,
    compare_all,
    compare_treatment,
)
from crampdiary.services.courses import Settings
from crampdiary.services.factors import factors_of
from crampdiary.services.night_sheet import LeftOut, Mark
from crampdiary.services.nights_to_compare import exposures, nights_to_compare
from tests.fakes import MemoryDiary, StillClock
from tests.strategies import treatments_with_phases

FIRST = date(2025, 9, 1)
CLOCK = StillClock(datetime(2026, 11, 22, 8, 0))
D3, MG = Treatment(name="Vitamin D3"), Treatment(name="Magnesium")
STATIN = Treatment(name="Atorvastatin", type=TreatmentKind.MEDICINE)
PLAIN = Settings(leave_out_before=0, lag=0, wash_out=0)


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def nights(cramps: Sequence[int], begin: int = 0) -> list[Record]:
    """Return recorded nights from `begin` on, with so many cramps each."""
    found: list[Record] = []
    for number, count in enumerate(cramps, start=begin):
        found += [Cramp(night=day(number)) for _ in range(count)]
        if not count:
            found.append(Night(night=day(number), answer=NightState.WITHOUT_CRAMPS))
    return found


def phase(
    treatment: Treatment,
    begin: int,
    end: int | None = None,
    *,
    dose: int = 1000,
    every_days: int | None = 1,
) -> Phase:
    """Return a phase; `end` is the first night without it."""
    return Phase(
        treatment_id=treatment.id,
        start=day(begin),
        end=None if end is None else day(end - 1),
        dose=Decimal(dose),
        unit="IU",
        every_days=every_days,
    )


# 140 nights of 5 cramps a week, then 140 of 2.
FALLING = nights(([1, 0, 2, 0, 1, 1, 0] * 20) + ([1, 0, 0, 0, 1, 0, 0] * 20))


def compared(*records: Record, treatment: Treatment = D3, **asked: Any) -> TreatmentComparison:
    return compare_treatment(MemoryDiary(records), CLOCK, treatment, **asked)


class TestChoice:
    def test_the_counts_are_those_of_the_nights_on_each_side(self) -> None:
        found = compared(*FALLING, D3, phase(D3, 140))
        assert found.comparison.baseline.nights_recorded == 112
        assert found.comparison.treatment.nights_recorded == 112
        assert found.comparison.ratio is not None
        assert found.comparison.ratio.method is Method.BLOCKS
        assert found.comparison.ratio.ratio == pytest.approx(0.4)
        assert found.left_out == {LeftOut.BEFORE_START: 28, LeftOut.JUST_BEGUN: 28}
        assert found.comparison.steady is not None
        assert found.comparison.with_weeks_before is not None

    def test_nights_after_an_earlier_course_are_not_told_as_before(self) -> None:
        again = compared(*FALLING, MG, phase(MG, 70, 120), phase(MG, 200), treatment=MG)
        assert again.sentences[0].startswith("Without: ")
        dose_changed = compared(
            *FALLING, MG, phase(MG, 100, 150, dose=500), phase(MG, 150), treatment=MG
        )
        assert dose_changed.sentences[0].startswith("Before: ")

    def test_of_many_that_overlap_three_are_named(self) -> None:
        many = [Treatment(name=f"Tablet {number}") for number in range(9)]
        spans = [phase(it, 150 + number) for number, it in enumerate(many)]
        found = compared(*FALLING, D3, phase(D3, 140), *many, *spans)
        assert found.sentences[0].startswith(
            "Vitamin D3 cannot be separated from Tablet 0, Tablet 1, Tablet 2 and 6 others:"
        )
        told = [one for one in found.sentences if "overlapped" in one]
        assert [one.split(" overlapped")[0] for one in told] == [
            *("Tablet 0", "Tablet 1", "Tablet 2"),
            "6 other treatments",
        ]

    def test_settings_and_method_are_passed_on(self) -> None:
        found = compared(
            *FALLING, D3, phase(D3, 140), settings=PLAIN, method=Method.EXACT, last=day(209)
        )
        assert found.comparison.baseline.nights_recorded == 140
        assert found.comparison.treatment.nights_recorded == 70
        assert found.comparison.ratio is not None
        assert found.comparison.ratio.method is Method.EXACT
        assert found.comparison.with_weeks_before is None
        assert (found.first, found.last) == (FIRST, day(209))

    def test_the_latest_course_that_can_be_compared_is_taken(self) -> None:
        phases = [phase(D3, 140, 260), phase(D3, 260, dose=2000)]
        found = compared(*FALLING, D3, *phases)
        assert found.phase == phases[0]
        assert found.chosen is not None
        assert found.chosen.number == 1
        assert [one.number for one in found.others] == [2]
        assert found.others[0].comparison.ratio is None

    def test_where_none_can_be_compared_the_latest_begun_is_told(self) -> None:
        phases = [phase(D3, 240, 260), phase(D3, 260, 400, dose=2), phase(D3, 500, dose=3)]
        found = compared(*FALLING, D3, *phases)
        assert found.phase == phases[1]
        assert found.comparison.flags == (Flag.TOO_FEW_NIGHTS,)

    def test_a_phase_that_is_asked_for_is_compared(self) -> None:
        phases = [phase(D3, 140, 200), phase(D3, 200, dose=2000)]
        found = compared(*FALLING, D3, *phases, phase=phases[0])
        assert found.phase == phases[0]
        assert [one.phase for one in found.others] == [phases[1]]

    def test_both_phases_of_one_dose_mean_the_same_course(self) -> None:
        phases = [phase(D3, 140, 200), phase(D3, 200)]
        first, last = (compared(*FALLING, D3, *phases, phase=one) for one in phases)
        assert first.comparison == last.comparison
        assert first.others == ()


class TestNothingToCompare:
    @pytest.mark.parametrize(
        ("phases", "why"),
        [
            ([], NotCompared.NO_DATES),
            ([phase(D3, 400)], NotCompared.NOT_BEGUN),
            ([phase(D3, -90, -10)], NotCompared.ENDED_BEFORE),
            ([phase(D3, 50, every_days=None)], NotCompared.AS_NEEDED),
        ],
    )
    def test_why_is_told_and_all_nights_are_without(
        self, phases: list[Phase], why: NotCompared
    ) -> None:
        found = compared(*FALLING, D3, *phases)
        assert (found.why, found.chosen, found.phase) == (why, None, None)
        assert found.comparison.baseline.nights_recorded == 280
        assert found.comparison.treatment.nights_recorded == 0
        assert (found.comparison.ratio, found.p_value_holm) == (None, None)
        assert len(found.sentences) == 1
        assert "Vitamin D3" in found.sentences[0]

    def test_a_phase_that_is_asked_for_and_not_begun_says_so(self) -> None:
        phases = [phase(D3, 140, 280), phase(D3, 400, dose=2)]
        found = compared(*FALLING, D3, *phases, phase=phases[1])
        assert found.why is NotCompared.NOT_BEGUN
        assert found.sentences == (
            "Vitamin D3 begins on 6 Oct 2026, after the nights compared here.",
        )

    def test_a_diary_without_nights_is_compared_to_nothing(self) -> None:
        found = compared(D3, phase(D3, 0))
        assert found.comparison.nights_needed == 56

    def test_a_treatment_that_is_not_in_the_diary_has_no_dates(self) -> None:
        assert compared(*FALLING).why is NotCompared.NO_DATES


class TestBeside:
    def test_others_that_change_are_named_and_unchanged_ones_are_not(self) -> None:
        found = compared(
            *FALLING, D3, MG, STATIN, phase(D3, 140), phase(MG, 217), phase(STATIN, -100)
        )
        assert [one.treatment for one in found.overlaps] == [STATIN, MG]
        assert found.sentences[2] == "Magnesium overlapped for 9 of the 20 weeks."
        assert not [it for it in found.sentences if "Atorvastatin" in it]
        assert found.comparison.context.others == ("Magnesium",)

    def test_one_begun_together_cannot_be_separated_and_is_named(self) -> None:
        found = compared(*FALLING, D3, MG, phase(D3, 140), phase(MG, 140))
        assert found.comparison.flags == (Flag.CANNOT_BE_SEPARATED,)
        assert "cannot be separated from Magnesium" in found.sentences[0]
        assert found.sentences[-1] == "Magnesium was taken as well, all the time."

    def test_one_as_needed_is_named_and_changes_nothing(self) -> None:
        alone = compared(*FALLING, D3, phase(D3, 140))
        found = compared(*FALLING, D3, MG, phase(D3, 140), phase(MG, 100, every_days=None))
        assert found.comparison.ratio == alone.comparison.ratio
        assert found.sentences[2].startswith("Magnesium was taken as needed meanwhile")


class TestSlowOnes:
    def test_nights_while_the_level_builds_up_are_said_to_count(self) -> None:
        young = compared(*FALLING, D3, phase(D3, 210))
        assert young.marks == {Mark.BUILDING_UP: 42}
        assert young.sentences[2].startswith("No night with Vitamin D3 from night 85 on")
        some = compared(*FALLING, D3, phase(D3, 190))
        assert some.marks == {Mark.BUILDING_UP: 56, Mark.STEADY: 6}
        assert some.sentences[2].startswith("Nights with Vitamin D3 before night 85 are counted")
        steady = compared(*FALLING, D3, phase(D3, 140))
        assert steady.marks == {Mark.BUILDING_UP: 56, Mark.STEADY: 56}
        assert not [it for it in steady.sentences if "building up" in it]

    def test_nights_while_it_wears_off_are_said_to_count(self) -> None:
        found = compared(*FALLING, D3, phase(D3, 70, 140))
        assert found.marks == {Mark.BUILDING_UP: 42, Mark.WEARING_OFF: 56}
        assert "up to night 84 after an end" in found.sentences[3]

    def test_others_have_no_such_nights(self) -> None:
        found = compared(*FALLING, MG, phase(MG, 70, 140), treatment=MG)
        assert found.comparison.ratio is not None
        assert found.marks == {}


class TestHowMany:
    def test_treatments_and_factors_with_both_kinds_of_nights_are_counted(self) -> None:
        told = [
            Night(night=day(number), fluids_ml=1000 + number, tags=tags)
            for number, tags in enumerate([frozenset[EveningTag](), frozenset({EveningTag.HEAT})])
        ]
        records = [*FALLING, D3, MG, STATIN, phase(D3, 140), phase(STATIN, -100)]
        diary = MemoryDiary([*records, phase(MG, 10, every_days=None)])
        assert nights_to_compare(diary, CLOCK).comparisons == 1
        both = [replace(one, answer=NightState.WITHOUT_CRAMPS) for one in told]
        diary = MemoryDiary([*nights([1] * 90, 10), *both, D3, MG, phase(D3, 40), phase(MG, 40)])
        # Vitamin D, magnesium, fluids and heat; nobody told of a day with alcohol.
        assert nights_to_compare(diary, CLOCK).comparisons == 4
        assert nights_to_compare(MemoryDiary([]), CLOCK).comparisons == 1

    def test_p_values_are_adjusted_for_all_treatments(self) -> None:
        records = [*FALLING, D3, MG, phase(D3, 140), phase(MG, 50, 100)]
        both = compare_all(MemoryDiary(records), CLOCK)
        assert [one.treatment for one in both] == [MG, D3]
        raw = [one.comparison.ratio.p_value for one in both if one.comparison.ratio is not None]
        assert raw[1] < raw[0]
        assert both[1].p_value_holm == pytest.approx(min(1, 2 * raw[1]))
        assert both[0].p_value_holm == pytest.approx(min(1, max(raw[0], 2 * raw[1])))
        one = compared(*records)
        assert (one.p_value_holm, one.comparisons) == (both[1].p_value_holm, 2)

    def test_all_are_those_taken_in_a_rhythm_as_they_were_begun(self) -> None:
        records: list[Record] = [
            D3,
            MG,
            STATIN,
            phase(D3, 140),
            phase(MG, 1, every_days=None),
            phase(STATIN, 2),
        ]
        found = compare_all(MemoryDiary([*FALLING, *records]), CLOCK)
        assert [one.treatment for one in found] == [STATIN, D3]
        assert compare_all(MemoryDiary([]), CLOCK) == []


class TestFactors:
    def test_less_than_the_own_median_is_little_to_drink(self) -> None:
        drunk = [1000, 1500, 1500, 2000, 3000]
        diary = MemoryDiary(
            [Night(night=day(number), fluids_ml=ml) for number, ml in enumerate(drunk)]
        )
        found = exposures(diary, FIRST, day(5))[Factor.FLUIDS]
        assert found == [True, False, False, False, False, None]

    def test_nobody_asked_is_unknown_and_nothing_out_of_the_ordinary_is_without(self) -> None:
        diary = MemoryDiary(
            [
                Night(night=day(0), tags=frozenset({EveningTag.ALCOHOL, EveningTag.CAFFEINE})),
                Night(night=day(1), tags=frozenset()),
                Night(night=day(2), fluids_ml=500),
            ]
        )
        found = exposures(diary, FIRST, day(3))
        assert found[Factor.ALCOHOL] == [True, False, None, None]
        assert found[Factor.HEAT] == [False, False, None, None]
        assert list(found) == list(Factor)

    def test_nights_outside_the_range_say_nothing_not_even_of_what_is_usual(self) -> None:
        diary = MemoryDiary(
            [Night(night=day(number), fluids_ml=1000 * number) for number in range(10)]
        )
        assert exposures(diary, day(4), day(5))[Factor.FLUIDS] == [True, False]

    def test_factors_are_adjusted_for_the_treatments_too(self) -> None:
        tagged = [
            Night(night=day(number), tags=frozenset({EveningTag.HEAT} if number % 2 else ()))
            for number in range(280)
        ]
        cramps = [Cramp(night=day(n)) for n in range(280) for _ in range(1 + 2 * (n % 2))]
        diary = MemoryDiary([*tagged, *cramps, D3, phase(D3, 140)])
        heat = factors_of(diary, CLOCK)[list(Factor).index(Factor.HEAT)]
        assert heat.ratio is not None
        assert heat.ratio.ratio == pytest.approx(3)
        assert heat.comparisons == 2
        assert heat.p_value_holm == pytest.approx(2 * heat.ratio.p_value)

    def test_treatments_are_adjusted_for_the_factors_too(self) -> None:
        tagged = [
            Night(night=day(number), tags=frozenset({EveningTag.HEAT} if number % 2 else ()))
            for number in range(280)
        ]
        cramps = [Cramp(night=day(n)) for n in range(280) for _ in range(1 + 2 * (n % 2))]
        more_before = [Cramp(night=day(n)) for n in range(0, 140, 7)]
        found = compared(*tagged, *cramps, *more_before, D3, phase(D3, 140))
        assert found.comparison.ratio is not None
        raw = found.comparison.ratio.p_value
        assert 0.05 < raw < 0.5
        # Heat has the smaller P value, so this one is the last of the two.
        assert found.comparisons == 2
        assert found.p_value_holm == pytest.approx(raw)


# The first example imports what statistics need.
@settings(max_examples=30, deadline=None)
@given(
    st.lists(treatments_with_phases(), max_size=3),
    st.lists(st.integers(0, 2), max_size=150),
    st.dates(date(1999, 1, 1), date(2041, 1, 1)),
)
def test_whatever_is_in_a_diary_is_compared_or_says_why_not(
    drawn: list[list[Record]], cramps: list[int], first: date
) -> None:
    shift = (first - FIRST).days
    diary = MemoryDiary([*nights(cramps, shift), *(it for records in drawn for it in records)])
    for treatment in diary.records(Treatment):
        found = compare_treatment(diary, CLOCK, treatment)
        assert found.sentences
        assert (found.chosen is None) == (found.why is not None)
        recorded = len(cramps)
        sides = (found.comparison.baseline, found.comparison.treatment)
        assert (
            sum(side.nights_recorded for side in sides) + sum(found.left_out.values()) <= recorded
        )
    assert len(compare_all(diary, CLOCK)) <= len(drawn)
    assert len(factors_of(diary, CLOCK)) == len(Factor)
