"""What a comparison of days with and without something gives: plain data, no arithmetic."""

from dataclasses import dataclass
from enum import StrEnum

from crampdiary.analysis.rate_ratio import RateRatio
from crampdiary.analysis.results import Side

# Of each kind, in blocks that hold both; with less an interval spans everything.
MIN_NIGHTS = 14
MIN_CRAMPS = 5
METHOD = "mantel_haenszel"


class Factor(StrEnum):
    """What the days before nights are told apart by; `FLUIDS` is less to drink than usual."""

    FLUIDS = "fluids"
    HARD_EXERCISE = "hard_exercise"
    ALCOHOL = "alcohol"
    LONG_SITTING = "long_sitting"
    HEAT = "heat"
    TRAVEL = "travel"


class FactorFlag(StrEnum):
    """What a reader must know beside the figures."""

    NOT_TOLD = "not_told"
    """Of no recorded night it is known whether the day before was with or without."""
    TOO_FEW_NIGHTS = "too_few_nights"
    """Under 14 nights of a kind in blocks that hold both kinds: no ratio."""
    TOO_FEW_CRAMPS = "too_few_cramps"
    """Under 5 cramps on the nights of a kind: no ratio."""
    TOO_FEW_BLOCKS = "too_few_blocks"
    """Under 2 blocks with cramps, or no cramp of a kind in them: no ratio."""
    NIGHTS_NOT_MATCHED = "nights_not_matched"
    """Some nights lie in two weeks with one kind alone, and were left out."""
    SEVERAL_COMPARISONS = "several_comparisons"
    """One of several comparisons; `adjusted` and `p_value_holm` allow for that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FactorResult:
    """Nights after days with a factor against nights after days without it.

    `ratio` is cramps a night with over cramps a night without (95 %), pooled over `blocks` of 14
    nights that hold both kinds; `with_` and `without` count the nights of these alone. `adjusted`
    is the same at level 1 - 0.05 / `comparisons`, None for a single one. All three are None where
    too little is recorded.
    """

    factor: Factor
    ratio: RateRatio | None
    adjusted: RateRatio | None
    p_value_holm: float | None
    with_: Side
    without: Side
    blocks: int
    comparisons: int
    flags: tuple[FactorFlag, ...]
    sentence: str = ""

    @property
    def name(self) -> str:
        """Return the factor's key, such as `hard_exercise`."""
        return self.factor.value

    @property
    def method(self) -> str | None:
        """Return how the ratio was made, None where there is none."""
        return None if self.ratio is None else METHOD

    @property
    def stated(self) -> RateRatio | None:
        """Return the ratio with the interval that the sentence states."""
        return self.adjusted or self.ratio
