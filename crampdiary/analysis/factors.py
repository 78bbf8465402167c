"""Cramps after days with something (alcohol, heat, little to drink) against days without it.

Nights are matched within blocks of 14 calendar nights, so that season, treatments and slow ups and
downs are alike on both sides. Nothing here says what leads to what.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import log, sqrt
from typing import TYPE_CHECKING

from crampdiary.analysis.factor_results import (
    MIN_CRAMPS,
    MIN_NIGHTS,
    Factor,
    FactorFlag,
    FactorResult,
)
from crampdiary.analysis.many import holm, share_of_level
from crampdiary.analysis.quasi import Term
from crampdiary.analysis.rate import LEVEL, weekly
from crampdiary.analysis.rate_ratio import RateRatio, from_term
from crampdiary.analysis.results import Side
from crampdiary.analysis.sentences.factors import factor_sentence
from crampdiary.analysis.weeks import NightSeries

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

NIGHTS_PER_BLOCK = 14

# Of each night of a series: with, without, or not known.
Exposure = Sequence[bool | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchedBlocks:
    """The blocks that hold nights of both kinds, one element each: cramps on recorded nights."""

    with_cramps: "Ints"
    with_nights: "Ints"
    without_cramps: "Ints"
    without_nights: "Ints"


def matched_blocks(
    series: NightSeries, exposure: Exposure, *, nights_per_block: int = NIGHTS_PER_BLOCK
) -> MatchedBlocks:
    """Count both kinds of recorded nights in blocks from the first night; keep those with both.

    Nights of which the kind is not known, and nights not recorded, count nowhere.
    """
    import numpy as np

    told = np.array([-1 if it is None else int(it) for it in exposure], dtype=np.int64)
    starts = np.arange(0, len(told), nights_per_block)
    sums = []
    for kind in (1, 0):
        chosen = series.recorded & (told == kind)
        sums += [
            np.add.reduceat(np.where(chosen, series.cramps, 0), starts),
            np.add.reduceat(chosen.astype(np.int64), starts),
        ]
    kept = (sums[1] > 0) & (sums[3] > 0)
    return MatchedBlocks(
        with_cramps=sums[0][kept],
        with_nights=sums[1][kept],
        without_cramps=sums[2][kept],
        without_nights=sums[3][kept],
    )


def mantel_haenszel(blocks: MatchedBlocks, *, level: float = LEVEL) -> RateRatio | None:
    """Return the rate ratio pooled over blocks; None without cramps on a side, or a spread.

    Ratio and variance of its logarithm: Rothman, Greenland and Lash, Modern Epidemiology, 3rd
    edition (2008), chapter 15, for person-time data (the variance is Greenland and Robins',
    Biometrics 41 (1985) 55). The variance is multiplied by the dispersion, at least 1. Given its
    cramps, those of a block are shared binomially; the dispersion is Pearson's chi-square of this
    over the blocks with cramps, divided by their number less 1 (quasi-likelihood, McCullagh and
    Nelder 1989), which also gives the t distribution its degrees of freedom.
    """
    import numpy as np

    x1, n1 = blocks.with_cramps, blocks.with_nights
    x0, n0 = blocks.without_cramps, blocks.without_nights
    nights, cramps = n1 + n0, x1 + x0
    above, below = float(np.sum(x1 * n0 / nights)), float(np.sum(x0 * n1 / nights))
    degrees_of_freedom = int(np.count_nonzero(cramps)) - 1
    if above == 0 or below == 0 or degrees_of_freedom < 1:
        return None
    ratio = above / below
    share = ratio * n1 / (ratio * n1 + n0)
    has_cramps = cramps > 0
    spread = (x1 - cramps * share)[has_cramps] ** 2 / (cramps * share * (1 - share))[has_cramps]
    variance = float(np.sum(n1 * n0 * cramps / nights**2)) / (above * below)
    term = Term(
        ln_ratio=log(ratio),
        unit_error=sqrt(variance),
        dispersion=float(np.sum(spread)) / degrees_of_freedom,
        degrees_of_freedom=degrees_of_freedom,
    )
    return from_term(term, level)


def compare_days(
    series: NightSeries, factor: Factor, exposure: Exposure, *, comparisons: int = 1
) -> FactorResult:
    """Compare the nights after days with a factor with the others of the same blocks.

    `comparisons` is how many are planned in all. The adjusted P value is Bonferroni's: see
    `adjusted_together` for Holm's, which needs the others.
    """
    blocks = matched_blocks(series, exposure)
    with_ = _side(blocks.with_cramps, blocks.with_nights)
    without = _side(blocks.without_cramps, blocks.without_nights)
    flags = _too_little(with_, without)
    ratio = None if flags else mantel_haenszel(blocks)
    if ratio is None and not flags:
        flags = [FactorFlag.TOO_FEW_BLOCKS]
    adjusted = None
    if ratio is not None and comparisons > 1:
        adjusted = mantel_haenszel(blocks, level=share_of_level(comparisons))
        flags.append(FactorFlag.SEVERAL_COMPARISONS)
    told = _told_nights(series, exposure)
    if told == 0:
        flags.insert(0, FactorFlag.NOT_TOLD)
    elif told > with_.nights_recorded + without.nights_recorded:
        flags.append(FactorFlag.NIGHTS_NOT_MATCHED)
    result = FactorResult(
        factor=factor,
        ratio=ratio,
        adjusted=adjusted,
        p_value_holm=None if ratio is None else min(1.0, ratio.p_value * comparisons),
        with_=with_,
        without=without,
        blocks=len(blocks.with_nights),
        comparisons=comparisons,
        flags=tuple(flags),
    )
    return replace(result, sentence=factor_sentence(result))


def adjusted_together(
    results: Iterable[FactorResult], beside: Iterable[float] = ()
) -> list[FactorResult]:
    """Return the results with P values adjusted (Holm) for one another and for those `beside`.

    What was planned and could not be compared counts as a P value of 1.
    """
    found = list(results)
    known = [*(it.ratio.p_value for it in found if it.ratio is not None), *beside]
    planned = max((it.comparisons for it in found), default=0)
    adjusted = iter(holm([*known, *[1.0] * (planned - len(known))]))
    return [it if it.ratio is None else replace(it, p_value_holm=next(adjusted)) for it in found]


def _too_little(with_: Side, without: Side) -> list[FactorFlag]:
    if min(with_.nights_recorded, without.nights_recorded) < MIN_NIGHTS:
        return [FactorFlag.TOO_FEW_NIGHTS]
    if min(with_.cramps, without.cramps) < MIN_CRAMPS:
        return [FactorFlag.TOO_FEW_CRAMPS]
    return []


def _told_nights(series: NightSeries, exposure: Exposure) -> int:
    recorded = series.recorded.tolist()
    return sum(
        1 for told, is_in in zip(exposure, recorded, strict=True) if is_in and told is not None
    )


def _side(cramps: "Ints", nights: "Ints") -> Side:
    """Count one kind over the blocks; rated from as many nights as any rate is."""
    counted, exposed = int(cramps.sum()), int(nights.sum())
    per_week, low, high = weekly(counted, exposed)
    return Side(
        cramps=counted,
        nights_recorded=exposed,
        nights=exposed,
        cramps_per_week=per_week,
        low=low,
        high=high,
        blocks=len(nights),
    )
