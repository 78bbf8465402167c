"""One lab value, and the row of one test, as they are shown: everything in the unit of the row.

Derived, never stored: the diary keeps digits, unit and range as the laboratory printed them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from crampdiary.domain.catalogues.flags import RedFlag, RedFlags
from crampdiary.domain.catalogues.lab_tests import LabTest, LabTests
from crampdiary.domain.choices import Comparator
from crampdiary.domain.intervals import Interval, interval_of
from crampdiary.domain.lab_ranges import range_in, range_words_in
from crampdiary.domain.lab_values import Converted, canonical, converted, trend_between
from crampdiary.domain.lab_verdicts import (
    VITAMIN_D,
    Band,
    BandLimits,
    Verdict,
    red_flag_for,
    verdict,
)
from crampdiary.domain.phrases import range_words
from crampdiary.domain.records import LabResult
from crampdiary.domain.units import read_unit


@dataclass(frozen=True, slots=True, kw_only=True)
class LabReading:
    """One value in the unit of its row; `shown` has as many digits as the typed one has to give.

    `result` is what the laboratory wrote, None for a calculated value. `canonical` is the value in
    the conventional unit of its test, None where the test is not known. `interval` and `range_text`
    are the laboratory's own range in the row's unit. `trend` (`up`, `down`, `same`) is against
    `before`, the exact value of an earlier day; None where there is none to compare with.
    """

    taken_on: date
    shown: Decimal
    verdict: Verdict
    comparator: Comparator | None = None
    result: LabResult | None = None
    canonical: Converted | None = None
    is_converted: bool = False
    interval: Interval | None = None
    range_text: str = ""
    red_flag: RedFlag | None = None
    trend: str | None = None
    # Each leads to the one before it: equality would walk all of them, and not come back from many.
    before: "LabReading | None" = field(default=None, compare=False, repr=False)

    @property
    def text(self) -> str:
        """Return the value without its unit: "14.2", "< 0.41"."""
        return f"{self.comparator} {self.shown:f}" if self.comparator else f"{self.shown:f}"

    @property
    def flag(self) -> str:
        """Return `low` or `high` against the laboratory's own range, or an empty string."""
        return self.verdict.flag

    @property
    def band(self) -> Band | None:
        """Return the commonly used band, where nothing the laboratory said contradicts it."""
        return self.verdict.band if self.verdict.shows_band else None

    @property
    def is_exact(self) -> bool:
        """Tell whether it is a number, and not only a limit; a line may join such ones alone."""
        return self.comparator is None


@dataclass(frozen=True, slots=True, kw_only=True)
class LabRow:
    """One test in one unit, its readings oldest first; never empty.

    `entry` is its catalogue entry, None where the test is not known. `typical` are usual values of
    adults, and `bands` the commonly used ones of 25-OH vitamin D, both in the row's unit.
    """

    test: str
    unit: str
    readings: tuple[LabReading, ...]
    entry: LabTest | None = None
    is_calculated: bool = False
    typical: Interval | None = None
    bands: tuple[tuple[Band, Interval], ...] = ()

    @property
    def latest(self) -> LabReading:
        """Return the newest reading."""
        return self.readings[-1]

    @property
    def ranged(self) -> LabReading | None:
        """Return the newest reading that came with a range of the laboratory, as `ranges` says."""
        return next(reversed(self._ranged), None)

    @property
    def ranges(self) -> list[tuple[str, date]]:
        """Return every range with the day it first came with, newest first; each once.

        Converted ones, which seldom have round ends, speak only where there is no other.
        """
        found: dict[str, date] = {}
        for one in self._ranged:
            found.setdefault(one.range_text, one.taken_on)
        return sorted(found.items(), key=lambda item: item[1], reverse=True)

    @property
    def _ranged(self) -> list[LabReading]:
        told = [one for one in self.readings if one.range_text]
        return [one for one in told if not one.is_converted] or told

    @property
    def is_series(self) -> bool:
        """Tell whether there are exact values of two days or more, which can be compared."""
        return len({one.taken_on for one in self.readings if one.is_exact}) > 1


def row_of(
    results: Sequence[LabResult], *, tests: LabTests, flags: RedFlags, limits: BandLimits
) -> LabRow:
    """Return the row of results that share a test and can be told in one unit, oldest first.

    It is told in the unit of the newest one. `limits` are those of 25-OH vitamin D in ng/mL.
    """
    newest = results[-1]
    entry, unit = tests.find(newest.test), read_unit(newest.unit)
    fits = entry is not None and entry.can_be_in(unit)
    readings = [_reading(result, unit.symbol, tests, flags, limits) for result in results]
    return LabRow(
        test=newest.test if entry is None else entry.name,
        unit=unit.symbol,
        readings=with_trends(readings),
        entry=entry,
        typical=_typical(entry, unit.symbol) if entry is not None and fits else None,
        bands=_bands(entry, unit.symbol, limits) if entry is not None and fits else (),
    )


def with_trends(readings: Sequence[LabReading]) -> tuple[LabReading, ...]:
    """Return readings of one row, each told against the exact one of an earlier day before it."""
    found: list[LabReading] = []
    for one in readings:
        exact = (it for it in reversed(found) if it.is_exact and it.taken_on < one.taken_on)
        before = next(exact, None) if one.is_exact else None
        if before is None:
            found.append(one)
        else:
            found.append(replace(one, trend=_trend(before, one), before=before))
    return tuple(found)


def _trend(before: LabReading, one: LabReading) -> str:
    if before.canonical is not None and one.canonical is not None:
        return trend_between(before.canonical, one.canonical)
    if before.shown == one.shown:
        return "same"
    return "up" if one.shown > before.shown else "down"


def _reading(
    result: LabResult, unit: str, tests: LabTests, flags: RedFlags, limits: BandLimits
) -> LabReading:
    known = canonical(result, tests)
    is_other = known is not None and not read_unit(result.unit).is_same_as(read_unit(unit))
    inside = converted(result, unit, tests) if is_other else None
    is_converted = inside is not None and inside.value != Fraction(result.value)
    own, range_text = interval_of(result), range_words(result)
    if inside is not None and is_converted and own is not None:
        own, range_text = range_in(result, inside), range_words_in(result, inside)
    return LabReading(
        taken_on=result.taken_on,
        shown=inside.shown if inside is not None and is_converted else result.value,
        comparator=result.comparator,
        result=result,
        canonical=known,
        is_converted=is_converted,
        interval=own,
        range_text=range_text,
        verdict=verdict(result, tests, limits),
        red_flag=None if known is None else red_flag_for(known, flags),
    )


def _typical(test: LabTest, unit: str) -> Interval | None:
    """Return the usual values of adults; in SI units those of the catalogue, not converted ones."""
    wanted = read_unit(unit)
    if test.typical_si is not None and wanted.is_same_as(test.si_unit):
        return test.typical_si
    if test.typical is None or wanted.is_same_as(test.unit):
        return test.typical
    low, high = (
        None if end is None else test.from_conventional(end, wanted)
        for end in (test.typical.low, test.typical.high)
    )
    return replace(test.typical, low=low, high=high)


def _bands(test: LabTest, unit: str, limits: BandLimits) -> tuple[tuple[Band, Interval], ...]:
    if test.key != VITAMIN_D:
        return ()
    deficient, enough = (test.from_conventional(limit, read_unit(unit)) for limit in limits)
    return (
        (Band.DEFICIENT, Interval(high=deficient, high_open=True)),
        (Band.INSUFFICIENT, Interval(low=deficient, high=enough)),
        (Band.SUFFICIENT, Interval(low=enough, low_open=True)),
    )
