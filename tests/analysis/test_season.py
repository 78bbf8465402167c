from datetime import date
from math import cos, exp, pi

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crampdiary.analysis.blocks import blocks
from crampdiary.analysis.rate_ratio import RateRatio, quasi_poisson
from crampdiary.analysis.season import season_ratio
from crampdiary.analysis.weeks import NightSeries
from tests.analysis.nights import series as nights

FIRST = date(2023, 1, 1)
JULY = date(2023, 7, 15).toordinal()


def wave(night: int) -> float:
    """Return the time of year as the cosine of its distance from the middle of July."""
    return cos(2 * pi * (FIRST.toordinal() + night - JULY) / 365.25)


def diary(
    nights: int, on: "np.ndarray[tuple[int], np.dtype[np.bool_]]", ratio: float
) -> NightSeries:
    """Cramps exactly as often as a yearly wave and the ratio say, many a night, without chance."""
    expected = [
        2000 * exp(0.35 * wave(night)) * (ratio if on[night] else 1) for night in range(nights)
    ]
    return NightSeries(
        first=FIRST,
        recorded=np.ones(nights, dtype=np.bool_),
        cramps=np.rint(expected).astype(np.int64),
    )


def both(
    nights: int, on: "np.ndarray[tuple[int], np.dtype[np.bool_]]", ratio: float
) -> list[RateRatio]:
    series = diary(nights, on, ratio)
    pair = blocks(series, on), blocks(series, ~on)
    found = [quasi_poisson(*pair), season_ratio(series, [pair])]
    assert None not in found
    return [one for one in found if one is not None]


@pytest.mark.parametrize("ratio", [1.0, 0.5, 1.3])
def test_a_summer_against_the_rest_of_the_year_is_told_from_a_change(ratio: float) -> None:
    on = np.zeros(730, dtype=np.bool_)
    on[500:620] = True
    naive, allowed_for = both(730, on, ratio)
    assert naive.ratio is not None
    assert allowed_for.ratio is not None
    assert naive.ratio > 1.3 * ratio
    assert allowed_for.ratio == pytest.approx(ratio, rel=2e-3)
    assert naive.degrees_of_freedom is not None
    assert allowed_for.degrees_of_freedom == naive.degrees_of_freedom - 2


def test_each_stratum_has_its_own_level() -> None:
    nights = np.arange(728)
    on, second = nights % 364 >= 182, nights >= 364
    level = np.where(second, 3, 1)
    series = diary(728, on, 0.6)
    series = NightSeries(
        first=FIRST, recorded=series.recorded, cramps=(series.cramps * level).astype(np.int64)
    )
    strata = [(blocks(series, on & own), blocks(series, ~on & own)) for own in (second, ~second)]
    found = season_ratio(series, strata)
    assert found is not None
    assert found.ratio == pytest.approx(0.6, rel=2e-3)


def test_a_side_without_cramps_or_without_weeks_has_no_seasonal_ratio() -> None:
    on = np.arange(400) >= 200
    quiet = diary(400, on, 0)
    assert season_ratio(quiet, [(blocks(quiet, on), blocks(quiet, ~on))]) is None
    assert season_ratio(quiet, [(blocks(quiet, on & False), blocks(quiet, ~on))]) is None
    assert season_ratio(quiet, []) is None


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.sampled_from(["0000000", "1010101", "0000300", "-------", "2-2-2-2"]), min_size=60),
    st.lists(st.booleans(), min_size=200, max_size=200),
    st.lists(st.integers(0, 2), min_size=200, max_size=200),
)
def test_any_diary_gives_a_seasonal_ratio_in_its_interval_or_none(
    weeks: list[str], on: list[bool], stratum: list[int]
) -> None:
    series = nights("".join(weeks))
    treated, own = (np.repeat(np.array(values)[: len(weeks)], 7) for values in (on, stratum))
    strata = [
        (blocks(series, treated & (own == number)), blocks(series, ~treated & (own == number)))
        for number in range(3)
    ]
    found = season_ratio(series, strata)
    if found is not None:
        assert found.ratio is not None
        assert found.high is not None
        assert 0 < found.low <= found.ratio <= found.high < float("inf")
        assert 0 <= found.p_value <= 1
