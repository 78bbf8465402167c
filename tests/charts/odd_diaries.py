"""Whole diaries at the edges of what a chart may meet, kept in memory: the demo, nothing, too much.

Each is built once a run; whoever reads one changes nothing in it.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

from crampdiary.domain.choices import EveningTag, Side, Site
from crampdiary.domain.nights import NightState, from_wall_clock
from crampdiary.domain.records import Cramp, Dose, LabResult, Night, Phase, Record, Treatment
from crampdiary.services.charts.catalogue import CHARTS
from crampdiary.services.demo import fill_demo
from tests.fakes import MemoryDiary, StillClock

TODAY = date(2026, 11, 22)
LAST = TODAY - timedelta(days=1)
NINE_MONTHS = 273
TWENTY_YEARS = 7_301  # whole weeks, as the demo tells them
CLOCK = StillClock(datetime(2026, 11, 22, 9, 0))
ZONE = "Europe/Berlin"
# Long words, letters that join, letters that stack, letters without spaces, right to left.
LONG_NAMES = (
    "Magnesiumcitrat-Trinkgranulat zuckerfrei aus der Bahnhofsapotheke Oberammergau",
    "Donaudampfschifffahrtskapitänsvitaminbrausetablettenmischung",
    "Kalsiumkarbonaattikolekalsiferolipurutabletit yöllisiin suonenvetoihin",
    "วิตามินดีสามและแมกนีเซียมสำหรับตะคริวตอนกลางคืน",
    "أقراص المغنيسيوم الفوارة لتشنجات الساق الليلية",
    "夜间小腿抽筋用复合维生素与柠檬酸镁泡腾片剂",
    "Витамин D3 масляный раствор для приёма внутрь",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Odd:
    """A diary with the nights of it that a chart is asked for."""

    diary: MemoryDiary
    first: date
    last: date = LAST


def ago(nights: int) -> date:
    """Return a night counted back from the last one, which is 0."""
    return LAST - timedelta(days=nights)


def cramp(night: date, hour: float = 26.5, **fields: Any) -> Cramp:
    """Return a cramp; hours above 24 are those after midnight."""
    local = datetime.combine(night, datetime.min.time()) + timedelta(hours=hour)
    start = from_wall_clock(local, ZONE)
    told: dict[str, Any] = {
        "duration_s": 180,
        "pain": 5,
        "side": Side.LEFT,
        "sites": frozenset({Site.CALF}),
    }
    return Cramp(
        night=night,
        start_utc=start.utc,
        zone=ZONE,
        offset_min=start.offset_min,
        **(told | fields),
    )


def _night(night: date, **fields: Any) -> Night:
    return Night(night=night, answer=NightState.WITHOUT_CRAMPS, **fields)


def _taken(
    name: str, start: date, end: date | None = None, *, dose: str = "300", unit: str = "mg"
) -> tuple[Treatment, Phase]:
    treatment = Treatment(name=name)
    phase = Phase(treatment_id=treatment.id, start=start, end=end, dose=Decimal(dose), unit=unit)
    return treatment, phase


def _lab(test: str, value: str, unit: str, on: date, **fields: Any) -> LabResult:
    return LabResult(test=test, value=Decimal(value), unit=unit, taken_on=on, **fields)


def _ordinary(nights: int = NINE_MONTHS, seed: int = 3) -> Iterator[Record]:
    """Yield nights with and without cramps and some that nobody recorded."""
    chance = random.Random(seed)
    tags = list(EveningTag)
    for number in range(nights):
        night = ago(nights - 1 - number)
        if number % 17 == 3 or 90 <= number < 103:
            continue
        said = frozenset(chance.sample(tags, chance.randrange(3)))
        count = chance.choice([0, 0, 0, 0, 1, 1, 2])
        if not count:
            yield _night(night, tags=said, fluids_ml=chance.choice([None, 900, 1_500, 2_000]))
            continue
        yield Night(night=night, tags=said)
        for _ in range(count):
            yield cramp(
                night,
                hour=chance.uniform(21.5, 31),
                duration_s=chance.choice([None, 30, 90, 200, 600]),
                pain=chance.choice([None, 2, 5, 8]),
                side=chance.choice(list(Side)),
                sites=frozenset({chance.choice(list(Site))}),
            )


def demo() -> Odd:
    """Return the demo's last nine months."""
    diary = MemoryDiary()
    fill_demo(diary, CLOCK)
    return Odd(diary=diary, first=ago(NINE_MONTHS - 1))


def empty() -> Odd:
    """Return a diary without a record."""
    return Odd(diary=MemoryDiary(), first=ago(NINE_MONTHS - 1))


def one_night() -> Odd:
    """Return one night without cramps, and nothing around it."""
    return Odd(diary=MemoryDiary([_night(LAST)]), first=LAST)


def one_cramp() -> Odd:
    """Return one cramp in nine months of nights that nobody recorded."""
    return Odd(diary=MemoryDiary([cramp(ago(100))]), first=ago(NINE_MONTHS - 1))


def all_quiet() -> Odd:
    """Return nine months, all recorded, none with a cramp."""
    nights = [_night(ago(number), tags=frozenset()) for number in range(NINE_MONTHS)]
    return Odd(diary=MemoryDiary(nights), first=ago(NINE_MONTHS - 1))


def only_untimed() -> Odd:
    """Return cramps of which nothing is known but their night, as copied from paper."""
    chance = random.Random(5)
    records: list[Record] = []
    for number in range(NINE_MONTHS):
        count = chance.choice([0, 0, 1, 2])
        records += [Cramp(night=ago(number)) for _ in range(count)] or [_night(ago(number))]
    return Odd(diary=MemoryDiary(records), first=ago(NINE_MONTHS - 1))


def forty_treatments() -> Odd:
    """Return forty treatments that overlap, with doses missed in each."""
    records: list[Record] = list(_ordinary())
    for number in range(40):
        end = ago(60 - number) if number % 3 else None
        treatment, phase = _taken(f"Treatment {number + 1}", ago(200 - 3 * number), end)
        records += [treatment, phase]
        records += [Dose(treatment_id=treatment.id, day=ago(80 - step)) for step in range(0, 15, 3)]
    return Odd(diary=MemoryDiary(records), first=ago(NINE_MONTHS - 1))


def lab_extremes() -> Odd:
    """Return lab values of 0 and of 10,000 of one test, and of others alone."""
    records: list[Record] = list(_ordinary())
    for number, (test, values, unit) in enumerate(
        (
            ("25-OH vitamin D", ("0", "10000", "31.5"), "ng/mL"),
            ("CK", ("10000", "0"), "U/L"),
            ("Ferritin", ("0",), "µg/L"),
            ("Potassium", ("10000",), "mmol/L"),
            ("A test of nobody else", ("0", "0.000001", "10000"), ""),
        )
    ):
        for step, value in enumerate(values):
            limits: dict[str, Any] = {}
            if number % 2:
                limits = {"range_low": Decimal(0), "range_high": Decimal(170)}
            records.append(_lab(test, value, unit, ago(250 - 90 * step - number), **limits))
    return Odd(diary=MemoryDiary(records), first=ago(NINE_MONTHS - 1))


def long_names() -> Odd:
    """Return treatments and lab tests whose names are long, in many scripts."""
    records: list[Record] = list(_ordinary())
    for number, name in enumerate(LONG_NAMES):
        records += _taken(name, ago(230 - 20 * number), ago(120 - 15 * number))
        for step in range(3):
            records.append(
                _lab(name, f"{1 + number}.{step}5", "mmol/L", ago(240 - 70 * step - number))
            )
    return Odd(diary=MemoryDiary(records), first=ago(NINE_MONTHS - 1))


def twenty_years() -> Odd:
    """Return about 30,000 cramps, 40 treatments and 200 lab results."""
    diary = MemoryDiary()
    fill_demo(diary, CLOCK, years=20)
    records: list[Record] = [
        record
        for kind in (Night, Cramp, Treatment, Phase, Dose, LabResult)
        for record in diary.records(kind)
    ]
    treatments = 40 - len(diary.records(Treatment))
    for number in range(treatments):
        end = None if number % 5 == 0 else ago(6_000 - 150 * number)
        records += _taken(f"Treatment {number + 1}", ago(7_000 - 150 * number), end)
    labs = 200 - len(diary.records(LabResult))
    tests = (("25-OH vitamin D", "ng/mL"), ("Potassium", "mmol/L"), ("Magnesium", "mmol/L"))
    for number in range(labs):
        test, unit = tests[number % len(tests)]
        records.append(_lab(test, f"{3 + number % 40}.5", unit, ago(7_200 - 35 * number)))
    return Odd(diary=MemoryDiary(records), first=ago(TWENTY_YEARS - 1))


ODD_DIARIES: dict[str, Callable[[], Odd]] = {
    make.__name__: make
    for make in (
        demo,
        empty,
        one_night,
        one_cramp,
        all_quiet,
        only_untimed,
        forty_treatments,
        lab_extremes,
        long_names,
        twenty_years,
    )
}


@cache
def odd_diary(name: str) -> Odd:
    """Return one of the diaries, built once."""
    return ODD_DIARIES[name]()


@cache
def data_of(chart: str, name: str) -> Any:
    """Return what a chart shows of one of the diaries, read once."""
    odd = odd_diary(name)
    return CHARTS[chart].read(odd.diary, CLOCK, odd.first, odd.last)
