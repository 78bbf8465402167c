from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crampdiary.analysis.rate import garwood, rate
from crampdiary.domain.nights import NightCount, NightState

FIRST = date(2026, 1, 1)


def counts(*cramps: int | None) -> list[NightCount]:
    states = {True: NightState.WITH_CRAMPS, False: NightState.WITHOUT_CRAMPS}
    return [
        NightCount(
            night=FIRST + timedelta(days=number),
            state=NightState.NOT_RECORDED if count is None else states[count > 0],
            cramps=count or 0,
        )
        for number, count in enumerate(cramps)
    ]


# Reference limits: stats::poisson.test of R 4.2.2 (exact, central).
@pytest.mark.parametrize(
    ("events", "exposure", "scale", "level", "low", "high"),
    [
        (137, 24.19893, 1, 0.95, 4.7531248, 6.69270933),
        (0, 1, 1, 0.95, 0, 3.68887945),
        (1, 1, 1, 0.95, 0.025317808, 5.57164339),
        (5, 1, 1, 0.95, 1.62348639, 11.6683321),
        (20, 1, 1, 0.95, 12.2165196, 30.8883779),
        (100, 1, 1, 0.95, 81.3639913, 121.626794),
        (10, 110, 1, 0.95, 0.0435944427, 0.167185055),
        (0, 14, 7, 0.95, 0, 1.84443973),
        (4, 14, 7, 0.95, 0.544932687, 5.12079434),
        (2, 14, 7, 0.95, 0.121104639, 3.61234383),
        (31, 57, 7, 0.95, 2.58668372, 5.40375752),
        (3, 14, 7, 0.9, 0.408845724, 3.87682826),
    ],
)
def test_garwood_limits_agree_with_r_to_six_digits(
    events: int, exposure: float, scale: float, level: float, low: float, high: float
) -> None:
    limits = garwood(events, exposure, scale=scale, level=level)
    assert limits.low == pytest.approx(low, rel=1e-6)
    assert limits.high == pytest.approx(high, rel=1e-6)


@pytest.mark.parametrize(("events", "exposure"), [(0, 0), (3, -1), (-1, 14)])
def test_a_rate_without_time_observed_is_refused(events: int, exposure: float) -> None:
    with pytest.raises(ValueError, match="exposure"):
        garwood(events, exposure)


def test_rate_divides_by_recorded_nights_only() -> None:
    result = rate(counts(*[1] * 4, *[0] * 10, *[None] * 30))
    assert (result.cramps, result.nights_recorded, result.nights_in_range) == (4, 14, 44)
    assert result.nights_with_cramps == 4
    assert result.cramps_per_week == 2
    assert result.cramps_per_week_low == pytest.approx(0.544932687, rel=1e-6)
    assert result.cramps_per_week_high == pytest.approx(5.12079434, rel=1e-6)


def test_thirteen_recorded_nights_give_the_counts_alone() -> None:
    result = rate(counts(*[2] * 13, None))
    assert (result.cramps, result.nights_recorded, result.nights_in_range) == (26, 13, 14)
    assert result.cramps_per_week is None
    assert result.cramps_per_week_low is None
    assert result.cramps_per_week_high is None


@pytest.mark.parametrize(
    "state", [NightState.DONT_REMEMBER, NightState.NOT_TRACKING, NightState.NOT_RECORDED]
)
def test_a_night_that_nobody_recorded_is_not_a_night_without_cramps(state: NightState) -> None:
    result = rate([*counts(*[0] * 14), NightCount(night=date(2026, 3, 1), state=state)])
    assert (result.nights_recorded, result.nights_in_range) == (14, 15)


def test_the_rate_of_no_nights_is_all_zero_counts() -> None:
    result = rate([])
    assert (result.cramps, result.nights_recorded, result.nights_in_range) == (0, 0, 0)
    assert result.cramps_per_week is None


def test_nights_with_cramps_and_the_share_recorded_are_told() -> None:
    result = rate(counts(3, 0, None, 1))
    assert result.nights_with_cramps == 2
    assert result.share_recorded == 0.75
    assert rate([]).share_recorded is None


@pytest.mark.parametrize(
    ("cramps", "longest"),
    [
        ([], 0),
        ([1, 2], 0),
        ([None], 0),
        ([0], 1),
        ([0, 0, 1, 0, 0, 0], 3),
        ([0, 0, None, 0, 1], 2),
        ([0, 0, None, 0, 0, 0, 0], 4),
    ],
)
def test_the_longest_stretch_without_cramps_ends_at_a_night_that_is_not_recorded(
    cramps: list[int | None], longest: int
) -> None:
    assert rate(counts(*cramps)).longest_without == longest


def test_nights_left_out_of_the_list_end_a_stretch_too_whatever_its_order() -> None:
    nights = counts(0, 0, 0, 0, 0, 0)
    del nights[2]
    assert rate(nights[::-1]).longest_without == 3


@given(st.lists(st.none() | st.integers(0, 20), min_size=14, max_size=60))
def test_the_rate_lies_within_its_limits(cramps: list[int | None]) -> None:
    result = rate(counts(*cramps))
    if result.cramps_per_week is not None:
        assert result.cramps_per_week_low is not None
        assert result.cramps_per_week_high is not None
        assert result.cramps_per_week_low <= result.cramps_per_week <= result.cramps_per_week_high
