"""What is taken, as all pages tell it: totals, notes, what is known, the next blood test."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crampdiary.domain.choices import (
    CatalogueKind,
    DoseBasis,
    DoseStatus,
    Nutrient,
    Sign,
    TreatmentKind,
)
from crampdiary.domain.errors import InvalidValueError
from crampdiary.domain.own_entries import OwnEntry
from crampdiary.domain.preferences import Preferences
from crampdiary.domain.records import Condition, Cramp, Dose, LabResult, Phase, Record, Treatment
from crampdiary.services.catalogues import catalogues_of
from crampdiary.services.dose_checks import check_unit, salt_readings
from crampdiary.services.history import undo
from crampdiary.services.retest import part_of_month
from crampdiary.services.taking import Taking, TotalView, take_one, taking
from tests.fakes import MemoryDiary, StillClock

TODAY = date(2026, 11, 22)
VITAMIN = Treatment(name="Vit D")
LOADING = Phase(
    treatment_id=VITAMIN.id,
    start=date(2026, 3, 16),
    end=date(2026, 5, 10),
    dose=Decimal(50000),
    unit="IU",
    every_days=7,
    prescribed=True,
)
GOING = Phase(
    treatment_id=VITAMIN.id,
    start=date(2026, 5, 11),
    dose=Decimal(2000),
    unit="IU",
    prescribed=False,
)
THIAZIDE = Treatment(name="Hydrochlorothiazide", type=TreatmentKind.MEDICINE)
THIAZIDE_TAKEN = Phase(
    treatment_id=THIAZIDE.id, start=date(2024, 1, 1), dose=Decimal(25), unit="mg"
)


def told(*records: Record, on: date = TODAY) -> Taking:
    return taking(MemoryDiary(records), on)


def total(nutrient: Nutrient, *records: Record, on: date = TODAY) -> TotalView:
    (found,) = [it for it in told(*records, on=on).totals if it.nutrient is nutrient]
    return found


def vitamin_d_result(day: date) -> LabResult:
    return LabResult(test="25-OH D", value=Decimal(31), unit="ng/mL", taken_on=day)


def hint(*records: Record, on: date = TODAY) -> str:
    return told(VITAMIN, *records, on=on).hints.get(VITAMIN.id, "")


def test_a_total_adds_up_everything_that_contains_it() -> None:
    other = Treatment(name="Dekristol")
    more = Phase(treatment_id=other.id, start=TODAY, dose=Decimal(20), unit="µg")
    found = total(Nutrient.VITAMIN_D, VITAMIN, LOADING, GOING, other, more)
    assert (found.name, found.amount, found.beside) == ("Vitamin D", "2,800 IU", "70 µg")
    assert found.limits == "recommended 600 to 800, upper intake 4,000 IU"
    assert found.sentences == ()


def test_whose_age_is_known_sees_the_recommendation_for_it() -> None:
    old = Preferences(birth_year=1950)
    assert total(Nutrient.VITAMIN_D, VITAMIN, GOING, old).limits.startswith("recommended 800,")


def test_above_an_upper_intake_one_calm_sentence_names_who_sets_it_and_whom_to_ask() -> None:
    much = replace(GOING, dose=Decimal(5000))
    (sentence,) = total(Nutrient.VITAMIN_D, VITAMIN, much).sentences
    assert "above the upper intake of 4,000 IU" in sentence
    assert "US National Academies" in sentence
    assert sentence.endswith("Please talk to your doctor or pharmacist.")


def test_a_prescribed_course_is_named_as_such_and_not_as_a_breach() -> None:
    (sentence,) = total(Nutrient.VITAMIN_D, VITAMIN, LOADING, GOING, on=date(2026, 4, 1)).sentences
    assert "7,143 IU a day on average: a prescribed course" in sentence
    assert "above" not in sentence


def test_what_cannot_be_counted_says_why_and_gives_both_readings() -> None:
    salt = Treatment(name="Magnesium citrate")
    open_weight = Phase(treatment_id=salt.id, start=TODAY, dose=Decimal(300), unit="mg")
    found = total(Nutrient.MAGNESIUM, salt, open_weight)
    assert found.amount == "not known"
    assert found.name == "Magnesium, supplements"
    assert "upper intake 350 mg (US), 250 mg (EU)" in found.limits
    (sentence,) = found.sentences
    assert "48.5 mg or 300 mg a day" in sentence


def test_between_the_two_upper_intakes_of_magnesium_only_the_lower_is_named() -> None:
    salt = Treatment(name="Magnesium citrate")
    taken = Phase(
        treatment_id=salt.id,
        start=TODAY,
        dose=Decimal(300),
        unit="mg",
        basis=DoseBasis.ELEMENTAL,
    )
    (sentence,) = total(Nutrient.MAGNESIUM, salt, taken).sentences
    assert "250 mg" in sentence
    assert "350 mg" not in sentence
    assert "from supplements" in sentence


@given(st.decimals(0, 100_000, places=2))
def test_bar_and_marks_of_a_total_stay_within_it(dose: Decimal) -> None:
    found = total(Nutrient.VITAMIN_D, VITAMIN, replace(GOING, dose=dose))
    assert 0 <= found.share <= 1
    assert all(0 < mark.at <= 1 for mark in found.marks)


def test_notes_speak_only_where_both_things_are_there_and_show_the_last_value() -> None:
    calcium = LabResult(
        test="Calcium",
        value=Decimal("2.33"),
        unit="mmol/L",
        taken_on=date(2026, 9, 3),
        range_low=Decimal("2.15"),
        range_high=Decimal("2.55"),
    )
    keys = {it.note.key: it for it in told(VITAMIN, GOING, THIAZIDE, THIAZIDE_TAKEN, calcium).notes}
    note = keys["d_ca_thiazide"]
    assert note.value == (
        "Your last total calcium, 2.33 mmol/L on 3 Sep 2026, was within the lab's range."
    )
    assert note.text.endswith(note.value)
    assert {it.name for it in note.note.treatments} == {"Vit D", "Hydrochlorothiazide"}
    alone = {it.note.key for it in told(VITAMIN, GOING).notes}
    assert "d_ca_thiazide" not in alone


def test_a_value_without_a_range_of_the_lab_gets_no_verdict() -> None:
    calcium = LabResult(
        test="Calcium", value=Decimal("2.33"), unit="mmol/L", taken_on=date(2026, 9, 3)
    )
    found = told(VITAMIN, GOING, THIAZIDE, THIAZIDE_TAKEN, calcium).notes
    values = [it.value for it in found if it.value]
    assert values == ["Your last total calcium, 2.33 mmol/L, is from 3 Sep 2026."]


def test_conditions_and_signs_of_late_call_for_their_notes() -> None:
    mineral = Treatment(name="Magnesium")
    b6 = Treatment(name="Vitamin B6")
    records: list[Record] = [
        mineral,
        Phase(treatment_id=mineral.id, start=TODAY, dose=Decimal(100), unit="mg"),
        b6,
        Phase(treatment_id=b6.id, start=TODAY, dose=Decimal(50), unit="mg"),
        Condition(name="kidney disease"),
    ]
    assert {it.note.key for it in told(*records).notes} >= {"mg_kidney"}
    assert "b6_eu" not in {it.note.key for it in told(*records).notes}
    lately = Cramp(night=TODAY - timedelta(days=3), signs=frozenset({Sign.TINGLING}))
    assert "b6_eu" in {it.note.key for it in told(*records, lately).notes}
    long_ago = replace(lately, night=TODAY - timedelta(days=60))
    assert "b6_eu" not in {it.note.key for it in told(*records, long_ago).notes}


def test_a_medicine_carries_its_class_and_the_published_figure() -> None:
    known = told(THIAZIDE, THIAZIDE_TAKEN).known[THIAZIDE.id]
    assert "hiazide" in known.counts_as
    assert "1.5 times" in known.text
    assert known.source
    assert known.evidence


def test_what_a_person_added_themselves_is_known_too() -> None:
    own = OwnEntry(catalogue=CatalogueKind.MEDICINE, name="Wundermittel", note="From the leaflet.")
    mine = Treatment(name="Wundermittel", type=TreatmentKind.MEDICINE)
    assert told(own, mine).known[mine.id].text == "From the leaflet."


def test_what_counts_as_nothing_is_in_no_total_and_knows_nothing() -> None:
    refused = replace(VITAMIN, substance="")
    found = told(refused, GOING)
    assert found.totals == ()
    assert found.known == {}


def test_a_blood_test_tells_most_three_months_after_the_latest_change_of_dose() -> None:
    assert hint(LOADING, GOING) == "A blood test tells most from mid-August on"
    changed = replace(GOING, end=date(2026, 9, 30))
    another = replace(LOADING, id=GOING.id, start=date(2026, 10, 1), end=None, every_days=1)
    later = replace(another, dose=Decimal(1000))
    assert hint(changed, later) == "A blood test tells most from early January 2027 on"


def test_a_new_note_on_the_same_dose_is_no_change_of_it() -> None:
    same = Phase(
        treatment_id=VITAMIN.id,
        start=date(2026, 10, 1),
        dose=Decimal(50),
        unit="µg",
        reason="another brand",
    )
    ended = replace(GOING, end=date(2026, 9, 30))
    assert hint(LOADING, ended, same) == "A blood test tells most from mid-August on"


@pytest.mark.parametrize(
    ("records", "is_hinted"),
    [
        ((GOING,), True),
        ((GOING, vitamin_d_result(date(2026, 8, 10))), True),
        ((GOING, vitamin_d_result(date(2026, 8, 11))), False),
        ((replace(GOING, end=date(2026, 11, 21)),), False),
        ((replace(GOING, start=date(2015, 1, 1)),), False),
        ((replace(GOING, every_days=None),), False),
        ((replace(GOING, start=date(2026, 12, 1)),), False),
    ],
    ids=["now", "too early a test", "tested", "stopped", "years ago", "as needed", "planned"],
)
def test_the_hint_is_there_only_while_a_test_is_worth_waiting_for(
    records: tuple[Record, ...], *, is_hinted: bool
) -> None:
    assert bool(hint(*records)) is is_hinted


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_part_of_a_month_names_its_month_and_another_year(day: date) -> None:
    said = part_of_month(day, TODAY)
    assert day.strftime("%B") in said
    assert (str(day.year) in said) is (day.year != TODAY.year)


def test_took_one_counts_up_and_is_taken_back_one_by_one() -> None:
    quinine = Treatment(name="Quinine", type=TreatmentKind.MEDICINE)
    needed = Phase(treatment_id=quinine.id, start=date(2026, 1, 1), every_days=None)
    diary, clock = MemoryDiary([quinine, needed]), StillClock(datetime(2026, 11, 22, 7))
    for _ in range(3):
        take_one(diary, clock, quinine.id, TODAY)
    (dose,) = diary.records(Dose)
    assert (dose.status, dose.count) == (DoseStatus.EXTRA, 3)
    undo(diary, clock)
    assert diary.records(Dose)[0].count == 2


def test_a_unit_that_a_substance_cannot_be_dosed_in_is_refused_with_those_it_can() -> None:
    known = catalogues_of(MemoryDiary()).supplements
    with pytest.raises(InvalidValueError) as caught:
        check_unit(VITAMIN, replace(GOING, unit="mmol"), known)
    assert (caught.value.field, caught.value.allowed) == ("dose", "IU, µg or mg")
    for unit in ("drops", "tablet", "mcg", "i.u."):
        check_unit(VITAMIN, replace(GOING, unit=unit), known)
    check_unit(Treatment(name="Something"), replace(GOING, unit="mmol"), known)


def test_both_readings_of_a_label_are_given_for_one_dose() -> None:
    known = catalogues_of(MemoryDiary()).supplements
    salt = Treatment(name="Magnesium citrate")
    dose = Phase(treatment_id=salt.id, start=TODAY, dose=Decimal(300), unit="mg")
    found = salt_readings(salt, dose, known)
    assert found is not None
    assert (found.as_element, found.as_salt) == ("300 mg", "48 mg")
    unnamed = salt_readings(replace(salt, name="Magnesium"), dose, known)
    assert unnamed is not None
    assert unnamed.as_salt == ""
    assert salt_readings(salt, replace(dose, unit="tablet"), known) is None
    assert salt_readings(VITAMIN, GOING, known) is None
