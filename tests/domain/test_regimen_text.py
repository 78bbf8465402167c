"""A regimen is read from one line as people write it, and written so that it reads back."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crampdiary.domain.choices import DoseBasis, Weekday
from crampdiary.domain.dose_text import FORMS
from crampdiary.domain.errors import InvalidValueError
from crampdiary.domain.nights import ONE_DAY
from crampdiary.domain.records import Phase
from crampdiary.domain.regimen_text import read_regimen, regimen_words
from crampdiary.domain.rhythm_text import Rhythm, read_rhythm

TREATMENT = UUID(int=4)
TODAY = date(2026, 11, 22)
DAILY, WEEKLY = Rhythm(), Rhythm(every_days=7)


def read(text: str) -> tuple[Phase, ...]:
    return read_regimen(text, TREATMENT, today=TODAY)


def bare(phases: tuple[Phase, ...]) -> list[Phase]:
    """Return phases that are equal where they say the same."""
    return [replace(phase, id=TREATMENT) for phase in phases]


def refused(text: str) -> InvalidValueError:
    with pytest.raises(InvalidValueError) as caught:
        read(text)
    return caught.value


def test_loading_course_and_upkeep_are_entered_in_one_go() -> None:
    text = "50,000 IU weekly for 8 weeks from 2026-03-16, then 2,000 IU daily"
    loading, upkeep = read(text)
    assert (loading.start, loading.end) == (date(2026, 3, 16), date(2026, 5, 10))
    assert (loading.dose, loading.unit, loading.every_days) == (Decimal(50_000), "IU", 7)
    assert (upkeep.start, upkeep.end) == (date(2026, 5, 11), None)
    assert (upkeep.dose, upkeep.unit, upkeep.every_days) == (Decimal(2_000), "IU", 1)
    assert regimen_words([loading, upkeep]) == text


def test_regimen_begins_on_the_given_day_or_today() -> None:
    assert read("2,000 IU daily")[0].start == TODAY
    start = date(2026, 12, 1)
    (phase,) = read_regimen("2,000 IU daily", TREATMENT, today=TODAY, start=start)
    assert phase.start == start


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("1 tablet twice a day", {"dose": 1, "unit": "tablet", "times_a_day": 2}),
        ("Take 1 tablet 3x daily", {"dose": 1, "unit": "tablet", "times_a_day": 3}),
        ("300 mg at bedtime", {"dose": 300, "unit": "mg", "at_bedtime": True}),
        ("300 mg every night", {"dose": 300, "at_bedtime": True}),
        ("2 x 150 mg a day", {"dose": 150, "unit": "mg", "times_a_day": 2}),
        ("2 x 150 mg at bedtime", {"dose": 300, "times_a_day": 1, "at_bedtime": True}),
        ("2 x 25,000 IU weekly", {"dose": 50_000, "times_a_day": 1, "every_days": 7}),
        ("1000 IU every other day", {"dose": 1000, "every_days": 2}),
        ("1000 IU every 3 days", {"every_days": 3}),
        ("1 tablet every 8 hours", {"every_days": 1, "times_a_day": 3}),
        ("1 tablet bid", {"times_a_day": 2}),
        ("50,000 IU weekly on Sunday", {"every_days": 7, "weekday": Weekday.SUNDAY}),
        ("50,000 IU on Mondays", {"every_days": 7, "weekday": Weekday.MONDAY}),
        ("50,000 IU every 2 weeks on Mon", {"every_days": 14, "weekday": Weekday.MONDAY}),
        ("50,000 IU every other Friday", {"every_days": 14, "weekday": Weekday.FRIDAY}),
        ("1 tablet as needed", {"dose": 1, "every_days": None}),
        ("as needed", {"dose": None, "unit": "", "every_days": None}),
        ("weekly", {"dose": None, "every_days": 7}),
        ("half a tablet daily", {"dose": Decimal("0.5"), "unit": "tablet"}),
        ("½ tablet daily", {"dose": Decimal("0.5"), "unit": "tablet"}),
        ("two capsules daily", {"dose": 2, "unit": "capsule"}),
        ("a tablet a day", {"dose": 1, "unit": "tablet", "every_days": 1}),
        ("2 500 IU daily", {"dose": 2500, "unit": "IU"}),
        ("0,5 ml daily", {"dose": Decimal("0.5"), "unit": "ml"}),
        ("25 mcg daily", {"dose": 25, "unit": "mcg"}),
        ("20 drops daily", {"dose": 20, "unit": "drop", "form": ""}),
        ("2,000 IU drops daily", {"unit": "IU", "form": "drops"}),
        ("1 x 500 mg tablet daily", {"dose": 500, "unit": "mg", "form": "tablet"}),
        ("2 tablets of 500 mg daily", {"dose": 1000, "unit": "mg", "form": "tablet"}),
        ("1 capsule (25 µg) daily", {"dose": 25, "unit": "µg", "form": "capsule"}),
        ("300 mg elemental daily", {"dose": 300, "basis": DoseBasis.ELEMENTAL}),
        ("300 mg as magnesium daily", {"basis": DoseBasis.ELEMENTAL}),
        ("300 mg as magnesium citrate daily", {"basis": DoseBasis.SALT}),
        ("300 mg as citrate daily", {"basis": DoseBasis.SALT}),
        ("300 mg daily, prescribed", {"prescribed": True}),
        ("300 mg daily, own choice", {"prescribed": False}),
        ("300 mg daily from 2026-03-16", {"start": date(2026, 3, 16), "end": None}),
        ("300 mg daily from tomorrow", {"start": date(2026, 11, 23)}),
        ("300 mg daily until 2026-12-24", {"start": TODAY, "end": date(2026, 12, 24)}),
        ("300 mg daily for 10 days", {"end": date(2026, 12, 1)}),
        ("300 mg daily for a month", {"end": date(2026, 12, 21)}),
        ("300 mg daily for 2 months", {"end": date(2027, 1, 21)}),
        ("50,000 IU once", {"end": TODAY, "every_days": 1}),
        (
            "300 mg daily from 16 March 2026 to May 10, 2026",
            {"start": date(2026, 3, 16), "end": date(2026, 5, 10)},
        ),
        (
            "2026-03-16 to 2026-05-10: 50,000 IU weekly",
            {"start": date(2026, 3, 16), "end": date(2026, 5, 10), "dose": 50_000},
        ),
    ],
)
def test_one_phase_as_people_write_it(text: str, fields: dict[str, Any]) -> None:
    (phase,) = read(text)
    assert {name: getattr(phase, name) for name in fields} == fields


@pytest.mark.parametrize(
    "between", [", then ", "; ", "\n", " afterwards ", ", and then: ", " followed by ", ";\n"]
)
def test_parts_follow_each_other_without_a_gap(between: str) -> None:
    first, second = read(f"50,000 IU weekly for 8 weeks{between}2,000 IU daily")
    assert second.start == (first.end or TODAY) + ONE_DAY


def test_part_with_a_day_of_its_own_ends_what_went_on() -> None:
    first, second = read("2,000 IU daily, then 4,000 IU daily from 2026-12-24")
    assert (first.end, second.start) == (date(2026, 12, 23), date(2026, 12, 24))


def test_pause_leaves_a_gap() -> None:
    first, second = read("300 mg daily for 4 weeks, then pause for 2 weeks, then 300 mg daily")
    assert (first.end, second.start) == (date(2026, 12, 19), date(2027, 1, 3))
    assert bare(read("300 mg daily for 4 weeks; 2 weeks off; 300 mg daily")) == bare(
        (first, second)
    )


def test_stop_at_the_end_adds_nothing() -> None:
    assert len(read("1 tablet daily for 8 weeks, then stop")) == 1


@pytest.mark.parametrize(
    ("text", "problem", "value", "allowed"),
    [
        ("", "empty", None, "2,000 IU daily for 8 weeks"),
        ("lots", "unreadable", "lots", "2,000 IU daily for 8 weeks"),
        ("2,000 IU daily with food", "unreadable", "with food", "goes into the note"),
        ("2,000 IU for 8 weeks", "does_not_say_how_often", "2,000 IU for 8 weeks", "daily"),
        ("50,000 IU weekly for 8 weeks, then", "incomplete", "then", "then stop"),
        ("2,000 IU daily, then 4,000 IU daily", "has_no_end", "2,000 IU daily", "for 8 weeks"),
        (
            "2,000 IU daily for 6 to 8 weeks",
            "leaves_a_choice",
            "for 6 to 8 weeks",
            "for 6 weeks or",
        ),
        ("1-2 tablets as needed", "leaves_a_choice", "1-2 tablets", "1 or 2"),
        ("300 daily", "needs_a_unit", "300", "2,000 IU"),
        ("300 mgg daily", "unknown_unit", "mgg", "2,000 IU"),
        ("50.000 IU weekly", "can_be_read_in_two_ways", "50.000", "50,000 or 50"),
        ("1.250 mg daily", "can_be_read_in_two_ways", "1.250", "1,250 or 1.25"),
        ("2 500 mg tablets daily", "can_be_read_in_two_ways", "2 500 mg tablets", "2 x 500 mg"),
        ("-5 mg daily", "is_below_zero", "-5", "a number"),
        ("0 IU daily", "out_of_range", None, "more than 0"),
        ("50,000 IU once a month", "cannot_be_planned", "once a month", "every 4 weeks"),
        ("300 mg twice a week", "cannot_be_planned", "twice a week", "every 2 or 3 days"),
        ("300 mg on Mondays and Fridays", "names_two_rhythms", None, "one of them"),
        ("300 mg weekly for 8 weeks, 200 mg daily", "names_two_rhythms", None, "then"),
        ("300 mg daily for 8 weeks until 2026-12-24", "has_two_ends", None, "a length"),
        ("300 mg 💊 daily", "unreadable", "💊", "goes into the note"),
        ("مغنيسيوم daily", "unreadable", "مغنيسيوم", "2,000 IU daily"),
        ("mg " * 400, "too_long", 1200, "1,000 characters"),
    ],
)
def test_what_is_not_understood_is_named_with_what_would_do(
    text: str, problem: str, value: object, allowed: str
) -> None:
    error = refused(text)
    assert (error.field, error.problem) == ("regimen", problem)
    assert value is None or error.value == value
    assert allowed in error.allowed


@pytest.mark.parametrize(
    ("text", "field", "problem"),
    [
        ("300 mg daily from 2026-12-24 to 2026-12-01", "to", "ends_before_start"),
        ("300 mg daily from 0900-01-01", "from", "out_of_range"),
        ("300 mg daily from 16/03/2026", "from", "not_a_date"),
        ("300 mg daily from 2026-02-30", "from", "not_a_date"),
        ("300 mg daily for 9999 years", "to", "out_of_range"),
        ("99,999,999 IU daily", "dose", "out_of_range"),
        ("1 tablet 99 times a day", "times_a_day", "out_of_range"),
        ("1 tablet every 0 days", "every", "out_of_range"),
        ("1 mg daily for 8 weeks, then 2 mg daily from 2026-11-30", "from", "overlaps"),
    ],
)
def test_value_that_cannot_be_is_refused_for_its_field(text: str, field: str, problem: str) -> None:
    error = refused(text)
    assert (error.field, error.problem) == (field, problem)


@st.composite
def regimens(draw: st.DrawFn) -> list[Phase]:
    """Draw phases one after the other, some with gaps, in words that are known."""
    start = draw(st.dates(date(2020, 1, 1), date(2030, 1, 1)))
    count = draw(st.integers(1, 4))
    found = []
    for number in range(count):
        length = draw(st.integers(1, 200))
        is_last = number == count - 1 and draw(st.booleans())
        every = draw(st.none() | st.sampled_from([1, 2, 3, 7, 14, 30, 42]))
        dose = draw(st.none() | st.decimals(0, 10**6, places=draw(st.integers(0, 4))).filter(bool))
        unit = draw(st.sampled_from(["IU", "mg", "µg", "mcg", "tablet", "drop", "patch", "gummy"]))
        is_measured = unit in {"IU", "mg", "µg", "mcg"}
        found.append(
            Phase(
                treatment_id=TREATMENT,
                id=TREATMENT,
                start=start,
                end=None if is_last else start + timedelta(days=length - 1),
                dose=dose,
                unit="" if dose is None else unit,
                form=draw(st.sampled_from(["", *FORMS])) if is_measured and dose else "",
                basis=draw(st.none() | st.sampled_from(DoseBasis)),
                every_days=every,
                times_a_day=1 if every is None else draw(st.integers(1, 6)),
                weekday=draw(st.none() | st.sampled_from(Weekday))
                if every in {7, 14, 42}
                else None,
                at_bedtime=draw(st.booleans()),
                prescribed=draw(st.none() | st.booleans()),
            )
        )
        start += timedelta(days=length + draw(st.sampled_from([0, 0, 5])))
    return found


@given(regimens())
def test_what_is_written_reads_back_the_same(phases: list[Phase]) -> None:
    assert bare(read(regimen_words(phases))) == phases


@given(st.text(max_size=60) | st.from_regex(r"[0-9a-z ,.]{0,40}(then|daily|for)[0-9a-z ,.]{0,40}"))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        phases = read(text)
    except InvalidValueError as error:
        assert error.problem  # noqa: PT017 - either outcome is right
    else:
        assert bare(read(regimen_words(phases))) == bare(phases)


@pytest.mark.parametrize(
    ("text", "rhythm"),
    [
        ("day", DAILY),
        ("every day", DAILY),
        ("daily", DAILY),
        ("week", WEEKLY),
        ("Weekly", WEEKLY),
        ("once a week", WEEKLY),
        ("3 days", Rhythm(every_days=3)),
        ("other day", Rhythm(every_days=2)),
        ("every third day", Rhythm(every_days=3)),
        ("alternate days", Rhythm(every_days=2)),
        ("every 2 weeks", Rhythm(every_days=14)),
        ("fortnightly", Rhythm(every_days=14)),
        ("twice a day", Rhythm(times_a_day=2)),
        ("3x/day", Rhythm(times_a_day=3)),
        ("8 hours", Rhythm(times_a_day=3)),
        ("bedtime", Rhythm(at_bedtime=True)),
        ("weekly on Sunday", Rhythm(every_days=7, weekday=Weekday.SUNDAY)),
        ("as needed", Rhythm(every_days=None)),
        ("needed", Rhythm(every_days=None)),
    ],
)
def test_rhythms_in_words(text: str, rhythm: Rhythm) -> None:
    assert read_rhythm(text) == rhythm


@pytest.mark.parametrize(
    "text",
    [
        *("", "often", "monthly", "biweekly", "twice a week", "every 7 hours"),
        *("daily on Mondays", "Mondays and Fridays", "twice a day as needed"),
        *("daily weekly", "daily with food"),
    ],
)
def test_other_rhythms_are_refused(text: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        read_rhythm(text)
    assert caught.value.field == "every"
    assert caught.value.allowed
