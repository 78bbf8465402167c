"""What phases of one treatment must keep to among themselves."""

from collections.abc import Iterable
from datetime import date

from crampdiary.domain.errors import InvalidValueError
from crampdiary.domain.records import Phase


def first_overlap(phases: Iterable[Phase]) -> tuple[Phase, Phase] | None:
    """Return the first two phases (earlier start first) that share a day, or None."""
    latest: Phase | None = None
    for phase in sorted(phases, key=lambda item: (item.start, item.end or date.max)):
        if latest is not None and (latest.end is None or phase.start <= latest.end):
            return latest, phase
        latest = phase
    return None


def check_no_overlap(phases: Iterable[Phase]) -> None:
    """Raise `InvalidValueError` where a day lies in two phases: then nobody knows the dose."""
    found = first_overlap(phases)
    if found is None:
        return
    earlier, later = found
    end = "on" if earlier.end is None else f"to {earlier.end}"
    raise InvalidValueError(
        field="from",
        problem="overlaps",
        value=later.start,
        allowed=f"a day outside the period from {earlier.start} {end}",
    )
