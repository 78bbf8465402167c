"""Compare the nights with a treatment against those without it: which method, and what to flag."""

from crampdiary.analysis.rate_ratio import Method
from crampdiary.analysis.results import Comparison, Context, Labels
from crampdiary.analysis.weeks import NightSeries


def compare(
    series: NightSeries,
    labels: Labels,
    *,
    name: str,
    method: Method | None = None,
    comparisons: int = 1,
    context: Context | None = None,
    with_weeks_before: Labels | None = None,
    steady: Labels | None = None,
) -> Comparison:
    """Compare treatment and baseline nights of `series`.

    `method` None chooses by the stated minima. `with_weeks_before` and `steady` are labels of the
    two second lines.
    """
    raise NotImplementedError
