"""When a blood test of vitamin D tells most: about three months after its dose was changed.

Information, never a demand: 25-OH vitamin D settles over about three months on a new dose (commonly
said; the sentence still has to be reviewed by a clinician).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from uuid import UUID

from crampdiary.domain.catalogues.lab_tests import LabTests
from crampdiary.domain.catalogues.supplements import Supplements
from crampdiary.domain.choices import Nutrient
from crampdiary.domain.intakes import nutrients_of
from crampdiary.domain.nights import ONE_DAY
from crampdiary.domain.records import LabResult, Phase, Treatment
from crampdiary.domain.regimens import Span, SpanUnit, covers, last_day

TEST = "vitd25oh"
SETTLED = Span(count=3, unit=SpanUnit.MONTH)
# Later than this, nobody waits for that test any more.
_WORTH_DAYS = 366
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_EARLY_TO, _MIDDLE_TO = 10, 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Retest:
    """From which day on a test tells most, and the treatment of vitamin D it stands beside."""

    day: date
    treatment_id: UUID


def retest(
    taken: Iterable[tuple[Treatment, Sequence[Phase]]],
    results: Iterable[LabResult],
    today: date,
    *,
    supplements: Supplements,
    tests: LabTests,
) -> Retest | None:
    """Return when a 25-OH vitamin D test tells most after the latest change of dose.

    None where no vitamin D is taken today, where a result from that day on is there, and where
    that day is more than a year ago.
    """
    with_d = [
        (treatment, phase)
        for treatment, phases in taken
        for phase in phases
        if _gives_vitamin_d(treatment, phase, supplements)
    ]
    going = [phase for _, phase in with_d if covers(phase, today)]
    if not going:
        return None
    changed = _latest_change(with_d, today, supplements)
    day = None if changed is None else last_day(changed, SETTLED) + ONE_DAY
    if changed is None or day is None or (today - day).days > _WORTH_DAYS:
        return None
    if any(result.taken_on >= day and _is_of_vitamin_d(result, tests) for result in results):
        return None
    latest = max(going, key=lambda phase: phase.start)
    return Retest(day=day, treatment_id=latest.treatment_id)


def retest_words(found: Retest, today: date) -> str:
    """Return "A blood test tells most from mid-August on", with the year where it is another."""
    return f"A blood test tells most from {part_of_month(found.day, today)} on"


def part_of_month(day: date, today: date) -> str:
    """Return "early May", "mid-August", "late March 2027": nobody needs the very day."""
    month = _MONTHS[day.month - 1]
    said = (
        f"early {month}"
        if day.day <= _EARLY_TO
        else f"mid-{month}"
        if day.day <= _MIDDLE_TO
        else f"late {month}"
    )
    return said if day.year == today.year else f"{said} {day.year}"


def _gives_vitamin_d(treatment: Treatment, phase: Phase, supplements: Supplements) -> bool:
    """Tell whether a phase plans vitamin D; what is taken as needed changes no level."""
    return phase.every_days is not None and any(
        daily.nutrient is Nutrient.VITAMIN_D and not daily.may_contain
        for daily in nutrients_of(treatment, phase, supplements)
    )


def _latest_change(
    with_d: Sequence[tuple[Treatment, Phase]], today: date, supplements: Supplements
) -> date | None:
    """Return the latest day up to today on which the amount a day became another."""
    days = {phase.start for _, phase in with_d}
    days |= {phase.end + ONE_DAY for _, phase in with_d if phase.end is not None}
    for day in sorted((day for day in days if day <= today), reverse=True):
        if _amount_on(with_d, day, supplements) != _amount_on(with_d, day - ONE_DAY, supplements):
            return day
    return None


def _amount_on(
    with_d: Sequence[tuple[Treatment, Phase]], day: date, supplements: Supplements
) -> tuple[Fraction, frozenset[object]]:
    """Return the known amount of a day, and the phases whose amount is not known."""
    known, unknown = Fraction(0), set()
    for treatment, phase in with_d:
        if not covers(phase, day):
            continue
        for daily in nutrients_of(treatment, phase, supplements):
            if daily.nutrient is not Nutrient.VITAMIN_D:
                continue
            if daily.amount is None:
                unknown.add(phase.id)
            else:
                known += daily.amount
    return known, frozenset(unknown)


def _is_of_vitamin_d(result: LabResult, tests: LabTests) -> bool:
    found = tests.find(result.test)
    return found is not None and found.key == TEST
