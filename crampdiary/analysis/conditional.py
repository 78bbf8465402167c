"""Exact conditional arithmetic for the ratio of two Poisson rates, in one stratum or several.

In a stratum with N cramps, those on treatment are binomial with odds R n1 / n0; over strata with
one common R their sum is compared (a convolution of binomials). No words, no choice of method.
"""

from collections.abc import Callable, Sequence
from math import exp, expm1, inf, log, log1p
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# ln R beyond these is no ratio of two diaries; halved 90 times an interval is as fine as floats.
_LN_LOW, _LN_HIGH, _HALVINGS = -60.0, 60.0, 90


class Stratum(NamedTuple):
    """Cramps and nights on treatment (1) and at baseline (0); counts need not be whole."""

    x1: float
    n1: float
    x0: float
    n0: float

    def effective(self, dispersion: float) -> "Stratum":
        """Return the stratum with its counts divided by `dispersion`, if that is above 1."""
        by = max(1.0, dispersion)
        return Stratum(self.x1 / by, self.n1, self.x0 / by, self.n0)


class Tails(NamedTuple):
    """Chances at one ratio of fewer cramps on treatment than seen, of as many, and of more."""

    fewer: float
    as_many: float
    more: float

    def weighed(self, *, mid: bool) -> tuple[float, float]:
        """Return the chance of at most, and of at least, what was seen; that itself half if mid."""
        own = self.as_many / 2 if mid else self.as_many
        return self.fewer + own, self.more + own


class Limits(NamedTuple):
    """A ratio with its limits, infinite where there is none, and a two-sided p value."""

    ratio: float
    low: float
    high: float
    p_value: float


def limits(strata: Sequence[Stratum], *, mid: bool, null_ratio: float, level: float) -> Limits:
    """Return the central (or mid-p) limits and p value of the ratio common to `strata`.

    Each stratum needs nights on both sides, and some stratum a cramp. Of several strata counts must
    be whole unless one side has none in all of them.
    """
    tail = (1 - level) / 2
    x1, x0 = sum(stratum.x1 for stratum in strata), sum(stratum.x0 for stratum in strata)
    tails = _one_tails(strata[0]) if len(strata) == 1 else _many_tails(strata)
    low = _root(lambda ln_ratio: tails(ln_ratio).weighed(mid=mid)[1] - tail) if x1 else 0.0
    high = _root(lambda ln_ratio: tail - tails(ln_ratio).weighed(mid=mid)[0]) if x0 else inf
    at_null = tails(log(null_ratio)).weighed(mid=mid)
    return Limits(_ratio(strata, x1, x0), low, high, min(1.0, 2 * min(at_null)))


def _ratio(strata: Sequence[Stratum], x1: float, x0: float) -> float:
    """Return the conditional maximum-likelihood ratio; of one stratum the ratio of its rates."""
    if not x1 or not x0:
        return inf if x1 else 0.0
    if len(strata) == 1:
        one = strata[0]
        return (one.x1 / one.n1) / (one.x0 / one.n0)
    return _root(lambda ln_ratio: _expected(strata, ln_ratio) - x1)


def as_one(strata: Sequence[Stratum]) -> Stratum:
    """Return one stratum with the ratio of several and, at that ratio, as much information.

    For counts that are divided and so no longer whole. Information is the variance of the cramps on
    treatment; where the shares of nights differ between strata, that is less than in one stratum.
    Both sides need a cramp.
    """
    x1, x0 = sum(one.x1 for one in strata), sum(one.x0 for one in strata)
    ratio = _ratio(strata, x1, x0)
    own = sum(
        (one.x1 + one.x0) * ratio * one.n1 * one.n0 / (ratio * one.n1 + one.n0) ** 2
        for one in strata
    )
    together = x1 * x0 / (x1 + x0)
    return Stratum(x1, x1 / x0 / ratio, x0, 1.0).effective(together / own)


def _expected(strata: Sequence[Stratum], ln_ratio: float) -> float:
    ratio = exp(ln_ratio)
    return sum((one.x1 + one.x0) * ratio * one.n1 / (ratio * one.n1 + one.n0) for one in strata)


def _root(rising: Callable[[float], float]) -> float:
    """Return exp of where a rising function of ln R is 0, by halving."""
    low, high = _LN_LOW, _LN_HIGH
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if not low < middle < high:
            break
        if rising(middle) > 0:
            high = middle
        else:
            low = middle
    return exp((low + high) / 2)


def _one_tails(one: Stratum) -> Callable[[float], Tails]:
    """Return the tails of one stratum: incomplete beta functions, so that counts may be parts."""
    from scipy.special import betainc

    def at_least(a: float, b: float, odds: float) -> tuple[float, float]:
        """Return I_p(a, b) and its complement; the chance of `a` or more of `a + b - 1`."""
        if not a:
            return 1.0, 0.0
        if not b:
            return 0.0, 1.0
        return float(betainc(a, b, odds / (1 + odds))), float(betainc(b, a, 1 / (1 + odds)))

    def tails(ln_ratio: float) -> Tails:
        odds = exp(ln_ratio) * one.n1 / one.n0
        as_many_or_more, fewer = at_least(one.x1, one.x0 + 1, odds)
        more, as_many_or_fewer = at_least(one.x1 + 1, one.x0, odds)
        # The smaller of the two differences has lost fewer digits.
        if as_many_or_more < as_many_or_fewer:
            return Tails(fewer, as_many_or_more - more, more)
        return Tails(fewer, as_many_or_fewer - fewer, more)

    return tails


def _many_tails(strata: Sequence[Stratum]) -> Callable[[float], Tails]:
    """Return the tails of the sum over strata."""
    if not all(sum(one[side] for one in strata) for side in (0, 2)):
        return lambda ln_ratio: _one_sided_tails(strata, ln_ratio)
    import numpy as np

    x1, x0 = sum(one.x1 for one in strata), sum(one.x0 for one in strata)
    ln_found = log(_ratio(strata, x1, x0))
    with np.errstate(divide="ignore"):
        ln_chances = np.log(_sum_of_binomials(strata, ln_found))
    k, seen = np.arange(len(ln_chances)), round(x1)

    def tails(ln_ratio: float) -> Tails:
        # One convolution does for all ratios: another one weighs the chances of k by its power k.
        ln_tilted = ln_chances + k * (ln_ratio - ln_found)
        chances = np.exp(ln_tilted - ln_tilted.max())
        chances /= chances.sum()
        return Tails(
            float(chances[:seen].sum()), float(chances[seen]), float(chances[seen + 1 :].sum())
        )

    return tails


def _one_sided_tails(strata: Sequence[Stratum], ln_ratio: float) -> Tails:
    """Return the tails where all cramps are on one side: a product, which needs no whole counts."""
    on = any(one.x1 for one in strata)
    sign = 1 if on else -1
    ln_all = -sum(
        (one.x1 + one.x0) * _ln_1p_exp(-sign * (ln_ratio + log(one.n1 / one.n0))) for one in strata
    )
    rest = -expm1(ln_all)
    return Tails(rest, exp(ln_all), 0.0) if on else Tails(0.0, exp(ln_all), rest)


def _ln_1p_exp(value: float) -> float:
    return value + log1p(exp(-value)) if value > 0 else log1p(exp(value))


def _sum_of_binomials(strata: Sequence[Stratum], ln_ratio: float) -> "NDArray[np.float64]":
    import numpy as np
    from scipy.special import gammaln

    chances = np.ones(1)
    for one in strata:
        total = round(one.x1 + one.x0)
        ln_odds = ln_ratio + log(one.n1 / one.n0)
        k = np.arange(total + 1)
        ln_ways = gammaln(total + 1) - gammaln(k + 1) - gammaln(total - k + 1)
        chances = np.convolve(chances, np.exp(ln_ways + k * ln_odds - total * _ln_1p_exp(ln_odds)))
    return chances
