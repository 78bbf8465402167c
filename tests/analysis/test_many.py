import pytest
from hypothesis import given
from hypothesis import strategies as st

from crampdiary.analysis.many import holm, share_of_level

p_values = st.lists(st.floats(0, 1), max_size=12)


def test_holm_agrees_with_r() -> None:
    # R 4.2.2: p.adjust(c(0.01, 0.02, 0.03, 0.04, 0.05), "holm"), and the same out of order.
    assert holm([0.01, 0.02, 0.03, 0.04, 0.05]) == pytest.approx([0.05, 0.08, 0.09, 0.09, 0.09])
    assert holm([0.04, 0.01, 0.05, 0.02, 0.03]) == pytest.approx([0.09, 0.05, 0.09, 0.08, 0.09])


@given(p_values)
def test_adjusted_values_are_larger_in_the_same_order_and_at_most_those_of_bonferroni(
    values: list[float],
) -> None:
    adjusted = holm(values)
    for value, new in zip(values, adjusted, strict=True):
        assert value <= new <= min(1, len(values) * value + 1e-15)
    order = sorted(range(len(values)), key=values.__getitem__)
    assert [adjusted[index] for index in order] == sorted(adjusted)


@given(p_values)
def test_the_order_of_comparisons_makes_no_difference(values: list[float]) -> None:
    assert holm(values[::-1]) == holm(values)[::-1]


@pytest.mark.parametrize(("comparisons", "level"), [(1, 0.95), (5, 0.99), (3, 1 - 0.05 / 3)])
def test_a_comparison_of_k_has_the_level_one_minus_a_kth_of_five_per_cent(
    comparisons: int, level: float
) -> None:
    assert share_of_level(comparisons) == pytest.approx(level)


def test_no_comparison_has_no_level() -> None:
    with pytest.raises(ValueError, match="at least one"):
        share_of_level(0)
