"""What the chart of cramps per week without and with each treatment shows of a diary."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import compress

from crampdiary.analysis.rate import rate
from crampdiary.analysis.results import BASELINE, TREATMENT, Side
from crampdiary.charts.chart import coverage_of
from crampdiary.charts.comparison import ComparisonData, ComparisonGroup, ComparisonRow, Part
from crampdiary.charts.labels import phase_labels
from crampdiary.domain.nights import NightCount
from crampdiary.domain.ports import Clock, Diary
from crampdiary.domain.records import Treatment
from crampdiary.services.comparisons import TreatmentComparison, compare_all
from crampdiary.services.course_comparisons import CourseComparison
from crampdiary.services.night_sheet import Mark
from crampdiary.services.periods import Periods


def read(diary: Diary, clock: Clock, first: date, last: date) -> ComparisonData:
    """Return every treatment that was begun, each with the dose that can be compared."""
    nights = diary.night_counts(first, last)
    found = compare_all(diary, clock, first, last)
    return comparison_data(found, nights, first, last)


def read_one(diary: Diary, found: TreatmentComparison) -> ComparisonData:
    """Return what belongs beside the sentence about one treatment: each dose that was compared."""
    nights = diary.night_counts(found.first, found.last)
    # Called as this diary calls it: in a view without the patient's name it may be another name.
    treatment = diary.find(Treatment, found.treatment.id) or found.treatment
    named = replace(found, treatment=treatment)
    return comparison_data([named], nights, found.first, found.last)


def comparison_data(
    found: Sequence[TreatmentComparison], nights: Sequence[NightCount], first: date, last: date
) -> ComparisonData:
    """Return comparisons as rows: without the treatment, then each of its doses by their start.

    `nights` are those that were compared, from `first` to `last`, every one of them. Among several
    treatments, those without a recorded night without them are only named.
    """
    groups = [group for one in found if (group := _group(one, nights)) is not None]
    is_several = len(found) > 1
    return ComparisonData(
        groups=tuple(one for one in groups if not is_several or _has_both(one)),
        coverage=coverage_of(nights, first, last),
        throughout=tuple(one.treatment for one in groups if is_several and not _has_both(one)),
        why=next((one.sentences[0] for one in found if one.why is not None), ""),
    )


def _has_both(group: ComparisonGroup) -> bool:
    return any(row.side.nights_recorded for row in group.rows if row.part is Part.WITHOUT)


def _group(found: TreatmentComparison, nights: Sequence[NightCount]) -> ComparisonGroup | None:
    chosen = found.chosen
    if chosen is None:
        return None
    courses = sorted([chosen, *found.others], key=lambda one: one.course.start)
    comparison = chosen.comparison
    baseline = ComparisonRow(
        name="without" if comparison.baseline_after else "before",
        part=Part.WITHOUT,
        side=comparison.baseline,
    )
    rows = [row for course in courses for row in _rows(course, nights)]
    return ComparisonGroup(
        treatment=found.treatment.name,
        rows=(baseline, *rows),
        left_out_before=comparison.context.left_out_before,
        lag=comparison.context.lag,
    )


def _rows(one: CourseComparison, nights: Sequence[NightCount]) -> Iterator[ComparisonRow]:
    """Yield the dose as it was compared, and the part of it while it was building up."""
    kinds, marks = one.periods.kinds, one.periods.marks
    counted = [
        mark
        for mark, kind in zip(marks, kinds, strict=True)
        if kind == TREATMENT and mark is not None
    ]
    only_building = bool(counted) and set(counted) == {Mark.BUILDING_UP}
    names, side = phase_labels(one.phase), one.comparison.treatment
    if only_building:
        yield ComparisonRow(
            name=f"{names[0]}, building up",
            shorter=(f"{names[-1]}, building up", *names),
            part=Part.BUILDING_UP,
            side=side,
        )
        return
    yield ComparisonRow(name=names[0], shorter=names[1:], part=Part.WITH, side=side)
    building = _side(list(compress(nights, _building_up(one.periods))))
    if building.cramps_per_week is not None:
        yield ComparisonRow(
            name=f"building up, to night {(one.periods.timing.steady_from or 1) - 1}",
            shorter=("building up",),
            part=Part.BUILDING_UP,
            side=building,
            is_minor=True,
        )


def _building_up(periods: Periods) -> list[bool]:
    """Tell of each night whether it counts, with the treatment while that was building up.

    Where other treatments changed, only nights beside some without the treatment are compared.
    """
    without = {
        stratum
        for stratum, kind in zip(periods.strata, periods.kinds, strict=True)
        if kind == BASELINE
    }
    is_parted = any(
        kind == TREATMENT and stratum in without
        for stratum, kind in zip(periods.strata, periods.kinds, strict=True)
    )
    return [
        kind == TREATMENT and mark is Mark.BUILDING_UP and (stratum in without or not is_parted)
        for stratum, kind, mark in zip(periods.strata, periods.kinds, periods.marks, strict=True)
    ]


def _side(nights: Sequence[NightCount]) -> Side:
    """Return some nights as a side that nothing was matched or left out of."""
    counted = rate(nights)
    return Side(
        cramps=counted.cramps,
        nights_recorded=counted.nights_recorded,
        nights=counted.nights_in_range,
        cramps_per_week=counted.cramps_per_week,
        low=counted.cramps_per_week_low,
        high=counted.cramps_per_week_high,
    )
