"""Rate ratios of two periods by three methods; pure, and to be checked from any notebook.

`exact` and `mid_p` take counts and assume that cramps come independently of one another (central
limits as in R's exactci and rateratio.test: Fay, R Journal 2(1) (2010) 53). `quasi_poisson` takes
weeks and lets cramps come in bouts.

>>> found = exact(Counts(cramps=18, nights=43), Counts(cramps=31, nights=57))
>>> f"{found.ratio:.3f} ({found.low:.3f} to {found.high:.3f}), p = {found.p_value:.3f}"
'0.770 (0.405 to 1.420), p = 0.461'
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import exp, inf, isfinite
from typing import TYPE_CHECKING

from crampdiary.analysis import quasi
from crampdiary.analysis.conditional import Stratum, as_one, limits
from crampdiary.analysis.rate import LEVEL

if TYPE_CHECKING:
    from crampdiary.analysis.blocks import Blocks

# exp beyond this is more than a float holds.
_LN_MOST = 700.0


class Method(StrEnum):
    """How a ratio's interval was made."""

    BLOCKS = "blocks"
    EXACT = "exact"
    MID_P = "mid_p"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Cramps on recorded nights of one side; `nights` is any exposure above 0."""

    cramps: int
    nights: float

    def __post_init__(self) -> None:
        if self.cramps < 0 or not 0 < self.nights < inf:
            raise ValueError(f"counts need cramps >= 0 in nights > 0, not {self}")


@dataclass(frozen=True, slots=True, kw_only=True)
class RateRatio:
    """Cramps per night on treatment over cramps per night without it, with its interval.

    `ratio` and `high` are None where there were no cramps without treatment: no upper limit.
    `dispersion` is as estimated (below 1 too), None for a method that uses none.
    """

    ratio: float | None
    low: float
    high: float | None
    p_value: float
    level: float
    method: Method
    dispersion: float | None = None
    degrees_of_freedom: int | None = None

    @property
    def excludes_no_change(self) -> bool:
        """Tell whether the interval lies wholly below or wholly above 1."""
        return self.low > 1 or (self.high is not None and self.high < 1)


def exact(
    treatment: Counts,
    baseline: Counts,
    *,
    null_ratio: float = 1,
    level: float = LEVEL,
    dispersion: float | None = None,
) -> RateRatio | None:
    """Compare two counts by the exact conditional method (central); None where neither has any.

    `p_value` is that of `null_ratio`, two-sided. A `dispersion` above 1 replaces counts x by
    x / dispersion (effective counts): cramps that come in bouts tell no more than so many
    independent ones would. The ratio stays that of the counts.
    """
    return conditional(
        [(treatment, baseline)],
        method=Method.EXACT,
        null_ratio=null_ratio,
        level=level,
        dispersion=dispersion,
    )


def mid_p(
    treatment: Counts,
    baseline: Counts,
    *,
    null_ratio: float = 1,
    level: float = LEVEL,
    dispersion: float | None = None,
) -> RateRatio | None:
    """Compare two counts by the mid-p method; None where neither has any.

    As `exact`, but the chance of exactly the counts seen is halved: narrower, and closer to its
    level where counts are small.

    >>> found = mid_p(Counts(cramps=2, nights=17877), Counts(cramps=9, nights=16660))
    >>> f"{found.ratio:.4f} ({found.low:.4f} to {found.high:.4f}), p = {found.p_value:.4f}"
    '0.2071 (0.0305 to 0.8695), p = 0.0293'
    """
    return conditional(
        [(treatment, baseline)],
        method=Method.MID_P,
        null_ratio=null_ratio,
        level=level,
        dispersion=dispersion,
    )


def conditional(
    strata: Sequence[tuple[Counts, Counts]],
    *,
    method: Method,
    null_ratio: float = 1,
    level: float = LEVEL,
    dispersion: float | None = None,
) -> RateRatio | None:
    """Compare (treatment, baseline) counts of one stratum or several with one common ratio.

    `method` is `EXACT` or `MID_P`; for `dispersion` see `exact`. Over several strata the ratio is
    the conditional maximum-likelihood one. None where there is no cramp in any.
    """
    if method is Method.BLOCKS or null_ratio <= 0:
        raise ValueError(f"no conditional method: {method}, null ratio {null_ratio}")
    telling = [
        Stratum(on.cramps, on.nights, off.cramps, off.nights)
        for on, off in strata
        if on.cramps or off.cramps
    ]
    if not telling:
        return None
    if dispersion is not None and dispersion > 1:
        both = any(one.x1 for one in telling) and any(one.x0 for one in telling)
        telling = [as_one(telling)] if both and len(telling) > 1 else telling
        telling = [one.effective(dispersion) for one in telling]
    found = limits(telling, mid=method is Method.MID_P, null_ratio=null_ratio, level=level)
    return RateRatio(
        ratio=found.ratio if isfinite(found.ratio) else None,
        low=found.low,
        high=found.high if isfinite(found.high) else None,
        p_value=found.p_value,
        level=level,
        method=method,
        dispersion=dispersion,
    )


def quasi_poisson(
    treatment: "Blocks", baseline: "Blocks", *, level: float = LEVEL, least_dispersion: float = 1
) -> RateRatio | None:
    """Compare two sets of blocks, whose cramps may spread more than chance alone would let them.

    The closed form of R's `glm(cramps ~ treatment + offset(log(nights)), quasipoisson)` with t
    quantiles. The interval uses the dispersion, but not less than `least_dispersion` (R's own
    figures: 0). None where one side has no cramp, or where there are fewer than 3 blocks.

    >>> from crampdiary.analysis.blocks import end_to_end
    >>> on, off = end_to_end([2, 0, 5, 1], [7, 7, 6, 7]), end_to_end([4, 9, 3, 2], [7, 7, 7, 7])
    >>> found = quasi_poisson(on, off)
    >>> f"{found.ratio:.3f} ({found.low:.3f} to {found.high:.3f}), spread {found.dispersion:.2f}"
    '0.461 (0.089 to 2.375), spread 2.49'
    """
    return pooled_quasi_poisson(
        [(treatment, baseline)], level=level, least_dispersion=least_dispersion
    )


def pooled_quasi_poisson(
    strata: Sequence[tuple["Blocks", "Blocks"]],
    *,
    level: float = LEVEL,
    least_dispersion: float = 1,
) -> RateRatio | None:
    """Compare (treatment, baseline) blocks within strata; see `quasi.pooled`."""
    term = quasi.pooled(strata)
    return None if term is None else from_term(term, level, least_dispersion)


def from_term(term: quasi.Term, level: float = LEVEL, least_dispersion: float = 1) -> RateRatio:
    """Turn a term of a quasi-Poisson model into a ratio with t limits."""
    from scipy.special import stdtr, stdtrit

    error = term.standard_error(least_dispersion)
    freedom = term.degrees_of_freedom
    reach = float(stdtrit(freedom, (1 + level) / 2)) * error
    score = abs(term.ln_ratio) / error if error else (inf if term.ln_ratio else 0.0)
    return RateRatio(
        ratio=exp(term.ln_ratio),
        low=exp(max(term.ln_ratio - reach, -_LN_MOST)),
        high=exp(min(term.ln_ratio + reach, _LN_MOST)),
        p_value=2 * float(stdtr(freedom, -score)),
        level=level,
        method=Method.BLOCKS,
        dispersion=term.dispersion,
        degrees_of_freedom=freedom,
    )
