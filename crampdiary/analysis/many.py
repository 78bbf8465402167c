"""Several comparisons of one diary: one of them differs by chance the more easily."""

from collections.abc import Sequence


def share_of_level(comparisons: int, *, level: float = 0.95) -> float:
    """Return the level of each of `comparisons` intervals at which all together hold `level`.

    Bonferroni: 1 - (1 - level) / comparisons.

    >>> share_of_level(5)
    0.99
    """
    if comparisons < 1:
        raise ValueError(f"at least one comparison is needed, not {comparisons}")
    return 1 - (1 - level) / comparisons


def holm(p_values: Sequence[float]) -> list[float]:
    """Return p values adjusted for their number, in the order given.

    Holm, Scandinavian Journal of Statistics 6 (1979) 65; as R's `p.adjust(p, "holm")`.

    >>> holm([0.01, 0.04, 0.03])
    [0.03, 0.06, 0.06]
    """
    adjusted = [0.0] * len(p_values)
    highest = 0.0
    for rank, index in enumerate(sorted(range(len(p_values)), key=p_values.__getitem__)):
        highest = max(highest, min(1.0, (len(p_values) - rank) * p_values[index]))
        adjusted[index] = highest
    return adjusted
