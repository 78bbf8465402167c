"""What stands on the doctor's page equals what the diary and the analysis give."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from crampdiary.analysis.rate import rate
from crampdiary.domain.choices import Comparator, DoseBasis, Provenance, TreatmentKind
from crampdiary.domain.errors import InvalidValueError
from crampdiary.domain.ids import night_id
from crampdiary.domain.nights import ONE_DAY, NightState
from crampdiary.domain.preferences import Preferences
from crampdiary.domain.records import (
    Condition,
    Cramp,
    Dose,
    LabResult,
    Night,
    Phase,
    Record,
    Treatment,
)
from crampdiary.services.demo import fill_demo
from crampdiary.services.report.days import ShortDays
from crampdiary.services.report.figures import share_words
from crampdiary.services.report.page import doctor_page
from crampdiary.services.report.visit import Visit
from tests.fakes import MemoryDiary, StillClock

FIRST, LAST = date(2026, 10, 1), date(2026, 10, 28)
VISIT = Visit(first=FIRST, last=LAST, on=date(2026, 11, 24))


def nights(first: date, cramps: list[int | None]) -> list[Record]:
    """Return a record a night: None is not recorded, 0 without cramps, else so many cramps."""
    found: list[Record] = []
    for number, count in enumerate(cramps):
        night = first + timedelta(days=number)
        if count == 0:
            found.append(Night(night=night, answer=NightState.WITHOUT_CRAMPS, sleep_disturbance=2))
        found += [
            Cramp(night=night, pain=4, duration_s=120, provenance=Provenance.IMPORTED)
            for _ in range(count or 0)
        ]
    return found


def test_figures_count_recorded_nights_only() -> None:
    diary = MemoryDiary(nights(FIRST, [2, 0, None, 0, 1, 0, 0] * 4))
    page = doctor_page(diary, VISIT)
    counted = rate(diary.night_counts(FIRST, LAST))
    assert (counted.cramps, counted.nights_recorded) == (12, 24)
    figures = {figure.label: figure for figure in page.figures}
    assert figures["Cramps per week"].value == "3.5"
    assert figures["Cramps per week"].note == "95 % interval 1.8 to 6.1"
    assert figures["Cramps per week"].before == ""
    assert page.remark.startswith("Too little is recorded to compare with the 28 nights from 3 Sep")
    assert (figures["Nights with cramps"].value, figures["Nights with cramps"].note) == (
        "33 %",
        "8 of 24 recorded",
    )
    assert figures["Pain, median"].value == "4 of 10"
    assert figures["Duration, median"].value == "2 min"
    assert figures["Disturbed nights"].value == "0 %"
    assert page.coverage[0] == "24 recorded (86 %), 16 of them without cramps; 4 not recorded"


def test_period_before_is_equally_long_and_ends_the_night_before() -> None:
    earlier = FIRST - timedelta(days=28)
    diary = MemoryDiary(nights(earlier, [2] * 28) + nights(FIRST, [1] * 28))
    page = doctor_page(diary, VISIT)
    assert page.figures[0].value == "7.0"
    assert page.figures[0].before == "before: 14.0"
    assert page.figures[4].before == ""
    assert page.remark.startswith("Before: the 28 nights from 3 Sep 2026 to 30 Sep 2026.")
    assert page.remark.endswith("Disturbed nights: sleep disturbed 4 or more of 10.")


def test_five_cramps_in_two_nights_before_are_nothing_to_compare_with() -> None:
    earlier = FIRST - timedelta(days=2)
    page = doctor_page(MemoryDiary(nights(earlier, [3, 3]) + nights(FIRST, [1] * 28)), VISIT)
    assert [figure.before for figure in page.figures] == [""] * 5
    assert page.remark.startswith("Too little is recorded to compare with")


def test_thin_record_says_so_in_place_of_a_figure() -> None:
    page = doctor_page(MemoryDiary(nights(FIRST, [1] * 9)), VISIT)
    assert page.figures[0].is_thin
    assert page.figures[0].note == "too few nights recorded (9 of 14 needed)"
    assert not page.figures[2].is_thin


def test_empty_diary_gives_a_page_without_rows() -> None:
    page = doctor_page(MemoryDiary(), VISIT)
    assert all(figure.is_thin for figure in page.figures)
    assert (page.periods, page.labs, page.medicines, page.conditions) == ((), (), (), ())
    assert page.identity == ""
    assert page.coverage == ("none of them recorded",)
    assert (page.chart_svg, page.chart_alt) == (b"", "Nothing was recorded in these nights.")


def test_treatment_period_is_counted_within_the_visits_period_and_names_overlaps() -> None:
    vitamin, magnesium = Treatment(name="Vitamin D3"), Treatment(name="Magnesium")
    diary = MemoryDiary(
        [
            *nights(FIRST, [1] * 28),
            vitamin,
            magnesium,
            Phase(
                treatment_id=vitamin.id,
                start=date(2026, 9, 1),
                dose=Decimal(50000),
                unit="IU",
                every_days=7,
                prescribed=True,
            ),
            Phase(treatment_id=magnesium.id, start=date(2026, 10, 20), end=date(2026, 10, 22)),
            Phase(treatment_id=magnesium.id, start=date(2026, 12, 1)),
        ]
    )
    page = doctor_page(diary, VISIT)
    assert page.periods_remark == (
        "Nights and cramps are counted within the period of this page, doses taken over the whole "
        "of each treatment period."
    )
    rows = {row.treatment: row for row in page.periods}
    assert set(rows) == {"Vitamin D3, prescribed", "Magnesium"}
    course = rows["Vitamin D3, prescribed"]
    assert (course.dose, course.first, course.last) == ("50,000 IU weekly", "1 Sep 2026", "ongoing")
    assert (course.recorded, course.overlaps) == ("28 of 28", "overlaps Magnesium")
    assert (course.note, course.taken) == ("= 7,143 IU a day", "9 of 9")
    assert course.rate == "7.0 (4.7 to 10.1)"
    assert rows["Magnesium"].rate == "3 cramps, too few nights for a rate"


def test_medicine_taken_all_through_stands_in_its_list_and_a_new_one_also_as_a_period() -> None:
    old = Treatment(name="Atorvastatin", type=TreatmentKind.MEDICINE)
    new = Treatment(name="Furosemide", type=TreatmentKind.MEDICINE)
    diary = MemoryDiary(
        [
            old,
            new,
            Phase(treatment_id=old.id, start=date(2022, 1, 1), dose=Decimal(20), unit="mg"),
            Phase(treatment_id=new.id, start=date(2026, 10, 10), end=date(2026, 10, 20)),
        ]
    )
    page = doctor_page(diary, VISIT)
    assert [row.treatment for row in page.periods] == ["Furosemide"]
    assert page.medicines == (
        "Atorvastatin 20 mg daily, since Jan 2022 (statin: weakly associated with cramps)",
        (
            "Furosemide daily, since 10 Oct, until 20 Oct "
            "(loop diuretic: weakly associated with cramps)"
        ),
    )


def test_medicine_begun_within_the_period_is_named_where_it_overlaps() -> None:
    old = Treatment(name="Atorvastatin", type=TreatmentKind.MEDICINE)
    new = Treatment(name="Furosemide", type=TreatmentKind.MEDICINE)
    vitamin = Treatment(name="Vitamin D3")
    diary = MemoryDiary(
        [
            old,
            new,
            vitamin,
            Phase(treatment_id=old.id, start=date(2022, 1, 1)),
            Phase(treatment_id=new.id, start=date(2026, 10, 10)),
            Phase(treatment_id=vitamin.id, start=date(2026, 10, 5)),
        ]
    )
    rows = {row.treatment: row for row in doctor_page(diary, VISIT).periods}
    assert rows["Vitamin D3"].overlaps == "overlaps Furosemide"


def test_dose_of_a_medicine_is_dated_from_when_it_was_changed() -> None:
    water = Treatment(name="Furosemide", type=TreatmentKind.MEDICINE)
    diary = MemoryDiary(
        [
            water,
            Phase(
                treatment_id=water.id,
                start=date(2024, 1, 1),
                end=date(2026, 10, 9),
                dose=Decimal(20),
                unit="mg",
            ),
            Phase(treatment_id=water.id, start=date(2026, 10, 10), dose=Decimal(40), unit="mg"),
        ]
    )
    assert doctor_page(diary, VISIT).medicines == (
        (
            "Furosemide 40 mg daily, since 10 Oct, first taken Jan 2024 "
            "(loop diuretic: weakly associated with cramps)"
        ),
    )


def test_treatment_that_goes_on_comes_before_one_that_ended_later() -> None:
    ended, ongoing = Treatment(name="Magnesium"), Treatment(name="Vitamin D3")
    diary = MemoryDiary(
        [
            ended,
            ongoing,
            Phase(treatment_id=ended.id, start=date(2026, 10, 10), end=date(2026, 10, 20)),
            Phase(treatment_id=ongoing.id, start=date(2026, 10, 2)),
        ]
    )
    page = doctor_page(diary, VISIT)
    assert [row.treatment for row in page.periods] == ["Vitamin D3", "Magnesium"]
    assert page.periods_remark == ""


def test_blood_taken_on_the_morning_after_the_last_night_is_on_the_page() -> None:
    morning = LabResult(test="TSH", value=Decimal(2), unit="mU/L", taken_on=LAST + ONE_DAY)
    diary = MemoryDiary([morning, replace(morning, id=night_id(LAST), taken_on=LAST + 2 * ONE_DAY)])
    assert [row.day for row in doctor_page(diary, VISIT).labs] == ["29 Oct"]


def test_share_says_none_and_all_only_of_none_and_all() -> None:
    assert share_words(1, 1000) == "< 1 %"
    assert share_words(999, 1000) == "> 99 %"
    assert (share_words(0, 9), share_words(9, 9), share_words(0, 0)) == ("0 %", "100 %", "0 %")


def test_long_durations_are_told_in_whole_minutes() -> None:
    long = [Cramp(night=FIRST, duration_s=1918) for _ in range(5)]
    figures = doctor_page(MemoryDiary(long), VISIT).figures
    assert figures[3].value == "32 min"


def test_lab_results_stand_as_the_lab_wrote_them_latest_of_each_test_first() -> None:
    potassium = LabResult(
        test="Potassium",
        value=Decimal("4.10"),
        unit="mmol/L",
        taken_on=date(2026, 10, 2),
        range_low=Decimal("3.5"),
        range_high=Decimal("5.1"),
    )
    diary = MemoryDiary(
        [
            potassium,
            replace(
                potassium,
                id=Condition(name="x").id,
                value=Decimal("3.4"),
                taken_on=date(2026, 10, 9),
            ),
            LabResult(
                test="CK",
                value=Decimal(20),
                unit="U/L",
                comparator=Comparator.BELOW,
                taken_on=date(2026, 10, 1),
                range_high=Decimal(190),
            ),
            replace(potassium, id=Condition(name="y").id, taken_on=date(2026, 11, 20)),
        ]
    )
    rows = doctor_page(diary, VISIT).labs
    assert [(row.test, row.value, row.flag, row.range) for row in rows] == [
        ("Potassium", "3.4 mmol/L", "low", "3.5 to 5.1"),
        ("CK", "< 20 U/L", "", "up to 190"),
        ("Potassium", "4.10 mmol/L", "", "3.5 to 5.1"),
    ]


def test_value_that_meets_a_red_flag_comes_before_others_that_are_not_the_newest() -> None:
    def on(day: int, value: str) -> LabResult:
        high, taken_on = Decimal(190), date(2026, 10, day)
        return lab("CK", value, "U/L", taken_on, range_high=high)

    rows = doctor_page(
        MemoryDiary([on(2, "6000"), on(5, "300"), on(9, "100"), on(20, "90")]), VISIT
    ).labs
    assert [(row.value, row.flag) for row in rows] == [
        ("90 U/L", ""),
        ("6000 U/L", "high, red flag"),
        ("300 U/L", "high"),
        ("100 U/L", ""),
    ]


def lab(test: str, value: str, unit: str, day: date, **fields: object) -> LabResult:
    return LabResult(test=test, value=Decimal(value), unit=unit, taken_on=day, **fields)  # type: ignore[arg-type] # passed on


def test_a_value_in_another_unit_stands_as_written_and_in_the_unit_of_the_others() -> None:
    diary = MemoryDiary(
        [
            lab("25-OH vitamin D", "14.2", "ng/mL", date(2026, 10, 2), range_low=Decimal(30)),
            lab("25(OH)D", "70", "nmol/L", date(2026, 10, 9), range_text="75 - 250"),
            lab("25-OH vitamin D", "36.4", "ng/mL", date(2026, 10, 20)),
        ]
    )
    page = doctor_page(diary, VISIT)
    assert [(row.test, row.value, row.beside, row.flag, row.range) for row in page.labs] == [
        ("25-OH vitamin D", "36.4 ng/mL", "", "", ""),
        ("25-OH vitamin D", "70 nmol/L", "= 28.0 ng/mL", "low, insufficient*", "75 - 250"),
        ("25-OH vitamin D", "14.2 ng/mL", "", "low, deficient*", "30 or more"),
    ]
    assert page.labs_remark == (
        "* commonly used: below 20 ng/mL deficient, up to 30 insufficient; the lab's range comes "
        "first."
    )
    assert page.chart_alt.endswith("3 lab results.")


def test_a_band_is_named_only_where_the_lab_says_nothing_else_and_by_the_persons_limits() -> None:
    mine = Preferences(
        vitamin_d_deficient_below=Decimal(12), vitamin_d_sufficient_above=Decimal(20)
    )
    within = lab("Vitamin D", "18", "ng/mL", FIRST, range_low=Decimal(15), range_high=Decimal(60))
    plain = lab("Vitamin D", "18", "ng/mL", FIRST)
    cases: list[tuple[list[Record], str]] = [
        ([within], ""),
        ([plain], "deficient*"),
        ([plain, mine], "insufficient*"),
    ]
    for records, flag in cases:
        assert [row.flag for row in doctor_page(MemoryDiary(records), VISIT).labs] == [flag]


def test_corrected_calcium_stands_below_its_calcium_and_says_that_it_is_calculated() -> None:
    diary = MemoryDiary(
        [
            lab("Albumin", "38", "g/L", FIRST),
            lab("Calcium", "2.21", "mmol/L", FIRST),
        ]
    )
    rows = sorted(doctor_page(diary, VISIT).labs, key=lambda row: row.order)
    assert [(row.test, row.value, row.beside) for row in rows] == [
        ("Calcium", "2.21 mmol/L", ""),
        ("Calcium, corrected", "2.25 mmol/L", "calculated"),
        ("Albumin", "38 g/L", ""),
    ]


def test_only_what_the_table_does_not_show_better_is_drawn() -> None:
    diary = MemoryDiary(
        [lab("Potassium", "4", "mmol/L", FIRST + ONE_DAY * day) for day in range(3)]
        + [lab("Vitamin D", "18", "ng/mL", FIRST)]
    )
    page = doctor_page(diary, VISIT)
    assert page.chart_alt.endswith("1 lab result.")
    assert len(page.labs) == 4


def _period(**fields: object) -> Record:
    return Phase(start=FIRST, unit="mg", treatment_id=MAGNESIUM.id, **fields)  # type: ignore[arg-type] # passed on


MAGNESIUM = Treatment(name="Magnesium citrate")


@pytest.mark.parametrize(
    ("fields", "dose", "note"),
    [
        ({"basis": DoseBasis.ELEMENTAL}, "300 mg daily", "elemental"),
        ({"basis": DoseBasis.SALT}, "300 mg daily", "= 48.5 mg elemental magnesium a day"),
        ({}, "300 mg daily", ""),
        (
            {"basis": DoseBasis.ELEMENTAL, "times_a_day": 2},
            "300 mg twice a day",
            "= 600 mg elemental magnesium a day",
        ),
        ({"every_days": None}, "300 mg as needed", ""),
    ],
)
def test_dose_of_a_period_says_how_often_and_what_it_is_a_day(
    fields: dict[str, object], dose: str, note: str
) -> None:
    diary = MemoryDiary([MAGNESIUM, _period(dose=Decimal(300), **fields)])
    (row,) = doctor_page(diary, VISIT).periods
    assert (row.dose, row.note) == (dose, note)


def test_whose_choice_a_period_was_is_said_where_it_is_known() -> None:
    for prescribed, words in ((True, ", prescribed"), (False, ", own choice"), (None, "")):
        diary = MemoryDiary([MAGNESIUM, _period(prescribed=prescribed)])
        (row,) = doctor_page(diary, VISIT).periods
        assert row.treatment == f"Magnesium citrate{words}"


def test_doses_taken_are_counted_up_to_the_last_night_few_as_such_and_many_as_a_share() -> None:
    missed = [
        Dose(treatment_id=MAGNESIUM.id, day=day)
        for day in (FIRST, FIRST + 7 * ONE_DAY, LAST + ONE_DAY)
    ]
    for every, taken in ((7, "2 of 4"), (1, "93 %")):
        diary = MemoryDiary([MAGNESIUM, _period(every_days=every), *missed])
        (row,) = doctor_page(diary, VISIT).periods
        assert row.taken == taken


def test_days_outside_the_period_or_of_a_period_over_a_year_carry_their_year() -> None:
    days = ShortDays(first=FIRST, last=LAST)
    assert days.words(FIRST) == "1 Oct"
    assert days.words(LAST + ONE_DAY) == "29 Oct"
    assert days.words(FIRST - ONE_DAY) == "30 Sep 2026"
    long = ShortDays(first=FIRST - timedelta(days=366), last=LAST)
    assert long.words(FIRST) == "1 Oct 2026"


def test_name_stands_on_the_page_only_when_it_was_given() -> None:
    diary = MemoryDiary([Preferences(person_name="Jordan Example", birth_year=1961)])
    assert doctor_page(diary, VISIT).identity == ""
    named = replace(VISIT, name="Jordan Example", birth_year=1961)
    assert doctor_page(diary, named).identity == "Jordan Example, born 1961"


def test_demo_diary_says_on_the_page_that_it_is_made_up() -> None:
    diary = MemoryDiary()
    fill_demo(diary, StillClock(datetime(2026, 11, 22, 8, 0)), last=date(2026, 11, 21))
    page = doctor_page(diary, replace(VISIT, first=date(2026, 2, 1), last=date(2026, 11, 21)))
    assert page.banner == "Demo diary: made-up entries"
    assert b"<svg" in page.chart_svg
    assert len(page.periods) >= 3
    assert not any(figure.is_thin for figure in page.figures)


def test_page_claims_nothing() -> None:
    diary = MemoryDiary(nights(FIRST, [1] * 28))
    page = doctor_page(diary, replace(VISIT, questions=("Why?",)))
    said = " ".join([page.footer, page.remark, *page.coverage, *(f.note for f in page.figures)])
    for word in ("proves", "works", "effective", "caused", "significant", "missing"):
        assert word not in said.lower()


def test_wrong_wishes_are_refused() -> None:
    with pytest.raises(InvalidValueError):
        Visit(first=LAST, last=FIRST, on=LAST)
    with pytest.raises(InvalidValueError):
        replace(VISIT, questions=("a", "b", "c", "d"))


def test_one_night_is_told_once() -> None:
    page = doctor_page(MemoryDiary(nights(LAST, [1])), replace(VISIT, first=LAST))
    assert page.period == "28 Oct 2026, 1 night"
    assert "the night of 27 Oct 2026." in page.remark
