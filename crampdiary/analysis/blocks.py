"""Weeks counted from a period's first night: cramps come in bouts, so nights are not independent.

Between weeks that shows as spread, which the interval of a comparison then allows for.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crampdiary.analysis.rate import NIGHTS_PER_WEEK
from crampdiary.analysis.weeks import NightSeries

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Flags = NDArray[np.bool_]

# More than half of a week: fewer nights say too little of it (the project's own simulation).
LEAST_RECORDED = 4


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
    series: NightSeries,
    chosen: "Flags",
    *,
    nights_per_block: int = NIGHTS_PER_WEEK,
    least_recorded: int = LEAST_RECORDED,
) -> Blocks:
    """Cut each unbroken stretch of `chosen` nights into blocks; keep those recorded often enough.

    `chosen` has one bool a night of `series`. Blocks are calendar nights, counted anew from the
    first night of each stretch; the last of a stretch may be shorter.
    """
    import numpy as np

    edges = np.diff(np.concatenate(([False], chosen, [False])).astype(np.int8))
    firsts, ends = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
    starts = [np.arange(a, b, nights_per_block) for a, b in zip(firsts, ends, strict=True)]
    stops = [
        np.minimum(start + nights_per_block, end) for start, end in zip(starts, ends, strict=True)
    ]
    none = np.zeros(0, dtype=np.int64)
    start, stop = np.concatenate([none, *starts]), np.concatenate([none, *stops])
    nights = _between(series.recorded, start, stop)
    cramps = _between(np.where(series.recorded, series.cramps, 0), start, stop)
    kept = nights >= max(1, least_recorded)
    return Blocks(
        cramps=cramps[kept], nights=nights[kept], start=start[kept], length=(stop - start)[kept]
    )


def end_to_end(cramps: Sequence[int], nights: Sequence[int]) -> Blocks:
    """Return blocks with these counts, laid one after the other; for figures from elsewhere."""
    import numpy as np

    length = np.asarray(nights, dtype=np.int64)
    return Blocks(
        cramps=np.asarray(cramps, dtype=np.int64),
        nights=length,
        start=np.cumsum(length) - length,
        length=length,
    )


def _between(values: "NDArray[np.int64] | Flags", start: "Ints", stop: "Ints") -> "Ints":
    import numpy as np

    total = np.concatenate((np.zeros(1, dtype=np.int64), np.cumsum(values, dtype=np.int64)))
    sums: Ints = total[stop] - total[start]
    return sums
