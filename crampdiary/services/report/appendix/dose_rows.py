"""What was otherwise than planned with each treatment, by the days of each month."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from uuid import UUID

from crampdiary.domain.choices import DoseStatus
from crampdiary.domain.phrases import month_words
from crampdiary.domain.records import Dose, Phase, Treatment
from crampdiary.domain.regimens import covers
from crampdiary.reports.page import Column

COLUMNS = (
    Column(title="Treatment", share=1),
    Column(title="Month", share=0.45),
    Column(title="What was noted", share=3),
)
TAKEN = "taken"
_ORDER = (TAKEN, *(status.value for status in DoseStatus))


def dose_rows(
    courses: Iterable[tuple[Treatment, Sequence[Phase]]], told: Iterable[Dose]
) -> Iterator[tuple[str, ...]]:
    """Yield a row for each treatment and month: "missed 3, 9; late 20; extra 25 (2)"."""
    by_treatment: dict[UUID, list[Dose]] = defaultdict(list)
    for dose in sorted(told, key=lambda one: one.day):
        by_treatment[dose.treatment_id].append(dose)
    for treatment, phases in courses:
        for month, group in groupby(by_treatment[treatment.id], lambda one: month_words(one.day)):
            yield treatment.name, month, _days_words(list(group), phases)


def _days_words(doses: Sequence[Dose], phases: Sequence[Phase]) -> str:
    days: dict[str, list[str]] = {}
    for dose in doses:
        days.setdefault(_what(dose, phases), []).append(_count_words(dose))
    return "; ".join(f"{what} {', '.join(days[what])}" for what in _ORDER if what in days)


def _what(dose: Dose, phases: Sequence[Phase]) -> str:
    """Return how it was; what is taken as needed was never extra."""
    is_as_needed = any(phase.every_days is None and covers(phase, dose.day) for phase in phases)
    return TAKEN if is_as_needed and dose.status is DoseStatus.EXTRA else dose.status.value


def _count_words(dose: Dose) -> str:
    return str(dose.day.day) if dose.count is None else f"{dose.day.day} ({dose.count})"
