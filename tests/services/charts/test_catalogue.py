"""The charts' names: for typing, and in plain words for reading."""

import pytest

from crampdiary.services.charts.catalogue import CHARTS

JARGON = ("raster", "adherence", "factor", "rate", "plot", "map", "labs")


def test_every_chart_is_called_something_else() -> None:
    assert len({drawn.label for drawn in CHARTS.values()}) == len(CHARTS)


@pytest.mark.parametrize("name", CHARTS)
def test_a_charts_label_is_short_and_holds_no_jargon(name: str) -> None:
    label = CHARTS[name].label
    assert 0 < len(label) <= 20
    assert label[0].isupper()
    assert not any(word in label.casefold() for word in JARGON)
