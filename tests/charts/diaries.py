"""Small and large diaries for the tests of charts."""

import random
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from crampdiary.charts.timeline import TimelineData
from crampdiary.domain.choices import Comparator
from crampdiary.domain.nights import NightCount, NightState
from crampdiary.domain.records import LabResult, Phase, Treatment

FIRST = date(2026, 1, 5)
LAST = date(2026, 10, 11)
Treated = tuple[Treatment, list[Phase]]


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def nights(counts: Sequence[int | None], first: date = FIRST) -> list[NightCount]:
    """One night a count; None is a night that nobody recorded."""
    return [
        NightCount(
            night=first + timedelta(days=number),
            state=NightState.NOT_RECORDED
            if count is None
            else (NightState.WITH_CRAMPS if count else NightState.WITHOUT_CRAMPS),
            cramps=count or 0,
        )
        for number, count in enumerate(counts)
    ]


def treated(name: str, *phases: tuple[date, date | None, str | None, str, int | None]) -> Treated:
    treatment = Treatment(name=name)
    return treatment, [
        Phase(
            treatment_id=treatment.id,
            start=start,
            end=end,
            dose=None if dose is None else Decimal(dose),
            unit=unit,
            every_days=every,
        )
        for start, end, dose, unit, every in phases
    ]


def lab(
    test: str,
    value: str,
    unit: str,
    on: date,
    *,
    limits: tuple[str, str] | None = None,
    comparator: Comparator | None = None,
) -> LabResult:
    return LabResult(
        test=test,
        value=Decimal(value),
        unit=unit,
        taken_on=on,
        comparator=comparator,
        range_low=Decimal(limits[0]) if limits else None,
        range_high=Decimal(limits[1]) if limits else None,
    )


def nine_months() -> TimelineData:
    """Something of everything: gaps, phases, two tests."""
    numbers = random.Random(3)
    counts: list[int | None] = [numbers.choice([0, 0, 0, 1, 1, 2]) for _ in range(280)]
    counts[91:104] = [None] * 13
    counts[150] = None
    return TimelineData(
        first=FIRST,
        last=LAST,
        nights=nights(counts),
        treatments=[
            treated(
                "Vitamin D3",
                (date(2026, 3, 16), date(2026, 5, 10), "50000", "IU", 7),
                (date(2026, 5, 11), None, "2000", "IU", 1),
            ),
            treated("Magnesium citrate", (date(2026, 6, 8), date(2026, 8, 9), "300", "mg", 1)),
        ],
        labs=[
            lab("25-OH vitamin D", "14.2", "ng/mL", date(2026, 1, 21)),
            lab("25-OH vitamin D", "27.5", "ng/mL", date(2026, 5, 5)),
            lab("25-OH vitamin D", "36.4", "ng/mL", date(2026, 9, 30)),
            lab("Potassium", "3.2", "mmol/L", date(2026, 1, 21), limits=("3.5", "5.1")),
        ],
    )


def twenty_years() -> TimelineData:
    """7,305 nights with about 30,000 cramps, five treatments and 54 lab results."""
    numbers = random.Random(20)
    first = date(2006, 11, 23)
    counts: list[int | None] = [numbers.choice([2, 3, 4, 4, 5, 7]) for _ in range(7305)]
    for start in range(300, 7000, 731):
        counts[start : start + 20] = [None] * 20
    return TimelineData(
        first=first,
        last=first + timedelta(days=7304),
        nights=nights(counts, first),
        treatments=[
            treated(
                "Vitamin D3",
                (date(2008, 3, 16), date(2008, 5, 10), "50000", "IU", 7),
                (date(2008, 5, 11), None, "2000", "IU", 1),
            ),
            treated("Magnesium citrate", (date(2012, 6, 8), date(2015, 8, 9), "300", "mg", 1)),
            treated("Hydrochlorothiazide", (date(2010, 1, 1), None, "25", "mg", 1)),
            treated("Quinine", (date(2009, 1, 1), date(2009, 6, 30), "200", "mg", None)),
            treated("Vitamin K2", (date(2020, 1, 1), None, "100", "µg", 1)),
        ],
        labs=[
            *(
                lab(
                    "25-OH vitamin D",
                    str(numbers.randint(12, 45)),
                    "ng/mL",
                    first + timedelta(days=200 * number + 50),
                    limits=("30", "100"),
                )
                for number in range(36)
            ),
            *(
                lab("Potassium", "4.1", "mmol/L", first + timedelta(days=400 * number + 50))
                for number in range(18)
            ),
        ],
    )
