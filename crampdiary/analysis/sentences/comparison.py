"""What a comparison of two periods says, to the person and to a doctor.

Never more than the figures do: no template claims that a treatment did anything.
"""

from collections.abc import Iterator

from crampdiary.analysis.rate_ratio import RateRatio
from crampdiary.analysis.results import LEAST_NIGHTS_TO_COMPARE, Comparison, Flag, Side
from crampdiary.analysis.sentences.amounts import all_of, cramps, more_or_fewer, nights, range_of
from crampdiary.analysis.sentences.cautions import cautions, foremost

# --- counts --------------------------------------------------------------------------------------
BEFORE = "Before: {rate} a week ({cramps} on {nights})."
BEFORE_COUNTS = "Before: {cramps} on {nights}."
WITHOUT = "Without: {rate} a week ({cramps} on {nights})."
WITHOUT_COUNTS = "Without: {cramps} on {nights}."
TAKING = "While taking {name}: {rate} a week ({cramps} on {nights})."
TAKING_COUNTS = "While taking {name}: {cramps} on {nights}."
TAKING_FROM_WEEK = "While taking {name} (from week {start}): {rate} a week ({cramps} on {nights})."
TAKING_FROM_NIGHT = (
    "While taking {name} (from night {start}): {rate} a week ({cramps} on {nights})."
)

# --- the ratio -----------------------------------------------------------------------------------
CHANGE = "That is {change}."
CHANGE_OTHERS_ALIKE = "With other treatments alike, that is {change}."
CHANGE_FROM_NONE = "Without it there was none, so how many times as many cannot be told."
FITS = "Allowing for the ups and downs in this diary, anything from {range} fits."
FITS_BY_CHANCE = "Allowing for chance alone, anything from {range} fits."
ABOUT_THE_SAME = "That is about the same: anything from {range} fits."
BUT_ONE_OF_SEVERAL = (
    "But this is one of {count} comparisons of this diary; allowing for that, no change fits as "
    "well."
)
BUT_TIME_OF_YEAR = "But allowing for the time of year, no change fits as well."
TOO_SHORT = "This diary is too short to tell: anything from {range} fits."

# --- no ratio ------------------------------------------------------------------------------------
TOO_FEW_WITHOUT = (
    "Too few nights to compare yet: at least {least} recorded nights are needed without {name} "
    "and {least} with it. {more} more without it would do."
)
TOO_FEW_WITH = (
    "Too few nights to compare yet: at least {least} recorded nights are needed without {name} "
    "and {least} with it. {more} more with it would do."
)
TOO_FEW_OF_BOTH = (
    "Too few nights to compare yet: at least {least} recorded nights are needed without {name} "
    "and {least} with it. {more_without} more without it and {more_with} more with it would do."
)
NOT_COUNTED = (
    "The {before} nights before the start and the first {after} nights after it are not counted."
)
NOT_COUNTED_BEFORE = "The {before} nights before the start are not counted."
NOT_COUNTED_AFTER = "The first {after} nights after the start are not counted."
NIGHT_NOT_COUNTED_BEFORE = "The night before the start is not counted."
NIGHT_NOT_COUNTED_AFTER = "The first night is not counted."
DO_NOT_STOP = "Please do not stop a medicine just for this comparison: ask your doctor first."
NO_CRAMPS = "No cramps are recorded without {name} or with it, so there is nothing to compare."
CANNOT_BE_SEPARATED = (
    "{name} cannot be separated from other treatments: too few recorded nights differ in {name} "
    "alone."
)
CANNOT_BE_SEPARATED_FROM = (
    "{name} cannot be separated from {others}: too few recorded nights differ in {name} alone."
)
METHOD_NOT_POSSIBLE = "The method asked for cannot be computed from these nights."

# --- second lines --------------------------------------------------------------------------------
ADJUSTED = (
    "This is one of {count} comparisons of this diary, and one of several differs more easily by "
    "chance. Allowing for that, anything from {range} fits."
)
STEADY = "From night 85 on alone, when levels are steady: {change}; anything from {range} fits."
STEADY_RANGE = "From night 85 on alone, when levels are steady: anything from {range} fits."
STEADY_PART = (
    "From night 85 on alone, when levels are steady: anything from {range} fits. These are fewer "
    "nights of the same diary, so this counts for less than the first figure."
)
WITH_WEEKS_BEFORE = (
    "With the weeks just before the start counted in: {change}; anything from {range} fits. "
    "Starting after a bad spell can make this figure look better than it is."
)
WITH_WEEKS_BEFORE_RANGE = (
    "With the weeks just before the start counted in: anything from {range} fits. Starting after "
    "a bad spell can make this figure look better than it is."
)
SEASON = "Allowing for the time of year as well: {change}; anything from {range} fits."
SEASON_RANGE = "Allowing for the time of year as well: anything from {range} fits."

# An interval inside these limits holds no change worth a person's notice (the usual 80 to 125 %).
_ALIKE_LOW, _ALIKE_HIGH = 0.8, 1.25
_NIGHTS_PER_WEEK = 7


def comparison_sentences(found: Comparison) -> tuple[str, ...]:
    """Return all that is said of a comparison: main sentence, cautions, second lines between."""
    if found.ratio is None:
        return (_why_none(found), *_counts(found), *_not_counted(found), *_keep_on(found))
    main = " ".join(
        (*_counts(found), *_change(found, found.ratio), *_taken_back(found, found.ratio))
    )
    return (
        main,
        *foremost(found, found.ratio),
        *_second_lines(found),
        *cautions(found),
    )


def _counts(found: Comparison) -> tuple[str, str]:
    return _baseline_counts(found), _treatment_counts(found)


def _baseline_counts(found: Comparison) -> str:
    side = found.baseline
    after = found.baseline_after
    if side.cramps_per_week is None:
        return (WITHOUT_COUNTS if after else BEFORE_COUNTS).format(**_figures(side))
    return (WITHOUT if after else BEFORE).format(**_figures(side))


def _treatment_counts(found: Comparison) -> str:
    side, lag = found.treatment, found.context.lag
    template, start = TAKING, 0
    if side.cramps_per_week is None:
        template = TAKING_COUNTS
    elif lag and lag % _NIGHTS_PER_WEEK == 0:
        template, start = TAKING_FROM_WEEK, lag // _NIGHTS_PER_WEEK + 1
    elif lag:
        template, start = TAKING_FROM_NIGHT, lag + 1
    return template.format(name=found.name, start=start, **_figures(side))


def _figures(side: Side) -> dict[str, str]:
    return {
        "cramps": cramps(side.cramps),
        "nights": nights(side.nights_recorded),
        "rate": "" if side.cramps_per_week is None else f"{side.cramps_per_week:.1f}",
    }


def _change(found: Comparison, ratio: RateRatio) -> tuple[str, ...]:
    """Tell the ratio only where its interval excludes none; else what still fits."""
    told = range_of(ratio.low, ratio.high)
    if ratio.excludes_no_change:
        fits = FITS_BY_CHANCE if ratio.dispersion is None else FITS
        if ratio.ratio is None:
            return CHANGE_FROM_NONE, fits.format(range=told)
        alike = Flag.OTHERS_HELD_EQUAL in found.flags
        change = (CHANGE_OTHERS_ALIKE if alike else CHANGE).format(
            change=more_or_fewer(ratio.ratio)
        )
        return change, fits.format(range=told)
    alike = ratio.high is not None and ratio.low >= _ALIKE_LOW and ratio.high <= _ALIKE_HIGH
    return ((ABOUT_THE_SAME if alike else TOO_SHORT).format(range=told),)


def _taken_back(found: Comparison, ratio: RateRatio) -> Iterator[str]:
    """Take a difference back at once where another look, among several or by season, does."""
    if not ratio.excludes_no_change:
        return
    if found.adjusted is not None and not found.adjusted.excludes_no_change:
        yield BUT_ONE_OF_SEVERAL.format(count=found.comparisons)
    if found.season is not None and not found.season.excludes_no_change:
        yield BUT_TIME_OF_YEAR


def _why_none(found: Comparison) -> str:
    if Flag.TOO_FEW_NIGHTS in found.flags:
        return _too_few(found)
    if Flag.NO_CRAMPS in found.flags:
        return NO_CRAMPS.format(name=found.name)
    if Flag.CANNOT_BE_SEPARATED in found.flags:
        if not found.context.others:
            return CANNOT_BE_SEPARATED.format(name=found.name)
        others = all_of(found.context.others)
        return CANNOT_BE_SEPARATED_FROM.format(name=found.name, others=others)
    return METHOD_NOT_POSSIBLE


def _too_few(found: Comparison) -> str:
    without, with_ = found.nights_needed_baseline, found.nights_needed_treatment
    if without and with_:
        return TOO_FEW_OF_BOTH.format(
            name=found.name, least=LEAST_NIGHTS_TO_COMPARE, more_without=without, more_with=with_
        )
    template = TOO_FEW_WITHOUT if without else TOO_FEW_WITH
    return template.format(name=found.name, least=LEAST_NIGHTS_TO_COMPARE, more=without or with_)


def _not_counted(found: Comparison) -> Iterator[str]:
    """Tell, where nights are wanted, which ones would not do."""
    before, after = found.context.left_out_before, found.context.lag
    if Flag.TOO_FEW_NIGHTS not in found.flags or not (before or after):
        return
    if before > 1 and after > 1:
        yield NOT_COUNTED.format(before=before, after=after)
        return
    for count, one, several in (
        (before, NIGHT_NOT_COUNTED_BEFORE, NOT_COUNTED_BEFORE),
        (after, NIGHT_NOT_COUNTED_AFTER, NOT_COUNTED_AFTER),
    ):
        if count:
            yield (one if count == 1 else several).format(before=count, after=count)


def _keep_on(found: Comparison) -> Iterator[str]:
    """Ask nobody to stop a medicine: wanted nights without it sound like that."""
    if found.nights_needed_baseline:
        yield DO_NOT_STOP


def _second_lines(found: Comparison) -> Iterator[str]:
    """Tell what else fits; a change only where the first figure and this one hold both."""
    if found.adjusted is not None:
        told = range_of(found.adjusted.low, found.adjusted.high)
        yield ADJUSTED.format(count=found.comparisons, range=told)
    holds = found.tells_a_change
    for ratio, template, range_alone in (
        (found.steady, STEADY, _steady_range(found, holds=holds)),
        (found.with_weeks_before, WITH_WEEKS_BEFORE, WITH_WEEKS_BEFORE_RANGE),
        (found.season, SEASON, SEASON_RANGE),
    ):
        if ratio is None:
            continue
        told = range_of(ratio.low, ratio.high)
        if holds and ratio.ratio is not None and ratio.excludes_no_change:
            yield template.format(change=more_or_fewer(ratio.ratio), range=told)
        else:
            yield range_alone.format(range=told)


def _steady_range(found: Comparison, *, holds: bool) -> str:
    only_part = found.steady is not None and found.steady.excludes_no_change and not holds
    return STEADY_PART if only_part else STEADY_RANGE
