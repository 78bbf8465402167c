"""Red flags on the doctor's page: what the diary shows, with its limit, and nothing it does not."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from crampdiary.domain.choices import CatalogueKind, DurationBasis, TreatmentKind
from crampdiary.domain.nights import NightState
from crampdiary.domain.own_entries import OwnEntry
from crampdiary.domain.records import Condition, Cramp, LabResult, Night, Phase, Record, Treatment
from crampdiary.services.report.page import doctor_page
from crampdiary.services.report.visit import Visit
from tests.fakes import MemoryDiary

FIRST, LAST = date(2026, 8, 1), date(2026, 10, 31)
VISIT = Visit(first=FIRST, last=LAST, on=date(2026, 11, 24))


def flags(*records: Record) -> tuple[str, ...]:
    return doctor_page(MemoryDiary(list(records)), VISIT).flags


def lab(test: str, value: str, unit: str, day: date = FIRST) -> LabResult:
    return LabResult(test=test, value=Decimal(value), unit=unit, taken_on=day)


def quiet(first: date, count: int) -> list[Record]:
    days = [first + timedelta(days=number) for number in range(count)]
    return [Night(night=day, answer=NightState.WITHOUT_CRAMPS) for day in days]


def taken(name: str, dose: int, unit: str, start: date, **more: Any) -> list[Record]:
    kind = more.pop("type", TreatmentKind.SUPPLEMENT)
    treatment = Treatment(name=name, type=TreatmentKind(str(kind)))
    phase = Phase(treatment_id=treatment.id, start=start, dose=Decimal(dose), unit=unit)
    return [treatment, replace(phase, **more)]


def test_diary_without_any_says_nothing() -> None:
    assert flags() == ()
    assert flags(*quiet(FIRST, 60), lab("Potassium", "4.1", "mmol/L")) == ()


@pytest.mark.parametrize(
    ("result", "said", "limit"),
    [
        (lab("Potassium", "2.9", "mmol/L"), "Potassium 2.9 mmol/L, 1 Aug", "below 3"),
        (lab("Calcium", "1.60", "mmol/L"), "Calcium 1.60 mmol/L, 1 Aug", "below 1.75"),
        (lab("Calcium", "6.4", "mg/dL"), "Calcium 6.4 mg/dL, 1 Aug", "below 7"),
        (lab("CK", "6200", "U/L"), "CK 6200 U/L, 1 Aug", "above 5,000"),
    ],
)
def test_value_beyond_a_limit_stands_as_written_with_the_limit_in_its_unit(
    result: LabResult, said: str, limit: str
) -> None:
    assert flags(result) == (f"{said} (commonly used limit: {limit})",)


def test_calculated_calcium_is_told_as_such() -> None:
    found = flags(lab("Calcium", "1.80", "mmol/L"), lab("Albumin", "48", "g/L"))
    assert found == (
        "Corrected calcium 1.64 mmol/L, calculated, 1 Aug (commonly used limit: below 1.75)",
    )


def test_the_most_urgent_value_comes_first() -> None:
    found = flags(
        lab("CK", "1500", "U/L", date(2026, 9, 1)),
        lab("Potassium", "2.8", "mmol/L"),
    )
    assert [words.partition(",")[0] for words in found] == ["Potassium 2.8 mmol/L", "CK 1500 U/L"]


def test_values_that_meet_the_same_flag_are_one_line_with_the_newest() -> None:
    days = [FIRST + timedelta(days=number) for number in range(4)]
    found = flags(
        *(lab("Potassium", f"2.{number}", "mmol/L", day) for number, day in enumerate(days))
    )
    assert found == ("Potassium 2.3 mmol/L, 4 Aug (commonly used limit: below 3; 3 more before)",)


def test_values_that_meet_other_flags_of_one_test_have_their_own_line() -> None:
    found = flags(lab("CK", "6200", "U/L"), lab("CK", "1500", "U/L", date(2026, 9, 1)))
    assert [words.partition(",")[0] for words in found] == ["CK 6200 U/L", "CK 1500 U/L"]


def test_every_value_of_the_period_counts_not_only_the_newest() -> None:
    found = flags(
        lab("Potassium", "2.8", "mmol/L"), lab("Potassium", "4.2", "mmol/L", date(2026, 10, 1))
    )
    assert found == ("Potassium 2.8 mmol/L, 1 Aug (commonly used limit: below 3)",)
    assert flags(lab("Potassium", "2.8", "mmol/L", FIRST - timedelta(days=1))) == ()


def test_own_limit_is_told_as_such() -> None:
    own = OwnEntry(
        catalogue=CatalogueKind.FLAG, name="Ferritin", unit="ng/mL", low=Decimal(30), note="Ask."
    )
    assert flags(own, lab("Ferritin", "22", "ng/mL")) == (
        "Ferritin 22 ng/mL, 1 Aug (own limit: below 30)",
    )


def test_long_cramps_are_counted_and_the_longest_and_the_latest_are_told() -> None:
    brief = Cramp(night=FIRST, duration_s=600)
    long = Cramp(night=date(2026, 8, 2), duration_s=840)
    longer = Cramp(night=date(2026, 8, 3), duration_s=1500)
    assert flags(brief) == ()
    assert flags(brief, long) == ("A cramp of more than 10 min: 14 min (2 Aug)",)
    assert flags(long, longer) == (
        "2 cramps of more than 10 min: longest and latest 25 min (3 Aug)",
    )
    assert flags(longer, replace(long, night=date(2026, 9, 2))) == (
        "2 cramps of more than 10 min: longest 25 min (3 Aug), latest 14 min (2 Sep)",
    )


def test_guessed_or_forgotten_duration_is_no_long_cramp() -> None:
    guess = Cramp(night=FIRST, duration_s=900, duration_basis=DurationBasis.ESTIMATED)
    forgotten = Cramp(night=FIRST, duration_s=7200, duration_basis=DurationBasis.TIMED)
    assert flags(guess, forgotten) == ()


def test_most_nights_are_told_of_four_weeks_that_are_half_recorded() -> None:
    start = LAST - timedelta(days=27)
    cramps = [Cramp(night=start + timedelta(days=number)) for number in range(8)]
    rest = quiet(start + timedelta(days=8), 6)
    assert flags(*cramps, *rest) == (
        "Cramps on most nights: 8 of the 14 recorded of the last 28 nights",
    )
    assert flags(*cramps, *rest[:5]) == ()
    assert flags(*cramps, *quiet(start + timedelta(days=8), 8)) == ()


def test_much_vitamin_d_is_told_with_its_amount_only_where_nobody_prescribed_it() -> None:
    own = taken("Vitamin D3", 5000, "IU", FIRST)
    limit = "More than 4,000 IU of vitamin D a day"
    assert flags(*own) == (f"{limit}, no prescriber noted: 5,000 IU (Vitamin D3)",)
    assert flags(*taken("Vitamin D3", 5000, "IU", FIRST, prescribed=True)) == ()
    assert flags(*taken("Vitamin D3", 4000, "IU", FIRST)) == ()
    ordered = taken("Vitamin D2", 2000, "IU", date(2026, 9, 1), prescribed=True)
    assert flags(*taken("Vitamin D3", 3000, "IU", FIRST), *ordered) == (
        f"{limit}, only part of it prescribed: 5,000 IU (Vitamin D3, Vitamin D2)",
    )


def test_most_vitamin_d_of_the_period_is_told_and_none_of_before() -> None:
    vitamin, phase = taken("Vitamin D3", 6000, "IU", date(2026, 1, 1), end=FIRST)
    assert isinstance(phase, Phase)
    assert isinstance(vitamin, Treatment)
    later = taken("D3 drops", 4500, "IU", date(2026, 9, 1))
    assert flags(vitamin, phase, *later) == (
        "More than 4,000 IU of vitamin D a day, no prescriber noted: 6,000 IU (Vitamin D3)",
    )
    assert flags(vitamin, replace(phase, end=FIRST - timedelta(days=1))) == ()


def test_what_acts_on_each_other_is_told_by_name() -> None:
    both = flags(
        *taken("Vitamin K2", 100, "\u00b5g", FIRST),
        *taken("Warfarin", 5, "mg", FIRST, type=TreatmentKind.MEDICINE),
    )
    assert both == ("Vitamin K beside warfarin or the like: Vitamin K2, Warfarin",)
    kidneys = flags(*taken("Magnesium", 300, "mg", FIRST), Condition(name="CKD stage 3"))
    assert kidneys == ("Magnesium with kidney disease or an eGFR below 60: Magnesium",)
    potassium = flags(
        *taken("Potassium citrate", 500, "mg", FIRST), lab("eGFR", "45", "mL/min/1.73 m2")
    )
    assert potassium == ("Potassium with kidney disease or an eGFR below 60: Potassium citrate",)


def test_what_was_over_before_the_period_is_beside_nothing() -> None:
    ended = FIRST - timedelta(days=1)
    vitamin = taken("Vitamin K2", 100, "\u00b5g", date(2026, 1, 1), end=ended)
    thinner = taken("Warfarin", 5, "mg", date(2026, 1, 1), type=TreatmentKind.MEDICINE)
    assert flags(*vitamin, *thinner) == ()


def test_cramps_that_began_after_a_medicine_are_told_as_two_dates() -> None:
    before, began = FIRST - timedelta(days=40), FIRST + timedelta(days=20)
    statin = taken("Atorvastatin", 20, "mg", FIRST, type=TreatmentKind.MEDICINE)
    told = ("Cramps first recorded in the night of 21 Aug; Atorvastatin was begun on 1 Aug",)
    assert flags(*quiet(before, 30), *statin, Cramp(night=began)) == told
    # Too few nights are known to have been without, or there were cramps before.
    assert flags(*quiet(before, 20), *statin, Cramp(night=began)) == ()
    assert (
        flags(
            *quiet(before, 30), Cramp(night=before - timedelta(days=1)), *statin, Cramp(night=began)
        )
        == ()
    )


def test_a_medicine_of_which_nothing_is_known_beside_cramps_is_not_told() -> None:
    began = FIRST + timedelta(days=20)
    before = quiet(FIRST - timedelta(days=40), 30)
    other = taken("Metformin", 500, "mg", FIRST, type=TreatmentKind.MEDICINE)
    early = taken("Atorvastatin", 20, "mg", began - timedelta(days=92), type=TreatmentKind.MEDICINE)
    assert flags(*before, *other, *early, Cramp(night=began)) == ()
