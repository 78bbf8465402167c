"""The circular shift: how special the real start is among all the starts that could have been.

Edgington and Onghena, Randomization Tests (2007). A check for the detail view: it holds up against
slow drift, which no interval does, but it rarely finds a change that is there.
"""

from typing import TYPE_CHECKING

from crampdiary.analysis.results import CircularShift
from crampdiary.analysis.weeks import NightSeries

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_TIE = 1e-12


def circular_shift(
    series: NightSeries, treatment: "NDArray[np.bool_]", baseline: "NDArray[np.bool_]"
) -> CircularShift | None:
    """Slide both masks by 0, 1, ... nights round the series and count the changes as big.

    A change is |ln of the rate ratio|; one of a side without cramps is infinite, and one of a side
    without recorded nights, or of no cramps at all, does not count. None where the real one is of
    that kind.
    """
    import numpy as np

    if not len(series.cramps):
        return None
    cramps = np.where(series.recorded, series.cramps, 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        rate_1, rate_0 = (
            _slid(cramps, chosen) / _slid(series.recorded, chosen)
            for chosen in (treatment, baseline)
        )
        change = np.abs(np.log(rate_1) - np.log(rate_0))
    if np.isnan(change[0]):
        return None
    at_least = int(np.count_nonzero(change >= change[0] - _TIE))
    return CircularShift(shifts=len(change), at_least=at_least, p_value=at_least / len(change))


def _slid(
    values: "NDArray[np.int64] | NDArray[np.bool_]", chosen: "NDArray[np.bool_]"
) -> "NDArray[np.float64]":
    """Return, for each shift, the sum of `values` on the nights that are then `chosen`.

    A circular correlation by Fourier transforms: sums are whole, so rounding makes them exact.
    """
    import numpy as np

    spectrum = np.fft.rfft(values.astype(np.float64)) * np.conj(
        np.fft.rfft(chosen.astype(np.float64))
    )
    sums: NDArray[np.float64] = np.rint(np.fft.irfft(spectrum, n=len(values)))
    # Rounding leaves zeros that are negative, whose logarithm is none.
    return np.abs(sums)
