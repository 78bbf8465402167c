"""What a comparison of two periods is made of, and what it gives: plain data, no arithmetic."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from crampdiary.analysis.rate_ratio import RateRatio

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# What a night of a series counts as in one comparison (`Labels.kind`).
LEFT_OUT = -1
BASELINE = 0
TREATMENT = 1

# Recorded nights on each side, below which nothing is compared, and from which a halving may show.
LEAST_NIGHTS_TO_COMPARE = 28
ENOUGH_NIGHTS_TO_COMPARE = 56
# From here on a yearly wave can be told from a change once in it.
NIGHTS_OF_A_YEAR = 365


class Flag(StrEnum):
    """What a reader of a comparison must know beside its figures."""

    TOO_FEW_NIGHTS = "too_few_nights"
    """Under 28 recorded nights on one side: no ratio."""
    NO_CRAMPS = "no_cramps"
    """No cramp on either side: no ratio."""
    CANNOT_BE_SEPARATED = "cannot_be_separated"
    """Other treatments changed together with this one: no ratio."""
    METHOD_NOT_POSSIBLE = "method_not_possible"
    """The method asked for cannot be computed from these nights: no ratio."""
    METHOD_BELOW_MINIMUM = "method_below_minimum"
    """The method asked for was computed from fewer nights, weeks or cramps than it needs."""
    SHORT = "short"
    """28 to 55 recorded nights on one side: even a halving rarely shows."""
    ASSUMES_INDEPENDENCE = "assumes_independence"
    """The interval assumes that cramps come independently; it is likely too narrow."""
    EFFECTIVE_COUNTS = "effective_counts"
    """Weeks spread more than chance would let them, so cramps were counted for less (x / phi)."""
    NO_CRAMPS_ON_ONE_SIDE = "no_cramps_on_one_side"
    """The ratio is 0, or has no upper limit."""
    WEEKS_NOT_COUNTED = "weeks_not_counted"
    """Some recorded nights lie in weeks with too few of them, which were left out."""
    OTHERS_HELD_EQUAL = "others_held_equal"
    """Only nights with the same other treatments were compared, and the results pooled."""
    WEEKS_BEFORE_COUNTED = "weeks_before_counted"
    """The nights just before the start are part of the baseline: it may be a worst month."""
    SEASON_NOT_SEPARATED = "season_not_separated"
    """Season and treatment cannot be told apart: under a year of nights, or too few for a fit."""
    SEVERAL_COMPARISONS = "several_comparisons"
    """One of several comparisons; `Comparison.adjusted` allows for that."""
    RECORDED_UNEQUALLY = "recorded_unequally"
    """The share of nights recorded differs by more than a fifth between the sides."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """What each night of a series counts as, two arrays of the series' length.

    `kind` is `BASELINE`, `TREATMENT` or `LEFT_OUT`; `stratum` numbers the sets of other treatments
    taken (any ints; equal means the same others).
    """

    kind: "NDArray[np.int64]"
    stratum: "NDArray[np.int64]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What the words of a comparison need to know of how its labels were made."""

    left_out_before: int = 28
    """Nights before each start that are no baseline."""
    lag: int = 0
    """Nights after each start that are left out."""
    others: tuple[str, ...] = ()
    """Names of treatments that overlap with this one."""
    taken_earlier: bool = False
    """Whether it was taken and stopped before this start, on nights of the same range."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """The counts of one side that the ratio was made from; without a ratio all that it has.

    `nights` counts calendar nights. Cramps per week and its 95 % limits (Garwood) are None below
    14 recorded nights. `blocks` is None unless whole weeks were compared.
    """

    cramps: int
    nights_recorded: int
    nights: int
    cramps_per_week: float | None
    low: float | None
    high: float | None
    blocks: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CircularShift:
    """How many of all possible start dates show a change at least as big as the real one.

    `shifts` and `at_least` count the real start too; `p_value` is their ratio.
    """

    shifts: int
    at_least: int
    p_value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A treatment's nights against nights without it: inputs, result, flags and words.

    `ratio` is None where nothing can be said; `sentences` then tells why. `adjusted` is the ratio
    at level 1 - 0.05 / `comparisons`, None for a single one. The second lines, each None where it
    does not apply: `with_weeks_before` counts the left-out nights before the start as baseline,
    `steady` takes treatment from night 85 on, `season` fits a yearly wave beside.
    `nights_needed` counts the recorded nights still wanted for any comparison, both sides together.
    The first of `sentences` is the main one.
    """

    name: str
    ratio: RateRatio | None
    baseline: Side
    treatment: Side
    flags: tuple[Flag, ...]
    comparisons: int = 1
    adjusted: RateRatio | None = None
    with_weeks_before: RateRatio | None = None
    steady: RateRatio | None = None
    season: RateRatio | None = None
    circular: CircularShift | None = None
    nights_needed: int | None = None
    nights_needed_baseline: int = 0
    nights_needed_treatment: int = 0
    baseline_after: bool = False
    """Whether nights after stopping, now or an earlier time, are part of the baseline."""
    calendar_nights: int = 0
    """From the first recorded night compared to the last, both included."""
    share_recorded_baseline: float | None = None
    share_recorded_treatment: float | None = None
    """Recorded nights over all nights of a side, 0 to 1."""
    context: Context = Context()
    sentences: tuple[str, ...] = ()

    @property
    def tells_a_change(self) -> bool:
        """Tell whether no change fits by none of these: as it is, among several, and by season."""
        looks = (self.ratio, self.adjusted, self.season)
        return self.ratio is not None and all(
            one.excludes_no_change for one in looks if one is not None
        )

    @property
    def spans_a_year(self) -> bool:
        """Tell whether the nights compared span a year, so that season can be allowed for."""
        return self.calendar_nights >= NIGHTS_OF_A_YEAR
