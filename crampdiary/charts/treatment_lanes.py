"""Treatments as rows: a bar a phase, as tall as the phase's daily dose within its treatment."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from crampdiary.charts.labels import key, phase_labels
from crampdiary.charts.lanes import Item, Lane
from crampdiary.charts.style import ChartStyle
from crampdiary.domain.records import Phase, Treatment
from crampdiary.domain.regimens import daily_amount

Treated = tuple[Treatment, Sequence[Phase]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """The nights that are drawn, both ends included."""

    first: date
    last: date

    def clipped(self, phase: Phase) -> tuple[int, int]:
        """Return the phase's first night and the night after its last, counted from `first`."""
        start = max(phase.start, self.first)
        end = min(phase.end or self.last, self.last)
        return (start - self.first).days, (end - self.first).days + 1

    def holds_part_of(self, phase: Phase) -> bool:
        """Tell whether any night of the phase is drawn."""
        return phase.start <= self.last and (phase.end or self.last) >= self.first


@dataclass(frozen=True, slots=True, kw_only=True)
class TreatmentRows:
    """The rows of one treatment, how many nights its phases take, and where they start."""

    lanes: tuple[Lane, ...]
    nights: int
    starts: frozenset[int]


def treatment_rows(
    treatments: Sequence[Treated], drawn: Range, style: ChartStyle
) -> list[TreatmentRows]:
    """Return the treatments that have a phase in the range, in order of their start.

    `starts` are nights counted from the first of the range; a phase that was there already when it
    began has none.
    """
    shown = []
    for treatment, given in treatments:
        phases = sorted(
            filter(drawn.holds_part_of, given), key=lambda one: (one.start, one.end or date.max)
        )
        if phases:
            shown.append((treatment, phases))
    shown.sort(key=lambda one: (one[1][0].start, one[0].name.casefold()))
    return [
        TreatmentRows(
            lanes=tuple(_lanes(treatment, phases, drawn, style)),
            nights=sum(end - start for start, end in map(drawn.clipped, phases)),
            starts=frozenset(
                (phase.start - drawn.first).days for phase in phases if phase.start > drawn.first
            ),
        )
        for treatment, phases in shown
    ]


def fitting(treatments: Sequence[TreatmentRows], rows: int) -> list[TreatmentRows]:
    """Return, in their order, the treatments taken longest that `rows` have room for."""
    kept: set[int] = set()
    numbers = range(len(treatments))
    for number in sorted(numbers, key=lambda number: -treatments[number].nights):
        if len(treatments[number].lanes) <= rows:
            kept.add(number)
            rows -= len(treatments[number].lanes)
    return [treatments[number] for number in numbers if number in kept]


def _lanes(
    treatment: Treatment, phases: Sequence[Phase], drawn: Range, style: ChartStyle
) -> list[Lane]:
    """Return one row, or more where phases of the treatment overlap; only the first is named."""
    rows: list[list[Phase]] = []
    for phase in phases:
        free = (row for row in rows if (row[-1].end or date.max) < phase.start)
        row = next(free, None)
        if row is None:
            rows.append([phase])
        else:
            row.append(phase)
    colour = style.colour_of(treatment.name)
    highest = _highest_doses(phases)
    return [
        Lane(
            name="" if number else treatment.name,
            items=tuple(_item(phase, highest, drawn, colour) for phase in row),
        )
        for number, row in enumerate(rows)
    ]


def _highest_doses(phases: Sequence[Phase]) -> dict[str, Fraction]:
    """Return the highest daily dose by unit; doses in different units are not compared."""
    highest: dict[str, Fraction] = {}
    for phase in phases:
        amount = daily_amount(phase)
        if amount is not None:
            unit = key(phase.unit)
            highest[unit] = max(amount, highest.get(unit, amount))
    return highest


def _item(phase: Phase, highest: dict[str, Fraction], drawn: Range, colour: str) -> Item:
    amount = daily_amount(phase)
    top = highest.get(key(phase.unit))
    start, end = drawn.clipped(phase)
    return Item(
        start=start,
        end=end,
        labels=phase_labels(phase),
        colour=colour,
        share=float(amount / top) if amount is not None and top else 1.0,
        is_open=phase.every_days is None,
    )
