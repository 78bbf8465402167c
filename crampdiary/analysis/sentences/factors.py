"""What is said of days with something and the cramps of the nights after them.

Nights are those of blocks that hold both kinds. The words say what went together, never why.
"""

from crampdiary.analysis.factor_results import (
    MIN_CRAMPS,
    MIN_NIGHTS,
    Factor,
    FactorFlag,
    FactorResult,
)
from crampdiary.analysis.rate_ratio import RateRatio
from crampdiary.analysis.sentences.amounts import more_or_fewer, range_of

FACTOR_WORDS: dict[Factor, str] = {
    Factor.FLUIDS: "less to drink than usual",
    Factor.HARD_EXERCISE: "hard exercise",
    Factor.ALCOHOL: "alcohol",
    Factor.LONG_SITTING: "long sitting or standing",
    Factor.HEAT: "heat and sweating",
    Factor.TRAVEL: "travel",
}

NOT_TOLD = "Nothing is noted yet that tells days with {factor} from days without."
TOO_FEW_NIGHTS = (
    "Not enough is recorded yet to compare days with {factor} and other days of the same two "
    "weeks: {needed} nights of each are needed, and there are {with_nights} and {without_nights}."
)
TOO_FEW_CRAMPS = (
    "There were too few cramps to compare days with {factor} and other days of the same two "
    "weeks: {needed} of each are needed, and there are {with_cramps} on {with_nights} nights and "
    "{without_cramps} on {without_nights}."
)
TOO_FEW_BLOCKS = (
    "Days with {factor} and days without lie too rarely in the same two weeks to be compared."
)
WENT_TOGETHER = (
    "Days with {factor} went together with {change} cramps in the night, compared with other days "
    "of the same two weeks: {with_cramps} on {with_nights} nights, against {without_cramps} on "
    "{without_nights}. Allowing for the ups and downs in this diary, anything from {range} fits."
)
WENT_TOGETHER_OF_SEVERAL = (
    "Days with {factor} went together with {change} cramps in the night, compared with other days "
    "of the same two weeks: {with_cramps} on {with_nights} nights, against {without_cramps} on "
    "{without_nights}. Allowing for the ups and downs in this diary and for {comparisons} "
    "comparisons, anything from {range} fits."
)
CANNOT_TELL = (
    "Days with {factor}: this diary is too short to tell. There were {with_cramps} cramps on "
    "{with_nights} nights, against {without_cramps} on {without_nights} other nights of the same "
    "two weeks. Allowing for its ups and downs, anything from {range} fits."
)
CANNOT_TELL_OF_SEVERAL = (
    "Days with {factor}: this diary is too short to tell. There were {with_cramps} cramps on "
    "{with_nights} nights, against {without_cramps} on {without_nights} other nights of the same "
    "two weeks. Allowing for its ups and downs and for {comparisons} comparisons, anything from "
    "{range} fits."
)
ABOUT_THE_SAME = (
    "Days with {factor} and other days of the same two weeks went together with about as many "
    "cramps in the night: {with_cramps} on {with_nights} nights, against {without_cramps} on "
    "{without_nights}. Allowing for the ups and downs in this diary, anything from {range} fits."
)
ABOUT_THE_SAME_OF_SEVERAL = (
    "Days with {factor} and other days of the same two weeks went together with about as many "
    "cramps in the night: {with_cramps} on {with_nights} nights, against {without_cramps} on "
    "{without_nights}. Allowing for the ups and downs in this diary and for {comparisons} "
    "comparisons, anything from {range} fits."
)

# An interval inside these limits holds no change worth a person's notice (the usual 80 to 125 %).
_ALIKE_LOW, _ALIKE_HIGH = 0.8, 1.25
_TOO_LITTLE = {
    FactorFlag.NOT_TOLD: (NOT_TOLD, 0),
    FactorFlag.TOO_FEW_NIGHTS: (TOO_FEW_NIGHTS, MIN_NIGHTS),
    FactorFlag.TOO_FEW_CRAMPS: (TOO_FEW_CRAMPS, MIN_CRAMPS),
    FactorFlag.TOO_FEW_BLOCKS: (TOO_FEW_BLOCKS, 0),
}


def factor_sentence(result: FactorResult) -> str:
    """Return what to say of a result; the interval is the one that allows for the others."""
    counts = {
        "factor": FACTOR_WORDS[result.factor],
        "with_cramps": result.with_.cramps,
        "with_nights": result.with_.nights_recorded,
        "without_cramps": result.without.cramps,
        "without_nights": result.without.nights_recorded,
        "comparisons": result.comparisons,
    }
    stated = result.stated
    if stated is None:
        template, needed = next(_TOO_LITTLE[flag] for flag in result.flags if flag in _TOO_LITTLE)
        return template.format(**counts, needed=needed)
    template = _template(stated, several=result.comparisons > 1)
    change = more_or_fewer(stated.ratio or 0)
    return template.format(**counts, change=change, range=range_of(stated.low, stated.high))


def _template(stated: RateRatio, *, several: bool) -> str:
    """Return what the interval leaves to be said: a difference, none worth notice, or nothing."""
    if stated.excludes_no_change:
        return WENT_TOGETHER_OF_SEVERAL if several else WENT_TOGETHER
    if stated.low >= _ALIKE_LOW and stated.high is not None and stated.high <= _ALIKE_HIGH:
        return ABOUT_THE_SAME_OF_SEVERAL if several else ABOUT_THE_SAME
    return CANNOT_TELL_OF_SEVERAL if several else CANNOT_TELL
