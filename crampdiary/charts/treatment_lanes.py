"""Treatments as rows: a bar a phase, as tall as the phase's daily dose within its treatment."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from crampdiary.charts.labels import daily_dose, key, phase_labels
from crampdiary.charts.lanes import Item, Lane
from crampdiary.charts.style import ChartStyle
from crampdiary.domain.records import Phase, Treatment

Treated = tuple[Treatment, Sequence[Phase]]


@dataclass(frozen=True, slots=True, kw_only=True)
class TreatmentRows:
    """The rows to draw, in order, and how many treatments found no room."""

    lanes: tuple[Lane, ...]
    starts: tuple[int, ...]
    left_out: int


def treatment_rows(
    treatments: Sequence[Treated], *, first: date, last: date, style: ChartStyle, most: int | None
) -> TreatmentRows:
    """Turn treatments into at most `most` rows, the longest in range kept, in order of start.

    `starts` holds the nights (counted from `first`) on which a phase starts in the range.
    """
    shown = [
        (treatment, phases)
        for treatment, given in treatments
        if (phases := _in_range(given, first, last))
    ]
    shown.sort(key=lambda one: (one[1][0].start, one[0].name.casefold()))
    by_length = sorted(shown, key=lambda one: -sum(_nights(phase, first, last) for phase in one[1]))
    kept: set[int] = set()
    rows = 0
    lanes_of = {id(one): _lanes(*one, first=first, last=last, style=style) for one in shown}
    for one in by_length:
        needed = len(lanes_of[id(one)])
        if most is None or rows + needed <= most:
            kept.add(id(one))
            rows += needed
    return TreatmentRows(
        lanes=tuple(lane for one in shown if id(one) in kept for lane in lanes_of[id(one)]),
        starts=tuple(
            sorted(
                {
                    (phase.start - first).days
                    for _, phases in shown
                    for phase in phases
                    if phase.start > first
                }
            )
        ),
        left_out=len(shown) - len(kept),
    )


def _in_range(phases: Sequence[Phase], first: date, last: date) -> list[Phase]:
    inside = (phase for phase in phases if phase.start <= last and (phase.end or last) >= first)
    return sorted(inside, key=lambda phase: (phase.start, phase.end or date.max))


def _nights(phase: Phase, first: date, last: date) -> int:
    return (min(phase.end or last, last) - max(phase.start, first)).days + 1


def _lanes(
    treatment: Treatment, phases: Sequence[Phase], *, first: date, last: date, style: ChartStyle
) -> list[Lane]:
    """Return one row, or more where phases of the treatment overlap."""
    colour = style.colour_of(treatment.name)
    rows: list[list[Phase]] = []
    for phase in phases:
        free = (row for row in rows if (row[-1].end or date.max) < phase.start)
        row = next(free, None)
        if row is None:
            rows.append([phase])
        else:
            row.append(phase)
    highest = _highest_doses(phases)
    return [
        Lane(
            name="" if number else treatment.name,
            items=tuple(
                _item(phase, highest, first=first, last=last, colour=colour) for phase in row
            ),
        )
        for number, row in enumerate(rows)
    ]


def _highest_doses(phases: Sequence[Phase]) -> dict[str, Decimal]:
    highest: dict[str, Decimal] = {}
    for phase in phases:
        amount = daily_dose(phase)
        if amount is not None:
            unit = key(phase.unit)
            highest[unit] = max(amount, highest.get(unit, amount))
    return highest


def _item(
    phase: Phase, highest: dict[str, Decimal], *, first: date, last: date, colour: str
) -> Item:
    amount = daily_dose(phase)
    top = highest.get(key(phase.unit))
    start = max(phase.start, first)
    return Item(
        start=(start - first).days,
        end=(start - first).days + _nights(phase, first, last),
        labels=phase_labels(phase),
        colour=colour,
        share=float(amount / top) if amount is not None and top else 1.0,
        is_open=amount is None,
    )
