"""Blocks and the quasi-Poisson ratio.

Reference figures: R 4.2.2, glm(..., family = quasipoisson) with t quantiles, dispersion not
floored. InsectSprays: Beall 1942. Seatbelts: van drivers killed a month, before and after the law
(Harvey and Durbin 1986). Both are data sets of R.
"""

from datetime import date
from math import exp, log, sqrt

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.special import stdtrit

from crampdiary.analysis.blocks import Blocks, blocks, end_to_end
from crampdiary.analysis.quasi import dispersion, fit, pooled
from crampdiary.analysis.rate_ratio import (
    Method,
    RateRatio,
    from_term,
    pooled_quasi_poisson,
    quasi_poisson,
)
from tests.analysis.nights import (
    NULL_CLUSTERED,
    NULL_CLUSTERED_START,
    POISSON_EFFECT,
    POISSON_EFFECT_START,
    diaries,
    series,
)

INSECT_SPRAYS = """
    10 7 20 14 14 12 10 23 17 20 14 13 11 17 21 11 16 14 17 17 19 21 7 13 0 1 7 2 3 1 2 1 3 0 1 4
    3 5 12 6 4 3 5 5 5 5 2 4 3 5 3 5 3 6 1 1 3 2 6 4 11 9 15 22 15 16 13 10 26 26 24 13
"""
VANS_BEFORE = """
    12 6 12 8 10 13 11 6 10 16 13 14 14 6 8 11 7 13 13 11 11 14 16 14 17 16 15 13 13 15 12 6 9 13
    14 15 14 3 12 13 12 8 8 15 8 5 17 14 13 5 8 5 12 11 13 15 11 11 10 13 8 6 8 14 12 14 13 9 4 13
    6 15 12 16 7 12 10 9 9 6 7 13 14 13 14 11 11 10 4 8 9 10 10 5 13 12 10 9 7 5 10 5 6 8 6 12 15 7
    14 4 10 8 7 11 3 5 11 10 10 7 10 11 9 7 8 13 8 5 8 7 12 10 7 4 10 4 8 8 7 10 8 14 8 9 8 6 7 6 5
    4 5 10 7 10 12 7 4 5 6 4 4 8 8 3 7 12 2 7 8
"""
VANS_AFTER = "3 2 6 3 7 6 8 8 4 3 5 5 3 4 3 6 6 7 5 7 7 4 7"

weeks = st.lists(st.tuples(st.integers(0, 25), st.integers(4, 7)), min_size=2, max_size=20)


def monthly(counts: str) -> Blocks:
    values = [int(count) for count in counts.split()]
    return end_to_end(values, [1] * len(values))


def of(rows: list[tuple[int, int]]) -> Blocks:
    return end_to_end([row[0] for row in rows], [row[1] for row in rows])


def sides(text: str, start: int, **how: int) -> tuple[Blocks, Blocks]:
    nights = series(text)
    on = np.arange(len(text)) >= start
    return blocks(nights, on, **how), blocks(nights, ~on, **how)


def figures(found: RateRatio | None) -> list[float]:
    assert found is not None
    assert found.ratio is not None
    assert found.high is not None
    assert found.dispersion is not None
    return [found.ratio, found.low, found.high, found.p_value, found.dispersion]


NIGHTLY = {"nights_per_block": 1, "least_recorded": 1}


@pytest.mark.parametrize(
    ("text", "start", "how", "freedom", "expected"),
    [
        (
            NULL_CLUSTERED,
            NULL_CLUSTERED_START,
            NIGHTLY,
            173,
            [0.824074074, 0.475152151, 1.42922236, 0.48886233, 1.86298437],
        ),
        (
            NULL_CLUSTERED,
            NULL_CLUSTERED_START,
            {},
            24,
            [0.824074074, 0.390749846, 1.73793563, 0.59744417, 3.12907481],
        ),
        (
            POISSON_EFFECT,
            POISSON_EFFECT_START,
            NIGHTLY,
            90,
            [0.681818182, 0.343896046, 1.35179232, 0.269223546, 1.09555558],
        ),
        (
            POISSON_EFFECT,
            POISSON_EFFECT_START,
            {},
            12,
            [0.681818182, 0.264031424, 1.76068449, 0.396351071, 1.75005291],
        ),
    ],
    ids=["clustered by night", "clustered by week", "Poisson by night", "Poisson by week"],
)
def test_diaries_by_night_and_by_week_agree_with_r(
    text: str, start: int, how: dict[str, int], freedom: int, expected: list[float]
) -> None:
    found = quasi_poisson(*sides(text, start, **how), least_dispersion=0)
    assert figures(found) == pytest.approx(expected, rel=1e-7)
    assert found is not None
    assert (found.method, found.degrees_of_freedom) == (Method.BLOCKS, freedom)


def test_weeks_are_counted_anew_from_the_start() -> None:
    on, off = sides(NULL_CLUSTERED, NULL_CLUSTERED_START)
    assert (len(off.cramps), off.cramps.sum(), off.nights.sum()) == (13, 54, 89)
    assert (len(on.cramps), on.cramps.sum(), on.nights.sum()) == (13, 43, 86)
    assert (off.start[0], on.start[0]) == (0, NULL_CLUSTERED_START)


def test_van_drivers_before_and_after_the_law_agree_with_r() -> None:
    found = quasi_poisson(monthly(VANS_AFTER), monthly(VANS_BEFORE), least_dispersion=0)
    assert figures(found) == pytest.approx(
        [0.539747719, 0.439413817, 0.662991442, 1.52202686e-08, 1.2050821], rel=1e-8
    )
    assert found is not None
    assert found.degrees_of_freedom == 190


def test_a_model_of_six_sprays_agrees_with_r() -> None:
    counts = np.array(INSECT_SPRAYS.split(), dtype=np.float64)
    sprays = np.repeat(np.arange(6), 12)
    columns = np.column_stack([np.ones(72), *(sprays == spray for spray in range(1, 6))])
    term = fit(counts, np.ones(72), columns.astype(np.float64), 2)
    assert term is not None
    assert (term.ln_ratio, term.standard_error(0)) == pytest.approx(
        (-1.94017947, 0.262628096), rel=1e-8
    )
    assert figures(from_term(term, least_dispersion=0)) == pytest.approx(
        [0.143678161, 0.0850485179, 0.242725146, 3.30051171e-10, 1.50771256], rel=1e-8
    )


@given(weeks, weeks)
def test_the_closed_form_is_the_fitted_model(
    on: list[tuple[int, int]], off: list[tuple[int, int]]
) -> None:
    treatment, baseline = of(on), of(off)
    assume(treatment.cramps.sum() and baseline.cramps.sum())
    term = fit(
        np.concatenate((treatment.cramps, baseline.cramps)).astype(np.float64),
        np.concatenate((treatment.nights, baseline.nights)).astype(np.float64),
        np.column_stack((np.repeat([1.0, 0.0], [len(on), len(off)]), np.ones(len(on) + len(off)))),
        0,
    )
    closed = pooled([(treatment, baseline)])
    assert term is not None
    assert closed is not None
    assert closed.degrees_of_freedom == term.degrees_of_freedom
    assert [closed.ln_ratio, closed.unit_error, closed.dispersion] == pytest.approx(
        [term.ln_ratio, term.unit_error, term.dispersion], rel=1e-7, abs=1e-9
    )


def test_a_spread_below_chance_is_reported_but_does_not_narrow_the_interval() -> None:
    # By hand: 22 on 21 nights against 15 on 21; chi square 2/7.3333 / 1, over 4 degrees.
    on, off = end_to_end([7, 7, 8], [7, 7, 7]), end_to_end([5, 5, 5], [7, 7, 7])
    found = quasi_poisson(on, off)
    assert found is not None
    assert found.dispersion == pytest.approx((6 / 9) / (22 / 3) / 4)
    reach = stdtrit(4, 0.975) * sqrt(1 / 22 + 1 / 15)
    assert found.low == pytest.approx(exp(log(22 / 15) - reach))
    assert found.high == pytest.approx(exp(log(22 / 15) + reach))
    unfloored = quasi_poisson(on, off, least_dispersion=0)
    assert unfloored is not None
    assert unfloored.low > found.low
    assert unfloored.p_value < found.p_value


def test_weeks_all_alike_on_both_sides_are_no_change_at_all() -> None:
    alike = end_to_end([3, 3], [7, 7])
    found = quasi_poisson(alike, alike, least_dispersion=0)
    assert figures(found) == [1, 1, 1, 1, 0]


@pytest.mark.parametrize(
    ("on", "off"),
    [
        ([(3, 7)], [(4, 7)]),
        ([(0, 7), (0, 7)], [(3, 7), (4, 7)]),
        ([(3, 7), (4, 7)], [(0, 7), (0, 7)]),
        ([], [(3, 7), (4, 7), (1, 7)]),
        ([], []),
    ],
)
def test_one_week_each_or_a_side_without_cramps_gives_no_ratio(
    on: list[tuple[int, int]], off: list[tuple[int, int]]
) -> None:
    assert quasi_poisson(of(on), of(off)) is None


def test_one_week_against_two_has_one_degree_of_freedom_and_a_finite_interval() -> None:
    found = quasi_poisson(of([(1, 7)]), of([(9, 7), (1, 4)]), level=1 - 0.05 / 400)
    assert found is not None
    assert found.degrees_of_freedom == 1
    assert 0 < found.low < found.high < float("inf")  # type: ignore[operator]  # never None here


@given(weeks, weeks, st.sampled_from([0.8, 0.9]))
def test_the_interval_holds_the_ratio_inverts_and_lies_in_wider_ones(
    on: list[tuple[int, int]], off: list[tuple[int, int]], level: float
) -> None:
    treatment, baseline = of(on), of(off)
    assume(treatment.cramps.sum() and baseline.cramps.sum())
    ratio, low, high, p_value, _ = figures(quasi_poisson(treatment, baseline, level=level))
    wide = figures(quasi_poisson(treatment, baseline))
    turned = figures(quasi_poisson(baseline, treatment, level=level))
    assert wide[1] <= low <= ratio <= high <= wide[2]
    assert turned[:4] == pytest.approx([1 / ratio, 1 / high, 1 / low, p_value])
    if min(abs(low - 1), abs(high - 1)) > 1e-9:
        assert (p_value < 1 - level) is not (low < 1 < high)


@given(weeks, weeks, st.integers(2, 5))
def test_more_nights_at_the_same_rates_change_nothing_but_their_unit(
    on: list[tuple[int, int]], off: list[tuple[int, int]], times: int
) -> None:
    treatment, baseline = of(on), of(off)
    assume(treatment.cramps.sum() and baseline.cramps.sum())
    longer = [
        end_to_end(side.cramps.tolist(), (side.nights * times).tolist())
        for side in (treatment, baseline)
    ]
    assert figures(quasi_poisson(*longer)) == pytest.approx(
        figures(quasi_poisson(treatment, baseline))
    )


# --- strata --------------------------------------------------------------------------------------


def test_strata_are_pooled_by_one_over_the_squared_error() -> None:
    first = of([(4, 7), (2, 7)]), of([(9, 7), (6, 7)])
    second = of([(3, 7), (8, 7), (1, 6)]), of([(5, 7), (2, 7)])
    spread = dispersion([first, second])
    assert spread is not None
    weights = [1 / (1 / 6 + 1 / 15), 1 / (1 / 12 + 1 / 7)]
    logs = [log((6 / 14) / (15 / 14)), log((12 / 20) / (7 / 14))]
    mean = sum(a * b for a, b in zip(weights, logs, strict=True)) / sum(weights)
    reach = stdtrit(5, 0.975) * sqrt(max(1, spread[0]) / sum(weights))
    found = pooled_quasi_poisson([first, second])
    assert spread[1] == 5
    assert figures(found)[:3] == pytest.approx([exp(mean), exp(mean - reach), exp(mean + reach)])


def test_a_stratum_without_both_kinds_or_without_a_cramp_says_nothing() -> None:
    telling = of([(4, 7), (2, 7)]), of([(9, 7), (6, 7)])
    silent = [(of([]), of([(7, 7)])), (of([(9, 7)]), of([])), (of([(0, 7)]), of([(0, 7)]))]
    assert pooled_quasi_poisson([telling, *silent]) == pooled_quasi_poisson([telling])


def test_a_stratum_without_cramps_on_one_side_still_counts() -> None:
    telling = of([(4, 7), (6, 7)]), of([(6, 7), (4, 7)])
    fewer = of([(0, 7), (0, 7)]), of([(6, 7), (4, 7)])
    assert figures(pooled_quasi_poisson([telling, fewer]))[0] < 1


def test_a_side_without_a_cramp_does_not_make_the_other_look_steady() -> None:
    quiet, loud = of([(0, 7)] * 8), of([(9, 7), (0, 7), (6, 7)])
    assert (
        dispersion([(quiet, loud)])
        == dispersion([(loud, of([(2, 7)]))])
        == pytest.approx((42 / 5 / 2, 2))
    )


# --- blocks --------------------------------------------------------------------------------------


def test_a_block_is_calendar_nights_and_kept_from_four_recorded_ones() -> None:
    nights = series("1-2-3-4" + "9---9-9" + "12345")
    kept = blocks(nights, np.ones(19, dtype=np.bool_))
    assert kept.start.tolist() == [0, 14]
    assert kept.cramps.tolist() == [10, 15]
    assert kept.nights.tolist() == [4, 5]
    assert kept.length.tolist() == [7, 5]


def test_blocks_start_anew_after_each_stretch_that_is_left_out() -> None:
    nights = series("1" * 30)
    chosen = np.ones(30, dtype=np.bool_)
    chosen[9:12] = False
    kept = blocks(nights, chosen)
    # 0 to 6, the 2 left of the first stretch dropped, then 12 to 18, 19 to 25 and 26 to 29.
    assert kept.start.tolist() == [0, 12, 19, 26]
    assert kept.length.tolist() == [7, 7, 7, 4]


def test_no_chosen_nights_make_no_blocks() -> None:
    kept = blocks(series("111"), np.zeros(3, dtype=np.bool_))
    assert len(kept.cramps) == len(kept.nights) == len(kept.start) == len(kept.length) == 0


@given(diaries, st.integers(1, 14), st.data())
def test_blocks_of_single_recorded_nights_keep_every_cramp(
    text: str, nights_per_block: int, data: st.DataObject
) -> None:
    chosen = np.array(data.draw(st.lists(st.booleans(), min_size=len(text), max_size=len(text))))
    nights = series(text, date(2026, 1, 1))
    kept = blocks(nights, chosen, nights_per_block=nights_per_block, least_recorded=1)
    assert kept.cramps.sum() == nights.cramps[chosen & nights.recorded].sum()
    assert kept.nights.sum() == (chosen & nights.recorded).sum()
    assert (kept.length <= nights_per_block).all()
    assert (kept.nights <= kept.length).all()


# --- the fit -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("counts", "columns"),
    [
        ([1, 2, 3], [[1, 0, 0], [1, 1, 0], [1, 0, 1]]),
        ([1, 2, 3, 4], [[1, 2], [1, 2], [1, 2], [1, 2]]),
        ([0, 0, 0, 0], [[1, 0], [1, 0], [1, 1], [1, 1]]),
        ([0, 0, 3, 4], [[1, 1], [1, 1], [1, 0], [1, 0]]),
    ],
    ids=["no degree of freedom", "columns alike", "no counts", "one side without"],
)
def test_a_model_that_cannot_be_fitted_gives_nothing(
    counts: list[int], columns: list[list[int]]
) -> None:
    values, design = np.array(counts, dtype=np.float64), np.array(columns, dtype=np.float64)
    assert fit(values, np.ones(len(counts)), design, 1) is None


def test_a_model_without_weight_on_one_side_is_no_error() -> None:
    # The side without cramps weighs ever less, until the equations have no solution in floats.
    values = np.array([0, 0, 1e9, 1e9])
    treated = np.array([[1, 0], [1, 0], [1, 1], [1, 1]], dtype=np.float64)
    assert fit(values, np.ones(4), treated, 1) is None
    assert fit(values, np.ones(4), treated[:, ::-1], 0) is None


def test_a_model_that_does_not_settle_gives_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    columns = np.array([[1, 0], [1, 0], [1, 1], [1, 1]], dtype=np.float64)
    values = np.array([1, 5, 9, 2], dtype=np.float64)
    assert fit(values, np.ones(4), columns, 1) is not None
    monkeypatch.setattr("crampdiary.analysis.quasi._ROUNDS", 1)
    assert fit(values, np.ones(4), columns, 1) is None
