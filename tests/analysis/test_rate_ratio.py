"""The two conditional methods.

Reference figures: R 4.2.2, exactci::poisson.exact(central) 1.4-5 (the same as rateratio.test), and
for mid-p uniroot (tolerance 1e-13) on its two equations. The epil rows are seizures in 8 weeks
before and 8 weeks on treatment (Thall and Vail 1990, R's MASS::epil).
"""

from math import inf, log, sqrt

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.special import bdtr, bdtrc

from crampdiary.analysis.rate_ratio import Counts, Method, RateRatio, conditional, exact, mid_p

CENTRAL = [
    # R's ?poisson.test (eba1977, Fredericia against three cities)
    (11, 800, 21, 3011, 1, 0.95, 1.9714881, 0.858426403, 4.27726594, 0.11201732),
    # Gu and others 2008, example 1
    (60, 51477.5, 30, 54308.7, 1, 0.95, 2.10999757, 1.33973572, 3.38836557, 0.000856105388),
    # Rothman 1998 p. 238, breast cancer and fluoroscopy
    (41, 28010, 15, 19017, 1, 0.95, 1.85575866, 1.00568406, 3.60930031, 0.0476602468),
    (41, 28010, 15, 19017, 1.5, 0.95, 1.85575866, 1.00568406, 3.60930031, 0.582907508),
    # epil, subjects 1, 4, 8, 10, 13, 18, 25, 29, 35, 49, 58 and 59
    (14, 56, 11, 56, 1, 0.95, 1.27272727, 0.536763141, 3.0979632, 0.690037966),
    (13, 56, 8, 56, 1, 0.95, 1.625, 0.624311104, 4.52267644, 0.383310318),
    (93, 56, 52, 56, 1, 0.95, 1.78846154, 1.26041011, 2.56188958, 0.000833214955),
    (33, 56, 10, 56, 1, 0.95, 3.3, 1.58860663, 7.50675986, 0.000606106631),
    (16, 56, 18, 56, 1, 0.95, 0.888888889, 0.424068659, 1.84662793, 0.86416624),
    (123, 56, 111, 56, 1, 0.95, 1.10810811, 0.850316372, 1.44542075, 0.472161104),
    (143, 56, 55, 56, 1, 0.95, 2.6, 1.89253538, 3.61627373, 3.23244381e-10),
    (42, 56, 76, 56, 1, 0.95, 0.552631579, 0.369782815, 0.81596224, 0.00224266505),
    (74, 56, 31, 56, 1, 0.95, 2.38709677, 1.54983284, 3.75729709, 3.27553527e-05),
    (302, 56, 151, 56, 1, 0.95, 2, 1.6397131, 2.44790585, 1.13254607e-12),
    (0, 56, 13, 56, 1, 0.95, 0, 0, 0.328114089, 0.000244140625),
    (10, 56, 12, 56, 1, 0.95, 0.833333333, 0.322509678, 2.10458007, 0.831811905),
    # made up: none on one side, unequal nights, another level, too few to say anything
    (0, 28, 9, 28, 1, 0.95, 0, 0, 0.50663019, 0.00390625),
    (9, 28, 0, 28, 1, 0.95, inf, 1.97382631, inf, 0.00390625),
    (3, 10, 7, 41, 1, 0.95, 1.75714286, 0.293200022, 7.6969605, 0.620777137),
    (18, 43, 31, 57, 1, 0.95, 0.769692423, 0.405449173, 1.4195887, 0.460574778),
    (18, 43, 31, 57, 1, 0.99, 0.769692423, 0.33207383, 1.69223744, 0.460574778),
    (1, 28, 2, 28, 1, 0.95, 0.5, 0.00847498035, 9.60452988, 1),
]
MID_P = [
    # ?rateratio.test and exactci's ?poisson.exact
    (2, 17877, 9, 16660, 1, 0.95, 0.207094156, 0.030495772, 0.869523193, 0.029266567),
    (2, 17877, 10, 20000, 1, 0.95, 0.223751189, 0.0333512147, 0.917436758, 0.0357864325),
]
Row = tuple[int, float, int, float, float, float, float, float, float, float]

METHODS = {Method.EXACT: exact, Method.MID_P: mid_p}
methods = st.sampled_from(list(METHODS))
cramps = st.integers(0, 60)
nights = st.integers(1, 400)


def compared(
    method: Method,
    x1: int,
    n1: float,
    x0: int,
    n0: float,
    *,
    null_ratio: float = 1,
    level: float = 0.95,
    dispersion: float | None = None,
) -> RateRatio:
    found = METHODS[method](
        Counts(cramps=x1, nights=n1),
        Counts(cramps=x0, nights=n0),
        null_ratio=null_ratio,
        level=level,
        dispersion=dispersion,
    )
    assert found is not None
    return found


def high(found: RateRatio) -> float:
    return inf if found.high is None else found.high


def ratio(found: RateRatio) -> float:
    return inf if found.ratio is None else found.ratio


@pytest.mark.parametrize(
    ("method", "row"),
    [*((Method.EXACT, row) for row in CENTRAL), *((Method.MID_P, row) for row in MID_P)],
)
def test_ratio_limits_and_p_value_agree_with_r_to_eight_digits(method: Method, row: Row) -> None:
    x1, n1, x0, n0, null_ratio, level, *expected = row
    found = compared(method, x1, n1, x0, n0, null_ratio=null_ratio, level=level)
    assert [ratio(found), found.low, high(found), found.p_value] == pytest.approx(
        expected, rel=1e-8
    )
    assert (found.method, found.level, found.dispersion) == (method, level, None)


@pytest.mark.parametrize(("x1", "n1", "x0", "n0"), [(2, 40, 9, 31), (4, 28, 1, 60), (30, 90, 3, 9)])
@pytest.mark.parametrize("level", [0.8, 0.9, 0.99])
def test_mid_p_limits_solve_their_two_equations(
    x1: int, n1: int, x0: int, n0: int, level: float
) -> None:
    found = compared(Method.MID_P, x1, n1, x0, n0, level=level)

    def tails(limit: float) -> tuple[float, float]:
        total, chance = x1 + x0, limit * n1 / (limit * n1 + n0)
        fewer, at_most = bdtr(x1 - 1, total, chance), bdtr(x1, total, chance)
        own = (at_most - fewer) / 2
        return float(fewer + own), float(bdtrc(x1, total, chance) + own)

    assert tails(high(found))[0] == pytest.approx((1 - level) / 2, rel=1e-9)
    assert tails(found.low)[1] == pytest.approx((1 - level) / 2, rel=1e-9)


@pytest.mark.parametrize("method", METHODS)
def test_no_cramps_on_either_side_is_no_comparison(method: Method) -> None:
    sides = Counts(cramps=0, nights=28), Counts(cramps=0, nights=90)
    assert METHODS[method](*sides) is None


def test_no_cramps_on_one_side_has_closed_limits() -> None:
    # Of nine cramps none on treatment has the chance (1 - p)^9: exact 2.5 %, mid-p 5 %.
    for method, chance in ((Method.EXACT, 0.025), (Method.MID_P, 0.05)):
        found = compared(method, 0, 28, 9, 56)
        odds = chance ** (-1 / 9) - 1
        assert (found.ratio, found.low) == (0, 0)
        assert found.high == pytest.approx(odds * 56 / 28, rel=1e-10)


@pytest.mark.parametrize(("cramps_seen", "nights_seen"), [(-1, 5), (3, 0), (3, -2.5), (1, inf)])
def test_counts_that_cannot_be_are_refused(cramps_seen: int, nights_seen: float) -> None:
    with pytest.raises(ValueError, match="counts need"):
        Counts(cramps=cramps_seen, nights=nights_seen)


@pytest.mark.parametrize(("method", "null_ratio"), [(Method.BLOCKS, 1), (Method.EXACT, 0)])
def test_what_is_no_conditional_question_is_refused(method: Method, null_ratio: float) -> None:
    sides = Counts(cramps=2, nights=28), Counts(cramps=3, nights=28)
    with pytest.raises(ValueError, match="no conditional method"):
        conditional([sides], method=method, null_ratio=null_ratio)


@given(methods, cramps, nights, cramps, nights)
def test_swapping_sides_inverts_ratio_and_limits(
    method: Method, x1: int, n1: int, x0: int, n0: int
) -> None:
    assume(x1 + x0 > 0)
    found, swapped = compared(method, x1, n1, x0, n0), compared(method, x0, n0, x1, n1)
    assert swapped.p_value == pytest.approx(found.p_value, rel=1e-9)
    ends = [high(swapped), ratio(swapped), swapped.low]
    assert [found.low, ratio(found), high(found)] == pytest.approx(
        [1 / end if end else inf for end in ends], rel=1e-9
    )


@given(methods, cramps, nights, cramps, nights, st.floats(0.1, 50))
def test_only_the_proportion_of_the_nights_matters(
    method: Method, x1: int, n1: int, x0: int, n0: int, scale: float
) -> None:
    assume(x1 + x0 > 0)
    found = compared(method, x1, n1, x0, n0)
    scaled = compared(method, x1, n1 * scale, x0, n0 * scale)
    assert [scaled.low, high(scaled), scaled.p_value] == pytest.approx(
        [found.low, high(found), found.p_value], rel=1e-9
    )


@given(cramps, nights, cramps, nights, st.sampled_from([0.8, 0.9, 0.95]))
def test_intervals_lie_inside_wider_ones_and_hold_the_ratio(
    x1: int, n1: int, x0: int, n0: int, level: float
) -> None:
    assume(x1 + x0 > 0)
    plain = compared(Method.EXACT, x1, n1, x0, n0, level=level)
    inside = compared(Method.MID_P, x1, n1, x0, n0, level=level)
    wider = compared(Method.EXACT, x1, n1, x0, n0, level=0.99)
    bouts = exact(
        Counts(cramps=x1, nights=n1), Counts(cramps=x0, nights=n0), level=level, dispersion=2.5
    )
    assert bouts is not None
    ends = [wider.low, plain.low, inside.low, ratio(plain), high(inside), high(plain), high(wider)]
    assert ends == sorted(ends)
    assert bouts.low <= plain.low * (1 + 1e-9)
    assert high(bouts) >= high(plain) * (1 - 1e-9)
    assert ratio(bouts) == pytest.approx(ratio(plain))


@given(methods, cramps, nights, cramps, nights, st.floats(0.2, 5), st.sampled_from([0.9, 0.95]))
def test_p_is_below_the_level_exactly_where_the_interval_leaves_the_null_ratio_out(
    method: Method, x1: int, n1: int, x0: int, n0: int, null_ratio: float, level: float
) -> None:
    assume(x1 + x0 > 0)
    found = compared(method, x1, n1, x0, n0, null_ratio=null_ratio, level=level)
    margin = min(abs(found.low / null_ratio - 1), abs(high(found) / null_ratio - 1))
    if margin > 1e-9:
        outside = not found.low < null_ratio < high(found)
        assert (found.p_value < 1 - level) is outside


def test_effective_counts_are_the_counts_divided_by_a_dispersion_above_one() -> None:
    plain = compared(Method.EXACT, 4, 40, 9, 60)
    widened = compared(Method.EXACT, 8, 40, 18, 60, dispersion=2)
    assert (widened.low, widened.high) == pytest.approx((plain.low, plain.high), rel=1e-9)
    assert widened.dispersion == 2
    below_one = compared(Method.EXACT, 4, 40, 9, 60, dispersion=0.5)
    assert (below_one.low, below_one.high) == pytest.approx((plain.low, plain.high))
    assert below_one.dispersion == 0.5


def test_effective_counts_widen_what_no_cramps_on_one_side_leave_open() -> None:
    # 13 cramps against none; of dispersion 2 they tell as much as 6.5: odds 0.025^(-1/6.5) - 1.
    found = compared(Method.EXACT, 0, 56, 13, 56, dispersion=2)
    assert found.high == pytest.approx(0.025 ** (-1 / 6.5) - 1, rel=1e-10)
    assert found.p_value == pytest.approx(2 * 0.5**6.5, rel=1e-10)


@pytest.mark.parametrize("method", METHODS)
def test_strata_with_the_same_proportion_of_nights_are_as_one(method: Method) -> None:
    strata = [
        (Counts(cramps=x1, nights=10 * size), Counts(cramps=x0, nights=15 * size))
        for x1, x0, size in ((3, 9, 2), (0, 4, 1), (5, 6, 3), (0, 0, 7))
    ]
    found = conditional(strata, method=method)
    # Nights with no cramp on either side say nothing of a ratio, and drop out of both.
    one = compared(method, 8, 60, 19, 90)
    assert found is not None
    assert [ratio(found), found.low, high(found), found.p_value] == pytest.approx(
        [ratio(one), one.low, high(one), one.p_value], rel=1e-9
    )


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(("on", "off"), [((0, 0), (4, 9)), ((4, 9), (0, 0))])
def test_strata_without_any_cramp_on_one_side_have_one_open_end(
    method: Method, on: tuple[int, int], off: tuple[int, int]
) -> None:
    strata = [
        (Counts(cramps=x1, nights=20), Counts(cramps=x0, nights=30))
        for x1, x0 in zip(on, off, strict=True)
    ]
    found = conditional(strata, method=method, dispersion=1.5)
    one = METHODS[method](
        Counts(cramps=sum(on), nights=20), Counts(cramps=sum(off), nights=30), dispersion=1.5
    )
    assert found is not None
    assert one is not None
    assert [ratio(found), found.low, high(found), found.p_value] == pytest.approx(
        [ratio(one), one.low, high(one), one.p_value], rel=1e-9
    )


counted = st.tuples(st.integers(0, 12), st.integers(1, 60), st.integers(0, 12), st.integers(1, 60))


@settings(deadline=None)
@given(methods, st.lists(counted, min_size=2, max_size=4))
def test_a_ratio_over_strata_lies_in_its_interval_and_inverts(
    method: Method, rows: list[tuple[int, int, int, int]]
) -> None:
    strata = [
        (Counts(cramps=x1, nights=n1), Counts(cramps=x0, nights=n0)) for x1, n1, x0, n0 in rows
    ]
    found = conditional(strata, method=method)
    swapped = conditional([(off, on) for on, off in strata], method=method)
    if found is None or swapped is None:
        assert found is swapped
        assert not any(side.cramps for pair in strata for side in pair)
        return
    assert found.low <= ratio(found) <= high(found)
    assert swapped.p_value == pytest.approx(found.p_value, rel=1e-7)
    if found.low:
        assert high(swapped) == pytest.approx(1 / found.low, rel=1e-7)


@pytest.mark.parametrize("method", METHODS)
def test_effective_counts_of_strata_with_the_same_proportion_are_those_of_one(
    method: Method,
) -> None:
    strata = [
        (Counts(cramps=x1, nights=10 * size), Counts(cramps=x0, nights=15 * size))
        for x1, x0, size in ((3, 9, 2), (0, 4, 1), (5, 6, 3))
    ]
    found = conditional(strata, method=method, dispersion=1.7)
    one = compared(method, 8, 60, 19, 90, dispersion=1.7)
    assert found is not None
    assert [ratio(found), found.low, high(found), found.p_value] == pytest.approx(
        [ratio(one), one.low, high(one), one.p_value], rel=1e-9
    )


def test_effective_counts_know_that_unlike_strata_tell_less_than_one() -> None:
    # Nearly all nights of the one stratum are treatment, of the other baseline. The wanted limits
    # are those of large samples: 1 / SE squared is the sum of N p (1 - p) over strata.
    strata = [
        (Counts(cramps=900, nights=90), Counts(cramps=100, nights=10)),
        (Counts(cramps=100, nights=10), Counts(cramps=900, nights=90)),
    ]
    found = conditional(strata, method=Method.MID_P, dispersion=4)
    assert found is not None
    assert found.ratio == pytest.approx(1)
    reach = 1.959964 * sqrt(4 / (2 * 1000 * 0.9 * 0.1))
    assert log(high(found)) == pytest.approx(reach, rel=0.01)
    assert log(found.low) == pytest.approx(-reach, rel=0.01)
