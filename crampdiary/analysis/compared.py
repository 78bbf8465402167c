"""The nights that a comparison is made from: sorted by stratum, counted, and cut into weeks."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from crampdiary.analysis import quasi
from crampdiary.analysis.blocks import Blocks, blocks
from crampdiary.analysis.rate import weekly
from crampdiary.analysis.rate_ratio import Counts
from crampdiary.analysis.results import BASELINE, LEFT_OUT, TREATMENT, Labels, Side
from crampdiary.analysis.weeks import NightSeries

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Flags = NDArray[np.bool_]

# Where treatment and baseline stand in every pair.
SIDES = (0, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedNights:
    """The strata that have recorded nights of both kinds, as masks, counts and blocks.

    Pairs are (treatment, baseline). `blocks` holds only strata with kept weeks on both sides and a
    cramp; `dispersion` (with its degrees of freedom) is that of all kept weeks.
    """

    chosen: list[tuple["Flags", "Flags"]]
    counts: list[tuple[Counts, Counts]]
    blocks: list[tuple[Blocks, Blocks]]
    dispersion: tuple[float, int] | None

    def recorded(self, side: int) -> int:
        """Return the recorded nights of one side."""
        return sum(int(pair[side].nights) for pair in self.counts)

    def cramps(self, side: int) -> int:
        """Return the cramps of one side."""
        return sum(pair[side].cramps for pair in self.counts)

    def kept(self, side: int) -> int:
        """Return the kept weeks of one side."""
        return sum(len(pair[side].cramps) for pair in self.blocks)

    def kept_cramps(self, side: int) -> int:
        """Return the cramps in the kept weeks of one side."""
        return sum(int(pair[side].cramps.sum()) for pair in self.blocks)

    def share_recorded(self, side: int) -> float:
        """Return how much of one side is recorded, 0 to 1."""
        return self.recorded(side) / sum(int(pair[side].sum()) for pair in self.chosen)


def compared_nights(series: NightSeries, labels: Labels) -> ComparedNights:
    """Sort the nights into the strata that have recorded nights of both kinds."""
    import numpy as np

    chosen, counts, weeks = [], [], []
    for stratum in np.unique(labels.stratum[labels.kind != LEFT_OUT]):
        own = labels.stratum == stratum
        on, off = own & (labels.kind == TREATMENT), own & (labels.kind == BASELINE)
        if not (on & series.recorded).any() or not (off & series.recorded).any():
            continue
        chosen.append((on, off))
        counts.append((_counts(series, on), _counts(series, off)))
        weeks.append((blocks(series, on), blocks(series, off)))
    return ComparedNights(
        chosen=chosen,
        counts=counts,
        blocks=quasi.telling_strata(weeks),
        dispersion=quasi.dispersion(weeks),
    )


def calendar_nights(series: NightSeries, nights: ComparedNights) -> int:
    """Return the nights from the first recorded one compared to the last, both included."""
    import numpy as np

    used = np.logical_or.reduce([side for pair in nights.chosen for side in pair])
    where = np.flatnonzero(used & series.recorded)
    return int(where[-1] - where[0]) + 1


def side_of_nights(series: NightSeries, chosen: Sequence["Flags"]) -> Side:
    """Count and rate all nights of these masks."""
    import numpy as np

    every = np.logical_or.reduce(chosen)
    counts = _counts(series, every) if (every & series.recorded).any() else None
    if counts is None:
        return _side(0, 0, int(every.sum()))
    return _side(counts.cramps, int(counts.nights), int(every.sum()))


def side_of_blocks(kept: Sequence[Blocks]) -> Side:
    """Count and rate the nights of kept weeks."""
    return replace(
        _side(
            sum(int(own.cramps.sum()) for own in kept),
            sum(int(own.nights.sum()) for own in kept),
            sum(int(own.length.sum()) for own in kept),
        ),
        blocks=sum(len(own.cramps) for own in kept),
    )


def _counts(series: NightSeries, chosen: "Flags") -> Counts:
    recorded = chosen & series.recorded
    return Counts(cramps=int(series.cramps[recorded].sum()), nights=int(recorded.sum()))


def _side(cramps: int, recorded: int, nights: int) -> Side:
    per_week, low, high = weekly(cramps, recorded)
    return Side(
        cramps=cramps,
        nights_recorded=recorded,
        nights=nights,
        cramps_per_week=per_week,
        low=low,
        high=high,
    )
