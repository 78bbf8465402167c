"""A diary of twenty years: 7,305 nights, 31,000 cramps, 40 treatments, 200 lab results."""

import random
from datetime import date, timedelta
from decimal import Decimal

from crampdiary.domain.nights import NightState
from crampdiary.domain.records import Cramp, LabResult, Night, Phase, Record, Treatment
from tests.ui.diary_sessions import MemoryFile

NIGHTS, CRAMPS, TREATMENTS, LABS = 7_305, 31_000, 40, 200
FIRST = date(2006, 11, 22)


def twenty_years_file() -> MemoryFile:
    numbers = random.Random(20)
    nights = [FIRST + timedelta(days=number) for number in range(NIGHTS)]
    recorded = [night for night in nights if (night - FIRST).days % 731 > 20]
    records: list[Record] = [
        Night(night=night, answer=NightState.WITHOUT_CRAMPS) for night in recorded[::9]
    ]
    others = [night for at, night in enumerate(recorded) if at % 9]
    records += [Cramp(night=numbers.choice(others)) for _ in range(CRAMPS)]
    for number in range(TREATMENTS):
        treatment = Treatment(name=f"Supplement {number + 1}")
        start = FIRST + timedelta(days=170 * number)
        records += [
            treatment,
            Phase(
                treatment_id=treatment.id,
                start=start,
                end=start + timedelta(days=400),
                dose=Decimal(100 + number),
                unit="mg",
                every_days=1,
            ),
        ]
    tests = ("25-OH vitamin D", "Potassium", "Calcium, total", "Magnesium")
    records += [
        LabResult(
            test=tests[number % 4],
            value=Decimal(20 + number % 15),
            unit="ng/mL" if number % 4 == 0 else "mmol/L",
            taken_on=FIRST + timedelta(days=36 * number),
        )
        for number in range(LABS)
    ]
    return MemoryFile(records)
