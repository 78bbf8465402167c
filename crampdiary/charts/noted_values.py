"""What was noted of pain and duration, its distributions and medians, before anything is drawn.

A duration that the person took over as a guess stands apart and is in no median.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from crampdiary.charts.chart import Coverage
from crampdiary.domain.phrases import duration_words

# A median of fewer values is chance.
MIN_VALUES = 5
PAINS = range(11)
BINS = ("under 30 s", "30 s to 1 min", "1 to 2 min", "2 to 5 min", "5 to 10 min", "over 10 min")
# Each bin begins with its bound, but 10 min itself still is "5 to 10 min".
_BOUNDS_S = (0, 30, 60, 120, 300, 600)
_LAST_SHOWN_S = 1200  # where a longer median is marked: in the last bin's middle
_WHOLE_MINUTES_FROM_S = 600  # nobody times a long cramp to the second


@dataclass(frozen=True, slots=True, kw_only=True)
class PainAndDuration:
    """What was noted of `cramps` cramps: pain 0 to 10, and durations in seconds.

    `estimated_s` are guesses; `forgotten` counts the timed ones whose stop was probably forgotten,
    which are neither drawn nor in the median.
    """

    coverage: Coverage
    cramps: int
    pains: Sequence[int] = ()
    measured_s: Sequence[int] = ()
    estimated_s: Sequence[int] = ()
    forgotten: int = 0


def bin_of(duration_s: float) -> int:
    """Return which of `BINS` a duration belongs to.

    >>> [bin_of(seconds) for seconds in (0, 29, 30, 60, 600, 601)]
    [0, 0, 1, 2, 4, 5]
    """
    if duration_s == _BOUNDS_S[-1]:
        return len(BINS) - 2
    return sum(duration_s >= bound for bound in _BOUNDS_S) - 1


def by_pain(data: PainAndDuration) -> list[int]:
    """Return how many cramps have each pain from 0 to 10."""
    counts = Counter(data.pains)
    return [counts[pain] for pain in PAINS]


def by_bin(durations_s: Sequence[int]) -> list[int]:
    """Return how many durations lie in each of `BINS`."""
    counts = [0] * len(BINS)
    for duration_s, count in Counter(durations_s).items():
        counts[bin_of(duration_s)] += count
    return counts


def median_of(values: Sequence[int]) -> float | None:
    """Return the median, or None of too few values."""
    return float(median(values)) if len(values) >= MIN_VALUES else None


def median_duration_words(duration_s: float) -> str:
    """Return "2 min 41 s", in whole minutes from 10 minutes on."""
    whole_s = round(duration_s)
    return duration_words(whole_s if whole_s < _WHOLE_MINUTES_FROM_S else 60 * round(whole_s / 60))


def place_of(duration_s: float) -> float:
    """Return where a duration lies among the bars: in proportion within its bin."""
    number = bin_of(duration_s)
    low, high = (*_BOUNDS_S, _LAST_SHOWN_S)[number : number + 2]
    return number + min((duration_s - low) / (high - low), 0.5 if number == len(BINS) - 1 else 1)
