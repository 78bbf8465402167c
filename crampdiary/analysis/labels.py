"""Labels of nights from plain sequences, for callers that hold no arrays."""

from collections.abc import Sequence

from crampdiary.analysis.results import Labels


def labels_of(kind: Sequence[int], stratum: Sequence[int]) -> Labels:
    """Return labels of nights; both have one element a night (see `Labels`)."""
    import numpy as np

    return Labels(kind=np.array(kind, dtype=np.int64), stratum=np.array(stratum, dtype=np.int64))
