"""What a comparison of two periods says, to the person and to a doctor.

Never more than the figures do: no template claims that a treatment did anything.
"""

from collections.abc import Iterator

from crampdiary.analysis.rate_ratio import Method, RateRatio
from crampdiary.analysis.results import LEAST_NIGHTS_TO_COMPARE, Comparison, Flag, Side
from crampdiary.analysis.sentences.amounts import cramps, more_or_fewer, nights, range_of

TITLE_BEFORE = "Cramps per week before and while taking {name}"
TITLE_WITHOUT = "Cramps per week without and while taking {name}"
TITLE_BEFORE_AND_WITH = "Cramps per week before and with {name}"
TITLE_WITHOUT_AND_WITH = "Cramps per week without and with {name}"

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
WITH = "With {name}: {rate} a week ({cramps} on {nights})."
WITH_COUNTS = "With {name}: {cramps} on {nights}."
WITH_FROM_WEEK = "With {name} (from week {start}): {rate} a week ({cramps} on {nights})."
WITH_FROM_NIGHT = "With {name} (from night {start}): {rate} a week ({cramps} on {nights})."

# --- the ratio -----------------------------------------------------------------------------------
CHANGE = "That is {change}."
CHANGE_FROM_NONE = "Without it there was none, so how many times as many cannot be told."
FITS = "Allowing for the ups and downs in this diary, anything from {range} fits."
ABOUT_THE_SAME = "That is about the same: anything from {range} fits."
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
NO_CRAMPS = "No cramps are recorded without {name} or with it, so there is nothing to compare."
CANNOT_BE_SEPARATED = (
    "{name} cannot be separated from other treatments: they changed together with it."
)
CANNOT_BE_SEPARATED_FROM = "{name} cannot be separated from {others}: they changed together."
METHOD_NOT_POSSIBLE = "The method asked for cannot be worked out from these nights."

# --- second lines --------------------------------------------------------------------------------
ADJUSTED = (
    "This is one of {count} comparisons of this diary, and one of several differs more easily by "
    "chance. Allowing for that, anything from {range} fits."
)
STEADY = "From night 85 on alone, when levels are steady: {change}; anything from {range} fits."
STEADY_OPEN = "From night 85 on alone, when levels are steady: anything from {range} fits."
WITH_WEEKS_BEFORE = (
    "With the weeks just before the start counted in: {change}; anything from {range} fits. "
    "Starting after a bad spell makes this figure look better than it is."
)
WITH_WEEKS_BEFORE_OPEN = (
    "With the weeks just before the start counted in: anything from {range} fits. Starting after "
    "a bad spell makes this figure look better than it is."
)
SEASON = "Allowing for the time of year as well: {change}; anything from {range} fits."

# --- cautions ------------------------------------------------------------------------------------
WEEKS_LEFT_OUT = (
    "People often start something new when cramps are at their worst, and cramps then ease by "
    "themselves. We left out the {weeks} weeks before you started, but this cannot be ruled out."
)
NIGHTS_LEFT_OUT = (
    "People often start something new when cramps are at their worst, and cramps then ease by "
    "themselves. We left out the {nights} nights before you started, but this cannot be ruled "
    "out."
)
FEW_NIGHTS_LEFT_OUT = (
    "People often start something new when cramps are at their worst, and cramps then ease by "
    "themselves. Only the {nights} nights before you started were left out, so this may be what "
    "the figures show."
)
NOTHING_LEFT_OUT = (
    "People often start something new when cramps are at their worst, and cramps then ease by "
    "themselves. The weeks before you started are counted in, so this may be what the figures "
    "show."
)
# Cochrane: Garrison and others, CD009402 (2012, 2020); Roguin Maor and others 2017.
DUMMY_TABLETS = (
    "In trials, people given dummy tablets had about 28 to 36 % fewer cramps after four weeks "
    "(Cochrane 2012 and 2020; Roguin Maor 2017: 8.5 to 5.5 a week). A fall of that size says "
    "nothing about {name}."
)
ONE_PERSON = (
    "This is one person, not blinded, not randomised. To test it: stop and restart in a random "
    "order with your doctor's agreement, at least 8 weeks each."
)
SEASON_UNKNOWN = (
    "Across many people, cramps are about twice as frequent in summer as in winter. With less "
    "than a year of records, the time of year and {name} cannot be told apart."
)
SEASON_NOT_FITTED = (
    "Across many people, cramps are about twice as frequent in summer as in winter. These records "
    "are too few to tell the time of year and {name} apart."
)
SHORT = (
    "One side has only {nights}. Below 56 on each side, even half as many cramps can rarely be "
    "told from chance."
)
INDEPENDENCE = (
    "This range assumes that cramps come independently of one another. They often come in bouts, "
    "so the true range is likely wider."
)
EFFECTIVE = (
    "Weeks in this diary differ more than chance alone would let them. The range allows for that "
    "as far as so few weeks tell, and is likely still too narrow."
)
BELOW_MINIMUM = (
    "This method was asked for, but needs at least 56 recorded nights, 6 weeks and 5 cramps on "
    "each side. Take the range with much caution."
)
WEEKS_NOT_COUNTED = "Only weeks with at least 4 recorded nights are counted here."
OTHERS_HELD_EQUAL = "Only nights with the same other treatments were compared with each other."
RECORDED_UNEQUALLY = (
    "{without} % of nights are recorded without {name} and {with_} % with it. Quiet nights are "
    "often the ones left unrecorded, so part of the difference may come from that."
)

# --- for the doctor ------------------------------------------------------------------------------
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
P = "p = {p_value}"
P_SMALL = "p below 0.001"
NO_LIMIT = "no limit"
NOT_TOLD = "not defined"

# An interval inside these limits holds no change worth a person's notice (the usual 80 to 125 %).
_ALIKE_LOW, _ALIKE_HIGH = 0.8, 1.25
_NIGHTS_PER_WEEK = 7
_SMALLEST_P = 0.001


def comparison_title(found: Comparison) -> str:
    """Return the heading of a comparison, with its unit."""
    taken, before = found.context.taken, not found.baseline_after
    if taken:
        return (TITLE_BEFORE if before else TITLE_WITHOUT).format(name=found.name)
    return (TITLE_BEFORE_AND_WITH if before else TITLE_WITHOUT_AND_WITH).format(name=found.name)


def comparison_sentences(found: Comparison) -> tuple[str, ...]:
    """Return all that is said of a comparison, the main sentence first, cautions, then method."""
    if found.ratio is None:
        return (_why_none(found), *_counts(found))
    main = " ".join((*_counts(found), *_change(found.ratio)))
    return (main, *_second_lines(found), *_cautions(found, found.ratio))


def comparison_details(found: Comparison) -> tuple[str, ...]:
    """Return what belongs on a detail view: the method with its figures, and the circular shift."""
    if found.ratio is None:
        return ()
    return (_method(found, found.ratio), *_circular(found))


def _method(found: Comparison, ratio: RateRatio) -> str:
    widened = ratio.dispersion is not None
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
    if found.circular is not None:
        yield CIRCULAR.format(
            others=found.circular.shifts - 1, at_least=found.circular.at_least - 1
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
    taken = found.context.taken
    if side.cramps_per_week is None:
        template, start = TAKING_COUNTS if taken else WITH_COUNTS, 0
    elif lag and lag % _NIGHTS_PER_WEEK == 0:
        template = TAKING_FROM_WEEK if taken else WITH_FROM_WEEK
        start = lag // _NIGHTS_PER_WEEK + 1
    elif lag:
        template, start = TAKING_FROM_NIGHT if taken else WITH_FROM_NIGHT, lag + 1
    else:
        template, start = TAKING if taken else WITH, 0
    return template.format(name=found.name, start=start, **_figures(side))


def _figures(side: Side) -> dict[str, str]:
    return {
        "cramps": cramps(side.cramps),
        "nights": nights(side.nights_recorded),
        "rate": "" if side.cramps_per_week is None else f"{side.cramps_per_week:.1f}",
    }


def _change(ratio: RateRatio) -> tuple[str, ...]:
    """Tell the ratio only where its interval excludes none; else what still fits."""
    told = range_of(ratio.low, ratio.high)
    if ratio.excludes_no_change:
        change = (
            CHANGE_FROM_NONE
            if ratio.ratio is None
            else CHANGE.format(change=more_or_fewer(ratio.ratio))
        )
        return change, FITS.format(range=told)
    alike = ratio.high is not None and ratio.low >= _ALIKE_LOW and ratio.high <= _ALIKE_HIGH
    return ((ABOUT_THE_SAME if alike else TOO_SHORT).format(range=told),)


def _why_none(found: Comparison) -> str:
    if Flag.TOO_FEW_NIGHTS in found.flags:
        return _too_few(found)
    if Flag.NO_CRAMPS in found.flags:
        return NO_CRAMPS.format(name=found.name)
    if Flag.CANNOT_BE_SEPARATED in found.flags:
        others = ", ".join(found.context.others)
        template = CANNOT_BE_SEPARATED_FROM if others else CANNOT_BE_SEPARATED
        return template.format(name=found.name, others=others)
    return METHOD_NOT_POSSIBLE


def _too_few(found: Comparison) -> str:
    without, with_ = found.nights_needed_baseline, found.nights_needed_treatment
    if without and with_:
        return TOO_FEW_OF_BOTH.format(
            name=found.name, least=LEAST_NIGHTS_TO_COMPARE, more_without=without, more_with=with_
        )
    template = TOO_FEW_WITHOUT if without else TOO_FEW_WITH
    return template.format(name=found.name, least=LEAST_NIGHTS_TO_COMPARE, more=without or with_)


def _second_lines(found: Comparison) -> Iterator[str]:
    if found.adjusted is not None:
        told = range_of(found.adjusted.low, found.adjusted.high)
        yield ADJUSTED.format(count=found.comparisons, range=told)
    for ratio, template, open_template in (
        (found.steady, STEADY, STEADY_OPEN),
        (found.with_weeks_before, WITH_WEEKS_BEFORE, WITH_WEEKS_BEFORE_OPEN),
        (found.season, SEASON, SEASON),
    ):
        if ratio is None:
            continue
        told = range_of(ratio.low, ratio.high)
        if ratio.ratio is None:
            yield open_template.format(range=told)
        else:
            yield template.format(change=more_or_fewer(ratio.ratio), range=told)


def _cautions(found: Comparison, ratio: RateRatio) -> Iterator[str]:
    """Say what else the figures may come from; the most frequent reason first."""
    if ratio.ratio is not None and ratio.ratio < 1:
        yield _before_the_start(found)
        yield DUMMY_TABLETS.format(name=found.name)
    flags = set(found.flags)
    fewest = min(found.baseline.nights_recorded, found.treatment.nights_recorded)
    if Flag.SHORT in flags:
        yield SHORT.format(nights=nights(fewest))
    if Flag.EFFECTIVE_COUNTS in flags:
        yield EFFECTIVE
    elif Flag.ASSUMES_INDEPENDENCE in flags:
        yield INDEPENDENCE
    if Flag.SEASON_NOT_SEPARATED in flags:
        yield (SEASON_NOT_FITTED if found.spans_a_year else SEASON_UNKNOWN).format(name=found.name)
    for flag, sentence in (
        (Flag.METHOD_BELOW_MINIMUM, BELOW_MINIMUM),
        (Flag.WEEKS_NOT_COUNTED, WEEKS_NOT_COUNTED),
        (Flag.OTHERS_HELD_EQUAL, OTHERS_HELD_EQUAL),
    ):
        if flag in flags:
            yield sentence
    if Flag.RECORDED_UNEQUALLY in flags:
        yield RECORDED_UNEQUALLY.format(
            name=found.name,
            without=round(100 * (found.share_recorded_baseline or 0)),
            with_=round(100 * (found.share_recorded_treatment or 0)),
        )
    yield ONE_PERSON


def _before_the_start(found: Comparison) -> str:
    left_out = found.context.left_out_before
    if not left_out:
        return NOTHING_LEFT_OUT
    if Flag.WEEKS_BEFORE_COUNTED in found.flags:
        return FEW_NIGHTS_LEFT_OUT.format(nights=left_out)
    if left_out % _NIGHTS_PER_WEEK:
        return NIGHTS_LEFT_OUT.format(nights=left_out)
    return WEEKS_LEFT_OUT.format(weeks=left_out // _NIGHTS_PER_WEEK)
