"""Records in a few plain words."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest

from crampdiary.domain.choices import Comparator, EveningTag, Side, Site, Weekday
from crampdiary.domain.phrases import (
    BOTH_WORDS,
    SITE_WORDS,
    TAG_WORDS,
    day_words,
    dose_words,
    duration_words,
    fluids_words,
    month_words,
    place_words,
    range_words,
    value_words,
)
from crampdiary.domain.records import Cramp, LabResult, Phase

DAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "0 s"), (45, "45 s"), (180, "3 min"), (250, "4 min 10 s"), (3900, "1 h 5 min")],
)
def test_durations(seconds: int, words: str) -> None:
    assert duration_words(seconds) == words


@pytest.mark.parametrize(
    ("side", "sites", "words"),
    [
        (Side.LEFT, {Site.CALF}, "left calf"),
        (Side.BOTH, {Site.FOOT, Site.CALF}, "both calves, feet"),
        (None, {Site.TOES}, "toes"),
        (Side.RIGHT, set(), "right"),
        (None, set(), ""),
    ],
)
def test_places(side: Side | None, sites: set[Site], words: str) -> None:
    assert place_words(Cramp(night=DAY, side=side, sites=frozenset(sites))) == words


def test_every_choice_has_its_words() -> None:
    assert set(SITE_WORDS) == set(BOTH_WORDS) == set(Site)
    assert set(TAG_WORDS) == set(EveningTag)


@pytest.mark.parametrize(
    ("dose", "every_days", "words"),
    [
        ("50000", 7, "50,000 IU weekly"),
        ("2000", 1, "2,000 IU daily"),
        ("0.5", 3, "0.5 IU every 3 days"),
        (None, None, "as needed"),
    ],
)
def test_doses(dose: str | None, every_days: int | None, words: str) -> None:
    amount = None if dose is None else Decimal(dose)
    phase = Phase(treatment_id=uuid4(), start=DAY, dose=amount, unit="IU", every_days=every_days)
    assert dose_words(phase) == words


@pytest.mark.parametrize(
    ("phase", "words"),
    [
        ({"dose": Decimal(1), "unit": "tablet", "times_a_day": 3}, "1 tablet 3 times a day"),
        ({"dose": Decimal(2), "unit": "tablet", "times_a_day": 2}, "2 tablets twice a day"),
        ({"dose": Decimal("0.5"), "unit": "tablet"}, "0.5 tablet daily"),
        ({"dose": Decimal(2), "unit": "patch"}, "2 patches daily"),
        ({"dose": Decimal(2), "unit": "gummy"}, "2 gummies daily"),
        ({"dose": Decimal(3), "unit": "spray"}, "3 sprays daily"),
        ({"dose": Decimal(2), "unit": "Tropfen"}, "2 Tropfen daily"),
        ({"every_days": 7, "weekday": Weekday.MONDAY}, "weekly on Mondays"),
        ({"every_days": 14}, "every 2 weeks"),
        ({"every_days": 14, "weekday": Weekday.SUNDAY}, "every 2 weeks on Sundays"),
        ({"every_days": 2}, "every other day"),
        ({"every_days": 7, "times_a_day": 2}, "weekly, twice a day"),
        ({"at_bedtime": True}, "at bedtime"),
        ({"every_days": 7, "at_bedtime": True}, "weekly at bedtime"),
        ({"times_a_day": 2, "at_bedtime": True}, "twice a day at bedtime"),
        ({"every_days": None, "at_bedtime": True}, "as needed at bedtime"),
        ({"end": DAY}, "once"),
    ],
)
def test_rhythms_and_units_as_people_say_them(phase: dict[str, Any], words: str) -> None:
    assert dose_words(Phase(treatment_id=uuid4(), start=DAY, **phase)) == words


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        ("30", "100", "30 to 100"),
        (None, "190", "up to 190"),
        ("0.70", None, "0.70 or more"),
        (None, None, ""),
    ],
)
def test_ranges_keep_their_digits(low: str | None, high: str | None, words: str) -> None:
    result = LabResult(
        test="x",
        value=Decimal("4.10"),
        unit="mmol/L",
        taken_on=DAY,
        comparator=Comparator.BELOW,
        range_low=None if low is None else Decimal(low),
        range_high=None if high is None else Decimal(high),
    )
    assert range_words(result) == words
    assert value_words(result) == "< 4.10 mmol/L"


def test_days_and_fluids() -> None:
    assert day_words(DAY) == "Sat 21 Nov"
    assert day_words(DAY, year=True) == "21 Nov 2026"
    assert [fluids_words(ml) for ml in (1250, 1500, 2000, 0)] == ["1.25 L", "1.5 L", "2 L", "0 L"]


def test_month_is_told_in_english_whatever_the_machine_speaks() -> None:
    assert month_words(date(2026, 5, 31)) == "May 2026"
