"""Which lab results share a panel, which become rows, and what is said about them.

Results of one test share a series in one unit: others are converted and counted as such, and what
cannot be converted is left out and counted too, so that no two units are ever drawn as one.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from crampdiary.charts.known import Known, group_of
from crampdiary.charts.lab_points import LabPoint, Limits, fits, in_unit, point
from crampdiary.charts.labels import most_frequent, plural, value_label
from crampdiary.charts.lanes import Item, Lane
from crampdiary.charts.style import ChartStyle
from crampdiary.domain.catalogues.lab_tests import LabTest
from crampdiary.domain.lab_verdicts import VITAMIN_D
from crampdiary.domain.phrases import range_words
from crampdiary.domain.records import LabResult
from crampdiary.domain.units import Unit, read_unit

HOLLOW = "hollow: a limit, not a value"


@dataclass(frozen=True, slots=True, kw_only=True)
class LabSeries:
    """The results of one test in one unit, by date, and how many in other units are left out.

    `common` are the commonly used limits of 25-OH vitamin D in this unit. They are there only where
    no laboratory gave a range; the Endocrine Society (2024) endorses no fixed ones.
    """

    test: str
    unit: str
    points: tuple[LabPoint, ...]
    not_drawn: int
    common: tuple[float, float] | None = None

    @property
    def title(self) -> str:
        """Return the test with its unit, as the heading says it."""
        return f"{self.test}, {self.unit}" if self.unit else self.test

    @property
    def ranges(self) -> set[Limits]:
        """Return the different ranges that laboratories gave, without those that gave none."""
        return {one.limits for one in self.points} - {(None, None)}

    @property
    def latest_range(self) -> Limits:
        """Return the range that came with the newest result that had one."""
        given = [one.limits for one in self.points if one.limits != (None, None)]
        return given[-1] if given else (None, None)


def split_labs(
    labs: Sequence[LabResult], first: date, last: date, known: Known
) -> list[list[LabResult]]:
    """Return the results in range by test: 25-OH vitamin D first, then by how many there are."""
    tests: dict[str, list[LabResult]] = {}
    for result in sorted(labs, key=lambda one: one.taken_on):
        if first <= result.taken_on <= last:
            tests.setdefault(group_of(result.test, known.tests), []).append(result)
    order = sorted(tests, key=lambda name: (name != VITAMIN_D, -len(tests[name]), name))
    return [tests[name] for name in order]


def lab_series(results: Sequence[LabResult], known: Known) -> LabSeries:
    """Return the series of one test, oldest result first, in the unit that most can be told in.

    Among several such units that of the newest result is taken, as in the table of lab results.
    """
    unit, test = unit_of(results, known), known.tests.find(results[0].test)
    points = tuple(
        point(result, unit, known.tests) for result in results if fits(result, unit, known.tests)
    )
    return LabSeries(
        test=_name_of(results, test),
        unit=unit.symbol,
        points=points,
        not_drawn=len(results) - len(points),
        common=_common_limits(test, unit, known)
        if not any(one.has_range for one in points)
        else None,
    )


def lab_lane(results: Sequence[LabResult], *, first: date, style: ChartStyle, known: Known) -> Lane:
    """Return one test as a row of marks; a value that is not in the row's unit carries its own."""
    unit, test = unit_of(results, known), known.tests.find(results[0].test)
    items = []
    said_range = ""
    for result in results:
        day = (result.taken_on - first).days
        if fits(result, unit, known.tests):
            told = point(result, unit, known.tests)
            value, flag, own_range = told.label, told.flag, told.range_words
        else:
            value, flag = f"{value_label(result)} {result.unit}".strip(), result.flag
            own_range = range_words(result)
        flagged = f"{value} {flag}".strip()
        # The lab's own range where it is first met, where it changes, and where it was left.
        says_range = bool(own_range) and (bool(flag) or own_range != said_range)
        said_range = own_range
        in_full = (f"{flagged} ({own_range})",) if says_range else ()
        items.append(
            Item(
                start=day,
                end=day + 1,
                labels=(*in_full, flagged, value),
                colour=style.palette.lab,
                is_open=result.comparator is not None,
            )
        )
    name = _name_of(results, test)
    return Lane(name=f"{name}, {unit.symbol}" if unit.symbol else name, items=tuple(items))


def heading_notes(series: LabSeries) -> list[str]:
    """Return what the bands are, what was converted, and what is not drawn."""
    said = []
    if series.common is not None:
        low, high = (f"{limit:.3g}" for limit in series.common)
        said.append(f"shaded: below {low} and below {high}, commonly used limits")
    elif len(series.ranges) == 1:
        words = next(one.range_words for one in series.points if one.limits != (None, None))
        said.append(f"shaded: the lab's own range, {words}")
    elif series.ranges:
        said.append("shaded: each lab's own range")
    if any(one.is_limit for one in series.points):
        said.append(HOLLOW)
    return said + conversion_notes(series)


def conversion_notes(series: LabSeries) -> list[str]:
    """Return what was converted into the unit of the series, and what could not be."""
    said = []
    for unit, count in Counter(one.unit for one in series.points if one.unit).items():
        said.append(f"{plural(count, 'result')} converted from {unit}")
    if series.not_drawn:
        said.append(f"{plural(series.not_drawn, 'result')} in other units not drawn")
    return said


def _name_of(results: Sequence[LabResult], test: LabTest | None) -> str:
    return most_frequent(result.test for result in results) if test is None else test.name


def unit_of(results: Sequence[LabResult], known: Known) -> Unit:
    """Return the unit that most results of one test can be told in, of several the newest's.

    The newest of the diary, that is, so that the unit stays where a person looks at another time.
    """
    newest = known.units.get(group_of(results[0].test, known.tests))
    written = [result.unit for result in reversed(results)]
    units = {read_unit(one): None for one in ([] if newest is None else [newest]) + written}
    # The first of those that tell most: `max` keeps the order.
    return max(units, key=lambda unit: sum(fits(result, unit, known.tests) for result in results))


def _common_limits(test: LabTest | None, unit: Unit, known: Known) -> tuple[float, float] | None:
    if test is None or test.key != VITAMIN_D or not test.can_be_in(unit):
        return None
    low, high = known.limits
    return in_unit(low, test, unit), in_unit(high, test, unit)
