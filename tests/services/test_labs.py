"""Lab results as rows: one test in one unit, what is said about each value, and adding them."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crampdiary.domain.choices import CatalogueKind, Comparator
from crampdiary.domain.errors import AlreadyRecordedError, InvalidValueError, UnlikelyValueError
from crampdiary.domain.lab_verdicts import Band
from crampdiary.domain.own_entries import OwnEntry
from crampdiary.domain.preferences import Preferences
from crampdiary.domain.records import LabResult, Phase, Record, Treatment
from crampdiary.domain.units import same_unit
from crampdiary.services.history import undo
from crampdiary.services.lab_readings import LabRow
from crampdiary.services.labs import (
    add_results,
    change_result,
    lab_rows,
    reading_words,
    retest_hint,
    worth_a_call,
)
from crampdiary.services.words import sentence
from tests.fakes import MemoryDiary, StillClock

JANUARY, MAY, JULY = date(2026, 1, 21), date(2026, 5, 5), date(2026, 7, 14)
CLOCK = StillClock(datetime(2026, 11, 22, 7, 0))
VITAMIN_D = "25-OH vitamin D"


def lab(
    value: str,
    unit: str = "ng/mL",
    on: date = JANUARY,
    *,
    test: str = VITAMIN_D,
    comparator: Comparator | None = None,
    ends: tuple[str | None, str | None] = (None, None),
    text: str = "",
) -> LabResult:
    low, high = (None if end is None else Decimal(end) for end in ends)
    return LabResult(
        test=test,
        value=Decimal(value),
        unit=unit,
        taken_on=on,
        comparator=comparator,
        range_low=low,
        range_high=high,
        range_text=text,
    )


def rows(*records: Record) -> tuple[LabRow, ...]:
    return lab_rows(MemoryDiary(records))


def shown(row: LabRow) -> list[str]:
    return [reading.text for reading in row.readings]


def test_all_values_of_a_test_are_told_in_the_unit_of_the_newest() -> None:
    (row,) = rows(lab("14.2"), lab("62.4", "nmol/l", MAY), lab("36.4", "ng/mL", JULY, test="Vit D"))
    assert (row.test, row.unit, shown(row)) == (VITAMIN_D, "ng/mL", ["14.2", "25.00", "36.4"])
    assert [reading.is_converted for reading in row.readings] == [False, True, False]
    # 62.4 / 2.496 = 25 exactly; in the diary it stays what the laboratory wrote.
    known = row.readings[1].canonical
    assert known is not None
    assert (known.value, known.unit.symbol) == (Fraction(25), "ng/mL")
    assert row.readings[1].result is not None
    assert f"{row.readings[1].result.value} {row.readings[1].result.unit}" == "62.4 nmol/l"


def test_a_converted_value_says_what_the_laboratory_wrote() -> None:
    (row,) = rows(lab("14.2"), lab("69", "nmol/L", MAY, ends=("75", "250")), lab("30", on=JULY))
    assert reading_words(row, row.readings[1]) == (
        "25-OH vitamin D, 5 May 2026: 27.6 ng/mL, converted from 69 nmol/L, low, "
        "commonly called insufficient, the lab's range 30.0 to 100.2, up from 14.2 on 21 Jan 2026"
    )


def test_units_that_mean_the_same_number_are_not_called_converted() -> None:
    (row,) = rows(lab("30", "ug/L", test="Ferritin"), lab("40", "ng/mL", MAY, test="ferritin"))
    assert (row.unit, shown(row)) == ("ng/mL", ["30", "40"])
    assert not any(reading.is_converted for reading in row.readings)


def test_hba1c_converts_by_its_affine_rule() -> None:
    (row,) = rows(lab("5.7", "%", test="HbA1c"), lab("48", "mmol/mol", MAY, test="A1c"))
    # 10.929 * (5.7 - 2.15) = 38.8 mmol/mol, and 5.7 has no more than two figures to give
    assert (row.unit, shown(row)) == ("mmol/mol", ["39", "48"])


def test_a_value_in_a_unit_that_does_not_convert_stands_in_a_row_of_its_own() -> None:
    found = rows(
        lab("0.8", "mmol/L", test="Magnesium"),
        lab("0.9", "", MAY, test="Magnesium"),
        lab("2", "g/L of something", JULY, test="Magnesium"),
    )
    assert [(row.test, row.unit, shown(row)) for row in found] == [
        ("Magnesium", "", ["0.9"]),
        ("Magnesium", "g/L of something", ["2"]),
        ("Magnesium", "mmol/L", ["0.8"]),
    ]
    assert [row.typical is None for row in found] == [True, True, False]


def test_a_test_that_nobody_knows_is_a_row_for_each_unit() -> None:
    found = rows(
        lab("7", "mU/L", test="Zonulin"),
        lab("8", "mU/l", MAY, test="zonulin "),
        lab("9", "U/L", JULY, test="Zonulin"),
    )
    assert [(row.unit, shown(row)) for row in found] == [("U/L", ["9"]), ("mU/L", ["7", "8"])]


def test_an_own_test_joins_its_two_units_by_its_own_factor() -> None:
    own = OwnEntry(
        catalogue=CatalogueKind.TEST,
        name="Zinc",
        unit="µg/dL",
        other_unit="µmol/L",
        factor=Decimal("0.153"),
    )
    (row,) = rows(own, lab("100", "µg/dL", test="Zinc"), lab("12.0", "µmol/L", MAY, test="zinc"))
    assert (row.unit, shown(row)) == ("µmol/L", ["15.3", "12.0"])


def test_rows_stand_in_the_order_of_the_catalogue_and_others_below() -> None:
    names = ["Zonulin", "Potassium", "Boron", VITAMIN_D]
    found = rows(
        *(lab("4", "mmol/L" if name == "Potassium" else "ng/mL", test=name) for name in names)
    )
    assert [row.test for row in found] == [VITAMIN_D, "Potassium", "Boron", "Zonulin"]


units = st.sampled_from(["ng/mL", "nmol/L", "µg/L", "", "snaps"])


@given(
    st.lists(st.tuples(st.sampled_from([VITAMIN_D, "Vit D", "Boron"]), units, st.integers(1, 90)))
)
def test_every_result_is_in_exactly_one_row_and_no_row_mixes_units(
    told: list[tuple[str, str, int]],
) -> None:
    results = [
        lab(str(number), unit, JANUARY + timedelta(days=number), test=test)
        for test, unit, number in told
    ]
    found = [reading for row in rows(*results) for reading in row.readings]
    assert sorted(str(reading.result.id) for reading in found if reading.result) == sorted(
        str(result.id) for result in results
    )
    for row in rows(*results):
        for reading in row.readings:
            assert reading.result is not None
            same = reading.canonical is not None or same_unit(reading.result.unit, row.unit)
            assert same, (row.unit, reading.result.unit)


def test_the_laboratorys_own_range_wins_over_the_commonly_used_bands() -> None:
    (row,) = rows(
        lab("14.2", ends=("30", "100")),
        lab("25", on=MAY, ends=("20", "100")),
        lab("26", on=JULY),
    )
    low, within, without = row.readings
    assert (low.flag, low.band) == ("low", Band.DEFICIENT)
    assert (within.flag, within.band) == ("", None)
    assert (without.flag, without.band) == ("", Band.INSUFFICIENT)


def test_the_limits_of_the_bands_are_those_of_settings() -> None:
    limits = Preferences(
        vitamin_d_deficient_below=Decimal(12), vitamin_d_sufficient_above=Decimal(20)
    )
    (row,) = rows(limits, lab("14.2"))
    assert row.latest.band is Band.INSUFFICIENT
    assert [span.high for _, span in row.bands] == [Fraction(12), Fraction(20), None]
    (row,) = rows(limits, lab("35", "nmol/L"))
    assert [span.high for _, span in row.bands] == [Fraction("29.952"), Fraction("49.92"), None]


def test_the_printed_range_is_kept_and_one_that_is_open_flags_its_end() -> None:
    (row,) = rows(lab("0.41", "mg/dL", test="CRP", ends=(None, "0.41"), text="<0.41"))
    assert (row.latest.range_text, row.latest.flag) == ("<0.41", "high")


def test_each_range_is_told_with_the_day_it_came_first() -> None:
    (row,) = rows(
        lab("14.2", ends=("20", "100")), lab("27.5", on=MAY, ends=("30", "100")), lab("33", on=JULY)
    )
    assert row.ranges == [("30 to 100", MAY), ("20 to 100", JANUARY)]
    assert row.ranged is row.readings[1]


def test_a_converted_range_speaks_only_where_there_is_no_other() -> None:
    in_nmol = lab("69", "nmol/L", MAY, ends=("75", "250"))
    (row,) = rows(lab("14.2", ends=("30", "100")), in_nmol, lab("33", on=JULY))
    assert row.ranges == [("30 to 100", JANUARY)]
    (row,) = rows(in_nmol, lab("33", on=JULY))
    assert row.ranges == [("30.0 to 100.2", MAY)]


def test_trends_compare_exact_values_of_different_days_alone() -> None:
    (row,) = rows(
        lab("14.2"),
        lab("20", on=MAY, comparator=Comparator.BELOW),
        lab("33.1", on=JULY),
        lab("33.1", on=JULY + timedelta(days=9)),
        lab("30.0", on=JULY + timedelta(days=18)),
    )
    assert [reading.trend for reading in row.readings] == [None, None, "up", "same", "down"]
    assert row.readings[2].before is row.readings[0]


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ((VITAMIN_D, "14.2", "ng/mL"), ("1,25-(OH)2 vitamin D", "40", "pg/mL")),
        (("Urea", "5", "mmol/L"), ("BUN", "5", "mmol/L")),
        (("Calcium", "2.3", "mmol/L"), ("Ionised calcium", "1.2", "mmol/L")),
        (("Mg", "0.78", "mmol/L"), ("Mg", "0.78", "")),
        (("Rhubarb", "1", "g"), ("Rhubarb", "2", "mL")),
    ],
)
def test_what_cannot_be_compared_has_no_trend(
    earlier: tuple[str, str, str], later: tuple[str, str, str]
) -> None:
    found = rows(
        *(
            lab(value, unit, on, test=test)
            for (test, value, unit), on in ((earlier, JANUARY), (later, MAY))
        )
    )
    assert [reading.trend for row in found for reading in row.readings] == [None, None]


def test_rows_of_very_many_values_can_be_compared_and_printed() -> None:
    results = [lab("14.2", on=JANUARY - timedelta(days=number)) for number in range(1_500)]
    (row,), (again,) = rows(*results), rows(*results)
    assert row == again
    assert hash(row) == hash(again)
    assert str(row.latest.taken_on) not in repr(row.readings[0])


def test_two_values_of_one_day_have_no_trend_between_them() -> None:
    (row,) = rows(lab("14.2"), lab("15.0"))
    assert [reading.trend for reading in row.readings] == [None, None]
    assert not row.is_series


def test_calcium_corrected_for_albumin_is_a_calculated_row_below_calcium() -> None:
    found = rows(
        lab("2.21", "mmol/L", test="Calcium"),
        lab("38", "g/L", test="Albumin"),
        lab("2.33", "mmol/L", JULY, test="Calcium"),
    )
    assert [(row.test, row.is_calculated) for row in found] == [
        ("Calcium, total", False),
        ("Calcium, corrected for albumin", True),
        ("Albumin", False),
    ]
    # 2.21 + 0.02 * (40 - 38) = 2.25 mmol/L (Payne type)
    (reading,) = found[1].readings
    assert (reading.text, reading.result, reading.taken_on) == ("2.25", None, JANUARY)
    assert reading_words(found[1], reading) == (
        "Calcium corrected for albumin, calculated, 21 Jan 2026: 2.25 mmol/L"
    )


def test_a_calculated_row_is_told_in_the_unit_of_its_calcium() -> None:
    found = rows(
        lab("8.9", "mg/dL", test="Calcium"),
        lab("3.0", "g/dL", test="Albumin"),
        lab("2.33", "mmol/L", JULY, test="Calcium"),
    )
    # 8.9 + 0.8 * (4.0 - 3.0) = 9.7 mg/dL, which is 2.42 mmol/L
    assert (found[1].unit, shown(found[1])) == ("mmol/L", ["2.42"])


def test_a_dangerous_newest_value_is_worth_a_call_and_an_older_one_is_not() -> None:
    (call,) = worth_a_call(rows(lab("2.8", "mmol/L", test="Potassium")))
    assert "Potassium below 3.0 mmol/L" in call.flag.text
    assert call.flag.source
    since = lab("4.0", "mmol/L", MAY, test="Potassium")
    assert worth_a_call(rows(lab("2.8", "mmol/L", test="Potassium"), since)) == ()


def test_the_most_urgent_call_stands_first() -> None:
    own = OwnEntry(
        catalogue=CatalogueKind.FLAG,
        name="Vit D",
        unit="ng/mL",
        low=Decimal(15),
        note="Ring the clinic.",
    )
    calls = worth_a_call(rows(own, lab("14.2"), lab("6.4", "mEq/L", test="Potassium")))
    assert [(call.row.test, call.flag.is_own) for call in calls] == [
        ("Potassium", False),
        (VITAMIN_D, True),
    ]
    assert calls[1].flag.text == "Ring the clinic."


def test_a_calculated_value_is_silent_once_calcium_was_measured_again() -> None:
    low = [lab("1.60", "mmol/L", test="Calcium"), lab("40", "g/L", test="Albumin")]
    assert {call.row.is_calculated for call in worth_a_call(rows(*low))} == {False, True}
    again = lab("2.30", "mmol/L", MAY, test="Calcium")
    assert worth_a_call(rows(*low, again)) == ()


IMPOSSIBLE = [
    pytest.param(lab("820", "mmol/L", test="Magnesium"), "value", id="out of all bounds"),
    pytest.param(lab("0.82", "g/dL of x", test="Magnesium"), "unit", id="an unknown unit"),
    pytest.param(lab("0.82", "%", test="Magnesium"), "unit", id="a unit of another kind"),
    pytest.param(lab("0.82", "", test="Magnesium"), "unit", id="no unit"),
    pytest.param(lab("30", on=date(2026, 11, 23)), "on", id="tomorrow"),
]


@pytest.mark.parametrize(("result", "field"), IMPOSSIBLE)
def test_what_cannot_be_is_refused_and_nothing_is_stored(result: LabResult, field: str) -> None:
    diary = MemoryDiary()
    good = lab("4.1", "mmol/L", test="Potassium")
    with pytest.raises(InvalidValueError) as caught:
        add_results(diary, CLOCK, [good, result])
    assert caught.value.field == field
    assert diary.records(LabResult) == []


@pytest.mark.parametrize(
    "again",
    [
        lab("14.2"),
        lab("14.20", "µg/L", test="vit d"),
        lab("35.4", "nmol/L"),
    ],
)
def test_what_the_diary_says_already_is_stored_again_only_by_who_wants_it(
    again: LabResult,
) -> None:
    diary = MemoryDiary([lab("14.2")])
    with pytest.raises(AlreadyRecordedError) as told:
        add_results(diary, CLOCK, [lab("0.82", "mmol/L", test="Magnesium"), again])
    assert told.value.known == "25-OH vitamin D 14.2 ng/mL of 21 Jan 2026"
    assert told.value.positions == (1,)
    assert len(diary.records(LabResult)) == 1
    add_results(diary, CLOCK, [again], confirmed={again.id})
    assert len(diary.records(LabResult)) == 2


@pytest.mark.parametrize(
    "other",
    [
        lab("14.2", on=MAY),
        lab("14.3"),
        lab("14.2", comparator=Comparator.BELOW),
        lab("14.2", test="1,25-(OH)2 vitamin D", unit="pg/mL"),
        lab("14.2", test="Rhubarb"),
    ],
)
def test_another_day_value_limit_or_test_is_no_double(other: LabResult) -> None:
    diary = MemoryDiary([lab("14.2"), lab("14.2", "g", test="Rhubarb")])
    add_results(diary, CLOCK, [other])
    assert len(diary.records(LabResult)) == 3


def test_tests_that_nobody_knows_are_doubled_by_name_number_and_unit() -> None:
    diary = MemoryDiary([lab("2", "g", test="Rhubarb")])
    with pytest.raises(AlreadyRecordedError):
        add_results(diary, CLOCK, [lab("2.0", "gram", test="rhubarb")])


def test_an_unlikely_value_is_asked_about_once_and_kept_when_confirmed() -> None:
    diary = MemoryDiary()
    good, odd = lab("4.1", "mmol/L", test="Potassium"), lab("0.82", "mg/dL", test="Magnesium")
    with pytest.raises(UnlikelyValueError) as caught:
        add_results(diary, CLOCK, [good, odd])
    question = "0.82 mg/dL magnesium is very low; did you mean mmol/L?"
    assert (caught.value.question, caught.value.unit, caught.value.position) == (
        question,
        "mmol/L",
        1,
    )
    assert sentence(caught.value) == f"{question} Nothing was changed."
    assert diary.records(LabResult) == []
    add_results(diary, CLOCK, [good, odd], confirmed={odd.id})
    assert len(diary.records(LabResult)) == 2
    undo(diary, CLOCK)
    assert diary.records(LabResult) == []


def test_a_change_is_checked_only_where_test_value_or_unit_changed() -> None:
    odd = lab("0.82", "mg/dL", test="Magnesium")
    diary = MemoryDiary([odd])
    noted = replace(odd, note="taken in the evening")
    change_result(diary, CLOCK, odd, noted)
    assert diary.records(LabResult) == [noted]
    wished = replace(noted, value=Decimal("0.83"))
    with pytest.raises(UnlikelyValueError):
        change_result(diary, CLOCK, noted, wished)
    assert diary.records(LabResult) == [noted]
    change_result(diary, CLOCK, noted, wished, confirmed=True)
    assert diary.records(LabResult) == [wished]


def test_a_retest_is_hinted_at_after_a_change_of_dose_and_no_more_once_it_was_done() -> None:
    vitamin_d = Treatment(name="Vitamin D3")
    phases = [
        Phase(
            treatment_id=vitamin_d.id,
            start=date(2026, 3, 16),
            end=date(2026, 5, 10),
            dose=Decimal(50_000),
            unit="IU",
            every_days=7,
        ),
        Phase(treatment_id=vitamin_d.id, start=date(2026, 5, 11), dose=Decimal(2000), unit="IU"),
    ]
    diary = MemoryDiary([vitamin_d, *phases, lab("14.2")])
    assert retest_hint(diary, date(2026, 7, 1)) == (
        "After the change of dose, a test of 25-OH vitamin D tells most from mid-August on."
    )
    assert retest_hint(MemoryDiary([lab("14.2")]), date(2026, 7, 1)) == ""
    done = lab("36.4", on=date(2026, 9, 30))
    assert retest_hint(MemoryDiary([vitamin_d, *phases, done]), date(2026, 11, 22)) == ""
