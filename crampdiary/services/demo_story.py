"""What the person of the demo diary takes, has and was found to have, and how often it cramps."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid5

from crampdiary.domain.choices import Comparator, DoseBasis, TreatmentKind, Weekday
from crampdiary.domain.ids import NAMESPACE
from crampdiary.domain.nights import ONE_DAY
from crampdiary.domain.records import Condition, LabResult, Phase, Record, Treatment

# Nights before the last one at which things began and ended: all within the nine months that the
# doctor's page shows. The course begins on the first Monday from then, and takes eight weeks.
_LOADING, _MAINTENANCE = 218, 162
_COURSE_DAYS = 56
_MAGNESIUM_FROM, _MAGNESIUM_TO = 127, 66
_STATIN, _THIAZIDE = 700, 1_500
_A_YEAR = 365
# Cramps a week: at first, while loading, and at the end; and what each earlier year adds.
_AT_FIRST, _AFTER_LOADING, _IN_THE_END = 3.7, 2.8, 1.6
_WORSE_A_YEAR, _WORST = 8.5, 41.5
_CENTRAL, _HOSPITAL = "Central laboratory", "Hospital laboratory"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Visit:
    """A blood sample, so many nights before the last one, and what the laboratory wrote.

    `values` are test, value with its unit, and the laboratory's own range as printed.
    """

    before: int
    laboratory: str
    fasting: bool | None
    values: tuple[tuple[str, str, str], ...]


_VISITS = (
    _Visit(
        before=271,
        laboratory=_CENTRAL,
        fasting=True,
        values=(
            ("25-OH vitamin D", "14.2 ng/mL", "30 - 100"),
            ("Magnesium", "0.78 mmol/L", "0.70 - 1.00"),
            ("Potassium", "4.1 mmol/L", "3.5 - 5.1"),
            ("Calcium, total", "2.21 mmol/L", "2.15 - 2.55"),
            ("Albumin", "38 g/L", "35 - 52"),
            ("Creatine kinase", "<20 U/L", "< 190"),
        ),
    ),
    _Visit(
        before=168,
        laboratory=_CENTRAL,
        fasting=None,
        values=(("25-OH vitamin D", "27.5 ng/mL", "30 - 100"),),
    ),
    _Visit(
        before=98,
        laboratory=_HOSPITAL,
        fasting=False,
        values=(
            ("25-OH vitamin D", "82.6 nmol/L", "75 - 250"),
            ("Magnesium", "0.84 mmol/L", "0.66 - 1.07"),
            ("Potassium", "3.4 mmol/L", "3.5 - 5.1"),
        ),
    ),
    _Visit(
        before=20,
        laboratory=_CENTRAL,
        fasting=True,
        values=(
            ("25-OH vitamin D", "36.4 ng/mL", "30 - 100"),
            ("Potassium", "4.0 mmol/L", "3.5 - 5.1"),
            ("Calcium, total", "2.33 mmol/L", "2.15 - 2.55"),
            ("Albumin", "39 g/L", "35 - 52"),
        ),
    ),
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


def _course_start(last: date) -> date:
    """Return the Monday on which the prescribed course begins."""
    day = _day(last, _LOADING)
    return day + timedelta(days=-day.weekday() % 7)


def _treatments(last: date) -> list[Record]:
    vitamin_d = Treatment(id=_id("vitamin D"), name="Vitamin D3")
    magnesium = Treatment(id=_id("magnesium"), name="Magnesium citrate")
    thiazide = Treatment(
        id=_id("thiazide"),
        name="Hydrochlorothiazide",
        type=TreatmentKind.MEDICINE,
    )
    statin = Treatment(id=_id("statin"), name="Atorvastatin", type=TreatmentKind.MEDICINE)
    course = _course_start(last)
    upkeep = course + timedelta(days=_COURSE_DAYS)
    return [
        vitamin_d,
        _phase(
            vitamin_d,
            "50000 IU",
            start=course,
            end=upkeep - ONE_DAY,
            form="capsule",
            every_days=7,
            weekday=Weekday.MONDAY,
            prescribed=True,
            reason="25-OH vitamin D 14.2 ng/mL",
        ),
        _phase(vitamin_d, "2000 IU", start=upkeep, form="tablet", prescribed=False),
        magnesium,
        _phase(
            magnesium,
            "300 mg",
            start=_day(last, _MAGNESIUM_FROM),
            end=_day(last, _MAGNESIUM_TO),
            form="tablet",
            basis=DoseBasis.ELEMENTAL,
            at_bedtime=True,
            prescribed=False,
        ),
        thiazide,
        _phase(
            thiazide,
            "25 mg",
            start=_day(last, _THIAZIDE),
            form="tablet",
            prescribed=True,
            reason="high blood pressure",
        ),
        statin,
        _phase(
            statin,
            "20 mg",
            start=_day(last, _STATIN),
            form="tablet",
            prescribed=True,
            reason="cholesterol",
        ),
    ]


def _phase(treatment: Treatment, dose: str, *, start: date, **fields: Any) -> Phase:
    amount, unit = dose.split()
    return Phase(
        id=_id(f"{treatment.name} {dose}"),
        treatment_id=treatment.id,
        start=start,
        dose=Decimal(amount),
        unit=unit,
        **fields,
    )


def _labs(last: date) -> list[Record]:
    return [
        _result(last, visit, test, value, printed)
        for visit in _VISITS
        for test, value, printed in visit.values
    ]


def _result(last: date, visit: _Visit, test: str, value: str, printed: str) -> LabResult:
    number, unit = value.split()
    low, dash, high = printed.partition(" - ")
    return LabResult(
        id=_id(f"{test} {visit.before}"),
        test=test,
        value=Decimal(number.removeprefix("<")),
        comparator=Comparator.BELOW if number.startswith("<") else None,
        unit=unit,
        taken_on=_day(last, visit.before),
        range_low=Decimal(low) if dash else None,
        range_high=Decimal(high) if dash else None,
        range_text="" if dash else printed,
        fasting=visit.fasting,
        laboratory=visit.laboratory,
    )


def _conditions(last: date) -> list[Record]:
    return [
        Condition(id=_id("diabetes"), name="Type 2 diabetes", since=date(last.year - 7, 4, 1)),
        Condition(id=_id("pressure"), name="High blood pressure", since=date(last.year - 9, 9, 1)),
    ]
