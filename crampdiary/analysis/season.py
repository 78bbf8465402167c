"""The same comparison with a yearly wave beside it.

Cramps are about twice as frequent in July as in January (Garrison and others, CMAJ 187 (2015) 248),
which by itself can look like a change with treatment.
"""

from collections.abc import Sequence
from math import pi
from typing import TYPE_CHECKING

from crampdiary.analysis.quasi import fit, telling_strata
from crampdiary.analysis.rate import LEVEL
from crampdiary.analysis.rate_ratio import RateRatio, from_term
from crampdiary.analysis.weeks import NightSeries

if TYPE_CHECKING:
    from crampdiary.analysis.blocks import Blocks

NIGHTS_PER_YEAR = 365.25


def season_ratio(
    series: NightSeries, strata: Sequence[tuple["Blocks", "Blocks"]], *, level: float = LEVEL
) -> RateRatio | None:
    """Compare (treatment, baseline) blocks with cos and sin of the time of year as extra columns.

    The wave is taken at the middle of each block; each stratum has its own level. None where one
    side has no cramps or the wave cannot be told from the treatment.
    """
    import numpy as np

    telling = telling_strata(strata)
    if not telling or not all(sum(pair[side].cramps.sum() for pair in telling) for side in (0, 1)):
        return None
    sides = [
        (own, on, side)
        for own, pair in enumerate(telling)
        for on, side in zip((1.0, 0.0), pair, strict=True)
    ]
    middles = np.concatenate([side.start + (side.length - 1) / 2 for *_, side in sides])
    angle = 2 * pi * (series.first.toordinal() + middles) / NIGHTS_PER_YEAR
    treated = np.concatenate([np.full(len(side.cramps), on) for _, on, side in sides])
    stratum = np.concatenate([np.full(len(side.cramps), own) for own, _, side in sides])
    levels = stratum[:, None] == np.arange(len(telling))
    term = fit(
        np.concatenate([side.cramps for *_, side in sides]).astype(np.float64),
        np.concatenate([side.nights for *_, side in sides]).astype(np.float64),
        np.column_stack((treated, levels, np.cos(angle), np.sin(angle))),
        0,
    )
    return None if term is None else from_term(term, level)
