"""Treatment periods of the doctor's page: the nights without any stand beside them."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from crampdiary.analysis.rate import rate
from crampdiary.analysis.sentences.rates import rate_words
from crampdiary.domain.choices import TreatmentKind
from crampdiary.domain.records import Cramp, Phase, Record, Treatment
from crampdiary.services.report.page import doctor_page
from crampdiary.services.report.treatments import NONE_OF_THESE
from crampdiary.services.report.visit import Visit
from tests.fakes import MemoryDiary

FIRST, LAST = date(2026, 1, 5), date(2026, 10, 11)
VISIT = Visit(first=FIRST, last=LAST, on=date(2026, 11, 24))


def diary(*spans: tuple[date, date | None]) -> MemoryDiary:
    """Return a diary with a cramp every night, and a treatment on each span of days."""
    records: list[Record] = [
        Cramp(night=FIRST + timedelta(days=number)) for number in range((LAST - FIRST).days + 1)
    ]
    for number, (start, end) in enumerate(spans):
        treatment = Treatment(name=f"Treatment {number}")
        phase = Phase(treatment_id=treatment.id, start=start, end=end, dose=Decimal(1), unit="mg")
        records += [treatment, phase]
    return MemoryDiary(records)


def free(found: MemoryDiary) -> list[tuple[str, str]]:
    rows = doctor_page(found, VISIT).periods
    return [(row.first, row.last) for row in rows if row.treatment == NONE_OF_THESE]


def test_nights_before_the_first_treatment_are_a_row_with_their_own_rate() -> None:
    found = diary((date(2026, 3, 16), None))
    row = next(it for it in doctor_page(found, VISIT).periods if it.treatment == NONE_OF_THESE)
    assert (row.first, row.last, row.recorded) == ("5 Jan", "15 Mar", "70 of 70")
    assert (row.dose, row.taken, row.overlaps) == ("", "", "")
    counted = rate(found.night_counts(FIRST, date(2026, 3, 15)))
    assert row.rate == rate_words(counted)
    assert row.rate.startswith("7.0 (")


@pytest.mark.parametrize(("gap", "is_told"), [(27, False), (28, True)])
def test_only_gaps_of_four_weeks_and_more_are_rows(gap: int, is_told: bool) -> None:
    ended = date(2026, 4, 1)
    again = ended + timedelta(days=gap + 1)
    assert bool(free(diary((FIRST, ended), (again, None)))) is is_told


def test_a_night_with_any_of_the_treatments_is_not_free() -> None:
    assert free(diary((FIRST, date(2026, 6, 1)), (date(2026, 3, 1), None))) == []
    assert free(diary((FIRST, date(2026, 8, 1)), (date(2026, 2, 1), date(2026, 3, 1)))) == [
        ("2 Aug", "11 Oct")
    ]


def test_without_any_treatment_there_is_no_row_that_says_so() -> None:
    assert doctor_page(diary(), VISIT).periods == ()


def test_a_medicine_taken_all_through_leaves_nights_free_of_these() -> None:
    old = Treatment(name="Atorvastatin", type=TreatmentKind.MEDICINE)
    found = diary((date(2026, 3, 16), None))
    records: list[Record] = [old, Phase(treatment_id=old.id, start=date(2020, 1, 1))]
    records += [*found.records(Cramp), *found.records(Treatment), *found.records(Phase)]
    assert free(MemoryDiary(records)) == [("5 Jan", "15 Mar")]


def test_best_recorded_stretch_without_comes_first_and_the_others_behind_what_goes_on() -> None:
    rows = doctor_page(
        diary((date(2026, 2, 16), date(2026, 4, 1)), (date(2026, 8, 1), None)), VISIT
    ).periods
    assert [(row.treatment, row.first) for row in rows] == [
        (NONE_OF_THESE, "2 Apr"),
        ("Treatment 1", "1 Aug"),
        (NONE_OF_THESE, "5 Jan"),
        ("Treatment 0", "16 Feb"),
    ]


def test_stretch_too_little_recorded_for_a_rate_is_no_row() -> None:
    visit = replace(VISIT, first=FIRST - timedelta(days=60))
    treatment = Treatment(name="Magnesium")
    for recorded, rows in ((13, 0), (14, 1)):
        phase = Phase(treatment_id=treatment.id, start=FIRST + timedelta(days=recorded))
        found = diary()
        page = doctor_page(MemoryDiary([*found.records(Cramp), treatment, phase]), visit)
        assert sum(row.treatment == NONE_OF_THESE for row in page.periods) == rows


def test_two_that_overlap_are_named_and_more_are_counted() -> None:
    goes_on = (FIRST, None)
    for count, said in (
        (1, ""),
        (2, "overlaps Treatment 1"),
        (3, "overlaps Treatment 1 and Treatment 2"),
        (4, "overlaps 3 others"),
    ):
        rows = doctor_page(diary(*[goes_on] * count), VISIT).periods
        assert next(row.overlaps for row in rows if row.treatment == "Treatment 0") == said
