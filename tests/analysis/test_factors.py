"""Days with something against other days of the same two weeks."""

from collections.abc import Sequence
from datetime import date
from math import exp, log, sqrt
from string import Formatter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import stdtrit

from crampdiary.analysis.factor_results import Factor, FactorFlag, FactorResult
from crampdiary.analysis.factors import (
    MatchedBlocks,
    adjusted_together,
    compare_days,
    mantel_haenszel,
    matched_blocks,
)
from crampdiary.analysis.sentences import factors as words
from crampdiary.analysis.weeks import NightSeries

FIRST = date(2026, 1, 1)


def series(cramps: Sequence[int | None]) -> NightSeries:
    """Return a series; None is a night that is not recorded."""
    return NightSeries(
        first=FIRST,
        recorded=np.array([count is not None for count in cramps], dtype=np.bool_),
        cramps=np.array([count or 0 for count in cramps], dtype=np.int64),
    )


def blocks(*rows: tuple[int, int, int, int]) -> MatchedBlocks:
    """Return blocks from rows of cramps and nights with, cramps and nights without."""
    with_cramps, with_nights, without_cramps, without_nights = np.array(rows, dtype=np.int64).T
    return MatchedBlocks(
        with_cramps=with_cramps,
        with_nights=with_nights,
        without_cramps=without_cramps,
        without_nights=without_nights,
    )


def diary(with_: int, without: int, *, fortnights: int = 8) -> tuple[NightSeries, list[bool]]:
    """Return fortnights, each with 4 nights after such days of `with_` cramps in all, 10 others."""
    one = [with_, 0, 0, 0, without, *[0] * 9]
    return series([*one] * fortnights), [True] * 4 + [False] * 10 + ([True] * 4 + [False] * 10) * (
        fortnights - 1
    )


class TestMantelHaenszel:
    def test_ratio_and_variance_are_those_published_for_smoking_and_coronary_deaths(self) -> None:
        # Doll and Hill 1966, British doctors, by age; as in Rothman and Greenland, and in Stata's
        # manual (`ir deaths smokes pyears, by(age)`): M-H combined 1.424682, 1.154703 to 1.757784
        # (normal limits, no dispersion), so that ln(1.757784 / 1.424682) / 1.959964 is the error.
        found = mantel_haenszel(
            blocks(
                (32, 52_407, 2, 18_790),
                (104, 43_248, 12, 10_673),
                (206, 28_612, 28, 5_710),
                (186, 12_663, 28, 2_585),
                (102, 5_317, 31, 1_462),
            )
        )
        assert found is not None
        assert found.ratio == pytest.approx(1.424682, abs=1e-6)
        assert found.degrees_of_freedom == 4
        assert found.dispersion is not None
        reach = log(1.757784 / 1.424682) / 1.959964 * sqrt(found.dispersion) * stdtrit(4, 0.975)
        assert found.low == pytest.approx(1.424682 * exp(-reach), rel=1e-5)
        assert found.high == pytest.approx(1.424682 * exp(reach), rel=1e-5)

    def test_three_blocks_by_hand(self) -> None:
        # x1 n1 x0 n0 m:  6 4 4 10 14;  2 7 1 7 14;  0 5 5 5 10 (four nights not recorded)
        # sum x1 n0/m = 60/14 + 14/14 + 0      = 37/7
        # sum x0 n1/m = 16/14 + 7/14 + 25/10   = 29/7        ratio 37/29
        # variance: 4*10*10/196 + 7*7*3/196 + 5*5*5/100 = 400/196 + 147/196 + 1.25 = 4.04081633,
        #   over (37/7)(29/7) = 21.89795918                  -> 0.18452936
        # shares R n1/(R n1 + n0): 148/438 = .33789954; 37/66 = .56060606; 37/66 = .56060606
        # (x1 - t share)^2 / (t share (1 - share)):
        #   (6 - 3.3789954)^2 / 2.23723441 = 3.07060578; (2 - 1.68181818)^2 / .73898072 = .13699907;
        #   (0 - 2.80303030)^2 / 1.23163453 = 6.37931034
        found = mantel_haenszel(blocks((6, 4, 4, 10), (2, 7, 1, 7), (0, 5, 5, 5)))
        assert found is not None
        assert found.ratio == pytest.approx(37 / 29)
        assert found.degrees_of_freedom == 2
        squares = [
            (6 - 10 * 148 / 438) ** 2 / (10 * 148 / 438 * 290 / 438),
            (2 - 3 * 37 / 66) ** 2 / (3 * 37 / 66 * 29 / 66),
            (0 - 5 * 37 / 66) ** 2 / (5 * 37 / 66 * 29 / 66),
        ]
        assert squares == pytest.approx([3.0706058, 0.1369991, 6.3793103], abs=1e-6)
        assert found.dispersion == pytest.approx(sum(squares) / 2)
        error = sqrt(sum(squares) / 2 * 4.04081633 / 21.89795918)
        assert log(found.high or 0) - log(found.ratio or 0) == pytest.approx(
            stdtrit(2, 0.975) * error, rel=1e-6
        )

    def test_less_spread_than_chance_is_told_and_never_narrows_the_interval(self) -> None:
        # Each block's 6 cramps are shared 2 to 4 as its 5 and 9 nights would have them at 0.9.
        found = mantel_haenszel(blocks(*[(2, 5, 4, 9)] * 12))
        assert found is not None
        assert found.ratio == pytest.approx(0.9)
        assert found.dispersion == pytest.approx(0)
        variance = 12 * (5 * 9 * 6 / 14**2) / (12 * 18 / 14 * 12 * 20 / 14)
        reach = stdtrit(11, 0.975) * sqrt(variance)
        assert found.high == pytest.approx(0.9 * exp(reach))

    def test_blocks_without_a_cramp_say_nothing_of_the_spread(self) -> None:
        rows = [(3, 5, 4, 9), (1, 5, 6, 9), (2, 7, 2, 7)]
        quiet = mantel_haenszel(blocks(*rows, (0, 5, 0, 9), (0, 2, 0, 12)))
        assert quiet == mantel_haenszel(blocks(*rows))

    @pytest.mark.parametrize(
        "rows",
        [
            [(6, 7, 5, 7)],
            [(6, 7, 5, 7), (0, 7, 0, 7)],
            [(0, 7, 5, 7), (0, 7, 3, 7)],
            [(5, 7, 0, 7), (5, 7, 0, 7)],
        ],
    )
    def test_one_block_or_a_kind_without_cramps_gives_no_ratio(
        self, rows: list[tuple[int, int, int, int]]
    ) -> None:
        assert mantel_haenszel(blocks(*rows)) is None

    def test_no_block_gives_no_ratio(self) -> None:
        empty = np.zeros(0, dtype=np.int64)
        assert (
            mantel_haenszel(
                MatchedBlocks(
                    with_cramps=empty, with_nights=empty, without_cramps=empty, without_nights=empty
                )
            )
            is None
        )

    def test_a_higher_level_is_wider_and_swapped_sides_turn_the_ratio_round(self) -> None:
        rows = [(3, 5, 4, 9), (1, 5, 6, 9), (2, 7, 2, 7)]
        found, wide = mantel_haenszel(blocks(*rows)), mantel_haenszel(blocks(*rows), level=0.99)
        turned = mantel_haenszel(blocks(*[(x0, n0, x1, n1) for x1, n1, x0, n0 in rows]))
        assert found is not None
        assert wide is not None
        assert turned is not None
        assert wide.low < found.low
        assert (wide.ratio, wide.p_value) == (found.ratio, found.p_value)
        assert turned.ratio == pytest.approx(1 / (found.ratio or 0))
        assert turned.low == pytest.approx(1 / (found.high or 0))
        assert turned.p_value == pytest.approx(found.p_value)


class TestMatchedBlocks:
    def test_blocks_count_calendar_nights_from_the_first_and_need_both_kinds(self) -> None:
        cramps = [1] * 14 + [2] * 14 + [3] * 5
        exposure = [True] * 14 + [True, *[False] * 13] + [False, *[True] * 4]
        found = matched_blocks(series(cramps), exposure)
        assert found.with_cramps.tolist() == [2, 12]
        assert found.with_nights.tolist() == [1, 4]
        assert found.without_cramps.tolist() == [26, 3]
        assert found.without_nights.tolist() == [13, 1]

    def test_nights_not_recorded_and_days_not_asked_about_count_nowhere(self) -> None:
        cramps: list[int | None] = [None, 1, 2, None, 4]
        exposure: list[bool | None] = [True, True, None, False, False]
        found = matched_blocks(series(cramps), exposure)
        assert (found.with_nights.tolist(), found.without_nights.tolist()) == ([1], [1])
        assert (found.with_cramps.tolist(), found.without_cramps.tolist()) == ([1], [4])


class TestOneFactor:
    def test_what_there_is_enough_of_is_compared(self) -> None:
        nights, exposure = diary(4, 3)
        found = compare_days(nights, Factor.ALCOHOL, exposure)
        assert found.ratio is not None
        assert found.ratio.ratio == pytest.approx((4 / 4) / (3 / 10))
        assert (found.with_.cramps, found.with_.nights_recorded) == (32, 32)
        assert (found.without.cramps, found.without.nights_recorded) == (24, 80)
        assert found.with_.cramps_per_week == pytest.approx(7)
        assert (found.blocks, found.flags, found.adjusted) == (8, (), None)
        assert found.stated is found.ratio
        assert (found.name, found.method) == ("alcohol", "mantel_haenszel")

    def test_several_comparisons_widen_the_interval_that_is_stated(self) -> None:
        nights, exposure = diary(4, 3)
        found = compare_days(nights, Factor.HEAT, exposure, comparisons=7)
        assert found.ratio is not None
        assert found.adjusted is not None
        assert found.ratio.level == 0.95
        assert found.adjusted.level == pytest.approx(1 - 0.05 / 7)
        assert found.adjusted.low < found.ratio.low
        assert found.p_value_holm == pytest.approx(min(1, 7 * found.ratio.p_value))
        assert found.flags == (FactorFlag.SEVERAL_COMPARISONS,)
        assert found.stated is found.adjusted

    @pytest.mark.parametrize(
        ("with_", "without", "fortnights", "flag"),
        [
            (4, 3, 3, FactorFlag.TOO_FEW_NIGHTS),
            (1, 3, 4, FactorFlag.TOO_FEW_CRAMPS),
            (3, 1, 4, FactorFlag.TOO_FEW_CRAMPS),
        ],
    )
    def test_below_14_nights_or_5_cramps_of_a_kind_there_is_no_ratio(
        self, with_: int, without: int, fortnights: int, flag: FactorFlag
    ) -> None:
        nights, exposure = diary(with_, without, fortnights=fortnights)
        found = compare_days(nights, Factor.HEAT, exposure, comparisons=3)
        assert (found.ratio, found.adjusted, found.p_value_holm) == (None, None, None)
        assert found.flags == (flag,)

    def test_fourteen_nights_and_five_cramps_of_each_kind_are_enough(self) -> None:
        cramps = [1, 1, 1, 0, 0, 0, 0, 1, 1, 1, 0, 0, 0, 0] * 2
        found = compare_days(series(cramps), Factor.HEAT, ([True] * 7 + [False] * 7) * 2)
        assert (found.with_.nights_recorded, found.without.nights_recorded) == (14, 14)
        assert found.ratio is not None
        assert found.ratio.ratio == pytest.approx(1)

    def test_cramps_in_one_fortnight_alone_tell_no_spread(self) -> None:
        cramps = [1, 1, 1, 1, 1, 0, 0] * 2 + [0] * 14
        found = compare_days(series(cramps), Factor.HEAT, ([True] * 7 + [False] * 7) * 2)
        assert found.flags == (FactorFlag.TOO_FEW_BLOCKS,)
        assert found.ratio is None

    def test_what_was_never_asked_is_not_told(self) -> None:
        found = compare_days(series([1] * 28), Factor.TRAVEL, [None] * 28)
        assert found.flags[0] is FactorFlag.NOT_TOLD
        assert found.sentence == words.NOT_TOLD.format(factor="travel")

    def test_nights_in_fortnights_of_one_kind_are_said_to_be_left_out(self) -> None:
        nights, exposure = diary(4, 3)
        longer = series([*nights.cramps.tolist(), *[1] * 14])
        found = compare_days(longer, Factor.HEAT, [*exposure, *[True] * 14])
        assert found.flags == (FactorFlag.NIGHTS_NOT_MATCHED,)
        assert found.with_.nights_recorded == 32


def test_p_values_are_adjusted_together_and_what_could_not_be_compared_counts_as_one() -> None:
    made = [
        (Factor.ALCOHOL, diary(4, 3)),
        (Factor.HEAT, diary(2, 4)),
        (Factor.TRAVEL, diary(4, 3, fortnights=2)),
    ]
    found = [compare_days(nights, it, told, comparisons=5) for it, (nights, told) in made]
    raw = [it.ratio.p_value for it in found if it.ratio is not None]
    assert len(raw) == 2
    assert 0.001 < raw[0] < raw[1]
    adjusted = adjusted_together(found, beside=[0.001])
    # Holm over 0.001, the two, and twice 1: times 5, 4, 3; never less than the one before.
    assert adjusted[0].p_value_holm == pytest.approx(max(0.005, 4 * raw[0]))
    assert adjusted[1].p_value_holm == pytest.approx(min(1, max(4 * raw[0], 3 * raw[1])))
    assert adjusted[2].p_value_holm is None
    assert adjusted_together([]) == []


class TestSentences:
    def test_a_difference_went_together_and_says_what_else_fits(self) -> None:
        nights, exposure = diary(4, 3)
        found = compare_days(nights, Factor.LONG_SITTING, exposure, comparisons=9)
        assert found.sentence.startswith(
            "Days with long sitting or standing went together with 3.3 times as many cramps in the "
            "night, compared with other days of the same two weeks: 32 on 32 nights, against 24 on "
            "80."
        )
        assert "for 9 comparisons, anything from" in found.sentence

    def test_what_may_be_chance_is_too_short_to_tell(self) -> None:
        nights, exposure = diary(2, 4)
        found = compare_days(nights, Factor.FLUIDS, exposure)
        assert found.sentence.startswith("Days with less to drink than usual: this diary is too ")
        assert "went together" not in found.sentence

    def test_what_hardly_differs_over_many_nights_is_about_the_same(self) -> None:
        cramps = [1, 1, 1, 1, 1, 1, 1] * 2 * 80
        nights, told = series(cramps), ([True] * 7 + [False] * 7) * 80
        for comparisons in (1, 5):
            found = compare_days(nights, Factor.HEAT, told, comparisons=comparisons)
            assert "went together with about as many cramps in the night" in found.sentence
            assert ("5 comparisons" in found.sentence) is (comparisons == 5)

    def test_what_is_too_little_says_how_much_there_is_and_how_much_is_needed(self) -> None:
        nights, exposure = diary(4, 3, fortnights=3)
        found = compare_days(nights, Factor.HEAT, exposure)
        assert "14 nights of each are needed, and there are 12 and 30." in found.sentence

    def test_every_factor_and_every_template_fills(self) -> None:
        templates = [it for name, it in vars(words).items() if name.isupper() and name[0] != "_"]
        texts = [it for it in templates if isinstance(it, str)]
        assert len(texts) >= 8
        for text in texts:
            fields = {name for _, name, _, _ in Formatter().parse(text) if name}
            assert "factor" in fields
            assert text.format(**dict.fromkeys(fields, "x"))
        assert set(words.FACTOR_WORDS) == set(Factor)


_nights = st.tuples(
    st.none() | st.sampled_from([0, 0, 0, 1, 2, 9]), st.sampled_from([True, False, False, None])
)


@given(st.lists(_nights, min_size=1, max_size=120), st.sampled_from(Factor), st.integers(1, 50))
def test_any_diary_gives_figures_that_hold_together(
    drawn: list[tuple[int | None, bool | None]], factor: Factor, comparisons: int
) -> None:
    nights, exposure = series([count for count, _ in drawn]), [kind for _, kind in drawn]
    found = compare_days(nights, factor, exposure, comparisons=comparisons)
    _check(found)
    told = [(count, kind) for count, kind in drawn if count is not None and kind is not None]
    assert found.with_.nights_recorded <= sum(kind for _, kind in told)
    assert found.with_.cramps <= sum(count for count, kind in told if kind)


def _check(found: FactorResult) -> None:
    assert found.sentence
    lowered = found.sentence.lower()
    assert not [it for it in ("prove", "work", "effect", "cause", "signific") if it in lowered]
    enough = min(found.with_.nights_recorded, found.without.nights_recorded) >= 14
    enough = enough and min(found.with_.cramps, found.without.cramps) >= 5
    if found.ratio is None:
        assert not enough or FactorFlag.TOO_FEW_BLOCKS in found.flags
        return
    assert enough
    assert found.ratio.ratio is not None
    assert found.ratio.high is not None
    assert 0 < found.ratio.low < found.ratio.ratio < found.ratio.high
    assert 0 <= found.ratio.p_value <= 1
    assert (found.adjusted is None) == (found.comparisons == 1)
