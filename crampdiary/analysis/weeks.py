"""Weekly bars and the rolling 28-night rate, as arrays over the nights of a range.

Nothing is drawn or assumed for a night without a record: values there are NaN.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from crampdiary.analysis.rate import LEVEL, MIN_RECORDED_NIGHTS, NIGHTS_PER_WEEK
from crampdiary.domain.nights import NightCount, NightState

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]
    Flags = NDArray[np.bool_]

# Four weeks: long enough to steady a rate of a few cramps a week, short enough to show a change.
WINDOW_NIGHTS = 28


@dataclass(frozen=True, slots=True, kw_only=True)
class NightSeries:
    """The nights from `first` on as arrays, one element a night: recorded or not, and its cramps.

    `cramps` is 0 where `recorded` is False; that 0 means unknown.
    """

    first: date
    recorded: "Flags"
    cramps: "Ints"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bins:
    """Equal calendar bins; the last may be cut short by the end of the range.

    `start` and `end` are nights counted from the first of the range, end excluded; `per_week` is
    cramps per week of recorded nights, NaN where none is recorded.
    """

    nights_per_bin: int
    start: "Ints"
    end: "Ints"
    cramps: "Ints"
    recorded: "Ints"
    per_week: "Floats"


@dataclass(frozen=True, slots=True, kw_only=True)
class RollingRate:
    """Cramps per week over the 28 nights up to and including each night, with 95 % limits.

    NaN where fewer than 14 of the 28 are recorded, and on every night that itself is not recorded,
    so that no line crosses a gap.
    """

    per_week: "Floats"
    low: "Floats"
    high: "Floats"


def night_series(nights: Sequence[NightCount], first: date, last: date) -> NightSeries:
    """Lay nights out from `first` to `last`, both included; nights not given are not recorded."""
    import numpy as np

    length = (last - first).days + 1
    origin = first.toordinal()
    recorded = np.zeros(length, dtype=np.bool_)
    cramps = np.zeros(length, dtype=np.int64)
    # Identity, because hashing 7,305 enum members takes longer than all the rest.
    with_cramps, without = NightState.WITH_CRAMPS, NightState.WITHOUT_CRAMPS
    for night in nights:
        state = night.state
        index = night.night.toordinal() - origin
        if (state is with_cramps or state is without) and 0 <= index < length:
            recorded[index] = True
            cramps[index] = night.cramps
    return NightSeries(first=first, recorded=recorded, cramps=cramps)


def bins(series: NightSeries, nights_per_bin: int = NIGHTS_PER_WEEK) -> Bins:
    """Sum the series in calendar bins counted from its first night."""
    import numpy as np

    length = len(series.recorded)
    start = np.arange(0, length, nights_per_bin, dtype=np.int64)
    recorded = np.add.reduceat(series.recorded.astype(np.int64), start)
    cramps = np.add.reduceat(series.cramps, start)
    per_week = np.full(len(start), np.nan)
    np.divide(NIGHTS_PER_WEEK * cramps, recorded, out=per_week, where=recorded > 0)
    return Bins(
        nights_per_bin=nights_per_bin,
        start=start,
        end=np.minimum(start + nights_per_bin, length),
        cramps=cramps,
        recorded=recorded,
        per_week=per_week,
    )


def rolling_rate(series: NightSeries) -> RollingRate:
    """Rate each night's last 28 nights, with Garwood limits (see `rate.garwood`)."""
    import numpy as np
    from scipy.special import gammaincinv

    cramps = _trailing_sum(series.cramps)
    exposure = _trailing_sum(series.recorded.astype(np.int64))
    drawn = series.recorded & (exposure >= MIN_RECORDED_NIGHTS)
    # Few different counts occur, and a gamma quantile costs more than everything else here.
    counts, which = np.unique(cramps[drawn], return_inverse=True)
    tail = (1 - LEVEL) / 2
    lows = np.where(counts > 0, gammaincinv(np.maximum(counts, 1), tail), 0.0)
    highs = gammaincinv(counts + 1, 1 - tail)
    scale = NIGHTS_PER_WEEK / exposure[drawn]
    per_week, low, high = (np.full(len(cramps), np.nan) for _ in range(3))
    per_week[drawn] = counts[which] * scale
    low[drawn] = lows[which] * scale
    high[drawn] = highs[which] * scale
    return RollingRate(per_week=per_week, low=low, high=high)


def unrecorded_runs(series: NightSeries, *, at_least: int = 1) -> "Ints":
    """Return the stretches of `at_least` nights without a record, shape (runs, 2): start, end.

    Nights count from the first of the range; end is excluded.
    """
    import numpy as np

    edges = np.diff(np.concatenate(([True], series.recorded, [True])).astype(np.int8))
    runs = np.stack((np.flatnonzero(edges == -1), np.flatnonzero(edges == 1)), axis=1)
    return runs[runs[:, 1] - runs[:, 0] >= at_least].astype(np.int64)


def _trailing_sum(values: "Ints") -> "Ints":
    import numpy as np

    total = np.concatenate((np.zeros(1, dtype=np.int64), np.cumsum(values)))
    ends = np.arange(1, len(total))
    sums: Ints = total[ends] - total[np.maximum(ends - WINDOW_NIGHTS, 0)]
    return sums
