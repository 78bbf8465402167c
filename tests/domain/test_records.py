"""Records are valid from construction on."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import uuid4

import pytest

from crampdiary.domain.choices import Comparator
from crampdiary.domain.errors import InvalidValueError
from crampdiary.domain.ids import night_id
from crampdiary.domain.nights import NightState
from crampdiary.domain.preferences import Preferences
from crampdiary.domain.records import Condition, Cramp, LabResult, Night, Phase, Record, Treatment
from crampdiary.domain.report_choices import ReportChoices

NIGHT = date(2026, 11, 21)
START = datetime(2026, 11, 22, 1, 31, tzinfo=UTC)


def lab(value: str, comparator: Comparator | None = None) -> LabResult:
    return LabResult(
        test="25-OH vitamin D",
        value=Decimal(value),
        unit="ng/mL",
        taken_on=date(2026, 1, 21),
        comparator=comparator,
        range_low=Decimal(30),
        range_high=Decimal(100),
    )


@pytest.mark.parametrize(
    ("make", "field"),
    [
        (lambda: lab("1E-41"), "value"),
        (lambda: lab("0." + "1" * 40), "value"),
        (lambda: lab("0E+41"), "value"),
        (lambda: Cramp(night=NIGHT, pain=11), "pain"),
        (lambda: Cramp(night=NIGHT, pain=-1), "pain"),
        (lambda: Cramp(night=NIGHT, duration_s=-1), "duration"),
        (lambda: Cramp(night=NIGHT, duration_s=86_401), "duration"),
        (lambda: Cramp(night=NIGHT, start_utc=START), "start"),
        (lambda: Cramp(night=NIGHT, is_open=True), "duration"),
        (lambda: Cramp(night=date(1026, 1, 1)), "night"),
        (lambda: Cramp(night=NIGHT, note="x" * 10_001), "note"),
        (lambda: Cramp(night=NIGHT, note="a\x00b"), "note"),
        (lambda: Cramp(night=NIGHT, note="\ud800"), "note"),
        (lambda: Night(night=NIGHT, answer=NightState.WITH_CRAMPS), "answer"),
        (lambda: Night(night=NIGHT, fluids_ml=20_001), "fluids_ml"),
        (lambda: Treatment(name="  "), "name"),
        (lambda: Phase(treatment_id=uuid4(), start=NIGHT, end=date(2026, 11, 20)), "to"),
        (lambda: Phase(treatment_id=uuid4(), start=NIGHT, dose=Decimal(-1), unit="IU"), "dose"),
        (lambda: Phase(treatment_id=uuid4(), start=NIGHT, dose=Decimal("NaN"), unit="IU"), "dose"),
        (lambda: Phase(treatment_id=uuid4(), start=NIGHT, dose=Decimal(5)), "unit"),
        (lambda: Phase(treatment_id=uuid4(), start=NIGHT, every_days=0), "every"),
        (lambda: lab("Infinity"), "value"),
        (lambda: Condition(name="Diabetes", since=NIGHT, until=date(2026, 1, 1)), "to"),
        (lambda: Preferences(glass_ml=0), "glass_ml"),
        (lambda: Preferences(night_colours="pink"), "night_colours"),
        (lambda: ReportChoices(paper="a5"), "paper"),
        (lambda: ReportChoices(question_2="x" * 201), "question_2"),
        (lambda: ReportChoices(first=NIGHT, last=date(2026, 11, 1)), "to"),
    ],
)
def test_impossible_value_is_refused_with_its_field(make: Callable[[], Record], field: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        make()
    assert caught.value.field == field


def test_local_time_is_refused_where_utc_is_asked() -> None:
    with pytest.raises(InvalidValueError):
        Cramp(night=NIGHT, start_utc=START.replace(tzinfo=None), zone="UTC", offset_min=0)


def test_night_has_the_same_id_on_every_device() -> None:
    assert Night(night=NIGHT).id == Night(night=NIGHT, fluids_ml=250).id == night_id(NIGHT)
    assert night_id(NIGHT) != night_id(date(2026, 11, 20))


@pytest.mark.parametrize(
    ("value", "comparator", "flag"),
    [
        ("14.2", None, "low"),
        ("30", None, ""),
        ("100", None, ""),
        ("100.1", None, "high"),
        ("29", Comparator.BELOW, "low"),
        ("31", Comparator.BELOW, ""),
        ("29", Comparator.ABOVE, ""),
        ("100", Comparator.ABOVE, "high"),
    ],
)
def test_flag_follows_the_labs_own_range(
    value: str, comparator: Comparator | None, flag: str
) -> None:
    assert lab(value, comparator).flag == flag


def test_value_without_a_range_has_no_flag() -> None:
    result = LabResult(test="CK", value=Decimal(900), unit="U/L", taken_on=date(2026, 1, 21))
    assert result.flag == ""
