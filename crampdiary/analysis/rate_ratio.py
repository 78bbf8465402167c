"""Rate ratios of two periods: what one is, and the exact conditional and mid-p methods.

Given N cramps on both sides together, those on treatment are binomial with p = R n1 / (R n1 + n0)
where n are recorded nights and R is the ratio (Przyborowski and Wilenski, Biometrika 31 (1940) 313).
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from crampdiary.analysis.rate import LEVEL

if TYPE_CHECKING:
    from crampdiary.analysis.blocks import Blocks


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


@dataclass(frozen=True, slots=True, kw_only=True)
class RateRatio:
    """Cramps per night on treatment over cramps per night without it, with its interval.

    `ratio` and `high` are None where there were no cramps without treatment: no upper limit.
    `dispersion` is as estimated (below 1 too); None for methods that assume 1.
    """

    ratio: float | None
    low: float
    high: float | None
    p_value: float
    level: float
    method: Method
    dispersion: float | None = None
    degrees_of_freedom: int | None = None


def exact(
    treatment: Counts, baseline: Counts, *, null_ratio: float = 1, level: float = LEVEL
) -> RateRatio | None:
    """Compare two counts by the exact conditional method (central); None where neither has any."""
    raise NotImplementedError


def mid_p(
    treatment: Counts, baseline: Counts, *, null_ratio: float = 1, level: float = LEVEL
) -> RateRatio | None:
    """Compare two counts by the mid-p method; None where neither has any."""
    raise NotImplementedError


def quasi_poisson(
    treatment: "Blocks", baseline: "Blocks", *, level: float = LEVEL
) -> RateRatio | None:
    """Compare two sets of blocks; None where one side has no cramp or there are under 3 blocks."""
    raise NotImplementedError
