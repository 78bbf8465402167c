"""Daily equivalents are exact, add up, and are told calmly."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crampdiary.domain.catalogues.dose_units import amount_words, is_measured, plain_unit
from crampdiary.domain.catalogues.supplements import supplements
from crampdiary.domain.choices import CatalogueKind, DoseBasis, Nutrient
from crampdiary.domain.ingredients import Ingredient
from crampdiary.domain.intake_words import (
    above_words,
    not_counted_words,
    recommended_words,
    total_words,
    upper_words,
)
from crampdiary.domain.intakes import DailyTotal, NotCounted, daily_totals, nutrients_of
from crampdiary.domain.own_entries import OwnEntry
from crampdiary.domain.records import Phase, Treatment

DAY = date(2026, 11, 22)
SALT, ELEMENTAL = DoseBasis.SALT, DoseBasis.ELEMENTAL
Pair = tuple[Treatment, tuple[Phase, ...]]


def total_sentences(total: DailyTotal) -> tuple[str, ...]:
    """Return all that is said about a total."""
    return tuple(filter(None, (above_words(total), *not_counted_words(total))))


def _taken(name: str, dose: str | None = None, unit: str = "", **fields: Any) -> Pair:
    """Return a treatment with one phase that began long ago; `contents` go to the treatment."""
    treatment = Treatment(name=name, contents=fields.pop("contents", ()))
    phase = Phase(
        treatment_id=treatment.id,
        start=date(2026, 1, 1),
        dose=Decimal(dose) if dose else None,
        unit=unit,
        **fields,
    )
    return treatment, (phase,)


def _holds(nutrient: Nutrient, amount: str, unit: str) -> tuple[Ingredient, ...]:
    return (Ingredient(nutrient=nutrient, amount=Decimal(amount), unit=unit),)


def _totals(*taken: Pair, **fields: Any) -> dict[Nutrient, DailyTotal]:
    totals = daily_totals(taken, DAY, supplements=supplements(), **fields)
    return {total.nutrient: total for total in totals}


def _total(*taken: Pair, **fields: Any) -> DailyTotal:
    (total,) = _totals(*taken, **fields).values()
    return total


D, MG, CA, K = Nutrient.VITAMIN_D, Nutrient.MAGNESIUM, Nutrient.CALCIUM, Nutrient.POTASSIUM
TWICE, WEEKLY = {"times_a_day": 2}, {"every_days": 7}

# What is taken, what it comes to a day (worked out by hand), and where the rule is from. Vitamin D:
# 1 µg = 40 IU as on labels; calcifediol 1 µg = 2.5 µg (EFSA 2023); shares of salts from molar
# masses (IUPAC atomic weights), as in supplements.csv; mmol and mEq from molar mass and valence.
EXAMPLES = [
    (
        "50,000 IU weekly, the usual loading course",
        _taken("Vit D", "50000", "IU", **WEEKLY),
        "50000/7",
    ),
    ("2,000 IU daily, maintenance", _taken("Vitamin D3", "2000", "IU"), "2000"),
    ("25 µg daily is 1,000 IU (label)", _taken("Vitamin D", "25", "µg"), "1000"),
    ("the same in mcg", _taken("Cholecalciferol", "25", "mcg"), "1000"),
    ("20,000 I.E. every two weeks", _taken("Dekristol", "20000", "I.E.", every_days=14), "10000/7"),
    ("800 IU twice a day", _taken("D3", "800", "IU", **TWICE), "1600"),
    ("20,000 units weekly (UK label)", _taken("D3", "20000", "units", **WEEKLY), "20000/7"),
    ("50 kIU weekly: 50 x 1,000 IU", _taken("Vit D", "50", "kIU", **WEEKLY), "50000/7"),
    ("D2 50,000 IU weekly (US prescription)", _taken("D2", "50000", "IU", **WEEKLY), "50000/7"),
    ("calcifediol 10 µg: 25 µg of vitamin D", _taken("Calcifediol", "10", "µg"), "1000"),
    ("calcifediol 266 µg a month", _taken("Hidroferol", "266", "µg", every_days=30), "2660/3"),
    ("oxide 400 mg x 0.603", _taken("MgO", "400", "mg", basis=SALT), "241.2"),
    ("oxide, the element on the label", _taken("MgO", "400", "mg", basis=ELEMENTAL), "400"),
    (
        "citrate 900 mg x 2 x 0.1616 (Frusso 1999)",
        _taken("Mg citrate", "900", "mg", basis=SALT, **TWICE),
        "290.88",
    ),
    ("bisglycinate 1 g x 0.1410", _taken("Mg glycinate", "1", "g", basis=SALT), "141"),
    ("chloride 500 mg x 0.1196", _taken("Mg chloride", "500", "mg", basis=SALT), "59.8"),
    (
        "lactate 500 mg x 3 x 0.1019",
        _taken("Mg lactate", "500", "mg", basis=SALT, times_a_day=3),
        "152.85",
    ),
    ("sulfate 1,000 mg x 0.0986", _taken("Epsom salt", "1000", "mg", basis=SALT), "98.6"),
    ("carbonate 250 mg x 0.2883", _taken("Mg carbonate", "250", "mg", basis=SALT), "72.075"),
    (
        "5 mmol x 24.305 mg, whatever the salt",
        _taken("Mg oxide", "5", "mmol", basis=SALT),
        "121.525",
    ),
    ("10 mEq of a salt nobody named", _taken("Magnesium", "10", "mEq"), "121.525"),
    ("300 mg, the label says magnesium", _taken("Magnesium", "300", "mg", basis=ELEMENTAL), "300"),
    (
        "1,250 mg calcium carbonate x 0.4004",
        _taken("Ca carbonate", "1250", "mg", basis=SALT),
        "500.5",
    ),
    ("950 mg calcium citrate x 0.2107", _taken("Ca citrate", "950", "mg", basis=SALT), "200.165"),
    ("12.5 mmol calcium x 40.078", _taken("Calcium", "12.5", "mmol"), "500.975"),
    ("potassium chloride 600 mg x 0.524", _taken("KCl", "600", "mg", basis=SALT), "314.4"),
    ("20 mmol potassium x 39.1", _taken("Potassium", "20", "mmol"), "782"),
    ("B6 10 mg every other day", _taken("B6", "10", "mg", every_days=2), "5"),
    ("K2 0.1 mg in µg", _taken("Vitamin K2", "0.1", "mg"), "100"),
    ("natural E 400 IU x 0.67 mg", _taken("d-alpha-tocopherol", "400", "IU"), "268"),
    ("synthetic E 400 IU x 0.45 mg", _taken("dl-alpha-tocopherol", "400", "IU"), "180"),
    (
        "1 tablet with 400 IU, twice a day",
        _taken("Multivitamin", "1", "tablet", contents=_holds(D, "400", "IU"), **TWICE),
        "800",
    ),
    (
        "1 tablet with 10 µg of vitamin D",
        _taken("Multivitamin", "1", "tablet", contents=_holds(D, "10", "µg")),
        "400",
    ),
    (
        "2 tablets with 100 mg, every other day",
        _taken("Multi", "2", "tablets", contents=_holds(MG, "100", "mg"), every_days=2),
        "100",
    ),
    (
        "3 drops of 1,000 IU",
        _taken("Vitamin D", "3", "drops", contents=_holds(D, "1000", "IU")),
        "3000",
    ),
    (
        "half a tablet with 600 mg of calcium",
        _taken("Calcium + D3", "0.5", "tablet", contents=_holds(CA, "600", "mg")),
        "300",
    ),
]


@pytest.mark.parametrize(
    ("taken", "amount"), [it[1:] for it in EXAMPLES], ids=[it[0] for it in EXAMPLES]
)
def test_worked_examples(taken: Pair, amount: str) -> None:
    total = _total(taken)
    assert total.amount == Fraction(amount)
    assert not total.not_counted


def test_weekly_course_in_micrograms() -> None:
    total = _total(_taken("Vit D", "50000", "IU", every_days=7))
    assert total.amount_ug == Fraction(1250, 7)
    assert total_words(total) == "7,143 IU a day (178.6 µg)"


def test_everything_that_contains_it_adds_up() -> None:
    """2,000 IU + 2 x 400 IU + 1,000 IU = 3,800 IU; 241.2 mg + 100 mg = 341.2 mg."""
    both = (*_holds(D, "1000", "IU"), *_holds(MG, "100", "mg"))
    totals = _totals(
        _taken("Vitamin D3", "2000", "IU"),
        _taken("Multivitamin", "1", "tablet", contents=_holds(D, "400", "IU"), times_a_day=2),
        _taken("Bone mix", "1", "sachet", contents=both),
        _taken("Magnesium oxide", "400", "mg", basis=SALT),
    )
    assert totals[D].amount == 3800
    assert totals[MG].amount == Fraction("341.2")
    assert [part.treatment.name for part in totals[D].parts] == [
        *("Vitamin D3", "Multivitamin", "Bone mix")
    ]


@pytest.mark.parametrize(
    ("taken", "why", "low", "high"),
    [
        (_taken("Mg oxide", "400", "mg"), NotCounted.SALT_OR_ELEMENT, "241.2", "400"),
        (_taken("Magnesium", "400", "mg"), NotCounted.SALT_OR_ELEMENT, None, "400"),
        (_taken("Magnesium", "400", "mg", basis=SALT), NotCounted.SALT_UNKNOWN, None, "400"),
        (_taken("Vitamin E", "400", "IU"), NotCounted.UNIT_SIZE, "180", "268"),
        (_taken("Vitamin D", "1000", "IU", every_days=None), NotCounted.AS_NEEDED, None, None),
        (_taken("Vitamin D"), NotCounted.NO_DOSE, None, None),
        (_taken("Vitamin D", "5", "mmol"), NotCounted.UNIT, None, None),
        (_taken("Vitamin D", "1", "tablet"), NotCounted.CONTENTS, None, None),
    ],
)
def test_what_is_not_known_is_named_and_not_counted(
    taken: Pair, why: NotCounted, low: str | None, high: str | None
) -> None:
    total = _total(taken)
    assert total.amount == 0
    assert not total.parts
    (part,) = total.not_counted
    assert part.daily.why is why
    assert part.daily.low == (Fraction(low) if low else None)
    assert part.daily.high == (Fraction(high) if high else None)
    assert total_sentences(total)[0].startswith(f"Not counted for {daily_name(total)}: ")


def daily_name(total: DailyTotal) -> str:
    return {"vitamin_d": "vitamin D", "vitamin_e": "vitamin E"}.get(total.nutrient, total.nutrient)


def test_a_salt_in_doubt_is_told_with_both_readings() -> None:
    (sentence,) = total_sentences(_total(_taken("Mg oxide", "400", "mg")))
    assert sentence == (
        "Not counted for magnesium: Mg oxide, because the weight on the label may be the "
        "salt or the magnesium in it (241.2 mg or 400 mg a day)."
    )


def test_a_product_of_unknown_contents_is_named_where_something_else_is_counted() -> None:
    multi = _taken("Multivitamin", "1", "tablet")
    assert _totals(multi) == {}
    total = _totals(multi, _taken("Vitamin D", "1000", "IU"))[D]
    assert total.amount == 1000
    assert total_sentences(total) == (
        "Not counted for vitamin D: Multivitamin, because its contents are not recorded.",
    )


@pytest.mark.parametrize("name", ["Vitamin D3 with K2", "Vitamin D with calcium"])
def test_an_iu_of_a_product_with_vitamin_d_is_one_of_vitamin_d(name: str) -> None:
    (total,) = _totals(_taken(name, "2000", "IU")).values()
    assert total.nutrient is D
    assert total.amount == Fraction(2000)
    assert not total.not_counted


def test_an_iu_of_a_multivitamin_may_be_of_vitamin_e() -> None:
    assert _totals(_taken("Multivitamin", "400", "IU")) == {}


def test_what_else_is_in_a_drop_is_not_lost_beside_its_iu() -> None:
    treatment, (phase,) = _taken("D3 + K2", "2000", "IU")
    found = {it.nutrient: it for it in nutrients_of(treatment, phase, supplements())}
    assert (found[D].amount, found[D].may_contain) == (Fraction(2000), False)
    kept = found[Nutrient.VITAMIN_K]
    assert (kept.amount, kept.may_contain) == (None, True)
    treatment, (phase,) = _taken(
        "D3 + K2", "2000", "IU", contents=_holds(Nutrient.VITAMIN_K, "45", "µg")
    )
    found = {it.nutrient: it for it in nutrients_of(treatment, phase, supplements())}
    assert (found[D].amount, found[Nutrient.VITAMIN_K].why) == (Fraction(2000), NotCounted.UNIT)


def test_contents_beside_a_measured_dose_are_not_lost() -> None:
    totals = _totals(_taken("Vit D", "1000", "IU", contents=_holds(Nutrient.VITAMIN_K, "45", "µg")))
    assert totals[D].amount == 1000
    assert totals[Nutrient.VITAMIN_K].not_counted[0].daily.why is NotCounted.UNIT


def test_only_the_phases_of_the_day_count() -> None:
    treatment, (first,) = _taken("Vit D", "50000", "IU", every_days=7)
    then = Phase(treatment_id=treatment.id, start=DAY, dose=Decimal(2000), unit="IU")
    ended = Phase(
        treatment_id=treatment.id,
        start=first.start,
        end=DAY - timedelta(days=1),
        dose=Decimal(50000),
        unit="IU",
        every_days=7,
    )
    assert _total((treatment, (ended, then))).amount == 2000
    (before,) = daily_totals([(treatment, (ended, then))], ended.start, supplements=supplements())
    assert before.amount == Fraction(50000, 7)
    assert daily_totals([(treatment, (then,))], ended.start, supplements=supplements()) == ()


def test_an_own_supplement_counts_its_share() -> None:
    own = OwnEntry(
        catalogue=CatalogueKind.SUPPLEMENT,
        name="Sea magnesium",
        nutrient=MG,
        unit="mg",
        factor=Decimal("0.32"),
    )
    treatment, (phase,) = _taken("sea magnesium", "500", "mg")
    (daily,) = nutrients_of(treatment, phase, supplements().with_own([own]))
    assert daily.amount == 160


# --- against intakes ------------------------------------------------------------------------------


def test_above_the_upper_intake_is_one_calm_sentence() -> None:
    total = _total(_taken("Vitamin D", "6000", "IU"))
    assert (total.is_above_upper, total.is_prescribed_course) == (True, False)
    (sentence,) = total_sentences(total)
    assert sentence == (
        "6,000 IU of vitamin D a day is above the upper intake of 4,000 IU (European "
        "Food Safety Authority; US National Academies). Please talk to your doctor or pharmacist."
    )


def test_exactly_the_upper_intake_is_not_above_it() -> None:
    total = _total(_taken("Vitamin D", "100", "µg"))
    assert total.amount == 4000
    assert total_sentences(total) == ()


def test_magnesium_between_the_two_upper_intakes_names_the_lower_one() -> None:
    total = _total(_taken("Magnesium", "300", "mg", basis=ELEMENTAL))
    (sentence,) = total_sentences(total)
    assert sentence == (
        "300 mg of magnesium a day from supplements is above the upper intake of 250 mg "
        "(European Food Safety Authority). Please talk to your doctor or pharmacist."
    )
    assert (
        "250 mg (European Food Safety Authority) and 350 mg (US National Academies)"
        in (total_sentences(_total(_taken("Magnesium", "400", "mg", basis=ELEMENTAL)))[0])
    )


def test_a_prescribed_course_is_named_as_such_and_not_as_a_breach() -> None:
    total = _total(_taken("Vitamin D", "50000", "IU", every_days=7, prescribed=True))
    assert total.is_prescribed_course
    (sentence,) = total_sentences(total)
    assert sentence == (
        "50,000 IU weekly is 7,143 IU a day on average: a prescribed course, to go with "
        "blood tests and the advice of who prescribed it."
    )


@pytest.mark.parametrize(
    ("dose", "every_days", "is_asked"),
    [("50000", 7, False), ("60000", 7, False), ("50000", 1, True), ("70000", 7, False)],
)
def test_a_course_of_more_than_ten_thousand_units_a_day_is_to_be_looked_at_again(
    dose: str, every_days: int, is_asked: bool
) -> None:
    """50,000 IU daily is mostly a slip for weekly; 70,000 / 7 is exactly 10,000."""
    taken = _taken("Vit D", dose, "IU", every_days=every_days, prescribed=True)
    (sentence,) = total_sentences(_total(taken))
    asks = "Please check that dose and rhythm stand here as prescribed." in sentence
    assert asks is is_asked


def test_what_is_prescribed_is_named_beside_an_own_dose_that_is_too_much_by_itself() -> None:
    course = _taken("Vit D", "50000", "IU", every_days=7, prescribed=True)
    total = _total(course, _taken("D3", "5000", "IU"))
    (sentence,) = total_sentences(total)
    assert sentence == (
        "12,143 IU of vitamin D a day is above the upper intake of 4,000 IU (European Food Safety "
        "Authority; US National Academies). 7,143 IU of it a day is prescribed. "
        "Please talk to your doctor or pharmacist."
    )


def test_an_own_dose_beside_a_course_is_told_with_it() -> None:
    course = _taken("Vitamin D", "50000", "IU", every_days=7, prescribed=True)
    total = _total(course, _taken("Multivitamin", "1", "tablet", contents=_holds(D, "400", "IU")))
    assert total.is_prescribed_course
    assert total_sentences(total)[0].endswith("In all it is 7,543 IU of vitamin D a day.")


@pytest.mark.parametrize(
    ("prescribed", "own"), [("50000", "6000"), ("4200", "3900"), ("28000", "4001")]
)
def test_what_nobody_prescribed_keeps_it_from_being_a_course(prescribed: str, own: str) -> None:
    """6,000 and 4,001 IU are above by themselves; 600 IU prescribed a day is not."""
    course = _taken("Vitamin D", prescribed, "IU", every_days=7, prescribed=True)
    total = _total(course, _taken("D3", own, "IU"))
    assert total.is_above_upper
    assert not total.is_prescribed_course


def test_recommended_follows_age_and_names_who_says_so() -> None:
    taken = _taken("Vitamin D", "1000", "IU")
    assert recommended_words(_total(taken, birth_year=1955)) == (
        "Recommended: 800 IU for people over 70 (US National Academies), food included"
    )
    assert recommended_words(_total(taken)) == (
        "Recommended: 600 IU for people up to 70 (US National Academies) and 800 IU for people over"
        " 70 (US National Academies), food included"
    )
    assert upper_words(_total(_taken("Potassium", "5", "mmol"))) == ""


def test_calcium_has_a_lower_upper_intake_over_fifty() -> None:
    taken = _taken("Calcium", "2200", "mg", basis=ELEMENTAL)
    assert not _total(taken, birth_year=1990).is_above_upper
    assert "2,000 mg for people over 50" in total_sentences(_total(taken, birth_year=1960))[0]


@pytest.mark.parametrize(
    ("amount", "unit", "words"),
    [
        ("50000/7", "IU", "7,143 IU"),
        ("1250/7", "µg", "178.6 µg"),
        ("50", "µg", "50 µg"),
        ("112.5", "mg", "112.5 mg"),
        ("1.3", "mg", "1.3 mg"),
        ("0.125", "mg", "0.13 mg"),
        ("72.075", "mg", "72.1 mg"),
        ("0", "IU", "0 IU"),
        ("100", "IU", "100 IU"),
        ("1000.4", "mg", "1,000 mg"),
    ],
)
def test_amounts_are_rounded_for_the_eye_only(amount: str, unit: str, words: str) -> None:
    assert amount_words(Fraction(amount), unit) == words


@pytest.mark.parametrize(
    ("typed", "plain"),
    [("mcg", "µg"), ("\u03bcg", "µg"), ("ug", "µg"), ("i.u.", "IU"), ("IE", "IU"), ("mval", "mEq")],
)
def test_units_have_one_spelling(typed: str, plain: str) -> None:
    assert plain_unit(typed) == plain
    assert is_measured(typed)


def test_tablets_are_counted_not_measured() -> None:
    assert not any(map(is_measured, ("tablet", "drops", "ml", "", "\U0001f48a")))


# --- properties -----------------------------------------------------------------------------------

doses = st.decimals(0, 100_000, places=3, allow_nan=False, allow_infinity=False)
rhythms = st.fixed_dictionaries(
    {"every_days": st.integers(1, 90), "times_a_day": st.integers(1, 6)}
)
vitamin_d = st.builds(
    lambda dose, unit, rhythm: _taken("Vitamin D", str(dose), unit, **rhythm),
    doses,
    st.sampled_from(["IU", "µg"]),
    rhythms,
)


@given(st.lists(vitamin_d, min_size=1, max_size=5))
def test_daily_equivalents_add_up_over_treatments(taken: list[Pair]) -> None:
    alone = [_total(it).amount for it in taken]
    assert _total(*taken).amount == sum(alone)


@given(vitamin_d, st.integers(-400, 400), st.integers(0, 400))
def test_splitting_a_phase_changes_no_day(taken: Pair, cut: int, length: int) -> None:
    treatment, (phase,) = taken
    end = phase.start + timedelta(days=length)
    at = phase.start + timedelta(days=min(max(cut, 1), length)) if length else None
    whole = replace(phase, id=uuid4(), start=phase.start, end=end)
    parts = [whole]
    if at is not None:
        before = replace(phase, id=uuid4(), start=phase.start, end=at - timedelta(days=1))
        parts = [before, replace(phase, id=uuid4(), start=at, end=end)]
    for day in {phase.start, phase.start + timedelta(days=cut), at or end, end}:
        one = daily_totals([(treatment, [whole])], day, supplements=supplements())
        two = daily_totals([(treatment, parts)], day, supplements=supplements())
        assert [it.amount for it in one] == [it.amount for it in two]
        assert bool(one) == (phase.start <= day <= end)


@given(
    doses,
    st.sampled_from([it for it in supplements().entries if it.elemental_fraction is not None]),
    rhythms,
)
def test_salt_and_element_are_the_same_amount_told_twice(
    dose: Decimal, salt: Any, rhythm: dict[str, int]
) -> None:
    share = salt.elemental_fraction
    elemental = dose * share.numerator / Decimal(share.denominator)
    as_salt = _total(_taken(salt.name, str(dose), "mg", basis=SALT, **rhythm)).amount
    as_element = _total(_taken(salt.name, f"{elemental:f}", "mg", basis=ELEMENTAL, **rhythm)).amount
    assert as_salt == as_element
    assert as_salt / share * rhythm["every_days"] / rhythm["times_a_day"] == Fraction(dose)


@given(doses, rhythms)
def test_units_of_one_amount_come_to_the_same(dose: Decimal, rhythm: dict[str, int]) -> None:
    in_ug = _total(_taken("Vitamin D", str(dose), "µg", **rhythm)).amount
    assert in_ug == _total(_taken("Vitamin D", str(dose * 40), "IU", **rhythm)).amount
