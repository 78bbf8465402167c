"""Medicines and conditions on the doctor's page: what is known beside cramps comes first."""

from datetime import date
from decimal import Decimal

import pytest

from crampdiary.domain.catalogues.medicines import medicines
from crampdiary.domain.choices import TreatmentKind
from crampdiary.domain.records import Condition, Phase, Record, Treatment
from crampdiary.services.report.medicines import ASSOCIATED, medicine_lines
from crampdiary.services.report.page import doctor_page
from crampdiary.services.report.visit import Visit
from tests.fakes import MemoryDiary

VISIT = Visit(first=date(2026, 8, 1), last=date(2026, 10, 31), on=date(2026, 11, 24))
SINCE = date(2022, 5, 3)


def medicine(name: str, start: date = SINCE, end: date | None = None) -> list[Record]:
    treatment = Treatment(name=name, type=TreatmentKind.MEDICINE)
    dose = Phase(treatment_id=treatment.id, start=start, end=end, dose=Decimal(5), unit="mg")
    return [treatment, dose]


def test_medicines_known_beside_cramps_come_first_and_the_best_known_at_the_top() -> None:
    water = "Hydrochlorothiazide"
    names = ("Metformin", "Warfarin", "Amlodipine", "Atorvastatin", water, "Unheard-of")
    diary = MemoryDiary([record for name in names for record in medicine(name)])
    assert doctor_page(diary, VISIT).medicines == (
        (
            "Hydrochlorothiazide 5 mg daily, since May 2022 "
            "(thiazide-like diuretic: associated with cramps)"
        ),
        "Atorvastatin 5 mg daily, since May 2022 (statin: weakly associated with cramps)",
        (
            "Amlodipine 5 mg daily, since May 2022 "
            "(calcium-channel blocker: cramps named in its information)"
        ),
        "Metformin 5 mg daily, since May 2022",
        "Unheard-of 5 mg daily, since May 2022",
        "Warfarin 5 mg daily, since May 2022",
    )


def test_every_medicine_of_the_catalogue_is_told_in_words_that_claim_nothing() -> None:
    catalogue = medicines()
    for known in catalogue.entries:
        treatment, phase = medicine(known.names[-1])
        assert isinstance(treatment, Treatment)
        assert isinstance(phase, Phase)
        (line,) = medicine_lines([(treatment, [phase])], VISIT.first, VISIT.last, catalogue)
        is_told = any(words in line for words in ASSOCIATED.values())
        assert is_told == known.is_associated, line
        for word in ("caused", "proves", "effective", "significant"):
            assert word not in line


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (date(2022, 5, 3), date(2026, 8, 20), "since May 2022, until 20 Aug"),
        (date(2026, 8, 5), None, "since 5 Aug"),
        # Begun between the last night and the visit: the doctor is to know of it.
        (date(2026, 11, 10), None, "since Nov 2026"),
    ],
)
def test_medicine_says_since_when_and_until_when(start: date, end: date | None, said: str) -> None:
    (line,) = doctor_page(MemoryDiary(medicine("Metformin", start, end)), VISIT).medicines
    assert line == f"Metformin 5 mg daily, {said}"


def test_medicine_that_ended_before_or_begins_after_the_visit_is_not_listed() -> None:
    ended = medicine("Metformin", SINCE, date(2026, 7, 31))
    planned = medicine("Aspirin", date(2026, 11, 25))
    assert doctor_page(MemoryDiary([*ended, *planned]), VISIT).medicines == ()


def test_conditions_of_which_something_is_known_come_first_and_say_until_when() -> None:
    diary = MemoryDiary(
        [
            Condition(name="A feeling in the knee"),
            Condition(name="High blood pressure", since=date(2017, 2, 1)),
            Condition(name="Type 2 diabetes", since=date(2019, 3, 1)),
            Condition(name="Pregnancy", since=date(2026, 1, 5), until=date(2026, 9, 30)),
            Condition(name="Dialysis", until=date(2026, 7, 31)),
        ]
    )
    assert doctor_page(diary, VISIT).conditions == (
        "Pregnancy, since 2026, until Sep 2026",
        "Type 2 diabetes, since 2019",
        "High blood pressure, since 2017",
        "A feeling in the knee",
    )


def test_dose_stays_behind_a_name_from_right_to_left() -> None:
    pill = Treatment(name="אקמול", type=TreatmentKind.MEDICINE)
    phase = Phase(treatment_id=pill.id, start=date(2026, 1, 1), dose=Decimal(500), unit="mg")
    (line,) = medicine_lines([(pill, [phase])], date(2026, 1, 1), date(2026, 2, 1), medicines())
    assert line.startswith(f"\u2068{pill.name}\u2069 500 mg daily")
