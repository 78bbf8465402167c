"""What a treatment's phases amount to on a day, in words."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crampdiary.domain.records import Condition, Phase, Treatment
from crampdiary.ui.shared.breakable import breakable
from crampdiary.ui.shared.type_ahead import with_own_first
from crampdiary.ui.treatments.axis import labels, shared_axis
from crampdiary.ui.treatments.conditions import since_words
from crampdiary.ui.treatments.story import Stage, Story, span_words, stories

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
    treatment = Treatment(name="Vitamin D3")
    chosen = tuple(replace(one, prescribed=prescribed) for one in phases)
    return stories([(treatment, chosen)], TODAY)[0]


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
            "Now 2,000 IU daily, since 11 May 2026",
            ("Before: 50,000 IU weekly, 16 Mar to 10 May 2026",),
        ),
        ((COMING,), Stage.PLANNED, "Planned: 1,000 IU daily, from 1 Dec 2026", ()),
        ((PAST,), Stage.ENDED, "1,000 IU daily, 1 Dec 2025 to 5 Jan 2026", ()),
        (
            (PAST, LOADING),
            Stage.ENDED,
            "Last: 50,000 IU weekly, 16 Mar to 10 May 2026",
            ("Before: 1,000 IU daily, 1 Dec 2025 to 5 Jan 2026",),
        ),
        (
            (LOADING, COMING),
            Stage.PLANNED,
            "Planned: 1,000 IU daily, from 1 Dec 2026",
            ("Before: 50,000 IU weekly, 16 Mar to 10 May 2026",),
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


def test_badges_say_whose_choice_and_where_it_stands() -> None:
    assert story(GOING, prescribed=True).badges == ("prescribed",)
    assert story(PAST, prescribed=False).badges == ("own choice", "ended")
    assert story(COMING).badges == ("planned",)
    assert story(phase(TODAY, every=None)).badges == ("as needed",)
    assert story().badges == ()


def test_what_is_taken_stands_before_what_is_planned_and_what_ended() -> None:
    named = {"a": PAST, "b": COMING, "c": GOING}
    found = [(Treatment(name=name), (phase,)) for name, phase in named.items()]
    assert [told.treatment.name for told in stories(found, TODAY)] == ["c", "b", "a"]


def test_own_names_are_offered_first_and_each_once() -> None:
    assert with_own_first(["magnesium", "Own"], ["Own", "Magnesium", "Iron"]) == [
        "magnesium",
        "Own",
        "Iron",
    ]


@pytest.mark.parametrize(
    ("since", "until", "words"),
    [
        (date(2015, 5, 3), None, "since 3 May 2015"),
        (None, date(2020, 6, 1), "until 1 Jun 2020"),
        (date(2015, 5, 3), date(2020, 6, 1), "3 May 2015 to 1 Jun 2020"),
        (None, None, ""),
    ],
)
def test_a_condition_says_the_days_that_are_known(
    since: date | None, until: date | None, words: str
) -> None:
    assert since_words(Condition(name="Pregnancy", since=since, until=until)) == words


days = st.dates(date(1990, 1, 1), date(2040, 1, 1))


@given(st.lists(st.tuples(days, st.none() | st.integers(0, 3000)), max_size=5), days)
def test_phases_never_leave_the_axis(spans: list[tuple[date, int | None]], today: date) -> None:
    known = [
        phase(start, None if days is None else start + timedelta(days=days))
        for start, days in spans
    ]
    axis = shared_axis(known, today)
    assert axis.first <= today <= axis.last
    for extent in map(axis.extent, known):
        assert extent is None or 0 <= extent[0] < extent[1] <= 1


@given(st.integers(0, 6000), st.floats(80, 3000))
def test_month_labels_never_touch_nor_leave_the_bar(before: int, width: float) -> None:
    axis = shared_axis([phase(TODAY - timedelta(days=before))], TODAY)
    placed = labels(axis, width, lambda text: 7.0 * len(text), 10)
    ends = [left + 7.0 * len(text) for left, text in placed]
    assert all(end + 10 <= left for end, (left, _) in zip(ends[:-1], placed[1:], strict=True))
    assert all(left >= 0 and end <= width for end, (left, _) in zip(ends, placed, strict=True))


def test_a_year_stands_somewhere_on_the_axis() -> None:
    axis = shared_axis([LOADING], TODAY)
    placed = labels(axis, 600, lambda text: 7.0 * len(text), 10)
    assert placed[0][1] == "Mar 2026"


@given(st.text(max_size=200))
def test_breaking_long_words_changes_nothing_that_is_seen(text: str) -> None:
    plain = text.replace("\u200b", "")
    assert breakable(plain).replace("\u200b", "") == plain
    assert all(len(run) <= 21 for run in breakable(plain).replace("\u200b", " ").split())


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
