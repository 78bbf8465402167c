"""What the detail view and a doctor are told of a comparison: the method with its figures."""

from collections.abc import Iterator

from crampdiary.analysis.rate_ratio import Method, RateRatio
from crampdiary.analysis.results import Comparison

BY_BLOCKS = (
    "Method: {treatment_blocks} weeks against {baseline_blocks}, quasi-Poisson over 7-night "
    "blocks (dispersion {dispersion}, {freedom} degrees of freedom); rate ratio {ratio}, {level} "
    "% interval {low} to {high}, {p}."
)
BY_EXACT = "Method: exact conditional; rate ratio {ratio}, {level} % interval {low} to {high}, {p}."
BY_EXACT_EFFECTIVE = (
    "Method: exact conditional on counts divided by the dispersion {dispersion} of the weeks; "
    "rate ratio {ratio}, {level} % interval {low} to {high}, {p}."
)
BY_MID_P = "Method: mid-p conditional; rate ratio {ratio}, {level} % interval {low} to {high}, {p}."
BY_MID_P_EFFECTIVE = (
    "Method: mid-p conditional on counts divided by the dispersion {dispersion} of the weeks; "
    "rate ratio {ratio}, {level} % interval {low} to {high}, {p}."
)
CIRCULAR = (
    "Of {others} other possible start dates in this diary, {at_least} show a change at least this "
    "big."
)
CIRCULAR_ONE = (
    "Of {others} other possible start dates in this diary, one shows a change at least this big."
)
CIRCULAR_NONE = (
    "Of {others} other possible start dates in this diary, none shows a change at least this big."
)
P = "Method: mid-p conditional; rate ratio {ratio}, {level} % interval {low} to {high}, {p}."
BY_MID_P_EFFECTIVE = (
    "Method: mid-p conditional on counts divided by the dispersion {dispersion} of the weeks; "
    "rate ratio {ratio}, {level} % interval {low} to {high}, {p}."
)
CIRCULAR = (
    "Of {others} other possible start dates in this diary, {at_least} show a change at least this "
    "big."
)
P = "p = {p_value}"
P_SMALL = "p below 0.001"
NO_LIMIT = "no limit"
NOT_TOLD = "not defined"

_SMALLEST_P = 0.001


def comparison_details(found: Comparison) -> tuple[str, ...]:
    """Return what belongs on a detail view: the method with its figures, and the circular shift."""
    if found.ratio is None:
        return ()
    return (_method(found, found.ratio), *_circular(found))


def _method(found: Comparison, ratio: RateRatio) -> str:
    widened = (ratio.dispersion or 0) > 1
    template = {
        Method.BLOCKS: BY_BLOCKS,
        Method.EXACT: BY_EXACT_EFFECTIVE if widened else BY_EXACT,
        Method.MID_P: BY_MID_P_EFFECTIVE if widened else BY_MID_P,
    }[ratio.method]
    small = ratio.p_value < _SMALLEST_P
    return template.format(
        treatment_blocks=found.treatment.blocks,
        baseline_blocks=found.baseline.blocks,
        dispersion=f"{ratio.dispersion or 0:.2f}",
        freedom=ratio.degrees_of_freedom,
        ratio=NOT_TOLD if ratio.ratio is None else f"{ratio.ratio:.2f}",
        level=f"{100 * ratio.level:.3g}",
        low=f"{ratio.low:.2f}",
        high=NO_LIMIT if ratio.high is None else f"{ratio.high:.2f}",
        p=P_SMALL if small else P.format(p_value=f"{ratio.p_value:.3f}"),
    )


def _circular(found: Comparison) -> Iterator[str]:
    if found.circular is None:
        return
    as_big = found.circular.at_least - 1
    template = {0: CIRCULAR_NONE, 1: CIRCULAR_ONE}.get(as_big, CIRCULAR)
    yield template.format(others=found.circular.shifts - 1, at_least=as_big)
