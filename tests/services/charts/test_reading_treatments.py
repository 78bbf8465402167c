"""What is read of a diary for the charts of labs, doses taken, comparison and factors."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from crampdiary.charts.comparison import COMPARISON, Part
from crampdiary.domain.choices import EveningTag
from crampdiary.domain.nights import NightState
from crampdiary.domain.records import Cramp, Dose, LabResult, Night, Phase, Record, Treatment
from crampdiary.services.charts.catalogue import CHARTS
from crampdiary.services.charts.comparison import read_one
from crampdiary.services.comparisons import compare_treatment
from tests.fakes import MemoryDiary, StillClock

LAST = date(2026, 11, 21)
CLOCK = StillClock(datetime(2026, 11, 22, 9, 0))
LENGTH = 280
FIRST = LAST - timedelta(days=LENGTH - 1)


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def nights(every: int = 2) -> list[Record]:
    """A cramp every so many nights, the others without, all recorded."""
    return [
        Cramp(night=day(number))
        if number % every == 0
        else Night(night=day(number), answer=NightState.WITHOUT_CRAMPS, tags=frozenset())
        for number in range(LENGTH)
    ]


def taken(name: str, start: date, end: date | None = None, dose: str = "2000") -> list[Record]:
    treatment = Treatment(name=name)
    return [
        treatment,
        Phase(treatment_id=treatment.id, start=start, end=end, dose=Decimal(dose), unit="IU"),
    ]


@pytest.fixture
def diary() -> MemoryDiary:
    treatment = Treatment(name="Vitamin D3")
    loading = Phase(
        treatment_id=treatment.id,
        start=day(80),
        end=day(139),
        dose=Decimal(4000),
        unit="IU",
    )
    upkeep = replace(
        loading, id=Phase(treatment_id=treatment.id, start=FIRST).id, dose=Decimal(2000)
    )
    return MemoryDiary(
        [
            *nights(),
            treatment,
            loading,
            replace(upkeep, start=day(140), end=None),
            *taken("Atorvastatin", FIRST - timedelta(days=400), dose="20"),
            Dose(treatment_id=treatment.id, day=day(150)),
            LabResult(test="K", value=Decimal("4.1"), unit="mmol/L", taken_on=day(9)),
            LabResult(test="K", value=Decimal("4.1"), unit="mmol/L", taken_on=day(-9)),
        ]
    )


def test_labs_are_those_of_the_range(diary: MemoryDiary) -> None:
    data = CHARTS["labs"].read(diary, CLOCK, FIRST, LAST)
    assert [one.taken_on for one in data.labs] == [day(9)]


def test_doses_are_told_up_to_yesterday(diary: MemoryDiary) -> None:
    chart, read = CHARTS["adherence"].chart, CHARTS["adherence"].read
    data = read(diary, CLOCK, FIRST, LAST)
    assert data.today == date(2026, 11, 22)
    found = {row[1]: row[4:7] for row in chart.table(data).rows if row[0] == "Vitamin D3"}
    assert found == {"4,000 IU daily": (60, 60, 0), "2,000 IU daily": (140, 139, 1)}


def test_a_treatment_without_a_night_without_it_is_only_named(diary: MemoryDiary) -> None:
    data = CHARTS["comparison"].read(diary, CLOCK, FIRST, LAST)
    assert [group.treatment for group in data.groups] == ["Vitamin D3"]
    assert data.throughout == ("Atorvastatin",)
    assert data.coverage.nights_recorded == LENGTH


def test_the_page_of_one_treatment_has_a_row_for_each_of_its_doses(diary: MemoryDiary) -> None:
    (treatment,) = (it for it in diary.records(Treatment) if it.name == "Vitamin D3")
    found = compare_treatment(diary, CLOCK, treatment)
    data = read_one(diary, found)
    (group,) = data.groups
    assert [(row.name, row.part) for row in group.rows] == [
        ("before", Part.WITHOUT),
        ("4,000 IU daily, building up", Part.BUILDING_UP),
        ("2,000 IU daily", Part.WITH),
        ("building up, to night 84", Part.BUILDING_UP),
    ]
    assert (group.left_out_before, group.lag) == (28, 28)
    comparison = found.comparison
    assert group.rows[0].side == comparison.baseline
    assert group.rows[2].side == comparison.treatment
    # Night 29 to night 84 of the dose.
    assert group.rows[3].side.nights == 56
    assert group.rows[3].side.nights_recorded == 56


def test_a_treatment_without_dates_says_why_there_is_nothing(diary: MemoryDiary) -> None:
    treatment = Treatment(name="Quinine")
    found = compare_treatment(MemoryDiary([*nights(), treatment]), CLOCK, treatment)
    data = read_one(diary, found)
    assert COMPARISON.too_little(data) == (
        "No dates are recorded for Quinine, so there is nothing to compare yet."
    )


def test_factors_are_compared_within_the_range() -> None:
    tagged = [
        replace(
            Night(night=day(number)),
            tags=frozenset({EveningTag.ALCOHOL}) if number % 3 == 0 else frozenset(),
        )
        for number in range(LENGTH)
    ]
    cramps = [Cramp(night=day(number)) for number in range(LENGTH)]
    data = CHARTS["factors"].read(MemoryDiary([*tagged, *cramps]), CLOCK, FIRST, LAST)
    ((alcohol, ratio),) = data.compared
    assert alcohol.factor == "alcohol"
    assert ratio.ratio == pytest.approx(1)
    assert (alcohol.with_.nights_recorded, alcohol.without.nights_recorded) == (94, 186)
    assert len(data.not_compared) == 5
