"""The doses of the demo diary that were not as planned, told as a person would."""

import random
from collections.abc import Iterable, Iterator
from datetime import date

from crampdiary.domain.choices import DoseStatus, Provenance
from crampdiary.domain.nights import nights_between
from crampdiary.domain.records import Dose, Phase, Record
from crampdiary.services.doses import is_due

_ODDS = {DoseStatus.MISSED: 0.05, DoseStatus.LATE: 0.015, DoseStatus.EXTRA: 0.004}


def exceptions(records: Iterable[Record], *, seed: int, last: date) -> Iterator[Dose]:
    """Yield what was otherwise than planned up to `last`; on that day the latest was missed."""
    chance = random.Random(f"doses {seed}")  # noqa: S311 - a story, not a secret
    phases = [record for record in records if isinstance(record, Phase) and record.start <= last]
    latest = max((phase for phase in phases if is_due(phase, last)), key=lambda it: it.start)
    for phase in phases:
        for day in nights_between(phase.start, min(phase.end or last, last)):
            drawn = chance.random()
            if not is_due(phase, day) or (day == last and phase is not latest):
                continue
            status = DoseStatus.MISSED if day == last else _drawn(drawn)
            if status is not None:
                yield Dose(
                    treatment_id=phase.treatment_id,
                    day=day,
                    status=status,
                    provenance=Provenance.NEXT_MORNING,
                )


def _drawn(number: float) -> DoseStatus | None:
    """Return the status that a random number from 0 to 1 stands for, mostly none."""
    for status, odd in _ODDS.items():
        if number < odd:
            return status
        number -= odd
    return None
