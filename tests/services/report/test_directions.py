"""Names from right to left keep the figures behind them."""

import pytest

from crampdiary.services.report.directions import apart


@pytest.mark.parametrize("name", ["", "Magnesium", "Ελένη", "प्रिया", "王小明", "Vitamin D₃ 5 µg"])
def test_name_from_left_to_right_is_left_alone(name: str) -> None:
    assert apart(name) == name


@pytest.mark.parametrize("name", ["שרה כהן", "محمد الأمين", "Acme אקמול"])
def test_name_from_right_to_left_is_set_apart(name: str) -> None:
    assert apart(name) == f"\u2068{name}\u2069"
