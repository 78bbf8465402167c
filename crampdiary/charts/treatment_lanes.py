"""Treatments as rows: a bar a phase, as tall as what the phase gives a day.

Where all of a treatment's phases give a known amount of one nutrient, bars are set against the most
that any treatment gives of it: 50,000 IU weekly are 7,143 IU a day, and 50 µg are 2,000 IU. Else a
dose is set against the highest of its treatment in the same unit.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from uuid import UUID

from crampdiary.charts.labels import key, phase_labels
from crampdiary.charts.lanes import Item, Lane
from crampdiary.charts.style import ChartStyle, mix
from crampdiary.domain.catalogues.supplements import Supplements
from crampdiary.domain.intakes import nutrients_of
from crampdiary.domain.records import Phase, Treatment
from crampdiary.domain.regimens import daily_amount

Treated = tuple[Treatment, Sequence[Phase]]
# What amounts are comparable by, and how much a day it is.
_Amount = tuple[str, Fraction]
_Amounts = dict[UUID, _Amount]
_STEP_BACK = 0.5


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

    def is_filled_by(self, phases: Sequence[Phase]) -> bool:
        """Tell whether one phase takes all the nights, and is the only one."""
        span = 0, (self.last - self.first).days + 1
        return len(phases) == 1 and self.clipped(phases[0]) == span

    def holds_part_of(self, phase: Phase) -> bool:
        """Tell whether any night of the phase is drawn."""
        return phase.start <= self.last and (phase.end or self.last) >= self.first


@dataclass(frozen=True, slots=True, kw_only=True)
class TreatmentRows:
    """The rows of one treatment, how many nights its phases take, and where they start.

    `is_unchanged` tells that it was taken alike on every night of the range.
    """

    lanes: tuple[Lane, ...]
    nights: int
    starts: frozenset[int]
    is_unchanged: bool


def treatment_rows(
    treatments: Sequence[Treated], drawn: Range, style: ChartStyle, supplements: Supplements
) -> list[TreatmentRows]:
    """Return the treatments that have a phase in the range, in order of their start.

    What was taken unchanged all through comes last: it sets no night apart from another.

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
    shown.sort(
        key=lambda one: (drawn.is_filled_by(one[1]), one[1][0].start, one[0].name.casefold())
    )
    amounts: _Amounts = {}
    for treatment, phases in shown:
        amounts |= _daily_amounts(treatment, phases, supplements)
    shares = _shares(amounts)
    return [
        TreatmentRows(
            lanes=tuple(_lanes(treatment, phases, drawn, style, shares)),
            nights=sum(end - start for start, end in map(drawn.clipped, phases)),
            starts=frozenset(
                (phase.start - drawn.first).days for phase in phases if phase.start > drawn.first
            ),
            is_unchanged=drawn.is_filled_by(phases),
        )
        for treatment, phases in shown
    ]


def fitting(treatments: Sequence[TreatmentRows], rows: int) -> list[TreatmentRows]:
    """Return, in their order, the treatments to draw where there are only so many `rows`.

    Those taken longest come first, but those taken unchanged all through last.
    """
    kept: set[int] = set()
    numbers = range(len(treatments))
    for number in sorted(
        numbers, key=lambda number: (treatments[number].is_unchanged, -treatments[number].nights)
    ):
        if len(treatments[number].lanes) <= rows:
            kept.add(number)
            rows -= len(treatments[number].lanes)
    return [treatments[number] for number in numbers if number in kept]


def _lanes(
    treatment: Treatment,
    phases: Sequence[Phase],
    drawn: Range,
    style: ChartStyle,
    shares: dict[UUID, float],
) -> list[Lane]:
    """Return one row, or more where phases of the treatment overlap; only the first is named."""
    colour = style.colour_of(treatment.name)
    if drawn.is_filled_by(phases):
        # It sets no night apart, so it steps back behind what does.
        colour = mix(colour, style.background, _STEP_BACK)
    return [
        Lane(
            name="" if number else treatment.name,
            items=tuple(_item(phase, shares.get(phase.id, 1.0), drawn, colour) for phase in row),
        )
        for number, row in enumerate(set_apart(phases))
    ]


def set_apart(phases: Sequence[Phase]) -> list[list[Phase]]:
    """Return phases, given by start, as rows in which none overlaps another."""
    rows: list[list[Phase]] = []
    for phase in phases:
        free = (row for row in rows if (row[-1].end or date.max) < phase.start)
        row = next(free, None)
        if row is None:
            rows.append([phase])
        else:
            row.append(phase)
    return rows


def _daily_amounts(
    treatment: Treatment, phases: Sequence[Phase], supplements: Supplements
) -> _Amounts:
    """Return what each phase gives a day; in its own unit where the nutrient is not sure."""
    of_nutrient: _Amounts = {}
    of_unit: _Amounts = {}
    for phase in phases:
        daily = daily_amount(phase)
        if daily is None:
            continue
        of_unit[phase.id] = f"{treatment.id} {key(phase.unit)}", daily
        gives = nutrients_of(treatment, phase, supplements)
        if len(gives) == 1 and gives[0].amount is not None:
            of_nutrient[phase.id] = gives[0].nutrient.value, gives[0].amount
    is_sure = of_nutrient.keys() == of_unit.keys()
    return of_nutrient if is_sure else of_unit


def _shares(amounts: _Amounts) -> dict[UUID, float]:
    """Return each amount as a part of the highest that it compares with."""
    highest: dict[str, Fraction] = {}
    for kind, amount in amounts.values():
        highest[kind] = max(amount, highest.get(kind, amount))
    return {
        phase: float(amount / highest[kind]) if highest[kind] else 1.0
        for phase, (kind, amount) in amounts.items()
    }


def _item(phase: Phase, share: float, drawn: Range, colour: str) -> Item:
    start, end = drawn.clipped(phase)
    return Item(
        start=start,
        end=end,
        labels=phase_labels(phase),
        colour=colour,
        share=share,
        is_open=phase.every_days is None,
    )
