"""In which order nights are shown. What is not known of a night comes last, either way round."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from crampdiary.domain.nights import NightCount
from crampdiary.domain.ports import Clock, Diary
from crampdiary.domain.records import Cramp, Night
from crampdiary.services.filtering import NightFilter, nights_matching


class NightOrder(StrEnum):
    """What is compared; nights of which it is the same stand newest first."""

    NEWEST = "newest"
    OLDEST = "oldest"
    MOST_CRAMPS = "most_cramps"
    FEWEST_CRAMPS = "fewest_cramps"
    WORST_PAIN = "worst_pain"
    MOST_DISTURBED = "most_disturbed"
    LEAST_DISTURBED = "least_disturbed"

    @property
    def needs_details(self) -> bool:
        """Tell whether more must be read of each night than its number of cramps."""
        return self in _DETAILED


_DETAILED = {NightOrder.WORST_PAIN, NightOrder.MOST_DISTURBED, NightOrder.LEAST_DISTURBED}
_DOWN = {NightOrder.MOST_CRAMPS, NightOrder.WORST_PAIN, NightOrder.MOST_DISTURBED}


def nights_shown(
    diary: Diary, clock: Clock, wish: NightFilter, order: NightOrder
) -> list[NightCount]:
    """Return the nights that have all that is wished, in an order."""
    counts = nights_matching(diary, clock, wish)
    return in_order(counts, order, _details(diary, counts, order))


def in_order(
    counts: Sequence[NightCount], order: NightOrder, details: dict[date, int] | None = None
) -> list[NightCount]:
    """Return nights, given oldest first, in an order.

    `details` is the worst pain, or how disturbed the sleep was (both 0 to 10), of the nights where
    it is known.
    """
    if order is NightOrder.OLDEST:
        return list(counts)
    newest_first = counts[::-1]
    if order is NightOrder.NEWEST:
        return list(newest_first)
    if order.needs_details:
        known = details or {}
    else:
        known = {count.night: count.cramps for count in counts if count.state.is_recorded}
    sign = -1 if order in _DOWN else 1
    return sorted(
        newest_first,
        key=lambda count: (count.night not in known, sign * known.get(count.night, 0)),
    )


def _details(diary: Diary, counts: Sequence[NightCount], order: NightOrder) -> dict[date, int]:
    if not counts or not order.needs_details:
        return {}
    first, last = counts[0].night, counts[-1].night
    if order is NightOrder.WORST_PAIN:
        told = diary.values(Cramp, ("night", "pain"), first=first, last=last)
    else:
        told = diary.values(Night, ("night", "sleep_disturbance"), first=first, last=last)
    highest: dict[date, int] = {}
    for night, value in told:
        if value is not None:
            highest[night] = max(value, highest.get(night, 0))
    return highest
