"""What the person of the demo diary takes, has and was found to have, and how often it cramps."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID, uuid5

from crampdiary.domain.choices import Comparator, TreatmentKind
from crampdiary.domain.records import NAMESPACE, Condition, LabResult, Phase, Record, Treatment

# Nights before the last one at which things began and ended: all within the nine months that the
# doctor's page shows.
_LOADING, _MAINTENANCE = 218, 162
_MAGNESIUM_FROM, _MAGNESIUM_TO = 127, 66
_VISITS = (271, 168, 98, 20)
_STATIN, _THIAZIDE = 700, 1_500
_A_YEAR = 365
# Cramps a week: at first, while loading, and at the end; and what each earlier year adds.
_AT_FIRST, _AFTER_LOADING, _IN_THE_END = 3.7, 2.8, 1.6
_WORSE_A_YEAR, _WORST = 8.5, 41.5
_LABORATORY = "Central laboratory"
# Test, unit, the lab's own range, and the values at the four visits.
_PANEL: tuple[tuple[str, str, str | None, str | None, Sequence[str | None]], ...] = (
    ("25-OH vitamin D", "ng/mL", "30", "100", ("14.2", "27.5", "33.1", "36.4")),
    ("Magnesium", "mmol/L", "0.70", "1.00", ("0.78", None, "0.84", None)),
    ("Potassium", "mmol/L", "3.5", "5.1", ("4.1", None, "3.4", "4.0")),
    ("Calcium, total", "mmol/L", "2.15", "2.55", ("2.21", None, None, "2.33")),
    ("Creatine kinase", "U/L", None, "190", ("<20", None, None, None)),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """The records beside the nights, and how often it cramps on average."""

    last: date
    records: tuple[Record, ...]

    def cramps_a_week(self, night: date) -> float:
        """Return the average that the nights scatter about."""
        before = (self.last - night).days
        if before > _A_YEAR:
            return min(_AT_FIRST + _WORSE_A_YEAR * (before - _A_YEAR) / _A_YEAR, _WORST)
        if before > _LOADING:
            return _AT_FIRST
        if before > _MAINTENANCE:
            return _between(before, _LOADING, _MAINTENANCE, _AT_FIRST, _AFTER_LOADING)
        return _between(before, _MAINTENANCE, 0, _AFTER_LOADING, _IN_THE_END)


def _between(before: int, since: int, until: int, value: float, later: float) -> float:
    return value + (later - value) * (since - before) / (since - until)


def story(last: date) -> Story:
    """Return the story of a diary that ends with the night `last`; the same day, the same story."""
    return Story(last=last, records=(*_treatments(last), *_labs(last), *_conditions(last)))


def _id(text: str) -> UUID:
    return uuid5(NAMESPACE, f"demo {text}")


def _day(last: date, before: int) -> date:
    return last - timedelta(days=before)


def _treatments(last: date) -> list[Record]:
    vitamin_d = Treatment(id=_id("vitamin D"), name="Vitamin D3")
    magnesium = Treatment(id=_id("magnesium"), name="Magnesium citrate")
    thiazide = Treatment(
        id=_id("thiazide"),
        name="Hydrochlorothiazide",
        type=TreatmentKind.MEDICINE,
    )
    statin = Treatment(id=_id("statin"), name="Atorvastatin", type=TreatmentKind.MEDICINE)
    return [
        vitamin_d,
        _phase(
            vitamin_d, last, _LOADING, _MAINTENANCE + 1, "50000 IU", every_days=7, prescribed=True
        ),
        _phase(vitamin_d, last, _MAINTENANCE, None, "2000 IU", prescribed=False),
        magnesium,
        _phase(magnesium, last, _MAGNESIUM_FROM, _MAGNESIUM_TO, "300 mg", prescribed=False),
        thiazide,
        _phase(thiazide, last, _THIAZIDE, None, "25 mg", prescribed=True),
        statin,
        _phase(statin, last, _STATIN, None, "20 mg", prescribed=True),
    ]


def _phase(
    treatment: Treatment,
    last: date,
    since: int,
    until: int | None,
    dose: str,
    *,
    every_days: int = 1,
    prescribed: bool | None = None,
) -> Phase:
    amount, unit = dose.split()
    return Phase(
        id=_id(f"{treatment.name} {dose}"),
        treatment_id=treatment.id,
        start=_day(last, since),
        end=None if until is None else _day(last, until),
        dose=Decimal(amount),
        unit=unit,
        every_days=every_days,
        prescribed=prescribed,
    )


def _labs(last: date) -> list[Record]:
    return [
        LabResult(
            id=_id(f"{test} {before}"),
            test=test,
            value=Decimal(value.removeprefix("<")),
            comparator=Comparator.BELOW if value.startswith("<") else None,
            unit=unit,
            taken_on=_day(last, before),
            range_low=None if low is None else Decimal(low),
            range_high=None if high is None else Decimal(high),
            laboratory=_LABORATORY,
        )
        for test, unit, low, high, values in _PANEL
        for before, value in zip(_VISITS, values, strict=True)
        if value is not None
    ]


def _conditions(last: date) -> list[Record]:
    return [
        Condition(id=_id("diabetes"), name="Type 2 diabetes", since=date(last.year - 7, 4, 1)),
        Condition(id=_id("pressure"), name="High blood pressure", since=date(last.year - 9, 9, 1)),
    ]
