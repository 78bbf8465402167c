"""Compare the nights with a treatment against those without it: which method, and what to flag.

Which nights count as what is the caller's (`Labels`); minima and thresholds are those that the
project's simulation of single diaries settled on.
"""

from dataclasses import replace

from crampdiary.analysis.circular import circular_shift
from crampdiary.analysis.compared import (
    SIDES,
    ComparedNights,
    calendar_nights,
    compared_nights,
    side_of_blocks,
    side_of_nights,
)
from crampdiary.analysis.many import share_of_level
from crampdiary.analysis.rate import LEVEL
from crampdiary.analysis.rate_ratio import Method, RateRatio, conditional, pooled_quasi_poisson
from crampdiary.analysis.results import (
    BASELINE,
    ENOUGH_NIGHTS_TO_COMPARE,
    LEAST_NIGHTS_TO_COMPARE,
    NIGHTS_OF_A_YEAR,
    TREATMENT,
    Comparison,
    Context,
    Flag,
    Labels,
)
from crampdiary.analysis.season import season_ratio
from crampdiary.analysis.sentences.comparison import comparison_sentences
from crampdiary.analysis.weeks import NightSeries

# On each side, for whole weeks to be compared.
ENOUGH_BLOCKS = 6
ENOUGH_CRAMPS = 5
# Below, a spread between weeks is a guess: two weeks a side leave two degrees.
LEAST_DEGREES_OF_FREEDOM = 2
# Quiet nights tend to be the ones not recorded; beyond this the sides may not be alike in that.
UNEQUAL_SHARE = 0.2
MONTH_BEFORE_NIGHTS = 28


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
    """Compare treatment and baseline nights of `series`, as `labels` tell them, and word it.

    `method` None chooses: whole weeks from 56 recorded nights, 6 kept weeks and 5 cramps on each
    side on; else mid-p where a side has under 5 cramps or 6 weeks, or exact; nothing below 28
    recorded nights. The latter two count cramps for less where weeks spread (effective counts): in
    the project's simulation of clustered diaries without any change that takes false differences
    from 20 to 27 of 100 down to 8 to 12. A method asked for is computed as it stands wherever it
    can be. `comparisons` is how many are made of this diary; `with_weeks_before` and `steady` are
    the labels of the two second lines.
    """
    nights = compared_nights(series, labels)
    found = _without_ratio(series, labels, name, comparisons, context or Context())
    flags = _flags_of_none(found, nights)
    ratio = None
    if not flags:
        ratio, flags = _ratio_and_flags(nights, method, LEVEL)
    if ratio is not None:
        found = _with_ratio(series, found, nights, ratio)
        flags += _cautions(found, nights)
        if comparisons > 1:
            adjusted, _ = _ratio_and_flags(nights, method, share_of_level(comparisons))
            found = replace(found, adjusted=adjusted)
        found = replace(
            found,
            with_weeks_before=_second_line(series, with_weeks_before, method),
            steady=_second_line(series, steady, method),
        )
    found = replace(found, flags=tuple(flags))
    return replace(found, sentences=comparison_sentences(found))


def _without_ratio(
    series: NightSeries, labels: Labels, name: str, comparisons: int, context: Context
) -> Comparison:
    """Count all nights of both kinds, whatever their strata."""
    import numpy as np

    on, off = labels.kind == TREATMENT, labels.kind == BASELINE
    treatment, baseline = (side_of_nights(series, [chosen]) for chosen in (on, off))
    lacking = [
        max(0, LEAST_NIGHTS_TO_COMPARE - side.nights_recorded) for side in (baseline, treatment)
    ]
    first = int(np.argmax(on)) if on.any() else len(on)
    return Comparison(
        name=name,
        ratio=None,
        baseline=baseline,
        treatment=treatment,
        flags=(),
        comparisons=comparisons,
        nights_needed=sum(lacking) or None,
        nights_needed_baseline=lacking[0],
        nights_needed_treatment=lacking[1],
        baseline_after=context.taken_earlier or bool((off & series.recorded)[first:].any()),
        context=context,
    )


def _flags_of_none(found: Comparison, nights: ComparedNights) -> list[Flag]:
    """Return why there is nothing to compare, if so."""
    if found.nights_needed:
        return [Flag.TOO_FEW_NIGHTS]
    if any(nights.recorded(side) < LEAST_NIGHTS_TO_COMPARE for side in SIDES):
        return [Flag.CANNOT_BE_SEPARATED]
    if not any(nights.cramps(side) for side in SIDES):
        return [Flag.NO_CRAMPS]
    return []


def _ratio_and_flags(
    nights: ComparedNights, asked: Method | None, level: float
) -> tuple[RateRatio | None, list[Flag]]:
    """Compute the ratio by the method asked for, or by the best these nights allow."""
    if asked in {None, Method.BLOCKS}:
        enough = _enough_weeks(nights) and all(
            nights.recorded(side) >= ENOUGH_NIGHTS_TO_COMPARE for side in SIDES
        )
        ratio = pooled_quasi_poisson(nights.blocks, level=level) if enough or asked else None
        if ratio is not None:
            return ratio, [] if enough else [Flag.METHOD_BELOW_MINIMUM]
        if asked:
            return None, [Flag.METHOD_NOT_POSSIBLE]
    flags = [Flag.ASSUMES_INDEPENDENCE]
    if asked:
        return conditional(nights.counts, method=asked, level=level), flags
    spread = _spread(nights)
    fewest = min(nights.cramps(side) for side in SIDES)
    if fewest == 0 and spread is not None:
        # The beta quantiles, wider than mid-p: here the spread rests on the other side alone.
        method = Method.EXACT
    elif fewest < ENOUGH_CRAMPS or not _enough_weeks(nights):
        method = Method.MID_P
    else:
        method = Method.EXACT
    if spread is not None and spread > 1:
        flags.append(Flag.EFFECTIVE_COUNTS)
    return conditional(nights.counts, method=method, level=level, dispersion=spread), flags


def _enough_weeks(nights: ComparedNights) -> bool:
    return all(
        nights.kept(side) >= ENOUGH_BLOCKS and nights.kept_cramps(side) >= ENOUGH_CRAMPS
        for side in SIDES
    )


def _spread(nights: ComparedNights) -> float | None:
    """Return the dispersion of the weeks where enough of them tell it."""
    found = nights.dispersion
    return found[0] if found is not None and found[1] >= LEAST_DEGREES_OF_FREEDOM else None


def _with_ratio(
    series: NightSeries, found: Comparison, nights: ComparedNights, ratio: RateRatio
) -> Comparison:
    """Add the ratio, the counts it was made from, and what is told beside it."""
    if ratio.method is Method.BLOCKS:
        sides = [side_of_blocks([pair[side] for pair in nights.blocks]) for side in SIDES]
    else:
        sides = [side_of_nights(series, [pair[side] for pair in nights.chosen]) for side in SIDES]
    span = calendar_nights(series, nights)
    fits_season = span >= NIGHTS_OF_A_YEAR and _enough_weeks(nights)
    return replace(
        found,
        ratio=ratio,
        treatment=sides[0],
        baseline=sides[1],
        calendar_nights=span,
        share_recorded_treatment=nights.share_recorded(0),
        share_recorded_baseline=nights.share_recorded(1),
        season=season_ratio(series, nights.blocks) if fits_season else None,
        circular=circular_shift(series, *nights.chosen[0]) if len(nights.chosen) == 1 else None,
    )


def _cautions(found: Comparison, nights: ComparedNights) -> list[Flag]:
    """Return what a reader must know of a comparison that has a ratio."""
    by_blocks = found.ratio is not None and found.ratio.method is Method.BLOCKS
    sides = (found.treatment, found.baseline)
    shares = [nights.share_recorded(side) for side in SIDES]
    kept_all = all(sides[side].nights_recorded == nights.recorded(side) for side in SIDES)
    said = {
        Flag.SHORT: any(nights.recorded(side) < ENOUGH_NIGHTS_TO_COMPARE for side in SIDES),
        Flag.NO_CRAMPS_ON_ONE_SIDE: not all(side.cramps for side in sides),
        Flag.WEEKS_NOT_COUNTED: by_blocks and not kept_all,
        Flag.OTHERS_HELD_EQUAL: len(nights.chosen) > 1 or bool(found.context.others),
        Flag.WEEKS_BEFORE_COUNTED: found.context.left_out_before < MONTH_BEFORE_NIGHTS,
        Flag.SEASON_NOT_SEPARATED: found.season is None,
        Flag.SEVERAL_COMPARISONS: found.comparisons > 1,
        Flag.RECORDED_UNEQUALLY: abs(shares[0] - shares[1]) > UNEQUAL_SHARE,
    }
    return [flag for flag, holds in said.items() if holds]


def _second_line(
    series: NightSeries, labels: Labels | None, method: Method | None
) -> RateRatio | None:
    if labels is None:
        return None
    nights = compared_nights(series, labels)
    if any(nights.recorded(side) < LEAST_NIGHTS_TO_COMPARE for side in SIDES):
        return None
    return _ratio_and_flags(nights, method, LEVEL)[0]
