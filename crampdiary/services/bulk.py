"""Many entries at once: the same said about many nights and their cramps, or many deleted.

Each is one batch, so that one undo takes all of it back.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from crampdiary.domain.changes import Change, Edit
from crampdiary.domain.choices import EveningTag, Side, Site, Soreness
from crampdiary.domain.errors import InvalidValueError
from crampdiary.domain.nights import LocalInstant, NightState
from crampdiary.domain.ports import Clock, Diary
from crampdiary.domain.records import Cramp, Dose, Night, Record
from crampdiary.services.labels import batch_label
from crampdiary.services.preferences import provenance_for, tonight

R = TypeVar("R", Night, Cramp)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What to say about nights and about their cramps; None, or nothing in a set, leaves it.

    `sites` take the place of those that were said. Of the tags, `tags_away` go first, then
    `tags_more` come.
    """

    answer: NightState | None = None
    tags_more: frozenset[EveningTag] = frozenset()
    tags_away: frozenset[EveningTag] = frozenset()
    fluids_ml: int | None = None
    soreness: Soreness | None = None
    side: Side | None = None
    sites: frozenset[Site] = frozenset()
    pain: int | None = None
    woke_me: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a wish would change: how many nights and cramps, by which edits."""

    edits: tuple[Edit, ...]
    nights: int
    cramps: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """Nights that were chosen, with what is stored of them; the nights are in order."""

    nights: tuple[date, ...]
    told: Mapping[date, Night]
    cramps: tuple[Cramp, ...]

    @property
    def speaking(self) -> frozenset[date]:
        """Return the nights whose cramps speak for them."""
        return frozenset(cramp.night for cramp in self.cramps)


def read_chosen(diary: Diary, clock: Clock, nights: Collection[date]) -> Chosen:
    """Return what is stored of some nights.

    Raises `InvalidValueError` for a night that has not begun.
    """
    now = clock.now()
    if nights and max(nights) > max(tonight(diary, now), now.wall_clock.date()):
        raise InvalidValueError(
            field="night", problem="in_the_future", value=max(nights), allowed="past nights"
        )
    return Chosen(
        nights=tuple(sorted(set(nights))),
        told={record.night: record for record in _records(diary, Night, nights)},
        cramps=tuple(_records(diary, Cramp, nights)),
    )


def plan_change(chosen: Chosen, now: LocalInstant, wish: Wish) -> Plan:
    """Return what a wish would change; raise `InvalidValueError` for a value that cannot be."""
    speaking = chosen.speaking
    of_nights = []
    for night in chosen.nights:
        before = chosen.told.get(night)
        known = before or Night(night=night, provenance=provenance_for(night, now))
        after = _wished_night(known, wish, may_answer=night not in speaking)
        if after != known:
            of_nights.append(Edit(before=before, after=after))
    said = _said_of_cramps(wish)
    wished = [(cramp, replace(cramp, **said)) for cramp in chosen.cramps]
    of_cramps = [Edit(before=cramp, after=other) for cramp, other in wished if other != cramp]
    return Plan(
        edits=(*of_nights, *of_cramps),
        nights=len(of_nights),
        cramps=len(of_cramps),
    )


def change_many(
    diary: Diary, clock: Clock, nights: Collection[date], wish: Wish
) -> tuple[Change, ...]:
    """Say the same about many nights and their cramps, all of it or nothing.

    A night with cramps is not answered otherwise. Raises what `read_chosen` and `plan_change` do.
    """
    now = clock.now()
    edits = plan_change(read_chosen(diary, clock, nights), now, wish).edits
    label = batch_label("Change", [edit.record for edit in edits])
    return diary.write(edits, label=label, at=now.utc)


def told_entries(diary: Diary, nights: Collection[date]) -> list[Night | Cramp | Dose]:
    """Return the cramps of some nights and what was told about them and about doses of their days.

    A night of which all was taken back says nothing, and is left out.
    """
    told = [record for record in _records(diary, Night, nights) if not says_nothing(record)]
    doses = diary.records(Dose, first=min(nights), last=max(nights)) if nights else []
    wanted = frozenset(nights)
    said = [dose for dose in doses if dose.day in wanted]
    return [*_records(diary, Cramp, nights), *told, *said]


def says_nothing(night: Night) -> bool:
    """Tell whether all that was ever said about a night was taken back."""
    return night == Night(night=night.night, provenance=night.provenance)


def delete_nights(diary: Diary, clock: Clock, nights: Collection[date]) -> tuple[Change, ...]:
    """Delete the cramps of some nights and all that was told about them, all of it or nothing."""
    return delete_many(diary, clock, told_entries(diary, nights))


def delete_many(diary: Diary, clock: Clock, records: Sequence[Record]) -> tuple[Change, ...]:
    """Delete entries together; `entries.delete` is for treatments, which go with their parts."""
    edits = [Edit(before=record, after=None) for record in records]
    return diary.write(edits, label=batch_label("Delete", records), at=clock.now().utc)


def _wished_night(before: Night, wish: Wish, *, may_answer: bool) -> Night:
    said: dict[str, Any] = {}
    if wish.answer is not None and may_answer:
        said["answer"] = wish.answer
    if wish.tags_more or (wish.tags_away and before.tags is not None):
        said["tags"] = ((before.tags or frozenset()) - wish.tags_away) | wish.tags_more
    if wish.fluids_ml is not None:
        said["fluids_ml"] = wish.fluids_ml
    if wish.soreness is not None:
        said["soreness"] = wish.soreness
    return replace(before, **said)


def _said_of_cramps(wish: Wish) -> dict[str, Any]:
    said: dict[str, Any] = {"side": wish.side, "pain": wish.pain, "woke_me": wish.woke_me}
    said["sites"] = wish.sites or None
    return {name: value for name, value in said.items() if value is not None}


def _records(diary: Diary, kind: type[R], nights: Collection[date]) -> list[R]:
    """Return the records of exactly these nights, in order."""
    if not nights:
        return []
    found = diary.records(kind, first=min(nights), last=max(nights))
    wanted = frozenset(nights)
    return [record for record in found if record.night in wanted]
