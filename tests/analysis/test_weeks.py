from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crampdiary.analysis.rate import garwood
from crampdiary.analysis.weeks import NightSeries, bins, night_series, rolling_rate, unrecorded_runs
from crampdiary.domain.nights import NightCount, NightState

FIRST = date(2026, 1, 1)
diaries = st.lists(st.none() | st.integers(0, 9), min_size=1, max_size=120)


def series(*cramps: int | None) -> NightSeries:
    return NightSeries(
        first=FIRST,
        recorded=np.array([count is not None for count in cramps]),
        cramps=np.array([count or 0 for count in cramps], dtype=np.int64),
    )


def test_a_night_not_given_is_not_recorded() -> None:
    given_nights = [
        NightCount(night=FIRST, state=NightState.WITH_CRAMPS, cramps=2),
        NightCount(night=FIRST + timedelta(days=2), state=NightState.WITHOUT_CRAMPS),
        NightCount(night=FIRST + timedelta(days=3), state=NightState.DONT_REMEMBER),
    ]
    laid_out = night_series(given_nights, FIRST, FIRST + timedelta(days=4))
    assert laid_out.recorded.tolist() == [True, False, True, False, False]
    assert laid_out.cramps.tolist() == [2, 0, 0, 0, 0]


def test_nights_outside_the_range_are_left_out() -> None:
    outside = [
        NightCount(night=FIRST + timedelta(days=shift), state=NightState.WITH_CRAMPS, cramps=3)
        for shift in (-1, 2)
    ]
    laid_out = night_series(outside, FIRST, FIRST + timedelta(days=1))
    assert laid_out.recorded.tolist() == [False, False]


def test_a_week_is_rated_by_its_recorded_nights() -> None:
    weeks = bins(series(1, 0, None, None, 2, 0, None, 5))
    assert weeks.recorded.tolist() == [4, 1]
    assert weeks.cramps.tolist() == [3, 5]
    assert weeks.per_week.tolist() == [7 * 3 / 4, 35]
    assert (weeks.start.tolist(), weeks.end.tolist()) == ([0, 7], [7, 8])


def test_a_week_without_a_record_has_no_rate() -> None:
    weeks = bins(series(*[0] * 7, *[None] * 7))
    assert weeks.per_week[0] == 0
    assert np.isnan(weeks.per_week[1])


@given(diaries, st.sampled_from([7, 28, 91]))
def test_bins_keep_every_cramp_and_every_recorded_night(
    diary: list[int | None], nights_per_bin: int
) -> None:
    result = bins(series(*diary), nights_per_bin)
    assert result.cramps.sum() == sum(count or 0 for count in diary)
    assert result.recorded.sum() == sum(count is not None for count in diary)


@given(diaries)
def test_the_rolling_rate_is_the_garwood_rate_of_the_last_28_nights(
    diary: list[int | None],
) -> None:
    rolling = rolling_rate(series(*diary))
    for index, count in enumerate(diary):
        window = [item for item in diary[max(0, index - 27) : index + 1] if item is not None]
        if count is None or len(window) < 14:
            assert np.isnan(rolling.per_week[index])
            assert np.isnan(rolling.low[index])
            assert np.isnan(rolling.high[index])
            continue
        limits = garwood(sum(window), len(window), scale=7)
        assert rolling.per_week[index] == pytest.approx(7 * sum(window) / len(window))
        assert rolling.low[index] == pytest.approx(limits.low)
        assert rolling.high[index] == pytest.approx(limits.high)


@given(diaries, st.integers(1, 9))
def test_unrecorded_runs_cover_exactly_the_long_enough_gaps(
    diary: list[int | None], at_least: int
) -> None:
    runs = unrecorded_runs(series(*diary), at_least=at_least)
    hatched = {night for start, end in runs.tolist() for night in range(start, end)}
    text = "".join("-" if count is None else "x" for count in diary)
    expected = {
        index
        for index, letter in enumerate(text)
        if letter == "-"
        and len(text[:index])
        - len(text[:index].rstrip("-"))
        + len(text[index:])
        - len(text[index:].lstrip("-"))
        >= at_least
    }
    assert hatched == expected
