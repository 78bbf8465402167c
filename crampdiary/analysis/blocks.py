"""Weeks counted from a period's first night: cramps of one night are like those of the next."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from crampdiary.analysis.weeks import NightSeries

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocks:
    """Kept blocks of one side, one element each.

    `cramps` on `nights` recorded nights; `start` counts nights from the first of the series, and
    `length` is the block's calendar nights.
    """

    cramps: "Ints"
    nights: "Ints"
    start: "Ints"
    length: "Ints"


def blocks(
    series: NightSeries, chosen: "Flags", *, nights_per_block: int = 7, least_recorded: int = 4
) -> Blocks:
    """Cut each stretch of `chosen` nights into blocks; keep those recorded often enough."""
    raise NotImplementedError
