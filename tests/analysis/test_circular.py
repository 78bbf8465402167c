"""Reference figures: R 4.2.2, all shifts including 0, recorded nights only, ties within 1e-12."""

from math import inf, isnan, log, nan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crampdiary.analysis.circular import circular_shift
from crampdiary.analysis.results import CircularShift
from crampdiary.analysis.weeks import NightSeries
from tests.analysis.nights import (
    NULL_CLUSTERED,
    NULL_CLUSTERED_START,
    POISSON_EFFECT,
    POISSON_EFFECT_START,
    series,
)


def from_start(text: str, start: int) -> CircularShift | None:
    on = np.arange(len(text)) >= start
    return circular_shift(series(text), on, ~on)


@pytest.mark.parametrize(
    ("text", "start", "shifts", "at_least", "p_value"),
    [
        (NULL_CLUSTERED, NULL_CLUSTERED_START, 182, 80, 0.43956044),
        (POISSON_EFFECT, POISSON_EFFECT_START, 112, 76, 0.678571429),
    ],
)
def test_shifts_with_a_change_as_big_agree_with_r(
    text: str, start: int, shifts: int, at_least: int, p_value: float
) -> None:
    found = from_start(text, start)
    assert found is not None
    assert (found.shifts, found.at_least) == (shifts, at_least)
    assert found.p_value == pytest.approx(p_value, rel=1e-8)


def test_no_cramps_on_one_side_is_the_biggest_change_there_is() -> None:
    found = from_start("1" * 10 + "0" * 10, 10)
    # Sliding by 0 or by half the series; every other start leaves cramps on both sides.
    assert found == CircularShift(shifts=20, at_least=2, p_value=0.1)


@pytest.mark.parametrize("text", ["0" * 20, "1" * 10 + "-" * 10, ""])
def test_nothing_to_slide_gives_no_check(text: str) -> None:
    assert from_start(text, 10) is None


def slowly(nights: NightSeries, kind: "np.ndarray[tuple[int], np.dtype[np.int64]]") -> list[float]:
    changes = []
    for shift in range(len(kind)):
        rates = []
        for side in (1, 0):
            chosen = (np.roll(kind, shift) == side) & nights.recorded
            rates.append(nights.cramps[chosen].sum() / chosen.sum() if chosen.any() else nan)
        change = nan if any(map(isnan, rates)) or not any(rates) else inf
        changes.append(abs(log(rates[0] / rates[1])) if all(rates) and change == inf else change)
    return changes


@given(st.data(), st.text("0001123-", min_size=1, max_size=50))
def test_sums_by_fourier_transform_are_those_of_sliding_one_by_one(
    data: st.DataObject, text: str
) -> None:
    length = len(text)
    kind = np.array(data.draw(st.lists(st.integers(-1, 1), min_size=length, max_size=length)))
    nights = series(text)
    found = circular_shift(nights, kind == 1, kind == 0)
    changes = slowly(nights, kind)
    if isnan(changes[0]):
        assert found is None
        return
    assert found is not None
    assert found.at_least == sum(change >= changes[0] - 1e-12 for change in changes)
