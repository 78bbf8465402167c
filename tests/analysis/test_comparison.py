"""What is compared, by which method, and what is flagged."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from crampdiary.analysis.comparison import compare
from crampdiary.analysis.rate import garwood
from crampdiary.analysis.rate_ratio import Counts, Method, RateRatio, exact, mid_p
from crampdiary.analysis.results import Comparison, Context, Flag, Labels
from crampdiary.analysis.weeks import NightSeries
from tests.analysis.nights import (
    NULL_CLUSTERED,
    NULL_CLUSTERED_START,
    POISSON_EFFECT,
    POISSON_EFFECT_START,
    before_and_after,
    labels,
    series,
)

# A week with four cramps and one with two, spread as evenly as nights allow.
FOUR, TWO = "1010101", "1000100"


def compared(
    text: str,
    kinds: Labels,
    *,
    method: Method | None = None,
    comparisons: int = 1,
    context: Context | None = None,
) -> Comparison:
    return compare(
        series(text),
        kinds,
        name="Vitamin D3",
        method=method,
        comparisons=comparisons,
        context=context,
    )


def before_after(
    before: str, after: str, *, method: Method | None = None, comparisons: int = 1
) -> Comparison:
    kinds = before_and_after(len(before + after), len(before))
    return compared(before + after, kinds, method=method, comparisons=comparisons)


def ratio_of(found: Comparison) -> RateRatio:
    assert found.ratio is not None
    return found.ratio


def figures(found: RateRatio | None) -> list[float | None]:
    assert found is not None
    return [found.ratio, found.low, found.high, found.p_value]


# --- the choice of method ------------------------------------------------------------------------


def test_whole_weeks_are_compared_where_there_are_enough_of_them() -> None:
    found = compared(NULL_CLUSTERED, before_and_after(len(NULL_CLUSTERED), NULL_CLUSTERED_START))
    ratio = ratio_of(found)
    assert ratio.method is Method.BLOCKS
    # R 4.2.2: glm(cramps ~ on_supplement + offset(log(nights)), quasipoisson)
    assert figures(ratio) == pytest.approx(
        [0.824074074, 0.390749846, 1.73793563, 0.59744417], rel=1e-8
    )
    assert ratio.dispersion == pytest.approx(3.12907481)
    assert found.flags == (Flag.SEASON_NOT_SEPARATED,)
    assert (found.baseline.blocks, found.treatment.blocks) == (13, 13)
    assert (found.baseline.cramps, found.treatment.cramps) == (54, 43)
    assert (found.baseline.nights_recorded, found.treatment.nights_recorded) == (89, 86)
    assert found.circular is not None
    assert found.circular.at_least == 80


def test_a_diary_below_the_minimum_is_compared_by_exact_limits_with_effective_counts() -> None:
    kinds = before_and_after(len(POISSON_EFFECT), POISSON_EFFECT_START)
    found = compared(POISSON_EFFECT, kinds)
    sides = Counts(cramps=15, nights=44), Counts(cramps=24, nights=48)
    ratio = ratio_of(found)
    assert ratio.dispersion == pytest.approx(1.75005291)
    assert figures(ratio) == figures(exact(*sides, dispersion=ratio.dispersion))
    assert ratio.method is Method.EXACT
    assert found.flags == (
        Flag.ASSUMES_INDEPENDENCE,
        Flag.EFFECTIVE_COUNTS,
        Flag.SHORT,
        Flag.SEASON_NOT_SEPARATED,
    )


@pytest.mark.parametrize(
    ("before", "after", "method"),
    [
        (FOUR * 8, TWO * 8, Method.BLOCKS),
        # one night less than 56, still in eight weeks
        (FOUR * 8, TWO * 7 + "-000100", Method.EXACT),
        # 57 nights, but only five weeks with four or more recorded
        (FOUR * 8, TWO * 5 + "1---0--" * 11, Method.MID_P),
        # under six weeks each
        (FOUR * 5, TWO * 5, Method.MID_P),
        # four cramps on one side
        (FOUR * 8, "1000000" * 4 + "0000000" * 4, Method.MID_P),
        (FOUR * 8, "1000000" * 5 + "0000000" * 3, Method.BLOCKS),
        # none on one side: the beta quantiles of effective counts
        (FOUR * 8, "0000000" * 8, Method.EXACT),
        # so too where only the weeks of the other side tell a spread, and not where none does
        (FOUR * 4, "0--0--0" * 12, Method.EXACT),
        ("1--0--0" * 12, "0--0--0" * 12, Method.MID_P),
    ],
)
def test_the_method_is_chosen_by_nights_weeks_and_cramps(
    before: str, after: str, method: Method
) -> None:
    assert ratio_of(before_after(before, after)).method is method
    swapped = before_after(after, before)
    assert ratio_of(swapped).method is method


@pytest.mark.parametrize("nights", range(26, 30))
def test_below_28_recorded_nights_on_a_side_nothing_is_compared(nights: int) -> None:
    enough = nights >= 28
    for method in (None, *Method):
        found = before_after(FOUR * 9, "-" * 5 + "1" * nights + "-", method=method)
        assert (found.ratio is not None) is enough
        assert (Flag.TOO_FEW_NIGHTS in found.flags) is not enough
        assert (Flag.SHORT in found.flags) is enough
        assert found.nights_needed == (None if enough else 28 - nights)
        assert (found.nights_needed_baseline, found.nights_needed_treatment) == (
            0,
            max(0, 28 - nights),
        )


def test_all_nights_needed_are_counted_on_both_sides_and_the_counts_are_still_told() -> None:
    found = before_after("1" * 20, "0" * 3)
    assert (found.nights_needed, found.flags) == (33, (Flag.TOO_FEW_NIGHTS,))
    assert (found.baseline.cramps, found.baseline.nights_recorded) == (20, 20)
    assert found.baseline.cramps_per_week == 7
    assert (found.treatment.nights_recorded, found.treatment.cramps_per_week) == (3, None)


@pytest.mark.parametrize(("nights", "short"), [(55, True), (56, False)])
def test_below_56_nights_on_a_side_a_warning_is_given(nights: int, short: bool) -> None:
    found = before_after(FOUR * 9, (TWO * 8)[:nights])
    assert (Flag.SHORT in found.flags) is short


@pytest.mark.parametrize(("method", "plain"), [(Method.EXACT, exact), (Method.MID_P, mid_p)])
def test_a_method_asked_for_is_computed_as_it_stands(method: Method, plain: object) -> None:
    kinds = before_and_after(len(POISSON_EFFECT), POISSON_EFFECT_START)
    found = compared(POISSON_EFFECT, kinds, method=method)
    sides = Counts(cramps=15, nights=44), Counts(cramps=24, nights=48)
    assert callable(plain)
    assert ratio_of(found) == plain(*sides)
    assert Flag.METHOD_BELOW_MINIMUM not in found.flags


def test_weeks_asked_for_below_their_minimum_are_compared_and_flagged() -> None:
    kinds = before_and_after(len(POISSON_EFFECT), POISSON_EFFECT_START)
    found = compared(POISSON_EFFECT, kinds, method=Method.BLOCKS)
    # R 4.2.2: quasi-Poisson over the kept weeks, 7 and 7
    assert figures(found.ratio) == pytest.approx(
        [0.681818182, 0.264031424, 1.76068449, 0.396351071], rel=1e-8
    )
    assert Flag.METHOD_BELOW_MINIMUM in found.flags
    enough = before_after(FOUR * 8, TWO * 8, method=Method.BLOCKS)
    assert Flag.METHOD_BELOW_MINIMUM not in enough.flags


def test_weeks_asked_for_that_cannot_be_compared_give_a_reason() -> None:
    found = before_after(FOUR * 8, "0000000" * 8, method=Method.BLOCKS)
    assert found.ratio is None
    assert found.flags == (Flag.METHOD_NOT_POSSIBLE,)


@pytest.mark.parametrize("method", [None, *Method])
def test_no_cramps_at_all_are_nothing_to_compare(method: Method | None) -> None:
    found = before_after("0" * 60, "0" * 60, method=method)
    assert (found.ratio, found.flags) == (None, (Flag.NO_CRAMPS,))


def test_no_cramps_on_one_side_is_a_ratio_of_zero_or_one_without_a_limit() -> None:
    fewer = before_after(FOUR * 8, "0000000" * 8)
    assert (ratio_of(fewer).ratio, ratio_of(fewer).low) == (0, 0)
    assert ratio_of(fewer).high is not None
    assert Flag.NO_CRAMPS_ON_ONE_SIDE in fewer.flags
    more = before_after("0000000" * 8, FOUR * 8)
    assert (ratio_of(more).ratio, ratio_of(more).high) == (None, None)
    assert Flag.NO_CRAMPS_ON_ONE_SIDE in more.flags


def test_a_spread_between_weeks_widens_what_no_cramps_on_one_side_leave_open() -> None:
    even = ratio_of(before_after(FOUR * 8, "0000000" * 8))
    bouts = ratio_of(before_after(("2222222" + "1010000") * 2 + "0000000" * 4, "0" * 56))
    assert even.high is not None
    assert bouts.high is not None
    assert bouts.high > even.high


# --- what the counts are made from ----------------------------------------------------------------


def test_weeks_with_too_few_recorded_nights_are_left_out_and_that_is_said() -> None:
    found = before_after(FOUR * 8 + "99-----", TWO * 8 + "0--")
    assert (found.baseline.cramps, found.baseline.nights_recorded) == (32, 56)
    assert (found.treatment.cramps, found.treatment.nights) == (16, 56)
    assert Flag.WEEKS_NOT_COUNTED in found.flags
    assert Flag.WEEKS_NOT_COUNTED not in before_after(FOUR * 8, TWO * 8).flags


def test_each_side_has_its_rate_with_exact_limits() -> None:
    found = before_after(FOUR * 8, TWO * 8)
    limits = garwood(32, 56, scale=7)
    side = found.baseline
    assert (side.cramps_per_week, side.low, side.high) == (4, limits.low, limits.high)


def test_sides_recorded_unequally_are_flagged() -> None:
    found = before_after(FOUR * 10, ("10-01-0" * 20))
    assert Flag.RECORDED_UNEQUALLY in found.flags
    assert found.share_recorded_baseline == 1
    assert found.share_recorded_treatment == pytest.approx(5 / 7)
    assert Flag.RECORDED_UNEQUALLY not in before_after(FOUR * 10, "10-0100" * 20).flags


def test_a_start_with_the_weeks_before_it_in_the_baseline_is_flagged() -> None:
    text, kinds = FOUR * 8 + TWO * 8, before_and_after(112, 56)
    assert Flag.WEEKS_BEFORE_COUNTED not in compared(text, kinds).flags
    found = compared(text, kinds, context=Context(left_out_before=27))
    assert Flag.WEEKS_BEFORE_COUNTED in found.flags


def test_nights_after_stopping_may_be_baseline_too() -> None:
    text = FOUR * 4 + TWO * 8 + FOUR * 4
    found = compared(text, labels("b" * 28 + "t" * 56 + "b" * 28))
    assert found.baseline_after
    assert found.baseline.cramps == 32
    assert not before_after(FOUR * 8, TWO * 8).baseline_after


# --- strata --------------------------------------------------------------------------------------


def test_treatments_that_changed_together_cannot_be_separated() -> None:
    found = compared(FOUR * 8 + TWO * 8, labels("b" * 56 + "t" * 56, "0" * 56 + "1" * 56))
    assert (found.ratio, found.flags) == (None, (Flag.CANNOT_BE_SEPARATED,))
    assert (found.baseline.cramps, found.treatment.cramps) == (32, 16)


def test_a_stratum_with_too_few_nights_of_one_kind_cannot_be_separated_either() -> None:
    strata = "0" * 36 + "1" * 20 + "1" * 56
    found = compared(FOUR * 8 + TWO * 8, labels("b" * 56 + "t" * 56, strata))
    assert found.flags == (Flag.CANNOT_BE_SEPARATED,)


def test_only_nights_with_the_same_others_are_compared() -> None:
    # The other treatment, taken in the second half, doubles the cramps; this one changes nothing.
    text = FOUR * 8 + FOUR * 4 + ("2020202" * 4) + ("2020202" * 8)
    found = compared(text, labels("b" * 56 + "t" * 28 + "b" * 28 + "t" * 56, "0" * 84 + "1" * 84))
    assert ratio_of(found).ratio == pytest.approx(1)
    assert Flag.OTHERS_HELD_EQUAL in found.flags
    assert found.circular is None


def test_a_stratum_of_one_kind_counts_on_neither_side() -> None:
    text = FOUR * 8 + TWO * 8 + "9" * 70
    found = compared(text, labels("b" * 56 + "t" * 56 + "t" * 70, "0" * 112 + "5" * 70))
    alone = before_after(FOUR * 8, TWO * 8)
    assert (found.ratio, found.treatment) == (alone.ratio, alone.treatment)


def test_short_strata_are_pooled_with_effective_counts_too() -> None:
    lumpy, calm = "3300000" + "0000000", "0000000" + "3000000"
    text = (lumpy + lumpy + calm + calm)[:42] * 2
    kinds = labels("b" * 21 + "t" * 21 + "b" * 21 + "t" * 21, "0" * 42 + "1" * 42)
    found = compared(text, kinds)
    plain = compared(text, kinds, method=ratio_of(found).method)
    assert Flag.EFFECTIVE_COUNTS in found.flags
    assert ratio_of(found).ratio == pytest.approx(ratio_of(plain).ratio)
    assert ratio_of(found).low < ratio_of(plain).low


# --- second lines --------------------------------------------------------------------------------


def test_one_of_several_comparisons_has_an_interval_of_its_share_beside() -> None:
    alone, one_of_five = (before_after(FOUR * 8, TWO * 8, comparisons=k) for k in (1, 5))
    assert (alone.adjusted, Flag.SEVERAL_COMPARISONS in alone.flags) == (None, False)
    assert one_of_five.ratio == alone.ratio
    assert one_of_five.adjusted is not None
    assert one_of_five.adjusted.level == pytest.approx(0.99)
    assert one_of_five.adjusted.low < ratio_of(alone).low
    assert Flag.SEVERAL_COMPARISONS in one_of_five.flags


def test_second_lines_are_made_from_their_own_labels_where_they_have_nights_enough() -> None:
    text = FOUR * 8 + "2020202" * 4 + TWO * 20
    kinds = labels("b" * 56 + "." * 28 + "t" * 140)
    steady_late = labels("b" * 56 + "." * 28 + "." * 120 + "t" * 20)
    found = compare(
        series(text),
        kinds,
        name="Vitamin D3",
        with_weeks_before=labels("b" * 84 + "t" * 140),
        steady=labels("b" * 56 + "." * 84 + "t" * 84),
    )
    assert found.with_weeks_before is not None
    assert found.with_weeks_before.ratio == pytest.approx(2 / (64 / 12))
    assert found.steady is not None
    assert found.steady.ratio == pytest.approx(0.5)
    too_late = compare(series(text), kinds, name="Vitamin D3", steady=steady_late)
    assert (too_late.steady, too_late.with_weeks_before) == (None, None)


@pytest.mark.parametrize(("weeks", "told"), [(26, False), (27, True)])
def test_season_is_allowed_for_from_a_year_on(weeks: int, told: bool) -> None:
    found = before_after(FOUR * weeks, TWO * weeks)
    assert (found.season is not None) is told
    assert (Flag.SEASON_NOT_SEPARATED in found.flags) is not told
    assert found.spans_a_year is told
    assert found.calendar_nights == 14 * weeks


# --- rules over many diaries ---------------------------------------------------------------------

nightly = st.text("0000112-", min_size=30, max_size=110)
methods = st.sampled_from([None, *Method])


def with_cramps_where(nights: NightSeries, where: Sequence[bool]) -> NightSeries:
    """Return the series with other counts on the nights told; they must not matter."""
    changed = np.where(np.array(where), 9, nights.cramps).astype(np.int64)
    return NightSeries(first=nights.first, recorded=nights.recorded, cramps=changed)


@settings(max_examples=60, deadline=None)
@given(nightly, nightly, methods)
def test_what_stands_on_nights_without_a_record_never_changes_anything(
    before: str, after: str, method: Method | None
) -> None:
    nights, kinds = series(before + after), before_and_after(len(before + after), len(before))
    odd = with_cramps_where(nights, (~nights.recorded).tolist())
    assert compare(odd, kinds, name="K2", method=method) == compare(
        nights, kinds, name="K2", method=method
    )


@settings(max_examples=60, deadline=None)
@given(nightly, nightly, nightly, methods)
def test_nights_left_out_never_change_anything_but_the_shift_check(
    before: str, between: str, after: str, method: Method | None
) -> None:
    kinds = labels("b" * len(before) + "." * len(between) + "t" * len(after))
    found = compared(before + between + after, kinds, method=method)
    other = compared(before + "-" * len(between) + after, kinds, method=method)
    for name in set(Comparison.__dataclass_fields__) - {"circular"}:
        assert getattr(found, name) == getattr(other, name), name


@settings(max_examples=60, deadline=None)
@given(nightly, nightly, st.sampled_from(list(Method)))
def test_swapping_before_and_after_inverts_the_ratio(
    before: str, after: str, method: Method
) -> None:
    found = before_after(before, after, method=method)
    turned = compared(before + after, labels("t" * len(before) + "b" * len(after)), method=method)
    assume(found.ratio is not None and found.ratio.ratio)
    assert turned.ratio is not None
    assert found.ratio is not None
    if found.ratio.ratio and turned.ratio.ratio:
        assert turned.ratio.ratio == pytest.approx(1 / found.ratio.ratio)
        assert turned.ratio.low * (found.ratio.high or np.inf) == pytest.approx(1)
        assert turned.ratio.p_value == pytest.approx(found.ratio.p_value)


@settings(max_examples=60, deadline=None)
@given(nightly, nightly, methods, st.integers(1, 12))
def test_a_comparison_is_whole_whatever_the_diary(
    before: str, after: str, method: Method | None, comparisons: int
) -> None:
    found = before_after(before, after, method=method, comparisons=comparisons)
    assert found.sentences
    assert (found.ratio is None) is bool(
        {
            Flag.TOO_FEW_NIGHTS,
            Flag.NO_CRAMPS,
            Flag.METHOD_NOT_POSSIBLE,
            Flag.CANNOT_BE_SEPARATED,
        }.intersection(found.flags)
    )
    if found.ratio is None:
        assert (found.adjusted, found.season, found.circular) == (None, None, None)
        return
    ratio = found.ratio
    assert method in {None, ratio.method}
    assert ratio.low <= (np.inf if ratio.ratio is None else ratio.ratio)
    assert (ratio.ratio or 0) <= (np.inf if ratio.high is None else ratio.high)
    assert (found.adjusted is None) is (comparisons == 1)
    assert len(set(found.flags)) == len(found.flags)


@pytest.mark.parametrize(("kept", "thin", "method"), [(6, 5, Method.BLOCKS), (5, 7, Method.MID_P)])
def test_whole_weeks_are_compared_from_six_kept_ones_on(
    kept: int, thin: int, method: Method
) -> None:
    side = "1010100" * kept + "0-0-0--" * thin
    assert len(side.replace("-", "")) >= 56
    found = compare(series(side * 2), before_and_after(2 * len(side), len(side)), name="X")
    assert found.ratio is not None
    assert found.ratio.method is method


@pytest.mark.parametrize(("kept", "thin", "allowed"), [(3, 3, True), (2, 5, False)])
def test_spread_between_weeks_is_allowed_for_from_two_degrees_of_freedom_on(
    kept: int, thin: int, *, allowed: bool
) -> None:
    # All cramps in one week; without any on the other side that side tells nothing of a spread.
    before = "5500000" + "0000000" * (kept - 1) + "0-0-0--" * thin
    assert len(before.replace("-", "")) >= 28
    text = before + "0" * 35
    found = compare(series(text), before_and_after(len(text), len(before)), name="X")
    assert (Flag.EFFECTIVE_COUNTS in found.flags) is allowed
    assert found.ratio is not None
    assert (found.ratio.dispersion is not None) is allowed
