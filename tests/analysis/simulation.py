"""Diaries drawn at random, with a known truth, and what each method says of them.

A night's cramps are negative binomial (shape 1) round a rate whose logarithm wanders as an AR(1)
with correlation 0.85 from night to night and standard deviation 0.5: cramps come in clusters, and
good and bad weeks follow each other, with no treatment at all. An effect keeps each cramp from the
start on with the probability `ratio`; thinning a negative binomial count so leaves it one.

A diary is as long as it takes to record `nights` nights on each side: those just before the weeks
that are left out, and those just after the lag. All draws come from the seed given.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from math import nan

import numpy as np
from numpy.typing import NDArray

from crampdiary.analysis import quasi
from crampdiary.analysis.blocks import Blocks, blocks
from crampdiary.analysis.comparison import compare
from crampdiary.analysis.rate_ratio import Counts, RateRatio, exact, mid_p, quasi_poisson
from crampdiary.analysis.results import BASELINE, LEFT_OUT, TREATMENT, Comparison, Labels
from crampdiary.analysis.weeks import NightSeries

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
Floats = NDArray[np.float64]

LEFT_OUT_BEFORE = 28
LAG = 28
YEAR = 365.25
HALF_A_YEAR = 182
FIRST = date(2024, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """The chance that a night stays unrecorded, by whether it had cramps."""

    without_cramps: float
    with_cramps: float


ALL_RECORDED = Recording(without_cramps=0, with_cramps=0)
AT_RANDOM = Recording(without_cramps=0.15, with_cramps=0.15)
CALM_NIGHTS_FORGOTTEN = Recording(without_cramps=0.3, with_cramps=0.1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """How cramps come and when a person starts a treatment.

    `shape` is the negative binomial's (None: Poisson). `season` is the yearly wave's height as a
    share of the mean; `days_from_peak` is where in it the treatment starts (None: anywhere).
    `after_worst_month` starts it after the worst 28 nights of half a year.
    """

    per_week: float = 4
    ratio: float = 1
    shape: float | None = 1
    correlation: float = 0.85
    spread: float = 0.5
    season: float = 0
    days_from_peak: float | None = None
    after_worst_month: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Diary:
    """One diary and the night of its series from which the treatment was taken."""

    series: NightSeries
    start: int
    nights: int

    def labels(self, *, left_out_before: int = LEFT_OUT_BEFORE, lag: int = LAG) -> Labels:
        """Call the nearest `nights` recorded nights of each side its baseline and treatment."""
        return self._labels(self.start - left_out_before, self.start + lag)

    def with_weeks_before(self) -> Labels:
        """Add the left-out nights before the start to the baseline."""
        labels = self.labels()
        kind = labels.kind.copy()
        kind[self.start - LEFT_OUT_BEFORE : self.start] = BASELINE
        return Labels(kind=kind, stratum=labels.stratum)

    def month_before_against_after(self) -> Labels:
        """Label as the usual diary does: the 28 nights before the start, and all after it."""
        kind = self._labels(self.start, self.start).kind
        kind[: self.start - LEFT_OUT_BEFORE] = LEFT_OUT
        return Labels(kind=kind, stratum=np.zeros_like(kind))

    def _labels(self, baseline_end: int, treatment_start: int) -> Labels:
        recorded = np.cumsum(self.series.recorded)
        kind = np.full(len(recorded), LEFT_OUT, dtype=np.int64)
        at_end = recorded[baseline_end - 1]
        kind[:baseline_end][recorded[:baseline_end] > at_end - self.nights] = BASELINE
        after = recorded[treatment_start:] - recorded[treatment_start - 1]
        kind[treatment_start:][after - self.series.recorded[treatment_start:] < self.nights] = (
            TREATMENT
        )
        return Labels(kind=kind, stratum=np.zeros_like(kind))


def diaries(
    truth: Truth, recording: Recording, *, nights: int, count: int, seed: int
) -> Iterator[Diary]:
    """Draw `count` diaries with `nights` recorded nights on each side."""
    random = np.random.default_rng(seed)
    for _ in range(count):
        yield _diary(truth, recording, nights, random)


def _diary(truth: Truth, recording: Recording, nights: int, random: np.random.Generator) -> Diary:
    # Room for as many recorded nights as are wanted, however few happen to be recorded.
    room = int(nights / (1 - max(recording.without_cramps, recording.with_cramps)) * 1.5)
    history = (
        room + LEFT_OUT_BEFORE + (HALF_A_YEAR - LEFT_OUT_BEFORE if truth.after_worst_month else 0)
    )
    length = history + LAG + room
    cramps = _cramps(truth, length, history, random)
    unseen = random.random(length)
    start = history
    if truth.after_worst_month:
        seen = _recorded(cramps, unseen, recording)
        start = _after_the_worst(cramps[:history], seen[:history], room + LEFT_OUT_BEFORE)
    if truth.ratio < 1:
        cramps[start:] = random.binomial(cramps[start:], truth.ratio)
    recorded = _recorded(cramps, unseen, recording)
    series = NightSeries(first=FIRST, recorded=recorded, cramps=np.where(recorded, cramps, 0))
    return _cropped(Diary(series=series, start=start, nights=nights))


def _cropped(diary: Diary) -> Diary:
    """Leave out the nights that were drawn but not needed."""
    counted = np.flatnonzero(diary.labels().kind != LEFT_OUT)
    first, end = int(counted[0]), int(counted[-1]) + 1
    series = NightSeries(
        first=FIRST,
        recorded=diary.series.recorded[first:end],
        cramps=diary.series.cramps[first:end],
    )
    return Diary(series=series, start=diary.start - first, nights=diary.nights)


def _cramps(truth: Truth, length: int, start: int, random: np.random.Generator) -> Ints:
    """Draw each night's cramps without any treatment."""
    shock = random.standard_normal(length)
    shock[1:] *= np.sqrt(1 - truth.correlation**2)
    wander = np.empty(length)
    level = 0.0
    for night, change in enumerate(shock.tolist()):
        level = truth.correlation * level + change
        wander[night] = level
    rate = truth.per_week / 7 * np.exp(truth.spread * wander - truth.spread**2 / 2)
    days = random.uniform(0, YEAR) if truth.days_from_peak is None else truth.days_from_peak
    rate *= 1 + truth.season * np.cos(2 * np.pi * (np.arange(length) - start + days) / YEAR)
    if truth.shape is not None:
        rate *= random.gamma(truth.shape, 1 / truth.shape, length)
    return random.poisson(rate)


def _recorded(cramps: Ints, unseen: Floats, recording: Recording) -> Flags:
    chance = np.where(cramps > 0, recording.with_cramps, recording.without_cramps)
    recorded: Flags = unseen >= chance
    return recorded


def _after_the_worst(cramps: Ints, recorded: Flags, earliest: int) -> int:
    """Return the night after the 28 with most cramps per recorded night, not before `earliest`."""
    sums = [np.concatenate(([0], np.cumsum(values))) for values in (cramps * recorded, recorded)]
    many, nights = (total[LEFT_OUT_BEFORE:] - total[:-LEFT_OUT_BEFORE] for total in sums)
    rate = np.where(nights >= LEFT_OUT_BEFORE // 2, many / np.maximum(nights, 1), -1.0)
    ends = np.arange(LEFT_OUT_BEFORE, len(cramps) + 1)
    rate[ends < earliest] = -1
    return int(ends[np.argmax(rate)])


Say = Callable[[Diary], RateRatio | None]


def by_default(diary: Diary) -> RateRatio | None:
    """Say what a person is shown."""
    return compared(diary).ratio


def compared(diary: Diary) -> Comparison:
    """Compare as a person's diary is compared, with the default baseline."""
    return compare(diary.series, diary.labels(), name="Vitamin D3")


def by_blocks(diary: Diary) -> RateRatio | None:
    """Compare whole weeks with the default baseline."""
    return _by_blocks(diary.series, diary.labels())


def by_blocks_with_weeks_before(diary: Diary) -> RateRatio | None:
    """Compare whole weeks, those just before the start among the baseline."""
    return _by_blocks(diary.series, diary.with_weeks_before())


def by_exact(diary: Diary) -> RateRatio | None:
    """Compare sums as if cramps came independently, with the default baseline."""
    return exact(*_counts(diary.series, diary.labels()))


def by_mid_p(diary: Diary) -> RateRatio | None:
    """As `by_exact`, with mid-p limits."""
    return mid_p(*_counts(diary.series, diary.labels()))


def by_effective_counts(diary: Diary) -> RateRatio | None:
    """As `by_exact`, with cramps counted for less where weeks spread more than chance."""
    series, labels = diary.series, diary.labels()
    spread = quasi.dispersion([_weeks(series, labels)])
    return exact(*_counts(series, labels), dispersion=spread[0] if spread else None)


def by_month_before(diary: Diary) -> RateRatio | None:
    """Compare the 28 nights before the start with all after it, in whole weeks."""
    return _by_blocks(diary.series, diary.month_before_against_after())


def as_the_usual_diary(diary: Diary) -> RateRatio | None:
    """Compare the 28 nights before the start with all after it, as if cramps came independently."""
    return exact(*_counts(diary.series, diary.month_before_against_after()))


def _by_blocks(series: NightSeries, labels: Labels) -> RateRatio | None:
    return quasi_poisson(*_weeks(series, labels))


def _weeks(series: NightSeries, labels: Labels) -> tuple[Blocks, Blocks]:
    return blocks(series, labels.kind == TREATMENT), blocks(series, labels.kind == BASELINE)


def _counts(series: NightSeries, labels: Labels) -> tuple[Counts, Counts]:
    sides = ((labels.kind == kind) & series.recorded for kind in (TREATMENT, BASELINE))
    treatment, baseline = (
        Counts(cramps=int(series.cramps[side].sum()), nights=int(side.sum())) for side in sides
    )
    return treatment, baseline


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What one method said of many diaries: shares in percent of those it gave an interval for."""

    diaries: int
    answered: int
    differences: int
    """Intervals without 1: false ones where the true ratio is 1."""
    falls: int
    """Those of them that lie below 1."""
    covering: int
    """Intervals with the true ratio."""
    median_ratio: float

    @property
    def percent_differences(self) -> float:
        """Return the share of intervals without 1."""
        return 100 * self.differences / self.answered if self.answered else nan

    @property
    def percent_falls(self) -> float:
        """Return the share of intervals wholly below 1."""
        return 100 * self.falls / self.answered if self.answered else nan

    @property
    def percent_covering(self) -> float:
        """Return the share of intervals with the true ratio."""
        return 100 * self.covering / self.answered if self.answered else nan


def tally(said: list[RateRatio | None], *, truth: float) -> Tally:
    """Count what was said of diaries whose true ratio is `truth`."""
    answers = [it for it in said if it is not None]
    ratios = [np.inf if it.ratio is None else it.ratio for it in answers]
    return Tally(
        diaries=len(said),
        answered=len(answers),
        differences=sum(it.excludes_no_change for it in answers),
        falls=sum(it.high is not None and it.high < 1 for it in answers),
        covering=sum(_holds(it, truth) for it in answers),
        median_ratio=float(np.median(ratios)) if ratios else nan,
    )


def _holds(it: RateRatio, ratio: float) -> bool:
    return it.low <= ratio and (it.high is None or ratio <= it.high)
