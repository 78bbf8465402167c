"""What a range of nights says by itself: cramps per week, and how well it is recorded."""

from crampdiary.analysis.rate import MIN_RECORDED_NIGHTS, Rate
from crampdiary.analysis.sentences.amounts import cramps, nights

RATED = "{cramps} on {nights} of {range}: {rate} a week (95 % interval {low} to {high})."
COUNTED = "{cramps} on {nights} of {range}; a weekly rate needs {least} recorded nights."
TOO_FEW = "{cramps}, too few nights for a rate"
ONE_NIGHT_WITH = "1 night with cramps."
NIGHTS_WITH = "{count} nights with cramps."
LONGEST_WITHOUT = "The longest stretch of recorded nights without cramps is {count} nights."
LONGEST_WITHOUT_ONE = "The longest stretch of recorded nights without cramps is 1 night."
SHARE_RECORDED = "{percent} % of nights are recorded."


def rate_sentence(found: Rate) -> str:
    """Tell the counts and, where there is one, the rate with its interval."""
    counts = {
        "cramps": cramps(found.cramps),
        "nights": nights(found.nights_recorded),
        "range": found.nights_in_range,
    }
    low, high = found.cramps_per_week_low, found.cramps_per_week_high
    if found.cramps_per_week is None or low is None or high is None:
        return COUNTED.format(**counts, least=MIN_RECORDED_NIGHTS)
    return RATED.format(
        **counts, rate=f"{found.cramps_per_week:.1f}", low=f"{low:.1f}", high=f"{high:.1f}"
    )


def rate_words(found: Rate) -> str:
    """Return "1.4 (1.0 to 1.8)" for a table whose heading says what that is, or the counts."""
    low, high = found.cramps_per_week_low, found.cramps_per_week_high
    if found.cramps_per_week is None or low is None or high is None:
        return TOO_FEW.format(cramps=cramps(found.cramps))
    return f"{found.cramps_per_week:.1f} ({low:.1f} to {high:.1f})"


def rate_sentences(found: Rate) -> tuple[str, ...]:
    """Tell the rate, then nights with cramps, the longest stretch without, and coverage."""
    said = [rate_sentence(found)]
    if found.nights_recorded:
        one_with = found.nights_with_cramps == 1
        said.append(
            ONE_NIGHT_WITH if one_with else NIGHTS_WITH.format(count=found.nights_with_cramps)
        )
    if found.longest_without:
        one = found.longest_without == 1
        said.append(
            LONGEST_WITHOUT_ONE if one else LONGEST_WITHOUT.format(count=found.longest_without)
        )
    if found.share_recorded is not None:
        said.append(SHARE_RECORDED.format(percent=_whole_percent(found.share_recorded)))
    return tuple(said)


def _whole_percent(share: float) -> int:
    """Round, but never up to all nor down to none."""
    if 0 < share < 1:
        return min(99, max(1, round(100 * share)))
    return round(100 * share)
