"""Days with something against days without it: how cramps in the night after went together.

Ratios on a scale on which half and double lie as far from 1; nothing here says what leads to what.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crampdiary.analysis.factor_results import FactorFlag, FactorResult
from crampdiary.analysis.rate_ratio import RateRatio
from crampdiary.analysis.sentences.factors import FACTOR_WORDS
from crampdiary.charts.chart import Cell, Chart, Coverage, Size, Table, size_px
from crampdiary.charts.dot_marks import DotRow, mark_colour
from crampdiary.charts.dot_plot import dot_plot
from crampdiary.charts.dot_room import DotWords
from crampdiary.charts.dot_scale import ratio_scale
from crampdiary.charts.heading import with_span
from crampdiary.charts.hint import hint_sheet
from crampdiary.charts.style import ChartStyle

if TYPE_CHECKING:
    from matplotlib.figure import Figure

TITLE = "Times as many cramps after a day with …"
EMPTY = (
    "Too little is noted yet. Once you have noted for some weeks what your days were like, what"
    " went together with more or fewer cramps will stand here."
)
NO_DIFFERENCE = "1: no difference"
ENDS = ("fewer cramps", "more cramps")
_WIDTH_IN = 8.0


@dataclass(frozen=True, slots=True, kw_only=True)
class FactorsData:
    """What came of each factor, in the order in which they are shown."""

    results: Sequence[FactorResult]
    coverage: Coverage

    @property
    def compared(self) -> list[tuple[FactorResult, RateRatio]]:
        """Return those that have a ratio."""
        return [(one, one.ratio) for one in self.results if one.ratio is not None]

    @property
    def not_compared(self) -> list[FactorResult]:
        """Return those of which too little is noted."""
        return [one for one in self.results if one.ratio is None]


def factors(data: FactorsData, style: ChartStyle, size_in: Size | None = None) -> "Figure":
    """Return the figure, `size_in` inches wide and high (96 logical pixels an inch).

    Without a height it is as high as its rows want.
    """
    width_px, height_px = size_px(size_in, _WIDTH_IN)
    if too_little(data):
        return hint_sheet(EMPTY, style, width_px=width_px, height_px=height_px).figure
    rows = [_row(result, ratio, style) for result, ratio in data.compared]
    return dot_plot(
        rows,
        DotWords(
            title=TITLE,
            notes=_notes(data, style),
            below=_below(data),
            ends=ENDS,
            line=NO_DIFFERENCE,
        ),
        ratio_scale(_reaches(data)),
        style,
        width_px=width_px,
        height_px=height_px,
    ).figure


def summary(data: FactorsData) -> str:
    """Return in one sentence each ratio with its interval, and what has too little to compare."""
    if too_little(data):
        return EMPTY
    compared = [
        (
            FACTOR_WORDS[result.factor],
            _number(ratio.ratio or 0),
            f"(95 % interval {_limits(ratio)}, {_nights(result)})",
        )
        for result, ratio in data.compared
    ]
    said = [
        f"with {factor} {times} times as many {limits}" for factor, times, limits in compared[1:]
    ]
    factor, times, limits = compared[0]
    cover = data.coverage
    rest = "; ".join([*said, *map(_lowered, _below(data)), f"{cover.words}, {cover.span_words}"])
    return (
        f"Days with {factor} went together with {times} times as many cramps in the night as other "
        f"days of the same two weeks {limits}; {rest}."
    )


def table(data: FactorsData) -> Table:
    """Return each factor with its counts, its ratio, and limits with and without the others."""
    return Table(
        columns=(
            "Day before",
            "Cramps with",
            "Nights with",
            "Cramps without",
            "Nights without",
            "Ratio",
            "95 % from",
            "95 % to",
            "Allowing for all, from",
            "Allowing for all, to",
            "Comparisons",
        ),
        rows=tuple(map(_cells, data.results)),
    )


def too_little(data: FactorsData) -> str:
    """Return what is said in place of the chart where nothing can be compared."""
    return "" if data.compared else EMPTY


def _row(result: FactorResult, ratio: RateRatio, style: ChartStyle) -> DotRow:
    wider = result.adjusted
    return DotRow(
        name=FACTOR_WORDS[result.factor],
        value=ratio.ratio,
        low=ratio.low,
        high=ratio.high,
        wider=None if wider is None else (wider.low, wider.high),
        label=_number(ratio.ratio or 0),
        beside=_nights(result),
        beside_short=_nights(result).replace(" nights", ""),
        colour=mark_colour(style.palette.cramp, style),
    )


def _cells(result: FactorResult) -> tuple[Cell, ...]:
    ratio, wider = result.ratio, result.adjusted
    limits = (
        *((None, None, None) if ratio is None else (ratio.ratio, ratio.low, ratio.high)),
        *((None, None) if wider is None else (wider.low, wider.high)),
    )
    return (
        FACTOR_WORDS[result.factor],
        result.with_.cramps,
        result.with_.nights_recorded,
        result.without.cramps,
        result.without.nights_recorded,
        *(None if value is None else round(value, 4) for value in limits),
        result.comparisons,
    )


def _nights(result: FactorResult) -> str:
    with_, without = result.with_.nights_recorded, result.without.nights_recorded
    return f"{with_:,} nights with, {without:,} without"


def _limits(ratio: RateRatio) -> str:
    high = "no upper limit" if ratio.high is None else _number(ratio.high)
    return f"{_number(ratio.low)} to {high}"


def _number(ratio: float) -> str:
    """Return a ratio with the digits that tell it from 1: "0.96", "0.997", "2.8" or "12"."""
    digits = 2 if ratio < 1.995 else 1 if ratio < 9.95 else 0  # noqa: PLR2004 - said above
    told = f"{ratio:,.{digits}f}"
    return f"{ratio:.3f}" if told == "1.00" and ratio != 1 else told


def _reaches(data: FactorsData) -> list[float]:
    return [
        value
        for result, ratio in data.compared
        for found in (ratio, result.adjusted)
        if found is not None
        for value in (found.ratio, found.low, found.high)
        if value is not None
    ]


def _notes(data: FactorsData, style: ChartStyle) -> list[str]:
    """Return the coverage, what the lines are and which nights are compared, dates at last."""
    several = max(result.comparisons for result, _ in data.compared)
    said = [data.coverage.words, "thick line: 95 % interval"]
    if any(result.adjusted is not None for result, _ in data.compared):
        said.append(f"thin line: allowing for {several} comparisons")
    span = data.coverage.span_words
    return with_span([*said, "compared within the same two weeks", span], span, style)


def _below(data: FactorsData) -> list[str]:
    """Return the lines on what cannot be compared, and why."""
    untold = [one for one in data.not_compared if FactorFlag.NOT_TOLD in one.flags]
    few = [one for one in data.not_compared if one not in untold]
    said = []
    if few:
        named = (f"{FACTOR_WORDS[one.factor]} ({_nights(one)})" for one in few)
        said.append(f"Too little to compare: {'; '.join(named)}")
    if untold:
        named = (FACTOR_WORDS[one.factor] for one in untold)
        said.append(f"Not noted yet: {', '.join(named)}")
    return said


def _lowered(words: str) -> str:
    return words[:1].lower() + words[1:]


FACTORS = Chart(
    name="factors",
    title=TITLE,
    figure=factors,
    summary=summary,
    table=table,
    too_little=too_little,
)
