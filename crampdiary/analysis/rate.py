"""Cramps per week of recorded nights, with its exact interval.

Nights without a record are unknown: they count neither as cramps nor as time observed.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from crampdiary.domain.nights import ONE_DAY, NightCount, NightState

NIGHTS_PER_WEEK = 7
# Fewer recorded nights give counts only: an interval from less spans more than it tells
# (the project's own simulation of one patient's diary).
MIN_RECORDED_NIGHTS = 14
# Two-sided, as every interval the app shows; each says so beside it.
LEVEL = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A rate's exact limits, in the unit that the caller scaled to."""

    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """Counts of a range of nights and, from 14 recorded nights on, cramps per week and limits.

    `longest_without` is the longest stretch of recorded nights, one after the other, without a
    cramp: a night that is not recorded ends it, because it is unknown.
    """

    cramps: int
    nights_recorded: int
    nights_in_range: int
    nights_with_cramps: int
    longest_without: int
    cramps_per_week: float | None
    cramps_per_week_low: float | None
    cramps_per_week_high: float | None

    @property
    def share_recorded(self) -> float | None:
        """Return recorded nights over nights of the range, 0 to 1; None of an empty range."""
        return self.nights_recorded / self.nights_in_range if self.nights_in_range else None


def garwood(events: int, exposure: float, *, scale: float = 1, level: float = LEVEL) -> Interval:
    """Return the exact (central) limits of a Poisson rate of `events` in `exposure`, times `scale`.

    Garwood, Biometrika 28 (1936) 437: limits are gamma quantiles, shape `events` below and
    `events + 1` above; the lower one of no events is 0. Raises `ValueError` unless `exposure` > 0.
    """
    from scipy.special import gammaincinv

    if exposure <= 0 or events < 0:
        raise ValueError(f"a rate needs events >= 0 in exposure > 0, not {events} in {exposure}")
    tail = (1 - level) / 2
    low = float(gammaincinv(events, tail)) if events else 0.0
    high = float(gammaincinv(events + 1, 1 - tail))
    return Interval(low=low * scale / exposure, high=high * scale / exposure)


def weekly(cramps: int, nights: int) -> tuple[float, float, float] | tuple[None, None, None]:
    """Return cramps per week of `nights` recorded ones and its limits; None where too few."""
    if nights < MIN_RECORDED_NIGHTS:
        return None, None, None
    limits = garwood(cramps, nights, scale=NIGHTS_PER_WEEK)
    return NIGHTS_PER_WEEK * cramps / nights, limits.low, limits.high


def rate(nights: Sequence[NightCount]) -> Rate:
    """Count the nights of a range, and rate them where enough of them are recorded."""
    recorded = [night for night in nights if night.state.is_recorded]
    cramps = sum(night.cramps for night in recorded)
    per_week, low, high = weekly(cramps, len(recorded))
    return Rate(
        cramps=cramps,
        nights_recorded=len(recorded),
        nights_in_range=len(nights),
        nights_with_cramps=sum(night.state is NightState.WITH_CRAMPS for night in recorded),
        longest_without=_longest_without(nights),
        cramps_per_week=per_week,
        cramps_per_week_low=low,
        cramps_per_week_high=high,
    )


def _longest_without(nights: Sequence[NightCount]) -> int:
    longest = stretch = 0
    before = None
    for night in sorted(nights, key=lambda night: night.night):
        follows = before is not None and night.night - before == ONE_DAY
        quiet = night.state is NightState.WITHOUT_CRAMPS
        stretch = (stretch if follows else 0) + 1 if quiet else 0
        longest = max(longest, stretch)
        before = night.night
    return longest
