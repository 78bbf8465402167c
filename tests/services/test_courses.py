"""Phases of one dose are one course, and each substance lingers in its own way."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from crampdiary.domain.catalogues.supplements import supplements
from crampdiary.domain.choices import Nutrient, TreatmentKind, Weekday
from crampdiary.domain.errors import InvalidValueError
from crampdiary.domain.ingredients import Ingredient
from crampdiary.domain.records import Phase, Treatment
from crampdiary.services.courses import OTHERS, VITAMIN_D, Settings, courses_of, timing_of

D3 = Treatment(name="Vitamin D3")
FIRST = Phase(
    treatment_id=D3.id,
    start=date(2026, 1, 1),
    end=date(2026, 1, 31),
    dose=Decimal(2000),
    unit="IU",
    prescribed=True,
)
NEXT = replace(FIRST, id=D3.id, start=date(2026, 2, 1), end=None, prescribed=False)


def test_the_same_dose_from_the_day_after_is_one_course() -> None:
    (course,) = courses_of(D3, [NEXT, FIRST])
    assert (course.start, course.end) == (FIRST.start, None)
    assert course.phases == (FIRST, NEXT)


@pytest.mark.parametrize(
    "other",
    [
        replace(NEXT, dose=Decimal(1000)),
        replace(NEXT, unit="µg"),
        replace(NEXT, every_days=2),
        replace(NEXT, times_a_day=2),
        replace(NEXT, every_days=None),
        replace(NEXT, start=date(2026, 2, 2)),
    ],
)
def test_another_dose_or_rhythm_or_a_day_between_begins_a_course(other: Phase) -> None:
    assert [course.phases for course in courses_of(D3, [FIRST, other])] == [(FIRST,), (other,)]


def test_notes_weekday_and_digits_of_a_dose_begin_nothing_new() -> None:
    weekly = replace(FIRST, every_days=7)
    other = replace(
        NEXT,
        every_days=7,
        weekday=Weekday.MONDAY,
        dose=Decimal("2000.0"),
        unit=" iu",
        note="with food",
    )
    assert len(courses_of(D3, [weekly, other])) == 1


def test_a_course_as_needed_is_not_regular() -> None:
    (course,) = courses_of(D3, [replace(NEXT, every_days=None)])
    assert not course.is_regular


@pytest.mark.parametrize(
    ("treatment", "timing"),
    [
        (D3, VITAMIN_D),
        (Treatment(name="cholecalciferol"), VITAMIN_D),
        (Treatment(name="Vitamin D2"), VITAMIN_D),
        (Treatment(name="Sunny", substance="vitd3"), VITAMIN_D),
        (
            Treatment(
                name="Multi",
                contents=(
                    Ingredient(nutrient=Nutrient.VITAMIN_D, amount=Decimal(800), unit="IU"),
                    Ingredient(nutrient=Nutrient.MAGNESIUM, amount=Decimal(100), unit="mg"),
                ),
            ),
            VITAMIN_D,
        ),
        (Treatment(name="Vitamin D3", substance=""), OTHERS),
        (Treatment(name="Magnesium oxide"), OTHERS),
        (Treatment(name="Ramipril", type=TreatmentKind.MEDICINE), OTHERS),
        (Treatment(name="Something else"), OTHERS),
    ],
    ids=lambda item: getattr(item, "name", ""),
)
def test_vitamin_d_is_slow_and_others_are_not(treatment: Treatment, timing: object) -> None:
    assert timing_of(treatment, supplements()) is timing


def test_vitamin_d_builds_up_for_twelve_weeks_and_the_first_four_do_not_count() -> None:
    assert (VITAMIN_D.lag, VITAMIN_D.steady_from) == (28, 85)
    assert (VITAMIN_D.wash_out, VITAMIN_D.wears_off_until) == (28, 84)
    assert (OTHERS.lag, OTHERS.wash_out, OTHERS.steady_from) == (7, 7, None)


@pytest.mark.parametrize("name", ["leave_out_before", "lag", "wash_out"])
@pytest.mark.parametrize("nights", [-1, 367, 10_000])
def test_settings_refuse_what_is_no_number_of_nights(name: str, nights: int) -> None:
    with pytest.raises(InvalidValueError) as refused:
        Settings(**{name: nights})
    assert (refused.value.field, refused.value.value) == (name, nights)


def test_a_phase_of_a_day_is_a_course_of_a_day() -> None:
    once = replace(FIRST, end=FIRST.start)
    (course,) = courses_of(D3, [once])
    assert course.end == FIRST.start
    assert courses_of(D3, [replace(once, start=FIRST.start + timedelta(days=1), end=None)])
