"""The single nights and cramps of the demo diary, told as a person would."""

import random
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from crampdiary.domain.choices import (
    DurationBasis,
    EveningTag,
    Provenance,
    Relief,
    Side,
    Sign,
    Site,
    Soreness,
)
from crampdiary.domain.nights import LocalInstant, NightState, from_wall_clock, localise
from crampdiary.domain.records import Cramp, Night

E = TypeVar("E", bound=StrEnum)

# Hours from midnight at which a cramp may begin (21:00 to 08:00), and where most do.
_EARLIEST_H, _LATEST_H, _USUAL_H, _SPREAD_H = -3.0, 8.0, 3.0, 2.1
_BETWEEN_CRAMPS = timedelta(minutes=9)
_UNTIMED_WHEN_RECALLED = 0.6
_SITES = {Site.CALF: 0.72, Site.FOOT: 0.2, Site.TOES: 0.1, Site.THIGH_BACK: 0.06}
_HELPED = {Relief.STRETCHING: 0.55, Relief.WALKING: 0.3, Relief.MASSAGE: 0.2, Relief.HEAT: 0.05}
_SIGNS = {Sign.TWITCHING: 0.08, Sign.TINGLING: 0.05, Sign.NUMBNESS: 0.02, Sign.WEAKNESS: 0.01}
_TAGS = {
    EveningTag.ALCOHOL: 0.12,
    EveningTag.CAFFEINE: 0.1,
    EveningTag.HARD_EXERCISE: 0.14,
    EveningTag.LONG_SITTING: 0.16,
    EveningTag.HEAT: 0.06,
    EveningTag.DAYLIGHT: 0.2,
    EveningTag.STRETCHED: 0.18,
    EveningTag.TRAVEL: 0.03,
}
_NIGHT_NOTES = (
    "Long walk along the river.",
    "Stood in the kitchen all afternoon.",
    "Very warm night, window open.",
    "Slept at my sister's.",
    "Garden all day.",
)
_CRAMP_NOTES = (
    "Stood on the cold tiles until it eased.",
    "Calf still sore in the morning.",
    "Came while stretching in bed.",
    "Woke my husband too.",
)


class Teller:
    """Tells nights; the same random numbers give the same nights."""

    def __init__(self, chance: random.Random, now: LocalInstant) -> None:
        """Draw from `chance`; tell nothing that is later than `now`, in its zone."""
        self._chance = chance
        self._now = now

    def night_without(self, night: date) -> Night:
        """Return a night without cramps."""
        return self._night(night, NightState.WITHOUT_CRAMPS, cramps=0)

    def night_with_cramps(
        self, night: date, count: int, *, provenance: Provenance | None = None
    ) -> Iterator[Night | Cramp]:
        """Yield the cramps of a night and, mostly, what was said about its evening."""
        how = (
            provenance
            or self._chance.choices(
                (Provenance.LIVE, Provenance.NEXT_MORNING, Provenance.RECALLED), (62, 30, 8)
            )[0]
        )
        recalled = how is Provenance.RECALLED
        if recalled and self._happens(_UNTIMED_WHEN_RECALLED):
            for _ in range(count):
                yield Cramp(id=self._id(), night=night, provenance=how)
        else:
            for start in self._starts(night, count):
                yield self._cramp(night, start, how)
        if how is Provenance.LIVE or self._happens(0.7):
            yield self._night(night, None, cramps=count)

    def _starts(self, night: date, count: int) -> list[LocalInstant]:
        """Return instants in order, minutes apart at least, none of them in the future."""
        zone = self._now.zone
        midnight = datetime.combine(night, time()) + timedelta(days=1)
        starts: list[datetime] = []
        for hour in sorted(self._hour() for _ in range(count)):
            start = from_wall_clock(midnight + timedelta(seconds=round(hour * 3600)), zone).utc
            starts.append(max(start, starts[-1] + _BETWEEN_CRAMPS) if starts else start)
        late = max(starts[-1] - (self._now.utc - timedelta(minutes=30)), timedelta())
        return [localise(start - late, zone) for start in starts]

    def _hour(self) -> float:
        hour = self._chance.gauss(_USUAL_H, _SPREAD_H)
        while not _EARLIEST_H <= hour <= _LATEST_H - 1:
            hour = self._chance.gauss(_USUAL_H, _SPREAD_H)
        return hour

    def _cramp(self, night: date, start: LocalInstant, how: Provenance) -> Cramp:
        chance = self._chance
        seconds = min(max(chance.lognormvariate(5.1, 0.65), 15), 1_500)
        live = how is Provenance.LIVE
        pain = round(min(max(chance.gauss(4.2 + seconds / 150, 1.6), 1), 10))
        return Cramp(
            id=self._id(),
            night=night,
            start_utc=start.utc,
            zone=start.zone,
            offset_min=start.offset_min,
            duration_s=round(seconds) if live else round(seconds / 60 + 0.5) * 60,
            duration_basis=DurationBasis.TIMED if live else DurationBasis.TOLD,
            pain=pain if self._happens(0.93) else None,
            side=chance.choices((Side.LEFT, Side.RIGHT, Side.BOTH), (52, 38, 10))[0],
            sites=self._some(_SITES) or frozenset({Site.CALF}),
            woke_me=True if live else self._happens(0.8),
            helped=self._some(_HELPED),
            signs=self._some(_SIGNS),
            note=chance.choice(_CRAMP_NOTES) if self._happens(0.02) else "",
            provenance=how,
        )

    def _night(self, night: date, answer: NightState | None, *, cramps: int) -> Night:
        chance = self._chance
        told = self._happens(0.75)
        disturbance = round(min(max(chance.gauss(1.5 + 1.8 * min(cramps, 4), 1.2), 0), 10))
        sore = chance.choices(tuple(Soreness), (4, 4, 2) if cramps else (17, 2, 1))[0]
        return Night(
            night=night,
            answer=answer,
            fluids_ml=max(500, round(chance.gauss(1_650, 330) / 50) * 50) if told else None,
            tags=self._some(_TAGS) if told else None,
            sleep_disturbance=disturbance if told else None,
            soreness=sore if told else None,
            note=chance.choice(_NIGHT_NOTES) if self._happens(0.03) else "",
        )

    def _some(self, odds: Mapping[E, float]) -> frozenset[E]:
        return frozenset(item for item, odd in odds.items() if self._happens(odd))

    def _happens(self, odd: float) -> bool:
        return self._chance.random() < odd

    def _id(self) -> UUID:
        return UUID(int=self._chance.getrandbits(128), version=4)
