"""A made-up diary to look around in: clearly marked, realistic, and the same for the same seed."""

import math
import random
from collections.abc import Iterator
from datetime import date, timedelta

from crampdiary.domain.changes import Edit
from crampdiary.domain.choices import Provenance
from crampdiary.domain.errors import InvalidValueError
from crampdiary.domain.nights import ONE_DAY, NightState
from crampdiary.domain.ports import Clock, Diary
from crampdiary.domain.preferences import Preferences
from crampdiary.domain.records import Cramp, Night, Record
from crampdiary.services.demo_doses import exceptions
from crampdiary.services.demo_entries import Teller
from crampdiary.services.demo_story import Story, story
from crampdiary.services.labels import DEMO

MAX_YEARS = 30
DAYS_A_YEAR = 365.25
PERSON = "Jordan Example"
_BATCH_EDITS = 10_000

# Cramps come in clusters (a negative binomial of this shape) on top of better and worse spells (an
# autoregression of the logarithm of the rate from night to night).
_SHAPE = 1.5
_SPELL_MEMORY = 0.85
_SPELL_SD = 0.45
_WINTER_SHARE = 0.2
_MID_WINTER = 15
_MOST_A_NIGHT = 24

_FORGOTTEN_NIGHT = 0.05
_DONT_REMEMBER = 0.012
_HOLIDAYS_A_YEAR = 2
_RECENT_NIGHTS = 14


def fill_demo(
    diary: Diary, clock: Clock, *, years: int = 1, seed: int = 7, last: date | None = None
) -> None:
    """Fill an empty diary with `years` of made-up nights up to `last` (by default last night).

    The last year tells of about four cramps a week that become fewer; the years before were worse,
    and twenty of them hold about 30,000 cramps. Raises `InvalidValueError` for impossible `years`.
    """
    if not 1 <= years <= MAX_YEARS:
        raise InvalidValueError(
            field="years", problem="out_of_range", value=years, allowed=f"1 to {MAX_YEARS}"
        )
    now = clock.now()
    end = last or now.wall_clock.date() - ONE_DAY
    told = story(end)
    records: list[Record] = [
        Preferences(is_demo=True, person_name=PERSON, birth_year=end.year - 67),
        *told.records,
        *exceptions(told.records, seed=seed, last=end),
        *_nights(clock, told, years=years, seed=seed, last=end),
    ]
    for begin in range(0, len(records), _BATCH_EDITS):
        edits = [
            Edit(before=None, after=record) for record in records[begin : begin + _BATCH_EDITS]
        ]
        diary.write(edits, label=DEMO, at=now.utc)


def _nights(
    clock: Clock, told: Story, *, years: int, seed: int, last: date
) -> Iterator[Night | Cramp]:
    chance = random.Random(f"{seed} {years}")  # noqa: S311 - a story, not a secret
    teller = Teller(chance, clock.now())
    # Whole weeks, so that the last bar of a weekly chart is as wide as the others.
    length = round(years * DAYS_A_YEAR / 7) * 7
    away, forgotten = _absences(chance, length)
    spell = 0.0
    for number in range(length):
        night = last - timedelta(days=length - 1 - number)
        left = length - 1 - number
        spell = _SPELL_MEMORY * spell + chance.gauss(0, _SPELL_SD * math.sqrt(1 - _SPELL_MEMORY**2))
        mean = told.cramps_a_week(night) / 7 * _winter(night) * math.exp(spell - _SPELL_SD**2 / 2)
        count = _negative_binomial(chance, mean)
        if left == 0:
            # The first page that anyone sees is last night's.
            yield from teller.night_with_cramps(night, 2, provenance=Provenance.LIVE)
        elif number in away:
            yield Night(night=night, answer=NightState.NOT_TRACKING)
        elif left >= _RECENT_NIGHTS and (number in forgotten or chance.random() < _FORGOTTEN_NIGHT):
            continue
        elif chance.random() < _DONT_REMEMBER:
            yield Night(night=night, answer=NightState.DONT_REMEMBER)
        elif count:
            yield from teller.night_with_cramps(night, count)
        else:
            yield teller.night_without(night)


def _absences(chance: random.Random, length: int) -> tuple[set[int], set[int]]:
    """Return the nights (counted from the first) on holiday, and those of weeks without entries."""
    away: set[int] = set()
    forgotten: set[int] = set()
    for begin in range(0, length, round(DAYS_A_YEAR)):
        for _ in range(_HOLIDAYS_A_YEAR):
            first = begin + chance.randrange(20, 330)
            away.update(range(first, first + chance.randint(7, 13)))
        first = begin + chance.randrange(20, 330)
        forgotten.update(range(first, first + chance.randint(9, 16)))
    away.difference_update(range(length - _RECENT_NIGHTS, length))
    return away, forgotten


def _winter(night: date) -> float:
    turn = 2 * math.pi * (night.timetuple().tm_yday - _MID_WINTER) / DAYS_A_YEAR
    return 1 + _WINTER_SHARE * math.cos(turn)


def _negative_binomial(chance: random.Random, mean: float) -> int:
    """Draw a count: a Poisson whose mean is itself gamma distributed (Knuth's product method)."""
    limit = math.exp(-chance.gammavariate(_SHAPE, mean / _SHAPE))
    count, product = 0, chance.random()
    while product > limit and count < _MOST_A_NIGHT:
        count += 1
        product *= chance.random()
    return count
