"""The names of the charts, told without loading one."""

from crampdiary.services.charts.catalogue import CHARTS
from crampdiary.services.charts.names import CHART_NAMES


def test_every_chart_is_named_in_the_order_of_the_catalogue() -> None:
    assert tuple(CHARTS) == CHART_NAMES
