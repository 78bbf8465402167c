"""Which nights are looked for, and finding them: fast over twenty years, and the same for all.

Within a group any of its choices will do; all groups that say something must hold.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from crampdiary.domain.choices import DoseStatus, EveningTag, Provenance, Side, Site
from crampdiary.domain.nights import NightCount, NightState
from crampdiary.domain.ports import Clock, Diary
from crampdiary.domain.records import Cramp, Dose, Night, Phase
from crampdiary.domain.regimens import intakes_on
from crampdiary.services.browsing import all_nights, nights_with_note
from crampdiary.services.entries import treatments

# Whoever asks for the left leg means cramps in both as well; the thigh is its front and its back.
_SIDES_MEANT = {
    Side.LEFT: frozenset({Side.LEFT, Side.BOTH}),
    Side.RIGHT: frozenset({Side.RIGHT, Side.BOTH}),
    Side.BOTH: frozenset({Side.BOTH}),
}
_THIGH = frozenset({Site.THIGH, Site.THIGH_FRONT, Site.THIGH_BACK})


@dataclass(frozen=True, slots=True, kw_only=True)
class NightFilter:
    """What a night must have; a group that is empty asks for nothing.

    Sites, sides, `least_pain` and `provenances` must hold for one and the same cramp; where nothing
    else is asked of cramps, a night's own answer counts for `provenances` too. `treatments` are
    those taken on the day of the evening; `no_treatment` adds the nights on which none was.
    """

    text: str = ""
    sites: frozenset[Site] = frozenset()
    sides: frozenset[Side] = frozenset()
    least_pain: int | None = None
    treatments: frozenset[UUID] = frozenset()
    no_treatment: bool = False
    provenances: frozenset[Provenance] = frozenset()
    tags: frozenset[EveningTag] = frozenset()
    states: frozenset[NightState] = frozenset()

    @property
    def is_empty(self) -> bool:
        """Tell whether every night will do."""
        return self == NightFilter(text=self.text) and not self.text.strip()

    @property
    def is_about_a_cramp(self) -> bool:
        """Tell whether a cramp is described, beyond how it came in."""
        return bool(self.sites or self.sides or self.least_pain is not None)


def nights_matching(diary: Diary, clock: Clock, wish: NightFilter) -> list[NightCount]:
    """Return the nights that have all that is wished, oldest first, out of those of the diary."""
    counts = all_nights(diary, clock)
    if not counts:
        return []
    found = [count for count in counts if not wish.states or count.state in wish.states]
    for nights in _groups(diary, counts, wish):
        found = [count for count in found if count.night in nights]
    return found


def _groups(diary: Diary, counts: list[NightCount], wish: NightFilter) -> Iterator[frozenset[date]]:
    """Yield for each group that says something the nights that have it."""
    first, last = counts[0].night, counts[-1].night
    if wish.text.strip():
        yield frozenset(nights_with_note(diary, wish.text, first, last))
    if wish.is_about_a_cramp:
        yield frozenset(_nights_with_cramp(diary, first, last, wish))
    elif wish.provenances:
        yield frozenset(_nights_that_came_in(diary, first, last, wish.provenances))
    if wish.tags:
        told = diary.values(Night, ("night", "tags"), first=first, last=last)
        yield frozenset(night for night, tags in told if tags and tags & wish.tags)
    if wish.treatments or wish.no_treatment:
        yield frozenset(_nights_on(diary, counts, wish))


def _nights_with_cramp(diary: Diary, first: date, last: date, wish: NightFilter) -> Iterator[date]:
    sides = frozenset[Side]().union(*(_SIDES_MEANT[side] for side in wish.sides))
    sites = wish.sites | _THIGH if Site.THIGH in wish.sites else wish.sites
    names = ("night", "side", "sites", "pain", "provenance")
    for night, side, where, pain, how in diary.values(Cramp, names, first=first, last=last):
        if (
            (not sides or side in sides)
            and (not sites or where & sites)
            and (wish.least_pain is None or (pain is not None and pain >= wish.least_pain))
            and (not wish.provenances or how in wish.provenances)
        ):
            yield night


def _nights_that_came_in(
    diary: Diary, first: date, last: date, provenances: frozenset[Provenance]
) -> Iterator[date]:
    cramps = diary.values(Cramp, ("night", "provenance"), first=first, last=last)
    yield from (night for night, how in cramps if how in provenances)
    told = diary.values(Night, ("night", "answer", "provenance"), first=first, last=last)
    yield from (night for night, answer, how in told if answer is not None and how in provenances)


def _nights_on(diary: Diary, counts: list[NightCount], wish: NightFilter) -> Iterator[date]:
    """Yield the nights of days on which a wished treatment was taken, or none at all.

    It is taken on every day of its phases, as everywhere in the app, unless all of that day's doses
    were missed; and on a day with an extra dose.
    """
    first, last = counts[0].night, counts[-1].night
    plans = {treatment.id: phases for treatment, phases in treatments(diary)}
    said: dict[UUID, dict[date, DoseStatus]] = {}
    for dose in diary.records(Dose, first=first, last=last):
        planned = sum(intakes_on(it, dose.day) for it in plans.get(dose.treatment_id, ()))
        if dose.count is None or dose.count >= planned or dose.status is DoseStatus.EXTRA:
            said.setdefault(dose.treatment_id, {})[dose.day] = dose.status
    for count in counts:
        taken = {
            key
            for key, phases in plans.items()
            if _was_taken(phases, count.night, said.get(key, {}).get(count.night))
        }
        if taken & wish.treatments or (wish.no_treatment and not taken):
            yield count.night


def _was_taken(phases: tuple[Phase, ...], day: date, said: DoseStatus | None) -> bool:
    if said in {DoseStatus.MISSED, DoseStatus.EXTRA}:
        return said is DoseStatus.EXTRA
    return any(phase.start <= day and (phase.end is None or day <= phase.end) for phase in phases)
