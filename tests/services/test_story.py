"""What a treatment's phases amount to on a day, in words."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crampdiary.domain.choices import DoseBasis, DoseStatus, Nutrient
from crampdiary.domain.ingredients import Ingredient
from crampdiary.domain.records import Dose, Phase, Treatment
from crampdiary.services.story import Stage, Story, span_words, stories

TODAY = date(2026, 11, 22)
TREATMENT = Treatment(name="Vitamin D3")


def phase(start: date, end: date | None = None, dose: str = "2000", every: int | None = 1) -> Phase:
    return Phase(
        treatment_id=TREATMENT.id,
        start=start,
        end=end,
        dose=Decimal(dose),
        unit="IU",
        every_days=every,
    )


def story(*phases: Phase, prescribed: bool | None = None) -> Story:
    chosen = tuple(replace(one, prescribed=prescribed) for one in phases)
    return stories([(TREATMENT, chosen)], TODAY)[0]


def equivalent(name: str, contents: tuple[Ingredient, ...] = (), **fields: Any) -> str:
    """Return what one phase of a treatment gives a day."""
    treatment = Treatment(name=name, contents=contents)
    given_phase = replace(Phase(treatment_id=treatment.id, start=TODAY), **fields)
    (told,) = stories([(treatment, (given_phase,))], TODAY)
    assert told.main_taken is not None
    return told.main_taken.equivalent


LOADING = phase(date(2026, 3, 16), date(2026, 5, 10), "50000", 7)
GOING = phase(date(2026, 5, 11))
COMING = phase(date(2026, 12, 1), None, "1000")
PAST = phase(date(2025, 12, 1), date(2026, 1, 5), "1000")


@pytest.mark.parametrize(
    ("phases", "stage", "line", "others"),
    [
        (
            (LOADING, GOING),
            Stage.TAKING,
            "Now 2,000 IU (50 µg) a day, since 11 May 2026",
            ("Before: 50,000 IU weekly, 16 Mar to 10 May 2026, 100 % taken",),
        ),
        ((COMING,), Stage.PLANNED, "Planned: 1,000 IU (25 µg) a day, from 1 Dec 2026", ()),
        ((PAST,), Stage.ENDED, "1,000 IU (25 µg) a day, 1 Dec 2025 to 5 Jan 2026", ()),
        (
            (PAST, LOADING),
            Stage.ENDED,
            "Last: 50,000 IU weekly, 16 Mar to 10 May 2026",
            ("Before: 1,000 IU daily, 1 Dec 2025 to 5 Jan 2026, 100 % taken",),
        ),
        (
            (LOADING, COMING),
            Stage.PLANNED,
            "Planned: 1,000 IU (25 µg) a day, from 1 Dec 2026",
            ("Before: 50,000 IU weekly, 16 Mar to 10 May 2026, 100 % taken",),
        ),
        ((), Stage.ENDED, "No dates recorded", ()),
    ],
)
def test_the_line_tells_what_is_taken_now_or_next_or_was_last(
    phases: tuple[Phase, ...], stage: Stage, line: str, others: tuple[str, ...]
) -> None:
    told = story(*phases)
    assert (told.stage, told.line, told.others) == (stage, line, others)


def test_the_last_day_of_a_phase_still_counts_as_taking() -> None:
    assert story(phase(TODAY, TODAY)).stage is Stage.TAKING
    assert story(phase(TODAY, TODAY + timedelta(days=1))).stage is Stage.TAKING
    assert story(phase(TODAY - timedelta(days=1), TODAY - timedelta(days=1))).stage is Stage.ENDED


@given(st.integers(-800, 800), st.none() | st.integers(0, 800))
def test_every_treatment_has_exactly_one_stage(offset: int, days: int | None) -> None:
    start = TODAY + timedelta(days=offset)
    told = story(phase(start, None if days is None else start + timedelta(days=days)))
    is_over = days is not None and start + timedelta(days=days) < TODAY
    expected = Stage.ENDED if is_over else Stage.PLANNED if start > TODAY else Stage.TAKING
    assert told.stage is expected


def test_badges_say_whose_choice_and_that_it_is_as_needed() -> None:
    assert story(GOING, prescribed=True).badges == ("prescribed",)
    assert story(PAST, prescribed=False).badges == ("own choice",)
    assert story(COMING).badges == ()
    assert story(phase(TODAY, every=None)).badges == ("as needed",)
    assert story().badges == ()


def test_a_course_that_gave_way_to_an_own_choice_is_called_so() -> None:
    course = (replace(LOADING, prescribed=True), replace(GOING, prescribed=False))
    (told,) = stories([(TREATMENT, course)], TODAY)
    assert told.badges == ("prescribed course, then own choice",)


def test_what_is_taken_stands_before_what_is_planned_and_what_ended() -> None:
    named = {"a": PAST, "b": COMING, "c": GOING}
    found = [(Treatment(name=name), (phase,)) for name, phase in named.items()]
    assert [told.treatment.name for told in stories(found, TODAY)] == ["c", "b", "a"]


def test_each_phase_says_how_much_of_it_was_taken() -> None:
    missed = [Dose(treatment_id=TREATMENT.id, day=date(2026, 3, day)) for day in (23, 30)]
    extra = Dose(treatment_id=TREATMENT.id, day=date(2026, 6, 1), status=DoseStatus.EXTRA)
    (told,) = stories(
        [(TREATMENT, (LOADING, GOING))], TODAY, doses={TREATMENT.id: [*missed, extra]}
    )
    assert told.others == ("Before: 50,000 IU weekly, 16 Mar to 10 May 2026, 75 % taken",)
    assert told.adherence_lines == (
        "50,000 IU weekly, 16 Mar to 10 May 2026: 75 % taken (6 of 8)",
        "2,000 IU daily, since 11 May 2026: 100 % taken (195 of 195), 1 extra",
    )
    assert told.main_taken is not None
    assert told.main_taken.taken_in_short == "100 % taken"


def _item(nutrient: Nutrient, amount: str, unit: str) -> Ingredient:
    return Ingredient(nutrient=nutrient, amount=Decimal(amount), unit=unit)


# By hand: 50,000 / 7 = 7,142.9; / 40 = 178.6 µg. Magnesium citrate is 16.16 % magnesium.
EQUIVALENTS: list[tuple[str, dict[str, Any], str]] = [
    ("Vitamin D3", {"dose": Decimal(2000), "unit": "IU"}, "2,000 IU (50 µg) a day"),
    ("Vit D", {"dose": Decimal(25), "unit": "µg"}, "1,000 IU (25 µg) a day"),
    (
        "Vitamin D3",
        {"dose": Decimal(50000), "unit": "IU", "every_days": 7},
        "7,143 IU (179 µg) a day on average",
    ),
    (
        "Vitamin D3",
        {"dose": Decimal(50000), "unit": "IU", "every_days": 7, "prescribed": True},
        "7,143 IU (179 µg) a day on average: a prescribed course",
    ),
    (
        "Vitamin D3",
        {"dose": Decimal(1000), "unit": "IU", "prescribed": True},
        "1,000 IU (25 µg) a day",
    ),
    (
        "Magnesium citrate",
        {"dose": Decimal(150), "unit": "mg", "times_a_day": 2, "basis": DoseBasis.ELEMENTAL},
        "300 mg elemental magnesium a day",
    ),
    (
        "Magnesium citrate",
        {"dose": Decimal(1000), "unit": "mg", "basis": DoseBasis.SALT},
        "161.6 mg elemental magnesium a day",
    ),
    (
        "Magnesium citrate",
        {"dose": Decimal(300), "unit": "mg"},
        "The weight on the label may be the salt or the magnesium in it (48.5 mg or 300 mg a day)",
    ),
    ("Magnesium citrate", {"dose": Decimal(300), "unit": "mg", "every_days": None}, ""),
    ("Taurine", {"dose": Decimal(500), "unit": "mg"}, ""),
    ("Multivitamin", {"dose": Decimal(1), "unit": "tablet"}, "Its contents are not recorded"),
]


@pytest.mark.parametrize(("name", "fields", "words"), EQUIVALENTS)
def test_a_phase_says_what_it_gives_a_day(name: str, fields: dict[str, Any], words: str) -> None:
    assert equivalent(name, **fields) == words


def test_a_product_says_what_all_its_contents_give_a_day() -> None:
    contents = (_item(Nutrient.VITAMIN_D, "400", "IU"), _item(Nutrient.MAGNESIUM, "100", "mg"))
    words = equivalent("Centrum", contents, dose=Decimal(2), unit="tablet")
    assert words == "800 IU (20 µg) vitamin D, 200 mg elemental magnesium a day"


def test_a_product_names_even_the_only_thing_in_it() -> None:
    contents = (_item(Nutrient.VITAMIN_D, "400", "IU"),)
    words = equivalent("Cod liver oil", contents, dose=Decimal(1), unit="capsule")
    assert words == "400 IU (10 µg) vitamin D a day"


def test_a_daily_equivalent_is_said_once() -> None:
    assert story(GOING).equivalent == ""
    assert story(replace(GOING, at_bedtime=True)).equivalent == "2,000 IU (50 µg) a day"


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (date(2026, 5, 11), None, "since 11 May 2026"),
        (date(2026, 12, 1), None, "from 1 Dec 2026"),
        (date(2026, 3, 16), date(2026, 5, 10), "16 Mar to 10 May 2026"),
        (date(2025, 12, 16), date(2026, 1, 10), "16 Dec 2025 to 10 Jan 2026"),
        (date(2026, 5, 5), date(2026, 5, 5), "on 5 May 2026"),
    ],
)
def test_dates_of_a_phase_are_said_without_repeating(
    start: date, end: date | None, words: str
) -> None:
    assert span_words(phase(start, end), TODAY) == words
