"""What else a change may come from, or how little it may mean: said beside every comparison."""

from collections.abc import Iterator

from crampdiary.analysis.rate_ratio import RateRatio
from crampdiary.analysis.results import Comparison, Flag
from crampdiary.analysis.sentences.amounts import nights

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
ONE_NIGHT_LEFT_OUT = (
    "People often start something new when cramps are at their worst, and cramps then ease by "
    "themselves. Only the night before you started was left out, so this may be what the figures "
    "show."
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
BY_THEMSELVES = (
    "Cramps also become more frequent by themselves at times. Please do not stop or change a "
    "medicine on this alone: ask your doctor first."
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

_NIGHTS_PER_WEEK = 7


def foremost(found: Comparison, ratio: RateRatio) -> Iterator[str]:
    """Say first of all what else the figures may come from; the diary's own flaw before others.

    A page with little room shows the first of these alone.
    """
    if Flag.RECORDED_UNEQUALLY in found.flags:
        yield RECORDED_UNEQUALLY.format(
            name=found.name,
            without=round(100 * (found.share_recorded_baseline or 0)),
            with_=round(100 * (found.share_recorded_treatment or 0)),
        )
    if ratio.ratio is not None and ratio.ratio < 1:
        yield _before_the_start(found)
        yield DUMMY_TABLETS.format(name=found.name)
    elif ratio.excludes_no_change:
        yield BY_THEMSELVES


def cautions(found: Comparison) -> Iterator[str]:
    """Say how far the range can be trusted, and what one diary can tell at most."""
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
    yield ONE_PERSON


def _before_the_start(found: Comparison) -> str:
    left_out = found.context.left_out_before
    if not left_out:
        return NOTHING_LEFT_OUT
    if Flag.WEEKS_BEFORE_COUNTED in found.flags:
        return (ONE_NIGHT_LEFT_OUT if left_out == 1 else FEW_NIGHTS_LEFT_OUT).format(
            nights=left_out
        )
    if left_out % _NIGHTS_PER_WEEK:
        return NIGHTS_LEFT_OUT.format(nights=left_out)
    return WEEKS_LEFT_OUT.format(weeks=left_out // _NIGHTS_PER_WEEK)
