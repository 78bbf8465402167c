"""Quasi-Poisson arithmetic: a Poisson model whose spread may be wider than chance alone.

Wedderburn, Biometrika 61 (1974) 439; McCullagh and Nelder, Generalized Linear Models (1989).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log, sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from crampdiary.analysis.blocks import Blocks

    Floats = NDArray[np.float64]

_ROUNDS = 60
# Each round doubles the digits that hold.
_SETTLED = 1e-10
# No rate ratio of a diary comes near exp(30): beyond it the fit runs away (a side without cramps).
_RUNS_AWAY = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A log ratio, its standard error at dispersion 1, and what the spread was estimated from."""

    ln_ratio: float
    unit_error: float
    dispersion: float
    degrees_of_freedom: int

    def standard_error(self, least_dispersion: float = 1) -> float:
        """Return the standard error with the dispersion not below `least_dispersion`."""
        return self.unit_error * sqrt(max(self.dispersion, least_dispersion))


def pooled(strata: Sequence[tuple["Blocks", "Blocks"]]) -> Term | None:
    """Compare (treatment, baseline) blocks within strata, pooled by 1 / SE squared.

    All strata share one dispersion. A stratum without blocks on both sides, or without a cramp,
    says nothing. Of several, one without cramps on one side gets half a cramp on each, so that it
    counts at all. None where one side has no cramp in any stratum, or no degree of freedom is left.
    """
    telling = telling_strata(strata)
    spread = dispersion(telling)
    if spread is None or not all(
        sum(int(pair[side].cramps.sum()) for pair in telling) for side in (0, 1)
    ):
        return None
    total = weight = 0.0
    for on, off in telling:
        x1, x0 = float(on.cramps.sum()), float(off.cramps.sum())
        if not (x1 and x0):
            x1, x0 = x1 + 0.5, x0 + 0.5
        own = 1 / (1 / x1 + 1 / x0)
        total += own * log((x1 / float(on.nights.sum())) / (x0 / float(off.nights.sum())))
        weight += own
    return Term(
        ln_ratio=total / weight,
        unit_error=sqrt(1 / weight),
        dispersion=spread[0],
        degrees_of_freedom=spread[1],
    )


def telling_strata(
    strata: Sequence[tuple["Blocks", "Blocks"]],
) -> list[tuple["Blocks", "Blocks"]]:
    """Return the strata with blocks on both sides and a cramp on one."""
    return [
        pair
        for pair in strata
        if all(len(side.cramps) for side in pair) and any(side.cramps.sum() for side in pair)
    ]


def dispersion(strata: Sequence[tuple["Blocks", "Blocks"]]) -> tuple[float, int] | None:
    """Return Pearson's chi square over its degrees of freedom, and these; None where none is left.

    Each side of each stratum has its own mean rate. A side without a cramp tells nothing of how
    cramps cluster and is passed over, so that it cannot make the others look steadier.
    """
    import numpy as np

    squares, freedom = 0.0, 0
    for pair in strata:
        for side in pair:
            if not side.cramps.sum():
                continue
            expected = side.nights * (side.cramps.sum() / side.nights.sum())
            squares += float(np.sum((side.cramps - expected) ** 2 / expected))
            freedom += len(side.cramps) - 1
    return (squares / freedom, freedom) if freedom >= 1 else None


def fit(counts: "Floats", exposure: "Floats", columns: "Floats", term: int) -> Term | None:
    """Fit `counts ~ columns + offset(log(exposure))`, quasi-Poisson, and return column `term`.

    `columns` has shape (observations, terms), its intercepts included. Iteratively reweighted least
    squares, as R's glm. None where the columns cannot be told apart, the fit does not settle, or no
    degree of freedom is left.
    """
    import numpy as np

    observations, terms = columns.shape
    # Of the columns' products, a matrix of a few terms: that of all observations takes far longer.
    if observations <= terms or np.linalg.matrix_rank(columns.T @ columns) < terms:
        return None
    try:
        settled = _settle(counts, exposure, columns)
        if settled is None:
            return None
        found, mean = settled
        inverse = np.linalg.inv(columns.T @ (columns * mean[:, None]))
    except np.linalg.LinAlgError:
        return None
    freedom = observations - terms
    return Term(
        ln_ratio=float(found[term]),
        unit_error=float(np.sqrt(inverse[term, term])),
        dispersion=float(np.sum((counts - mean) ** 2 / mean)) / freedom,
        degrees_of_freedom=freedom,
    )


def _settle(
    counts: "Floats", exposure: "Floats", columns: "Floats"
) -> tuple["Floats", "Floats"] | None:
    """Return the coefficients and the expected counts, or None where the rounds lead nowhere."""
    import numpy as np

    mean = (counts + counts.mean()) / 2
    if not mean.all():
        return None
    before = np.full(columns.shape[1], np.inf)
    for _ in range(_ROUNDS):
        working = np.log(mean / exposure) + (counts - mean) / mean
        weighed = columns * mean[:, None]
        found = np.linalg.solve(weighed.T @ columns, weighed.T @ working)
        if np.abs(found).max() > _RUNS_AWAY:
            return None
        mean = exposure * np.exp(columns @ found)
        if np.abs(found - before).max() < _SETTLED:
            return found, mean
        before = found
    return None
