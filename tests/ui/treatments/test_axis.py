"""Where phases and months stand on the page's time axis, and small words of its forms."""

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

TODAY = date(2026, 11, 22)
TREATMENT = Treatment(name="Vitamin D3")


def phase(start: date, end: date | None = None) -> Phase:
    return Phase(treatment_id=TREATMENT.id, start=start, end=end, dose=Decimal(2000), unit="IU")


LOADING = phase(date(2026, 3, 16), date(2026, 5, 10))


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
