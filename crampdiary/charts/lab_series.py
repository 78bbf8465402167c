"""Which lab results share a panel, which become rows, and what is said about them.

Values stay as the laboratory wrote them; nothing is converted and no two units share a series.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from crampdiary.charts.labels import key, most_frequent, plural, value_label
from crampdiary.charts.lanes import Item, Lane
from crampdiary.charts.style import ChartStyle
from crampdiary.domain.records import LabResult

_VITAMIN_D_TEST = re.compile(r"25\W{0,2}\(?oh\)?|25-?hydroxy|vit(amin)?\W*d|calci[df]i")
# Commonly called deficient and insufficient; the Endocrine Society (2024) endorses no fixed limits,
# so they stand in only where the laboratory gave no range, and are named as what they are.
COMMON_LOW, COMMON_MIDDLE = 20.0, 30.0
_COMMON_UNIT = "ng/ml"


@dataclass(frozen=True, slots=True, kw_only=True)
class LabSeries:
    """The results of one test in one unit, by date, and how many in other units are left out."""

    test: str
    unit: str
    results: tuple[LabResult, ...]
    in_other_units: int

    @property
    def title(self) -> str:
        """Return the test with its unit, as the heading says it."""
        return f"{self.test}, {self.unit}" if self.unit else self.test

    @property
    def ranges(self) -> set[tuple[float | None, float | None]]:
        """Return the different ranges that laboratories gave, without those that gave none."""
        given = {range_of(result) for result in self.results}
        return given - {(None, None)}

    @property
    def has_common_bands(self) -> bool:
        """Tell whether the commonly used limits of 25-OH vitamin D stand in for a lab's range."""
        is_vitamin_d = bool(_VITAMIN_D_TEST.search(key(self.test)))
        return is_vitamin_d and key(self.unit) == _COMMON_UNIT and not self.ranges


def range_of(result: LabResult) -> tuple[float | None, float | None]:
    """Return the lab's own limits as floats, None where it gave none."""
    low, high = result.range_low, result.range_high
    return (None if low is None else float(low), None if high is None else float(high))


def split_labs(labs: Sequence[LabResult], first: date, last: date) -> list[list[LabResult]]:
    """Return the results in range by test: 25-OH vitamin D first, then by how many there are."""
    tests: dict[str, list[LabResult]] = {}
    for result in sorted(labs, key=lambda one: one.taken_on):
        if first <= result.taken_on <= last:
            tests.setdefault(key(result.test), []).append(result)
    return [
        tests[name]
        for name in sorted(
            tests,
            key=lambda name: (not _VITAMIN_D_TEST.search(name), -len(tests[name]), name),
        )
    ]


def lab_series(results: Sequence[LabResult]) -> LabSeries:
    """Return the series of one test in the unit that most of its results have."""
    unit = most_frequent(result.unit for result in results)
    same = tuple(result for result in results if key(result.unit) == key(unit))
    return LabSeries(
        test=most_frequent(result.test for result in results),
        unit=unit,
        results=same,
        in_other_units=len(results) - len(same),
    )


def lab_lane(results: Sequence[LabResult], *, first: date, style: ChartStyle) -> Lane:
    """Return one test as a row of marks; a value in another unit than the row's carries its own."""
    unit = most_frequent(result.unit for result in results)
    items = []
    for result in results:
        day = (result.taken_on - first).days
        own_unit = "" if key(result.unit) == key(unit) else f" {result.unit}"
        value = value_label(result) + own_unit
        items.append(
            Item(
                start=day,
                end=day + 1,
                labels=(f"{value} {result.flag}".strip(), value),
                colour=style.palette.lab,
                is_open=result.comparator is not None,
            )
        )
    name = most_frequent(result.test for result in results)
    return Lane(name=f"{name}, {unit}" if unit else name, items=tuple(items))


def heading_notes(series: LabSeries) -> list[str]:
    """Return what the bands are and what is not drawn."""
    said = []
    if series.has_common_bands:
        said.append("shaded: below 20 and below 30, commonly used limits")
    elif len(series.ranges) == 1:
        said.append(f"shaded: the lab's own range, {_range_words(next(iter(series.ranges)))}")
    elif series.ranges:
        said.append("shaded: each lab's own range")
    if any(result.comparator for result in series.results):
        said.append("hollow: a limit, not a value")
    if series.in_other_units:
        said.append(f"{plural(series.in_other_units, 'result')} in other units not drawn")
    return said


def _range_words(limits: tuple[float | None, float | None]) -> str:
    low, high = limits
    if low is None:
        return f"up to {high:g}"
    return f"{low:g} or more" if high is None else f"{low:g} to {high:g}"
