"""Nights as text, one letter each: a digit is its cramps, `-` a night that is not recorded.

The two diaries are synthetic: `NULL_CLUSTERED` has no change at all, `POISSON_EFFECT` a true ratio
of 0.6; treatment starts on their 92nd and 57th night.
"""

from datetime import date

import numpy as np
from hypothesis import strategies as st

from crampdiary.analysis.results import BASELINE, LEFT_OUT, TREATMENT, Labels
from crampdiary.analysis.weeks import NightSeries

FIRST = date(2025, 9, 1)

NULL_CLUSTERED = (
    "00001300221102000010001400003110012000000312201001130013101-"
    "000010101010000-0000101000000200000000000010032-10701000020-"
    "100000000011000101011-0-010-01010000004141110101001000001000"
    "00"
)
POISSON_EFFECT = (
    "0211113001100100110002000100000100-02210001000000--------000"
    "0010000000-00120--------0112100100-00020-00010100010"
)
NULL_CLUSTERED_START, POISSON_EFFECT_START = 91, 56

_KINDS = {"b": BASELINE, "t": TREATMENT, ".": LEFT_OUT}

diaries = st.text("00000111234-", min_size=60, max_size=160)


def series(text: str, first: date = FIRST) -> NightSeries:
    return NightSeries(
        first=first,
        recorded=np.array([letter != "-" for letter in text], dtype=np.bool_),
        cramps=np.array([0 if letter == "-" else int(letter) for letter in text], dtype=np.int64),
    )


def labels(kinds: str, strata: str | None = None) -> Labels:
    """Lay labels out: `b` baseline, `t` treatment, `.` left out; strata are digits."""
    return Labels(
        kind=np.array([_KINDS[letter] for letter in kinds], dtype=np.int64),
        stratum=np.array([int(digit) for digit in strata or "0" * len(kinds)], dtype=np.int64),
    )


def before_and_after(nights: int, start: int) -> Labels:
    return labels("b" * start + "t" * (nights - start))
