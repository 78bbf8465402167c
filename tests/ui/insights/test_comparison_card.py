"""Above a comparison's sentence two figures stand large only where the sentence tells a change."""

import pytest

from crampdiary.analysis.rate_ratio import Method, RateRatio
from crampdiary.analysis.results import Comparison, Side
from crampdiary.ui.insights.comparison_card import NO_CLEAR_CHANGE, headline


def _side(per_week: float | None) -> Side:
    return Side(
        cramps=40, nights_recorded=90, nights=90, cramps_per_week=per_week, low=None, high=None
    )


def _ratio(low: float, high: float | None) -> RateRatio:
    return RateRatio(ratio=0.5, low=low, high=high, p_value=0.2, level=0.95, method=Method.BLOCKS)


def _compared(
    ratio: RateRatio | None, adjusted: RateRatio | None = None, before: float | None = 4.31
) -> Comparison:
    return Comparison(
        name="Vitamin D3",
        ratio=ratio,
        baseline=_side(before),
        treatment=_side(1.44),
        flags=(),
        adjusted=adjusted,
    )


@pytest.mark.parametrize("ratio", [_ratio(0.2, 0.6), _ratio(1.2, 1.9), _ratio(1.2, None)])
def test_a_change_that_the_interval_tells_stands_large(ratio: RateRatio) -> None:
    assert headline(_compared(ratio)) == "4.3 \u2192 1.4 cramps a week"
    assert headline(_compared(ratio, ratio)) == headline(_compared(ratio))


@pytest.mark.parametrize(
    "compared",
    [
        _compared(_ratio(0.2, 1.1)),
        _compared(_ratio(0.2, None)),
        _compared(_ratio(0.2, 0.6), adjusted=_ratio(0.1, 1.2)),
    ],
)
def test_where_no_change_fits_as_well_words_stand_in_their_place(compared: Comparison) -> None:
    assert headline(compared) == NO_CLEAR_CHANGE


def test_without_a_ratio_or_a_weekly_figure_nothing_stands_large() -> None:
    assert headline(_compared(None)) == ""
    assert headline(_compared(_ratio(0.2, 0.6), before=None)) == ""
